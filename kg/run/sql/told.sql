-- The lines that Python made: of nodes that are talks and files (`given_node`), and of edges that no mention and no
-- statement stands behind (`given_edge`). They take the place of those of the same documents.

CREATE TABLE stale_node AS
SELECT id FROM given_node UNION SELECT id FROM kept.node_told SEMI JOIN stale USING (d) UNION
SELECT node.id FROM stale_entity JOIN node ON node.k = e UNION
SELECT id FROM kept.entity WHERE k_of(id) IN (FROM stale_entity);

DELETE FROM kept.node_told WHERE d IN (SELECT d FROM stale);
INSERT INTO kept.node_told BY NAME FROM given_node;

CREATE TABLE edge_told_now AS
SELECT d, k_of(source) AS source, k_of(target) AS target, relation, line FROM given_edge;

INSERT INTO stale_edge
SELECT source, target, relation FROM edge_told_now UNION
SELECT source, target, relation FROM kept.edge_told WHERE d = -1 OR d IN (SELECT d FROM stale);

DELETE FROM kept.edge_told WHERE d = -1 OR d IN (SELECT d FROM stale);
INSERT INTO kept.edge_told BY NAME FROM edge_told_now
