/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who waits for stock: freed oldest first as it arrives, told when its day moves. Orders are locked
 * before balances, as everywhere. */
#include "stock/store.h"

enum { ORDERS_AT_ONCE = 16, LINES_AT_ONCE = 64, SKUS_AT_ONCE = 50 };

void waiting_open(struct work *w, uint64_t sku_id, uint64_t after, struct waiting *out)
{
	uint64_t ids[ORDERS_AT_ONCE];
	size_t n_ids = 0, n = 0, all;

	*out = (struct waiting){
		.lines = arena_array_of(w->arena, LINES_AT_ONCE, struct reservation),
		.orders = arena_array_of(w->arena, ORDERS_AT_ONCE, struct order *)
	};
	all = stock_store_waiting(w, sku_id, after, out->lines, LINES_AT_ONCE);
	for (; n < all; n++) {
		size_t k = 0;
		while (k < n_ids && ids[k] != out->lines[n].order_id)
			k++;
		if (k == ORDERS_AT_ONCE)
			break;
		ids[k] = out->lines[n].order_id;
		n_ids += k == n_ids;
	}
	out->n_lines = n;
	out->more = n < all || all == LINES_AT_ONCE;
	out->n_orders = n_ids ? order_open_many(w, ids, n_ids, out->orders) : 0;
}

/* The waiting line within the orders that are open; NULL when it waits no more. */
static struct order_line *line_of(const struct waiting *v, const struct reservation *r,
				  struct order **order)
{
	for (size_t i = 0; i < v->n_orders; i++) {
		struct order *o = v->orders[i];

		for (size_t k = 0; o->id == r->order_id && k < o->n_lines; k++) {
			if (o->lines[k].id != r->order_line_id ||
			    o->lines[k].wait != WAIT_BACK_ORDER)
				continue;
			*order = o;
			return &o->lines[k];
		}
	}
	return NULL;
}

static void tell_by_rule(struct work *w, struct order *o, const struct order_line *l,
			 const char *to)
{
	struct order_event e = { .kind = EVENT_WAIT_CHANGED,
				 .actor = { ACTOR_RULE, 0 },
				 .from = order_wait_word[WAIT_BACK_ORDER],
				 .to = to,
				 .subject_id = l->id };

	order_tell_all(w, o, &e, 1);
}

static void save_orders(struct work *w, const struct waiting *v)
{
	for (size_t i = 0; i < v->n_orders; i++) {
		bool changed = false;

		for (size_t k = 0; k < v->orders[i]->n_lines; k++)
			changed = changed || v->orders[i]->lines[k].changed;
		if (changed)
			order_save(w, v->orders[i]);
	}
}

size_t waiting_free(struct work *w, struct waiting *v, const struct stock *s)
{
	int quantities[LINES_AT_ONCE];
	uint64_t freed[LINES_AT_ONCE];
	int64_t units;
	size_t n;

	if (v->n_lines == 0)
		return 0;
	units = s->on_hand - (s->reserved - stock_store_waiting_units(w, s->sku_id));
	for (size_t i = 0; i < v->n_lines; i++)
		quantities[i] = v->lines[i].quantity;
	n = stock_covered(units, quantities, v->n_lines);
	for (size_t i = 0; i < n; i++) {
		struct order *o = NULL;
		struct order_line *l = line_of(v, &v->lines[i], &o);

		freed[i] = v->lines[i].order_line_id;
		if (!l)
			continue;
		l->wait = WAIT_NONE;
		l->wait_until = INSTANT_NONE;
		l->changed = true;
		tell_by_rule(w, o, l, order_wait_word[WAIT_NONE]);
	}
	stock_store_stop_waiting(w, freed, n);
	save_orders(w, v);
	return n;
}

/* ---- the day it is expected moved ---- */

struct moving_day {
	uint64_t sku_id, after;
	struct instant day;
	bool more;
};

static int move_day(struct work *w, void *arg)
{
	struct moving_day *m = arg;
	struct waiting v;

	waiting_open(w, m->sku_id, m->after, &v);
	for (size_t i = 0; i < v.n_lines; i++) {
		struct order *o = NULL;
		struct order_line *l = line_of(&v, &v.lines[i], &o);

		if (!l || l->wait_until.us == m->day.us)
			continue;
		l->wait_until = m->day;
		l->changed = true;
		tell_by_rule(w, o, l, order_wait_word[WAIT_BACK_ORDER]);
	}
	save_orders(w, &v);
	m->more = v.more;
	if (v.n_lines)
		m->after = v.lines[v.n_lines - 1].order_line_id;
	return 0;
}

void waiting_move_day(struct work *w, uint64_t sku_id, struct instant day)
{
	struct moving_day m = { .sku_id = sku_id, .day = day };

	do {
		/* it refuses nothing */
		(void)work_transaction(w, move_day, &m);
	} while (m.more);
}

/* ---- the worker's ---- */

struct filling {
	uint64_t sku_id;
	size_t freed;
};

static int fill(struct work *w, void *arg)
{
	struct filling *f = arg;
	struct waiting v;
	struct stock s;

	f->freed = 0;
	waiting_open(w, f->sku_id, 0, &v);
	if (stock_store_lock(w, f->sku_id, &s))
		f->freed = waiting_free(w, &v, &s);
	return 0;
}

size_t stock_fill_waiting(struct work *w)
{
	uint64_t skus[SKUS_AT_ONCE];
	size_t n = stock_store_skus_to_fill(w, skus, SKUS_AT_ONCE), freed = 0;

	for (size_t i = 0; i < n; i++) {
		struct filling f = { .sku_id = skus[i] };
		(void)work_transaction(w, fill, &f);
		freed += f.freed;
	}
	return freed;
}
