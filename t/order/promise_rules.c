/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For when an order is promised, by what its lines wait for and by whose word. */
#include <check.h>
#include "catalog/catalog.h"
#include "order/order.h"

enum { DAYS = 3, CUTOFF = 18, NONE = -1000 };
static const struct order_dispatch dispatch = { DAYS, CUTOFF };

/* Days count from when it was placed; a promise is the day of its end. */
struct wait {
	enum order_wait wait;
	int until, open; /* NONE: nobody knows */
};
static const struct {
	const char *name;
	struct wait was[2], is[2];
	int promised; /* before; NONE: no day */
	bool by_rule;
	int now, wanted;
} cases[] = {
	{ "nothing_changed", { { 0, 0, 1 } }, { { 0, 0, 1 } }, 3, true, 1, 3 },
	{ "a_wait_moves_it", { { 0, 0, 1 } }, { { WAIT_PRE_ORDER, 28, 1 } }, 3, true, 0, 31 },
	{ "production_moves_it", { { 0, 0, 1 } }, { { WAIT_PRODUCTION, 4, 1 } }, 3, true, 0, 7 },
	{ "stock_moves_it", { { 0, 0, 1 } }, { { WAIT_BACK_ORDER, 9, 1 } }, 3, true, 0, 12 },
	{ "the_last_line_counts",
	  { { 0, 0, 1 }, { 0, 0, 1 } },
	  { { WAIT_BACK_ORDER, 9, 1 }, { WAIT_PRE_ORDER, 5, 1 } },
	  3,
	  true,
	  0,
	  12 },
	{ "a_line_that_is_packed_waits_for_nothing",
	  { { 0, 0, 1 }, { 0, 0, 1 } },
	  { { WAIT_BACK_ORDER, 9, 0 }, { WAIT_PRE_ORDER, 5, 1 } },
	  3,
	  true,
	  0,
	  8 },
	{ "a_wait_without_a_day",
	  { { 0, 0, 1 } },
	  { { WAIT_BACK_ORDER, NONE, 1 } },
	  3,
	  true,
	  0,
	  NONE },
	{ "one_without_a_day_is_enough",
	  { { 0, 0, 1 }, { 0, 0, 1 } },
	  { { WAIT_BACK_ORDER, NONE, 1 }, { WAIT_PRE_ORDER, 5, 1 } },
	  3,
	  true,
	  0,
	  NONE },
	{ "the_day_becomes_known",
	  { { WAIT_BACK_ORDER, NONE, 1 } },
	  { { WAIT_BACK_ORDER, 6, 1 } },
	  NONE,
	  true,
	  2,
	  9 },
	{ "the_day_comes_nearer",
	  { { WAIT_BACK_ORDER, 28, 1 } },
	  { { WAIT_BACK_ORDER, 6, 1 } },
	  31,
	  true,
	  2,
	  9 },
	{ "the_day_is_over", { { 0, 0, 1 } }, { { WAIT_PRE_ORDER, 1, 1 } }, 3, true, 5, 8 },
	{ "it_is_there", { { WAIT_BACK_ORDER, 28, 1 } }, { { 0, 0, 1 } }, 31, true, 10, 13 },
	{ "it_is_there_though_no_day_was_known",
	  { { WAIT_BACK_ORDER, NONE, 1 } },
	  { { 0, 0, 1 } },
	  NONE,
	  true,
	  10,
	  13 },
	{ "what_waited_is_packed_or_cancelled",
	  { { WAIT_BACK_ORDER, 28, 1 } },
	  { { WAIT_BACK_ORDER, 28, 0 } },
	  31,
	  true,
	  10,
	  31 },
	{ "a_persons_word_stands", { { 0, 0, 1 } }, { { WAIT_PRE_ORDER, 5, 1 } }, 9, false, 0, 9 },
	{ "on_the_very_day", { { 0, 0, 1 } }, { { WAIT_PRE_ORDER, 9, 1 } }, 9, false, 0, 9 },
	{ "a_persons_word_that_cannot_be_kept",
	  { { 0, 0, 1 } },
	  { { WAIT_PRE_ORDER, 10, 1 } },
	  9,
	  false,
	  0,
	  13 },
	{ "a_persons_word_outlives_the_wait",
	  { { WAIT_PRE_ORDER, 5, 1 } },
	  { { 0, 0, 1 } },
	  20,
	  false,
	  4,
	  20 },
	{ "a_persons_word_where_no_day_is_known",
	  { { 0, 0, 1 } },
	  { { WAIT_BACK_ORDER, NONE, 1 } },
	  9,
	  false,
	  0,
	  9 },
};

