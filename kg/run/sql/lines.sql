-- One query a file of the output, its only column the lines of it in order: those of documents that were touched, of nodes
-- and edges that are not what they were. In a build from nothing these are all.

-- mentions
SELECT concat('{"file": ', path_js, ', "start": ', m.start, ', "end": ', m.end, ', "text": ', js(m.surface), ', "type": "',
           m.type, '", "entity": ', js(e.name), ', "entity_id": "', e.id, '", "redacted": ', m.redacted, ', "speech": "',
           speech.id, '", "method": ', js(m.method), ', "score": ', m.score, ', "props": ', m.props, '}', chr(10))
FROM mention m JOIN said_now USING (d, n) JOIN node ON node.k = said_now.e JOIN entity e ON e.id = node.id
     JOIN doc ON doc.d = m.d JOIN speech ON speech.s = m.s
ORDER BY m.d, m.n;

-- relations
WITH meant_now AS (
    SELECT said_now.d, said_now.id AS mention, entity.id, entity.name
    FROM said_now JOIN node ON node.k = said_now.e JOIN entity ON entity.id = node.id
)
SELECT concat('{"file": ', path_js, ', "head": ', js(coalesce(a.name, t.subject)), ', "rel": "', relation, '", "tail": ',
           js(coalesce(b.name, t.object)), ', "head_id": "', coalesce(a.id, t.subject), '", "tail_id": "',
           coalesce(b.id, t.object), '", "speech": "', speech.id, '", "start": ', t.start, ', "end": ', t.end,
           ', "inferred": ', t.inferred, ', "props": ', t.props, '}', chr(10))
FROM (SELECT * FROM statement SEMI JOIN touched USING (d)) t JOIN doc ON doc.d = t.d JOIN speech ON speech.s = t.s
     LEFT JOIN meant_now a ON a.d = t.d AND a.mention = t.subject LEFT JOIN meant_now b ON b.d = t.d AND b.mention = t.object
ORDER BY t.d, t.n;

-- texts
SELECT concat('{"file": ', path_js, ', "start": ', r.start, ', "end": ', r.end, ', "body": ', body, ', "speech": "', r.id,
           '", "text": ', js(substring(text, r.start + 1, r.end - r.start)), '}', chr(10))
FROM (SELECT * FROM speech_read SEMI JOIN touched USING (d)) r JOIN doc USING (d) ORDER BY s;

-- entities
WITH heard AS (
    SELECT d, n, s, e FROM said SEMI JOIN stale_entity USING (e)
), form AS (
    SELECT heard.e, m.surface, count(*) AS n FROM heard JOIN mention m USING (d, n)
    WHERE NOT (contains(m.surface, chr(10)) AND contains(m.props, '"clear": ')) GROUP BY ALL  -- broken by a line end
), alias AS (
    SELECT form.e, string_agg(js(surface), ', ' ORDER BY n DESC, surface) AS aliases
    FROM form JOIN node ON node.k = form.e JOIN entity ON entity.id = node.id WHERE surface <> name GROUP BY form.e
), counted AS (
    SELECT e, count(*) AS mentions, count(DISTINCT s) AS speeches, count(DISTINCT family) AS families,
           min(date) AS first, max(date) AS last
    FROM heard JOIN speech USING (s) GROUP BY e
), hole AS (
    SELECT entity AS id, any_value(', "hole": ' || js(coalesce(props->>'$.hole', 'None')) || ', "as": "' || type || '"') AS hole
    FROM mention WHERE redacted GROUP BY entity
), line AS (
    SELECT id, concat('{"id": "', id, '", "name": ', js(name), ', "type": "', entity.type, '", "title": ', js(name),
           ', "redacted": ', (entity.type = 'Redacted'), ', "props": {"aliases": [', coalesce(aliases, ''), '], "mentions": ',
           mentions, ', "speeches": ', speeches, ', "families": ', families, ', "first": ', coalesce(js(first), 'null'),
           ', "last": ', coalesce(js(last), 'null'), coalesce(hole, ''),
           (CASE WHEN code IS NOT NULL THEN ', "code": "' || code || '", "level": "' || level || '"' ELSE '' END),
           (CASE WHEN code IS NOT NULL OR len(parents) > 0
              THEN ', "parents": [' || array_to_string(list_transform(parents, lambda p: js(p)), ', ') || ']' ELSE '' END), '}}', chr(10)) AS line
    FROM entity JOIN node USING (id) JOIN counted ON counted.e = node.k LEFT JOIN alias ON alias.e = node.k LEFT JOIN hole USING (id)
    UNION ALL
    SELECT id, line FROM given_node
)
SELECT line FROM line ORDER BY id;

