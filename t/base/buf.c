/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the buffer. */
#include "base/buf.h"
#include <inttypes.h>
#include <stdio.h>
#include "base/rows.h"

static struct arena *a;
static struct buf b;

static void set_up(void)
{
	a = arena_new();
	buf_init(&b, a);
}

static void tear_down(void)
{
	arena_free(a);
}

START_TEST(empty_buffer_is_an_empty_text)
{
	ck_assert_str_eq(b.p, "");
	ck_assert_uint_eq(b.len, 0);
	buf_add(&b, NULL, 0);
	ck_assert_str_eq(b.p, "");
}
END_TEST

START_TEST(every_way_of_adding_keeps_the_end)
{
	buf_addlit(&b, "a");
	buf_adds(&b, "bc");
	buf_addch(&b, 'd');
	buf_addf(&b, "%s%d", "e", 5);
	buf_addi(&b, -12);
	ck_assert_str_eq(b.p, "abcde5-12");
	ck_assert_uint_eq(b.len, 9);
}
END_TEST

START_TEST(growth_keeps_what_is_there)
{
	for (int i = 0; i < 100000; i++) {
		buf_addch(&b, (char)('a' + i % 26));
		if (i % 1000 == 0)
			arena_alloc(a, 8);
	}
	ck_assert_uint_eq(b.len, 100000);
	for (int i = 0; i < 100000; i++)
		require(b.p[i] == 'a' + i % 26);
	ck_assert_int_eq(b.p[b.len], 0);
}
END_TEST

/* Each length around the first capacity, by each way. */
START_TEST(edges_of_the_capacity_hold)
{
	char text[400], printed[400];

	memset(text, 'x', sizeof text);
	for (size_t n = 250; n < 262; n++) {
		buf_init(&b, a);
		buf_add(&b, text, n);
		buf_addch(&b, '!');
		ck_assert_uint_eq(b.len, n + 1);
		ck_assert_uint_eq(strlen(b.p), n + 1);
		buf_init(&b, a);
		buf_addf(&b, "%.*s", (int)n, text);
		snprintf(printed, sizeof printed, "%.*s", (int)n, text);
		ck_assert_str_eq(b.p, printed);
		buf_init(&b, a);
		buf_reserve(&b, n);
		ck_assert_uint_gt(b.cap, n);
	}
}
END_TEST

START_TEST(numbers_are_exact)
{
	static const int64_t numbers[] = { 0,    9,   10,        -1,        1000000007,
					   -999, 100, INT64_MAX, INT64_MIN, INT64_MIN + 1 };
	char wanted[32];

	for (size_t i = 0; i < count_of(numbers); i++) {
		buf_init(&b, a);
		buf_addi(&b, numbers[i]);
		snprintf(wanted, sizeof wanted, "%" PRId64, numbers[i]);
		ck_assert_str_eq(b.p, wanted);
	}
}
END_TEST

Suite *base_buf_suite(void)
{
	Suite *s = suite_create("base_buf");
	TCase *t = tcase_create("buf");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, empty_buffer_is_an_empty_text);
	tcase_add_test(t, every_way_of_adding_keeps_the_end);
	tcase_add_test(t, growth_keeps_what_is_there);
	tcase_add_test(t, edges_of_the_capacity_hold);
	tcase_add_test(t, numbers_are_exact);
	suite_add_tcase(s, t);
	return s;
}
