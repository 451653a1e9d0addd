/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels on their way: what is heard of them, and what the desk does about it. */
#include "demo/shop.h"

static struct parcel_ref ref(const struct box *b)
{
	return (struct parcel_ref){ b->id, 0 };
}

static struct errand *first(struct shop *s, const struct box *b)
{
	return &s->errands[b->errands[0]];
}

/* ---- the end of an order's way ---- */

void errand_arrived(struct shop *s, size_t errand)
{
	struct errand *e = &s->errands[errand];
	struct instant now = s->work.now;
	int64_t today = instant_local_day(now), close_days = s->work.app->settings.close_days;
	bool company = s->people.v[e->person].company;

	if (e->paid < e->total)
		queue_add(s, STEP_PAY,
			  day_between(today + (company ? dice_between(&e->dice, 4, 20) : 1), 9, 18,
				      &e->dice),
			  errand, 0);
	if (e->life->turn == TURN_GOODWILL)
		queue_add(s, STEP_GOODWILL,
			  day_between(today + dice_between(&e->dice, 1, 3), 9, 20, &e->dice),
			  errand, 0);
	if (e->life->turn == TURN_ALL_BACK || e->life->turn == TURN_SOME_BACK)
		queue_add(s, STEP_TAKE_BACK,
			  day_between(today + dice_between(&e->dice, 4, 6), 9, 17, &e->dice),
			  errand, 0);
	e->tries = 0;
	queue_add(s, STEP_CLOSE,
		  instant_add(now, close_days * INSTANT_DAY +
					   dice_time(&e->dice, INSTANT_MINUTE, INSTANT_HOUR)),
		  errand, 0);
}

static void arrived(struct shop *s, const struct box *b)
{
	for (int i = 0; i < b->n_lines; i++)
		s->errands[b->lines[i].errand].to_arrive -= b->lines[i].quantity;
	for (size_t k = 0; k < b->n_errands; k++) {
		if (s->errands[b->errands[k]].to_arrive == 0)
			errand_arrived(s, b->errands[k]);
	}
}

/* ---- news ---- */

/* The customer says so before the carrier does. */
static bool confirm_receipt(struct shop *s, const struct box *b)
{
	const struct person *p = &s->people.v[first(s, b)->person];
	bool all = true;

	for (size_t k = 0; k < b->n_errands; k++) {
		struct order_answer a;

		all = order_confirm_receipt(shop_as(s, ACTOR_CUSTOMER, p->id),
					    errand_ref(&s->errands[b->errands[k]]),
					    &a) == ORDER_OK &&
		      all;
	}
	return all;
}

static void hear(struct shop *s, const struct box *b, const struct scan *scan)
{
	struct parcel_news n = { .parcel_id = b->id,
				 .state = scan->state,
				 .at = INSTANT_NONE,
				 .place = scan->place,
				 .words = scan->words,
				 .lang = "zh-CN",
				 .problem = scan->problem };
	struct shipping_answer a;
	enum shipping_refusal r =
		parcel_event(shop_as(s, b->number ? ACTOR_CARRIER : ACTOR_STAFF, 0), &n, &a);

	if (r != SHIPPING_OK)
		shop_refused(s, "news", first(s, b), (int)r, NULL);
}

static void react(struct shop *s, struct box *b, size_t box, const struct scan *scan)
{
	struct instant soon =
		in_opening_hours(instant_add(s->work.now, dice_time(&b->dice, 20 * INSTANT_MINUTE,
								    3 * INSTANT_HOUR)),
				 &b->dice);

	switch (scan->state) {
	case PARCEL_DELIVERED:
		arrived(s, b);
		break;
	case PARCEL_DELAYED:
		queue_add(s, STEP_PROMISE, soon, box, 0);
		break;
	case PARCEL_ATTEMPT_FAILED:
	case PARCEL_EXCEPTION:
		if (b->halt == HALT_NONE && b->journey == JOURNEY_ADDRESS)
			queue_add(s, STEP_SOLVE, soon, box, 0);
		if (b->journey == JOURNEY_SECOND_TRY)
			note_by_desk(s, first(s, b), "attempt_failed", &b->dice);
		break;
	case PARCEL_RETURNED:
		if (b->halt == HALT_NONE)
			queue_add(s, STEP_AFTER_RETURN, soon, box, 0);
		break;
	default:
		break;
	}
}

