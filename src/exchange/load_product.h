/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns that a file of products may have, and what a row of it says. */
#ifndef REGULARS_EXCHANGE_LOAD_PRODUCT_H
#define REGULARS_EXCHANGE_LOAD_PRODUCT_H

#include "catalog/catalog.h"
#include "exchange/load.h"

enum column {
	COL_SKU,
	COL_PRODUCT,
	COL_NAME_EN,
	COL_NAME_ZH,
	COL_DESCRIPTION_EN,
	COL_DESCRIPTION_ZH,
	COL_PRICE,
	COL_MEMBER_PRICE,
	COL_CATEGORY_EN,
	COL_CATEGORY_ZH,
	COL_TAGS,
	COL_NEEDS,
	COL_GOES_WITH,
	COL_REPLACES,
	COL_VARIANT_EN,
	COL_VARIANT_ZH,
	COL_KIND,
	COL_STATE,
	COL_MADE_TO_ORDER,
	COL_TAX_CLASS,
	COL_TAX,
	COL_WEIGHT,
	COL_PACK,
	COL_WITHDRAWN,
	COL_PARTS,
	COL_LESS,
	COL__MAX
};
extern const struct load_field load_product_fields[COL__MAX];

struct product_said {
	struct product_draft product;
	struct sku_draft sku;
};
/* The cells over what *s holds. NULL: they can be read; else the problem, of that column. */
const char *load_product_read(struct load_row *r, struct product_said *s, enum column *wrong);

#endif
