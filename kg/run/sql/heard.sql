-- The rows that names are taken of, and where: those of parts, or what a person's decisions left of them. `again`: the rows
-- that took another's place, by the id of the document.
CREATE TABLE heard_again AS
SELECT id AS part, 0::BIGINT AS item, mentions, readings, quotes, statements, bearers, names, established FROM again;

CREATE VIEW heard AS
SELECT part, item, mentions, readings, quotes, statements, bearers, names, established FROM part
UNION ALL FROM heard_again;

CREATE TABLE place AS
SELECT part, item, d, s0, path, sum(quoted) OVER (ORDER BY d) - quoted AS q0
FROM (SELECT coalesce(a.part, doc.part) AS part, coalesce(a.item, doc.item) AS item, d, s0, path
      FROM doc LEFT JOIN heard_again a ON a.part = doc.id)
     JOIN (SELECT part, item, len(quotes) AS quoted FROM heard) USING (part, item)
