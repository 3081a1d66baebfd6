// title.zh: 同一句中一起出现的项目/活动
// title.en: Programs named in one sentence
// param program:name="" | 项目的编号、名称或别名；空为全部 | id, name or alias of a program; empty for all
// column program | 项目/活动 | Program
// column other | 另一项目 | Other program
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column count | 次数 | Count
// column quote | 原文 | Quotation
// column span | 出处 | Where
// column program_id | 项目编号 | Program id
// column other_id | 另一项目编号 | Other id
MATCH (a:KG:Program)-[r:CO_OCCURS]->(b:KG:Program)
WHERE $program = '' OR $program IN [a.id, a.name, b.id, b.name]
   OR $program IN coalesce(a.aliases, []) OR $program IN coalesce(b.aliases, [])
RETURN a.name AS program, b.name AS other, r.families AS talks, r.count AS count, r.quotes[0] AS quote,
       r.spans[0] AS span, a.id AS program_id, b.id AS other_id
ORDER BY talks DESC, count DESC, program_id, other_id
