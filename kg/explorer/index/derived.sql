-- What the tables that a source fills make possible to count beforehand. cell and axis are for the matrix alone.

INSERT INTO degree
    SELECT node, relation, outward, type, count(*) FROM (
        SELECT source AS node, type AS relation, 1 AS outward, target_type AS type FROM edge
        UNION ALL SELECT target, type, 0, source_type FROM edge
    ) GROUP BY node, relation, outward, type ORDER BY node, relation, outward, type;

INSERT INTO told
    SELECT row_number() OVER (
        ORDER BY speech.place_in_order IS NULL, speech.place_in_order, file.path, sentence.start, sentence.n
    ) - 1, sentence.n
    FROM sentence JOIN file ON file.n = sentence.file LEFT JOIN speech ON speech.n = sentence.speech;

-- first: the column and the offset of the first mention, as one number that sorts.
CREATE TEMP TABLE cell AS
    SELECT 0 AS fold, target_type AS type, target AS node, place_in_order AS column_, sum(edge.count) AS count,
        min((place_in_order << 40) + edge.start) AS first
    FROM edge JOIN speech ON speech.n = edge.source WHERE edge.type = 'MENTIONS'
    GROUP BY target_type, target, place_in_order
    UNION ALL
    SELECT 1, target_type, target, talk, max(edge.count), min((talk << 40) + edge.start)
    FROM edge JOIN speech ON speech.n = edge.source WHERE edge.type = 'MENTIONS'
    GROUP BY target_type, target, talk;
CREATE TEMP TABLE axis (fold INTEGER, node INTEGER, value REAL, PRIMARY KEY (fold, node));
