-- What each mention means, and the nodes. `meaning` tells of open readings (reading, talk, entity), `settled` what is
-- told of their entities (entity, type, name, code, level, parents, o); o orders mentions by file and place.

CREATE TABLE told AS
SELECT entity AS id, type, name, code, level, parents, o FROM settled
UNION ALL
SELECT r.entity, r.type, r.name, r.code, r.level, r.parents, u.o
FROM (SELECT reading, max(o) AS o FROM used GROUP BY reading) u JOIN reading r ON r.id = u.reading
WHERE NOT EXISTS (FROM meaning x WHERE x.reading = r.id)
UNION ALL
SELECT entity, 'Redacted', surface, NULL, NULL, [], 0 FROM mention WHERE redacted;

CREATE TABLE entity AS
SELECT id, any_value(type) AS type, any_value(name) AS name, arg_max(code, o) AS code, arg_max(level, o) AS level,
       arg_max(parents, o) AS parents
FROM told GROUP BY id;

CREATE TABLE node AS
SELECT k_of(id) AS k, id, type
FROM (SELECT id, type FROM entity UNION ALL SELECT id, 'Speech' FROM speech
      UNION ALL SELECT DISTINCT node, 'SourceFile' FROM doc WHERE EXISTS (FROM speech WHERE speech.d = doc.d));

CREATE TABLE speech_node AS SELECT speech.*, k_of(id) AS k FROM speech;

-- The documents that were touched: they came, one of their talks has joined or left others, or a name of theirs means
-- something else. `stale`: of these and of those that went, what they had a say in is worked out anew.

CREATE TABLE touched AS
SELECT d FROM numbered UNION SELECT d FROM touched_by_family UNION
SELECT d FROM mention SEMI JOIN ((FROM meaning EXCEPT FROM kept.meaning) UNION (FROM kept.meaning EXCEPT FROM meaning)) x
              ON x.reading = mention.reading AND x.talk = mention.talk;

CREATE TABLE stale AS SELECT d FROM touched UNION SELECT d FROM gone;

CREATE TABLE said_now AS
SELECT m.d, m.n, m.q, m.s, m.id, coalesce(x.k, r.k, k_of(m.entity)) AS e, CASE WHEN m.redacted THEN 'Redacted' ELSE m.type END AS type
FROM (SELECT * FROM mention SEMI JOIN touched USING (d)) m
     LEFT JOIN (SELECT reading, talk, k_of(entity) AS k FROM meaning) x ON x.reading = m.reading AND x.talk = m.talk
     LEFT JOIN (SELECT id, k_of(entity) AS k FROM reading WHERE entity IS NOT NULL) r ON r.id = m.reading;

CREATE TABLE stale_entity AS
SELECT e FROM said SEMI JOIN stale USING (d) UNION SELECT e FROM said_now UNION
SELECT k_of(id) FROM ((FROM entity EXCEPT FROM kept.entity) UNION ALL (FROM kept.entity EXCEPT FROM entity));

DELETE FROM kept.said WHERE d IN (SELECT d FROM stale);

INSERT INTO kept.said BY NAME FROM said_now;

CREATE VIEW meant AS
SELECT said.id AS mention, entity.id, entity.name FROM said JOIN node ON node.k = said.e JOIN entity ON entity.id = node.id
