/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The amounts of an order: to the minor unit, whatever is discounted, taxed or cancelled. */
#include <check.h>
#include <stdlib.h>
#include "base/money.h"
#include "catalog/catalog.h"
#include "order/order.h"

struct price_case {
	const char *name;
	struct order_line lines[3];
	size_t n;
	struct order_price_rules rules;
	int64_t discount, shipping;
	bool fits;
	int64_t items, wanted_shipping, tax, total;
};
#define L(q, milli, bp)                                                                            \
	{                                                                                          \
		.kind = PRODUCT_GOODS, .ordered = (q), .unit_milli = (milli), .tax_bp = (bp)       \
	}
static const struct price_case cases[] = {
	{ "one_line",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 0 },
	  0,
	  -1,
	  true,
	  15600,
	  800,
	  0,
	  16400 },
	{ "free_from_a_sum",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 15600 },
	  0,
	  -1,
	  true,
	  15600,
	  0,
	  0,
	  15600 },
	{ "discount_can_cost_the_free_shipping",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 15600 },
	  1,
	  -1,
	  true,
	  15600,
	  800,
	  0,
	  16399 },
	{ "shipping_as_told",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 100 },
	  0,
	  300,
	  true,
	  15600,
	  300,
	  0,
	  15900 },
	{ "sub_penny_prices_round_half_even",
	  { L(1, 12500, 0), L(1, 13500, 0), L(3, 82500, 0) },
	  3,
	  { true, 0, 0 },
	  0,
	  -1,
	  true,
	  12 + 14 + 248,
	  0,
	  0,
	  274 },
	{ "tax_on_top",
	  { L(1, 10000000, 1300) },
	  1,
	  { false, 0, 0 },
	  0,
	  -1,
	  true,
	  10000,
	  0,
	  1300,
	  11300 },
	{ "tax_inside_adds_nothing",
	  { L(1, 11300000, 1300) },
	  1,
	  { true, 0, 0 },
	  0,
	  -1,
	  true,
	  11300,
	  0,
	  0,
	  11300 },
	{ "tax_after_the_discount",
	  { L(1, 10000000, 1000) },
	  1,
	  { false, 0, 0 },
	  1000,
	  -1,
	  true,
	  10000,
	  0,
	  900,
	  9900 },
	{ "services_ship_nothing",
	  { { .kind = PRODUCT_SERVICE, .ordered = 1, .unit_milli = 500000 } },
	  1,
	  { true, 800, 0 },
	  0,
	  -1,
	  true,
	  500,
	  0,
	  0,
	  500 },
	{ "no_discount_beyond_the_items",
	  { L(1, 100000, 0) },
	  1,
	  { true, 0, 0 },
	  101,
	  -1,
	  false,
	  0,
	  0,
	  0,
	  0 },
	{ "free_from_the_smallest_sum",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 1 },
	  0,
	  -1,
	  true,
	  15600,
	  0,
	  0,
	  15600 },
	{ "everything_may_be_discounted",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 0 },
	  15600,
	  -1,
	  true,
	  15600,
	  800,
	  0,
	  800 },
	{ "a_discount_is_not_below_nothing",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 0 },
	  -1,
	  -1,
	  false,
	  0,
	  0,
	  0,
	  0 },
	{ "shipping_for_nothing_as_told",
	  { L(2, 7800000, 0) },
	  1,
	  { true, 800, 0 },
	  0,
	  0,
	  true,
	  15600,
	  0,
	  0,
	  15600 },
	{ "a_large_amount_is_taxed_exactly",
	  { L(1, INT64_C(10000000000), 1300) },
	  1,
	  { false, 0, 0 },
	  0,
	  -1,
	  true,
	  10000000,
	  0,
	  1300000,
	  11300000 },
	{ "up_to_what_an_order_may_come_to",
	  { L(1, 1000, 0) },
	  1,
	  { true, 0, 0 },
	  0,
	  MONEY_ORDER_MAX - 1,
	  true,
	  1,
	  MONEY_ORDER_MAX - 1,
	  0,
	  MONEY_ORDER_MAX },
	{ "beyond_what_an_order_may_come_to",
	  { L(1, 1000, 0) },
	  1,
	  { true, 0, 0 },
	  0,
	  MONEY_ORDER_MAX,
	  false,
	  0,
	  0,
	  0,
	  0 },
	{ "no_lines_no_order", { { 0 } }, 0, { true, 0, 0 }, 0, -1, false, 0, 0, 0, 0 },
	{ "too_large_is_refused",
	  { L(1000000, INT64_C(90071992547409910), 0) },
	  1,
	  { true, 0, 0 },
	  0,
	  -1,
	  false,
	  0,
	  0,
	  0,
	  0 },
};

