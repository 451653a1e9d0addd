/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which promotions apply, which go together, and how much each takes off which lines. */
#include <check.h>
#include <stdlib.h>
#include "base/money.h"
#include "promotion/promotion.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define TIMES(f, u, e, c)                                                                          \
	.from = { f }, .until = { u }, .ended_at = { e }, .code_ended_at = { c },                  \
	.code_until = { NO }
#define NO   INT64_MIN
#define OPEN TIMES(NO, NO, NO, NO)
enum { NOW = 1000, FEE = 800 };

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

/* Prices in whole minor units. */
#define L(product, trail, price, q)                                                                \
	{                                                                                          \
		(product), (trail), (price)*MONEY_MILLI, (q), (price) * (q)                        \
	}

#define S(sku, price, q)                                                                           \
	{                                                                                          \
		1, "", (price)*MONEY_MILLI, (q), (price) * (q), (sku)                              \
	}

/* ---- whether one applies ---- */

static struct promotion_scope only_1[] = { { 1, 0, false } };
static struct promotion_scope not_1[] = { { 1, 0, true } };
static struct promotion_scope in_7[] = { { 0, 7, false } };
static struct promotion_scope in_7_not_1[] = { { 0, 7, false }, { 1, 0, true } };
/* two of 11 and one of 12 */
static struct promotion_scope pair[] = { { .sku_id = 11, .quantity = 2 },
					 { .sku_id = 12, .quantity = 1 } };
static const struct promotion_line two[] = { L(1, "/7/71/", 1000, 2), L(2, "/17/", 500, 1) };

