-- SPDX-License-Identifier: GPL-3.0-or-later
-- Members' points: lots, which an order or a colleague brings, and the ledger of what became of them. A point is pending, usable, or gone.

-- What somebody has, for speed alone: the sums of their entries.
CREATE TABLE member_account (
	customer_id BIGINT UNSIGNED NOT NULL,
	pending BIGINT NOT NULL,	-- shown, not usable yet
	usable BIGINT NOT NULL,
	debt BIGINT NOT NULL,		-- taken back of what was spent already: what comes next pays it; nothing is usable before
	PRIMARY KEY (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Points that came together: one lot an order. What is left is the sum of its entries.
CREATE TABLE member_lot (
	id BIGINT UNSIGNED NOT NULL,		-- lots are used in rising id
	customer_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NULL,		-- NULL: a colleague gave them, or two customers are two again
	entry_id BIGINT UNSIGNED NOT NULL,	-- the entry that brought the first of them
	rate INT UNSIGNED NOT NULL,		-- hundredths of points for each unit of the currency, as they were then
	counts TINYINT UNSIGNED NOT NULL,	-- bits of what points were given on besides goods: 1 shipping, 2 tax
	earned BIGINT NOT NULL,			-- less what was taken back
	pending BIGINT NOT NULL,
	usable BIGINT NOT NULL,
	lapsed BIGINT NOT NULL,			-- expired unused
	release_at DATETIME(6) NULL,		-- when pending ones become usable; NULL: not known yet, or they have
	usable_at DATETIME(6) NULL,		-- since when
	expires_at DATETIME(6) NULL,		-- NULL: never, or not usable yet
	told TINYINT UNSIGNED NOT NULL,		-- of their end: 0 never, 1 a month before, 2 a week before
	is_open TINYINT(1) NOT NULL,		-- some are usable
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY one_an_order (order_id),
	KEY customer (customer_id, id),
	KEY release_at (release_at),
	KEY expires (is_open, expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The ledger: append-only. Each entry is of a lot, and whose the lot is, theirs is the entry.
CREATE TABLE member_entry (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	lot_id BIGINT UNSIGNED NOT NULL,
	cause_id BIGINT UNSIGNED NULL,		-- of what is taken back: the entry that brought it
	kind TINYINT UNSIGNED NOT NULL,		-- enum member_entry_kind
	pending BIGINT NOT NULL,		-- what it adds to each
	usable BIGINT NOT NULL,
	lapsed BIGINT NOT NULL,
	debt BIGINT NOT NULL,
	why VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- a colleague's reason
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id, usable),
	KEY lot (lot_id, id),
	KEY at (at)	-- reports by month
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('move_points', '2020-01-01');
