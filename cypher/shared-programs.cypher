// title.zh: 哪些讲话提到了相同的项目/活动
// title.en: Which speeches share programs
// param speech:string="" | 讲话的编号，或题目、讲话人、日期中的文字；空为全部 | id of a speech, or part of its title, speaker or date; empty for all
// param least:int=1 | 至少相同的项目数 | the least number of shared programs
// param versions:bool=false | 是否列出同一讲话的其他版本 | whether to list the other versions of a talk too
// column shared | 相同项目数 | Shared
// column speech | 讲话 | Speech
// column other | 另一篇讲话 | Other speech
// column programs | 项目/活动 | Programs
// column speech_id | 讲话编号 | Speech id
// column other_id | 另一篇编号 | Other id
MATCH (a:KG:Speech)-[:MENTIONS]->(p:KG:Program)<-[:MENTIONS]-(b:KG:Speech)
WHERE a.id < b.id AND a.family <> b.family AND ($versions OR (a.version_of IS NULL AND b.version_of IS NULL))
  AND ($speech = '' OR a.id = $speech OR b.id = $speech OR a.name CONTAINS $speech OR b.name CONTAINS $speech)
WITH a, b, p ORDER BY p.name, p.id
WITH a, b, count(p) AS shared, collect(p.name) AS programs
WHERE shared >= $least
RETURN shared, a.name AS speech, b.name AS other, programs, a.id AS speech_id, b.id AS other_id
ORDER BY shared DESC, speech_id, other_id
