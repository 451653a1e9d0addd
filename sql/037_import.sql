-- SPDX-License-Identifier: GPL-3.0-or-later
-- Files that somebody brought at the desk or by command, to be taken over: what they are, how their columns are read, what came of
-- them. The files themselves lie in the spool, for two days.

CREATE TABLE import_file (
	id BIGINT UNSIGNED NOT NULL,
	kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- a row of src/exchange/load.c
	name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- as whoever brought it calls it
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id BIGINT UNSIGNED NULL,
	state TINYINT UNSIGNED NOT NULL,	-- 0 brought, 1 being checked, 2 checked, 3 being taken over, 4 done
	n_bytes BIGINT UNSIGNED NOT NULL,
	encoding VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- utf-8, gb18030
	delimiter CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	mapping TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- JSON: our field for each column, or null
	report MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- JSON: counts, problems, samples of the last run
	task_id BIGINT UNSIGNED NULL,		-- the run under way
	created_at DATETIME(6) NOT NULL,
	ended_at DATETIME(6) NULL,
	has_files TINYINT UNSIGNED NOT NULL,
	PRIMARY KEY (id),
	KEY kind (kind, state),
	KEY has_files (has_files, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
