/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order made two: proposed as often as one likes, done once. */
#include <string.h>
#include "base/fail.h"
#include "order/document.h"
#include "order/inside.h"
#include "order/link_store.h"
#include "order/store.h"
#include "promotion/promotion.h"

struct splitting {
	struct order_ref ref;
	const struct split_draft *draft;
	struct regroup_answer *out;
	bool apply;
	struct order *o, *part;
	int *q; /* of each of its lines */
};

const struct order *order_copy(struct work *w, const struct order *o)
{
	struct order *copy = arena_new_of(w->arena, struct order);

	*copy = *o;
	copy->lines = arena_array_of(w->arena, o->n_lines + 1, struct order_line);
	memcpy(copy->lines, o->lines, o->n_lines * sizeof *o->lines);
	return copy;
}

/* ---- what goes ---- */

static enum order_refusal take_quantity(struct splitting *s, const struct split_line *d)
{
	size_t k = 0;

	while (k < s->o->n_lines && s->o->lines[k].id != d->line)
		k++;
	if (k == s->o->n_lines)
		return ORDER_NO_LINE;
	if (d->quantity < 0 || d->quantity > order_line_open(&s->o->lines[k]) - s->q[k])
		return ORDER_BAD_QUANTITY;
	s->q[k] += (int)d->quantity;
	return ORDER_OK;
}

/* All of them are looked at, so that all that is wrong is said at once. */
static enum order_refusal take_quantities(struct work *w, struct splitting *s)
{
	enum order_refusal first = ORDER_OK;
	bool any = false;

	s->out->wrong = arena_array_of(w->arena, s->draft->n_lines + 1, enum order_refusal);
	for (size_t i = 0; i < s->draft->n_lines; i++) {
		enum order_refusal r = take_quantity(s, &s->draft->lines[i]);

		s->out->wrong[i] = r;
		if (r != ORDER_OK && first == ORDER_OK) {
			first = r;
			s->out->said.line = i;
		}
		any = any || s->draft->lines[i].quantity > 0;
	}
	return first != ORDER_OK ? first : any ? ORDER_OK : ORDER_NO_CHANGE;
}

static bool is_anything_left(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].ordered > o->lines[i].cancelled)
			return true;
	return false;
}

static struct order *new_part(struct work *w, const struct order *o)
{
	struct order *p = arena_new_of(w->arena, struct order);

	*p = *o;
	p->id = 0;
	p->number = NULL;
	p->source_ref = NULL;
	p->lines = arena_array_of(w->arena, o->n_lines + 1, struct order_line);
	p->captured_amount = p->refunded_amount = p->credited_amount = 0;
	p->n_parcels = 0;
	p->parcels = PARCELS_NONE;
	p->care = CARE_NONE;
	p->delivered_at = INSTANT_NONE;
	p->link_version = 1;
	p->stored.is = false;
	p->version = 1;
	p->contact = NULL;
	p->bundles = NULL;
	p->n_bundles = 0;
	return p;
}

static enum order_refusal divide(struct work *w, struct splitting *s)
{
	const struct order *was = s->out->said.was;
	enum order_refusal r;

	s->q = arena_array_of(w->arena, s->o->n_lines + 1, int);
	memset(s->q, 0, (s->o->n_lines + 1) * sizeof *s->q);
	r = take_quantities(w, s);
	if (r != ORDER_OK)
		return r;
	s->part = s->out->other = new_part(w, s->o);
	if (!order_split_amounts(was, s->q, s->o, s->part))
		return ORDER_NOT_DIVISIBLE;
	if (!is_anything_left(s->o))
		return ORDER_NOTHING_LEFT;
	if (s->o->live_amount < s->o->credited_amount)
		return ORDER_UNDER_CREDIT;
	s->out->moved = order_split_money(was, s->part->live_amount);
	return ORDER_OK;
}

/* ---- done ---- */

void order_move_units(struct work *w, const struct order *from, struct order_line *l,
		      const struct order *to, struct order_line *n, int q)
{
	l->ordered += q;
	n->ordered -= q;
	if (w->app->wiring->move_units)
		w->app->wiring->move_units(w, from, l, to, n, q);
	l->ordered -= q;
	n->ordered += q;
	if (order_line_open(l) > 0)
		return;
	l->wait = WAIT_NONE;
	l->wait_until = INSTANT_NONE;
}

