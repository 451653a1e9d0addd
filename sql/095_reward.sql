-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rewards: what members have for points, and who claimed which. Each claim is a code of the reward's promotion that is its customer's alone.

CREATE TABLE member_reward (
	id BIGINT UNSIGNED NOT NULL,
	name_en VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	name_zh VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	more_en VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- as members read it
	more_zh VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum reward_kind
	promotion_id BIGINT UNSIGNED NOT NULL,	-- what its codes take off
	points BIGINT NOT NULL,
	tier_id BIGINT UNSIGNED NULL,		-- from this tier on; NULL: for all
	stock INT UNSIGNED NULL,		-- how many there are, with those taken; NULL: not counted
	limit_total INT UNSIGNED NOT NULL,	-- 0: none
	limit_customer INT UNSIGNED NOT NULL,
	limit_period INT UNSIGNED NOT NULL,	-- in all, in each …
	period TINYINT UNSIGNED NOT NULL,	-- … enum reward_period, of the shop's calendar
	code_days INT UNSIGNED NOT NULL,	-- so long a code is taken; 0: always
	valid_from DATETIME(6) NULL,
	valid_until DATETIME(6) NULL,		-- not itself
	is_on TINYINT(1) NOT NULL,		-- members see it
	taken INT UNSIGNED NOT NULL,		-- claims that hold: kept with them, and proved
	version INT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY promotion (promotion_id),
	KEY shown (is_on, points, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE member_claim (
	id BIGINT UNSIGNED NOT NULL,
	reward_id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	points BIGINT NOT NULL,			-- what it took
	valid_until DATETIME(6) NULL,		-- as its code: not itself
	returned_at DATETIME(6) NULL,		-- points and place are back
	returned_why TINYINT UNSIGNED NOT NULL,	-- enum claim_end
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY code (code),
	KEY customer (customer_id, id),
	KEY reward (reward_id, created_at),
	KEY newest (reward_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE member_entry ADD COLUMN claim_id BIGINT UNSIGNED NULL, ADD KEY claim (claim_id);	-- what points were used for

ALTER TABLE promotion ADD COLUMN sku_id BIGINT UNSIGNED NULL;	-- for this SKU alone

ALTER TABLE promotion_code
	ADD COLUMN customer_id BIGINT UNSIGNED NULL,	-- nobody else uses it; who went over to another customer is that one
	ADD COLUMN valid_until DATETIME(6) NULL;	-- not itself

ALTER TABLE promotion_use ADD KEY of_code (code);
