/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at new orders, and settling what was found: by what is proposed, by saying that it is
 * right so, by any other change of the order. */
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

/* Settled ones have no id any more. `held`: one of those that hold was settled; else of the
 * others. */
static void go_on(struct work *w, struct order *o, const struct finding *f, size_t n, bool held)
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

static void settle(struct work *w, struct finding *f, enum finding_state as)
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

void order_look_again(struct work *w, struct order *o)
{
	const struct intake_limits limits = limits_of(w);
	bool settled[2] = { false, false };
	struct finding *f;
	struct contact c;
	size_t n;

	if (w->past)
		return;
	f = intake_store_open(w, o->id, &n);
	if (n == 0 || !contact_get(w, o->contact_id, &c))
		return;
	for (size_t i = 0; i < n; i++) {
		if (finding_still_holds(&f[i], o, &c, &limits) && !is_there_now(w, o, &f[i]))
			continue;
		settled[finding_holds(f[i].kind)] |= f[i].severity == FINDING_CHECK;
		settle(w, &f[i], FINDING_CORRECTED);
	}
	for (int held = 0; held < 2; held++)
		if (settled[held])
			go_on(w, o, f, n, held);
}

void order_settle_twin(struct work *w, struct order *o, uint64_t twin_id)
{
	struct finding *f;
	size_t n;

	f = intake_store_open(w, o->id, &n);
	for (size_t i = 0; i < n; i++) {
		if (f[i].kind != FINDING_DUPLICATE || f[i].subject_id != twin_id)
			continue;
		settle(w, &f[i], FINDING_CORRECTED);
		go_on(w, o, f, n, true);
	}
}

void order_pass_held(struct work *w, const struct order *o)
{
	if (is_held_by_checks(o))
		intake_store_settle_all(w, o->id, true, FINDING_PASSED);
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

/* ---- by one click ---- */

struct passing {
	struct order_ref ref;
	uint64_t id;
	uint64_t other; /* the order to cancel with it; 0: none */
	struct order_answer *out;
};

static struct finding *find(struct finding *f, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].id == id)
			return &f[i];
	return NULL;
}

/* The other one of two was placed before, so that its row is locked first. */
static enum order_refusal cancel_other(struct work *w, uint64_t other, struct order_answer *out)
{
	enum order_refusal r = order_cancel(w, (struct order_ref){ other, 0 }, "duplicate", out);

	return r == ORDER_NOT_FOUND ? ORDER_NOT_NOW : r;
}

static int pass(struct work *w, void *arg)
{
	const struct passing *p = arg;
	struct finding *all, *f;
	enum finding_kind kind;
	struct order *o;
	size_t n;

	if (p->other) {
		enum order_refusal r = cancel_other(w, p->other, p->out);
		if (r != ORDER_OK)
			return (int)r;
	}
	o = order_open(w, p->ref.id);
	*p->out = (struct order_answer){ .order = o, .reason = "settled" };
	if (!o)
		return ORDER_NOT_FOUND;
	if (p->ref.version && p->ref.version != o->version)
		return ORDER_STALE;
	all = intake_store_open(w, o->id, &n);
	f = find(all, n, p->id);
	if (!f)
		return ORDER_NOT_NOW;
	kind = f->kind;
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_CHECKED, .why = finding_kind_word[kind] });
	settle(w, f, FINDING_PASSED);
	go_on(w, o, all, n, finding_holds(kind));
	order_save(w, o);
	return ORDER_OK;
}

static bool correction_of(struct work *w, const struct finding *f, struct order_edit_line *line)
{
	const char *name_en, *name_zh;

	*line = (struct order_edit_line){ .line = f->subject_id, .quantity = -1, .unit_milli = -1 };
	if (f->kind == FINDING_PRICE)
		line->unit_milli = f->proposed;
	else
		line->quantity = f->proposed;
	if (f->kind != FINDING_NEEDS)
		return true;
	line->line = 0;
	line->quantity = 1;
	return intake_store_needed(w, (uint64_t)f->proposed, &line->sku, &name_en, &name_zh);
}

