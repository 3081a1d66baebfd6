// title.zh: 支持一条事实的原文
// title.en: The words behind a fact
// param name:name | 节点的编号、名称、题目或别名 | id, name, title or alias of a node
// param other:name="" | 另一端的编号、名称、题目或别名；空为全部 | id, name, title or alias of the other end; empty for all
// param relation:string="" | 关系类型，如 IMPLEMENTED_IN；空为全部 | a relation type such as IMPLEMENTED_IN; empty for all
// param redacted:bool=false | 是否列出隐去的名称 | whether to list redacted names
// column head | 主体 | Head
// column relation | 关系 | Relation
// column tail | 客体 | Tail
// column quote | 原文 | Quotation
// column span | 出处 | Where
// column page | 页 | Page
// column inferred | 推断 | Inferred
// column head_id | 主体编号 | Head id
// column tail_id | 客体编号 | Tail id
MATCH (n:KG)
WHERE $name IN [n.id, n.name, n.title] OR $name IN coalesce(n.aliases, [])
MATCH (n)-[r]-(m:KG)
WHERE ($relation = '' OR type(r) = $relation) AND ($redacted OR m.type <> 'Redacted')
  AND ($other = '' OR $other IN [m.id, m.name, m.title] OR $other IN coalesce(m.aliases, []))
WITH DISTINCT r, startNode(r) AS head, endNode(r) AS tail
OPTIONAL MATCH (file:SourceFile)-[:CONTAINS]->(speech:Speech)
WHERE speech.id IN r.speeches AND file.pages IS NOT NULL
WITH r, head, tail, collect(DISTINCT file) AS paged
UNWIND range(0, size(r.quotes) - 1) AS number
WITH r, head, tail, paged, number, split(r.spans[number], ':') AS parts
WITH r, head, tail, number, toInteger(split(parts[size(parts) - 1], '-')[0]) AS offset,
     head([file IN paged WHERE file.path + ':' + parts[size(parts) - 1] = r.spans[number]]) AS file
RETURN head.name AS head, type(r) AS relation, tail.name AS tail, r.quotes[number] AS quote, r.spans[number] AS span,
       size([first IN file.pages WHERE first <= offset]) AS page, r.inferred AS inferred,
       head.id AS head_id, tail.id AS tail_id
ORDER BY relation, head_id, tail_id, number
