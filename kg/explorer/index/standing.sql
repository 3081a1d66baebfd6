-- The places of rows in each order of the matrix. Names go by pinyin, others after them by character.

INSERT INTO standing
    SELECT type, fold, node, total, talks, by_first,
        row_number() OVER (PARTITION BY type, fold ORDER BY total DESC, by_first) - 1,
        row_number() OVER (PARTITION BY type, fold ORDER BY reading IS NULL, reading, name, by_first) - 1,
        row_number() OVER (PARTITION BY type, fold ORDER BY value IS NULL, value, by_first) - 1
    FROM (
        SELECT rows.type, rows.fold, rows.node, total, talks, name, value,
            (SELECT form FROM form WHERE form.node = rows.node AND how = 'pinyin' ORDER BY form.n LIMIT 1) AS reading,
            row_number() OVER (PARTITION BY rows.type, rows.fold ORDER BY rows.first, name, id) - 1 AS by_first
        FROM (
            SELECT type, fold, node, sum(count) AS total, count(*) AS talks, min(first) AS first
            FROM temp.cell GROUP BY type, fold, node
        ) AS rows JOIN node ON node.n = rows.node LEFT JOIN temp.axis USING (fold, node)
    ) ORDER BY type, fold, node;
DROP TABLE temp.cell;
DROP TABLE temp.axis;
