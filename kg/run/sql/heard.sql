-- The rows that names are taken of, and where: those of parts, or what a person's decisions left of them. `again`: the rows
-- that took another's place, by the id of the document.
CREATE TABLE heard_again AS
SELECT id AS part, 0::BIGINT AS item, mentions, readings, quotes, statements, bearers, names, established FROM again;

CREATE VIEW heard AS
SELECT part, item, mentions, readings, quotes, statements, bearers, names, established FROM part
UNION ALL FROM heard_again;

CREATE TABLE stands AS
SELECT coalesce(a.part, numbered.part) AS part, coalesce(a.item, numbered.item) AS item, d, path
FROM numbered JOIN doc USING (d) LEFT JOIN heard_again a ON a.part = doc.id
