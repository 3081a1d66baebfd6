-- What a build keeps for the next one (kg.run.kept). d numbers what was read of files by name, with room between them;
-- n what one holds, in order; s = place(d, n) a speech, q = place(d, n) a quotation, k the node of an id.
-- Of each document, what it holds (texts in a compression that is quick for long ones):

CREATE TABLE IF NOT EXISTS kept.file (file VARCHAR, file_sha256 VARCHAR);

CREATE TABLE IF NOT EXISTS kept.file_problem (
    given VARCHAR, file_sha256 VARCHAR, item BIGINT, n BIGINT, file VARCHAR, "offset" INTEGER, stage VARCHAR, zh VARCHAR, en VARCHAR);

CREATE TABLE IF NOT EXISTS kept.doc (
    d INTEGER, file VARCHAR, file_sha256 VARCHAR, id VARCHAR, path VARCHAR, sha256 VARCHAR, node VARCHAR, encoding VARCHAR,
    characters INTEGER, pages INTEGER[], text VARCHAR USING COMPRESSION zstd, path_js VARCHAR);

CREATE TABLE IF NOT EXISTS kept.speech_read (
    d INTEGER, s BIGINT, id VARCHAR, start INTEGER, "end" INTEGER, body INTEGER, title VARCHAR, date VARCHAR,
    date_precision VARCHAR, speaker VARCHAR, position VARCHAR, place VARCHAR, home VARCHAR, length INTEGER, blanks INTEGER,
    signature BIGINT[], quote VARCHAR, quote_start INTEGER, quote_end INTEGER, stated VARCHAR, passages VARCHAR);

CREATE TABLE IF NOT EXISTS kept.quote (d INTEGER, q BIGINT, text_js VARCHAR, span_js VARCHAR);

CREATE TABLE IF NOT EXISTS kept.mention (
    d INTEGER, n BIGINT, q BIGINT, s BIGINT, id VARCHAR, start INTEGER, "end" INTEGER, surface VARCHAR, type VARCHAR,
    method VARCHAR, score DOUBLE, redacted BOOLEAN, props VARCHAR, reading VARCHAR, talk VARCHAR, entity VARCHAR);

CREATE TABLE IF NOT EXISTS kept.statement (
    d INTEGER, n BIGINT, q BIGINT, s BIGINT, id VARCHAR, subject VARCHAR, relation VARCHAR, object VARCHAR, start INTEGER,
    "end" INTEGER, inferred BOOLEAN, props VARCHAR);

CREATE TABLE IF NOT EXISTS kept.reading (
    id VARCHAR, type VARCHAR, form VARCHAR, meant VARCHAR, open BOOLEAN, entity VARCHAR, name VARCHAR, called VARCHAR,
    code VARCHAR, level VARCHAR, parents VARCHAR[]);

CREATE TABLE IF NOT EXISTS kept.vouched (d INTEGER, form VARCHAR);

CREATE TABLE IF NOT EXISTS kept.bearer (d INTEGER, name VARCHAR, row VARCHAR);

CREATE TABLE IF NOT EXISTS kept.full_name (d INTEGER, s BIGINT, name VARCHAR, before VARCHAR);

-- What was made of it, when other documents had had their say; of these tables a row changes only where that has:

CREATE TABLE IF NOT EXISTS kept.speech (
    s BIGINT, id VARCHAR, date VARCHAR, family VARCHAR, version_of VARCHAR, kind VARCHAR, similarity DOUBLE);

CREATE TABLE IF NOT EXISTS kept.meaning (reading VARCHAR, talk VARCHAR, entity VARCHAR);

CREATE TABLE IF NOT EXISTS kept.entity (
    id VARCHAR, type VARCHAR, name VARCHAR, code VARCHAR, level VARCHAR, parents VARCHAR[]);

CREATE TABLE IF NOT EXISTS kept.said (d INTEGER, n BIGINT, q BIGINT, s BIGINT, id VARCHAR, e BIGINT, type VARCHAR);

CREATE TABLE IF NOT EXISTS kept.stated (
    d INTEGER, n BIGINT, q BIGINT, s BIGINT, source BIGINT, target BIGINT, relation VARCHAR, id VARCHAR, inferred BOOLEAN,
    props VARCHAR);

CREATE TABLE IF NOT EXISTS kept.evidence (
    d INTEGER, q BIGINT, s BIGINT, source BIGINT, target BIGINT, relation VARCHAR, n INTEGER, shown BOOLEAN);

CREATE TABLE IF NOT EXISTS kept.edge (
    source BIGINT, target BIGINT, relation VARCHAR, pieces BIGINT, count BIGINT, q BIGINT, s BIGINT);

CREATE TABLE IF NOT EXISTS kept.node_told (d INTEGER, id VARCHAR, line VARCHAR);

CREATE TABLE IF NOT EXISTS kept.edge_told (d INTEGER, source BIGINT, target BIGINT, relation VARCHAR, line VARCHAR);

-- Versions that were laid side by side (kg.run.laid), by the ids of talks.

CREATE TABLE IF NOT EXISTS kept.dense (id VARCHAR, text VARCHAR, starts BLOB, ends BLOB);

CREATE TABLE IF NOT EXISTS kept.laid (one VARCHAR, other VARCHAR, passages VARCHAR);

-- And the files that were written: their names and hashes, and under '' what else the tables depend on.

CREATE TABLE IF NOT EXISTS kept.written (name VARCHAR, sha256 VARCHAR);

CREATE VIEW doc AS FROM kept.doc;
CREATE VIEW speech_read AS FROM kept.speech_read;
CREATE VIEW quote AS FROM kept.quote;
CREATE VIEW mention AS FROM kept.mention;
CREATE VIEW statement AS FROM kept.statement;
CREATE VIEW reading AS FROM kept.reading;
CREATE VIEW vouched AS FROM kept.vouched;
CREATE VIEW bearer AS FROM kept.bearer;
CREATE VIEW full_name AS FROM kept.full_name;
CREATE VIEW said AS FROM kept.said;
CREATE VIEW stated AS FROM kept.stated;
CREATE VIEW evidence AS FROM kept.evidence;
CREATE VIEW edge AS FROM kept.edge;
CREATE VIEW edge_told AS FROM kept.edge_told
