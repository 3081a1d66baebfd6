// title.zh: 每篇讲话提到了哪些项目/活动
// title.en: Which speech names which program
// param speech:string="" | 讲话的编号，或题目、讲话人、日期中的文字；空为全部 | id of a speech, or part of its title, speaker or date; empty for all
// param program:name="" | 项目的编号、名称或别名；空为全部 | id, name or alias of a program; empty for all
// param versions:bool=true | 是否列出同一讲话的其他版本 | whether to list the other versions of a talk too
// column date | 日期 | Date
// column speech | 讲话 | Speech
// column speaker | 讲话人 | Speaker
// column program | 项目/活动 | Program
// column count | 次数 | Count
// column version | 版本 | Version
// column file | 文件 | File
// column speech_id | 讲话编号 | Speech id
// column program_id | 项目编号 | Program id
MATCH (s:KG:Speech)-[m:MENTIONS]->(p:KG:Program)
WHERE ($speech = '' OR s.id = $speech OR s.name CONTAINS $speech)
  AND ($program = '' OR p.id = $program OR p.name = $program OR $program IN coalesce(p.aliases, []))
  AND ($versions OR s.version_of IS NULL)
RETURN s.date AS date, s.title AS speech, s.speaker AS speaker, p.name AS program, m.count AS count,
       s.kind AS version, s.file AS file, s.id AS speech_id, p.id AS program_id
ORDER BY date, speech_id, count DESC, program, program_id
