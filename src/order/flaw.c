/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at the items of an order before, or after, it was refused: each line as it would be
 * taken, on an order that is thrown away. */
#include "order/flaw.h"

#include "order/bundle.h"

struct looking {
	struct work *w;
	const struct order_draft_line *lines;
	struct order o;
	size_t *from; /* which line of the draft each of the order's is of */
	struct order_flaws found;
};

static void look_at(struct looking *l, size_t i, const struct sku *s,
		    const struct bundle_parts *parts)
{
	struct order_draft_line d = l->lines[i];
	size_t k = l->o.n_lines;

	if (!d.sku)
		return;
	if (d.quantity < 1)
		d.quantity = 1; /* that it is none was said where it was read */
	l->found.of[i] =
		(struct order_flaw){ order_take_item(l->w, &d, s, parts, &l->o), s ? s->id : 0 };
	for (; k < l->o.n_lines; k++) {
		l->o.lines[k].position = (int)k + 1;
		l->from[k] = i;
	}
}

static void look_for_stock(struct looking *l)
{
	bool *lacks = arena_array_of(l->w->arena, l->o.n_lines + 1, bool);

	if (!l->w->app->wiring->lacks)
		return;
	l->w->app->wiring->lacks(l->w, &l->o, lacks);
	for (size_t k = 0; k < l->o.n_lines; k++)
		if (lacks[k] && l->found.of[l->from[k]].why == ORDER_OK)
			l->found.of[l->from[k]].why = ORDER_NO_STOCK;
}

static void look_for_others(struct looking *l)
{
	uint64_t ids[CATALOG_FIND_MAX];
	size_t n = 0;

	for (size_t i = 0; i < l->found.n; i++)
		if (l->found.of[i].why == ORDER_NOT_ON_SALE)
			ids[n++] = l->found.of[i].sku_id;
	l->found.instead = catalog_find_instead(l->w, ids, n, l->o.currency, &l->found.n_instead);
}

struct order_flaws order_find_flaws(struct work *w, const struct order_draft_line *lines, size_t n,
				    const char *currency, bool reserves)
{
	struct looking l = { .w = w, .lines = lines, .o = { .currency = currency } };
	const char *codes[CATALOG_FIND_MAX];
	struct sku *skus[CATALOG_FIND_MAX];
	struct bundle_parts parts;

	if (n > CATALOG_FIND_MAX)
		n = CATALOG_FIND_MAX;
	for (size_t i = 0; i < n; i++)
		codes[i] = lines[i].sku ? lines[i].sku : "";
	l.found.n = n;
	l.found.of = arena_array_of(w->arena, n + 1, struct order_flaw);
	catalog_find_skus(w, codes, n, skus);
	parts = order_find_parts(w, skus, n);
	l.o.lines = arena_array_of(w->arena, n + parts.n + 1, struct order_line);
	l.from = arena_array_of(w->arena, n + parts.n + 1, size_t);
	for (size_t i = 0; i < n; i++)
		look_at(&l, i, skus[i], &parts);
	if (reserves)
		look_for_stock(&l);
	look_for_others(&l);
	return l.found;
}

const char *order_flaw_instead(struct arena *a, const struct order_flaws *f, size_t line)
{
	const char *all = NULL;

	for (size_t i = 0; i < f->n_instead; i++)
		if (f->instead[i].of_sku_id == f->of[line].sku_id)
			all = all ? arena_printf(a, "%s, %s", all, f->instead[i].sku_code)
				  : f->instead[i].sku_code;
	return all;
}
