-- The readings that Python is asked about, once each or once a talk, in the order in which each comes for the last time:
-- open ones, those whose names a person decided about, and those of the same entities. (What a person decided is the same
-- for all that was kept, so of the documents that came alone the talks are told.)

CREATE TABLE about AS
SELECT r.id FROM reading r SEMI JOIN decided x ON x.type = r.type AND (x.name = r.form OR x.name = r.called OR x.name = r.meant->>'$.known.name');

UPDATE kept.mention SET talk = r.id FROM kept.speech_read r
WHERE kept.mention.s = r.s AND kept.mention.reading IN (SELECT id FROM about) AND kept.mention.d IN (SELECT d FROM numbered);

CREATE TABLE used AS
SELECT reading, talk, max(place(d, n)) AS o FROM mention WHERE reading IS NOT NULL GROUP BY ALL;

CREATE TABLE asked AS
SELECT r.id, used.talk, used.o, r.type, r.form, r.meant
FROM used JOIN reading r ON r.id = used.reading
WHERE r.open OR r.id IN (FROM about)
      OR r.entity IN (SELECT x.entity FROM reading x JOIN about ON about.id = x.id WHERE x.entity IS NOT NULL);

CREATE TABLE program AS
SELECT r.called, arg_max(r.name, used.o) AS name, max(used.o) AS o
FROM used JOIN reading r ON r.id = used.reading
WHERE r.type = 'Program' AND r.id NOT IN (SELECT id FROM asked) GROUP BY r.called
