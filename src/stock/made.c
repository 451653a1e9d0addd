/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop makes itself: on the shelf and kept for those it was made for at once; and lines
 * that are to be made give back what they had from the shelf. */
#include <string.h>
#include "base/fail.h"
#include "stock/store.h"

static void lock_balance(struct work *w, uint64_t sku_id)
{
	struct stock s = { .sku_id = sku_id, .incoming_at = INSTANT_NONE };

	if (stock_store_lock(w, sku_id, &s))
		return;
	/* its first one: from now on there is a shelf for it */
	(void)!stock_store_insert(w, &s);
	if (!stock_store_lock(w, sku_id, &s))
		fail("sku %llu: no balance", (unsigned long long)sku_id);
}

void stock_take_made(struct work *w, const struct stock_made *m)
{
	struct reservation *rows = arena_array_of(w->arena, m->n_lines + 1, struct reservation);
	int kept = 0;

	lock_balance(w, m->sku_id);
	if (!stock_store_insert_move(w, &(struct stock_move_row){ .sku_id = m->sku_id,
								  .quantity = m->quantity,
								  .kind = MOVE_MADE,
								  .source = "production",
								  .source_ref = m->ref,
								  .at = w->now }))
		fail("production %s: it was made before", m->ref);
	for (size_t i = 0; i < m->n_lines; i++) {
		const struct stock_made_line *l = &m->lines[i];

		rows[i] = (struct reservation){ .order_line_id = l->line->id,
						.order_id = l->order_id,
						.sku_id = m->sku_id,
						.quantity = l->quantity };
		l->line->reserved += l->quantity;
		l->line->changed = true;
		kept += l->quantity;
	}
	stock_store_change(w, m->sku_id, m->quantity, kept);
	stock_store_reserve(w, rows, m->n_lines);
}

void stock_hear_wait(struct work *w, struct order *o, const struct order_event *e)
{
	if (strcmp(e->to, order_wait_word[WAIT_PRODUCTION]) != 0 ||
	    strcmp(e->from, order_wait_word[WAIT_PRODUCTION]) == 0)
		return;
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];
		int packed = l->packed - l->shipped, q = l->reserved - packed;

		if (l->id != e->subject_id || q <= 0)
			continue;
		stock_store_change(w, l->sku_id, 0, -q);
		stock_store_unreserve(w, l->id, packed);
		l->reserved = packed;
		l->changed = true;
	}
}

/* Those that are there stay with the line as long as it needs them: what goes first is what nobody
 * has yet. */
void stock_move_units(struct work *w, const struct order *to, struct order_line *l,
		      struct order_line *n, int q)
{
	int kept = l->reserved - (l->packed - l->shipped), missing, goes;

	if (kept <= 0)
		return;
	missing = order_line_open(l) - kept;
	goes = q - (missing > 0 ? missing : 0);
	if (goes <= 0)
		return;
	goes = goes < kept ? goes : kept;
	l->reserved -= goes;
	stock_store_unreserve(w, l->id, l->reserved);
	stock_store_reserve(w,
			    &(struct reservation){ .order_line_id = n->id,
						   .order_id = to->id,
						   .sku_id = l->sku_id,
						   .quantity = goes,
						   .waits = l->wait == WAIT_BACK_ORDER },
			    1);
	n->reserved += goes;
}
