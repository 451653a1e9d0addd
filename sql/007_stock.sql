-- SPDX-License-Identifier: GPL-3.0-or-later
-- Stock: one balance row per SKU, proved by two ledgers.

CREATE TABLE stock (
	sku_id BIGINT UNSIGNED NOT NULL,
	on_hand INT NOT NULL,			-- sum of stock_move.quantity
	reserved INT NOT NULL,			-- sum of stock_reservation.quantity
	may_backorder TINYINT UNSIGNED NOT NULL,	-- 1: may be sold beyond what is there
	incoming_at DATETIME(6) NULL,		-- when more is expected
	taken_by BIGINT UNSIGNED NULL,		-- the order of several lines that last found enough here
	PRIMARY KEY (sku_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE stock_move (
	id BIGINT UNSIGNED NOT NULL,
	sku_id BIGINT UNSIGNED NOT NULL,
	quantity INT NOT NULL,			-- what was added; negative: taken
	kind TINYINT UNSIGNED NOT NULL,		-- enum stock_move_kind
	order_line_id BIGINT UNSIGNED NULL,
	source VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
	source_ref VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	why VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY source_ref (source, source_ref),
	KEY sku (sku_id, id),
	KEY order_line (order_line_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What is kept for an order line until it ships or is cancelled; the row goes when nothing is left of it.
CREATE TABLE stock_reservation (
	order_line_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	sku_id BIGINT UNSIGNED NOT NULL,
	quantity INT UNSIGNED NOT NULL,
	waits TINYINT UNSIGNED NOT NULL,	-- 1: sold beyond what is there, until enough arrives
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (order_line_id),
	KEY sku (sku_id, waits, order_line_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