/* What stands in the way of the whole order: days as above; -1: nothing does. */
enum { FREE = -1 };
struct stop {
	int held;    /* until then; NONE: nobody knows */
	bool unpaid; /* and to be paid first */
};
static const struct {
	const char *name;
	struct stop was, is;
	int promised, now, wanted;
} stops[] = {
	{ "a_hold_moves_it", { FREE, false }, { 5, false }, 3, 1, 8 },
	{ "a_hold_without_a_day", { FREE, false }, { NONE, false }, 3, 1, NONE },
	{ "it_is_released", { 5, false }, { FREE, false }, 8, 2, 5 },
	{ "it_is_released_though_no_day_was_known", { NONE, false }, { FREE, false }, NONE, 4, 7 },
	{ "a_longer_hold", { 5, false }, { 9, false }, 8, 1, 12 },
	{ "it_is_paid", { FREE, true }, { FREE, false }, NONE, 2, 5 },
	{ "it_is_paid_while_held", { 5, true }, { 5, false }, NONE, 2, 8 },
	{ "it_is_released_before_it_is_paid", { 5, true }, { FREE, true }, NONE, 2, NONE },
	{ "more_is_due", { FREE, false }, { FREE, true }, 3, 1, NONE },
};

/* A person promised day 3, somebody holds it, and lets it go. */
static const struct {
	const char *name;
	int held, free; /* held until; let go */
	int while_held, wanted;
} words[] = {
	{ "it_holds_again", 5, 1, 8, 3 },
	{ "on_its_very_day", 5, 3, 8, 3 },
	{ "its_day_is_over", 5, 4, 8, 7 },
	{ "a_hold_that_leaves_it", 2, 1, 3, 3 },
	{ "a_hold_without_a_day_leaves_it", NONE, 1, 3, 3 },
};

static struct instant day(int n)
{
	static const struct instant placed = { INT64_C(1795219200000000) };

	return n == NONE ? INSTANT_NONE : instant_add(placed, n * INSTANT_DAY);
}

static void set(struct order *o, const struct wait w[2])
{
	for (size_t i = 0; i < 2; i++)
		o->lines[i] = (struct order_line){ .kind = PRODUCT_GOODS,
						   .ordered = w[i].open,
						   .wait = w[i].wait,
						   .wait_until = w[i].wait == WAIT_NONE
									 ? INSTANT_NONE
									 : day(w[i].until) };
}

static void promise(struct order *o, int n)
{
	o->promised_from = o->promised_to = INSTANT_NONE;
	if (n != NONE)
		instant_day_window(day(n), 0, &o->promised_from, &o->promised_to);
}

START_TEST(an_order_is_promised_for_when_it_can_come)
{
	struct order_line lines[2];
	struct order o = { .lines = lines, .n_lines = 2, .placed_at = day(0) }, wanted = o;

	set(&o, cases[_i].was);
	promise(&o, cases[_i].promised);
	promise(&wanted, cases[_i].wanted);
	order_promise_note(&o, dispatch);
	ck_assert_msg(o.promised_by_rule == cases[_i].by_rule, "%s: by rule", cases[_i].name);
	set(&o, cases[_i].is);
	ck_assert_msg(order_promise_moves(&o, day(cases[_i].now), dispatch) ==
			      (cases[_i].wanted != cases[_i].promised),
		      "%s: moves", cases[_i].name);
	ck_assert_msg(o.promised_to.us == wanted.promised_to.us &&
			      o.promised_from.us == wanted.promised_from.us,
		      "%s: %lld days off", cases[_i].name,
		      (long long)((o.promised_to.us - wanted.promised_to.us) / INSTANT_DAY));
}
END_TEST

