// title.zh: 讲话提到的地点
// title.en: The places that speeches name
// param within:name="" | 只看这一地点及其下辖地点；空为全部 | only this place and those within it; empty for all
// column place | 地点 | Place
// column level | 级别 | Level
// column code | 代码 | Code
// column parents | 上级 | Within
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column count | 次数（版本不重计） | Count (versions once)
// column place_id | 地点编号 | Place id
MATCH (s:KG:Speech)-[m:MENTIONS]->(p:KG:Place)
WHERE $within = '' OR p.id = $within OR p.name = $within OR $within IN coalesce(p.aliases, [])
   OR $within IN coalesce(p.parents, []) OR EXISTS { MATCH (p)-[:LOCATED_IN*1..4]->(w:KG:Place) WHERE w.name = $within }
WITH p, s.family AS family, max(m.count) AS most
WITH p, count(family) AS talks, sum(most) AS count
RETURN p.name AS place, p.level AS level, p.code AS code, coalesce(p.parents, []) AS parents, talks, count,
       p.id AS place_id
ORDER BY talks DESC, count DESC, place, place_id
