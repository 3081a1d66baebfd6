-- The names of the documents. q numbers quotations by file and place.

CREATE TABLE quote AS
SELECT q0 + n - 1 AS q, js(text) AS text_js, js(path || ':' || "start" || '-' || "end") AS span_js
FROM (SELECT part, item, generate_subscripts(quotes, 1) AS n, unnest(quotes, recursive := true) FROM heard)
     JOIN place USING (part, item);

CREATE TABLE mention AS
SELECT d, n, q0 + quote AS q, s0 + speech AS s, r.* EXCLUDE (n, quote, speech, part, item)
FROM (SELECT part, item, generate_subscripts(mentions, 1) AS n, unnest(mentions, recursive := true) FROM heard) r
     JOIN place USING (part, item);

CREATE TABLE statement AS
SELECT d, n, q0 + quote AS q, s0 + speech AS s, r.* EXCLUDE (n, quote, speech, part, item)
FROM (SELECT part, item, generate_subscripts(statements, 1) AS n, unnest(statements, recursive := true) FROM heard) r
     JOIN place USING (part, item);

CREATE TABLE reading AS
SELECT DISTINCT ON (id) r.* EXCLUDE (part, item)
FROM (SELECT part, item, unnest(readings, recursive := true) FROM heard) r SEMI JOIN place USING (part, item);

CREATE TABLE vouched AS
SELECT DISTINCT form FROM (SELECT part, item, unnest(established, recursive := true) FROM heard) SEMI JOIN place USING (part, item);

CREATE TABLE bearer AS
SELECT name, row FROM (SELECT part, item, unnest(bearers, recursive := true) FROM heard) SEMI JOIN place USING (part, item);

CREATE TABLE full_name AS
SELECT d, s0 + speech AS s, name, before FROM (SELECT part, item, unnest(names, recursive := true) FROM heard)
     JOIN place USING (part, item)
