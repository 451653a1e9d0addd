-- SPDX-License-Identifier: GPL-3.0-or-later
-- Pictures of variants: one that shows an option's value, or a SKU, alone; where neither is said, the product as a whole.

ALTER TABLE picture
	ADD COLUMN value_id BIGINT UNSIGNED NULL,	-- of its product's options
	ADD COLUMN sku_id BIGINT UNSIGNED NULL;	-- of its product; at most one of the two is said

ALTER TABLE sku
	ADD COLUMN picture VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL;	-- the small size of its own; NULL: its product's
