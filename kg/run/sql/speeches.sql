-- What was read, and the speeches. `live`: i, file, file_sha256, part of each file; `part`: the rows of parts.
-- i numbers files as given, d what was read of them by name, s speeches by file and place, n what a file holds in order.

CREATE TABLE doc AS
SELECT row_number() OVER (ORDER BY path) - 1 AS d, i, item, id, path, sha256, node, encoding, characters, pages, text,
       js(path) AS path_js, sum(said) OVER (ORDER BY path) - said AS s0
FROM (SELECT i, item, p.*, len(p.speeches) AS said FROM part p JOIN live USING (file, file_sha256, part) WHERE p.id IS NOT NULL);

CREATE VIEW held AS
SELECT doc.d, doc.i, doc.s0, p.path, p.speeches, p.mentions, p.readings, p.quotes, p.statements, p.bearers, p.names, p.established
FROM part p JOIN live USING (file, file_sha256, part) JOIN doc ON doc.i = live.i AND doc.item = p.item;

CREATE TABLE file_problem AS
SELECT i, item, path AS file, generate_subscripts(problems, 1) AS n, unnest(problems, recursive := true)
FROM part JOIN live USING (file, file_sha256, part);

CREATE TABLE speech_read AS
SELECT d, s0 + n - 1 AS s, * EXCLUDE (d, n, s0)
FROM (SELECT d, s0, generate_subscripts(speeches, 1) AS n, unnest(speeches, recursive := true) FROM held)
