/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns that a file of products may have. */
#ifndef REGULARS_EXCHANGE_LOAD_PRODUCT_H
#define REGULARS_EXCHANGE_LOAD_PRODUCT_H

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

#endif
