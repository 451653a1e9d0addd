-- SPDX-License-Identifier: GPL-3.0-or-later
-- The security log becomes the audit log: what happened to whom, before and after, and a chain in which each row proves the one
-- before. Rows older than the chain have no seq.

ALTER TABLE security_event
	ADD COLUMN seq BIGINT UNSIGNED NULL AFTER id,	-- 1, 2, 3 … without a gap
	ADD COLUMN about VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER customer_id,	-- what kind of thing: order, staff …
	ADD COLUMN about_id BIGINT UNSIGNED NULL AFTER about,
	ADD COLUMN was VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL AFTER about_id,	-- our own words and amounts, no personal data
	ADD COLUMN became VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL AFTER was,
	ADD COLUMN hash BINARY(32) NULL,	-- keyed hash of this row and the hash before (src/audit.c)
	ADD UNIQUE KEY seq (seq),
	ADD KEY kind (kind, id),
	ADD KEY actor (actor_id, id);

-- Where the chain ends. Whoever adds to it locks this row, so there is one chain however many write.
CREATE TABLE audit_head (
	id TINYINT UNSIGNED NOT NULL,	-- 1
	seq BIGINT UNSIGNED NOT NULL,
	hash BINARY(32) NOT NULL,
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, REPEAT(CHAR(0), 32));
