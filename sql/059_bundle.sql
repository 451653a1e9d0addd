-- SPDX-License-Identifier: GPL-3.0-or-later
-- Bundles: SKUs made of others. In an order a bundle is the lines of its parts, which share its price.

ALTER TABLE sku
	ADD COLUMN parts_less_bp SMALLINT UNSIGNED NULL;	-- of a bundle: so much less than its parts cost (1000 = 10 %), and its price follows theirs; NULL: a price of its own

CREATE TABLE sku_part (
	sku_id BIGINT UNSIGNED NOT NULL,	-- the bundle
	part_id BIGINT UNSIGNED NOT NULL,	-- never a bundle itself
	quantity SMALLINT UNSIGNED NOT NULL,	-- units of it in one bundle
	PRIMARY KEY (sku_id, part_id),
	KEY part (part_id),
	CONSTRAINT sku_part_sku FOREIGN KEY (sku_id) REFERENCES sku (id),
	CONSTRAINT sku_part_part FOREIGN KEY (part_id) REFERENCES sku (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A bundle in an order, as it was sold. It goes when other units or prices of one of its lines are agreed on: the lines stay.
CREATE TABLE order_bundle (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	sku_id BIGINT UNSIGNED NOT NULL,
	sku_code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	name_en VARCHAR(290) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	name_zh VARCHAR(290) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	quantity INT UNSIGNED NOT NULL,
	amount BIGINT NOT NULL,			-- what its lines come to, as ordered
	PRIMARY KEY (id),
	KEY orders (order_id),
	CONSTRAINT order_bundle_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE order_line
	ADD COLUMN bundle_id BIGINT UNSIGNED NULL;	-- the bundle that it is a part of
