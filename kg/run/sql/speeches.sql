-- What was read of the files that came, and the speeches. `part`: the rows of parts; `numbered`: part, item (where in it a
-- row stands) and d of each that is a document.
-- Lists are always taken apart first and then joined by where their row stands: joins of whole rows are dear.

INSERT INTO kept.file BY NAME SELECT file, file_sha256 FROM came;

INSERT INTO kept.doc BY NAME
SELECT d, file, file_sha256, id, path, sha256, node, encoding, characters, pages, text, js(path) AS path_js
FROM part JOIN numbered USING (part, item);

INSERT INTO kept.file_problem BY NAME
SELECT p.* EXCLUDE (part)
FROM (SELECT file AS given, file_sha256, part, item, path AS file, generate_subscripts(problems, 1) AS n,
             unnest(problems, recursive := true)
      FROM part) p JOIN came ON came.file = given AND came.file_sha256 = p.file_sha256 AND came.part = p.part;

INSERT INTO kept.speech_read BY NAME
SELECT d, place(d, n - 1) AS s, r.* EXCLUDE (n, part, item)
FROM (SELECT part, item, generate_subscripts(speeches, 1) AS n, unnest(speeches, recursive := true) FROM part) r
     JOIN numbered USING (part, item);

CREATE VIEW file_problem AS
SELECT live.i, p.* FROM kept.file_problem p JOIN live ON live.file = given AND live.file_sha256 = p.file_sha256
