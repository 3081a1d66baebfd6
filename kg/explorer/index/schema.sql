-- The index of an output folder, which the explorer reads. A projection: nothing here is decided, and it is made anew
-- whenever the graph changes. Numbers (n) are given in the order of the files, so the same output gives the same index.
-- Where a column is said to point to node, it holds node.n.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- All nodes. Of an entity mentions, speeches, families, first, last are those of its props; of others 0 or NULL.
-- props: JSON, the props of entities.jsonl that are not null, by name.
CREATE TABLE node (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL,
    redacted INTEGER NOT NULL, mentions INTEGER NOT NULL, speeches INTEGER NOT NULL, families INTEGER NOT NULL,
    first TEXT, last TEXT, props TEXT NOT NULL
);

-- What a person may type to find a node. how: name, alias, pinyin ("shuang wu xing"), initials ("swx"); of a speech its
-- title is the name. folded: as it is compared (kg.explorer.index.words.folded), pinyin joined. Those of nodes in most
-- talks come first (then by mentions, name, id): n is a rank.
CREATE TABLE form (
    n INTEGER PRIMARY KEY, node INTEGER NOT NULL, form TEXT NOT NULL, how TEXT NOT NULL, folded TEXT NOT NULL
);

-- A file of speeches.
CREATE TABLE file (n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);

-- Where the pages of a file begin, counted from 1; of files that have pages.
CREATE TABLE page (file TEXT NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, PRIMARY KEY (file, number))
    WITHOUT ROWID;

-- Speeches; n is node.n. place_in_order: from 0, by date (undated last), file and place in the file; talk: the same
-- with the versions of one talk taken as one, so the column of the folded matrix. body, text: NULL where texts are not
-- at hand. version_of is the id of the preferred version, place the stated place, file a path.
CREATE TABLE speech (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, date TEXT, year INTEGER, speaker TEXT, position TEXT,
    place TEXT, family TEXT NOT NULL, version_of TEXT, kind TEXT, file TEXT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, place_in_order INTEGER NOT NULL, talk INTEGER NOT NULL, body INTEGER, text TEXT
);

-- source, target point to node; *_type are the types of these nodes. start: where the first quotation begins.
CREATE TABLE edge (
    n INTEGER PRIMARY KEY, source INTEGER NOT NULL, target INTEGER NOT NULL, type TEXT NOT NULL,
    source_type TEXT NOT NULL, target_type TEXT NOT NULL, count INTEGER NOT NULL, families INTEGER NOT NULL,
    inferred INTEGER NOT NULL, start INTEGER NOT NULL, props TEXT NOT NULL
);

-- The speeches of an edge (speech points to node), for filters by speech and year.
CREATE TABLE edge_speech (edge INTEGER NOT NULL, speech INTEGER NOT NULL, PRIMARY KEY (edge, speech)) WITHOUT ROWID;

-- A sentence that is evidence, once. speech points to node, NULL where it is not known.
CREATE TABLE sentence (
    n INTEGER PRIMARY KEY, file INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    speech INTEGER
);
CREATE INDEX sentence_place ON sentence (file, start);

-- The quotations of an edge; place counts them from 0 in the order of edges.jsonl.
CREATE TABLE quotation (
    edge INTEGER NOT NULL, place INTEGER NOT NULL, sentence INTEGER NOT NULL, PRIMARY KEY (edge, place)
) WITHOUT ROWID;

-- A sentence with the path of its file, and the page that it begins on, NULL where there are no pages.
CREATE VIEW quoted AS
    SELECT sentence.n, file.path AS file, sentence.start, sentence."end", sentence.text, sentence.speech,
        (SELECT max(number) FROM page WHERE page.file = file.path AND page.start <= sentence.start) AS page
    FROM sentence JOIN file ON file.n = sentence.file;

-- speech and node point to node. type: as the mention was read (of a hole its kind is in hole); iso: of a date.
CREATE TABLE mention (
    n INTEGER PRIMARY KEY, speech INTEGER NOT NULL, file INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, surface TEXT NOT NULL, type TEXT NOT NULL, node INTEGER NOT NULL,
    redacted INTEGER NOT NULL, method TEXT NOT NULL, score REAL NOT NULL, hole TEXT, iso TEXT
);

-- As judgements.jsonl; reasons: a JSON list.
CREATE TABLE judgement (
    n INTEGER PRIMARY KEY, type TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL, scope TEXT NOT NULL,
    verdict TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, by TEXT, at TEXT
);

-- As fills.jsonl; speech, other_speech, node and entity point to node, entity may be NULL. file, other_file are paths.
CREATE TABLE fill (
    n INTEGER PRIMARY KEY, speech INTEGER NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT NOT NULL, kind TEXT NOT NULL, field TEXT, quote TEXT NOT NULL, quote_start INTEGER NOT NULL,
    node INTEGER NOT NULL, other_speech INTEGER NOT NULL, other_file TEXT NOT NULL, other_start INTEGER NOT NULL,
    other_end INTEGER NOT NULL, other_text TEXT NOT NULL, other_quote TEXT NOT NULL, other_quote_start INTEGER NOT NULL,
    entity INTEGER, type TEXT, similarity REAL NOT NULL
);

-- As alignments.jsonl: how a copy (speech, start, end) lies on the preferred version (other_*). Speeches point to node.
CREATE TABLE segment (
    n INTEGER PRIMARY KEY, speech INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    other_speech INTEGER NOT NULL, other_start INTEGER NOT NULL, other_end INTEGER NOT NULL, kind TEXT NOT NULL,
    passage INTEGER NOT NULL
);

-- Rows of inconsistencies.jsonl, whole, as JSON; speech points to node.
CREATE TABLE doubt (n INTEGER PRIMARY KEY, speech INTEGER NOT NULL, row TEXT NOT NULL);

-- How many neighbours a node has: by relation, direction (outward 1: node is the source) and the neighbours' type.
CREATE TABLE degree (
    node INTEGER NOT NULL, relation TEXT NOT NULL, outward INTEGER NOT NULL, type TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (node, relation, outward, type)
) WITHOUT ROWID;

-- A row of the matrix, of every node that a speech mentions: fold 1, versions of a talk as one (the highest count of
-- them), fold 0, each by itself. total: the sum of the row; talks: how many columns name it; by_*: its place in each
-- order, from 0.
CREATE TABLE standing (
    type TEXT NOT NULL, fold INTEGER NOT NULL, node INTEGER NOT NULL, total INTEGER NOT NULL, talks INTEGER NOT NULL,
    by_first INTEGER NOT NULL, by_count INTEGER NOT NULL, by_name INTEGER NOT NULL, by_similar INTEGER NOT NULL,
    PRIMARY KEY (type, fold, node)
) WITHOUT ROWID;

-- The sentences by the date of their speech (undated last), file and place; n is a rank.
CREATE TABLE told (n INTEGER PRIMARY KEY, sentence INTEGER NOT NULL);

-- Pairs of neighbouring characters (kg.explorer.index.words.pairs), joined by spaces; to the tokenizer "ascii" every
-- character beyond ASCII is a letter. rowid is form.n, told.n.
CREATE VIRTUAL TABLE name_fts USING fts5(pairs, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE sentence_fts USING fts5(pairs, content='', columnsize=0, tokenize='ascii');
