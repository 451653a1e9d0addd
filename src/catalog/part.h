/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles: what a SKU is made of. For the files of catalog/ alone. */
#ifndef REGULARS_CATALOG_PART_H
#define REGULARS_CATALOG_PART_H

#include "catalog/inside.h"

#define PART_UNITS_MAX 99
struct parts {
	struct part {
		const char *code;
		int quantity;
		uint64_t id; /* 0: not known yet */
		int64_t unit_milli;
		const char *currency; /* NULL: likewise */
		bool is_bundle;
	} v[PARTS_MAX];
	size_t n;
};
enum parts_refusal {
	PARTS_OK,
	PARTS_TOO_MANY,
	PARTS_MALFORMED,
	PARTS_TWICE,
	PARTS_ITSELF,
	PARTS_TOO_FEW, /* one unit of one thing is no bundle */
	PARTS_UNKNOWN,
	PARTS_BUNDLE,   /* a part is a bundle */
	PARTS_OF_OTHER, /* this SKU is a part of a bundle */
	PARTS_STOCKED,  /* or was sold by itself so far: some are there, or promised */
	PARTS_CURRENCY
};

/* ---- part_rules.c ---- */
/* "V60F-100*2, V60D-WH"; × may stand for *. *which: the code that is refused; NULL: none. */
enum parts_refusal parts_read(struct arena *a, const char *own, const char *text, struct parts *out,
			      const char **which);
/* The same in one order. */
const char *parts_text(struct arena *a, const struct parts *p);
/* What they cost less so many hundredths of a per cent, to the minor unit, half-even. False: out of
 * range. */
bool parts_price(const struct parts *p, int64_t less_bp, int64_t *unit_milli);

/* ---- part_store.c ---- */
/* Fills what is known of them, in one statement. */
void part_store_find(struct work *w, struct parts *p);
/* Why this SKU cannot become a bundle, or stay one. */
enum parts_refusal part_store_refuses(struct work *w, const char *code);
/* These and no others. */
void part_store_put(struct work *w, uint64_t sku_id, const struct parts *p);
/* Bundles with a SKU of this product in them, whose price follows that of their parts: id, code,
 * product_id, unit_milli, currency, parts_less_bp, what the parts cost. */
struct rows *part_store_followers(struct work *w, uint64_t product_id);
void part_store_price(struct work *w, uint64_t sku_id, int64_t unit_milli);
/* Bundles of a product, and how many of each the parts on the shelf make: sku_id, n. */
struct rows *part_store_available(struct work *w, uint64_t product_id);

/* ---- part.c ---- */
/* Looks at what the draft says of its i-th SKU, by what is in the catalogue or stands beside it;
 * brings parts and price into order. */
enum parts_refusal part_look(struct work *w, struct product_draft *d, size_t i, const char **which);
/* After the SKUs are written. */
void part_write_all(struct work *w, uint64_t product_id, const struct product_draft *d);
/* Prices of bundles that follow those of this product's SKUs; those of its own are noted in
 * `changes`, others in the history of theirs. */
void part_follow(struct work *w, uint64_t product_id, cJSON *changes);

#endif
