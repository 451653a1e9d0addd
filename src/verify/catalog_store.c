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

const struct verify_rule verify_catalog[] = {
	{ "product.category", "a product says the path of its category", &verify_product_category },
	{ "category.path", "a category's path is its name behind its parent's",
	  &verify_category_path },
	{ "product.changes", "what was changed about a product last made its version",
	  &verify_product_changes },
};
const size_t verify_catalog_n = sizeof verify_catalog / sizeof *verify_catalog;
