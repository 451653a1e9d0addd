/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of the catalogue, for the files of catalog/ alone. */
#ifndef REGULARS_CATALOG_STORE_H
#define REGULARS_CATALOG_STORE_H

#include "catalog/catalog.h"

/* What a desk list asks for. Newest first; at most one of before and after is set. */
struct product_filter {
	const char *q;     /* part of a name, or of a product's or SKU's code; NULL: all */
	int state, kind;   /* -1: all */
	uint64_t category; /* with all below it; 0: all */
	const char *tag;   /* NULL: all */
	uint64_t before, after;
	size_t limit;
};
/* A row of that list, with what its SKUs cost. */
struct product_row {
	struct product product;
	int64_t low_milli, high_milli;
	const char *currency; /* NULL: it has no SKU */
	int n_skus;
};

bool product_store_read(struct work *w, uint64_t id, struct product *out);
bool product_store_find(struct work *w, const char *code, struct product *out);
#define CATALOG_MANY 64
/* Those that are there, their ids falling; 1 <= n <= CATALOG_MANY */
struct product *product_store_some(struct work *w, const uint64_t *ids, size_t n, size_t *found);
struct product_row *product_store_list(struct work *w, const struct product_filter *f, size_t *n);
/* False: the code is taken. */
bool product_store_insert(struct work *w, uint64_t id, const struct product_draft *d);
/* As product_store_read; nobody else changes it before the transaction is over. */
bool product_store_lock(struct work *w, uint64_t id, struct product *out);
/* False: the code is taken. */
bool product_store_update(struct work *w, uint64_t id, const struct product_draft *d);

/* ---- tag_store.c ---- */
/* These and no others, as catalog_clean_tags has them. */
void product_tag_store_put(struct work *w, uint64_t product_id, const char *tags);
/* The most used ones. */
const char **product_tag_store_used(struct work *w, size_t *n);

void sku_store_find(struct work *w, const char *const *codes, size_t n, struct sku **out);
struct sku_row *sku_store_of_product(struct work *w, uint64_t product_id, size_t *n);
/* Of these products, their ids falling; 1 <= n <= CATALOG_MANY */
struct sku_row *sku_store_of_products(struct work *w, const uint64_t *ids, size_t n, size_t *found);
/* With its product, where it is the last one of it. False: there is none. */
bool sku_store_remove(struct work *w, uint64_t id);
bool sku_store_insert(struct work *w, uint64_t product_id, const struct sku_draft *d);
void sku_store_update(struct work *w, uint64_t id, const struct sku_draft *d);

#endif
