-- SPDX-License-Identifier: GPL-3.0-or-later
-- Imports: what was read, how far, with which result. A document is booked once, by (source, source_ref) of its own table.

CREATE TABLE import_run (
	id BIGINT UNSIGNED NOT NULL,
	kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	file_hash BINARY(32) NOT NULL,
	state TINYINT UNSIGNED NOT NULL,	-- 0 running, 1 done
	lines_done BIGINT UNSIGNED NOT NULL DEFAULT 0,
	report TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- JSON: totals so far
	started_at DATETIME(6) NOT NULL,
	ended_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY file (kind, file_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
