/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done to an order after it was placed: each act opens it, asks the rules, changes it,
 * tells and saves. */
#include <string.h>
#include "order/inside.h"
#include "order/store.h"
#include "promotion/promotion.h"

/* One act in one transaction: the frame around every use case below. */
struct act {
	struct order_ref ref;
	struct order_answer *out;
	enum order_act act;
	enum order_refusal (*change)(struct work *w, struct order *o, const struct act *a);
	/* what the act brings along; each uses its own */
	const char *reason;
	struct instant from, until;
	uint64_t line_id;
	int quantity;
	enum order_wait wait;
	const struct contact_draft *contact;
	int64_t agreed;
};

static int run(struct work *w, void *arg)
{
	const struct act *a = arg;
	struct order *o = order_open(w, a->ref.id);
	enum order_refusal r;

	a->out->order = o;
	if (!o)
		return ORDER_NOT_FOUND;
	if (a->ref.version && a->ref.version != o->version)
		return ORDER_STALE;
	a->out->reason = order_refuses(o, a->act, w->actor.kind == ACTOR_CUSTOMER);
	if (a->out->reason)
		return ORDER_NOT_NOW;
	r = a->change(w, o, a);
	if (r == ORDER_OK)
		order_save(w, o);
	return (int)r;
}

static enum order_refusal do_act(struct work *w, struct act a)
{
	*a.out = (struct order_answer){ 0 };
	return (enum order_refusal)work_transaction(w, run, &a);
}

/* A draft that is confirmed is placed first: only then is stock asked for and the customer told. */
static enum order_refusal place_draft(struct work *w, struct order *o, const struct act *a)
{
	if (w->app->wiring->reserve && !w->app->wiring->reserve(w, o, &a->out->line))
		return ORDER_NO_STOCK;
	for (size_t i = 0; i < o->n_lines; i++)
		o->lines[i].changed = true;
	/* The time to pay begins now, not when the draft was put aside. */
	if (o->pay_first && w->app->settings.pay_minutes > 0)
		o->pay_until = instant_add(w->now, w->app->settings.pay_minutes * INSTANT_MINUTE);
	o->decision = ORDER_CONFIRMED;
	o->confirmed_at = w->now;
	o->link_version = 1;
	/* Promised from now on, as far as the rule promised it, with what stock makes it wait for.
	 */
	order_promise(o, w->now, order_dispatch_of(w));
	o->waits_opened = order_waits(o);
	customer_count_order(w, o->customer_id, o->placed_at);
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_PLACED,
					 .from = order_decision_word[ORDER_DRAFT],
					 .to = order_decision_word[ORDER_CONFIRMED],
					 .has_amount = true,
					 .amount = o->total_amount });
	return ORDER_OK;
}

static enum order_refusal confirm(struct work *w, struct order *o, const struct act *a)
{
	if (o->decision == ORDER_DRAFT) {
		enum order_refusal r = place_draft(w, o, a);
		if (r != ORDER_OK)
			return r;
	} else {
		order_pass_reviewed(w, o);
		o->decision = ORDER_CONFIRMED;
		o->confirmed_at = w->now;
	}
	order_tell(w, o, (struct order_event){ .kind = EVENT_CONFIRMED });
	order_fulfil_intangibles(w, o);
	return ORDER_OK;
}

enum order_refusal order_confirm(struct work *w, struct order_ref r, struct order_answer *out)
{
	return do_act(w,
		      (struct act){ .ref = r, .out = out, .act = ACT_CONFIRM, .change = confirm });
}

static enum order_refusal hold(struct work *w, struct order *o, const struct act *a)
{
	o->hold_reason = a->reason;
	o->hold_until = a->until;
	order_tell(w, o, (struct order_event){ .kind = EVENT_HELD, .to = a->reason });
	return ORDER_OK;
}

enum order_refusal order_hold(struct work *w, struct order_ref r, const char *reason,
			      struct instant until, struct order_answer *out)
{
	return do_act(w, (struct act){ .ref = r,
				       .out = out,
				       .act = ACT_HOLD,
				       .change = hold,
				       .reason = reason,
				       .until = until });
}

static enum order_refusal release(struct work *w, struct order *o, const struct act *a)
{
	(void)a;
	order_pass_held(w, o);
	order_tell(w, o, (struct order_event){ .kind = EVENT_RELEASED, .from = o->hold_reason });
	o->hold_reason = NULL;
	o->hold_until = INSTANT_NONE;
	order_fulfil_intangibles(w, o);
	return ORDER_OK;
}

