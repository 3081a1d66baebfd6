-- The speeches with numbers for their families, and the file of each; which of them are not what they were.
ALTER TABLE speech RENAME TO speech_given;

CREATE TABLE speech AS
SELECT r.s, r.d, g.id, g.date, dense_rank() OVER (ORDER BY family) AS family FROM speech_given g JOIN speech_read r USING (id);

CREATE TABLE speech_now AS SELECT r.s, g.id, g.date, g.family, g.version_of, g.kind, g.similarity FROM speech_given g JOIN speech_read r USING (id);

CREATE TABLE touched_by_family AS
SELECT DISTINCT (s >> 32)::INTEGER AS d FROM (FROM speech_now EXCEPT FROM kept.speech)
