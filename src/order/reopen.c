/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening orders again that were over: closed ones go on, cancelled ones get back what was
 * cancelled with them. */
#include <string.h>
#include "order/inside.h"
#include "order/store.h"
#include "promotion/promotion.h"

struct reopening {
	struct order_ref ref;
	const char *why;
	struct order_answer *out;
};

/* What is made to order waits for production again, as when it was placed. */
static void wait_again(struct work *w, struct order *o)
{
	bool *made = arena_array_of(w->arena, o->n_lines + 1, bool);

	order_find_made(w, o, made);
	for (size_t i = 0; i < o->n_lines; i++)
		if (made[i] && order_line_open(&o->lines[i]) > 0)
			o->lines[i].wait = WAIT_PRODUCTION;
}

/* False: each unit was cancelled by itself. */
static bool give_back(struct work *w, struct order *o)
{
	int *alone = arena_array_of(w->arena, o->n_lines + 1, int);
	bool any = false;

	order_store_cancelled_alone(w, o, alone);
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];
		l->cancelled = alone[i] < l->cancelled ? alone[i] : l->cancelled;
		l->changed = true;
		any = any || l->cancelled < l->ordered;
	}
	o->live_amount = order_live_amount(o);
	return any;
}

static enum order_refusal keep_again(struct work *w, struct order *o, struct order_answer *out)
{
	const struct settings *s = &w->app->settings;

	wait_again(w, o);
	if (w->app->wiring->reserve && !w->app->wiring->reserve(w, o, &out->line))
		return ORDER_NO_STOCK;
	if (o->pay_first && s->pay_minutes > 0 && order_due(o) > 0 && o->captured_amount == 0)
		o->pay_until = instant_add(w->now, s->pay_minutes * INSTANT_MINUTE);
	order_promise(o, w->now, order_dispatch_of(w));
	o->waits_opened = order_waits(o);
	customer_count_order(w, o->customer_id, o->placed_at);
	return ORDER_OK;
}

static enum order_refusal uncancel(struct work *w, struct order *o, struct order_answer *out)
{
	bool told = order_was_told(o);

	if (!give_back(w, o)) {
		out->reason = "all_cancelled";
		return ORDER_NOT_NOW;
	}
	if (order_is_promoted(o))
		promotion_hold_again(w, o->id);
	o->cancel_reason = NULL;
	o->closed_at = INSTANT_NONE;
	o->decision = !told                              ? ORDER_DRAFT
		      : instant_is_none(o->confirmed_at) ? ORDER_REVIEW
							 : ORDER_CONFIRMED;
	return told ? keep_again(w, o, out) : ORDER_OK;
}

static int run(struct work *w, void *arg)
{
	const struct reopening *a = arg;
	struct order *o = order_open(w, a->ref.id);
	enum order_refusal r = ORDER_OK;
	const char *from;

	*a->out = (struct order_answer){ .order = o };
	if (!o)
		return ORDER_NOT_FOUND;
	if (a->ref.version && a->ref.version != o->version)
		return ORDER_STALE;
	a->out->reason = order_refuses(o, ACT_REOPEN, w->actor.kind == ACTOR_CUSTOMER);
	if (a->out->reason)
		return ORDER_NOT_NOW;
	from = order_decision_word[o->decision];
	o->was_over_at = o->decision == ORDER_CANCELLED ? o->closed_at : INSTANT_NONE;
	/* closed_at stays on what was closed: the clock does not close it a second time. */
	if (o->decision == ORDER_CLOSED)
		o->decision = ORDER_CONFIRMED;
	else
		r = uncancel(w, o, a->out);
	if (r != ORDER_OK)
		return (int)r;
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_REOPENED,
					 .from = from,
					 .to = order_decision_word[o->decision],
					 .why = a->why });
	order_fulfil_intangibles(w, o);
	order_save(w, o);
	return ORDER_OK;
}

enum order_refusal order_reopen(struct work *w, struct order_ref r, const char *why,
				struct order_answer *out)
{
	struct reopening a = { r, why, out };

	return (enum order_refusal)work_transaction(w, run, &a);
}
