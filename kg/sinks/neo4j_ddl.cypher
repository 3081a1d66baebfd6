// What a Neo4j database needs before the graph is loaded: one statement a line, each harmless when run again.
// The constraint comes first: it is also the index by which nodes are found while loading.
CREATE CONSTRAINT kg_id IF NOT EXISTS FOR (n:KG) REQUIRE n.id IS UNIQUE;
CREATE INDEX kg_name IF NOT EXISTS FOR (n:KG) ON (n.name);
CREATE FULLTEXT INDEX kg_text IF NOT EXISTS FOR (n:KG) ON EACH [n.name, n.title, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
