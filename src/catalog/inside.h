/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of the catalogue know of each other, besides its SQL. */
#ifndef REGULARS_CATALOG_INSIDE_H
#define REGULARS_CATALOG_INSIDE_H

#include "catalog/store.h"

/* ---- rules.c ---- */
/* Which of the two keeps a customer further from buying: withdrawn, then draft, then on sale. */
enum product_state catalog_worse_state(enum product_state a, enum product_state b);
/* The index of the first code that an earlier SKU has too; n: there is none. */
size_t catalog_repeated_code(const struct sku_draft *skus, size_t n);
/* How many codes the look-up statement for n of them takes: the next power of two. */
size_t catalog_lookup_size(size_t n);
/* True: writing the draft over the row would change something. */
bool catalog_sku_differs(const struct sku_row *now, const struct sku_draft *d);

/* ---- view.c ---- */
/* {milli, currency, decimal}; the last for programs and forms. */
void catalog_add_price(cJSON *object, const char *name, int64_t milli, const char *currency);
cJSON *product_view(const struct product *p);
/* With its SKUs. */
cJSON *product_full_view(struct work *w, const struct product *p);
cJSON *product_rows_view(const struct product_row *rows, size_t n);

#endif
