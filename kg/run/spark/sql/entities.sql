-- What each mention means, and the entities. `meaning` tells of open readings (reading, talk, entity), `settled` what is
-- told of their entities (entity, type, name, code, level, parents, o); o orders mentions by file and place.

CREATE VIEW told AS
SELECT entity AS id, type, name, code, level, parents, o FROM settled
UNION ALL
SELECT r.entity, r.type, r.name, r.code, r.level, r.parents, m.o
FROM reading r JOIN (SELECT reading, max(o) AS o FROM mention GROUP BY reading) m ON m.reading = r.id
     LEFT ANTI JOIN meaning x ON x.reading = r.id
UNION ALL
SELECT entity, 'Redacted', surface, NULL, NULL, NULL, 0 FROM mention WHERE redacted;

CREATE TABLE entity AS
SELECT id, any_value(type) AS type, any_value(name) AS name, max_by(code, o) FILTER (WHERE code IS NOT NULL) AS code,
       max_by(level, o) FILTER (WHERE level IS NOT NULL) AS level, max_by(parents, o) FILTER (WHERE parents IS NOT NULL) AS parents
FROM told GROUP BY id;

CREATE TABLE named AS
SELECT m.*, entity.id AS e, entity.name, entity.type AS kind
FROM (SELECT m.d, m.n, m.q, m.s, m.id AS mention, m.surface, m.type, m.redacted, m.props, m.start, m."end", m.method, m.score,
             coalesce(m.entity, x.entity, r.entity) AS entity
      FROM mention m LEFT JOIN meaning x ON x.reading = m.reading AND x.talk = m.talk LEFT JOIN reading r ON r.id = m.reading) m
     JOIN entity ON entity.id = m.entity;

CREATE VIEW said AS SELECT d, n, q, s, mention AS id, e, kind AS type FROM named;

CREATE VIEW meant AS SELECT mention, e AS id, name FROM named;

CREATE VIEW node AS
SELECT id AS k, id, type FROM entity
UNION ALL SELECT id, id, 'Speech' FROM speech
UNION ALL SELECT doc.node, doc.node, 'SourceFile' FROM doc LEFT SEMI JOIN speech ON speech.d = doc.d;
