-- What stands behind each edge: source and target as nodes, n statements or mentions at quotation q of speech s.
-- `shown` is false where the same quotation stands behind the same edge already. Of the documents that were touched:

CREATE TABLE together AS
SELECT s, q, e FROM (SELECT DISTINCT s, q, e FROM said_now WHERE type IN (SELECT unnest($together)))
QUALIFY count(*) OVER (PARTITION BY s, q) <= $most;

CREATE TABLE stated_now AS
SELECT o.* FROM (SELECT t.d, t.n, t.q, t.s, coalesce(a.e, from_speech.k) AS source, coalesce(b.e, to_speech.k) AS target, t.relation,
                        t.id, t.inferred, t.props
      FROM (SELECT * FROM statement SEMI JOIN touched USING (d)) t
           LEFT JOIN said_now a ON a.d = t.d AND a.id = t.subject LEFT JOIN said_now b ON b.d = t.d AND b.id = t.object
           LEFT JOIN speech_node from_speech ON from_speech.id = t.subject LEFT JOIN speech_node to_speech ON to_speech.id = t.object) o
WHERE o.source <> o.target;

CREATE TABLE behind AS
SELECT speech.k AS source, said.e AS target, 'MENTIONS' AS relation, said.q, said.s, count(*)::INTEGER AS n
FROM said_now said JOIN speech_node speech USING (s) GROUP BY ALL
UNION ALL
SELECT a.e, b.e, 'CO_OCCURS', q, s, 1 FROM together a JOIN together b USING (s, q) WHERE a.e < b.e
UNION ALL
SELECT source, target, relation, q, s, count(*)::INTEGER FROM stated_now GROUP BY ALL;

-- A sentence that two speeches share, where a file has no mark between them.
CREATE TABLE shared AS SELECT q FROM said_now GROUP BY q HAVING min(s) <> max(s);

CREATE TABLE repeated AS
SELECT source, target, relation, q, s FROM behind WHERE q IN (FROM shared)
QUALIFY row_number() OVER (PARTITION BY source, target, relation, q ORDER BY s) > 1;

CREATE TABLE evidence_now AS
SELECT (t.q >> 32)::INTEGER AS d, t.*, r.q IS NULL AS shown FROM behind t LEFT JOIN repeated r USING (source, target, relation, q, s);

-- The edges that they have a say in, or had.

CREATE TABLE stale_edge AS
SELECT source, target, relation FROM evidence_now UNION
SELECT source, target, relation FROM evidence SEMI JOIN stale USING (d);

DELETE FROM kept.stated WHERE d IN (SELECT d FROM stale);
INSERT INTO kept.stated BY NAME FROM stated_now;
DELETE FROM kept.evidence WHERE d IN (SELECT d FROM stale);
INSERT INTO kept.evidence BY NAME FROM evidence_now;

-- q and s are of use where there is one piece of evidence.
CREATE TABLE edge_now AS
SELECT source, target, relation, count(*) AS pieces, sum(n)::BIGINT AS count, min(q) AS q, min(s) AS s
FROM evidence SEMI JOIN stale_edge USING (source, target, relation) GROUP BY source, target, relation;

DELETE FROM kept.edge x USING stale_edge y WHERE x.source = y.source AND x.target = y.target AND x.relation = y.relation;
INSERT INTO kept.edge BY NAME FROM edge_now;

CREATE TABLE edge_props AS
SELECT source, target, relation,
       '{' || string_agg(js(name) || ': ' || value, ', ' ORDER BY name) || '}' AS props
FROM (SELECT source, target, relation, p.key AS name, js(arg_min(p.value->>'$', place(d, n))) AS value
      FROM (SELECT * FROM stated SEMI JOIN edge_now USING (source, target, relation) WHERE props <> '{}') t, json_each(t.props) p
      WHERE p.type = 'VARCHAR' GROUP BY ALL)
GROUP BY ALL
