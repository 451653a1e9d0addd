/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two orders made one: what one has goes over to the other, and it leads there from then on. */
#include <string.h>
#include "base/fail.h"
#include "order/inside.h"
#include "order/intake_store.h"
#include "order/link_store.h"
#include "order/store.h"
#include "promotion/promotion.h"

struct merging {
	struct order_ref ref;
	uint64_t into_id;
	const char *why;
	struct regroup_answer *out;
	bool apply;
	struct order *o, *into, *part;
	int *q;
};

static bool open_both(struct work *w, struct merging *m)
{
	uint64_t ids[2] = { m->ref.id, m->into_id };
	struct order *found[2];

	if (m->ref.id == m->into_id) {
		m->o = m->into = order_open(w, m->ref.id);
		return m->o != NULL;
	}
	if (order_open_many(w, ids, 2, found) < 2)
		return false;
	m->o = found[found[0]->id == m->ref.id ? 0 : 1];
	m->into = found[found[0]->id == m->ref.id ? 1 : 0];
	return true;
}

static bool goes_elsewhere(struct work *w, const struct merging *m)
{
	struct contact a, b;

	if (m->o->contact_id == m->into->contact_id)
		return false;
	if (!contact_get(w, m->o->contact_id, &a) || !contact_get(w, m->into->contact_id, &b))
		fail("order %s: a contact is missing", m->o->number);
	return !contact_same_place(&a, &b);
}

/* ---- what goes over ---- */

static enum order_refusal take_out(struct work *w, struct merging *m)
{
	const struct order *was = m->out->said.was;

	m->q = arena_array_of(w->arena, was->n_lines + 1, int);
	m->part = arena_new_of(w->arena, struct order);
	*m->part = *was;
	m->part->lines = arena_array_of(w->arena, was->n_lines + 1, struct order_line);
	for (size_t i = 0; i < was->n_lines; i++)
		m->q[i] = was->lines[i].ordered - was->lines[i].cancelled;
	return order_split_amounts(was, m->q, m->o, m->part) ? ORDER_OK : ORDER_NOT_DIVISIBLE;
}

/* To a line of the same item, or behind the last. */
static struct order_line *place_for(struct order *into, const struct order_line *l, int *position)
{
	struct order_line *n = &into->lines[into->n_lines];

	for (size_t i = 0; i < into->n_lines; i++)
		if (order_join_line(&into->lines[i], l))
			return &into->lines[i];
	*n = *l;
	n->ordered = 0;
	n->position = ++*position;
	into->n_lines++;
	return n;
}

static bool put_in(struct work *w, struct merging *m)
{
	struct order *into = m->into;
	struct order_line *v =
		arena_array_of(w->arena, into->n_lines + m->part->n_lines + 1, struct order_line);
	int position = order_store_last_position(w, into->id);

	memcpy(v, into->lines, into->n_lines * sizeof *v);
	into->lines = v;
	for (size_t i = 0, k = 0; i < m->o->n_lines; i++) {
		struct order_line *n;

		if (m->q[i] == 0)
			continue;
		n = place_for(into, &m->part->lines[k++], &position);
		if (!n->id)
			n->id = work_id(w);
		n->ordered += m->q[i];
		if (m->apply)
			order_move_units(w, m->o, &m->o->lines[i], into, n, m->q[i]);
	}
	if (into->shipping_amount == 0)
		into->shipping_tax_bp = m->part->shipping_tax_bp;
	into->shipping_amount += m->part->shipping_amount;
	into->shipping_tax += m->part->shipping_tax;
	into->promoted_amount += m->part->promoted_amount;
	into->promoted_shipping += m->part->promoted_shipping;
	if (!order_add_up(into))
		return false;
	order_bound_promoted(into);
	return true;
}

/* ---- done ---- */