static const struct judged {
	const char *name;
	struct promotion p;
	bool is_first;
	enum promotion_why wanted;
	int64_t tier_entry; /* of the customer */
} judged[] = {
	{ "an_open_one_fits", { OPEN }, false, PROMOTION_FITS },
	{ "ended_by_hand", { TIMES(NO, NO, 1, NO) }, false, PROMOTION_ENDED },
	{ "its_code_was_ended", { TIMES(NO, NO, NO, 1) }, false, PROMOTION_ENDED },
	{ "it_begins_now", { TIMES(NOW, NO, NO, NO) }, false, PROMOTION_FITS },
	{ "not_begun", { TIMES(NOW + 1, NO, NO, NO) }, false, PROMOTION_NOT_YET },
	{ "its_last_moment", { TIMES(NO, NOW + 1, NO, NO) }, false, PROMOTION_FITS },
	{ "over", { TIMES(NO, NOW, NO, NO) }, false, PROMOTION_OVER },
	{ "the_last_moment_of_its_code",
	  { .from = { NO },
	    .until = { NO },
	    .ended_at = { NO },
	    .code_ended_at = { NO },
	    .code_until = { NOW + 1 } },
	  false,
	  PROMOTION_FITS },
	{ "the_time_of_its_code_is_over",
	  { .from = { NO },
	    .until = { NO },
	    .ended_at = { NO },
	    .code_ended_at = { NO },
	    .code_until = { NOW } },
	  false,
	  PROMOTION_OVER },
	{ "the_code_is_another_customers",
	  { OPEN, .is_for_other = true },
	  false,
	  PROMOTION_NOT_YOURS },
	{ "it_is_for_a_sku_that_is_not_there", { OPEN, .sku_id = 9 }, false, PROMOTION_NO_ITEM },
	{ "one_is_left", { OPEN, .limit_total = 5, .used = 4 }, false, PROMOTION_FITS },
	{ "none_is_left", { OPEN, .limit_total = 5, .used = 5 }, false, PROMOTION_USED_UP },
	{ "none_of_the_code_is_left",
	  { OPEN, .code_limit = 1, .code_used = 1 },
	  false,
	  PROMOTION_USED_UP },
	{ "the_customer_had_theirs",
	  { OPEN, .limit_customer = 1, .used_by_customer = 1 },
	  false,
	  PROMOTION_USED_BY_YOU },
	{ "a_first_order", { OPEN, .is_first = true }, true, PROMOTION_FITS },
	{ "not_a_first_order", { OPEN, .is_first = true }, false, PROMOTION_NOT_FIRST },
	{ "what_is_agreed_asks_for_no_time_and_no_limit",
	  { TIMES(NO, 1, NO, NO), .limit_total = 1, .used = 1, .is_first = true,
	    .is_agreed = true },
	  false,
	  PROMOTION_FITS },
	{ "a_member_of_that_tier",
	  { OPEN, .tier_id = 3, .tier_entry = 500 },
	  false,
	  PROMOTION_FITS,
	  500 },
	{ "a_member_of_a_higher_tier",
	  { OPEN, .tier_id = 3, .tier_entry = 500 },
	  false,
	  PROMOTION_FITS,
	  501 },
	{ "a_member_of_a_lower_tier",
	  { OPEN, .tier_id = 3, .tier_entry = 500 },
	  false,
	  PROMOTION_NOT_TIER,
	  499 },
	{ "in_no_tier", { OPEN, .tier_id = 3, .tier_entry = 0 }, false, PROMOTION_NOT_TIER, -1 },
	{ "a_tier_that_is_no_more",
	  { OPEN, .tier_id = 3, .tier_entry = -1 },
	  false,
	  PROMOTION_NOT_TIER,
	  900 },
	{ "what_is_agreed_asks_for_no_tier",
	  { OPEN, .tier_id = 3, .tier_entry = 500, .is_agreed = true },
	  false,
	  PROMOTION_FITS,
	  -1 },
	{ "enough_for_a_set", { OPEN, .kind = PROMOTION_SET, .buy = 3 }, false, PROMOTION_FITS },
	{ "too_few_for_a_set",
	  { OPEN, .kind = PROMOTION_SET, .buy = 4 },
	  false,
	  PROMOTION_TOO_FEW },
	{ "one_more_than_is_bought",
	  { OPEN, .kind = PROMOTION_GET, .buy = 2, .get = 1 },
	  false,
	  PROMOTION_FITS },
	{ "nothing_comes_with_what_is_bought",
	  { OPEN, .kind = PROMOTION_GET, .buy = 3, .get = 1 },
	  false,
	  PROMOTION_TOO_FEW },
	{ "it_comes_to_the_minimum", { OPEN, .minimum = 2500 }, false, PROMOTION_FITS },
	{ "under_the_minimum", { OPEN, .minimum = 2501 }, false, PROMOTION_UNDER_MINIMUM },
	{ "the_minimum_is_of_its_own_items",
	  { OPEN, .minimum = 2001, .scopes = only_1, .n_scopes = 1 },
	  false,
	  PROMOTION_UNDER_MINIMUM },
	{ "what_is_agreed_asks_for_its_minimum",
	  { OPEN, .minimum = 2501, .is_agreed = true },
	  false,
	  PROMOTION_UNDER_MINIMUM },
};

START_TEST(it_applies_or_says_why_not)
{
	const struct judged *j = &judged[_i];
	const struct promotion_case c = {
		.lines = two,
		.n_lines = 2,
		.at = { NOW },
		.is_first = j->is_first,
		.tier_entry = j->tier_entry,
	};

	ck_assert_msg(promotion_judge(&j->p, &c) == j->wanted, "%s: %s", j->name,
		      promotion_why_word[promotion_judge(&j->p, &c)]);
}
END_TEST

