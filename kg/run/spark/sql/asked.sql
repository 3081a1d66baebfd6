-- The readings that Python is asked about, once each or once a talk, in the order in which each comes for the last time:
-- open ones, those whose names a person decided about, and those of the same entities.

CREATE TABLE about AS
SELECT r.id, r.entity FROM reading r LEFT SEMI JOIN decided x
ON x.type = r.type AND (x.name = r.form OR x.name = r.called OR x.name = get_json_object(r.meant, '$.known.name'));

CREATE TABLE mention AS
SELECT m.* EXCEPT (talk), IF(about.id IS NULL, m.talk, speech_read.id) AS talk, shiftleft(CAST(m.d AS BIGINT), 32) | m.n AS o
FROM mention_read m LEFT JOIN about ON about.id = m.reading JOIN speech_read ON speech_read.s = m.s;

CREATE TABLE asked AS
SELECT r.id, m.talk, m.o, r.type, r.form, r.meant
FROM (SELECT reading, talk, max(o) AS o FROM mention WHERE reading IS NOT NULL GROUP BY reading, talk) m
     JOIN reading r ON r.id = m.reading
WHERE r.open OR r.id IN (SELECT id FROM about) OR r.entity IN (SELECT entity FROM about WHERE entity IS NOT NULL);

CREATE TABLE program AS
SELECT r.called, max_by(r.name, m.o) AS name, max(m.o) AS o
FROM (SELECT reading, max(o) AS o FROM mention WHERE type = 'Program' AND NOT redacted GROUP BY reading) m
     JOIN reading r ON r.id = m.reading LEFT ANTI JOIN asked ON asked.id = r.id
GROUP BY r.called;
