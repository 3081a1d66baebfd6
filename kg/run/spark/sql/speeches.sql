-- What was read, and the speeches. `part`: the rows that the tasks wrote (kg.run.columns) with `item`, which of its file's
-- rows each is. d numbers what was read by name, s speeches by file and place.

CREATE TABLE numbered AS
SELECT row_number() OVER (ORDER BY path) - 1 AS d, file, item, sum(said) OVER (ORDER BY path ROWS UNBOUNDED PRECEDING) - said AS s0
FROM (SELECT file, item, path, CAST(size(speeches) AS BIGINT) AS said FROM part WHERE id IS NOT NULL);

CREATE TABLE held AS
SELECT n.d, n.s0, p.* FROM part p JOIN numbered n ON n.file = p.file AND n.item = p.item;

CREATE VIEW doc AS
SELECT d, id, path, sha256, node, encoding, characters, pages, text FROM held;

CREATE VIEW file_problem AS
SELECT p.file AS i, p.item, p.path AS file, e.n, e.x.* FROM part p, LATERAL posexplode(problems) AS e (n, x);

CREATE TABLE speech_read AS
SELECT h.d, h.s0 + e.pos AS s, e.x.* FROM held h, LATERAL posexplode(speeches) AS e (pos, x);

CREATE VIEW heard AS
SELECT d, s0, path, mentions, readings, quotes, statements, bearers, names, established FROM held;
