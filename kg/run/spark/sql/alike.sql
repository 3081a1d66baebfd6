-- Speeches that may be versions of one talk: what kg.versions.candidates.alike does, by a join.

CREATE TABLE shared_band AS
SELECT s, b, value, row_number() OVER (PARTITION BY b, value ORDER BY s) AS place
FROM (SELECT r.s, e.b, e.value FROM speech_read r, LATERAL posexplode(signature) AS e (b, value))
QUALIFY count(*) OVER (PARTITION BY b, value) > 1;

CREATE VIEW proposed AS
SELECT DISTINCT one.s AS one, other.s AS other
FROM shared_band one JOIN shared_band other ON one.b = other.b AND one.value = other.value
WHERE one.s < other.s AND one.place <= :most;

CREATE TABLE alike AS
SELECT one, other, share FROM (
    SELECT p.one, p.other, aggregate(zip_with(a.signature, b.signature, (x, y) ->
               IF(shiftright(x, 32) = shiftright(y, 32), 1, 0) + IF((x & 4294967295) = (y & 4294967295), 1, 0)),
               0, (n, more) -> n + more) / (2.0D * :bands) AS share
    FROM proposed p JOIN speech_read a ON a.s = p.one JOIN speech_read b ON b.s = p.other)
WHERE share >= :least;

CREATE VIEW compared AS
SELECT id, path, text, encoding, sha256 FROM doc
WHERE d IN (SELECT r.d FROM speech_read r JOIN (SELECT one AS s FROM alike UNION SELECT other FROM alike) x ON x.s = r.s);
