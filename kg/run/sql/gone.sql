-- What went is no more. What it had a say in (said, stated, evidence) goes later, when that is known.

CREATE TABLE gone_reading AS SELECT DISTINCT reading AS id FROM kept.mention SEMI JOIN gone USING (d) WHERE reading IS NOT NULL;

DELETE FROM kept.file USING gone_file g WHERE kept.file.file = g.file AND kept.file.file_sha256 = g.file_sha256;
DELETE FROM kept.file_problem USING gone_file g WHERE given = g.file AND kept.file_problem.file_sha256 = g.file_sha256;
DELETE FROM kept.doc WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.speech_read WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.quote WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.mention WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.statement WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.vouched WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.bearer WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.full_name WHERE d IN (SELECT d FROM gone);
DELETE FROM kept.reading WHERE id IN (SELECT id FROM gone_reading ANTI JOIN kept.mention ON mention.reading = gone_reading.id)
