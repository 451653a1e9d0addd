/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order comes in, and what its life makes of it is planned. */
#include <stdio.h>
#include "base/fail.h"
#include "catalog/catalog.h"
#include "demo/shop.h"

enum { TRANSFER_MINUTES = 3 * 24 * 60, COUPON_PER_MILLE = 70, SMALL_SHIPPING = 800 };

void shop_refused(const struct shop *s, const char *act, const struct errand *e, int refusal,
		  const char *reason)
{
	char at[40];

	instant_format_local(s->work.now, at, sizeof at);
	fail("demo: %s of an order \"%s\" at %s was refused: %d %s", act, e->life->name, at,
	     refusal, reason ? reason : "");
}

struct order_ref errand_ref(const struct errand *e)
{
	return (struct order_ref){ e->id, 0 };
}

/* ---- how it is paid ---- */

static bool must_be_prepaid(const struct life *l)
{
	return l->turn == TURN_NEVER_PAID || l->turn == TURN_CHANGED_MIND ||
	       l->journey == JOURNEY_LOST || l->halt == HALT_UNPAID || l->halt == HALT_OUT ||
	       l->halt == HALT_BACK;
}

static bool is_by_transfer(const struct life *l)
{
	return l->turn == TURN_PAID_IN_PARTS || l->halt == HALT_PART_PAID;
}

static void choose_payment(const struct person *p, struct errand *e)
{
	const struct life *l = e->life;
	int roll = dice_below(&e->dice, 1000);

	e->pay_first = true;
	e->method = PAY_ELSEWHERE;
	if (l->turn == TURN_KEPT_ASIDE || l->halt == HALT_DRAFT) {
		/* taken down at the desk: the time to pay would run before anybody knows of the
		 * order */
		e->method = PAY_COD;
		e->pay_first = false;
	} else if (is_by_transfer(l) || (l->weight > 0 && !must_be_prepaid(l) && roll < 60)) {
		e->method = PAY_BANK_TRANSFER;
	} else if (l->turn == TURN_CHANGED_MIND_COD ||
		   (!must_be_prepaid(l) && !p->company && roll < 180)) {
		e->method = PAY_COD;
		e->pay_first = false;
	} else if (p->company && !must_be_prepaid(l) && roll < 700) {
		e->method = PAY_BANK_TRANSFER; /* on account */
		e->pay_first = false;
	}
}

/* A transfer takes days: such an order is kept longer than the shop's setting for all others. */
static int64_t keep_longer(struct shop *s, const struct errand *e)
{
	struct settings *settings = &s->work.app->settings;
	int64_t before = settings->pay_minutes;

	if (e->method == PAY_BANK_TRANSFER || e->life->halt == HALT_UNPAID)
		settings->pay_minutes = TRANSFER_MINUTES;
	return before;
}

/* ---- how it comes in ---- */

static void choose_source(struct shop *s, struct errand *e, struct order_draft *d)
{
	static const char *const sources[] = { "web", "wechat", "tmall", "desk" };
	static const int of_people[] = { 600, 200, 120, 80 }, of_companies[] = { 600, 0, 0, 400 };
	bool company = s->people.v[e->person].company;
	size_t i = dice_weighted(&e->dice, company ? of_companies : of_people, 4);

	d->source = d->as_draft ? "desk" : sources[i];
	if (i == 2 && !d->as_draft)
		d->source_ref = arena_printf(s->work.arena, "TM%06llu%07zu",
					     (unsigned long long)(dice_next(&e->dice) % 1000000),
					     (size_t)(e - s->errands));
}

static struct work *placed_by(struct shop *s, const struct errand *e, const struct order_draft *d)
{
	if (d->source[0] == 'd')
		return shop_as(s, ACTOR_STAFF, 0);
	return d->source[0] == 't' ? shop_as(s, ACTOR_API_KEY, 0)
				   : shop_as(s, ACTOR_CUSTOMER, s->people.v[e->person].id);
}

static int64_t coupon(struct shop *s, struct errand *e, const struct basket_line *lines, int n)
{
	int64_t items = 0;

	for (int i = 0; i < n; i++)
		items += s->goods.v[lines[i].good].unit_milli / 1000 * lines[i].quantity;
	if (s->people.v[e->person].company || items < 8000 ||
	    !dice_says(&e->dice, COUPON_PER_MILLE))
		return 0;
	return items / 10 / 100 * 100;
}

/* ---- what is known of it from now on ---- */

static void remember_lines(struct shop *s, struct errand *e, const struct order *o,
			   const struct basket_line *lines)
{
	e->n_lines = (int)o->n_lines;
	for (int i = 0; i < e->n_lines; i++) {
		struct good *g = &s->goods.v[lines[i].good];

		e->line_id[i] = o->lines[i].id;
		e->made[i] = g->made;
		e->code[i] = g->code;
		e->quantity[i] = good_ships(g) ? lines[i].quantity : 0;
		e->to_arrive += e->quantity[i];
		e->at_counter = e->at_counter || g->kind == PRODUCT_PICKUP;
		e->waits = e->waits || o->lines[i].wait != WAIT_NONE;
		if (o->decision != ORDER_DRAFT)
			g->available -= lines[i].quantity;
	}
}

