-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tiers of membership: what brings somebody into one, what keeps them there, what they have of it; and the ledger of who came into which.

CREATE TABLE member_tier (
	id BIGINT UNSIGNED NOT NULL,
	name_en VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	name_zh VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	entry BIGINT NOT NULL,		-- from so much on: minor units paid, points or orders, as setting `tier_by` says
	stay BIGINT NOT NULL,		-- so much keeps it; at most `entry`
	rate INT UNSIGNED NOT NULL,	-- hundredths: 150 brings half as many points again
	free_shipping_over BIGINT NULL,	-- minor units of goods; NULL: as for everybody
	comes_first TINYINT(1) NOT NULL,	-- a reason of orders.priority_why
	more_en VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- what people see to, a line each
	more_zh VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	version INT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY entry (entry)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Whose tier it is, as of the last step in the ledger.
ALTER TABLE member_account
	ADD COLUMN tier_id BIGINT UNSIGNED NULL,	-- NULL: none, or the one that begins at 0
	ADD COLUMN tier_since DATETIME(6) NULL,
	ADD COLUMN lowers_at DATETIME(6) NULL,		-- less than what keeps it: so long it is theirs still
	ADD COLUMN weigh_at DATETIME(6) NULL,		-- when to look again; NULL: until something comes
	ADD KEY weigh_at (weigh_at),
	ADD KEY tier (tier_id);

-- What was paid that earned the lot, in minor units: what tiers by spend count.
ALTER TABLE member_lot ADD COLUMN paid BIGINT NOT NULL DEFAULT 0 AFTER counts;

CREATE TABLE member_step (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum tier_step
	from_id BIGINT UNSIGNED NULL,		-- tiers, those that are no more among them
	to_id BIGINT UNSIGNED NULL,
	counted TINYINT UNSIGNED NOT NULL,	-- enum tier_by
	value BIGINT NOT NULL,			-- what there was of it
	needed BIGINT NOT NULL,			-- what it takes
	lowers_at DATETIME(6) NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id),
	KEY at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Lots of before say what was paid by what they earned.
UPDATE member_lot SET paid = earned * 10000 DIV rate WHERE order_id IS NOT NULL AND rate > 0;

INSERT INTO job (kind, run_at) VALUES ('weigh_tiers', '2020-01-01');
