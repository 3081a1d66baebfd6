// title.zh: 同一讲话的不同版本
// title.en: Versions of one talk
// column speech | 讲话 | Speech
// column version | 版本 | Version
// column similarity | 相似度 | Similarity
// column file | 文件 | File
// column original | 首选版本 | Preferred version
// column original_file | 首选文件 | Preferred file
// column speech_id | 讲话编号 | Speech id
// column original_id | 首选编号 | Preferred id
MATCH (s:KG:Speech)-[r:VERSION_OF]->(o:KG:Speech)
RETURN s.name AS speech, r.kind AS version, r.similarity AS similarity, s.file AS file, o.name AS original,
       o.file AS original_file, s.id AS speech_id, o.id AS original_id
ORDER BY original_id, speech_id
