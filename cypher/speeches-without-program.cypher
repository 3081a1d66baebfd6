// title.zh: 没有提到任何项目/活动的讲话
// title.en: Speeches that name no program
// column date | 日期 | Date
// column speech | 讲话 | Speech
// column speaker | 讲话人 | Speaker
// column version | 版本 | Version
// column file | 文件 | File
// column speech_id | 讲话编号 | Speech id
MATCH (s:KG:Speech)
WHERE NOT EXISTS { (s)-[:MENTIONS]->(:KG:Program) }
RETURN s.date AS date, s.title AS speech, s.speaker AS speaker, s.kind AS version, s.file AS file, s.id AS speech_id
ORDER BY date, speech_id
