// What a Neo4j database needs before the graph is loaded: one statement a line, each harmless when run again.
// The constraint comes first: it is also the index by which nodes are found while loading. $relations stands for every
// relation type of the vocabulary; the index over quotations is the last and follows the first load. All of it is within
// what the Community edition has.
CREATE CONSTRAINT kg_id IF NOT EXISTS FOR (n:KG) REQUIRE n.id IS UNIQUE;
CREATE INDEX kg_name IF NOT EXISTS FOR (n:KG) ON (n.name);
CREATE FULLTEXT INDEX kg_text IF NOT EXISTS FOR (n:KG) ON EACH [n.name, n.title, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX kg_quotes IF NOT EXISTS FOR ()-[r:$relations]-() ON EACH [r.quotes] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
