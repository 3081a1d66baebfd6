-- Which files came and which went since the tables that were kept. `live`: i, file, file_sha256, part of each file.

CREATE TABLE came AS SELECT file, file_sha256, part FROM live ANTI JOIN kept.file USING (file, file_sha256);

CREATE TABLE gone_file AS SELECT file, file_sha256 FROM kept.file ANTI JOIN live USING (file, file_sha256);

CREATE TABLE gone AS SELECT d, path FROM kept.doc JOIN gone_file USING (file, file_sha256)
