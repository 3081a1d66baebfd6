// title.zh: 每个项目/活动出现在哪些讲话中
// title.en: Which program is named in which speeches
// param program:name="" | 项目的编号、名称或别名；空为全部 | id, name or alias of a program; empty for all
// column program | 项目/活动 | Program
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column count | 次数（版本不重计） | Count (versions once)
// column speeches | 讲话 | Speeches
// column program_id | 项目编号 | Program id
MATCH (s:KG:Speech)-[m:MENTIONS]->(p:KG:Program)
WHERE $program = '' OR p.id = $program OR p.name = $program OR $program IN coalesce(p.aliases, [])
WITH p, s.family AS family, max(m.count) AS most
WITH p, count(family) AS talks, sum(most) AS count
MATCH (p)<-[:MENTIONS]-(s:KG:Speech)
WITH p, talks, count, s ORDER BY s.date, s.id
WITH p, talks, count, collect(s.name) AS speeches
RETURN p.name AS program, talks, count, speeches, p.id AS program_id
ORDER BY talks DESC, count DESC, program, program_id
