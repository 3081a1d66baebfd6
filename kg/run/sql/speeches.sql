-- What was read, and the speeches. `live`: i, file, file_sha256, part of each file; `part`: the rows of parts.
-- i numbers files as given, d what was read of them by name, s speeches by file and place, n what a file holds in order.
-- Lists are always taken apart first and then joined by where their row stands (part, item): joins of whole rows are dear.

CREATE TABLE doc AS
SELECT row_number() OVER (ORDER BY path) - 1 AS d, i, part, item, id, path, sha256, node, encoding, characters, pages, text,
       js(path) AS path_js, sum(said) OVER (ORDER BY path) - said AS s0
FROM (SELECT live.i, part, item, id, path, sha256, node, encoding, characters, pages, text, len(speeches) AS said
      FROM part JOIN live USING (file, file_sha256, part) WHERE id IS NOT NULL);

CREATE TABLE speech_place AS SELECT part, item, d, s0 FROM doc;

CREATE TABLE file_problem AS
SELECT live.i, p.* EXCLUDE (given, file_sha256, part), path AS file
FROM (SELECT file AS given, file_sha256, part, item, path, generate_subscripts(problems, 1) AS n, unnest(problems, recursive := true)
      FROM part) p JOIN live ON live.file = given AND live.file_sha256 = p.file_sha256 AND live.part = p.part;

CREATE TABLE speech_read AS
SELECT d, s0 + n - 1 AS s, r.* EXCLUDE (n, part, item)
FROM (SELECT part, item, generate_subscripts(speeches, 1) AS n, unnest(speeches, recursive := true) FROM part) r
     JOIN speech_place USING (part, item)
