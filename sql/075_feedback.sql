-- SPDX-License-Identifier: GPL-3.0-or-later
-- What customers say of an order, in one conversation. Whose it is, is said by customer ids alone.

CREATE TABLE feedback_talk (
	order_id BIGINT UNSIGNED NOT NULL,	-- one conversation an order
	customer_id BIGINT UNSIGNED NOT NULL,
	shipped_at DATETIME(6) NULL,	-- what left last: counts where no carrier reports
	ask_at DATETIME(6) NULL,	-- when to look whether its customer is asked; NULL: not any more
	asked_at DATETIME(6) NULL,
	answered_at DATETIME(6) NULL,	-- first; it can be changed for thirty days from then
	edited_at DATETIME(6) NULL,
	channel TINYINT UNSIGNED NULL,	-- enum feedback_channel: where it was answered first
	anonymous TINYINT UNSIGNED NOT NULL DEFAULT 0,
	delivery_stars TINYINT UNSIGNED NULL,	-- 1 to 5
	service_stars TINYINT UNSIGNED NULL,
	version INT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (order_id),
	KEY customer (customer_id, asked_at),
	KEY ask_at (ask_at, order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was said of one item of it.
CREATE TABLE review (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	order_line_id BIGINT UNSIGNED NOT NULL,
	sku_id BIGINT UNSIGNED NULL,	-- NULL: no catalogue entry
	customer_id BIGINT UNSIGNED NOT NULL,
	stars TINYINT UNSIGNED NOT NULL,	-- 1 to 5
	tags SMALLINT UNSIGNED NOT NULL,	-- bits of enum review_tag
	body VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- as typed, NFC
	lang TINYINT UNSIGNED NOT NULL,	-- the page was read in
	anonymous TINYINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	edited_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY line (order_line_id),
	KEY of_order (order_id),
	KEY customer (customer_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Where somebody heard of the shop: asked once, and kept beside the source of the order they said it with.
CREATE TABLE feedback_heard (
	order_id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	heard TINYINT UNSIGNED NOT NULL,	-- enum heard_of
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (order_id),
	KEY customer (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('ask_feedback', '2020-01-01');
