/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the catalogue's books, one statement each. */
#include "verify/store.h"

/* What was there before changes were written down has none. */
DB_STATEMENT(verify_product_changes,
	     "SELECT CONCAT('product ', p.code), CAST(p.version AS CHAR), CAST(c.last AS CHAR) "
	     "FROM product p JOIN (SELECT product_id, MAX(version) AS last FROM product_change "
	     "GROUP BY product_id) c ON c.product_id = p.id WHERE c.last <> p.version LIMIT 20");

DB_STATEMENT(verify_product_category,
	     "SELECT CONCAT('product ', p.code), CONCAT(p.category_en, ' / ', p.category_zh), "
	     "CONCAT(COALESCE(c.path_en, ''), ' / ', COALESCE(c.path_zh, '')) "
	     "FROM product p LEFT JOIN category c ON c.id = p.category_id "
	     "WHERE p.category_en <> COALESCE(c.path_en, '') OR "
	     "p.category_zh <> COALESCE(c.path_zh, '') OR "
	     "(p.category_id IS NOT NULL AND c.id IS NULL) LIMIT 20");
DB_STATEMENT(verify_category_path,
	     "SELECT CONCAT('category ', c.id), CONCAT(c.path_en, ' ', c.trail), "
	     "CONCAT(COALESCE(CONCAT(u.path_en, ' › '), ''), c.name_en, ' ', "
	     "COALESCE(u.trail, '/'), c.id, '/') "
	     "FROM category c LEFT JOIN category u ON u.id = c.parent_id "
	     "WHERE c.trail <> CONCAT(COALESCE(u.trail, '/'), c.id, '/') OR "
	     "c.path_en <> CONCAT(COALESCE(CONCAT(u.path_en, ' › '), ''), c.name_en) OR "
	     "c.path_zh <> CONCAT(COALESCE(CONCAT(u.path_zh, ' › '), ''), c.name_zh) OR "
	     "(c.parent_id <> 0 AND u.id IS NULL) LIMIT 20");
/* 1: ready. Static pictures of the program's own have no row. */
DB_STATEMENT(verify_product_picture,
	     "SELECT CONCAT('product ', p.code), p.picture, f.name FROM product p LEFT JOIN "
	     "(SELECT a.product_id, CONCAT('media/', a.hash, '.s.webp') AS name FROM picture a "
	     "WHERE a.state = 1 AND a.id = (SELECT b.id FROM picture b WHERE b.product_id = "
	     "a.product_id AND b.state = 1 ORDER BY b.value_id IS NOT NULL OR b.sku_id IS NOT "
	     "NULL, b.position LIMIT 1)) f ON f.product_id = p.id "
	     "WHERE NOT (p.picture <=> f.name) AND (f.name IS NOT NULL OR p.picture LIKE "
	     "'media/%') LIMIT 20");
DB_STATEMENT(
	verify_sku_picture,
	"SELECT CONCAT('sku ', f.code), f.picture, f.name FROM (SELECT s.code, s.picture, (SELECT "
	"CONCAT('media/', a.hash, '.s.webp') FROM picture a WHERE a.product_id = s.product_id AND "
	"a.state = 1 AND (a.sku_id = s.id OR a.value_id IN (s.value_1, s.value_2, s.value_3)) "
	"ORDER BY a.sku_id IS NULL, a.position LIMIT 1) AS name FROM sku s) f WHERE NOT (f.picture "
	"<=> f.name) LIMIT 20");
DB_STATEMENT(
	verify_picture_variant,
	"SELECT CONCAT('picture ', f.id), CONCAT_WS(' ', f.value_id, f.sku_id), 'a variant of its "
	"product' FROM picture f LEFT JOIN product_option_value v ON v.id = f.value_id AND "
	"v.product_id = f.product_id LEFT JOIN sku s ON s.id = f.sku_id AND s.product_id = "
	"f.product_id WHERE (f.value_id IS NOT NULL AND (v.id IS NULL OR f.sku_id IS NOT NULL)) OR "
	"(f.sku_id IS NOT NULL AND s.id IS NULL) LIMIT 20");
DB_STATEMENT(verify_picture_places,
	     "SELECT CONCAT('product ', product_id), CAST(MAX(position) AS CHAR), CAST(COUNT(*) AS "
	     "CHAR) FROM picture WHERE state <> 3 GROUP BY product_id HAVING MAX(position) <> "
	     "COUNT(*) OR COUNT(DISTINCT position) <> COUNT(*) OR MIN(position) <> 1 LIMIT 20");