/* The amounts are the rest's already; what is kept and made of its lines goes along. */
static void move_all(struct work *w, struct splitting *s)
{
	size_t n = 0;

	s->part->id = work_id(w);
	for (size_t i = 0; i < s->o->n_lines; i++) {
		struct order_line *to = &s->part->lines[n];

		if (s->q[i] == 0)
			continue;
		n++;
		to->id = work_id(w);
		order_move_units(w, s->o, &s->o->lines[i], s->part, to, s->q[i]);
	}
	if (order_is_promoted(s->out->said.was))
		promotion_split(w, s->o->id, s->part->id,
				&(struct promotion_parts){
					s->o->promoted_amount, s->o->promoted_shipping,
					s->part->promoted_amount, s->part->promoted_shipping });
	if (s->out->moved > 0 && w->app->wiring->move_money)
		w->app->wiring->move_money(w, s->o, s->part, s->out->moved);
}

/* Placed with the other, and decided and held as that is. */
static size_t part_events(struct work *w, const struct splitting *s, struct order_event *e)
{
	const struct order *p = s->part;
	size_t n = 0;

	e[n++] = (struct order_event){ .kind = EVENT_PLACED,
				       .from = "split",
				       .to = order_decision_word[p->decision],
				       .has_amount = true,
				       .amount = p->total_amount };
	if (p->decision == ORDER_CONFIRMED)
		e[n++] = (struct order_event){ .kind = EVENT_CONFIRMED };
	if (p->hold_reason)
		e[n++] = (struct order_event){ .kind = EVENT_HELD, .to = p->hold_reason };
	e[n++] = (struct order_event){ .kind = EVENT_SPLIT_FROM,
				       .to = s->o->number,
				       .why = s->draft->why,
				       .subject_id = s->o->id,
				       .has_amount = true,
				       .amount = p->live_amount };
	for (size_t i = 0; i < n; i++) {
		e[i].actor = w->actor;
		e[i].version = p->version;
	}
	return n;
}

static void write_part(struct work *w, struct splitting *s)
{
	struct order *p = s->part;
	struct order_event e[4];
	struct order_axes a;
	struct contact c;
	size_t n;

	(void)order_promise_moves(p, w->now, order_dispatch_of(w));
	a = order_axes(p);
	p->badge = order_badge(&a);
	if (!order_store_insert(w, p))
		fail("order %s: its part could not be written", s->o->number);
	customer_count_order(w, p->customer_id, p->placed_at);
	if (!link_store_insert(w,
			       &(struct link_row){ work_id(w), LINK_SPLIT_FROM, p->id, s->o->id }))
		fail("order %s: its part is linked already", s->o->number);
	n = part_events(w, s, e);
	order_tell_all(w, p, e, n);
	order_settled(w, p);
	if (!contact_get(w, p->contact_id, &c))
		fail("order %s: its contact is missing", s->o->number);
	(void)order_document_write_new(w, p, &c, e, n);
}

void order_forget_removed(struct order *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_lines; i++) {
		o->lines[i].changed = false;
		if (o->lines[i].ordered > 0)
			o->lines[n++] = o->lines[i];
	}
	o->n_lines = n;
}

static void write_rest(struct work *w, struct splitting *s)
{
	struct order *o = s->o;

	order_store_put_lines(w, o);
	order_store_update_amounts(w, o);
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_SPLIT_OFF,
					 .to = s->part->number,
					 .why = s->draft->why,
					 .subject_id = s->part->id,
					 .has_amount = true,
					 .amount = -s->part->live_amount });
	order_forget_removed(o);
	order_look_again(w, o, NULL);
	order_save(w, o);
}

static int split(struct work *w, void *arg)
{
	struct splitting *s = arg;
	enum order_refusal r;

	*s->out = (struct regroup_answer){ 0 };
	s->o = s->out->said.order = order_open(w, s->ref.id);
	if (!s->o)
		return ORDER_NOT_FOUND;
	if (s->ref.version != s->o->version)
		return ORDER_STALE;
	s->out->said.reason = order_refuses(s->o, ACT_SPLIT, false);
	if (s->out->said.reason)
		return ORDER_NOT_NOW;
	s->out->said.was = order_copy(w, s->o);
	r = divide(w, s);
	if (r != ORDER_OK)
		return (int)r;
	if (!s->apply)
		return ORDER_PROPOSED;
	move_all(w, s);
	write_part(w, s);
	write_rest(w, s);
	return ORDER_OK;
}

enum order_refusal order_split(struct work *w, struct order_ref r, const struct split_draft *d,
			       bool apply, struct regroup_answer *out)
{
	struct splitting s = { .ref = r, .draft = d, .out = out, .apply = apply };

	return (enum order_refusal)work_transaction(w, split, &s);
}
