-- The speeches with numbers for their families, and the file of each.
ALTER TABLE speech RENAME TO speech_given;
CREATE TABLE speech AS
SELECT g.s, r.d, g.id, g.date, dense_rank() OVER (ORDER BY family) AS family FROM speech_given g JOIN speech_read r USING (s)
