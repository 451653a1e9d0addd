/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How amounts are divided between two orders, and which orders may be merged. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "order/order.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
enum { LINES = 3 };

static const struct {
	const char *name;
	bool tax_on_top;
	struct {
		int64_t unit_milli;
		int ordered, cancelled, goes, tax_bp;
	} line[LINES];
	int64_t discount, shipping;
} cases[] = {
	{ "one_of_two_lines",
	  false,
	  { { 10000000, 1, 0, 1, 600 }, { 5000000, 1, 0, 0, 600 } },
	  0,
	  0 },
	{ "half_of_a_line", false, { { 3330000, 4, 0, 2, 1300 } }, 0, 800 },
	{ "a_discount_that_does_not_divide", false, { { 3330000, 3, 0, 1, 600 } }, 100, 700 },
	{ "tax_on_top", true, { { 3330000, 3, 0, 1, 1300 }, { 990000, 7, 0, 3, 600 } }, 101, 701 },
	{ "some_cancelled", false, { { 3330000, 7, 2, 3, 600 } }, 101, 0 },
	{ "some_cancelled_tax_on_top", true, { { 3330000, 7, 2, 3, 1300 } }, 101, 333 },
	{ "thousandths_with_a_discount",
	  false,
	  { { 333500, 3, 0, 1, 600 }, { 100, 5, 0, 2, 0 } },
	  7,
	  1 },
	{ "all_of_it", false, { { 3330000, 3, 0, 3, 600 }, { 5550000, 2, 0, 2, 600 } }, 31, 800 },
	{ "all_that_is_left_of_it",
	  true,
	  { { 3330000, 3, 1, 2, 600 }, { 5550000, 2, 2, 0, 0 } },
	  31,
	  800 },
	{ "free_items_with_shipping", false, { { 0, 2, 0, 2, 0 } }, 0, 800 },
};

static void make(size_t i, struct order *o, struct order_line *lines)
{
	struct order_price_rules rules = { .prices_include_tax = !cases[i].tax_on_top };

	*o = (struct order){ .lines = lines, .n_lines = 0, .shipping_tax_bp = 600 };
	for (size_t k = 0; k < LINES && cases[i].line[k].ordered; k++) {
		lines[k] = (struct order_line){ .id = k + 1,
						.sku_id = k + 1,
						.sku_code = "A",
						.unit_milli = cases[i].line[k].unit_milli,
						.ordered = cases[i].line[k].ordered,
						.tax_bp = cases[i].line[k].tax_bp };
		o->n_lines++;
	}
	ck_assert(order_price(o, &rules, cases[i].discount, cases[i].shipping));
	for (size_t k = 0; k < o->n_lines; k++)
		lines[k].cancelled = cases[i].line[k].cancelled;
	o->live_amount = order_live_amount(o);
}

START_TEST(both_add_up)
{
	struct order_line was_lines[LINES], rest_lines[LINES], part_lines[LINES];
	struct order was, rest, part;
	int q[LINES] = { 0 };

	make((size_t)_i, &was, was_lines);
	for (size_t k = 0; k < was.n_lines; k++)
		q[k] = cases[_i].line[k].goes;
	rest = part = was;
	rest.lines = rest_lines;
	part.lines = part_lines;
	ck_assert_msg(order_split_amounts(&was, q, &rest, &part), "%s", cases[_i].name);
	ck_assert_int_eq(rest.live_amount + part.live_amount, was.live_amount);
	ck_assert_int_eq(rest.shipping_amount + part.shipping_amount, was.shipping_amount);
	ck_assert_int_eq(rest.shipping_tax + part.shipping_tax, was.shipping_tax);
	ck_assert_int_eq(rest.items_amount - rest.discount_amount + part.items_amount -
				 part.discount_amount,
			 was.items_amount - was.discount_amount);
	ck_assert_int_eq(rest.tax_amount + part.tax_amount, was.tax_amount);
	ck_assert_int_eq(rest.total_amount + part.total_amount, was.total_amount);
	for (size_t k = 0, n = 0; k < was.n_lines; k++) {
		const struct order_line *r = &rest.lines[k], *p = &part.lines[n];

		ck_assert_int_eq(r->ordered, was.lines[k].ordered - q[k]);
		ck_assert_int_ge(r->discount, 0);
		ck_assert_int_le(r->discount, r->amount);
		if (!q[k])
			continue;
		n++;
		ck_assert_int_eq(p->ordered, q[k]);
		ck_assert_int_eq(r->tax + p->tax, was.lines[k].tax);
		/* near to its share: what is divided is divided fairly */
		ck_assert_int_le(llabs(p->discount * was.lines[k].ordered -
				       was.lines[k].discount * q[k]),
				 4 * was.lines[k].ordered);
	}
}
END_TEST

