-- SPDX-License-Identifier: GPL-3.0-or-later
-- What else is said of a product, and what was changed about it.

ALTER TABLE product
	ADD COLUMN description_en VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	ADD COLUMN description_zh VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '';

ALTER TABLE sku
	ADD COLUMN pack_size INT UNSIGNED NOT NULL DEFAULT 1;	-- units that are bought and stored together

-- One row a change: what was saved together. Rows are only added; the newest has the product's version.
CREATE TABLE product_change (
	id BIGINT UNSIGNED NOT NULL,
	product_id BIGINT UNSIGNED NOT NULL,
	version INT UNSIGNED NOT NULL,		-- that it made
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NOT NULL,	-- 0: none
	changes MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON: [{sku, field, was, became}]
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY product (product_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
