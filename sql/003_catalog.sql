-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is sold.

CREATE TABLE product (
	id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	name_en VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	name_zh VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	category_en VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	category_zh VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	picture VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- static file name
	kind TINYINT UNSIGNED NOT NULL,		-- 0 goods, 1 service, 2 digital, 3 pick-up
	made_to_order TINYINT UNSIGNED NOT NULL DEFAULT 0,
	state TINYINT UNSIGNED NOT NULL,	-- 0 draft, 1 on sale, 2 withdrawn
	version INT UNSIGNED NOT NULL DEFAULT 1,
	created_at DATETIME(6) NOT NULL,
	updated_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE sku (
	id BIGINT UNSIGNED NOT NULL,
	product_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	variant_en VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	variant_zh VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	unit_milli BIGINT NOT NULL,		-- list price in thousandths of the minor unit
	currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	tax_bp SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- tax rate in basis points (1300 = 13 %)
	weight_g INT UNSIGNED NOT NULL DEFAULT 0,
	state TINYINT UNSIGNED NOT NULL,	-- as product
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY code (code),
	KEY product (product_id, id),
	CONSTRAINT sku_product FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