/* Of one line some units stay, some of these cancelled, and some go: how much of 9.00 shipping and
 * of the 0.51 tax in it goes along. */
static const struct {
	const char *name;
	int64_t unit_milli;
	int stays, cancelled, goes;
	int64_t shipping, tax;
} sent[] = {
	{ "a_third", 10000000, 2, 0, 1, 300, 17 },
	{ "two_thirds", 10000000, 1, 0, 2, 600, 34 },
	{ "all", 10000000, 0, 0, 3, 900, 51 },
	{ "all_that_is_not_cancelled", 10000000, 1, 1, 2, 900, 51 },
	{ "free_items_of_which_some_stay", 0, 2, 0, 1, 0, 0 },
	{ "all_free_items", 0, 0, 0, 1, 900, 51 },
};

START_TEST(shipping_goes_by_what_the_items_come_to)
{
	struct order_line line = { .id = 1,
				   .sku_id = 1,
				   .sku_code = "A",
				   .unit_milli = sent[_i].unit_milli,
				   .ordered = sent[_i].stays + sent[_i].goes };
	struct order was = {
		.lines = &line, .n_lines = 1, .shipping_tax_bp = 600, .prices_include_tax = true
	};
	struct order_line rest_line, part_line;
	struct order rest, part;
	struct order_price_rules rules = { .prices_include_tax = true };

	ck_assert(order_price(&was, &rules, 0, 900));
	line.cancelled = sent[_i].cancelled;
	was.live_amount = order_live_amount(&was);
	rest = part = was;
	rest.lines = &rest_line;
	part.lines = &part_line;
	ck_assert_msg(order_split_amounts(&was, &sent[_i].goes, &rest, &part), "%s", sent[_i].name);
	ck_assert_msg(part.shipping_amount == sent[_i].shipping &&
			      part.shipping_tax == sent[_i].tax,
		      "%s: %lld with a tax of %lld", sent[_i].name, (long long)part.shipping_amount,
		      (long long)part.shipping_tax);
}
END_TEST

START_TEST(what_does_not_divide_is_refused)
{
	/* 1.5 minor units: 2, and twice 1.5 is 3: nothing takes the surplus but a discount */
	struct order_line lines[1] = {
		{ .id = 1, .sku_id = 1, .sku_code = "A", .unit_milli = 1500, .ordered = 2 }
	};
	struct order_line rest_lines[1], part_lines[1];
	struct order was = { .lines = lines, .n_lines = 1, .prices_include_tax = true }, rest, part;
	struct order_price_rules rules = { .prices_include_tax = true };
	const int q[1] = { 1 };

	lines[0].unit_milli = 2500; /* 2 and 2, together 5 */
	ck_assert(order_price(&was, &rules, 0, 0));
	rest = part = was;
	rest.lines = rest_lines;
	part.lines = part_lines;
	ck_assert(!order_split_amounts(&was, q, &rest, &part));
	lines[0].unit_milli = 1500; /* 2 and 2, together 3: one is given as discount */
	ck_assert(order_price(&was, &rules, 0, 0));
	ck_assert(order_split_amounts(&was, q, &rest, &part));
	ck_assert_int_eq(rest.discount_amount + part.discount_amount, 1);
}
END_TEST