void step_scan(struct shop *s, const struct step *step)
{
	struct box *b = &s->boxes[step->subject];
	const struct scan *scan = &b->scans[b->next++];
	bool by_customer = b->journey == JOURNEY_CONFIRMED && scan->state == PARCEL_DELIVERED;

	if (!by_customer || !confirm_receipt(s, b))
		hear(s, b, scan);
	react(s, b, step->subject, scan);
	if (b->next < b->n_scans)
		queue_add(s, STEP_SCAN, b->scans[b->next].at, step->subject, 0);
}

/* ---- what the desk does ---- */

void step_promise(struct shop *s, const struct step *step)
{
	struct box *b = &s->boxes[step->subject];
	int64_t today = instant_local_day(s->work.now), day = (b->due > today ? b->due : today) + 2;
	struct promise_draft d = { .from = day_at(day, 0, 0),
				   .to = instant_add(day_at(day, 23, 59), 59 * INSTANT_SECOND) };
	struct shipping_answer a;
	enum shipping_refusal r = parcel_set_promise(shop_as(s, ACTOR_STAFF, 0), ref(b), &d, &a);

	if (r != SHIPPING_OK && r != SHIPPING_NOT_NOW)
		shop_refused(s, "a new promise", first(s, b), (int)r, NULL);
	note_by_desk(s, first(s, b), "late", &b->dice);
}

void step_solve(struct shop *s, const struct step *step)
{
	struct box *b = &s->boxes[step->subject];
	struct shipping_answer a;
	enum shipping_refusal r = parcel_solve(shop_as(s, ACTOR_STAFF, 0), ref(b), &a);

	if (r != SHIPPING_OK && r != SHIPPING_NOT_NOW)
		shop_refused(s, "solving", first(s, b), (int)r, NULL);
	note_by_desk(s, first(s, b), "address", &b->dice);
}

/* Refused goods are not sent again: their pieces are cancelled, and what was paid for them goes
 * back. */
static void give_up(struct shop *s, struct box *b)
{
	for (int i = 0; i < b->n_lines; i++) {
		struct box_line *l = &b->lines[i];
		struct errand *e = &s->errands[l->errand];
		struct order_answer a;
		enum order_refusal r;

		r = order_cancel_line(shop_as(s, ACTOR_STAFF, 0), errand_ref(e),
				      e->line_id[l->line], l->quantity, "customer_wish", &a);
		if (r != ORDER_OK)
			shop_refused(s, "cancelling what came back", e, (int)r, a.reason);
		e->to_arrive -= l->quantity;
		e->over = a.order->decision == ORDER_CANCELLED;
		e->total = a.order->live_amount - a.order->credited_amount;
	}
	for (size_t k = 0; k < b->n_errands; k++) {
		struct errand *e = &s->errands[b->errands[k]];

		note_by_desk(s, e, "refused", &b->dice);
		if (e->paid > e->total)
			queue_add(s, STEP_REFUND,
				  day_between(instant_local_day(s->work.now) + 1, 9, 18, &b->dice),
				  b->errands[k], 0);
		if (!e->over && e->to_arrive == 0)
			errand_arrived(s, b->errands[k]);
	}
}

/* The house number was wrong: it is put right, and off it goes again. */
static void send_again(struct shop *s, struct box *b)
{
	for (size_t k = 0; k < b->n_errands; k++) {
		struct errand *e = &s->errands[b->errands[k]];
		struct contact_draft c = b->home->contact;
		struct order_answer a;

		c.street =
			arena_printf(s->work.arena,
				     c.lang == LANG_ZH ? "%s（东门）" : "%s (east gate)", c.street);
		if (order_change_contact(shop_as(s, ACTOR_STAFF, 0), errand_ref(e), &c,
					 ORDER_NOT_ASKED, &a) == ORDER_OK)
			note_by_desk(s, e, "returned", &b->dice);
	}
	pack_again(s, b);
}

void step_after_return(struct shop *s, const struct step *step)
{
	struct box *b = &s->boxes[step->subject];
	struct shipping_answer a;
	enum shipping_refusal r = parcel_solve(shop_as(s, ACTOR_STAFF, 0), ref(b), &a);

	if (r != SHIPPING_OK && r != SHIPPING_NOT_NOW)
		shop_refused(s, "solving", first(s, b), (int)r, NULL);
	if (b->journey == JOURNEY_REFUSED)
		give_up(s, b);
	else
		send_again(s, b);
}
