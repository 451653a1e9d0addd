-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the columns of files are, saved by name: offered again where a file has just these columns.

CREATE TABLE import_mapping (
	kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- a row of src/exchange/load.c
	name VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	heads TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON: the columns' names
	fields TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON: our field for each, or null
	actor_kind TINYINT UNSIGNED NOT NULL,	-- who saved it
	actor_id BIGINT UNSIGNED NULL,
	saved_at DATETIME(6) NOT NULL,
	PRIMARY KEY (kind, name),
	KEY saved (kind, saved_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
