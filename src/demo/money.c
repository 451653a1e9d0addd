/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money comes in, and goes back: for what was cancelled, sent back, broken or lost. */
#include "demo/shop.h"
#include "payment/payment.h"
#include "stock/stock.h"

/* ---- in ---- */

static const char *reference(struct shop *s, struct errand *e)
{
	static const char *const prefix[ORDER_PAYMENT_METHOD__MAX] = { "COD-", "CMB", "WX42000" };

	return arena_printf(s->work.arena, "%s%08llu", prefix[e->method],
			    (unsigned long long)(dice_next(&e->dice) % 100000000));
}

/* value: how much; 0: all that is due. */
void step_pay(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	int64_t due = e->total - e->paid;
	struct payment_draft d = { .method = e->method,
				   .amount =
					   step->value > 0 && step->value < due ? step->value : due,
				   .reference = reference(s, e),
				   .at = INSTANT_NONE };
	struct payment_answer a;
	enum payment_refusal r;

	if (e->over || due <= 0)
		return;
	r = payment_capture(e->method == PAY_ELSEWHERE ? shop_as(s, ACTOR_API_KEY, 0)
						       : shop_as(s, ACTOR_STAFF, 0),
			    errand_ref(e), &d, &a);
	if (r != PAYMENT_OK)
		shop_refused(s, "paying", e, (int)r, a.reason);
	e->paid += d.amount;
	e->payment_id = a.id;
	e->settled = e->settled || e->paid >= e->total;
	errand_go_on(s, step->subject);
}

/* The time to pay ran out; the worker's own rule says so. */
void step_expire(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];

	/* it takes all whose time is over, so another one's step may have been first */
	(void)payment_expire_unpaid(shop_as(s, ACTOR_RULE, 0));
	e->over = true;
	if (dice_says(&e->dice, 200))
		note_by_desk(s, e, "expired", &e->dice);
}

/* ---- out ---- */

/* What was paid beyond what is owed goes back, by the way it came. */
void step_refund(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	struct payment_answer a;
	enum payment_refusal r;
	struct order *o;
	int64_t amount;

	if (!order_get(shop_as(s, ACTOR_STAFF, 0), e->id, &o))
		return;
	amount = -order_due(o);
	if (amount <= 0)
		return;
	r = payment_refund(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), e->payment_id, amount,
			   "原路退回", &a);
	if (r != PAYMENT_OK)
		shop_refused(s, "refunding", e, (int)r, a.reason);
	e->paid -= amount;
}

static void refund_tomorrow(struct shop *s, struct errand *e, size_t errand)
{
	queue_add(s, STEP_REFUND, day_between(instant_local_day(s->work.now) + 1, 9, 18, &e->dice),
		  errand, 0);
}

struct taking_back {
	struct shop *shop;
	struct errand *errand;
	int lines; /* so many of them */
};

/* What is paid for a line's units that arrived. */
static int64_t worth(const struct order_line *l, int units)
{
	return (l->amount - l->discount) * units / l->ordered;
}

/* The goods are back and as good as new: on the shelf again, and credited. */
static int take_back(struct work *w, void *arg)
{
	struct taking_back *t = arg;
	struct order *o = order_open(w, t->errand->id);
	struct credit_draft d = { .kind = CREDIT_RETURN,
				  .why = "七天无理由退货",
				  .at = INSTANT_NONE };
	int left = t->lines;
	uint64_t id;

	for (size_t i = 0; o && i < o->n_lines && left > 0; i++) {
		struct order_line *l = &o->lines[i];
		int units = l->delivered - l->returned;

		if (!order_line_ships(l) || units <= 0)
			continue;
		left--;
		d.amount += worth(l, units);
		l->returned += units;
		l->changed = true;
		/* not stocked goods are thrown away */
		(void)!stock_move(w, &(struct stock_move){ .sku_id = l->sku_id,
							   .quantity = units,
							   .kind = MOVE_RECEIPT,
							   .why = "退货入库",
							   .at = INSTANT_NONE });
	}
	if (!o || d.amount == 0)
		return 0;
	if (payment_credit_open(w, o, &d, &id) != PAYMENT_OK)
		shop_refused(t->shop, "the credit", t->errand, 0, NULL);
	order_save(w, o);
	t->errand->total = o->live_amount - o->credited_amount;
	return 0;
}

void step_take_back(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	struct taking_back t = { s, e, e->life->turn == TURN_ALL_BACK ? BASKET_MAX : 1 };

	(void)work_transaction(shop_as(s, ACTOR_STAFF, 0), take_back, &t);
	refund_tomorrow(s, e, step->subject);
}

static void credit(struct shop *s, struct errand *e, int64_t amount, const char *why)
{
	struct credit_draft d = {
		.kind = CREDIT_GOODWILL, .amount = amount, .why = why, .at = INSTANT_NONE
	};
	struct payment_answer a;
	enum payment_refusal r = payment_credit(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), &d, &a);

	if (r != PAYMENT_OK)
		shop_refused(s, "the credit", e, (int)r, a.reason);
	e->total = a.order->live_amount - a.order->credited_amount;
}

void step_goodwill(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	int64_t amount = e->total / 1000 * 100;

	if (amount <= 0)
		return;
	credit(s, e, amount, "商品小瑕疵，部分退款");
	note_by_desk(s, e, "goodwill", &e->dice);
	refund_tomorrow(s, e, step->subject);
}

/* A parcel that is not found any more: all that was in it is given back. */
void step_write_off(struct shop *s, const struct step *step)
{
	struct box *b = &s->boxes[step->subject];
	struct shipping_answer a;

	/* silent for so long, it is flagged by now */
	(void)shipping_watch(shop_as(s, ACTOR_RULE, 0));
	if (parcel_solve(shop_as(s, ACTOR_STAFF, 0), (struct parcel_ref){ b->id, 0 }, &a) !=
	    SHIPPING_OK)
		return;
	for (size_t i = 0; i < b->n_errands; i++) {
		struct errand *e = &s->errands[b->errands[i]];

		credit(s, e, e->total, "快递遗失，全额退款");
		note_by_desk(s, e, "lost", &e->dice);
		refund_tomorrow(s, e, b->errands[i]);
	}
}
