// title.zh: 讲话引用了哪些文件
// title.en: Which documents the speeches cite
// param document:name="" | 文件的编号、名称或别名；空为全部 | id, name or alias of a document; empty for all
// column document | 文件 | Document
// column issuers | 发布者 | Issued by
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column speeches | 讲话 | Speeches
// column document_id | 文件编号 | Document id
MATCH (s:KG:Speech)-[:CITES]->(d:KG:Document)
WHERE $document = '' OR d.id = $document OR d.name = $document OR $document IN coalesce(d.aliases, [])
WITH d, s ORDER BY s.date, s.id
WITH d, count(DISTINCT s.family) AS talks, collect(s.name) AS speeches
OPTIONAL MATCH (d)-[:ISSUED_BY]->(o:KG:Organization)
WITH d, talks, speeches, o ORDER BY o.name, o.id
WITH d, talks, speeches, collect(o.name) AS issuers
RETURN d.name AS document, issuers, talks, speeches, d.id AS document_id
ORDER BY talks DESC, document, document_id
