-- The names of the documents that came.

INSERT INTO kept.quote BY NAME
SELECT d, place(d, n - 1) AS q, js(text) AS text_js, js(path || ':' || "start" || '-' || "end") AS span_js
FROM (SELECT part, item, generate_subscripts(quotes, 1) AS n, unnest(quotes, recursive := true) FROM heard)
     JOIN stands USING (part, item);

INSERT INTO kept.mention BY NAME
SELECT d, n, place(d, quote) AS q, place(d, speech) AS s, r.* EXCLUDE (n, quote, speech, part, item)
FROM (SELECT part, item, generate_subscripts(mentions, 1) AS n, unnest(mentions, recursive := true) FROM heard) r
     JOIN stands USING (part, item);

INSERT INTO kept.statement BY NAME
SELECT d, n, place(d, quote) AS q, place(d, speech) AS s, r.* EXCLUDE (n, quote, speech, part, item)
FROM (SELECT part, item, generate_subscripts(statements, 1) AS n, unnest(statements, recursive := true) FROM heard) r
     JOIN stands USING (part, item);

INSERT INTO kept.reading BY NAME
SELECT DISTINCT ON (id) r.* EXCLUDE (part, item)
FROM (SELECT part, item, unnest(readings, recursive := true) FROM heard) r SEMI JOIN stands USING (part, item)
     ANTI JOIN kept.reading k ON k.id = r.id;

INSERT INTO kept.vouched BY NAME
SELECT d, form FROM (SELECT part, item, unnest(established, recursive := true) FROM heard) JOIN stands USING (part, item);

INSERT INTO kept.bearer BY NAME
SELECT d, name, row FROM (SELECT part, item, unnest(bearers, recursive := true) FROM heard) JOIN stands USING (part, item);

INSERT INTO kept.full_name BY NAME
SELECT d, place(d, speech) AS s, name, before FROM (SELECT part, item, unnest(names, recursive := true) FROM heard)
     JOIN stands USING (part, item)
