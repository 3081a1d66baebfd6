-- Speeches that may be versions of one talk: what kg.versions.candidates.alike does, by a join. They are numbered here as
-- Python has them, from 0 without a gap.
CREATE TABLE signed AS SELECT row_number() OVER (ORDER BY s) - 1 AS number, signature FROM speech_read;

CREATE TABLE band AS
SELECT number, b, value FROM (SELECT number, unnest(signature) AS value, generate_subscripts(signature, 1) AS b
                              FROM signed WHERE signature IS NOT NULL);

CREATE TABLE shared_band AS
SELECT number, b, value, row_number() OVER (PARTITION BY b, value ORDER BY number) AS place
FROM band SEMI JOIN (SELECT b, value FROM band GROUP BY b, value HAVING count(*) > 1) USING (b, value);

CREATE TABLE proposed AS
SELECT DISTINCT one.number AS one, other.number AS other
FROM shared_band one JOIN shared_band other USING (b, value) WHERE one.number < other.number AND one.place <= $most;

CREATE TABLE alike AS
SELECT one, other, share FROM (
    SELECT p.one, p.other, list_sum(list_transform(list_zip(a.signature, b.signature), lambda x:
               (((x[1] >> 32) = (x[2] >> 32))::INTEGER + ((x[1] & 4294967295) = (x[2] & 4294967295))::INTEGER))) / (2.0 * $bands) AS share
    FROM proposed p JOIN signed a ON a.number = p.one JOIN signed b ON b.number = p.other)
WHERE share >= $least ORDER BY other, one;

DROP TABLE band
