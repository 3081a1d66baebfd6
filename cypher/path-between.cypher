// title.zh: 两者之间最短的联系
// title.en: The shortest ways from one node to another
// param from:name | 一端的编号、名称、题目或别名 | id, name, title or alias of one end
// param to:name | 另一端的编号、名称、题目或别名 | id, name, title or alias of the other end
// param paths:int=5 | 最多列出几条 | how many to list at most
// column steps | 步数 | Steps
// column nodes | 途经 | Nodes
// column relations | 关系 | Relations
// column ids | 编号 | Ids
MATCH (a:KG)
WHERE a.type <> 'Redacted' AND ($from IN [a.id, a.name, a.title] OR $from IN coalesce(a.aliases, []))
MATCH (b:KG)
WHERE b.type <> 'Redacted' AND a.id <> b.id AND ($to IN [b.id, b.name, b.title] OR $to IN coalesce(b.aliases, []))
MATCH p = allShortestPaths((a)-[:DELIVERED|HOLDS_POSITION|AFFILIATED|LOCATED_IN|IMPLEMENTED_IN|PART_OF|LEADS|CITES|ISSUED_BY|MENTIONS|CO_OCCURS|VERSION_OF*..6]-(b))
WHERE NONE(n IN nodes(p) WHERE n.type = 'Redacted')
RETURN length(p) AS steps, [n IN nodes(p) | n.name] AS nodes, [r IN relationships(p) | type(r)] AS relations,
       [n IN nodes(p) | n.id] AS ids
ORDER BY steps, ids, relations
LIMIT $paths
