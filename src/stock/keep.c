/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping stock for order lines, and what becomes of it as the order goes on. Balances are touched
 * in rising SKU id everywhere, so that two orders never wait for each other. */
#include <stdlib.h>
#include "stock/store.h"

/* ---- a new order ---- */

static int by_sku(const void *a, const void *b)
{
	const struct order_line *x = *(struct order_line *const *)a,
				*y = *(struct order_line *const *)b;

	if (x->sku_id != y->sku_id)
		return x->sku_id < y->sku_id ? -1 : 1;
	return x->position - y->position;
}

/* The lines the test lets pass, by SKU. */
static size_t pick_lines(struct work *w, struct order *o,
			 bool (*wanted)(const struct order_line *l), struct order_line ***out)
{
	size_t n = 0;

	*out = arena_array_of(w->arena, o->n_lines + 1, struct order_line *);
	for (size_t i = 0; i < o->n_lines; i++) {
		if (wanted(&o->lines[i]))
			(*out)[n++] = &o->lines[i];
	}
	qsort(*out, n, sizeof **out, by_sku);
	return n;
}

enum taking { TAKEN, TAKEN_SHORT, NOT_KEPT, REFUSED };

static enum taking take(struct work *w, uint64_t sku_id, int q, struct instant *incoming_at)
{
	struct stock s;

	*incoming_at = INSTANT_NONE;
	if (stock_store_take(w, sku_id, q))
		return TAKEN;
	stock_get_many(w, &sku_id, 1, &s);
	if (!s.stocked)
		return NOT_KEPT;
	*incoming_at = s.incoming_at;
	return stock_store_take_short(w, sku_id, q) ? TAKEN_SHORT : REFUSED;
}

static int missing(const struct order_line *l)
{
	return stock_line_needs(l) - l->reserved;
}

static bool misses_some(const struct order_line *l)
{
	return stock_line_is_kept(l) && missing(l) > 0;
}

static void keep_line(struct order *o, struct order_line *l, enum taking how,
		      struct instant incoming_at, struct reservation *out)
{
	int q = missing(l);

	l->reserved += q;
	l->changed = true;
	if (how == TAKEN_SHORT && l->wait == WAIT_NONE) {
		l->wait = WAIT_BACK_ORDER;
		l->wait_until = incoming_at;
	}
	*out = (struct reservation){ .order_line_id = l->id,
				     .order_id = o->id,
				     .sku_id = l->sku_id,
				     .quantity = q,
				     .waits = how == TAKEN_SHORT };
}

/* The lines of one SKU: what they need together, and whether it is taken already. */
struct need {
	struct order_line **lines;
	size_t n_lines;
	bool taken;
};

/* Lines come by SKU. Returns how many SKUs there are. */
static size_t add_up(struct order_line **lines, size_t n, struct need *need,
		     struct stock_taking *taking)
{
	size_t k = 0;

	for (size_t i = 0, next; i < n; i = next, k++) {
		int q = 0;

		for (next = i; next < n && lines[next]->sku_id == lines[i]->sku_id; next++)
			q += missing(lines[next]);
		need[k] = (struct need){ &lines[i], next - i, false };
		taking[k] = (struct stock_taking){ lines[i]->sku_id, q };
	}
	return k;
}

/* Most orders find enough of everything: asked for together. */
static void take_together(struct work *w, struct need *need, const struct stock_taking *taking,
			  size_t n)
{
	bool taken[STOCK_TAKE_MAX];

	for (size_t i = 0, some; n > 1 && i < n; i += some) {
		some = n - i < STOCK_TAKE_MAX ? n - i : STOCK_TAKE_MAX;
		stock_store_take_some(w, work_id(w), &taking[i], some, taken);
		for (size_t k = 0; k < some; k++)
			need[i + k].taken = taken[k];
	}
}

bool stock_reserve(struct work *w, struct order *o, size_t *line)
{
	struct order_line **lines;
	size_t n_lines = pick_lines(w, o, misses_some, &lines), n, kept = 0;
	struct reservation *rows = arena_array_of(w->arena, n_lines + 1, struct reservation);
	struct need *need = arena_array_of(w->arena, n_lines + 1, struct need);
	struct stock_taking *taking = arena_array_of(w->arena, n_lines + 1, struct stock_taking);

	n = add_up(lines, n_lines, need, taking);
	take_together(w, need, taking, n);
	for (size_t i = 0; i < n; i++) {
		struct instant incoming_at = INSTANT_NONE;
		enum taking how =
			need[i].taken ? TAKEN
				      : take(w, taking[i].sku_id, taking[i].quantity, &incoming_at);
		if (how == REFUSED) {
			*line = (size_t)(need[i].lines[0] - o->lines);
			return false;
		}
		for (size_t k = 0; how != NOT_KEPT && k < need[i].n_lines; k++)
			keep_line(o, need[i].lines[k], how, incoming_at, &rows[kept++]);
	}
	stock_store_reserve(w, rows, kept);
	return true;
}