START_TEST(orders_are_priced)
{
	const struct price_case *c = &cases[_i];
	struct order_line lines[3] = { c->lines[0], c->lines[1], c->lines[2] };
	struct order o = { .lines = lines, .n_lines = c->n };
	bool fits = order_price(&o, &c->rules, c->discount, c->shipping);

	ck_assert_msg(fits == c->fits, "%s", c->name);
	if (!fits)
		return;
	ck_assert_msg(o.items_amount == c->items, "%s: items %lld", c->name,
		      (long long)o.items_amount);
	ck_assert_msg(o.shipping_amount == c->wanted_shipping, "%s: shipping %lld", c->name,
		      (long long)o.shipping_amount);
	/* no promotion was asked for any of it, even where none is charged */
	ck_assert_msg(o.promoted_shipping == 0, "%s: off the shipping %lld", c->name,
		      (long long)o.promoted_shipping);
	ck_assert_msg(o.tax_amount == c->tax, "%s: tax %lld", c->name, (long long)o.tax_amount);
	ck_assert_msg(o.total_amount == c->total, "%s: total %lld", c->name,
		      (long long)o.total_amount);
	ck_assert_msg(o.live_amount == c->total, "%s: live %lld", c->name,
		      (long long)o.live_amount);
}
END_TEST

START_TEST(tax_inside_is_the_part_of_the_price_that_is_tax)
{
	struct order_line lines[1] = { L(1, INT64_C(11300000000), 1300) };
	struct order o = { .lines = lines, .n_lines = 1 };
	const struct order_price_rules r = { .prices_include_tax = true };

	ck_assert(order_price(&o, &r, 0, -1));
	ck_assert_int_eq(lines[0].tax, 1300000);
	ck_assert_int_eq(o.total_amount, 11300000);
}
END_TEST

/* Of 113.00 with 13 % within, 13.00 are tax: what is credited takes its share along. */
static const struct {
	const char *name;
	int64_t credited, tax;
} credit_rows[] = {
	{ "nothing", 0, 1300 },    { "charged more", -500, 1300 }, { "a half", 5650, 650 },
	{ "all of it", 11300, 0 }, { "more than all", 12000, 0 },
};

START_TEST(tax_within_goes_with_what_is_credited)
{
	struct order_line lines[1] = { L(1, INT64_C(11300000), 1300) };
	struct order o = { .lines = lines, .n_lines = 1, .prices_include_tax = true };
	const struct order_price_rules r = { .prices_include_tax = true };

	ck_assert(order_price(&o, &r, 0, -1));
	o.credited_amount = credit_rows[_i].credited;
	ck_assert_msg(order_tax_at(&o, 1300) == credit_rows[_i].tax, "%s: %lld",
		      credit_rows[_i].name, (long long)order_tax_at(&o, 1300));
}
END_TEST

START_TEST(a_thousand_lines_are_an_order)
{
	static struct order_line lines[1001];
	struct order o = { .lines = lines, .n_lines = 1000 };
	const struct order_price_rules r = { 0 };

	for (size_t i = 0; i < 1001; i++)
		lines[i] = (struct order_line)L(1, 1000, 0);
	ck_assert(order_price(&o, &r, 0, -1));
	ck_assert_int_eq(o.total_amount, 1000);
	o.n_lines = 1001;
	ck_assert(!order_price(&o, &r, 0, -1));
}
END_TEST

/* Three at 1.00 with a discount of 0.10, 10 % tax on top, 8.00 shipping: a unit's share is rounded
 * half-even, the last one leaves nothing. */