static const struct {
	const char *name;
	enum product_kind kinds[2];
	int wanted;
} kinds[] = {
	{ "goods", { PRODUCT_GOODS, PRODUCT_GOODS }, DAYS },
	{ "what_is_fetched", { PRODUCT_PICKUP, PRODUCT_PICKUP }, DAYS },
	{ "goods_and_a_service", { PRODUCT_SERVICE, PRODUCT_GOODS }, DAYS },
	{ "services_and_downloads", { PRODUCT_SERVICE, PRODUCT_DIGITAL }, NONE },
};

START_TEST(what_is_never_sent_is_not_promised)
{
	struct order_line lines[2];
	struct order o = { .lines = lines, .n_lines = 2, .placed_at = day(0) }, wanted = o;

	set(&o, (struct wait[2]){ { 0, 0, 1 }, { 0, 0, 1 } });
	for (size_t i = 0; i < 2; i++)
		lines[i].kind = (int)kinds[_i].kinds[i];
	o.promised_by_rule = true;
	promise(&wanted, kinds[_i].wanted);
	order_promise(&o, day(0), dispatch);
	ck_assert_msg(o.promised_to.us == wanted.promised_to.us, "%s", kinds[_i].name);
	/* a person's word is another matter */
	o.promised_by_rule = false;
	promise(&o, 9);
	promise(&wanted, 9);
	order_promise(&o, day(0), dispatch);
	ck_assert_msg(o.promised_to.us == wanted.promised_to.us, "%s", kinds[_i].name);
}
END_TEST

static void stop(struct order *o, struct stop s)
{
	o->hold_reason = s.held == FREE ? NULL : "risk";
	o->hold_until = s.held == FREE ? INSTANT_NONE : day(s.held);
	o->pay_first = true;
	o->live_amount = 100;
	o->captured_amount = s.unpaid ? 0 : 100;
}

START_TEST(a_hold_and_money_to_come_move_it)
{
	struct order_line lines[2];
	struct order o = { .lines = lines, .n_lines = 2, .placed_at = day(0) }, wanted = o;

	set(&o, (struct wait[2]){ { 0, 0, 1 }, { 0, 0, 1 } });
	stop(&o, stops[_i].was);
	promise(&o, stops[_i].promised);
	promise(&wanted, stops[_i].wanted);
	order_promise_note(&o, dispatch);
	stop(&o, stops[_i].is);
	ck_assert_msg(order_promise_moves(&o, day(stops[_i].now), dispatch) ==
			      (stops[_i].wanted != stops[_i].promised),
		      "%s: moves", stops[_i].name);
	ck_assert_msg(o.promised_to.us == wanted.promised_to.us &&
			      o.promised_from.us == wanted.promised_from.us,
		      "%s: %lld days off", stops[_i].name,
		      (long long)((o.promised_to.us - wanted.promised_to.us) / INSTANT_DAY));
}
END_TEST

START_TEST(what_a_person_promised_outlives_a_hold)
{
	struct order_line lines[2];
	struct order o = { .lines = lines,
			   .n_lines = 2,
			   .placed_at = day(0),
			   .meant_from = INSTANT_NONE,
			   .meant_to = INSTANT_NONE };
	struct instant theirs = instant_add(day(3), 15 * INSTANT_HOUR), wanted = theirs, first;

	set(&o, (struct wait[2]){ { 0, 0, 1 }, { 0, 0, 1 } });
	stop(&o, (struct stop){ FREE, false });
	o.promised_from = day(3);
	o.promised_to = theirs;
	order_promise_note(&o, dispatch);
	stop(&o, (struct stop){ words[_i].held, false });
	(void)order_promise_moves(&o, day(0), dispatch);
	if (words[_i].while_held != 3)
		instant_day_window(day(words[_i].held), DAYS, &first, &wanted);
	ck_assert_msg(o.promised_to.us == wanted.us, "%s: while it is held", words[_i].name);
	order_promise_note(&o, dispatch);
	stop(&o, (struct stop){ FREE, false });
	(void)order_promise_moves(&o, day(words[_i].free), dispatch);
	wanted = theirs;
	if (words[_i].wanted != 3)
		instant_day_window(day(words[_i].free), DAYS, &first, &wanted);
	ck_assert_msg(o.promised_to.us == wanted.us, "%s: %lld days off", words[_i].name,
		      (long long)((o.promised_to.us - wanted.us) / INSTANT_DAY));
}
END_TEST

