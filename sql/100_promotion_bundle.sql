-- SPDX-License-Identifier: GPL-3.0-or-later
-- Promotions for members of a tier and those above it, and of SKUs that cost less together.

ALTER TABLE promotion ADD COLUMN tier_id BIGINT UNSIGNED NULL;	-- of this tier on; NULL: for everybody

ALTER TABLE promotion_scope
	ADD COLUMN sku_id BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- of a bundle: one of its SKUs, product and category 0
	ADD COLUMN quantity INT UNSIGNED NOT NULL DEFAULT 0,	-- of it in each bundle
	DROP PRIMARY KEY,
	ADD PRIMARY KEY (promotion_id, product_id, category_id, sku_id);
