-- What stands behind each edge: source and target as nodes, n statements or mentions at quotation q of speech s.
-- `shown` is false where the same quotation stands behind the same edge already.

CREATE TABLE edge_told AS
SELECT a.k AS source, b.k AS target, relation::relation AS relation, line
FROM told_edge t JOIN node a ON a.id = t.source JOIN node b ON b.id = t.target;

CREATE TABLE evidence AS
SELECT speech.k AS source, said.e AS target, 'MENTIONS'::relation AS relation, said.q, said.s, count(*)::INTEGER AS n, true AS shown
FROM said JOIN speech_node speech USING (s) GROUP BY ALL;

CREATE TABLE together AS
SELECT s, q, e FROM (SELECT DISTINCT s, q, e FROM said WHERE type IN (SELECT unnest($together)))
QUALIFY count(*) OVER (PARTITION BY s, q) <= $most;

INSERT INTO evidence
SELECT a.e, b.e, 'CO_OCCURS', q, s, 1, true FROM together a JOIN together b USING (s, q) WHERE a.e < b.e;

CREATE TABLE stated AS
SELECT o.source, o.target, o.relation, o.q, o.s, o.id, o.inferred, o.props, o.d, o.n
FROM (SELECT coalesce(a.e, from_speech.k) AS source, coalesce(b.e, to_speech.k) AS target, t.relation::relation AS relation,
             t.q, t.s, t.id, t.inferred, t.props, t.d, t.n
      FROM statement t LEFT JOIN said a ON a.id = t.subject LEFT JOIN said b ON b.id = t.object
           LEFT JOIN speech_node from_speech ON from_speech.id = t.subject LEFT JOIN speech_node to_speech ON to_speech.id = t.object) o
WHERE o.source <> o.target;

INSERT INTO evidence
SELECT source, target, relation, q, s, count(*), true FROM stated GROUP BY ALL;

-- A sentence that two speeches share, where a file has no mark between them.
CREATE TABLE shared AS SELECT q FROM said GROUP BY q HAVING min(s) <> max(s);

CREATE TABLE repeated AS
SELECT source, target, relation, q, s FROM evidence WHERE q IN (FROM shared)
QUALIFY row_number() OVER (PARTITION BY source, target, relation, q ORDER BY s) > 1;

UPDATE evidence SET shown = false FROM repeated a
WHERE evidence.source = a.source AND evidence.target = a.target AND evidence.relation = a.relation
      AND evidence.q = a.q AND evidence.s = a.s;

-- q and s are of use where there is one piece of evidence.
CREATE TABLE edge AS
SELECT source, target, relation, count(*) AS pieces, sum(n)::BIGINT AS count, min(q) AS q, min(s) AS s
FROM evidence GROUP BY source, target, relation;

CREATE TABLE edge_props AS
SELECT source, target, relation,
       '{' || string_agg(js(name) || ': ' || value, ', ' ORDER BY name) || '}' AS props
FROM (SELECT source, target, relation, p.key AS name, js(arg_min(p.value->>'$', (d::BIGINT << 32 | n))) AS value
      FROM stated, json_each(stated.props) p WHERE props <> '{}' AND p.type = 'VARCHAR' GROUP BY ALL)
GROUP BY ALL;