static void remember(struct shop *s, struct errand *e, const struct order *o,
		     const struct basket_line *lines)
{
	struct person *p = &s->people.v[e->person];

	e->id = o->id;
	e->total = o->total_amount;
	e->decision = o->decision;
	e->settled = !e->pay_first || o->total_amount == 0;
	e->patient = e->life->basket != BASKET_BOTH && dice_says(&e->dice, 500);
	remember_lines(s, e, o, lines);
	if (p->id == 0) {
		p->id = o->customer_id;
		if (p->has_account)
			queue_add(s, STEP_JOIN,
				  instant_add(s->work.now,
					      dice_time(&e->dice, INSTANT_MINUTE, INSTANT_HOUR)),
				  e->person, 0);
	}
}

/* What is not made yet waits for its release, not for stock: the shop's rule for new goods. */
static void mark_pre_orders(struct shop *s, struct errand *e, const struct order *o,
			    const struct basket_line *lines)
{
	for (size_t i = 0; i < o->n_lines; i++) {
		const struct good *g = &s->goods.v[lines[i].good];
		struct instant release = day_at(s->today + g->arrives_days, 10, 0);
		struct order_answer a;
		enum order_refusal r;

		if (!g->pre_order || o->lines[i].wait == WAIT_NONE || o->decision == ORDER_DRAFT)
			continue;
		r = order_set_wait(shop_as(s, ACTOR_RULE, 0), errand_ref(e), e->line_id[i],
				   WAIT_PRE_ORDER, release, &a);
		if (r != ORDER_OK)
			shop_refused(s, "the pre-order", e, (int)r, a.reason);
	}
}

/* ---- what comes next ---- */

static struct instant later(struct shop *s, struct errand *e, int64_t from, int64_t to)
{
	return instant_add(s->work.now, dice_time(&e->dice, from, to));
}

static void plan_payment(struct shop *s, struct errand *e, size_t i, struct instant pay_until)
{
	const struct life *l = e->life;

	if (e->settled || l->halt == HALT_UNPAID)
		return;
	if (l->turn == TURN_NEVER_PAID)
		queue_add(s, STEP_EXPIRE, instant_add(pay_until, INSTANT_MINUTE), i, 0);
	else if (is_by_transfer(l)) {
		struct instant first =
			in_opening_hours(later(s, e, INSTANT_HOUR, 5 * INSTANT_HOUR), &e->dice);

		queue_add(s, STEP_PAY, first, i, e->total * 4 / 1000 * 100);
		if (l->halt != HALT_PART_PAID)
			queue_add(s, STEP_PAY,
				  in_opening_hours(instant_add(first, 26 * INSTANT_HOUR), &e->dice),
				  i, 0);
	} else if (e->method == PAY_BANK_TRANSFER)
		queue_add(s, STEP_PAY,
			  in_opening_hours(later(s, e, 3 * INSTANT_HOUR, 30 * INSTANT_HOUR),
					   &e->dice),
			  i, 0);
	else
		queue_add(s, STEP_PAY, later(s, e, INSTANT_MINUTE, 18 * INSTANT_MINUTE), i, 0);
}

static void plan_turn(struct shop *s, struct errand *e, size_t i)
{
	switch (e->life->turn) {
	case TURN_HELD:
		queue_add(s, STEP_HOLD,
			  in_opening_hours(later(s, e, 20 * INSTANT_MINUTE, 80 * INSTANT_MINUTE),
					   &e->dice),
			  i, 0);
		break;
	case TURN_CHANGED_MIND:
	case TURN_CHANGED_MIND_COD:
		queue_add(s, STEP_CANCEL, later(s, e, 25 * INSTANT_MINUTE, 100 * INSTANT_MINUTE), i,
			  0);
		break;
	case TURN_FEWER:
		queue_add(s, STEP_FEWER, later(s, e, 20 * INSTANT_MINUTE, 60 * INSTANT_MINUTE), i,
			  0);
		break;
	default:
		break;
	}
}

static void plan_decision(struct shop *s, struct errand *e, size_t i)
{
	if (e->decision == ORDER_DRAFT && e->life->halt != HALT_DRAFT)
		queue_add(s, STEP_CONFIRM,
			  in_opening_hours(later(s, e, 3 * INSTANT_HOUR, 28 * INSTANT_HOUR),
					   &e->dice),
			  i, 0);
	if (e->decision == ORDER_REVIEW && e->life->halt != HALT_REVIEW)
		queue_add(s, STEP_CONFIRM,
			  in_opening_hours(later(s, e, 10 * INSTANT_MINUTE, 3 * INSTANT_HOUR),
					   &e->dice),
			  i, 0);
}

