-- Speeches that may be versions of one talk: what kg.versions.candidates.alike does, by a join.
CREATE TABLE band AS
SELECT s, b, value FROM (SELECT s, unnest(signature) AS value, generate_subscripts(signature, 1) AS b
                         FROM speech_read WHERE signature IS NOT NULL);

CREATE TABLE shared_band AS
SELECT s, b, value, row_number() OVER (PARTITION BY b, value ORDER BY s) AS place
FROM band SEMI JOIN (SELECT b, value FROM band GROUP BY b, value HAVING count(*) > 1) USING (b, value);

CREATE TABLE proposed AS
SELECT DISTINCT one.s AS one, other.s AS other
FROM shared_band one JOIN shared_band other USING (b, value) WHERE one.s < other.s AND one.place <= $most;

CREATE TABLE alike AS
SELECT one, other, share FROM (
    SELECT p.one, p.other, list_sum(list_transform(list_zip(a.signature, b.signature), lambda x:
               (((x[1] >> 32) = (x[2] >> 32))::INTEGER + ((x[1] & 4294967295) = (x[2] & 4294967295))::INTEGER))) / (2.0 * $bands) AS share
    FROM proposed p JOIN speech_read a ON a.s = p.one JOIN speech_read b ON b.s = p.other)
WHERE share >= $least ORDER BY other, one
