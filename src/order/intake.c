/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at orders when they are placed and when they are changed, and what becomes of them by
 * what is found. */
#include <string.h>
#include "order/inside.h"
#include "order/intake_store.h"
#include "order/related.h"

static struct intake_limits limits_of(const struct work *w)
{
	const struct settings *s = &w->app->settings;
	struct intake_limits all = { s->review_over, s->review_quantity, s->habit_times,
				     s->price_percent, s->duplicate_minutes };

	/* Of the past only what went to review then is told. */
	if (w->past)
		all.habit_times = all.price_percent = all.duplicate_minutes = 0;
	return all;
}

/* Another address of theirs is only looked for where this one lacks something. */
static bool lacks_something(const struct contact *c)
{
	return !contact_is_complete(c) || !c->phone;
}

static const struct contact *contact_before(struct work *w, const struct intake *in)
{
	struct contact *c = arena_new_of(w->arena, struct contact);

	for (size_t i = 0; i < in->n_rows; i++)
		if (in->rows[i].contact_id != in->contact->id)
			return contact_get(w, in->rows[i].contact_id, c) ? c : NULL;
	return NULL;
}

/* Nobody asks where no item needs anything. */
static void look_up_related(struct work *w, struct intake *in)
{
	for (size_t i = 0; i < in->order->n_lines; i++) {
		if (!in->order->lines[i].has_needs)
			continue;
		in->related = order_find_related(w, in->order, &in->n_related);
		return;
	}
}

struct finding *order_intake(struct work *w, const struct order *o, const struct contact *c,
			     size_t *n)
{
	struct finding *all = arena_array_of(w->arena, FINDINGS_MAX(o->n_lines), struct finding);
	struct intake in = { .order = o, .limits = limits_of(w) };

	if (!w->past) {
		in.contact = c;
		in.rows = intake_store_before(w, o, &in.n_rows);
		if (lacks_something(c))
			in.before = contact_before(w, &in);
		look_up_related(w, &in);
	}
	*n = intake_look(&in, all);
	for (size_t i = 0; i < *n; i++) {
		all[i].id = work_id(w);
		all[i].at = o->placed_at;
	}
	return all;
}

/* ---- what becomes of it ---- */

static bool any_left(const struct finding *f, size_t n, bool held)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].id && f[i].severity == FINDING_CHECK && finding_holds(f[i].kind) == held)
			return true;
	return false;
}

static void tell_by_rule(struct work *w, struct order *o, struct order_event e)
{
	e.actor = (struct actor){ ACTOR_RULE, 0 };
	order_tell_all(w, o, &e, 1);
}

static void release(struct work *w, struct order *o)
{
	tell_by_rule(w, o, (struct order_event){ .kind = EVENT_RELEASED, .from = o->hold_reason });
	o->hold_reason = NULL;
	o->hold_until = INSTANT_NONE;
}

static void confirm(struct work *w, struct order *o)
{
	o->decision = ORDER_CONFIRMED;
	o->confirmed_at = w->now;
	tell_by_rule(w, o, (struct order_event){ .kind = EVENT_CONFIRMED });
}

static bool is_held_by_checks(const struct order *o)
{
	return o->hold_reason &&
	       (strcmp(o->hold_reason, "duplicate") == 0 || strcmp(o->hold_reason, "address") == 0);
}

void order_findings_go_on(struct work *w, struct order *o, const struct finding *f, size_t n,
			  bool held)
{
	if (any_left(f, n, held))
		return;
	if (held && is_held_by_checks(o))
		release(w, o);
	else if (!held && o->decision == ORDER_REVIEW)
		confirm(w, o);
	else
		return;
	order_fulfil_intangibles(w, o);
}

void order_finding_settle(struct work *w, struct finding *f, enum finding_state as)
{
	(void)!intake_store_settle(w, f->id, as);
	f->id = 0;
}

/* The product that was lacking is among the items now, by whichever SKU. */
static bool is_there_now(struct work *w, const struct order *o, const struct finding *f)
{
	struct related_sku *all;
	size_t n;

	if (f->kind != FINDING_NEEDS)
		return false;
	all = order_find_related(w, o, &n);
	for (size_t i = 0; i < n; i++)
		if (all[i].kind == RELATION_NEEDS && all[i].sku_id == (uint64_t)f->proposed)
			return false;
	return true;
}

/* List prices of the lines whose price was changed; of the others nobody asks again. */
static void find_list_prices(struct work *w, struct order *o, const struct order *was)
{
	struct order part = *o;
	struct sku *skus[CATALOG_FIND_MAX];
	const char *codes[CATALOG_FIND_MAX];
	struct order_line **of;

	part.lines = arena_array_of(w->arena, o->n_lines + 1, struct order_line);
	part.n_lines = 0;
	of = arena_array_of(w->arena, o->n_lines + 1, struct order_line *);
	for (size_t i = 0; i < o->n_lines && part.n_lines < CATALOG_FIND_MAX; i++) {
		const struct order_line *before = order_find_line(was, o->lines[i].id);

		if (!before || before->unit_milli == o->lines[i].unit_milli)
			continue;
		codes[part.n_lines] = o->lines[i].sku_code;
		of[part.n_lines] = &o->lines[i];
		part.lines[part.n_lines++] = o->lines[i];
	}
	if (part.n_lines == 0)
		return;
	catalog_find_skus(w, codes, part.n_lines, skus);
	for (size_t i = 0; i < part.n_lines; i++) {
		part.lines[i].list_milli = skus[i] ? skus[i]->unit_milli : 0;
		part.lines[i].member_milli = skus[i] ? skus[i]->member_milli : 0;
	}
	order_take_member_prices(w, &part, 0, true);
	for (size_t i = 0; i < part.n_lines; i++)
		of[i]->list_milli = part.lines[i].list_milli;
}

