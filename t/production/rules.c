/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The truth tables of production: what is still to be made of a line, when, and who gets it. */
#include <check.h>
#include <string.h>
#include "production/production.h"

#define N(a) (int)(sizeof(a) / sizeof *(a))

static const struct {
	const char *name;
	struct order_line line;
	int missing;
	bool done;
} lines[] = {
	{ "all_of_a_new_line", { .ordered = 5, .wait = WAIT_PRODUCTION }, 5, false },
	{ "what_is_made_is_not_missing",
	  { .ordered = 5, .reserved = 3, .wait = WAIT_PRODUCTION },
	  2,
	  false },
	{ "made_is_done", { .ordered = 5, .reserved = 5, .wait = WAIT_PRODUCTION }, 0, true },
	{ "nothing_of_another_wait", { .ordered = 5, .wait = WAIT_BACK_ORDER }, 0, false },
	{ "nothing_of_no_wait", { .ordered = 5 }, 0, false },
	{ "cancelled_is_not_made",
	  { .ordered = 5, .cancelled = 2, .wait = WAIT_PRODUCTION },
	  3,
	  false },
	{ "less_may_do_now",
	  { .ordered = 5, .cancelled = 2, .reserved = 3, .wait = WAIT_PRODUCTION },
	  0,
	  true },
	{ "packed_is_kept_for_itself",
	  { .ordered = 5, .packed = 2, .reserved = 2, .wait = WAIT_PRODUCTION },
	  3,
	  false },
	{ "shipped_is_kept_no_more",
	  { .ordered = 5, .packed = 2, .shipped = 2, .reserved = 1, .wait = WAIT_PRODUCTION },
	  2,
	  false },
	{ "packed_before_there_was_a_shelf",
	  { .ordered = 5, .packed = 2, .wait = WAIT_PRODUCTION },
	  3,
	  false },
};

START_TEST(what_is_missing)
{
	ck_assert_msg(production_missing(&lines[_i].line) == lines[_i].missing, "%s: %d",
		      lines[_i].name, production_missing(&lines[_i].line));
	ck_assert_msg(production_is_done(&lines[_i].line) == lines[_i].done, "%s", lines[_i].name);
}
END_TEST

static const struct {
	const char *name;
	enum order_decision decision;
	const char *hold;
	bool pay_first;
	enum order_wait wait;
	int kind, in_batches, quantity;
	const char *why;
} asked[] = {
	{ "of_a_confirmed_order", ORDER_CONFIRMED, NULL, false, WAIT_PRODUCTION, 0, 0, 4, NULL },
	{ "what_batches_have_is_taken", ORDER_CONFIRMED, NULL, false, WAIT_PRODUCTION, 0, 3, 1,
	  NULL },
	{ "not_twice", ORDER_CONFIRMED, NULL, false, WAIT_PRODUCTION, 0, 3, 2, "too_many" },
	{ "not_more_than_ordered", ORDER_CONFIRMED, NULL, false, WAIT_PRODUCTION, 0, 0, 5,
	  "too_many" },
	{ "not_what_waits_for_stock", ORDER_CONFIRMED, NULL, false, WAIT_BACK_ORDER, 0, 0, 1,
	  "not_waiting" },
	{ "no_service", ORDER_CONFIRMED, NULL, false, WAIT_PRODUCTION, 1, 0, 1, "not_waiting" },
	{ "not_before_review", ORDER_REVIEW, NULL, false, WAIT_PRODUCTION, 0, 0, 1, "in_review" },
	{ "not_on_hold", ORDER_CONFIRMED, "risk", false, WAIT_PRODUCTION, 0, 0, 1, "held" },
	{ "not_before_it_is_paid", ORDER_CONFIRMED, NULL, true, WAIT_PRODUCTION, 0, 0, 1,
	  "unpaid" },
	{ "not_of_a_cancelled_order", ORDER_CANCELLED, NULL, false, WAIT_PRODUCTION, 0, 0, 1,
	  "cancelled" },
};

START_TEST(what_may_be_made)
{
	struct order_line l = {
		.sku_id = 1, .ordered = 4, .kind = asked[_i].kind, .wait = asked[_i].wait
	};
	struct order o = { .decision = asked[_i].decision,
			   .hold_reason = asked[_i].hold,
			   .pay_first = asked[_i].pay_first,
			   .live_amount = 4000,
			   .lines = &l,
			   .n_lines = 1 };
	const char *why = production_refuses_line(&o, &l, asked[_i].in_batches, asked[_i].quantity);

	ck_assert_msg(strcmp(why ? why : "", asked[_i].why ? asked[_i].why : "") == 0, "%s: %s",
		      asked[_i].name, why ? why : "may");
}
END_TEST