static enum order_refusal accept_line(struct work *w, struct order_ref r, const struct finding *f,
				      bool may_price, struct order_answer *out)
{
	struct order_edit_line line;
	struct order_edit e = {
		.lines = &line, .n_lines = 1, .discount = -1, .shipping = -1, .may_price = may_price
	};
	enum order_refusal said =
		correction_of(w, f, &line) ? order_propose(w, r, &e, out) : ORDER_NO_SKU;

	if (said != ORDER_PROPOSED)
		return said;
	e.agreed = out->order->live_amount;
	return order_edit(w, r, &e, out);
}

/* What is lacking comes from the other contact; the rest stays as the order has it. */
static bool better_contact(struct work *w, const struct finding *f, const struct contact *now,
			   struct contact_draft *d)
{
	struct contact from;

	*d = (struct contact_draft){ .name = now->name,
				     .phone = now->phone,
				     .email = now->email,
				     .country = now->country,
				     .province = now->province,
				     .city = now->city,
				     .district = now->district,
				     .street = now->street,
				     .postcode = now->postcode };
	if (f->kind == FINDING_POSTCODE) {
		d->postcode = postcode_of(w->arena, now->country, now->postcode);
		return d->postcode != NULL;
	}
	if (!contact_get(w, (uint64_t)f->proposed, &from))
		return false;
	if (f->kind == FINDING_PHONE) {
		d->phone = from.phone;
		return true;
	}
	d->country = from.country;
	d->province = from.province;
	d->city = from.city;
	d->district = from.district;
	d->street = from.street;
	d->postcode = from.postcode;
	return true;
}

static enum order_refusal accept(struct work *w, struct order_ref r, const struct finding *f,
				 bool may_price, struct order_answer *out)
{
	struct contact_draft d;
	struct contact now;

	switch (f->kind) {
	case FINDING_LARGE_QUANTITY:
	case FINDING_UNUSUAL_QUANTITY:
	case FINDING_PRICE:
	case FINDING_NEEDS:
		if (f->proposed)
			return accept_line(w, r, f, may_price, out);
		break;
	case FINDING_ADDRESS:
	case FINDING_PHONE:
	case FINDING_POSTCODE:
		if ((f->proposed || f->kind == FINDING_POSTCODE) &&
		    contact_get(w, out->order->contact_id, &now) && better_contact(w, f, &now, &d))
			return order_change_contact(w, r, &d, ORDER_NOT_ASKED, out);
		break;
	case FINDING_LARGE_AMOUNT:
	case FINDING_DUPLICATE:
	case FINDING_KIND__MAX:
		break;
	}
	out->reason = "nothing_proposed";
	return ORDER_NOT_NOW;
}

static enum order_refusal settle_twins(struct work *w, struct passing *p, const struct finding *f,
				       enum finding_answer how)
{
	if (f->kind != FINDING_DUPLICATE) {
		p->out->reason = "nothing_proposed";
		return ORDER_NOT_NOW;
	}
	if (how == FINDING_CANCEL)
		return order_cancel(w, p->ref, "duplicate", p->out);
	p->other = f->subject_id;
	return (enum order_refusal)work_transaction(w, pass, p);
}

enum order_refusal order_settle_finding(struct work *w, struct order_ref r, uint64_t finding_id,
					enum finding_answer how, bool may_price,
					struct order_answer *out)
{
	struct passing p = { .ref = r, .id = finding_id, .out = out };
	struct finding *f;
	size_t n;

	*out = (struct order_answer){ .reason = "settled" };
	if (!order_get(w, r.id, &out->order))
		return ORDER_NOT_FOUND;
	if (!r.version)
		r.version = out->order->version;
	f = intake_store_open(w, r.id, &n);
	f = find(f, n, finding_id);
	if (!f)
		return ORDER_NOT_NOW;
	switch (how) {
	case FINDING_ACCEPT:
		return accept(w, r, f, may_price, out);
	case FINDING_CANCEL:
	case FINDING_CANCEL_OTHER:
		return settle_twins(w, &p, f, how);
	case FINDING_PASS:
	case FINDING_ANSWER__MAX:
		break;
	}
	return (enum order_refusal)work_transaction(w, pass, &p);
}
