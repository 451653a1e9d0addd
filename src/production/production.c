/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a batch: started, made, scrapped; and of its lines when their orders change. */
#include <string.h>
#include "production/inside.h"
#include "stock/stock.h"

bool production_get(struct work *w, uint64_t id, struct production *out)
{
	return production_store_read(w, id, false, out);
}

size_t production_n_lines(struct work *w, uint64_t id)
{
	size_t n;

	(void)production_store_lines(w, id, &n);
	return n;
}

struct turning {
	struct production_ref ref;
	const struct production_result *result; /* NULL: it is started */
	struct production_answer *out;
	struct making m;
};

/* Its orders are locked before it, as everywhere; what they lost meanwhile is read again. */
static enum production_refusal open_batch(struct work *w, struct turning *t)
{
	struct production *p = t->out->batch = arena_new_of(w->arena, struct production);
	struct production_line *rows;
	size_t n;

	if (!production_store_read(w, t->ref.id, false, p))
		return PRODUCTION_NOT_FOUND;
	rows = production_store_lines(w, p->id, &n);
	making_open(w, rows, n, &t->m);
	if (!production_store_read(w, t->ref.id, true, p))
		return PRODUCTION_NOT_FOUND;
	if (t->ref.version && t->ref.version != p->version)
		return PRODUCTION_STALE;
	rows = production_store_lines(w, p->id, &n);
	for (size_t i = 0; i < n; i++)
		t->m.lines[i].row = rows[i];
	making_sort(&t->m);
	return PRODUCTION_OK;
}

static int start(struct work *w, void *arg)
{
	struct turning *t = arg;
	enum production_refusal r;

	*t->out = (struct production_answer){ 0 };
	r = open_batch(w, t);
	if (r != PRODUCTION_OK)
		return (int)r;
	t->out->reason = production_refuses_start(t->out->batch->state);
	if (t->out->reason)
		return PRODUCTION_NOT_NOW;
	for (size_t i = 0; i < t->m.n_lines; i++) {
		struct making_line *x = &t->m.lines[i];

		if (!x->o)
			continue;
		x->l->in_production += x->row.quantity;
		x->l->changed = true;
	}
	t->out->batch->state = PRODUCTION_STARTED;
	t->out->batch->started_at = w->now;
	production_store_update(w, t->out->batch);
	making_tell(w, &t->m, t->out->batch, PRODUCTION_PLANNED, PRODUCTION_STARTED);
	return PRODUCTION_OK;
}

enum production_refusal production_start(struct work *w, struct production_ref r,
					 struct production_answer *out)
{
	struct turning t = { .ref = r, .out = out };

	return (enum production_refusal)work_transaction(w, start, &t);
}

/* ---- made ---- */

/* Who is promised soonest gets the first; what is left over stays on the shelf. */
static void share_out(struct work *w, struct turning *t)
{
	const struct production *p = t->out->batch;
	struct stock_made made = { .sku_id = p->sku_id,
				   .quantity = p->made,
				   .ref = arena_printf(w->arena, "%llu", (unsigned long long)p->id),
				   .lines = arena_array_of(w->arena, t->m.n_lines + 1,
							   struct stock_made_line) };
	int left = p->made;

	for (size_t i = 0; i < t->m.n_lines; i++) {
		struct making_line *x = &t->m.lines[i];

		if (!x->o)
			continue;
		x->row.made = production_share(x->row.quantity, &left);
		if (x->row.made == 0)
			continue;
		production_store_made(w, p->id, &x->row);
		made.lines[made.n_lines++] =
			(struct stock_made_line){ x->o->id, x->l, x->row.made };
	}
	if (p->made > 0)
		stock_take_made(w, &made);
}

static void wait_no_more(struct order_line *l)
{
	l->wait = WAIT_NONE;
	l->wait_until = INSTANT_NONE;
	l->changed = true;
}

static void take_off_lines(struct turning *t, enum production_state was)
{
	for (size_t i = 0; i < t->m.n_lines; i++) {
		struct making_line *x = &t->m.lines[i];

		if (!x->o)
			continue;
		if (was == PRODUCTION_STARTED)
			x->l->in_production -= x->row.quantity;
		x->l->changed = true;
		if (production_is_done(x->l))
			wait_no_more(x->l);
		else if (x->row.made < x->row.quantity)
			x->l->wait_until = INSTANT_NONE; /* nobody knows when the rest is made */
	}
}

