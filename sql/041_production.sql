-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is made to order: batches of one SKU, each for lines of whoever ordered it. Units of started batches are what
-- order_line.in_production counts; what was made is a stock move of source "production" with the batch's id as its reference.

CREATE TABLE production_order (
	id BIGINT UNSIGNED NOT NULL,
	number CHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- P-XXXX-XXXX, what the work sheet says
	sku_id BIGINT UNSIGNED NOT NULL,
	state TINYINT UNSIGNED NOT NULL,	-- enum production_state
	planned INT UNSIGNED NOT NULL,		-- for its lines, and what is made beyond them for the shelf
	made INT UNSIGNED NOT NULL DEFAULT 0,
	scrapped INT UNSIGNED NOT NULL DEFAULT 0,
	due_at DATETIME(6) NULL,		-- the day it is to be ready
	note VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
	why VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,	-- what was scrapped, or why nothing came of it
	created_at DATETIME(6) NOT NULL,
	started_at DATETIME(6) NULL,
	finished_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY number (number),
	KEY state (state, id),
	KEY sku (sku_id, state),
	CONSTRAINT production_units CHECK (made + scrapped <= planned)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- For which lines; what was taken off a line meanwhile is not made for it any more.
CREATE TABLE production_line (
	production_id BIGINT UNSIGNED NOT NULL,
	order_line_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	quantity INT UNSIGNED NOT NULL,
	made INT UNSIGNED NOT NULL DEFAULT 0,	-- how many of what was made it got
	PRIMARY KEY (production_id, order_line_id),
	KEY order_line (order_line_id),
	KEY orders (order_id),
	CONSTRAINT production_line_batch FOREIGN KEY (production_id) REFERENCES production_order (id),
	CONSTRAINT production_line_made CHECK (made <= quantity)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was said to be in production before there were batches: each line is a batch of its own.
INSERT INTO production_order (id, number, sku_id, state, planned, created_at, started_at)
SELECT id, CONCAT('P-', LEFT(LPAD(n, 8, '0'), 4), '-', RIGHT(LPAD(n, 8, '0'), 4)), sku_id, 1, in_production, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
FROM (SELECT id, sku_id, in_production, ROW_NUMBER() OVER (ORDER BY id) AS n FROM order_line
	WHERE in_production > 0 AND sku_id IS NOT NULL) l;
INSERT INTO production_line (production_id, order_line_id, order_id, quantity)
SELECT l.id, l.id, l.order_id, l.in_production FROM order_line l WHERE l.in_production > 0 AND l.sku_id IS NOT NULL;
UPDATE order_line SET wait = 1 WHERE in_production > 0 AND wait <> 1;
