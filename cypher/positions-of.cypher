// title.zh: 某人担任过的职务及原文
// title.en: The positions a person holds, with the words that say so
// param person:name="" | 人物的编号、姓名或别名；空为全部 | id, name or alias of a person; empty for all
// column person | 人物 | Person
// column position | 职务 | Position
// column organization | 单位 | Organization
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column inferred | 推断 | Inferred
// column quote | 原文 | Quotation
// column span | 出处 | Where
// column person_id | 人物编号 | Person id
// column position_id | 职务编号 | Position id
MATCH (p:KG:Person)-[r:HOLDS_POSITION]->(o:KG:Position)
WHERE $person = '' OR p.id = $person OR p.name = $person OR $person IN coalesce(p.aliases, [])
RETURN p.name AS person, coalesce(r.title, o.name) AS position, r.org AS organization, r.families AS talks,
       r.inferred AS inferred, r.quotes[0] AS quote, r.spans[0] AS span, p.id AS person_id, o.id AS position_id
ORDER BY person, person_id, talks DESC, position_id
