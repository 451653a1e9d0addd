-- SPDX-License-Identifier: GPL-3.0-or-later
-- Options of a product (colour, size), their values, and which of them a SKU is.

CREATE TABLE product_option (
	product_id BIGINT UNSIGNED NOT NULL,
	place TINYINT UNSIGNED NOT NULL,	-- 1 to 3: the order in which a SKU names its values
	name_en VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	name_zh VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	PRIMARY KEY (product_id, place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE product_option_value (
	id BIGINT UNSIGNED NOT NULL,
	product_id BIGINT UNSIGNED NOT NULL,
	place TINYINT UNSIGNED NOT NULL,	-- of its option
	position TINYINT UNSIGNED NOT NULL,
	name_en VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	name_zh VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	PRIMARY KEY (id),
	KEY product (product_id, place, position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE sku
	ADD COLUMN value_1 BIGINT UNSIGNED NULL,	-- of the option in this place; its variant is their names
	ADD COLUMN value_2 BIGINT UNSIGNED NULL,
	ADD COLUMN value_3 BIGINT UNSIGNED NULL;
