// title.zh: 同一讲话的版本各提到什么、不提什么
// title.en: What one version of a talk names and another does not
// param talk:string="" | 讲话的编号、题目或版本族；空为全部 | id or title of a speech, or a family; empty for all
// column name | 名称 | Name
// column type | 类型 | Type
// column known | 他本所补（推断） | Filled by (inferred)
// column only_in | 见于 | Named in
// column not_in | 不见于 | Not named in
// column count | 次数 | Count
// column quote | 原文 | Quotation
// column span | 出处 | Where
// column family | 版本族 | Family
// column node_id | 编号 | Id
// column only_in_id | 讲话编号 | Speech id
// column not_in_id | 另一讲话编号 | Other speech id
MATCH (a:KG:Speech)-[:VERSION_OF]-(b:KG:Speech)
WHERE $talk = '' OR $talk IN [a.id, a.name, a.title, a.family, b.id, b.name, b.title]
MATCH (a)-[m:MENTIONS]->(e:KG)
WHERE NOT EXISTS { MATCH (b)-[:MENTIONS]->(e) }
OPTIONAL MATCH (e)-[:FILLED_BY]->(k:KG)
WITH a, b, m, e, k ORDER BY k.name, k.id
WITH a, b, m, e, collect(k.name) AS known
RETURN e.name AS name, e.type AS type, known, a.name AS only_in, b.name AS not_in, m.count AS count,
       m.quotes[0] AS quote, m.spans[0] AS span, a.family AS family, e.id AS node_id, a.id AS only_in_id,
       b.id AS not_in_id
ORDER BY family, only_in_id, not_in_id, type, name, node_id
