-- Documents with a reading that some decision says is no name.

CREATE VIEW affected AS
SELECT h.d, h.id, h.path, h.mentions FROM held h
WHERE h.d IN (SELECT r.d FROM (SELECT d, explode(readings) AS x FROM held) r
              JOIN never ON never.type = r.x.type AND never.form = r.x.form);