START_TEST(it_is_for_the_items_that_it_names)
{
	static const struct {
		const char *name;
		struct promotion_scope *scopes;
		size_t n;
		bool first, second;
	} rows[] = {
		{ "all", NULL, 0, true, true },
		{ "only_one", only_1, 1, true, false },
		{ "all_but_one", not_1, 1, false, true },
		{ "a_category_with_those_below", in_7, 1, true, false },
		{ "a_category_but_one", in_7_not_1, 2, false, false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct promotion p = { .scopes = rows[i].scopes, .n_scopes = rows[i].n };

		ck_assert_msg(promotion_includes(&p, &two[0]) == rows[i].first, "%s", rows[i].name);
		ck_assert_msg(promotion_includes(&p, &two[1]) == rows[i].second, "%s",
			      rows[i].name);
	}
}
END_TEST

START_TEST(codes_are_kept_in_capitals)
{
	static const struct {
		const char *typed, *wanted;
	} rows[] = {
		{ " spring-10 ", "SPRING-10" },
		{ "A_1", "A_1" },
		{ "ab", NULL },
		{ "a b c", NULL },
		{ "咖啡券", NULL },
		{ "", NULL },
		{ NULL, NULL },
		{ "ABCDEFGHIJABCDEFGHIJABCDEFGHIJABC", NULL },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *code = promotion_clean_code(arena, rows[i].typed);

		if (rows[i].wanted)
			ck_assert_str_eq(code, rows[i].wanted);
		else
			ck_assert_ptr_null(code);
	}
}
END_TEST

/* ---- how much ---- */

static const struct given {
	const char *name;
	struct promotion p;
	struct promotion_line lines[3];
	size_t n;
	int64_t own, off[3], shipping;
} given[] = {
	{ "percent_is_of_all_and_split",
	  { OPEN, .kind = PROMOTION_PERCENT, .percent_bp = 1000 },
	  { L(1, "", 333, 1), L(2, "", 333, 1), L(3, "", 334, 1) },
	  3,
	  0,
	  { 33, 33, 34 },
	  0 },
	{ "percent_has_a_bound",
	  { OPEN, .kind = PROMOTION_PERCENT, .percent_bp = 5000, .most = 100 },
	  { L(1, "", 1000, 1), L(2, "", 1000, 1) },
	  2,
	  0,
	  { 50, 50 },
	  0 },
	{ "amount_is_split_by_what_lines_come_to",
	  { OPEN, .kind = PROMOTION_AMOUNT, .amount = 100 },
	  { L(1, "", 1000, 1), L(2, "", 500, 4) },
	  2,
	  0,
	  { 33, 67 },
	  0 },
	{ "no_more_than_there_is",
	  { OPEN, .kind = PROMOTION_AMOUNT, .amount = 5000 },
	  { L(1, "", 1000, 1) },
	  1,
	  0,
	  { 1000 },
	  0 },
	{ "off_its_own_items_alone",
	  { OPEN, .kind = PROMOTION_AMOUNT, .amount = 100, .scopes = only_1, .n_scopes = 1 },
	  { L(1, "", 1000, 1), L(2, "", 500, 4) },
	  2,
	  0,
	  { 100, 0 },
	  0 },
	{ "two_and_the_third_free",
	  { OPEN, .kind = PROMOTION_GET, .buy = 2, .get = 1, .percent_bp = 10000 },
	  { L(1, "", 500, 1), L(2, "", 1000, 2) },
	  2,
	  0,
	  { 500, 0 },
	  0 },
	{ "the_cheapest_of_each_group_is_free",
	  { OPEN, .kind = PROMOTION_GET, .buy = 1, .get = 1, .percent_bp = 10000 },
	  { L(1, "", 500, 2), L(2, "", 1000, 3) },
	  2,
	  0,
	  { 500, 1000 },
	  0 },
	{ "one_is_not_enough",
	  { OPEN, .kind = PROMOTION_GET, .buy = 1, .get = 1, .percent_bp = 10000 },
	  { L(1, "", 500, 1) },
	  1,
	  0,
	  { 0 },
	  0 },
	{ "one_unit_of_a_sku_is_free",
	  { OPEN, .kind = PROMOTION_GET, .get = 1, .percent_bp = 10000, .sku_id = 9 },
	  { { 1, "", 1000 * MONEY_MILLI, 3, 3000, 8 }, { 1, "", 500 * MONEY_MILLI, 2, 1000, 9 } },
	  2,
	  0,
	  { 0, 500 },
	  0 },
	{ "the_second_at_half",
	  { OPEN, .kind = PROMOTION_GET, .buy = 1, .get = 1, .percent_bp = 5000 },
	  { L(1, "", 999, 2) },
	  1,
	  0,
	  { 500 },
	  0 },
	{ "three_together",
	  { OPEN, .kind = PROMOTION_SET, .buy = 3, .amount = 2000 },
	  { L(1, "", 1000, 2), L(2, "", 500, 2) },
	  2,
	  0,
	  { 400, 100 },
	  0 },
	{ "many_groups",
	  { OPEN, .kind = PROMOTION_SET, .buy = 3, .amount = 2000 },
	  { L(1, "", 1000, 1000000) },
	  1,
	  0,
	  { 333333000 },
	  0 },
	{ "together_is_no_dearer",
	  { OPEN, .kind = PROMOTION_SET, .buy = 2, .amount = 2000 },
	  { L(1, "", 900, 2) },
	  1,
	  0,
	  { 0 },
	  0 },
	{ "a_pair_and_what_is_over",
	  { OPEN, .kind = PROMOTION_BUNDLE, .amount = 2000, .scopes = pair, .n_scopes = 2 },
	  { S(11, 1000, 5), S(12, 500, 2), S(13, 900, 1) },
	  3,
	  0,
	  { 800, 200, 0 },
	  0 },
	{ "half_a_pair",
	  { OPEN, .kind = PROMOTION_BUNDLE, .amount = 100, .scopes = pair, .n_scopes = 2 },
	  { S(11, 1000, 1), S(12, 500, 9) },
	  2,
	  0,
	  { 0 },
	  0 },
	{ "a_pair_that_is_no_cheaper_together",
	  { OPEN, .kind = PROMOTION_BUNDLE, .amount = 2500, .scopes = pair, .n_scopes = 2 },
	  { S(11, 1000, 2), S(12, 500, 1) },
	  2,
	  0,
	  { 0 },
	  0 },
	{ "pairs_end_where_they_gain_nothing",
	  { OPEN, .kind = PROMOTION_BUNDLE, .amount = 2000, .scopes = pair, .n_scopes = 2 },
	  { S(11, 700, 2), S(11, 1000, 2), S(12, 500, 2) },
	  3,
	  0,
	  { 0, 400, 100 },
	  0 },
	{ "a_million_pairs",
	  { OPEN, .kind = PROMOTION_BUNDLE, .amount = 2000, .scopes = pair, .n_scopes = 2 },
	  { S(11, 1000, 1000000), S(12, 500, 1000000) },
	  2,
	  0,
	  { 200000000, 50000000 },
	  0 },
	{ "free_shipping",
	  { OPEN, .kind = PROMOTION_SHIPPING },
	  { L(1, "", 900, 2) },
	  1,
	  0,
	  { 0 },
	  FEE },
	{ "cheaper_shipping",
	  { OPEN, .kind = PROMOTION_SHIPPING, .amount = 300 },
	  { L(1, "", 900, 2) },
	  1,
	  0,
	  { 0 },
	  300 },
	{ "what_ships_free_already",
	  { OPEN, .kind = PROMOTION_SHIPPING },
	  { L(1, "", 5000, 2) },
	  1,
	  0,
	  { 0 },
	  0 },
	{ "a_discount_besides_costs_the_free_shipping",
	  { OPEN, .kind = PROMOTION_SHIPPING },
	  { L(1, "", 5000, 2) },
	  1,
	  1,
	  { 0 },
	  FEE },
};

START_TEST(it_takes_off_so_much_of_each_line)
{
	const struct given *g = &given[_i];
	const struct promotion_case c = { .lines = g->lines,
					  .n_lines = g->n,
					  .at = { NOW },
					  .own = g->own,
					  .fee = FEE,
					  .free_over = 10000 };
	struct promotion_answer a = promotion_choose(arena, &g->p, 1, &c);
	int64_t sum = 0;

	for (size_t i = 0; i < g->n; i++) {
		ck_assert_msg(a.off[i] == g->off[i], "%s: line %zu: %lld, wanted %lld", g->name, i,
			      (long long)a.off[i], (long long)g->off[i]);
		sum += a.off[i];
	}
	ck_assert_msg(a.amount == sum, "%s", g->name);
	ck_assert_msg(a.shipping == g->shipping, "%s: shipping %lld", g->name,
		      (long long)a.shipping);
	ck_assert_msg((a.why[0] == PROMOTION_FITS) == (sum + g->shipping > 0), "%s", g->name);
}
END_TEST

/* ---- which together ---- */

START_TEST(those_go_together_that_may_or_one_alone)
{
	static struct promotion_scope one[] = { { .sku_id = 11, .quantity = 3 } };
	static const struct promotion
		tenth = { OPEN, .kind = PROMOTION_PERCENT, .percent_bp = 1000 },
		five = { OPEN, .kind = PROMOTION_AMOUNT, .amount = 500 },
		alone = { OPEN, .kind = PROMOTION_AMOUNT, .amount = 650, .is_alone = true },
		more = { OPEN, .kind = PROMOTION_AMOUNT, .amount = 651, .is_alone = true },
		over = { TIMES(NO, 1, NO, NO), .kind = PROMOTION_AMOUNT, .amount = 900 },
		three = { OPEN, .kind = PROMOTION_SET, .buy = 3, .amount = 100 },
		both = { OPEN, .kind = PROMOTION_BUNDLE, .amount = 1000, .scopes = one,
			 .n_scopes = 1 };
	static const struct promotion_line line[] = { S(11, 500, 3) };
	static const struct {
		const char *name;
		const struct promotion *v[3];
		int64_t amount;
		enum promotion_why why[3];
	} rows[] = {
		{ "the_amount_is_off_what_the_percentage_left",
		  { &five, &tenth },
		  650,
		  { PROMOTION_FITS, PROMOTION_FITS } },
		{ "as_much_alone_is_not_more",
		  { &five, &alone, &tenth },
		  650,
		  { PROMOTION_FITS, PROMOTION_LESS, PROMOTION_FITS } },
		{ "more_alone",
		  { &five, &more, &tenth },
		  651,
		  { PROMOTION_LESS, PROMOTION_FITS, PROMOTION_LESS } },
		{ "a_pair_is_taken_whole_before_a_set",
		  { &three, &both },
		  500,
		  { PROMOTION_NOTHING, PROMOTION_FITS } },
		{ "what_is_over_is_not_asked",
		  { &over, &tenth },
		  150,
		  { PROMOTION_OVER, PROMOTION_FITS } },
	};
	const struct promotion_case c = { .lines = line, .n_lines = 1, .at = { NOW } };

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct promotion v[3];
		struct promotion_answer a;
		size_t n = 0;

		for (; n < 3 && rows[i].v[n]; n++)
			v[n] = *rows[i].v[n];
		a = promotion_choose(arena, v, n, &c);
		ck_assert_msg(a.amount == rows[i].amount, "%s: %lld", rows[i].name,
			      (long long)a.amount);
		for (size_t k = 0; k < n; k++)
			ck_assert_msg(a.why[k] == rows[i].why[k], "%s: %s", rows[i].name,
				      promotion_why_word[a.why[k]]);
	}
}
END_TEST