static int finish(struct work *w, void *arg)
{
	struct turning *t = arg;
	const struct production_result *result = t->result;
	enum production_state was;
	enum production_refusal r;
	struct production *p;

	*t->out = (struct production_answer){ 0 };
	r = open_batch(w, t);
	p = t->out->batch;
	if (r != PRODUCTION_OK)
		return (int)r;
	t->out->reason = production_refuses_finish(p, result);
	if (t->out->reason)
		return PRODUCTION_NOT_NOW;
	r = production_result_rule(p, result);
	if (r != PRODUCTION_OK)
		return (int)r;
	was = p->state;
	p->made = (int)result->made;
	p->scrapped = (int)result->scrapped;
	p->why = result->why;
	p->state = p->made > 0 ? PRODUCTION_MADE : PRODUCTION_SCRAPPED;
	p->finished_at = w->now;
	production_store_update(w, p);
	share_out(w, t);
	take_off_lines(t, was);
	making_tell(w, &t->m, p, was, p->state);
	return PRODUCTION_OK;
}

enum production_refusal production_finish(struct work *w, struct production_ref r,
					  const struct production_result *result,
					  struct production_answer *out)
{
	struct turning t = { .ref = r, .result = result, .out = out };

	return (enum production_refusal)work_transaction(w, finish, &t);
}

/* ---- an order changes ---- */

/* The batch that came last loses first. Returns what started ones keep for the line. */
static int lower(struct work *w, const struct order_line *l, const struct production_part *v,
		 size_t n)
{
	int over = -production_missing(l), started = 0;

	for (size_t i = 0; i < n; i++)
		over += v[i].order_line_id == l->id ? v[i].quantity : 0;
	for (size_t i = 0; i < n; i++) {
		int by = 0;

		if (v[i].order_line_id != l->id)
			continue;
		if (over > 0)
			by = production_share(v[i].quantity, &over);
		if (by > 0)
			production_store_lower(w, &v[i], by);
		if (v[i].state == PRODUCTION_STARTED)
			started += v[i].quantity - by;
	}
	return started;
}

static void lower_lines(struct work *w, struct order *o, const struct production_part *v, size_t n)
{
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];
		int started = lower(w, l, v, n);

		if (l->in_production == started)
			continue;
		l->in_production = started;
		l->changed = true;
	}
}

static void end_waits(struct work *w, struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_event e = { .kind = EVENT_WAIT_CHANGED,
					 .actor = { ACTOR_RULE, 0 },
					 .from = order_wait_word[WAIT_PRODUCTION],
					 .to = order_wait_word[WAIT_NONE],
					 .subject_id = o->lines[i].id };

		if (!production_is_done(&o->lines[i]) || order_line_open(&o->lines[i]) < 1)
			continue;
		wait_no_more(&o->lines[i]);
		order_tell_all(w, o, &e, 1);
	}
}

void production_hear(struct work *w, struct order *o, const struct order_event *e)
{
	const char *from = e->kind == EVENT_WAIT_CHANGED ? e->from : NULL;
	struct production_part *v;
	size_t n;

	if (e->kind == EVENT_WAIT_CHANGED && (!from || strcmp(from, "production") != 0))
		return;
	v = production_store_parts(w, o->id, &n);
	if (n > 0)
		lower_lines(w, o, v, n);
	if (e->kind != EVENT_CANCELLED && e->kind != EVENT_WAIT_CHANGED)
		end_waits(w, o);
}

/* ---- a line's units go over to another order ---- */

static void pass_on(struct work *w, const struct production_part *p, struct order_line *l,
		    const struct order *to, struct order_line *n, int units)
{
	production_store_pass(w, p, to->id, n->id, units);
	if (p->state != PRODUCTION_STARTED)
		return;
	l->in_production -= units;
	n->in_production += units;
}

void production_move_units(struct work *w, const struct order *from, struct order_line *l,
			   const struct order *to, struct order_line *n, int q)
{
	struct order_line rest = *l, more = *n;
	struct production_part *v;
	size_t parts;
	int over;

	if (l->wait != WAIT_PRODUCTION)
		return;
	rest.ordered -= q;
	more.ordered += q;
	v = production_store_parts(w, from->id, &parts);
	over = -production_missing(&rest);
	for (size_t i = 0; i < parts; i++)
		over += v[i].order_line_id == l->id ? v[i].quantity : 0;
	for (size_t i = 0; i < parts && over > 0; i++)
		if (v[i].order_line_id == l->id)
			pass_on(w, &v[i], l, to, n, production_share(v[i].quantity, &over));
	if (production_is_done(&rest))
		wait_no_more(l);
	if (production_is_done(&more))
		wait_no_more(n);
}