enum order_refusal order_release(struct work *w, struct order_ref r, struct order_answer *out)
{
	return do_act(w,
		      (struct act){ .ref = r, .out = out, .act = ACT_RELEASE, .change = release });
}

static enum order_refusal cancel(struct work *w, struct order *o, const struct act *a)
{
	const char *from = order_decision_word[o->decision];
	bool counted = o->decision != ORDER_DRAFT;

	for (size_t i = 0; i < o->n_lines; i++) {
		o->lines[i].cancelled = o->lines[i].ordered - o->lines[i].packed;
		order_line_stop_making(&o->lines[i]);
		o->lines[i].wait = WAIT_NONE;
		o->lines[i].wait_until = INSTANT_NONE;
		o->lines[i].changed = true;
	}
	o->decision = ORDER_CANCELLED;
	o->cancel_reason = a->reason;
	o->hold_reason = NULL;
	o->hold_until = INSTANT_NONE;
	o->pay_until = INSTANT_NONE;
	o->closed_at = w->now;
	order_drop_findings(w, o);
	if (counted)
		customer_uncount_order(w, o->customer_id, o->id, o->placed_at);
	if (order_is_promoted(o))
		promotion_give_back(w, o->id);
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_CANCELLED,
					 .from = from,
					 .to = "cancelled",
					 .why = a->reason });
	return ORDER_OK;
}

enum order_refusal order_cancel(struct work *w, struct order_ref r, const char *reason,
				struct order_answer *out)
{
	return do_act(w, (struct act){ .ref = r,
				       .out = out,
				       .act = ACT_CANCEL,
				       .change = cancel,
				       .reason = reason });
}

static struct order_line *line_of(struct order *o, uint64_t id)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].id == id)
			return &o->lines[i];
	return NULL;
}

static bool all_cancelled(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].cancelled < o->lines[i].ordered)
			return false;
	return true;
}

static enum order_refusal cancel_line(struct work *w, struct order *o, const struct act *a)
{
	struct order_line *l = line_of(o, a->line_id);

	if (!l)
		return ORDER_NOT_FOUND;
	if (a->quantity < 1 || a->quantity > order_line_open(l))
		return ORDER_BAD_QUANTITY;
	l->cancelled += a->quantity;
	order_line_stop_making(l);
	l->changed = true;
	if (l->cancelled == l->ordered) {
		l->wait = WAIT_NONE;
		l->wait_until = INSTANT_NONE;
	}
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_LINE_CANCELLED,
					 .to = l->sku_code,
					 .why = a->reason,
					 .subject_id = l->id,
					 .quantity = a->quantity });
	/* Nothing left to send: the order as a whole is cancelled, and the customer is told once.
	 */
	return all_cancelled(o) ? cancel(w, o, a) : ORDER_OK;
}

enum order_refusal order_cancel_line(struct work *w, struct order_ref r, uint64_t line_id,
				     int quantity, const char *reason, struct order_answer *out)
{
	return do_act(w, (struct act){ .ref = r,
				       .out = out,
				       .act = ACT_CANCEL_LINE,
				       .change = cancel_line,
				       .line_id = line_id,
				       .quantity = quantity,
				       .reason = reason });
}

static void complete(struct work *w, struct order *o, struct actor who)
{
	struct order_event e = {
		.kind = EVENT_CLOSED, .actor = who, .from = "confirmed", .to = "closed"
	};

	o->decision = ORDER_CLOSED;
	o->closed_at = w->now;
	order_tell_all(w, o, &e, 1);
}

static enum order_refusal close_it(struct work *w, struct order *o, const struct act *a)
{
	(void)a;
	complete(w, o, w->actor);
	return ORDER_OK;
}

enum order_refusal order_close(struct work *w, struct order_ref r, struct order_answer *out)
{
	return do_act(w,
		      (struct act){ .ref = r, .out = out, .act = ACT_CLOSE, .change = close_it });
}

/* What is not to be made any more is taken from the shelf. */
static bool keep_again(struct work *w, struct order *o, struct order_line *l)
{
	struct order part = *o;
	size_t line;

	part.lines = l;
	part.n_lines = 1;
	return l->wait == WAIT_PRODUCTION || o->decision == ORDER_DRAFT ||
	       !w->app->wiring->reserve || w->app->wiring->reserve(w, &part, &line);
}

static enum order_refusal set_wait(struct work *w, struct order *o, const struct act *a)
{
	struct order_line *l = line_of(o, a->line_id);
	enum order_wait was;
	const char *from;

