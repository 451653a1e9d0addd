-- SPDX-License-Identifier: GPL-3.0-or-later
-- A password beside the code, for customers who want one; and codes that show who is at an account, or that an address is theirs.

CREATE TABLE customer_password (
	customer_id BIGINT UNSIGNED NOT NULL,
	hash VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- argon2id, with its salt and parameters
	set_at DATETIME(6) NOT NULL,
	PRIMARY KEY (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE sign_in_code ADD COLUMN customer_id BIGINT UNSIGNED NULL;	-- whose account asked; NULL: a code to sign in with
