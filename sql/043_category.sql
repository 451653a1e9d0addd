-- SPDX-License-Identifier: GPL-3.0-or-later
-- Categories as a tree, tags, tax classes and member prices.

CREATE TABLE category (
	id BIGINT UNSIGNED NOT NULL,
	parent_id BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- 0: at the top
	name_en VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	name_zh VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	path_en VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- Coffee › Beans: kept with the names above it, and proved
	path_zh VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	trail VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- /1/7/: ids from the top down to its own
	version INT UNSIGNED NOT NULL DEFAULT 1,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY name (parent_id, name_en)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE product
	ADD COLUMN category_id BIGINT UNSIGNED NULL,
	ADD COLUMN tax_class TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 0 each SKU's own rate, 1 standard, 2 reduced, 3 zero
	MODIFY COLUMN category_en VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',	-- the category's path, kept with it, and proved
	MODIFY COLUMN category_zh VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	ADD KEY category (category_id, id);

ALTER TABLE sku
	ADD COLUMN member_milli BIGINT NULL;	-- what members pay; NULL: as everybody

CREATE TABLE product_tagged (
	product_id BIGINT UNSIGNED NOT NULL,
	tag VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	PRIMARY KEY (product_id, tag),
	KEY tag (tag, product_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was one word of a product is a category at the top; its id is that of its first product.
INSERT INTO category (id, name_en, name_zh, path_en, path_zh, trail, created_at)
	SELECT MIN(p.id), MIN(p.name_en), MIN(p.name_zh), MIN(p.name_en), MIN(p.name_zh), CONCAT('/', MIN(p.id), '/'), UTC_TIMESTAMP(6)
	FROM (SELECT id, COALESCE(NULLIF(category_en, ''), category_zh) AS name_en, COALESCE(NULLIF(category_zh, ''), category_en) AS name_zh
		FROM product WHERE category_en <> '' OR category_zh <> '') p
	GROUP BY p.name_en;
UPDATE product p JOIN category c ON c.name_en = COALESCE(NULLIF(p.category_en, ''), p.category_zh)
	SET p.category_id = c.id, p.category_en = c.path_en, p.category_zh = c.path_zh
	WHERE p.category_en <> '' OR p.category_zh <> '';