/* By the clock of the shop; days as above. */
static const struct {
	const char *name;
	int hour, minute, cutoff_hour, wait_until; /* FREE: it waits for nothing */
	int wanted;
} hours[] = {
	{ "in_the_morning", 9, 0, 18, FREE, 3 },
	{ "the_minute_before", 17, 59, 18, FREE, 3 },
	{ "at_the_cutoff", 18, 0, 18, FREE, 4 },
	{ "late_in_the_evening", 22, 15, 18, FREE, 4 },
	{ "the_shop_takes_all_of_the_day", 23, 59, 24, FREE, 3 },
	{ "an_early_shop", 9, 0, 8, FREE, 4 },
	{ "it_waits_for_longer", 22, 15, 18, 5, 8 },
	{ "it_waits_until_it_leaves_anyway", 22, 15, 18, 1, 4 },
	{ "what_it_waits_for_comes_the_same_day", 22, 15, 18, 0, 4 },
};

START_TEST(what_comes_after_the_cutoff_leaves_the_next_day)
{
	struct order_line line = { .kind = PRODUCT_GOODS, .ordered = 1 };
	struct order o = { .lines = &line, .n_lines = 1, .meant_to = INSTANT_NONE };
	struct civil c = instant_to_local(day(0));
	struct instant first, wanted, midnight;

	c.hour = hours[_i].hour;
	c.minute = hours[_i].minute;
	o.placed_at = instant_from_local(&c);
	instant_day_window(o.placed_at, 0, &midnight, &first);
	if (hours[_i].wait_until != FREE) {
		line.wait = WAIT_BACK_ORDER;
		line.wait_until = instant_add(midnight, hours[_i].wait_until * INSTANT_DAY);
	}
	o.promised_by_rule = true;
	order_promise(&o, o.placed_at, (struct order_dispatch){ DAYS, hours[_i].cutoff_hour });
	instant_day_window(midnight, hours[_i].wanted, &first, &wanted);
	ck_assert_msg(o.promised_to.us == wanted.us && o.promised_from.us == first.us,
		      "%s: %lld days off", hours[_i].name,
		      (long long)((o.promised_to.us - wanted.us) / INSTANT_DAY));
	/* and whose promise that is shows when it is opened again */
	order_promise_note(&o, (struct order_dispatch){ DAYS, hours[_i].cutoff_hour });
	ck_assert_msg(o.promised_by_rule, "%s: by rule", hours[_i].name);
}
END_TEST

Suite *order_promise_rules_suite(void)
{
	Suite *s = suite_create("order_promise_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, an_order_is_promised_for_when_it_can_come, 0,
			    (int)(sizeof cases / sizeof *cases));
	tcase_add_loop_test(tc, what_is_never_sent_is_not_promised, 0,
			    (int)(sizeof kinds / sizeof *kinds));
	tcase_add_loop_test(tc, a_hold_and_money_to_come_move_it, 0,
			    (int)(sizeof stops / sizeof *stops));
	tcase_add_loop_test(tc, what_comes_after_the_cutoff_leaves_the_next_day, 0,
			    (int)(sizeof hours / sizeof *hours));
	tcase_add_loop_test(tc, what_a_person_promised_outlives_a_hold, 0,
			    (int)(sizeof words / sizeof *words));
	suite_add_tcase(s, tc);
	return s;
}
