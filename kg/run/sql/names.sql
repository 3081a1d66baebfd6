-- The names of the documents. `heard`: the rows of `held`, or what a person's decisions left of them.
-- q numbers quotations by file and place.

CREATE TABLE first_quote AS
SELECT d, sum(len(quotes)) OVER (ORDER BY d) - len(quotes) AS q0 FROM heard;

CREATE TABLE quote AS
SELECT q0 + n - 1 AS q, js(text) AS text_js, js(path || ':' || "start" || '-' || "end") AS span_js
FROM (SELECT q0, path, generate_subscripts(quotes, 1) AS n, unnest(quotes, recursive := true)
      FROM heard JOIN first_quote USING (d));

CREATE TABLE mention AS
SELECT d, n, q0 + quote AS q, s0 + speech AS s, * EXCLUDE (d, n, quote, speech, q0, s0)
FROM (SELECT d, q0, s0, generate_subscripts(mentions, 1) AS n, unnest(mentions, recursive := true)
      FROM heard JOIN first_quote USING (d));

CREATE TABLE statement AS
SELECT d, n, q0 + quote AS q, s0 + speech AS s, * EXCLUDE (d, n, quote, speech, q0, s0)
FROM (SELECT d, q0, s0, generate_subscripts(statements, 1) AS n, unnest(statements, recursive := true)
      FROM heard JOIN first_quote USING (d));

CREATE TABLE reading AS
SELECT DISTINCT ON (id) * FROM (SELECT unnest(readings, recursive := true) FROM heard);

CREATE TABLE vouched AS SELECT unnest(established, recursive := true) FROM heard;
CREATE TABLE bearer AS SELECT unnest(bearers, recursive := true) FROM heard;
CREATE TABLE full_name AS SELECT d, s0 + speech AS s, name, before FROM (SELECT d, s0, unnest(names, recursive := true) FROM heard)
