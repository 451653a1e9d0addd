-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tags on orders.

-- The words themselves, few, so that a list of them costs nothing.
CREATE TABLE order_tag (
	id BIGINT UNSIGNED NOT NULL,
	name VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- as first typed; gift is Gift
	n_orders INT UNSIGNED NOT NULL DEFAULT 0,	-- kept with order_tagged, and proved
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which order bears which.
CREATE TABLE order_tagged (
	order_id BIGINT UNSIGNED NOT NULL,
	tag_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (order_id, tag_id),
	KEY tag (tag_id, order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