/* ---- at random ---- */

enum { ROUNDS = 4000, LINES = 6, SOME = 5 };

static int64_t below(unsigned *seed, int64_t n)
{
	return rand_r(seed) % n;
}

static struct promotion any(unsigned *seed)
{
	struct promotion p = { OPEN,
			       .kind = (enum promotion_kind)below(seed, PROMOTION_KIND__MAX),
			       .amount = 1 + below(seed, 3000),
			       .percent_bp = 1 + (int)below(seed, 10000),
			       .buy = 1 + (int)below(seed, 4),
			       .get = 1 + (int)below(seed, 3),
			       .minimum = below(seed, 2) ? below(seed, 4000) : 0,
			       .most = below(seed, 3) ? 0 : 1 + below(seed, 900),
			       .is_alone = below(seed, 4) == 0 };
	static struct promotion_scope scopes[][1] = { { { 1, 0, false } },
						      { { 2, 0, true } },
						      { { 0, 7, false } } };
	int64_t scope = below(seed, 6);

	if (p.kind == PROMOTION_BUNDLE) {
		p.scopes = pair;
		p.n_scopes = 2;
	} else if (scope < 3) {
		p.scopes = scopes[scope];
		p.n_scopes = 1;
	}
	return p;
}

static struct promotion_line any_line(unsigned *seed)
{
	struct promotion_line l = { .product_id = 1 + (uint64_t)below(seed, 3),
				    .trail = below(seed, 2) ? "/7/8/" : "/9/",
				    .unit_milli = below(seed, 2000000),
				    .quantity = 1 + (int)below(seed, 5),
				    .sku_id = 11 + (uint64_t)below(seed, 3) };

