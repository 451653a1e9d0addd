/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SKUs that cost less together, and whether there are units enough for what counts them. Pure. */
#include "base/money.h"
#include "promotion/promotion.h"

/* ---- units enough ---- */

static int64_t units(const struct promotion *p, const struct promotion_case *c, uint64_t sku_id,
		     const bool *taken)
{
	int64_t n = 0;

	for (size_t i = 0; i < c->n_lines; i++)
		if (c->lines[i].quantity > 0 && !(taken && taken[i]) &&
		    (sku_id ? c->lines[i].sku_id == sku_id : promotion_includes(p, &c->lines[i])))
			n += c->lines[i].quantity;
	return n;
}

/* How many whole ones there are. */
static int64_t bundles(const struct promotion *p, const struct promotion_case *c, const bool *taken)
{
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < p->n_scopes; i++) {
		const struct promotion_scope *s = &p->scopes[i];
		int64_t n = s->quantity > 0 ? units(p, c, s->sku_id, taken) / s->quantity : 0;

		least = n < least ? n : least;
	}
	return p->n_scopes > 0 ? least : 0;
}

/*	a set				as many as it takes
 *	a gift behind what is bought	more than have to be bought
 *	a bundle			each of its SKUs as often as it asks
 *	any other			yes */
bool promotion_has_enough(const struct promotion *p, const struct promotion_case *c)
{
	switch (p->kind) {
	case PROMOTION_SET:
		return units(p, c, 0, NULL) >= p->buy;
	case PROMOTION_GET:
		return units(p, c, 0, NULL) > p->buy;
	case PROMOTION_BUNDLE:
		return bundles(p, c, NULL) > 0;
	default:
		return true;
	}
}

/* ---- how much ---- */

struct shelf { /* units of one SKU, the dearest first: lines by index */
	size_t *line, n;
	int64_t quantity; /* of it in a bundle */
};

static struct shelf shelf_of(struct arena *a, const struct promotion_scope *s,
			     const struct promotion_case *c, const bool *taken)
{
	struct shelf x = { arena_array_of(a, c->n_lines + 1, size_t), 0, s->quantity };

	for (size_t i = 0; i < c->n_lines; i++) {
		size_t at = x.n;

		if (taken[i] || c->lines[i].quantity <= 0 || c->lines[i].sku_id != s->sku_id)
			continue;
		for (; at > 0 && c->lines[x.line[at - 1]].unit_milli < c->lines[i].unit_milli; at--)
			x.line[at] = x.line[at - 1];
		x.line[at] = i;
		x.n++;
	}
	return x;
}

/* What the units of the first n bundles cost; weight (unless NULL): line by line besides. */
static int64_t worth(const struct shelf *x, const struct promotion_case *c, int64_t n,
		     int64_t *weight)
{
	int64_t left = n * x->quantity, sum = 0;

	for (size_t i = 0; i < x->n && left > 0; i++) {
		const struct promotion_line *l = &c->lines[x->line[i]];
		int64_t take = l->quantity < left ? l->quantity : left;

		sum += take * l->unit_milli;
		if (weight)
			weight[x->line[i]] += take * l->unit_milli;
		left -= take;
	}
	return sum;
}

static int64_t worth_all(const struct shelf *x, size_t n_shelves, const struct promotion_case *c,
			 int64_t n, int64_t *weight)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n_shelves; i++)
		sum += worth(&x[i], c, n, weight);
	return sum;
}

/* The dearest go first, so that each bundle gains no more than the one before it. */
static int64_t gaining(const struct shelf *x, size_t n_shelves, const struct promotion_case *c,
		       int64_t most, int64_t price_milli)
{
	int64_t low = 0, high = most;

	while (low < high) {
		int64_t n = low + (high - low + 1) / 2;

		if (worth_all(x, n_shelves, c, n, NULL) - worth_all(x, n_shelves, c, n - 1, NULL) >
		    price_milli)
			low = n;
		else
			high = n - 1;
	}
	return low;
}

int64_t promotion_bundle_off(struct arena *a, const struct promotion *p,
			     const struct promotion_case *c, const bool *taken, int64_t *weight)
{
	struct shelf *x = arena_array_of(a, p->n_scopes + 1, struct shelf);
	int64_t price_milli = p->amount * MONEY_MILLI, n;

	for (size_t i = 0; i < p->n_scopes; i++)
		x[i] = shelf_of(a, &p->scopes[i], c, taken);
	n = gaining(x, p->n_scopes, c, bundles(p, c, taken), price_milli);
	return n > 0 ? worth_all(x, p->n_scopes, c, n, weight) - n * price_milli : 0;
}
