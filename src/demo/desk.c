/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the people at the desk, and the customers, do to an order before it is packed; and its end
 * by rule. */
#include "base/fail.h"
#include "demo/shop.h"
#include "production/production.h"

enum { CLOSING_TRIES = 60, LEFT_HOURS = 36 };

/* ---- confirming ---- */

static struct good *good_of(struct shop *s, uint64_t sku_id)
{
	for (size_t i = 0; i < s->goods.n; i++) {
		if (s->goods.v[i].id == sku_id)
			return &s->goods.v[i];
	}
	fail("demo: an order of what is not sold");
}

/* What was kept aside is only asked of the shelf now; when it is gone, nothing becomes of the
 * order. */
static bool is_still_there(struct shop *s, const struct errand *e)
{
	struct order *o;

	if (!order_get(shop_as(s, ACTOR_STAFF, 0), e->id, &o))
		return false;
	for (size_t i = 0; i < o->n_lines; i++) {
		const struct good *g = good_of(s, o->lines[i].sku_id);

		if (good_is_stocked(g) && !g->backorder && g->available < o->lines[i].ordered)
			return false;
	}
	for (size_t i = 0; i < o->n_lines; i++)
		good_of(s, o->lines[i].sku_id)->available -= o->lines[i].ordered;
	return true;
}

void step_confirm(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	bool was_draft = e->decision == ORDER_DRAFT;
	struct order_answer a;
	enum order_refusal r;

	if (e->over)
		return;
	if (was_draft && !is_still_there(s, e)) {
		e->over = true;
		r = order_cancel(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), "no_stock", &a);
	} else {
		r = order_confirm(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), &a);
	}
	if (r != ORDER_OK)
		shop_refused(s, "confirming", e, (int)r, a.reason);
	e->decision = a.order->decision;
	if (!was_draft && dice_says(&e->dice, 400))
		note_by_desk(s, e, "review", &e->dice);
	errand_go_on(s, step->subject);
}

/* ---- holding ---- */

void step_hold(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	bool is_wish = e->life->hold[0] == 'c';
	struct instant until =
		is_wish ? day_at(instant_local_day(s->work.now) + 4, 9, 0) : INSTANT_NONE;
	struct order_answer a;
	enum order_refusal r;

	if (e->over)
		return;
	r = order_hold(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), e->life->hold, until, &a);
	if (r == ORDER_NOT_NOW)
		return;
	if (r != ORDER_OK)
		shop_refused(s, "holding", e, (int)r, a.reason);
	e->held = true;
	note_by_desk(s, e, arena_printf(s->work.arena, "hold_%s", e->life->hold), &e->dice);
	if (e->life->halt != HALT_HELD)
		queue_add(s, STEP_RELEASE,
			  in_opening_hours(instant_add(s->work.now,
						       dice_time(&e->dice, 3 * INSTANT_HOUR,
								 44 * INSTANT_HOUR)),
					   &e->dice),
			  step->subject, 0);
}

void step_release(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	struct order_answer a;
	enum order_refusal r;

	if (e->over)
		return;
	r = order_release(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), &a);
	if (r != ORDER_OK)
		shop_refused(s, "releasing", e, (int)r, a.reason);
	e->held = false;
	errand_go_on(s, step->subject);
}

/* ---- cancelling ---- */

static void give_money_back(struct shop *s, struct errand *e, size_t errand)
{
	if (e->paid > 0)
		queue_add(s, STEP_REFUND,
			  in_opening_hours(instant_add(s->work.now,
						       dice_time(&e->dice, 2 * INSTANT_HOUR,
								 20 * INSTANT_HOUR)),
					   &e->dice),
			  errand, 0);
}

/* Too late once it is packed: then it simply goes on. */
void step_cancel(struct shop *s, const struct step *step)
{
	static const char *const reasons[] = { "changed_mind", "ordered_twice", "wrong_item",
					       "too_slow" };
	struct errand *e = &s->errands[step->subject];
	struct order_answer a;
	enum order_refusal r;

	r = order_cancel(shop_as(s, ACTOR_CUSTOMER, s->people.v[e->person].id), errand_ref(e),
			 reasons[dice_below(&e->dice, 4)], &a);
	if (r == ORDER_NOT_NOW)
		return;
	if (r != ORDER_OK)
		shop_refused(s, "cancelling", e, (int)r, a.reason);
	e->over = true;
	give_money_back(s, e, step->subject);
}

/* One piece less, on the phone. */
void step_fewer(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	struct order_answer a;
	enum order_refusal r;
	int i = 0;

	while (i < e->n_lines && e->quantity[i] < 2)
		i++;
	if (i == e->n_lines || e->over || e->made[i])
		return;
	r = order_cancel_line(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), e->line_id[i], 1,
			      "customer_wish", &a);
	if (r == ORDER_NOT_NOW)
		return;
	if (r != ORDER_OK)
		shop_refused(s, "cancelling a piece", e, (int)r, a.reason);
	e->quantity[i]--;
	e->to_arrive--;
	e->total = a.order->live_amount;
	if (e->paid > e->total)
		give_money_back(s, e, step->subject);
}

/* ---- making to order ---- */

/* Each item is a batch of its own; what was ordered last is left for who looks at the shop. */
void step_make(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	int64_t today = instant_local_day(s->work.now);
	int days = dice_between(&e->dice, 4, 6);
	struct instant ready = day_between(today + days, 9, 18, &e->dice);

	if (e->over || e->held) {
		e->queued = false;
		return;
	}
	if (s->end.us - s->work.now.us < LEFT_HOURS * INSTANT_HOUR)
		return;
	for (int i = 0; i < e->n_lines; i++) {
		struct production_want want = { e->line_id[i], e->quantity[i], 0 };
		struct production_draft d = { .sku = e->code[i],
					      .lines = &want,
					      .n_lines = 1,
					      .due = day_at(today + days + 1, 18, 0),
					      .start = true };
		struct production_answer a;
		enum production_refusal r;

		if (!e->made[i])
			continue;
		r = production_plan(shop_as(s, ACTOR_STAFF, 0), &d, &a);
		if (r != PRODUCTION_OK)
			shop_refused(s, "starting to make", e, (int)r, a.reason);
		e->batch[i] = a.batch->id;
	}
	queue_add(s, STEP_MADE, ready, step->subject, 0);
}

void step_made(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];

	if (e->over)
		return;
	for (int i = 0; i < e->n_lines; i++) {
		struct production_result result = { .made = e->quantity[i] };
		struct production_answer a;
		enum production_refusal r;

		if (!e->made[i])
			continue;
		r = production_finish(shop_as(s, ACTOR_STAFF, 0),
				      (struct production_ref){ e->batch[i], 0 }, &result, &a);
		if (r != PRODUCTION_OK)
			shop_refused(s, "making", e, (int)r, a.reason);
		e->made[i] = false;
	}
	e->queued = false;
	errand_go_on(s, step->subject);
}

/* ---- the end ---- */

/* An order with money open stays open; it is looked at again each day. */
void step_close(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	struct order_answer a;
	enum order_refusal r = order_close(shop_as(s, ACTOR_RULE, 0), errand_ref(e), &a);

	/* its customer said that all has come, and that closed it */
	if (r == ORDER_NOT_NOW && a.order->decision == ORDER_CLOSED)
		return;
	if (r == ORDER_OK || ++e->tries > CLOSING_TRIES)
		return;
	if (r != ORDER_NOT_NOW)
		shop_refused(s, "closing", e, (int)r, a.reason);
	queue_add(s, STEP_CLOSE, instant_add(s->work.now, INSTANT_DAY), step->subject, 0);
}
