-- What each mention means, and the nodes. `meaning` tells of open readings (reading, talk, entity), `settled` what is
-- told of their entities (entity, type, name, code, level, parents, o); o orders mentions by file and place.

CREATE TABLE told AS
SELECT entity AS id, type, name, code, level, parents, o FROM settled
UNION ALL
SELECT r.entity, r.type, r.name, r.code, r.level, r.parents, max(m.d::BIGINT << 32 | m.n)
FROM reading r JOIN mention m ON m.reading = r.id
WHERE NOT EXISTS (FROM meaning x WHERE x.reading = r.id) GROUP BY ALL
UNION ALL
SELECT entity, 'Redacted', surface, NULL, NULL, [], 0 FROM mention WHERE redacted;

CREATE TABLE entity AS
SELECT id, any_value(type) AS type, any_value(name) AS name, arg_max(code, o) AS code, arg_max(level, o) AS level,
       arg_max(parents, o) AS parents
FROM told GROUP BY id;

CREATE TABLE node AS
SELECT row_number() OVER (ORDER BY id) AS k, id, type
FROM (SELECT id, type FROM entity UNION ALL SELECT id, 'Speech' FROM speech
      UNION ALL SELECT DISTINCT node, 'SourceFile' FROM doc WHERE EXISTS (FROM speech WHERE speech.d = doc.d));

CREATE TABLE said AS
SELECT m.d, m.n, m.q, m.s, m.id, node.k AS e, node.type
FROM (SELECT m.d, m.n, m.q, m.s, m.id, coalesce(m.entity, x.entity, r.entity) AS entity
      FROM mention m LEFT JOIN meaning x ON x.reading = m.reading AND x.talk = m.talk
           LEFT JOIN reading r ON r.id = m.reading) m
     JOIN node ON node.id = m.entity;

CREATE TABLE speech_node AS SELECT speech.*, node.k FROM speech JOIN node USING (id);

CREATE VIEW meant AS
SELECT said.id AS mention, entity.id, entity.name FROM said JOIN node ON node.k = said.e JOIN entity ON entity.id = node.id
