-- SPDX-License-Identifier: GPL-3.0-or-later
-- Two customers who are one person become one: what hangs on the one goes over to the other, and can go back for thirty days.

ALTER TABLE customer
	ADD COLUMN joined_into BIGINT UNSIGNED NULL,	-- who they are now; NULL: themselves. Their number leads there, nothing hangs on them
	ADD KEY joined_into (joined_into);

-- One row a merging: never removed, marked when it is undone.
CREATE TABLE customer_merge (
	id BIGINT UNSIGNED NOT NULL,
	kept_id BIGINT UNSIGNED NOT NULL,
	joined_id BIGINT UNSIGNED NOT NULL,	-- who went over
	place TINYINT UNSIGNED NOT NULL,	-- enum merge_place
	n_orders INT UNSIGNED NOT NULL,		-- that went over
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	was MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- JSON: what of the two became another; personal data, NULL once nobody can go back
	undone_at DATETIME(6) NULL,
	undone_by_kind TINYINT UNSIGNED NULL,
	undone_by_id BIGINT UNSIGNED NULL,
	tell_after BIGINT UNSIGNED NULL,	-- orders above this id are still to be told of it, or of its undoing; NULL: all were
	PRIMARY KEY (id),
	KEY tell_after (tell_after),
	KEY kept (kept_id, id),
	KEY joined (joined_id, id),
	KEY at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which rows went over with it, by their ids; forgotten together with `was`.
CREATE TABLE customer_merge_row (
	merge_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,	-- enum customer_moved: of which table
	row_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (merge_id, kind, row_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('tell_merges', '2020-01-01');