static const struct {
	const char *name;
	int64_t live, credited, captured, refunded, part, moved;
} paid[] = {
	{ "nothing_paid", 1000, 0, 0, 0, 400, 0 },
	{ "all_paid", 1000, 0, 1000, 0, 400, 400 },
	{ "more_than_paid", 1000, 0, 1500, 0, 400, 400 },
	{ "half_paid", 1000, 0, 500, 0, 400, 200 },
	{ "paid_but_for_a_credit", 1000, 100, 900, 0, 400, 400 },
	{ "some_refunded", 1000, 0, 1000, 500, 400, 200 },
	{ "all_refunded", 1000, 0, 1000, 1000, 400, 0 },
};

START_TEST(what_was_paid_goes_along)
{
	struct order o = { .live_amount = paid[_i].live,
			   .credited_amount = paid[_i].credited,
			   .captured_amount = paid[_i].captured,
			   .refunded_amount = paid[_i].refunded };

	ck_assert_msg(order_split_money(&o, paid[_i].part) == paid[_i].moved, "%s: %lld",
		      paid[_i].name, (long long)order_split_money(&o, paid[_i].part));
}
END_TEST

static const struct {
	const char *name;
	enum order_decision decision, other_decision;
	int packed, other_shipped;
	uint64_t other_customer;
	const char *currency;
	int64_t credited;
	const char *why;
} merging[] = {
	{ "open_ones", ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 0, 1, "CNY", 0, NULL },
	{ "one_in_review", ORDER_REVIEW, ORDER_CONFIRMED, 0, 0, 1, "CNY", 0, NULL },
	{ "not_a_draft", ORDER_DRAFT, ORDER_CONFIRMED, 0, 0, 1, "CNY", 0, "draft" },
	{ "not_into_a_draft", ORDER_CONFIRMED, ORDER_DRAFT, 0, 0, 1, "CNY", 0, "other_over" },
	{ "not_cancelled", ORDER_CANCELLED, ORDER_CONFIRMED, 0, 0, 1, "CNY", 0, "cancelled" },
	{ "not_into_a_closed_one", ORDER_CONFIRMED, ORDER_CLOSED, 0, 0, 1, "CNY", 0, "other_over" },
	{ "not_packed", ORDER_CONFIRMED, ORDER_CONFIRMED, 1, 0, 1, "CNY", 0, "already_packed" },
	{ "nothing_sent_of_the_other", ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 1, 1, "CNY", 0,
	  "other_shipped" },
	{ "one_customers", ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 0, 2, "CNY", 0, "other_customer" },
	{ "one_currency", ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 0, 1, "USD", 0, "other_terms" },
	{ "no_credits", ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 0, 1, "CNY", 5, "has_credits" },
};

START_TEST(which_may_be_merged)
{
	struct order_line a = { .ordered = 2, .packed = merging[_i].packed },
			  b = { .ordered = 2,
				.packed = merging[_i].other_shipped,
				.shipped = merging[_i].other_shipped };
	struct order o = { .id = 1,
			   .customer_id = 1,
			   .decision = merging[_i].decision,
			   .lines = &a,
			   .n_lines = 1,
			   .currency = merging[_i].currency,
			   .credited_amount = merging[_i].credited },
		     into = { .id = 2,
			      .customer_id = merging[_i].other_customer,
			      .decision = merging[_i].other_decision,
			      .lines = &b,
			      .n_lines = 1,
			      .currency = "CNY" };
	const char *why = order_merge_refuses(&o, &into), *wanted = merging[_i].why;

	ck_assert_msg(strcmp(why ? why : "", wanted ? wanted : "") == 0, "%s: %s", merging[_i].name,
		      why ? why : "may");
	into.id = 1;
	ck_assert_str_eq(order_merge_refuses(&o, &into), "same_order");
}
END_TEST

Suite *order_regroup_rules_suite(void)
{
	Suite *s = suite_create("order_regroup_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, both_add_up, 0, (int)COUNT(cases));
	tcase_add_loop_test(tc, shipping_goes_by_what_the_items_come_to, 0, (int)COUNT(sent));
	tcase_add_test(tc, what_does_not_divide_is_refused);
	tcase_add_loop_test(tc, what_was_paid_goes_along, 0, (int)COUNT(paid));
	tcase_add_loop_test(tc, which_may_be_merged, 0, (int)COUNT(merging));
	suite_add_tcase(s, tc);
	return s;
}
