/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When what was not taken is tried again. */
#include "base/retry.h"
#include "base/rows.h"

START_TEST(tries_come_rarer_and_end)
{
	int64_t sum = 0;

	ck_assert_int_eq(retry_wait_s(0), 0);
	ck_assert_int_eq(retry_wait_s(1), 5);
	ck_assert_int_eq(retry_wait_s(2), 300);
	for (int i = 2; i <= 9; i++)
		ck_assert_int_gt(retry_wait_s(i), retry_wait_s(i - 1));
	ck_assert_int_eq(retry_wait_s(9), 86400);
	ck_assert_int_eq(retry_wait_s(10), -1);
	for (int i = 1; i <= 9; i++)
		sum += retry_wait_s(i);
	ck_assert_int_eq(sum, 272105); /* three days */
}
END_TEST

START_TEST(what_failed_together_is_tried_apart)
{
	int64_t least = INT64_MAX, most = 0;

	for (uint64_t chance = 0; chance < 100; chance++) {
		int64_t s = retry_jitter_s(300, chance);
		least = s < least ? s : least;
		most = s > most ? s : most;
	}
	ck_assert_int_eq(least, 270);
	ck_assert_int_eq(most, 330);
	ck_assert_int_eq(retry_jitter_s(3, 7), 3);
	ck_assert_int_eq(retry_jitter_s(0, 7), 0);
	for (uint64_t chance = 0; chance < 9; chance++)
		ck_assert_int_ge(retry_jitter_s(5, chance), 5);
}
END_TEST

Suite *base_retry_suite(void)
{
	Suite *s = suite_create("base_retry");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, tries_come_rarer_and_end);
	tcase_add_test(tc, what_failed_together_is_tried_apart);
	suite_add_tcase(s, tc);
	return s;
}