static const struct order *place(struct shop *s, struct errand *e, struct basket_line *lines, int n)
{
	struct order_draft_line draft_lines[BASKET_MAX];
	struct person *p = &s->people.v[e->person];
	struct order_draft d = { .contact = person_home(p, s->work.now)->contact,
				 .lines = draft_lines,
				 .n_lines = (size_t)n,
				 .shipping = e->life->basket == BASKET_SMALL ? SMALL_SHIPPING : -1,
				 .placed_at = INSTANT_NONE,
				 .promised_to = INSTANT_NONE,
				 .as_draft = e->life->turn == TURN_KEPT_ASIDE ||
					     e->life->halt == HALT_DRAFT };
	struct order_answer a;
	enum order_refusal r;
	int64_t pay_minutes;

	choose_payment(p, e);
	choose_source(s, e, &d);
	d.lang = d.contact.lang;
	d.payment_method = e->method;
	d.pay_first = e->pay_first;
	d.discount = coupon(s, e, lines, n);
	d.customer_note = note_of_customer(s, e, lines, n, &e->dice);
	for (int i = 0; i < n; i++)
		draft_lines[i] = (struct order_draft_line){ .sku = s->goods.v[lines[i].good].code,
							    .quantity = lines[i].quantity,
							    .unit_milli = lines[i].unit_milli };
	pay_minutes = keep_longer(s, e);
	r = order_place(placed_by(s, e, &d), &d, &a);
	s->work.app->settings.pay_minutes = pay_minutes;
	if (r != ORDER_OK)
		shop_refused(s, "placing", e, (int)r, a.reason);
	return a.order;
}

/* The desk marks one in nine for itself. */
static void mark(struct shop *s, size_t errand, const struct order *o)
{
	static const char *const tags[] = { "送礼", "要发票", "加急" };
	struct order_answer a;

	if (errand % 9 == 0 &&
	    order_tag_add(shop_as(s, ACTOR_STAFF, 0), (struct order_ref){ o->id, 0 },
			  tags[errand / 9 % (sizeof tags / sizeof *tags)], &a) != ORDER_OK)
		fail("demo: a tag is refused");
}

void step_place(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	struct basket_line lines[BASKET_MAX];
	int n = basket_fill(s, e, lines);
	const struct order *o;

	if (n == 0)
		fail("demo: an empty basket of \"%s\"", e->life->name);
	o = place(s, e, lines, n);
	s->n_placed++;
	remember(s, e, o, lines);
	mark_pre_orders(s, e, o, lines);
	mark(s, step->subject, o);
	plan_decision(s, e, step->subject);
	if (e->decision == ORDER_DRAFT)
		return;
	plan_payment(s, e, step->subject, o->pay_until);
	plan_turn(s, e, step->subject);
	errand_go_on(s, step->subject);
}

/* Signs in for the first time: from now on it is their account. */
void step_join(struct shop *s, const struct step *step)
{
	struct person *p = &s->people.v[step->subject];

	if (!customer_prove_email(shop_as(s, ACTOR_CUSTOMER, p->id), p->homes[0].contact.email))
		fail("demo: the account of %s has no customer", p->homes[0].contact.email);
}

/* ---- to the warehouse ---- */

static bool any_made(const struct errand *e)
{
	for (int i = 0; i < e->n_lines; i++) {
		if (e->made[i])
			return true;
	}
	return false;
}

/* Until two o'clock it is packed the same day. */
static struct instant packing_time(struct shop *s, struct errand *e)
{
	int64_t today = instant_local_day(s->work.now);
	int hour = hour_of(s->work.now);

	if (hour < 9)
		return day_between(today, 9, 11, &e->dice);
	if (hour < 14)
		return day_between(today, 14, 17, &e->dice);
	return day_between(today + 1, 9, 11, &e->dice);
}

static void wait_for_packing(struct shop *s, struct person *p, size_t errand)
{
	if (p->n_waiting == p->room) {
		size_t room = p->room ? 2 * p->room : 8;

		p->waiting = arena_grow(s->arena, p->waiting, p->room * sizeof *p->waiting,
					room * sizeof *p->waiting);
		p->room = room;
	}
	p->waiting[p->n_waiting++] = errand;
}

void errand_go_on(struct shop *s, size_t errand)
{
	struct errand *e = &s->errands[errand];

	if (e->decision != ORDER_CONFIRMED || !e->settled || e->held || e->over || e->queued)
		return;
	if (e->to_arrive == 0) {
		errand_arrived(s, errand);
		return;
	}
	if (e->life->halt == HALT_UNPACKED)
		return;
	e->queued = true;
	if (any_made(e)) {
		queue_add(s, STEP_MAKE,
			  in_opening_hours(later(s, e, 30 * INSTANT_MINUTE, 2 * INSTANT_HOUR),
					   &e->dice),
			  errand, 0);
		return;
	}
	wait_for_packing(s, &s->people.v[e->person], errand);
	queue_add(s, STEP_PACK, packing_time(s, e), errand, 0);
}
