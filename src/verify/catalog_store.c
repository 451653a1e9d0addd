/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the catalogue's books, one statement each. */
#include "verify/store.h"

/* What was there before changes were written down has none. */
DB_STATEMENT(verify_product_changes,
	     "SELECT CONCAT('product ', p.code), CAST(p.version AS CHAR), CAST(c.last AS CHAR) "
	     "FROM product p JOIN (SELECT product_id, MAX(version) AS last FROM product_change "
	     "GROUP BY product_id) c ON c.product_id = p.id WHERE c.last <> p.version LIMIT 20");

const struct verify_rule verify_catalog[] = {
	{ "product.changes", "what was changed about a product last made its version",
	  &verify_product_changes },
};
const size_t verify_catalog_n = sizeof verify_catalog / sizeof *verify_catalog;
