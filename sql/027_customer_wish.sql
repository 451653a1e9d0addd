-- SPDX-License-Identifier: GPL-3.0-or-later
-- What customers want us to mind, in their own words: with all their orders, or with those to one of their addresses.

CREATE TABLE customer_wish (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	address_id BIGINT UNSIGNED NOT NULL,	-- 0: all orders
	kind TINYINT UNSIGNED NOT NULL,	-- enum wish_kind
	body VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	actor_kind TINYINT UNSIGNED NOT NULL,	-- who wrote it down
	actor_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY place (customer_id, address_id, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
