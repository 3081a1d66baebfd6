-- The names of the documents. `heard`: the rows of `held`, or what a person's decisions left of them. q numbers
-- quotations by file and place.

CREATE VIEW quote AS
SELECT shiftleft(CAST(h.d AS BIGINT), 24) | e.pos AS q, e.x.text AS text, js(e.x.text) AS text_js,
       concat(h.path, ':', e.x.start, '-', e.x."end") AS span
FROM heard h, LATERAL posexplode(quotes) AS e (pos, x);

CREATE VIEW mention_read AS
SELECT h.d, e.n, shiftleft(CAST(h.d AS BIGINT), 24) | e.x.quote AS q, h.s0 + e.x.speech AS s, e.x.* EXCEPT (speech, quote)
FROM heard h, LATERAL posexplode(mentions) AS e (n, x);

CREATE VIEW statement AS
SELECT h.d, e.n, shiftleft(CAST(h.d AS BIGINT), 24) | e.x.quote AS q, h.s0 + e.x.speech AS s, e.x.* EXCEPT (speech, quote)
FROM heard h, LATERAL posexplode(statements) AS e (n, x);

CREATE TABLE reading AS
SELECT e.x.* FROM (SELECT explode(readings) AS x FROM heard) e QUALIFY row_number() OVER (PARTITION BY x.id ORDER BY x.id) = 1;

CREATE VIEW vouched AS SELECT DISTINCT e.x.form FROM heard h, LATERAL explode(established) AS e (x);

CREATE VIEW bearer AS SELECT e.x.row FROM heard h, LATERAL explode(bearers) AS e (x);

CREATE VIEW full_name AS
SELECT h.d, h.s0 + e.x.speech AS s, e.x.name, e.x.before FROM heard h, LATERAL explode(names) AS e (x);
