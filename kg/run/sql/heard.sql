-- What is left of the documents once a person's decisions were heard. `again`: the rows that took another's place.
CREATE TABLE heard_again AS
SELECT doc.d, doc.i, doc.s0, doc.path, a.mentions, a.readings, a.quotes, a.statements, a.bearers, a.names, a.established
FROM again a JOIN doc USING (id);

CREATE VIEW heard AS
SELECT d, i, s0, path, mentions, readings, quotes, statements, bearers, names, established FROM held
WHERE d NOT IN (SELECT d FROM changed)
UNION ALL FROM heard_again
