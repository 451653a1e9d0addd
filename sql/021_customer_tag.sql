-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tags on customers, and what was changed about a customer.

-- The words themselves, few, so that a list of them costs nothing.
CREATE TABLE customer_tag (
	id BIGINT UNSIGNED NOT NULL,
	name VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- as first typed; vip is VIP
	n_customers INT UNSIGNED NOT NULL DEFAULT 0,	-- kept with customer_tagged, and proved
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who bears which.
CREATE TABLE customer_tagged (
	customer_id BIGINT UNSIGNED NOT NULL,
	tag_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (customer_id, tag_id),
	KEY tag (tag_id, customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was changed about a customer, when and by whom. Rows are only added.
CREATE TABLE customer_event (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,	-- enum customer_event_kind
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NOT NULL,	-- 0: none
	what VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- a tag's name, a kind's word; never personal data
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