DB_STATEMENT(
	verify_line_picture,
	"SELECT CONCAT('line ', l.id), l.picture, 'a picture of the shop' FROM order_line l "
	"WHERE l.picture LIKE 'media/%' AND NOT EXISTS (SELECT 1 FROM picture p WHERE p.hash = "
	"SUBSTR(l.picture, 7, 32)) LIMIT 20");
DB_STATEMENT(verify_picture_orphan,
	     "SELECT CONCAT('picture ', f.id), CAST(f.product_id AS CHAR), 'a product' FROM "
	     "picture f LEFT JOIN product p ON p.id = f.product_id WHERE p.id IS NULL AND "
	     "f.product_id <> 0 "
	     "LIMIT 20");
/* The shop's logo is a picture of product 0. */
DB_STATEMENT(
	verify_logo,
	"SELECT 'setting logo', COALESCE(s.value, ''), COALESCE(f.file, '') FROM (SELECT 1) one "
	"LEFT JOIN setting s ON s.name = 'logo' LEFT JOIN (SELECT CONCAT(hash, ' ', width, ' ', "
	"height) AS file FROM picture WHERE product_id = 0 AND state = 1) f ON 1 = 1 "
	"WHERE COALESCE(s.value, '') <> COALESCE(f.file, '') LIMIT 20");

/* One row a place and moment; regions and postcodes as they were typed. */
DB_STATEMENT(
	verify_tax_zone,
	"SELECT CONCAT('tax zone ', a.id), CONCAT_WS('/', a.country, a.region, a.postal), "
	"CONCAT('not at the time of ', b.id) FROM tax_zone a JOIN tax_zone b ON b.id > a.id AND "
	"b.country = a.country AND b.region = a.region AND b.postal = a.postal AND "
	"COALESCE(a.valid_from < b.valid_until, 1) AND COALESCE(b.valid_from < a.valid_until, "
	"1) LIMIT 20");
DB_STATEMENT(verify_tax_zones,
	     "SELECT 'setting tax_zones', COALESCE(s.value, '0'), CAST(z.n AS CHAR) FROM (SELECT "
	     "COUNT(*) AS n FROM tax_zone) z LEFT JOIN setting s ON s.name = 'tax_zones' WHERE "
	     "COALESCE(s.value, '0') <> CAST(z.n AS CHAR) LIMIT 20");

DB_STATEMENT(verify_sku_variant,
	     "SELECT CONCAT('sku ', s.code), CONCAT(s.variant_en, ' | ', s.variant_zh), "
	     "CONCAT(CONCAT_WS(' / ', a.name_en, b.name_en, c.name_en), ' | ', "
	     "CONCAT_WS(' / ', a.name_zh, b.name_zh, c.name_zh)) FROM sku s "
	     "LEFT JOIN product_option_value a ON a.id = s.value_1 AND a.product_id = s.product_id "
	     "AND a.place = 1 "
	     "LEFT JOIN product_option_value b ON b.id = s.value_2 AND b.product_id = s.product_id "
	     "AND b.place = 2 "
	     "LEFT JOIN product_option_value c ON c.id = s.value_3 AND c.product_id = s.product_id "
	     "AND c.place = 3 WHERE s.value_1 IS NOT NULL AND "
	     "(s.variant_en <> CONCAT_WS(' / ', a.name_en, b.name_en, c.name_en) OR "
	     "s.variant_zh <> CONCAT_WS(' / ', a.name_zh, b.name_zh, c.name_zh) OR "
	     "a.id IS NULL OR (s.value_2 IS NOT NULL AND b.id IS NULL) OR "
	     "(s.value_3 IS NOT NULL AND c.id IS NULL)) LIMIT 20");
DB_STATEMENT(verify_sku_alone,
	     "SELECT CONCAT('product ', product_id), CAST(COUNT(*) AS CHAR), '1' FROM sku "
	     "WHERE value_1 IS NOT NULL GROUP BY product_id, value_1, COALESCE(value_2, 0), "
	     "COALESCE(value_3, 0) HAVING COUNT(*) > 1 LIMIT 20");

/* 0 to 2: enum relation. */
DB_STATEMENT(
	verify_product_relation,
	"SELECT CONCAT('product ', p.code), CONCAT(r.kind, ' ', r.other_id), 'another product, in "
	"one of three ways' FROM product_relation r JOIN product p ON p.id = r.product_id "
	"WHERE r.other_id = r.product_id OR r.kind > 2 LIMIT 20");

