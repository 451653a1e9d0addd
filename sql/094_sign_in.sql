-- SPDX-License-Identifier: GPL-3.0-or-later
-- Customers see how and where they signed in.

-- Kept for a year, and gone with the account: what says where somebody was has no place in the audit log, which never forgets.
CREATE TABLE customer_sign_in (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,	-- who it was then, whoever they are one with now
	how TINYINT UNSIGNED NOT NULL,	-- enum sign_in_how
	agent VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- as session.agent
	network VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- as session.network
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id),
	KEY at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
