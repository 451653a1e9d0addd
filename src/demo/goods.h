/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo shop sells: share/demo/products.tsv, and bundles.tsv of them. */
#ifndef REGULARS_DEMO_GOODS_H
#define REGULARS_DEMO_GOODS_H

#include "app.h"
#include "catalog/catalog.h"
#include "demo/table.h"

struct good { /* one SKU */
	const char *code, *product, *category;
	enum product_kind kind;
	bool made, backorder, pre_order;
	bool wholesale; /* sold by the hundred, to companies alone */
	int64_t unit_milli;
	int popularity, reorder_days;
	int arrives_days; /* sold out today: more comes so many days later; 0: no */
	int shelf;        /* what it is filled up to; 0: not stocked */
	uint64_t id;
	int available; /* at least so many may be sold now */
	bool coming;   /* a delivery is on its way */
};
struct goods {
	struct table table, bundles;
	struct good *v;
	size_t n;
	int n_products;
};
struct goods goods_read(struct arena *a, const char *dir, const char *currency, int orders);
/* Adds the products and begins to keep stock. */
void goods_add(struct work *w, struct goods *g, struct instant today);
bool good_is_stocked(const struct good *g);
/* Goes into parcels. */
bool good_ships(const struct good *g);

#endif
