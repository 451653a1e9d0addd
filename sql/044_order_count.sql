-- SPDX-License-Identifier: GPL-3.0-or-later
-- How many orders show which badge, without counting them: each change adds a row that waits for nobody, and the worker folds
-- these rows into the table of counts (src/order/count_store.c). What is true is the sum of both.

CREATE TABLE order_count (
	badge TINYINT UNSIGNED NOT NULL,
	n BIGINT NOT NULL,
	changes BIGINT UNSIGNED NOT NULL,	-- rows folded so far: with those that wait, it rises with each change
	PRIMARY KEY (badge)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_count_change (
	id BIGINT UNSIGNED NOT NULL,
	badge TINYINT UNSIGNED NOT NULL,
	n INT NOT NULL,		-- 1: an order came to it, -1: one left it, 0: its promise moved
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO order_count (badge, n, changes) SELECT badge, COUNT(*), 0 FROM orders GROUP BY badge;
