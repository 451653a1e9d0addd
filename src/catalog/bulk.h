/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change to many products: each in a transaction of its own, by a task in the background; what
 * a product refuses is said, and the others go on. */
#ifndef REGULARS_CATALOG_BULK_H
#define REGULARS_CATALOG_BULK_H

#include "catalog/catalog.h"
#include "task.h"

enum { PRODUCT_BULK_MAX = 1000 };
enum product_act {
	PRODUCT_ACT_PRICE,
	PRODUCT_ACT_CATEGORY,
	PRODUCT_ACT_TAG,
	PRODUCT_ACT_UNTAG,
	PRODUCT_ACT_STATE,
	PRODUCT_ACT_TAX,
	PRODUCT_ACT__MAX
};
extern const char *const product_act_word[PRODUCT_ACT__MAX];

/* What is done to all of them. */
struct product_bulk {
	enum product_act act;
	bool by_percent; /* price: add_bp, else add_milli */
	int64_t add_bp;  /* hundredths of a per cent of the price */
	int64_t add_milli;
	uint64_t category_id; /* 0: none */
	const char *tags;
	enum product_state state;
	enum tax_class tax_class;
};

/* ---- bulk_rules.c ---- */
/* The price that much higher or lower, in whole minor units where it was; false: it would not be
 * one. */
bool product_bulk_price(const struct product_bulk *b, int64_t milli, int64_t *out);
/* The product as it would be; skus has room for its SKUs. Why it is left out of it, a word of the
 * label kind product_refusal; NULL: it is not. */
const char *product_bulk_apply(struct arena *a, const struct product_bulk *b,
			       const struct product_for_file *p, struct product_draft *d,
			       struct sku_draft *skus);

/* ---- bulk.c ---- */
struct product_ref {
	uint64_t id;
	int version; /* as it was looked at */
};
/* The task that does it; its actor is the work's. */
uint64_t product_bulk_begin(struct work *w, const struct product_bulk *b,
			    const struct product_ref *refs, size_t n, uint64_t permissions,
			    enum lang lang);
/* ---- of the kind of task "products" ---- */
bool product_bulk_step(struct work *w, struct task *t); /* one product */
void product_bulk_view(struct work *w, const struct task *t, cJSON *view);

#endif