START_TEST(what_is_left_after_cancelling)
{
	static const struct {
		int cancelled;
		int64_t live;
	} rows[] = {
		{ 0, 300 - 10 + 29 + 800 },
		{ 1, (300 - 100) - (10 - 3) + (29 - 10) + 800 },
		{ 2, (300 - 200) - (10 - 7) + (29 - 19) + 800 },
		{ 3, 0 },
	};
	struct order_line lines[1] = { L(3, 100000, 1000) };
	struct order o = { .lines = lines, .n_lines = 1 };
	const struct order_price_rules r = { .shipping_fee = 800 };

	ck_assert(order_price(&o, &r, 10, -1));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		lines[0].cancelled = rows[i].cancelled;
		ck_assert_int_eq(order_live_amount(&o), rows[i].live);
	}
}
END_TEST

/* A unit of goods, of a service and of an e-book at 1.00 each with 8.00 shipping: what is owed when
 * so many of each are cancelled. */
START_TEST(shipping_is_owed_while_something_ships)
{
	static const struct {
		const char *name;
		int goods, service, digital;
		bool has_goods;
		int64_t live;
	} rows[] = {
		{ "all", 0, 0, 0, true, 300 + 800 },
		{ "the goods are gone", 1, 0, 0, true, 200 },
		{ "only the goods are left", 0, 1, 1, true, 100 + 800 },
		{ "nothing is left", 1, 1, 1, true, 0 },
		{ "nothing ever shipped: a fee of its own", 0, 0, 1, false, 100 + 800 },
		{ "nothing of that is left", 0, 1, 1, false, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct order_line lines[3] = { L(1, 100000, 0), L(1, 100000, 0), L(1, 100000, 0) };
		struct order o = { .lines = lines + !rows[i].has_goods,
				   .n_lines = rows[i].has_goods ? 3 : 2 };
		const struct order_price_rules r = { .prices_include_tax = true };

		lines[0].cancelled = rows[i].goods;
		lines[1].cancelled = rows[i].service;
		lines[2].cancelled = rows[i].digital;
		lines[1].kind = PRODUCT_SERVICE;
		lines[2].kind = PRODUCT_DIGITAL;
		ck_assert(order_price(&o, &r, 0, 800));
		ck_assert_msg(order_live_amount(&o) == rows[i].live, "%s: %lld", rows[i].name,
			      (long long)order_live_amount(&o));
	}
}
END_TEST

/* A unit at 100.00 and 8.00 shipping, each with its rate; half-even where it falls between. */
START_TEST(shipping_has_a_tax_of_its_own)
{
	static const struct {
		bool included;
		int line_bp, shipping_bp, cancelled;
		int64_t shipping, shipping_tax, tax, total, live;
	} rows[] = {
		{ true, 1300, 0, 0, 800, 0, 0, 10800, 10800 },
		{ true, 1300, 1300, 0, 800, 92, 0, 10800, 10800 },
		{ true, 0, 600, 0, 800, 45, 0, 10800, 10800 },
		{ false, 1300, 0, 0, 800, 0, 1300, 12100, 12100 },
		{ false, 1300, 600, 0, 800, 48, 1348, 12148, 12148 },
		{ false, 0, 600, 0, 825, 50, 50, 10875, 10875 },
		{ false, 0, 600, 0, 875, 52, 52, 10927, 10927 },
		{ false, 1300, 600, 1, 800, 48, 1348, 12148, 0 },
		{ false, 1300, 600, 0, 0, 0, 1300, 11300, 11300 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct order_line line = L(1, 10000000, rows[i].line_bp);
		struct order o = { .lines = &line,
				   .n_lines = 1,
				   .shipping_tax_bp = rows[i].shipping_bp };
		const struct order_price_rules r = { .prices_include_tax = rows[i].included };

		ck_assert(order_price(&o, &r, 0, rows[i].shipping));
		line.cancelled = rows[i].cancelled;
		ck_assert_int_eq(o.shipping_tax, rows[i].shipping_tax);
		ck_assert_int_eq(o.tax_amount, rows[i].tax);
		ck_assert_int_eq(o.total_amount, rows[i].total);
		ck_assert_int_eq(order_live_amount(&o), rows[i].live);
	}
}
END_TEST

static struct order random_order(struct order_line *lines, unsigned *seed)
{
	struct order o = { .lines = lines,
			   .n_lines = 1 + (size_t)rand_r(seed) % 6,
			   .shipping_tax_bp = rand_r(seed) % 2500 };
	struct order_price_rules r = { rand_r(seed) % 2 == 0, rand_r(seed) % 2000,
				       rand_r(seed) % 20000 };
	int64_t items = 0;

	for (size_t i = 0; i < o.n_lines; i++) {
		int64_t amount;
		lines[i] = (struct order_line){ .kind = rand_r(seed) % PRODUCT_KIND__MAX,
						.ordered = 1 + rand_r(seed) % 9,
						.unit_milli = rand_r(seed) % 20000000,
						.tax_bp = rand_r(seed) % 2500 };
		ck_assert(money_line(lines[i].unit_milli, lines[i].ordered, &amount));
		items += amount;
	}
	ck_assert(order_price(&o, &r, items ? rand_r(seed) % items : 0, -1));
	return o;
}

/* The discount's parts add up, the total is its sum, and cancelling all units in any order ends at
 * nothing owed. */
START_TEST(amounts_add_up_whatever_is_cancelled)
{
	unsigned seed = 7;

	for (int round = 0; round < 3000; round++) {
		struct order_line lines[6];
		struct order o = random_order(lines, &seed);
		int64_t discount = 0, before = o.live_amount;
		int units = 0;
		for (size_t i = 0; i < o.n_lines; i++) {
			discount += lines[i].discount;
			units += lines[i].ordered;
			ck_assert_int_le(lines[i].discount, lines[i].amount);
		}
		ck_assert_int_eq(discount, o.discount_amount);
		ck_assert_int_eq(o.total_amount, o.items_amount - o.discount_amount +
							 o.shipping_amount + o.tax_amount);
		while (units > 0) {
			struct order_line *l = &lines[(size_t)rand_r(&seed) % o.n_lines];
			int64_t now;
			if (l->cancelled == l->ordered)
				continue;
			l->cancelled++;
			units--;
			now = order_live_amount(&o);
			ck_assert_int_le(now, before);
			ck_assert_int_ge(now, 0);
			before = now;
		}
		ck_assert_int_eq(before, 0);
	}
}
END_TEST

static const struct {
	const char *name;
	bool has_account;
	int before;
	int64_t from;
	bool wanted;
} member_rows[] = {
	{ "an account is enough", true, 0, 0, true },
	{ "a guest by no rule", false, 99, 0, false },
	{ "a guest too early", false, 2, 3, false },
	{ "a guest in time", false, 3, 3, true },
	{ "a guest long since", false, 4, 3, true },
	{ "an account, with a rule for guests", true, 0, 3, true },
};

START_TEST(members_are_known)
{
	ck_assert_msg(order_is_member(member_rows[_i].has_account, member_rows[_i].before,
				      member_rows[_i].from) == member_rows[_i].wanted,
		      "%s", member_rows[_i].name);
}
END_TEST

Suite *order_price_rules_suite(void)
{
	Suite *s = suite_create("order_price_rules");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, orders_are_priced, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_loop_test(tc, members_are_known, 0,
			    (int)(sizeof member_rows / sizeof *member_rows));
	tcase_add_test(tc, tax_inside_is_the_part_of_the_price_that_is_tax);
	tcase_add_loop_test(tc, tax_within_goes_with_what_is_credited, 0,
			    (int)(sizeof credit_rows / sizeof *credit_rows));
	tcase_add_test(tc, a_thousand_lines_are_an_order);
	tcase_add_test(tc, what_is_left_after_cancelling);
	tcase_add_test(tc, shipping_is_owed_while_something_ships);
	tcase_add_test(tc, shipping_has_a_tax_of_its_own);
	tcase_add_test(tc, amounts_add_up_whatever_is_cancelled);
	suite_add_tcase(s, tc);
	return s;
}