void stock_lacks(struct work *w, struct order *o, bool *lacks)
{
	struct order_line **lines;
	size_t n_lines = pick_lines(w, o, misses_some, &lines), n;
	struct need *need = arena_array_of(w->arena, n_lines + 1, struct need);
	struct stock_taking *taking = arena_array_of(w->arena, n_lines + 1, struct stock_taking);
	struct stock there[STOCK_GET_MAX];
	uint64_t ids[STOCK_GET_MAX] = { 0 };

	for (size_t i = 0; i < o->n_lines; i++)
		lacks[i] = false;
	n = add_up(lines, n_lines, need, taking);
	for (size_t i = 0, some; i < n; i += some) {
		some = n - i < STOCK_GET_MAX ? n - i : STOCK_GET_MAX;
		for (size_t k = 0; k < some; k++)
			ids[k] = taking[i + k].sku_id;
		stock_get_many(w, ids, some, there);
		for (size_t k = 0; k < some; k++)
			lacks[need[i + k].lines[0] - o->lines] =
				there[k].stocked && !there[k].may_backorder &&
				there[k].on_hand - there[k].reserved < taking[i + k].quantity;
	}
}

/* ---- an order that goes on ---- */

static bool is_reserved(const struct order_line *l)
{
	return l->reserved > stock_line_needs(l);
}

/* Lowers reservations to what is needed; `left` also takes it off the shelf. */
static void settle(struct work *w, struct order *o, bool left)
{
	struct order_line **lines;
	size_t n = pick_lines(w, o, is_reserved, &lines);

	for (size_t i = 0; i < n; i++) {
		struct order_line *l = lines[i];
		int needs = stock_line_needs(l), q = l->reserved - needs;

		stock_store_change(w, l->sku_id, left ? -q : 0, -q);
		stock_store_unreserve(w, l->id, needs);
		l->reserved = needs;
		l->changed = true;
		if (!left)
			continue;
		/* a move without a source has no reference to clash with */
		(void)stock_store_insert_move(w, &(struct stock_move_row){ .sku_id = l->sku_id,
									   .order_line_id = l->id,
									   .quantity = -q,
									   .kind = MOVE_SHIPPED,
									   .at = w->now });
	}
}

void stock_hear_cancelled(struct work *w, struct order *o, const struct order_event *e)
{
	(void)e;
	settle(w, o, false);
}

void stock_hear_shipped(struct work *w, struct order *o, const struct order_event *e)
{
	(void)e;
	settle(w, o, true);
}

static bool may_have_moved(const struct order_line *l)
{
	return l->sku_id != 0 && order_line_ships(l);
}

/* Back on the shelf; kept for the line again unless the order is over. */
static void put_back(struct work *w, struct order *o, struct order_line *l, int q)
{
	bool keep = o->decision == ORDER_CONFIRMED || o->decision == ORDER_REVIEW;

	stock_store_change(w, l->sku_id, q, keep ? q : 0);
	(void)stock_store_insert_move(w, &(struct stock_move_row){ .sku_id = l->sku_id,
								   .order_line_id = l->id,
								   .quantity = q,
								   .kind = MOVE_CAME_BACK,
								   .at = w->now });
	if (!keep)
		return;
	stock_store_reserve(w,
			    &(struct reservation){ .order_line_id = l->id,
						   .order_id = o->id,
						   .sku_id = l->sku_id,
						   .quantity = q },
			    1);
	l->reserved += q;
	l->changed = true;
}

void stock_hear_came_back(struct work *w, struct order *o, const struct order_event *e)
{
	struct order_line **lines;
	size_t n = pick_lines(w, o, may_have_moved, &lines);
	uint64_t *ids = arena_array_of(w->arena, n + 1, uint64_t);
	int *taken = arena_array_of(w->arena, n + 1, int);

	(void)e;
	for (size_t i = 0; i < n; i++)
		ids[i] = lines[i]->id;
	stock_store_taken(w, ids, n, taken);
	for (size_t i = 0; i < n; i++) {
		if (taken[i] > lines[i]->shipped)
			put_back(w, o, lines[i], taken[i] - lines[i]->shipped);
	}
}

bool stock_forget(struct work *w, uint64_t sku_id)
{
	struct stock s;

	return stock_store_lock(w, sku_id, &s) && s.reserved == 0 && stock_store_forget(w, sku_id);
}
