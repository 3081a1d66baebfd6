// title.zh: 某地实施了哪些项目/活动
// title.en: The programs carried out in a place
// param place:name="" | 地点或单位的编号、名称或别名，含其下辖地点；空为全部 | id, name or alias of a place or organization, with what lies within it; empty for all
// column program | 项目/活动 | Program
// column place | 地点 | Place
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column inferred | 推断 | Inferred
// column quote | 原文 | Quotation
// column span | 出处 | Where
// column program_id | 项目编号 | Program id
// column place_id | 地点编号 | Place id
MATCH (p:Program)-[r:IMPLEMENTED_IN]->(w:Place|Organization)
WHERE $place = '' OR w.id = $place OR w.name = $place OR $place IN coalesce(w.aliases, [])
   OR $place IN coalesce(w.parents, []) OR EXISTS { MATCH (w)-[:LOCATED_IN*1..4]->(u:Place) WHERE u.name = $place }
RETURN p.name AS program, w.name AS place, r.families AS talks, r.inferred AS inferred, r.quotes[0] AS quote,
       r.spans[0] AS span, p.id AS program_id, w.id AS place_id
ORDER BY talks DESC, program, program_id, place_id
