// title.zh: 与某一节点直接相连的节点
// title.en: What a node is joined to
// param name:name | 节点的编号、名称、题目或别名 | id, name, title or alias of a node
// param relation:string="" | 关系类型，如 MENTIONS；空为全部 | a relation type such as MENTIONS; empty for all
// param redacted:bool=false | 是否列出隐去的名称 | whether to list redacted names
// column node | 节点 | Node
// column direction | 方向 | Direction
// column relation | 关系 | Relation
// column neighbour | 相邻节点 | Neighbour
// column type | 类型 | Type
// column count | 次数 | Count
// column talks | 讲话数（版本不重计） | Talks (versions once)
// column inferred | 推断 | Inferred
// column node_id | 编号 | Id
// column neighbour_id | 相邻编号 | Neighbour id
MATCH (n:KG)
WHERE $name IN [n.id, n.name, n.title] OR $name IN coalesce(n.aliases, [])
MATCH (n)-[r]-(m:KG)
WHERE ($relation = '' OR type(r) = $relation) AND ($redacted OR m.type <> 'Redacted')
RETURN n.name AS node, CASE WHEN type(r) = 'CO_OCCURS' THEN '—' WHEN startNode(r) = n THEN '→' ELSE '←' END AS direction,
       type(r) AS relation, m.name AS neighbour, m.type AS type, r.count AS count, r.families AS talks,
       r.inferred AS inferred, n.id AS node_id, m.id AS neighbour_id
ORDER BY node_id, relation, direction, talks DESC, count DESC, neighbour_id