static void close_it(struct work *w, struct merging *m)
{
	struct order *o = m->o;

	order_store_put_lines(w, o);
	order_store_update_amounts(w, o);
	o->decision = ORDER_CANCELLED;
	o->cancel_reason = "merged";
	o->hold_reason = NULL;
	o->hold_until = INSTANT_NONE;
	o->pay_until = INSTANT_NONE;
	o->closed_at = w->now;
	order_drop_findings(w, o);
	customer_uncount_order(w, o->customer_id, o->id, o->placed_at);
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_MERGED,
					 .from = order_decision_word[m->out->said.was->decision],
					 .to = m->into->number,
					 .why = m->why,
					 .subject_id = m->into->id,
					 .has_amount = true,
					 .amount = -m->part->live_amount });
	order_forget_removed(o);
	order_save(w, o);
}

/* A hold goes along, but for that of the question which this answers. */
static void keep_hold(struct work *w, struct merging *m)
{
	const struct order *was = m->out->said.was;

	if (!was->hold_reason || m->into->hold_reason || strcmp(was->hold_reason, "duplicate") == 0)
		return;
	m->into->hold_reason = was->hold_reason;
	m->into->hold_until = was->hold_until;
	order_tell(w, m->into, (struct order_event){ .kind = EVENT_HELD, .to = was->hold_reason });
}

static void go_on(struct work *w, struct merging *m)
{
	struct order *into = m->into;

	order_store_put_lines(w, into);
	order_store_update_amounts(w, into);
	order_tell(w, into,
		   (struct order_event){ .kind = EVENT_MERGED_IN,
					 .to = m->o->number,
					 .why = m->why,
					 .subject_id = m->o->id,
					 .has_amount = true,
					 .amount = m->part->live_amount });
	keep_hold(w, m);
	order_store_move_notes(w, m->o->id, into->id);
	if (m->o->customer_note)
		(void)order_store_insert_note(w, into->id, 0, m->o->customer_note);
	order_settle_twin(w, into, m->o->id);
	for (size_t i = 0; i < into->n_lines; i++)
		into->lines[i].changed = false;
	order_fulfil_intangibles(w, into);
	order_save(w, into);
}

static void move_promotions(struct work *w, const struct merging *m)
{
	const struct order *o = m->o, *into = m->into, *part = m->part;

	if (order_is_promoted(m->out->said.was))
		promotion_split(w, o->id, into->id,
				&(struct promotion_parts){ o->promoted_amount, o->promoted_shipping,
							   part->promoted_amount,
							   part->promoted_shipping });
	if (order_is_promoted(into))
		promotion_fix(w, into->id, into->promoted_amount, into->promoted_shipping);
}

static enum order_refusal check(struct work *w, struct merging *m)
{
	m->out->said.reason = order_merge_refuses(m->o, m->into);
	if (!m->out->said.reason && goes_elsewhere(w, m))
		m->out->said.reason = "other_address";
	if (m->out->said.reason)
		return ORDER_NOT_NOW;
	m->out->said.was = order_copy(w, m->o);
	m->out->other_was = order_copy(w, m->into);
	m->out->moved = m->o->captured_amount - m->o->refunded_amount;
	return take_out(w, m);
}

static int merge(struct work *w, void *arg)
{
	struct merging *m = arg;
	enum order_refusal r;

	*m->out = (struct regroup_answer){ 0 };
	if (!open_both(w, m))
		return ORDER_NOT_FOUND;
	m->out->said.order = m->o;
	m->out->other = m->into;
	if (m->ref.version && m->ref.version != m->o->version)
		return ORDER_STALE;
	r = check(w, m);
	if (r != ORDER_OK)
		return (int)r;
	if (!put_in(w, m))
		return ORDER_TOO_LARGE;
	if (!m->apply)
		return ORDER_PROPOSED;
	if (m->out->moved > 0 && w->app->wiring->move_money)
		w->app->wiring->move_money(w, m->o, m->into, m->out->moved);
	move_promotions(w, m);
	close_it(w, m);
	/* a split that is undone is linked already */
	(void)!link_store_insert(w, &(struct link_row){ work_id(w), LINK_MERGED_INTO, m->o->id,
							m->into->id });
	go_on(w, m);
	return ORDER_OK;
}

enum order_refusal order_merge(struct work *w, struct order_ref r, uint64_t into, const char *why,
			       bool apply, struct regroup_answer *out)
{
	struct merging m = { .ref = r, .into_id = into, .why = why, .out = out, .apply = apply };

	return (enum order_refusal)work_transaction(w, merge, &m);
}
