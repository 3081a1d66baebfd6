// title.zh: 哪些讲话有几个版本
// title.en: Talks that there are several versions of
// param least:int=2 | 至少几个版本 | least versions
// column talk | 讲话（首选版本） | Talk (preferred version)
// column versions | 版本数 | Versions
// column kinds | 其他版本 | Other versions
// column similarities | 相似度 | Similarities
// column file | 首选文件 | Preferred file
// column files | 其他文件 | Other files
// column family | 版本族 | Family
// column talk_id | 首选编号 | Preferred id
// column ids | 其他编号 | Other ids
MATCH (o:KG:Speech)
WHERE o.version_of IS NULL
OPTIONAL MATCH (s:KG:Speech)-[r:VERSION_OF]->(o)
WITH o, s, r ORDER BY s.id
WITH o, count(s) + 1 AS versions, collect(r.kind) AS kinds, collect(r.similarity) AS similarities,
     collect(s.file) AS files, collect(s.id) AS ids
WHERE versions >= $least
RETURN o.name AS talk, versions, kinds, similarities, o.file AS file, files, o.family AS family, o.id AS talk_id, ids
ORDER BY versions DESC, family, talk_id
