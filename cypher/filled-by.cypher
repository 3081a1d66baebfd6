// title.zh: 一个版本所隐、另一版本所知（推断）
// title.en: What one version hides and another knows (inferred)
// param talk:string="" | 讲话的编号、题目或版本族；空为全部 | id or title of a speech, or a family; empty for all
// column hidden | 隐去之处 | Hidden
// column known | 另一版本作 | The other version has
// column type | 类型 | Type
// column kind | 方式 | Kind
// column count | 次数 | Count
// column quote | 原文 | Quotation
// column span | 出处 | Where
// column other_quote | 另一版本原文 | Quotation of the other version
// column other_span | 另一版本出处 | Where in the other version
// column hidden_id | 隐去之处编号 | Hidden id
// column known_id | 编号 | Id
MATCH (s:KG:Speech)
WHERE $talk = '' OR $talk IN [s.id, s.name, s.title, s.family]
MATCH (h:KG)-[r:FILLED_BY]->(k:KG)
WHERE s.id IN r.speeches
RETURN DISTINCT h.name AS hidden, k.name AS known, k.type AS type, r.kind AS kind, r.count AS count,
       r.quotes[0] AS quote, r.spans[0] AS span, r.quotes[1] AS other_quote, r.spans[1] AS other_span,
       h.id AS hidden_id, k.id AS known_id
ORDER BY hidden_id, known_id
