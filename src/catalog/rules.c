/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided about products without looking anything up. */
#include <string.h>
#include "catalog/inside.h"

const char *const product_kind_word[PRODUCT_KIND__MAX] = {
	[PRODUCT_GOODS] = "goods",
	[PRODUCT_SERVICE] = "service",
	[PRODUCT_DIGITAL] = "digital",
	[PRODUCT_PICKUP] = "pickup",
};

const char *const product_state_word[PRODUCT_STATE__MAX] = {
	[PRODUCT_DRAFT] = "draft",
	[PRODUCT_ON_SALE] = "on_sale",
	[PRODUCT_WITHDRAWN] = "withdrawn",
};

enum product_state catalog_worse_state(enum product_state a, enum product_state b)
{
	static const int distance[PRODUCT_STATE__MAX] = {
		[PRODUCT_ON_SALE] = 0,
		[PRODUCT_DRAFT] = 1,
		[PRODUCT_WITHDRAWN] = 2,
	};

	return distance[a] >= distance[b] ? a : b;
}

size_t catalog_repeated_code(const struct sku_draft *skus, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		for (size_t j = 0; j < i; j++)
			if (!strcmp(skus[i].code, skus[j].code))
				return i;
	}
	return n;
}

size_t catalog_lookup_size(size_t n)
{
	size_t size = 1;

	while (size < n)
		size *= 2;
	return size;
}

static bool text_differs(const char *now, const char *wanted)
{
	return strcmp(now ? now : "", wanted ? wanted : "") != 0;
}

bool catalog_sku_differs(const struct sku_row *now, const struct sku_draft *d)
{
	return now->sku.unit_milli != d->unit_milli || now->sku.tax_bp != d->tax_bp ||
	       now->sku.weight_g != d->weight_g || now->withdrawn != d->withdrawn ||
	       text_differs(now->sku.variant_en, d->variant_en) ||
	       text_differs(now->sku.variant_zh, d->variant_zh);
}

bool catalog_is_code(const char *code)
{
	static const char set[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. ";

	return *code && *code != '.' && *code != ' ' && !code[strspn(code, set)];
}
