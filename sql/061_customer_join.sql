-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who became a known customer by themselves, and where they read of it.

CREATE TABLE customer_join (
	customer_id BIGINT UNSIGNED NOT NULL,
	source TINYINT UNSIGNED NOT NULL,	-- enum join_source
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What somebody said who joins: name, language, what they agree to, where they read of it. Counts once the code was right, and goes with it.
ALTER TABLE sign_in_code ADD COLUMN joining TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;
