-- SPDX-License-Identifier: GPL-3.0-or-later
-- Promotions: what takes something off orders, by itself or by a code. How many apply by themselves stands in the setting `promotions`.

CREATE TABLE promotion (
	id BIGINT UNSIGNED NOT NULL,
	name_en VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- as customers read it
	name_zh VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- of its amounts
	kind TINYINT UNSIGNED NOT NULL,		-- enum promotion_kind
	amount BIGINT NOT NULL,			-- minor units: off; of a set what it costs; of shipping at most, 0 all of it
	percent_bp SMALLINT UNSIGNED NOT NULL,	-- basis points off
	buy INT UNSIGNED NOT NULL,		-- units: with so many bought …
	get_more INT UNSIGNED NOT NULL,		-- … so many come for less
	minimum BIGINT NOT NULL,		-- what its items come to at least
	most BIGINT NOT NULL,			-- takes off at most; 0: no bound
	needs_code TINYINT(1) NOT NULL,
	is_first TINYINT(1) NOT NULL,		-- of a customer's first order
	is_alone TINYINT(1) NOT NULL,		-- not together with others
	gives_back TINYINT(1) NOT NULL,		-- its use, when the order is cancelled
	valid_from DATETIME(6) NULL,
	valid_until DATETIME(6) NULL,		-- not itself
	limit_total INT UNSIGNED NOT NULL,	-- 0: none
	limit_customer INT UNSIGNED NOT NULL,
	used INT UNSIGNED NOT NULL,		-- uses that hold: kept with them, and proved
	ended_at DATETIME(6) NULL,		-- by hand; it stays for its orders
	version INT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY runs (needs_code, ended_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a promotion is for, and what it is not for. None that is in: everything.
CREATE TABLE promotion_scope (
	promotion_id BIGINT UNSIGNED NOT NULL,
	product_id BIGINT UNSIGNED NOT NULL,	-- 0: a category
	category_id BIGINT UNSIGNED NOT NULL,	-- with those below it; 0: a product
	is_out TINYINT(1) NOT NULL,
	PRIMARY KEY (promotion_id, product_id, category_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Codes of a promotion, each with the channel it was given out by.
CREATE TABLE promotion_code (
	code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- in capitals
	promotion_id BIGINT UNSIGNED NOT NULL,
	channel VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- '': not said
	limit_total INT UNSIGNED NOT NULL,	-- of this code; 0: none
	used INT UNSIGNED NOT NULL,
	ended_at DATETIME(6) NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (code),
	KEY promotion (promotion_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What orders got of promotions. An order's sums are its orders.promoted_amount and promoted_shipping.
CREATE TABLE promotion_use (
	id BIGINT UNSIGNED NOT NULL,
	promotion_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
	amount BIGINT NOT NULL,			-- minor units off its lines, part of their discount
	shipping BIGINT NOT NULL,		-- off its shipping fee
	counts TINYINT(1) NOT NULL,		-- one of the limits; 0: went along with a part of the order that used it
	is_fixed TINYINT(1) NOT NULL,		-- what comes off is not reckoned again: the order was split, or another merged into it
	given_back_at DATETIME(6) NULL,		-- the order was cancelled: it counts no more
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY of_order (order_id),
	KEY of_promotion (promotion_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE orders
	ADD COLUMN promoted_amount BIGINT NOT NULL DEFAULT 0,	-- what promotions take off its lines: part of discount_amount
	ADD COLUMN promoted_shipping BIGINT NOT NULL DEFAULT 0;	-- and off its shipping fee, which is less by it
