-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody had typed when their session was over, until they are signed in again. Kept for an hour.

CREATE TABLE kept_form (
	token_hash BINARY(32) NOT NULL,		-- of the address that shows it
	browser_hash BINARY(32) NOT NULL,	-- of the browser it was typed into: no other is shown it
	kind TINYINT UNSIGNED NOT NULL,		-- enum session_kind: at which door they sign in again
	subject_id BIGINT UNSIGNED NULL,	-- whose session it was; not known until somebody opens it: NULL
	sealed MEDIUMBLOB NOT NULL,		-- the fields and where they were sent to
	expires_at DATETIME(6) NOT NULL,
	PRIMARY KEY (token_hash),
	KEY expires (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
