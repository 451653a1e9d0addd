-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people agree to, and what they tell about themselves because they agreed. Personal data: nothing here without consent.

-- A ledger: what was agreed to, or no longer is, when, by which text, where. Rows are only added; the newest of a purpose and channel
-- holds.
CREATE TABLE customer_consent (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	purpose TINYINT UNSIGNED NOT NULL,	-- enum consent_purpose
	channel TINYINT UNSIGNED NOT NULL,	-- enum consent_channel; 0: not about messages
	given TINYINT UNSIGNED NOT NULL,	-- 0: withdrawn
	text_version SMALLINT UNSIGNED NOT NULL,	-- of the words they saw
	place TINYINT UNSIGNED NOT NULL,	-- enum consent_place
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, purpose, channel, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What they told: there only while the consent to it holds.
CREATE TABLE customer_trait (
	customer_id BIGINT UNSIGNED NOT NULL,
	purpose TINYINT UNSIGNED NOT NULL,	-- enum consent_purpose: birthday, gender, occupation, income
	value VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- 1990-02-28, our word, or theirs
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (customer_id, purpose)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
