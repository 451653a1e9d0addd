-- SPDX-License-Identifier: GPL-3.0-or-later
-- Work that takes longer than a page: asked for once, done by a worker in steps. Each step and how far it came are one transaction,
-- so what is broken off goes on where it stopped.

CREATE TABLE task (
	id BIGINT UNSIGNED NOT NULL,
	kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- a row of src/task_run.c
	actor_kind TINYINT UNSIGNED NOT NULL,	-- who asked, and does it
	actor_id BIGINT UNSIGNED NULL,
	permissions BIGINT UNSIGNED NOT NULL,	-- what they might do when they asked
	lang TINYINT UNSIGNED NOT NULL,		-- they read
	state TINYINT UNSIGNED NOT NULL,	-- 0 open, 1 done, 2 failed, 3 stopped
	request MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON: what was asked
	place MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON: how far it is
	result MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON: what came of it, without personal data
	n_done BIGINT UNSIGNED NOT NULL DEFAULT 0,
	n_total BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- 0: not known
	owner BINARY(16) NULL,			-- the worker at it
	lease_until DATETIME(6) NULL,
	run_at DATETIME(6) NOT NULL,		-- not before; by the database's clock, as the lease
	tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- begun since the last good step
	last_error VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	created_at DATETIME(6) NOT NULL,
	started_at DATETIME(6) NULL,
	ended_at DATETIME(6) NULL,
	kept_until DATETIME(6) NULL,		-- then its file goes, and it is forgotten
	PRIMARY KEY (id),
	KEY open (state, run_at),
	KEY owner (owner),
	KEY actor (actor_id, id),
	KEY kept_until (kept_until)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