	ck_assert(money_line(l.unit_milli, l.quantity, &l.amount));
	return l;
}

static void look(const struct promotion_answer *a, const struct promotion_case *c, unsigned round)
{
	int64_t sum = 0, gifts = 0, shipping = 0;

	for (size_t i = 0; i < c->n_lines; i++) {
		ck_assert_msg(a->off[i] >= 0 && a->off[i] <= c->lines[i].amount, "round %u", round);
		sum += a->off[i];
	}
	for (size_t i = 0; i < a->n_gifts; i++) {
		ck_assert_msg(a->gifts[i].amount >= 0 && a->gifts[i].shipping >= 0, "round %u",
			      round);
		gifts += a->gifts[i].amount;
		shipping += a->gifts[i].shipping;
	}
	ck_assert_msg(sum == a->amount && gifts == a->amount, "round %u: lines %lld, gifts %lld",
		      round, (long long)sum, (long long)gifts);
	ck_assert_msg(shipping == a->shipping && shipping <= promotion_fee(c, sum + c->own),
		      "round %u: shipping", round);
}

/* Lines give what comes off and never more than they are; what is added takes nothing away. */
START_TEST(whatever_applies_adds_up)
{
	for (unsigned round = 1; round <= ROUNDS; round++) {
		unsigned seed = round;
		struct promotion_line lines[LINES + 1];
		struct promotion all[SOME];
		struct promotion_case c = { .lines = lines,
					    .at = { NOW },
					    .fee = below(&seed, 900),
					    .free_over = below(&seed, 2) ? 3000 : 0 };
		struct promotion_answer one, less, more;
		size_t n = 1 + (size_t)below(&seed, SOME);

		arena_reset(arena);
		c.n_lines = 1 + (size_t)below(&seed, LINES);
		for (size_t i = 0; i <= c.n_lines; i++)
			lines[i] = any_line(&seed);
		for (size_t i = 0; i < n; i++)
			all[i] = any(&seed);
		one = promotion_choose(arena, all, n, &c);
		look(&one, &c, round);
		less = promotion_choose(arena, all, 1, &c);
		c.n_lines++;
		more = promotion_choose(arena, all, 1, &c);
		look(&more, &c, round);
		if (all[0].kind != PROMOTION_SHIPPING)
			ck_assert_msg(more.amount >= less.amount,
				      "round %u: one more item, and %lld less comes off", round,
				      (long long)(less.amount - more.amount));
	}
}
END_TEST

Suite *promotion_rules_suite(void)
{
	Suite *s = suite_create("promotion_rules");
	TCase *t = tcase_create("rules");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, it_applies_or_says_why_not, 0, COUNT(judged));
	tcase_add_test(t, it_is_for_the_items_that_it_names);
	tcase_add_test(t, codes_are_kept_in_capitals);
	tcase_add_loop_test(t, it_takes_off_so_much_of_each_line, 0, COUNT(given));
	tcase_add_test(t, those_go_together_that_may_or_one_alone);
	tcase_add_test(t, whatever_applies_adds_up);
	suite_add_tcase(s, t);
	return s;
}
