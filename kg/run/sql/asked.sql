-- The readings that Python is asked about, once each or once a talk, in the order in which each comes for the last time:
-- open ones, those whose names a person decided about, and those of the same entities.

CREATE TABLE about AS
SELECT r.id FROM reading r SEMI JOIN decided x ON x.type = r.type AND (x.name = r.form OR x.name = r.called OR x.name = r.meant->>'$.known.name');

UPDATE mention SET talk = speech_read.id FROM speech_read
WHERE mention.s = speech_read.s AND mention.reading IN (FROM about);

CREATE TABLE asked AS
SELECT r.id, m.talk, m.o, r.type, r.form, r.meant
FROM (SELECT reading, talk, max(d::BIGINT << 32 | n) AS o FROM mention WHERE reading IS NOT NULL GROUP BY ALL) m
     JOIN reading r ON r.id = m.reading
WHERE r.open OR r.id IN (FROM about)
      OR r.entity IN (SELECT x.entity FROM reading x JOIN about ON about.id = x.id WHERE x.entity IS NOT NULL);

CREATE TABLE program AS
SELECT r.called, arg_max(r.name, m.o) AS name, max(m.o) AS o
FROM (SELECT reading, max(d::BIGINT << 32 | n) AS o FROM mention WHERE type = 'Program' AND NOT redacted GROUP BY reading) m
     JOIN reading r ON r.id = m.reading
WHERE r.id NOT IN (SELECT id FROM asked) GROUP BY r.called
