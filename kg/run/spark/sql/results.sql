-- The four tables of a build, each row as in the file of that name of an output folder; `props` is JSON. n orders what
-- one file holds.

CREATE RESULT mentions AS
SELECT doc.path AS file, m.n, m.start, m."end", m.surface AS text, m.type, m.name AS entity, m.e AS entity_id, m.redacted,
       speech.id AS speech, m.method, m.score, m.props
FROM named m JOIN doc ON doc.d = m.d JOIN speech ON speech.s = m.s ORDER BY file, n;

CREATE RESULT statements AS
SELECT doc.path AS file, t.n, coalesce(a.name, t.subject) AS head, t.relation AS rel, coalesce(b.name, t.object) AS tail,
       coalesce(a.id, t.subject) AS head_id, coalesce(b.id, t.object) AS tail_id, speech.id AS speech, t.start, t."end", t.inferred,
       t.props
FROM statement t JOIN doc ON doc.d = t.d JOIN speech ON speech.s = t.s
     LEFT JOIN meant a ON a.mention = t.subject LEFT JOIN meant b ON b.mention = t.object ORDER BY file, n;

CREATE VIEW alias AS
SELECT e, transform(sort_array(collect_list(struct(-n AS less, surface))), x -> x.surface) AS aliases
FROM (SELECT e, name, surface, count(*) AS n FROM named
      WHERE NOT (contains(surface, chr(10)) AND contains(props, '"clear": ')) GROUP BY e, name, surface)
WHERE surface <> name GROUP BY e;

CREATE VIEW counted AS
SELECT e, count(*) AS mentions, count(DISTINCT said.s) AS speeches, count(DISTINCT family) AS families, min(date) AS first,
       max(date) AS last
FROM said JOIN speech ON speech.s = said.s GROUP BY e;

CREATE VIEW hole AS
SELECT e, any_value(concat(', "hole": ', js(hole), ', "as": "', type, '"')) AS hole
FROM (SELECT e, type, coalesce(get_json_object(props, '$.hole'), 'None') AS hole FROM named WHERE redacted) GROUP BY e;

CREATE RESULT entities AS
SELECT * FROM (
    SELECT entity.id, entity.name, entity.type, entity.name AS title, entity.type = 'Redacted' AS redacted,
           concat('{"aliases": [', coalesce(array_join(transform(aliases, x -> js(x)), ', '), ''), '], "mentions": ', mentions,
                  ', "speeches": ', speeches, ', "families": ', families, ', "first": ', coalesce(js(first), 'null'),
                  ', "last": ', coalesce(js(last), 'null'), coalesce(hole, ''),
                  CASE WHEN code IS NOT NULL THEN concat(', "code": "', code, '", "level": "', level, '"') ELSE '' END,
                  CASE WHEN code IS NOT NULL OR size(parents) > 0
                       THEN concat(', "parents": [', array_join(transform(parents, x -> js(x)), ', '), ']') ELSE '' END,
                  '}') AS props
    FROM entity JOIN counted ON counted.e = entity.id LEFT JOIN alias ON alias.e = entity.id LEFT JOIN hole ON hole.e = entity.id
    UNION ALL
    SELECT id, name, type, title, false, props FROM node_told)
ORDER BY id;

CREATE RESULT edges AS
SELECT * FROM (
    SELECT g.source, g.target, g.relation AS type, g.count, CAST(g.families AS BIGINT) AS families, g.speeches,
           transform(g.quoted, x -> x.text) AS quotes, transform(g.quoted, x -> x.span) AS spans,
           coalesce(t.inferred, false) AS inferred, coalesce(t.statements, CAST(array() AS ARRAY<STRING>)) AS statements,
           coalesce(p.props, '{}') AS props
    FROM gathered g LEFT JOIN stating t ON t.source = g.source AND t.target = g.target AND t.relation = g.relation
         LEFT JOIN edge_props p ON p.source = g.source AND p.target = g.target AND p.relation = g.relation
    UNION ALL
    SELECT source, target, type, count, families, speeches, quotes, spans, inferred, statements, props FROM told_edge)
ORDER BY source, target, type;

-- What kg.run.outputs counts the edges by.
CREATE VIEW edge AS SELECT source, target, type AS relation FROM edges;

CREATE VIEW edge_told AS SELECT source, target, relation FROM edge WHERE false;