	if (!l)
		return ORDER_NOT_FOUND;
	if (order_line_open(l) < 1)
		return ORDER_BAD_QUANTITY;
	was = l->wait;
	from = order_wait_word[was];
	l->wait = a->wait;
	l->wait_until = a->wait == WAIT_NONE ? INSTANT_NONE : a->until;
	if (a->wait != WAIT_PRODUCTION)
		l->in_production = 0;
	l->changed = true;
	if (was == WAIT_PRODUCTION && !keep_again(w, o, l))
		return ORDER_NO_STOCK;
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_WAIT_CHANGED,
					 .from = from,
					 .to = order_wait_word[a->wait],
					 .subject_id = l->id });
	order_fulfil_intangibles(w, o);
	return ORDER_OK;
}

enum order_refusal order_set_wait(struct work *w, struct order_ref r, uint64_t line_id,
				  enum order_wait wait, struct instant until,
				  struct order_answer *out)
{
	return do_act(w, (struct act){ .ref = r,
				       .out = out,
				       .act = ACT_SET_WAIT,
				       .change = set_wait,
				       .line_id = line_id,
				       .wait = wait,
				       .until = until });
}

static enum order_refusal set_promise(struct work *w, struct order *o, const struct act *a)
{
	const char *was = order_time_word(w, o->promised_to);

	if (a->until.us < order_waits(o).until.us)
		return ORDER_TOO_EARLY;
	o->promised_from = a->from;
	o->promised_to = a->until;
	o->meant_from = o->meant_to = INSTANT_NONE;
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_PROMISE_CHANGED,
					 .from = was,
					 .to = order_time_word(w, a->until),
					 .why = a->reason });
	return ORDER_OK;
}

enum order_refusal order_set_promise(struct work *w, struct order_ref r, struct instant from,
				     struct instant to, const char *why, struct order_answer *out)
{
	return do_act(w, (struct act){ .ref = r,
				       .out = out,
				       .act = ACT_SET_WAIT,
				       .change = set_promise,
				       .from = from,
				       .until = to,
				       .reason = why });
}

static enum order_refusal change_contact(struct work *w, struct order *o, const struct act *a)
{
	const struct order *was = order_copy(w, o);
	struct contact_draft d = *a->contact;
	struct order_before before = { was, NULL };
	struct contact c;
	bool moves;

	if (contact_get(w, o->contact_id, &c)) {
		before.contact = &c;
		d.country = d.country ? d.country : c.country;
	}
	o->contact_id = contact_add_version(w, o->customer_id, &d);
	moves = order_move_tax(w, o, &d);
	if (moves && !order_tax_again(o))
		return ORDER_TOO_LARGE;
	a->out->was = was;
	if (o->live_amount != was->live_amount && o->live_amount != a->agreed)
		return ORDER_NOT_AGREED;
	if (o->live_amount < was->live_amount && o->live_amount < o->credited_amount)
		return ORDER_UNDER_CREDIT;
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_CONTACT_CHANGED,
					 .subject_id = o->contact_id });
	if (o->live_amount != was->live_amount)
		order_edit_tell(w, o, was, NULL);
	if (moves) {
		order_store_put_lines(w, o);
		order_store_update_amounts(w, o);
	}
	order_look_again(w, o, before.contact ? &before : NULL);
	return ORDER_OK;
}

enum order_refusal order_change_contact(struct work *w, struct order_ref r,
					const struct contact_draft *d, int64_t agreed,
					struct order_answer *out)
{
	return do_act(w, (struct act){ .ref = r,
				       .out = out,
				       .act = ACT_CHANGE_CONTACT,
				       .change = change_contact,
				       .contact = d,
				       .agreed = agreed });
}

static enum order_refusal confirm_receipt(struct work *w, struct order *o, const struct act *a)
{
	(void)a;
	order_tell(w, o, (struct order_event){ .kind = EVENT_RECEIPT_CONFIRMED });
	/* Behind the parcels, which this delivers: who has all of it and paid waits for nothing. */
	if (order_completes_by_itself(o))
		complete(w, o, (struct actor){ ACTOR_RULE, 0 });
	return ORDER_OK;
}

enum order_refusal order_confirm_receipt(struct work *w, struct order_ref r,
					 struct order_answer *out)
{
	return do_act(w, (struct act){ .ref = r,
				       .out = out,
				       .act = ACT_CONFIRM_RECEIPT,
				       .change = confirm_receipt });
}

void order_add_note(struct work *w, uint64_t order_id, const char *body)
{
	uint64_t by = w->actor.kind == ACTOR_STAFF ? w->actor.id : 0;

	order_mention(w, order_id, order_store_insert_note(w, order_id, by, body), body);
}
