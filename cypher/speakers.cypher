// title.zh: 讲话人及其讲话
// title.en: Speakers and their talks
// param person:name="" | 人物的编号、姓名或别名；空为全部 | id, name or alias of a person; empty for all
// column speaker | 讲话人 | Speaker
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column speeches | 讲话 | Speeches
// column positions | 职务 | Positions
// column programs | 提到的项目数 | Programs named
// column person_id | 人物编号 | Person id
MATCH (p:KG:Person)-[:DELIVERED]->(s:KG:Speech)
WHERE $person = '' OR p.id = $person OR p.name = $person OR $person IN coalesce(p.aliases, [])
WITH p, s ORDER BY s.date, s.id
WITH p, count(DISTINCT s.family) AS talks, collect(s.name) AS speeches
OPTIONAL MATCH (p)-[:HOLDS_POSITION]->(o:KG:Position)
WITH p, talks, speeches, o ORDER BY o.name, o.id
WITH p, talks, speeches, collect(o.name) AS positions
OPTIONAL MATCH (p)-[:DELIVERED]->(:KG:Speech)-[:MENTIONS]->(g:KG:Program)
WITH p, talks, speeches, positions, count(DISTINCT g) AS programs
RETURN p.name AS speaker, talks, speeches, positions, programs, p.id AS person_id
ORDER BY talks DESC, speaker, person_id