static const struct {
	const char *name;
	enum production_state state;
	int planned;
	struct production_result result;
	const char *start, *finish;
	enum production_refusal rule;
} results[] = {
	{ "all_made",
	  PRODUCTION_STARTED,
	  5,
	  { 5, 0, NULL },
	  "already_started",
	  NULL,
	  PRODUCTION_OK },
	{ "fewer_made",
	  PRODUCTION_STARTED,
	  5,
	  { 3, 0, NULL },
	  "already_started",
	  NULL,
	  PRODUCTION_OK },
	{ "some_scrapped",
	  PRODUCTION_STARTED,
	  5,
	  { 3, 2, "cracked" },
	  "already_started",
	  NULL,
	  PRODUCTION_OK },
	{ "scrapped_needs_a_reason",
	  PRODUCTION_STARTED,
	  5,
	  { 3, 2, NULL },
	  "already_started",
	  NULL,
	  PRODUCTION_NEEDS_REASON },
	{ "nothing_needs_a_reason",
	  PRODUCTION_STARTED,
	  5,
	  { 0, 0, NULL },
	  "already_started",
	  NULL,
	  PRODUCTION_NEEDS_REASON },
	{ "not_more_than_planned",
	  PRODUCTION_STARTED,
	  5,
	  { 4, 2, "x" },
	  "already_started",
	  NULL,
	  PRODUCTION_BEYOND },
	{ "planned_is_given_up", PRODUCTION_PLANNED, 5, { 0, 0, "x" }, NULL, NULL, PRODUCTION_OK },
	{ "planned_is_not_made",
	  PRODUCTION_PLANNED,
	  5,
	  { 1, 0, NULL },
	  NULL,
	  "not_started",
	  PRODUCTION_OK },
	{ "made_is_over",
	  PRODUCTION_MADE,
	  5,
	  { 1, 0, NULL },
	  "already_started",
	  "already_finished",
	  PRODUCTION_OK },
	{ "scrapped_is_over",
	  PRODUCTION_SCRAPPED,
	  5,
	  { 1, 0, NULL },
	  "already_started",
	  "already_finished",
	  PRODUCTION_OK },
};

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

START_TEST(what_may_come_of_it)
{
	const struct production p = { .state = results[_i].state, .planned = results[_i].planned };
	const struct production_result *r = &results[_i].result;

	ck_assert_msg(same(production_refuses_start(p.state), results[_i].start), "%s: start",
		      results[_i].name);
	ck_assert_msg(same(production_refuses_finish(&p, r), results[_i].finish), "%s: finish",
		      results[_i].name);
	ck_assert_msg(production_result_rule(&p, r) == results[_i].rule, "%s: rule",
		      results[_i].name);
}
END_TEST

START_TEST(who_is_promised_first_gets_first)
{
	const struct production_turn soon = { { 1000 }, 9 }, late = { { 2000 }, 1 },
				     never = { INSTANT_NONE, 2 }, again = { { 1000 }, 10 };
	int left = 5;

	ck_assert_int_lt(production_by_turn(&soon, &late), 0);
	ck_assert_int_gt(production_by_turn(&late, &soon), 0);
	ck_assert_int_lt(production_by_turn(&late, &never), 0);
	ck_assert_int_gt(production_by_turn(&never, &soon), 0);
	ck_assert_int_lt(production_by_turn(&soon, &again), 0);
	ck_assert_int_eq(production_by_turn(&soon, &soon), 0);
	ck_assert_int_eq(production_share(3, &left), 3);
	ck_assert_int_eq(production_share(4, &left), 2);
	ck_assert_int_eq(production_share(1, &left), 0);
	ck_assert_int_eq(left, 0);
}
END_TEST

Suite *production_rules_suite(void)
{
	Suite *s = suite_create("production_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, what_is_missing, 0, N(lines));
	tcase_add_loop_test(tc, what_may_be_made, 0, N(asked));
	tcase_add_loop_test(tc, what_may_come_of_it, 0, N(results));
	tcase_add_test(tc, who_is_promised_first_gets_first);
	suite_add_tcase(s, tc);
	return s;
}
