-- The speeches with their families, and the file of each.

CREATE VIEW speech_given AS SELECT * FROM speech;

CREATE TABLE speech AS
SELECT g.s, r.d, g.id, g.date, g.family FROM speech_given g JOIN speech_read r ON r.s = g.s;
