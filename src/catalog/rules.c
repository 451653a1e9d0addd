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

const char *const tax_class_word[TAX_CLASS__MAX] = {
	[TAX_OWN] = "own",
	[TAX_STANDARD] = "standard",
	[TAX_REDUCED] = "reduced",
	[TAX_ZERO] = "zero",
};

int catalog_tax(enum tax_class c, int own_bp, int standard_bp, int reduced_bp)
{
	const int rate[TAX_CLASS__MAX] = {
		[TAX_OWN] = own_bp,
		[TAX_STANDARD] = standard_bp,
		[TAX_REDUCED] = reduced_bp,
		[TAX_ZERO] = 0,
	};

	return rate[c];
}

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

bool catalog_is_code(const char *code)
{
	static const char set[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. ";

	return *code && *code != '.' && *code != ' ' && !code[strspn(code, set)];
}
