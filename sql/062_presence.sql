-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which colleagues have an order open, so that two do not change it at once unawares. Kept for an hour.

CREATE TABLE order_presence (
	order_id BIGINT UNSIGNED NOT NULL,
	staff_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,		-- when they opened it, or a form of it, last
	changing TINYINT UNSIGNED NOT NULL,	-- 1: it was a form
	PRIMARY KEY (order_id, staff_id),
	KEY at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
