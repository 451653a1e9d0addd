/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts, receipts, write-offs: what changes a balance without an order. */
#include "base/fail.h"
#include "stock/store.h"

enum { UNITS_MAX = 1000000000 };

static bool is_one_of_these(enum stock_move_kind k)
{
	return k == MOVE_RECEIPT || k == MOVE_COUNT || k == MOVE_WRITE_OFF || k == MOVE_IMPORTED;
}

static enum stock_refusal may_move(const struct stock *s, int q)
{
	int64_t left = (int64_t)s->on_hand + q;

	if (left > UNITS_MAX || left < -UNITS_MAX)
		return STOCK_BAD_QUANTITY;
	return q < 0 && !s->may_backorder && left < s->reserved ? STOCK_TOO_FEW : STOCK_OK;
}

static int move(struct work *w, void *arg)
{
	const struct stock_move *m = arg;
	struct waiting v = { 0 };
	struct stock s;
	enum stock_refusal r;

	if (m->quantity > 0)
		waiting_open(w, m->sku_id, 0, &v);
	if (!stock_store_lock(w, m->sku_id, &s))
		return STOCK_NOT_STOCKED;
	r = may_move(&s, m->quantity);
	if (r != STOCK_OK)
		return (int)r;
	if (!stock_store_insert_move(w, &(struct stock_move_row){
						.sku_id = m->sku_id,
						.quantity = m->quantity,
						.kind = m->kind,
						.why = m->why,
						.source = m->source,
						.source_ref = m->source_ref,
						.at = instant_is_none(m->at) ? w->now : m->at }))
		return STOCK_REPEATED;
	stock_store_change(w, m->sku_id, m->quantity, 0);
	s.on_hand += m->quantity;
	(void)waiting_free(w, &v, &s);
	return STOCK_OK;
}

enum stock_refusal stock_move(struct work *w, const struct stock_move *m)
{
	struct stock_move copy = *m;

	if (!is_one_of_these(m->kind))
		fail("stock: a move of this kind comes from orders alone");
	if (m->quantity == 0 || m->quantity > UNITS_MAX || m->quantity < -UNITS_MAX)
		return STOCK_BAD_QUANTITY;
	return (enum stock_refusal)work_transaction(w, move, &copy);
}

static int add(struct work *w, void *arg)
{
	const struct stock_draft *d = arg;
	struct stock s = { .sku_id = d->sku_id,
			   .on_hand = d->on_hand,
			   .may_backorder = d->may_backorder,
			   .incoming_at = d->incoming_at };

	if (!stock_store_insert(w, &s))
		return STOCK_KNOWN;
	if (d->on_hand > 0)
		(void)stock_store_insert_move(w, &(struct stock_move_row){ .sku_id = d->sku_id,
									   .quantity = d->on_hand,
									   .kind = MOVE_OPENING,
									   .at = w->now });
	return STOCK_OK;
}

enum stock_refusal stock_add(struct work *w, const struct stock_draft *d)
{
	struct stock_draft copy = *d;

	if (d->on_hand < 0 || d->on_hand > UNITS_MAX)
		return STOCK_BAD_QUANTITY;
	return (enum stock_refusal)work_transaction(w, add, &copy);
}

struct setting_up {
	struct stock row;
	bool moved;
};

static int set(struct work *w, void *arg)
{
	struct setting_up *u = arg;
	struct stock before;

	if (!stock_store_lock(w, u->row.sku_id, &before))
		return STOCK_NOT_STOCKED;
	if (!stock_store_set(w, &u->row))
		return STOCK_TOO_FEW;
	u->moved = before.incoming_at.us != u->row.incoming_at.us;
	return STOCK_OK;
}

enum stock_refusal stock_set(struct work *w, uint64_t sku_id, bool may_backorder,
			     struct instant incoming_at)
{
	struct setting_up u = { .row = { .sku_id = sku_id,
					 .may_backorder = may_backorder,
					 .incoming_at = incoming_at } };
	enum stock_refusal r = (enum stock_refusal)work_transaction(w, set, &u);

	if (r == STOCK_OK && u.moved)
		waiting_move_day(w, sku_id, incoming_at);
	return r;
}