-- ranges
-- From which node to which the sources are, of which so much evidence is written at a time.
SELECT min(source), max(source) FROM (
    SELECT source, sum(n) OVER (ORDER BY source) // ? AS part FROM (
        SELECT source, sum(n) AS n FROM (SELECT source, pieces AS n FROM edge_now UNION ALL SELECT source, 1 FROM edge_told_now)
        GROUP BY source))
GROUP BY part ORDER BY part;

-- edges
-- For the sources from $low to $high. Most edges have one piece of evidence, and nothing of it need be sorted.
WITH spoken AS (
    SELECT s, family, '"' || id || '"' AS id_js FROM speech
), gathered AS (
    SELECT source, target, relation, count, 1 AS families, id_js AS said_in, text_js AS quotes, span_js AS spans
    FROM edge_now JOIN quote USING (q) JOIN spoken USING (s) WHERE pieces = 1 AND source BETWEEN $low AND $high
    UNION ALL
    SELECT source, target, relation, any_value(count), len(list_distinct(list(family))),
           array_to_string(list_sort(list_distinct(list(id_js))), ', '),
           string_agg(text_js, ', ' ORDER BY q) FILTER (shown), string_agg(span_js, ', ' ORDER BY q) FILTER (shown)
    FROM evidence JOIN (SELECT source, target, relation, count FROM edge_now WHERE pieces > 1) USING (source, target, relation)
         JOIN quote USING (q) JOIN spoken USING (s)
    WHERE source BETWEEN $low AND $high GROUP BY source, target, relation
), stating AS (
    SELECT source, target, relation, '"' || array_to_string(list_sort(list(id)), '", "') || '"' AS ids, bool_and(inferred) AS inferred
    FROM stated SEMI JOIN edge_now USING (source, target, relation)
    WHERE source BETWEEN $low AND $high GROUP BY source, target, relation
), line AS (
    SELECT source, target, relation,
           concat('{"source": "', a.id, '", "target": "', b.id, '", "type": "', relation, '", "count": ', count,
           ', "families": ', families, ', "speeches": [', said_in, '], "quotes": [', quotes, '], "spans": [', spans,
           '], "inferred": ', coalesce(inferred, false), ', "statements": [', coalesce(stating.ids, ''), '], "props": ',
           coalesce(props, '{}'), '}', chr(10)) AS line
    FROM gathered JOIN node a ON a.k = source JOIN node b ON b.k = target
         LEFT JOIN stating USING (source, target, relation) LEFT JOIN edge_props USING (source, target, relation)
    UNION ALL
    SELECT source, target, relation, line FROM edge_told_now WHERE source BETWEEN $low AND $high
)
SELECT line FROM line ORDER BY source, target, relation;

-- edge_counts
SELECT relation::VARCHAR, count(*) FROM (
    SELECT relation FROM edge UNION ALL SELECT relation FROM edge_told) GROUP BY relation;

-- stale_paths
SELECT path FROM doc JOIN touched USING (d) UNION SELECT path FROM gone ORDER BY path;

-- stale_nodes
SELECT id FROM stale_node ORDER BY id;

-- stale_edges
SELECT id_of(source), id_of(target), relation FROM stale_edge ORDER BY source, target, relation;
