-- What stands behind each edge: n statements or mentions at quotation q of speech s.

CREATE VIEW together AS
SELECT s, q, e FROM (SELECT DISTINCT s, q, e FROM said WHERE array_contains(:together, type))
QUALIFY count(*) OVER (PARTITION BY s, q) <= :most;

CREATE TABLE stated AS
SELECT * FROM (
    SELECT coalesce(a.e, t.subject) AS source, coalesce(b.e, t.object) AS target, t.relation, t.q, t.s, t.id, t.inferred, t.props,
           shiftleft(CAST(t.d AS BIGINT), 32) | t.n AS o
    FROM statement t LEFT JOIN said a ON a.id = t.subject LEFT JOIN said b ON b.id = t.object)
WHERE source <> target;

CREATE VIEW evidence AS
SELECT speech.id AS source, said.e AS target, 'MENTIONS' AS relation, said.q, said.s, count(*) AS n
FROM said JOIN speech ON speech.s = said.s GROUP BY ALL
UNION ALL
SELECT a.e, b.e, 'CO_OCCURS', a.q, a.s, 1 FROM together a JOIN together b ON a.s = b.s AND a.q = b.q AND a.e < b.e
UNION ALL
SELECT source, target, relation, q, s, count(*) FROM stated GROUP BY ALL;

-- A sentence that two speeches share, where a file has no mark between them, is one quotation.
CREATE VIEW gathered AS
SELECT source, target, relation, sum(n) AS count, size(collect_set(speech.family)) AS families,
       sort_array(collect_set(speech.id)) AS speeches, sort_array(collect_set(struct(quote.q, quote.text, quote.span))) AS quoted
FROM evidence JOIN quote ON quote.q = evidence.q JOIN speech ON speech.s = evidence.s
GROUP BY source, target, relation;

CREATE VIEW stating AS
SELECT source, target, relation, sort_array(collect_list(id)) AS statements, bool_and(inferred) AS inferred
FROM stated GROUP BY source, target, relation;

CREATE VIEW edge_props AS
SELECT source, target, relation, concat('{', array_join(sort_array(collect_list(js(name) || ': ' || js(value))), ', '), '}') AS props
FROM (SELECT source, target, relation, p.key AS name, min_by(CAST(p.value AS STRING), o) AS value
      FROM stated, LATERAL variant_explode(parse_json(props)) AS p
      WHERE props <> '{}' AND schema_of_variant(p.value) = 'STRING' GROUP BY source, target, relation, p.key)
GROUP BY source, target, relation;
