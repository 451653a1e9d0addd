/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of a product: up to three, each with its values; a SKU is one value of each. For the
 * files of catalog/ alone. */
#ifndef REGULARS_CATALOG_OPTION_H
#define REGULARS_CATALOG_OPTION_H

#include "catalog/inside.h"

#define OPTION_VALUES_MAX 20
#define OPTION_CHARS      40
#define VARIANTS_MAX      40 /* SKUs of one product, as its form has rows */

/* ---- option_rules.c ---- */
/* Which of the values of now each wanted one is, as its id (0: a new one): the one of the same
 * English name, else Chinese, else the one that stood in its place and is no other. */
void option_match(const struct product_option *now, struct product_option *wanted);
/* How many combinations there are; 0: no option has a value. */
size_t option_combinations(const struct product_options *o);
/* The k-th of them, the last option's values changing first. */
void option_combination(const struct product_options *o, size_t k,
			const struct option_value *out[OPTIONS_MAX]);
/* "Red / Large". */
const char *option_words(struct arena *a, const struct product_options *o,
			 const struct option_value *const values[OPTIONS_MAX], bool zh);
/* "MUG-RED-LARGE": a code for it, at most 40 characters; again > 1: "MUG-RED-LARGE-2". */
const char *option_code(struct arena *a, const char *product, const struct product_options *o,
			const struct option_value *const values[OPTIONS_MAX], int again);
/* "Colour: Red, Blue; Size: L": as the history of changes has them. */
const char *option_text(struct arena *a, const struct product_options *o, bool zh);

/* ---- option_store.c ---- */
void option_store_read(struct work *w, uint64_t product_id, struct product_options *out);
/* These and no others; values without an id get one. */
void option_store_put(struct work *w, uint64_t product_id, struct product_options *o);
void option_store_give(struct work *w, uint64_t sku_id, const uint64_t value[OPTIONS_MAX],
		       const char *variant_en, const char *variant_zh);
void option_store_rise(struct work *w, uint64_t product_id);

/* ---- option.c ---- */
cJSON *option_view(const struct product_options *o);

#endif
