/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of money: rounding, overflow, splitting by largest remainder. */
#include "base/money.h"
#include "base/rows.h"

START_TEST(lines_round_half_even)
{
	static const struct {
		const char *name;
		int64_t unit, quantity;
		bool fits;
		int64_t wanted;
	} rows[] = {
		{ "whole", 1290000, 3, true, 3870 },
		{ "below half", 82149, 1, true, 82 },
		{ "half to even, down", 500, 1, true, 0 },
		{ "half to even, up", 1500, 1, true, 2 },
		{ "half to even, down again", 2500, 1, true, 2 },
		{ "above half", 501, 1, true, 1 },
		{ "negative half to even", -1500, 1, true, -2 },
		{ "negative half to even, down", -2500, 1, true, -2 },
		{ "negative above half", -501, 1, true, -1 },
		{ "negative quantity", 82150, -2, true, -164 },
		{ "nothing", 0, 1000000, true, 0 },
		{ "largest", MONEY_MAX, 1000, true, MONEY_MAX },
		{ "beyond the largest", MONEY_MAX, 1001, false, 0 },
		{ "far beyond", INT64_MAX, INT64_MAX, false, 0 },
		{ "far below", INT64_MIN, INT64_MAX, false, 0 },
	};

	for (each_row(rows)) {
		int64_t out = 0;

		check_row(row, money_line(row->unit, row->quantity, &out) == row->fits);
		check_int(row->name, out, row->wanted);
	}
}
END_TEST

START_TEST(scales_round_half_even)
{
	static const struct {
		const char *name;
		int64_t value, numerator, denominator;
		bool fits;
		int64_t wanted;
	} rows[] = {
		{ "tax of 13 %", 10000, 13, 100, true, 1300 },
		{ "tax inside the price", 11300, 13, 113, true, 1300 },
		{ "half to even", 25, 1, 10, true, 2 },
		{ "half to even, up", 35, 1, 10, true, 4 },
		{ "third", 100, 1, 3, true, 33 },
		{ "two thirds", 100, 2, 3, true, 67 },
		{ "negative", -100, 2, 3, true, -67 },
		{ "odd denominator has no half", 3, 1, 7, true, 0 },
		{ "just above half of an odd one", 4, 1, 7, true, 1 },
		{ "wide product, small result", MONEY_MAX, MONEY_MAX, MONEY_MAX, true, MONEY_MAX },
		{ "overflow", MONEY_MAX, 2, 1, false, 0 },
	};

	for (each_row(rows)) {
		int64_t out = 0;

		check_row(row, money_scale(row->value, row->numerator, row->denominator, &out) ==
				       row->fits);
		check_int(row->name, out, row->wanted);
	}
}
END_TEST

START_TEST(sums_stop_at_the_largest)
{
	int64_t out = 0;

	ck_assert(money_add(MONEY_MAX - 1, 1, &out));
	ck_assert_int_eq(out, MONEY_MAX);
	ck_assert(!money_add(MONEY_MAX, 1, &out));
	ck_assert(!money_add(-MONEY_MAX, -1, &out));
	ck_assert(!money_add(INT64_MAX, INT64_MAX, &out));
	ck_assert(money_add(5, -7, &out));
	ck_assert_int_eq(out, -2);
}
END_TEST

START_TEST(splits_by_largest_remainder)
{
	static const struct {
		const char *name;
		int64_t total;
		size_t n;
		int64_t weights[5], wanted[5];
	} rows[] = {
		{ "even", 100, 2, { 1, 1 }, { 50, 50 } },
		{ "tie goes to the earlier", 101, 2, { 1, 1 }, { 51, 50 } },
		{ "three ways", 100, 3, { 1, 1, 1 }, { 34, 33, 33 } },
		{ "two left of three", 101, 3, { 1, 1, 1 }, { 34, 34, 33 } },
		{ "largest remainder first", 10, 3, { 1, 2, 4 }, { 1, 3, 6 } },
		{ "zero weight gets nothing", 7, 3, { 0, 3, 0 }, { 0, 7, 0 } },
		{ "zero weight before a tie", 1, 3, { 0, 1, 1 }, { 0, 1, 0 } },
		{ "negative total mirrors", -101, 2, { 1, 1 }, { -51, -50 } },
		{ "no weight at all", 9, 3, { 0, 0, 0 }, { 9, 0, 0 } },
		{ "nothing to split", 0, 2, { 3, 4 }, { 0, 0 } },
		{ "less than one each", 2, 5, { 1, 1, 1, 1, 1 }, { 1, 1, 0, 0, 0 } },
		{ "huge weights", 3, 2, { INT64_MAX, INT64_MAX }, { 2, 1 } },
		{ "huge total", MONEY_MAX, 2, { 1, 2 }, { MONEY_MAX / 3, MONEY_MAX / 3 * 2 + 1 } },
	};

	for (each_row(rows)) {
		int64_t parts[5] = { 0 };

		money_split(row->total, row->weights, row->n, parts);
		for (size_t i = 0; i < row->n; i++)
			check_int(row->name, parts[i], row->wanted[i]);
	}
}
END_TEST

static uint64_t next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return *state >> 20;
}

/* Whatever the numbers: the parts make the total, each is its exact share rounded down or up, and
 * who was rounded up had no smaller remainder than who was rounded down. */
static void check_split(int64_t total, const int64_t *weights, size_t n, const int64_t *parts)
{
	int64_t weight = 0, sum = 0, least_up = INT64_MAX, most_down = -1;

	for (size_t i = 0; i < n; i++)
		weight += weights[i];
	for (size_t i = 0; i < n; i++) {
		int64_t product = total * weights[i];
		int64_t extra = parts[i] - product / weight, rest = product % weight;

		sum += parts[i];
		require(extra == 0 || (extra == 1 && rest > 0));
		if (extra && rest < least_up)
			least_up = rest;
		if (!extra && rest > most_down)
			most_down = rest;
	}
	require(sum == total);
	require(least_up >= most_down);
}

START_TEST(random_splits_are_exact_and_fair)
{
	uint64_t state = 42;

	for (int round = 0; round < 20000; round++) {
		int64_t weights[40], parts[40], total = (int64_t)(next_random(&state) % 100000);
		size_t n = 1 + next_random(&state) % 40;

		for (size_t i = 0; i < n; i++)
			weights[i] = (int64_t)(next_random(&state) % (round % 2 ? 5 : 100000));
		weights[n - 1]++;
		money_split(total, weights, n, parts);
		check_split(total, weights, n, parts);
	}
}
END_TEST

Suite *base_money_suite(void)
{
	Suite *s = suite_create("base_money");
	TCase *t = tcase_create("money");

	tcase_add_test(t, lines_round_half_even);
	tcase_add_test(t, scales_round_half_even);
	tcase_add_test(t, sums_stop_at_the_largest);
	tcase_add_test(t, splits_by_largest_remainder);
	tcase_add_test(t, random_splits_are_exact_and_fair);
	suite_add_tcase(s, t);
	return s;
}