static bool has_line(const struct order *o, uint64_t id)
{
	const struct order_line *l = order_find_line(o, id);

	return l && l->ordered > l->cancelled;
}

/* Something that needs another product came, or something that may be needed went. */
static bool may_lack_more(const struct order *o, const struct order *was)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].has_needs && !has_line(was, o->lines[i].id))
			return true;
	for (size_t i = 0; i < was->n_lines; i++)
		if (has_line(was, was->lines[i].id) && !has_line(o, was->lines[i].id))
			return true;
	return false;
}

/* The address that it had is the nearest to what it should be. */
static const struct contact *better_before(struct work *w, const struct intake *now,
					   const struct contact *had)
{
	if (!lacks_something(now->contact))
		return NULL;
	return lacks_something(had) ? contact_before(w, now) : had;
}

static struct finding *look_for_new(struct work *w, struct order *o, const struct contact *c,
				    const struct order_before *was, const struct finding *open,
				    size_t n_open, size_t *n)
{
	struct finding *all = arena_array_of(w->arena, FINDINGS_MAX(o->n_lines), struct finding);
	struct intake now = { .order = o, .contact = c, .limits = limits_of(w) };
	struct intake before = { .order = was->order,
				 .contact = was->contact,
				 .limits = now.limits };

	find_list_prices(w, o, was->order);
	now.rows = before.rows = intake_store_before(w, o, &now.n_rows);
	before.n_rows = now.n_rows;
	now.before = better_before(w, &now, was->contact);
	if (may_lack_more(o, was->order)) {
		now.related = order_find_related(w, o, &now.n_related);
		before.related = order_find_related(w, was->order, &before.n_related);
	}
	*n = intake_look_again(w->arena, &before, &now, open, n_open, all);
	for (size_t i = 0; i < *n; i++) {
		all[i].id = work_id(w);
		all[i].at = w->now;
	}
	return all;
}

/* As if it were placed so. */
static void stop(struct work *w, struct order *o, const struct finding *f, size_t n)
{
	const char *reason = intake_hold_reason(f, n), *why;

	if (reason && !o->hold_reason) {
		o->hold_reason = reason;
		o->hold_until = INSTANT_NONE;
		tell_by_rule(w, o, (struct order_event){ .kind = EVENT_HELD, .to = reason });
	}
	if (!intake_needs_review(f, n, &why) || o->decision != ORDER_CONFIRMED)
		return;
	o->decision = ORDER_REVIEW;
	o->confirmed_at = INSTANT_NONE;
	tell_by_rule(w, o,
		     (struct order_event){ .kind = EVENT_TO_REVIEW,
					   .from = order_decision_word[ORDER_CONFIRMED],
					   .to = order_decision_word[ORDER_REVIEW],
					   .why = why });
}

void order_look_again(struct work *w, struct order *o, const struct order_before *was)
{
	const struct intake_limits limits = limits_of(w);
	bool settled[2] = { false, false };
	struct finding *open, *fresh = NULL, *all;
	size_t n, n_fresh = 0;
	struct contact c;

	if (w->past || o->decision == ORDER_DRAFT)
		return;
	open = intake_store_open(w, o->id, &n);
	if ((n == 0 && !was) || !contact_get(w, o->contact_id, &c))
		return;
	if (was)
		fresh = look_for_new(w, o, &c, was, open, n, &n_fresh);
	for (size_t i = 0; i < n; i++) {
		if (finding_still_holds(&open[i], o, &c, &limits) &&
		    !is_there_now(w, o, &open[i]) && !finding_is_outdone(&open[i], fresh, n_fresh))
			continue;
		settled[finding_holds(open[i].kind)] |= open[i].severity == FINDING_CHECK;
		order_finding_settle(w, &open[i], FINDING_CORRECTED);
	}
	intake_store_insert(w, o->id, fresh, n_fresh);
	stop(w, o, fresh, n_fresh);
	all = arena_array_of(w->arena, n + n_fresh + 1, struct finding);
	memcpy(all, open, n * sizeof *all);
	if (n_fresh > 0)
		memcpy(all + n, fresh, n_fresh * sizeof *all);
	for (int held = 0; held < 2; held++)
		if (settled[held])
			order_findings_go_on(w, o, all, n + n_fresh, held);
}

void order_settle_twin(struct work *w, struct order *o, uint64_t twin_id)
{
	struct finding *f;
	size_t n;

	f = intake_store_open(w, o->id, &n);
	for (size_t i = 0; i < n; i++) {
		if (f[i].kind != FINDING_DUPLICATE || f[i].subject_id != twin_id)
			continue;
		order_finding_settle(w, &f[i], FINDING_CORRECTED);
		order_findings_go_on(w, o, f, n, true);
	}
}

/* What was found while it was held for something else was there to be seen; notes of it stay. */
void order_pass_held(struct work *w, const struct order *o)
{
	struct finding *f;
	size_t n;

	if (is_held_by_checks(o)) {
		intake_store_settle_all(w, o->id, true, FINDING_PASSED);
		return;
	}
	f = intake_store_open(w, o->id, &n);
	for (size_t i = 0; i < n; i++)
		if (finding_holds(f[i].kind) && f[i].severity == FINDING_CHECK)
			order_finding_settle(w, &f[i], FINDING_PASSED);
}

void order_pass_reviewed(struct work *w, const struct order *o)
{
	if (o->decision == ORDER_REVIEW)
		intake_store_settle_all(w, o->id, false, FINDING_PASSED);
}

void order_drop_findings(struct work *w, const struct order *o)
{
	intake_store_settle_all(w, o->id, true, FINDING_GONE);
	intake_store_settle_all(w, o->id, false, FINDING_GONE);
}
