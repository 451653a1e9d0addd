/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles of a product: looked at before they are written, and prices that follow those of their
 * parts. */
#include "catalog/part.h"

#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/money.h"
#include "catalog/option.h"

/* A SKU of the same draft is as the draft has it. */
static void take_siblings(const struct product_draft *d, struct parts *p)
{
	for (size_t i = 0; i < p->n; i++) {
		for (size_t k = 0; k < d->n_skus; k++) {
			const struct sku_draft *s = &d->skus[k];
			struct part *one = &p->v[i];

			if (strcmp(s->code, one->code) != 0)
				continue;
			one->unit_milli = s->unit_milli;
			one->is_bundle = s->parts && *s->parts;
			one->currency = s->currency ? s->currency : one->currency;
		}
	}
}

static bool is_known(const struct product_draft *d, const struct part *p)
{
	for (size_t k = 0; k < d->n_skus; k++)
		if (!strcmp(d->skus[k].code, p->code))
			return true;
	return p->id != 0;
}

static enum parts_refusal look_at_each(struct work *w, const struct product_draft *d,
				       const struct sku_draft *s, const struct parts *p,
				       const char **which)
{
	const char *currency = s->currency ? s->currency : w->app->settings.currency;

	for (size_t i = 0; i < p->n; i++) {
		const struct part *one = &p->v[i];

		*which = one->code;
		if (!is_known(d, one))
			return PARTS_UNKNOWN;
		if (one->is_bundle)
			return PARTS_BUNDLE;
		if (one->currency && strcmp(one->currency, currency) != 0)
			return PARTS_CURRENCY;
	}
	*which = NULL;
	return part_store_refuses(w, s->code);
}

enum parts_refusal part_look(struct work *w, struct product_draft *d, size_t i, const char **which)
{
	struct sku_draft *s = &d->skus[i];
	struct parts p;
	enum parts_refusal r = parts_read(w->arena, s->code, s->parts, &p, which);

	if (r != PARTS_OK)
		return r;
	s->parts = parts_text(w->arena, &p);
	if (p.n == 0) {
		s->less_bp = -1;
		return PARTS_OK;
	}
	part_store_find(w, &p);
	take_siblings(d, &p);
	r = look_at_each(w, d, s, &p, which);
	if (r == PARTS_OK && s->less_bp >= 0 && !parts_price(&p, s->less_bp, &s->unit_milli))
		return PARTS_TOO_MANY;
	if (s->member_milli > s->unit_milli)
		s->member_milli = 0;
	return r;
}

bool catalog_clean_parts(struct work *w, struct product_draft *d)
{
	struct sku_draft *own = arena_array_of(w->arena, d->n_skus + 1, struct sku_draft);
	const char *which;

	for (size_t i = 0; i < d->n_skus; i++)
		own[i] = d->skus[i];
	d->skus = own;
	for (size_t i = 0; i < d->n_skus; i++)
		if (part_look(w, d, i, &which) != PARTS_OK)
			return false;
	return true;
}

void part_write_all(struct work *w, uint64_t product_id, const struct product_draft *d)
{
	size_t n;
	const struct sku_row *rows = sku_store_of_product(w, product_id, &n);

	for (size_t i = 0; i < d->n_skus; i++) {
		for (size_t k = 0; k < n; k++) {
			const char *which;
			struct parts p;

			if (strcmp(rows[k].sku.code, d->skus[i].code) != 0 ||
			    !strcmp(rows[k].parts, d->skus[i].parts))
				continue;
			if (parts_read(w->arena, NULL, d->skus[i].parts, &p, &which) != PARTS_OK)
				fail("catalogue: parts that nobody looked at");
			if (p.n > 0)
				part_store_find(w, &p);
			part_store_put(w, rows[k].sku.id, &p);
		}
	}
}

static const char *price_text(struct work *w, int64_t milli, const char *currency)
{
	char text[32];

	money_decimal_unit(milli, currency, text, sizeof text);
	return arena_strdup(w->arena, text);
}

static void follow(struct work *w, uint64_t product_id, const struct rows *r, cJSON *changes)
{
	struct parts sum = { .n = 1 };
	uint64_t of = rows_id(r, 2);
	int64_t was = rows_i64(r, 3), now;
	const char *currency = rows_text(r, 4);
	cJSON *list = of == product_id ? changes : json_array();
	struct product p;

	sum.v[0] = (struct part){ .quantity = 1, .unit_milli = rows_i64(r, 6) };
	if (!parts_price(&sum, rows_i64(r, 5), &now) || now == was)
		return;
	part_store_price(w, rows_id(r, 0), now);
	catalog_note(list, rows_text(r, 1), "price", price_text(w, was, currency),
		     price_text(w, now, currency));
	if (of == product_id || !product_store_lock(w, of, &p))
		return;
	option_store_rise(w, of);
	catalog_write_down(w, of, true, p.version + 1, list);
}

void part_follow(struct work *w, uint64_t product_id, cJSON *changes)
{
	struct rows *r = part_store_followers(w, product_id);

	while (rows_next(r))
		follow(w, product_id, r, changes);
}