DB_STATEMENT(
	verify_bundle_parts,
	"SELECT CONCAT('sku ', q.sku_id), CONCAT(q.quantity, ' of sku ', q.part_id), 'another SKU, "
	"no bundle' FROM sku_part q WHERE q.part_id = q.sku_id OR q.quantity = 0 OR EXISTS "
	"(SELECT 1 FROM sku_part r WHERE r.sku_id = q.part_id) LIMIT 20");
/* What is kept of it are its parts. */
DB_STATEMENT(verify_bundle_stock,
	     "SELECT CONCAT('sku ', k.sku_id), CONCAT(k.on_hand, ' in stock, ', k.reserved, "
	     "' promised'), 'none of a bundle' FROM stock k WHERE (k.on_hand <> 0 OR k.reserved <> "
	     "0) AND EXISTS (SELECT 1 FROM sku_part q WHERE q.sku_id = k.sku_id) LIMIT 20");
/* To the minor unit, half-even. */
DB_STATEMENT(
	verify_bundle_price,
	"SELECT CONCAT('sku ', s.code), CAST(s.unit_milli AS CHAR), CONCAT(x.cost, ' less ', "
	"s.parts_less_bp) FROM sku s LEFT JOIN (SELECT q.sku_id, SUM(k.unit_milli * q.quantity) "
	"AS cost FROM sku_part q JOIN sku k ON k.id = q.part_id GROUP BY q.sku_id) x ON x.sku_id "
	"= s.id WHERE s.parts_less_bp IS NOT NULL AND (x.cost IS NULL OR s.unit_milli % 1000 <> 0 "
	"OR ABS(CAST(s.unit_milli AS DECIMAL(30)) * 10000 - x.cost * (10000 - "
	"CAST(s.parts_less_bp AS SIGNED))) > 5000000) LIMIT 20");
DB_STATEMENT(
	verify_bundle_amount,
	"SELECT CONCAT('bundle ', b.id), CAST(b.amount AS CHAR), CAST(SUM(l.amount) AS CHAR) FROM "
	"order_bundle b LEFT JOIN order_line l ON l.bundle_id = b.id AND l.order_id = b.order_id "
	"GROUP BY b.id, b.amount HAVING SUM(l.amount) IS NULL OR SUM(l.amount) <> b.amount LIMIT "
	"20");
DB_STATEMENT(
	verify_bundle_line,
	"SELECT CONCAT('line ', l.id), CONCAT('bundle ', l.bundle_id), 'one of its order' FROM "
	"order_line l LEFT JOIN order_bundle b ON b.id = l.bundle_id AND b.order_id = l.order_id "
	"WHERE l.bundle_id IS NOT NULL AND b.id IS NULL LIMIT 20");

const struct verify_rule verify_catalog[] = {
	{ "sku.variant", "what a variant is called are its product's values", &verify_sku_variant },
	{ "sku.alone", "no two variants of a product are the same values", &verify_sku_alone },
	{ "product.category", "a product says the path of its category", &verify_product_category },
	{ "category.path", "a category's path is its name behind its parent's",
	  &verify_category_path },
	{ "product.changes", "what was changed about a product last made its version",
	  &verify_product_changes },
	{ "product.relation", "a product is related to others, not to itself",
	  &verify_product_relation },
	{ "bundle.parts", "a bundle is made of others, none of which is a bundle",
	  &verify_bundle_parts },
	{ "bundle.stock", "of a bundle nothing is in stock but its parts", &verify_bundle_stock },
	{ "bundle.price", "a bundle that follows its parts costs what they do, less so much",
	  &verify_bundle_price },
	{ "bundle.amount", "what the lines of a bundle come to is its amount",
	  &verify_bundle_amount },
	{ "bundle.line", "a line is a part of a bundle of its order", &verify_bundle_line },
	{ "picture.first", "a product shows its first picture that is ready",
	  &verify_product_picture },
	{ "picture.sku", "a SKU shows the first picture that is ready of it, else of what it is",
	  &verify_sku_picture },
	{ "picture.variant", "a picture shows variants of its product", &verify_picture_variant },
	{ "picture.places", "a product's pictures stand in places 1, 2, 3 …",
	  &verify_picture_places },
	{ "picture.line", "an order shows no picture that the shop does not have",
	  &verify_line_picture },
	{ "picture.orphan", "every picture is of a product, or the shop's logo",
	  &verify_picture_orphan },
	{ "tax.zone", "one zone alone counts for a place at a time", &verify_tax_zone },
	{ "setting.tax_zones", "as many tax zones are asked for as there are", &verify_tax_zones },
	{ "setting.logo", "every page shows the logo that is ready", &verify_logo },
};
const size_t verify_catalog_n = sizeof verify_catalog / sizeof *verify_catalog;
