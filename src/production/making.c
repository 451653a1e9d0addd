/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders of a batch: opened before anything else is locked, told, saved. */
#include "production/inside.h"

#include <stdlib.h>

enum { AT_ONCE = 16 };

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Each once, in rising order. */
static size_t order_ids(struct work *w, const struct production_line *rows, size_t n,
			uint64_t **out)
{
	uint64_t *ids = arena_array_of(w->arena, n + 1, uint64_t);
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		ids[i] = rows[i].order_id;
	qsort(ids, n, sizeof *ids, by_id);
	for (size_t i = 0; i < n; i++)
		if (ids[i] && (k == 0 || ids[k - 1] != ids[i]))
			ids[k++] = ids[i];
	*out = ids;
	return k;
}

static void find_line(const struct making *m, struct making_line *x)
{
	for (size_t i = 0; i < m->n_orders; i++) {
		struct order *o = m->orders[i];

		for (size_t k = 0; o->id == x->row.order_id && k < o->n_lines; k++) {
			if (o->lines[k].id != x->row.order_line_id)
				continue;
			x->o = o;
			x->l = &o->lines[k];
		}
	}
}

void making_open(struct work *w, const struct production_line *rows, size_t n, struct making *out)
{
	uint64_t *ids;
	size_t n_ids = order_ids(w, rows, n, &ids);

	*out = (struct making){ .orders = arena_array_of(w->arena, n_ids + 1, struct order *),
				.lines = arena_array_of(w->arena, n + 1, struct making_line),
				.n_lines = n };
	for (size_t i = 0; i < n_ids; i += AT_ONCE)
		out->n_orders +=
			order_open_many(w, ids + i, n_ids - i < AT_ONCE ? n_ids - i : AT_ONCE,
					out->orders + out->n_orders);
	for (size_t i = 0; i < n; i++) {
		out->lines[i] = (struct making_line){ .row = rows[i] };
		find_line(out, &out->lines[i]);
	}
}

static int by_turn(const void *a, const void *b)
{
	const struct making_line *x = a, *y = b;
	struct production_turn s = { x->o ? x->o->promised_to : INSTANT_NONE,
				     x->row.order_line_id };
	struct production_turn t = { y->o ? y->o->promised_to : INSTANT_NONE,
				     y->row.order_line_id };

	return production_by_turn(&s, &t);
}

void making_sort(struct making *m)
{
	qsort(m->lines, m->n_lines, sizeof *m->lines, by_turn);
}

void making_tell(struct work *w, const struct making *m, const struct production *p,
		 enum production_state from, enum production_state to)
{
	for (size_t i = 0; i < m->n_lines; i++) {
		const struct making_line *x = &m->lines[i];

		if (!x->o || x->row.quantity == 0)
			continue;
		order_tell(w, x->o,
			   (struct order_event){
				   .kind = EVENT_PRODUCTION,
				   .from = from == to ? NULL : production_state_word[from],
				   .to = production_state_word[to],
				   .why = p->number,
				   .subject_id = x->l->id,
				   .quantity =
					   to == PRODUCTION_MADE ? x->row.made : x->row.quantity });
	}
	for (size_t i = 0; i < m->n_orders; i++)
		order_save(w, m->orders[i]);
}
