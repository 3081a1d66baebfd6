-- What is left of the documents once a person's decisions were heard. `again`: the rows that took another's place, by
-- document; `home`: what each talk in them is about now.

CREATE VIEW heard AS
SELECT h.* FROM heard h LEFT ANTI JOIN changed ON changed.d = h.d
UNION ALL
SELECT doc.d, doc.s0, doc.path, a.mentions, a.readings, a.quotes, a.statements, a.bearers, a.names, a.established
FROM again a JOIN held doc ON doc.id = a.id;

CREATE VIEW speech_read AS
SELECT r.* EXCEPT (home), coalesce(home.home, r.home) AS home FROM speech_read r LEFT JOIN home ON home.id = r.id;
