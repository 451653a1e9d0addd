/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo shop is made with: chance, tables in files, days, and the queue of what is to come.
 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "demo/shop.h"
#include "support/folder.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
	ck_assert(instant_set_zone("Asia/Shanghai"));
}

static void teardown(void)
{
	arena_free(arena);
}

/* ---- chance ---- */

START_TEST(chance_falls_the_same_way)
{
	struct dice a = dice_of(7, 1, 2), b = dice_of(7, 1, 2);

	for (int i = 0; i < 100; i++)
		ck_assert_uint_eq(dice_next(&a), dice_next(&b));
}
END_TEST

START_TEST(streams_differ)
{
	static const uint64_t seeds[][3] = { { 7, 1, 2 }, { 8, 1, 2 }, { 7, 2, 2 },
					     { 7, 1, 3 }, { 7, 2, 1 }, { 1, 7, 2 } };
	uint64_t first[6];

	for (size_t i = 0; i < 6; i++) {
		struct dice d = dice_of(seeds[i][0], seeds[i][1], seeds[i][2]);

		first[i] = dice_next(&d);
		for (size_t k = 0; k < i; k++)
			ck_assert_uint_ne(first[i], first[k]);
	}
}
END_TEST

START_TEST(throws_stay_within)
{
	static const int weights[] = { 0, 3, 0, 1 }, none[] = { 0, 0 };
	struct dice d = dice_of(1, 1, 1);
	int seen[4] = { 0 };

	for (int i = 0; i < 4000; i++) {
		int n = dice_between(&d, 3, 5);
		int64_t t = dice_time(&d, -10, 10);

		ck_assert(n >= 3 && n <= 5);
		ck_assert(t >= -10 && t <= 10);
		seen[dice_weighted(&d, weights, 4)]++;
	}
	ck_assert_int_eq(seen[0] + seen[2], 0);
	ck_assert(seen[1] > 2800 && seen[1] < 3200);
	ck_assert_uint_eq(dice_weighted(&d, none, 2), 2);
	ck_assert_int_eq(dice_below(&d, 0), 0);
}
END_TEST

/* ---- tables ---- */

static const char *write_table(const char *text)
{
	const char *path = arena_printf(arena, "%s/table", support_folder(arena));
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	return path;
}

START_TEST(cells_are_read)
{
	const char *path =
		write_table("code\tprice\tn\tkind\nA\t0.0275\t12\tred\n茶\t42.00\t0\t\n");
	const char *const words[] = { "", "red" };
	struct table t = table_read(arena, path);

	ck_assert_uint_eq(t.n_rows, 2);
	ck_assert_str_eq(table_text(&t, 1, "code"), "茶");
	ck_assert_int_eq(table_unit_price(&t, 0, "price", "CNY"), 2750);
	ck_assert_int_eq(table_unit_price(&t, 1, "price", "CNY"), 4200000);
	ck_assert_int_eq(table_int(&t, 0, "n", 12), 12);
	ck_assert_int_eq(table_word(&t, 0, "kind", words, 2), 1);
	ck_assert_int_eq(table_word(&t, 1, "kind", words, 2), 0);
}
END_TEST

struct reading {
	const char *path;
};

static void read_all(void *arg)
{
	static const char *const words[] = { "red" };
	const struct reading *r = arg;
	struct table t = table_read(arena, r->path);

	table_int(&t, 0, "n", 12);
	table_unit_price(&t, 0, "price", "CNY");
	table_word(&t, 0, "kind", words, 1);
}

START_TEST(mistakes_are_named)
{
	static const struct {
		const char *given, *wanted;
	} rows[] = {
		{ "n\tprice\tkind\n1\t2\n", ":2: 2 cells, not 3" },
		{ "n\tprice\tkind\n1\t2\tred\n1\t2\tred\t4\n", ":3: 4 cells, not 3" },
		{ "n\tprice\tkind\n13\t2\tred\n", ":2: n is not right: 13" },
		{ "n\tprice\tkind\n-1\t2\tred\n", ":2: n is not right: -1" },
		{ "n\tprice\tkind\n1\t2,5\tred\n", ":2: price is not right: 2,5" },
		{ "n\tprice\tkind\n1\t2\tblue\n", ":2: kind is not right: blue" },
		{ "n\tcost\tkind\n1\t2\tred\n", ": no column price" },
		{ "", ": empty" },
		{ "n\xff\n", ": not UTF-8" },
	};
	struct reading r = { write_table(rows[_i].given) };
	struct failure f;

	ck_assert(!fail_run(read_all, &r, &f));
	unlink(r.path);
	ck_assert_msg(strstr(f.message, rows[_i].wanted) != NULL, "%s: not %s", f.message,
		      rows[_i].wanted);
}
END_TEST

START_TEST(a_missing_file_is_named)
{
	struct reading r = { "/nowhere/at-all.tsv" };
	struct failure f;

	ck_assert(!fail_run(read_all, &r, &f));
	ck_assert_str_eq(f.message, "/nowhere/at-all.tsv: No such file or directory");
}
END_TEST

/* ---- days ---- */

START_TEST(days_are_the_shops_own)
{
	struct instant t = day_at(20413, 0, 0); /* 2025-11-21 in Shanghai */
	char text[40];

	instant_format_utc(t, text, sizeof text);
	ck_assert_str_eq(text, "2025-11-20T16:00:00Z");
	ck_assert_int_eq(instant_local_day(t), 20413);
	ck_assert_int_eq(hour_of(day_at(20413, 17, 30)), 17);
}
END_TEST

START_TEST(the_shop_works_when_it_is_open)
{
	struct dice d = dice_of(1, 2, 3);

	for (int i = 0; i < 500; i++) {
		struct instant t =
			instant_add(day_at(20413, 0, 0), dice_time(&d, 0, INSTANT_DAY - 1));
		struct instant then = in_opening_hours(t, &d);
		int hour = hour_of(then);

		ck_assert(then.us >= t.us && hour >= 9 && hour < 22);
		ck_assert(hour_of(t) < 9 || hour_of(t) >= 22 || then.us == t.us);
	}
}
END_TEST

/* ---- what is to come ---- */

START_TEST(steps_come_by_time_and_never_at_once)
{
	struct shop s = { .arena = arena, .end = { 1000 * INSTANT_SECOND } };
	struct dice d = dice_of(4, 5, 6);
	struct instant last = { 0 };
	struct step step;
	int n = 0;

	for (size_t i = 0; i < 300; i++)
		queue_add(&s, STEP_PLACE, (struct instant){ dice_time(&d, 1, 60) * INSTANT_SECOND },
			  i, 0);
	queue_add(&s, STEP_PLACE, (struct instant){ 2000 * INSTANT_SECOND }, 300, 0);
	while (queue_take(&s, &step)) {
		ck_assert_int_ge(step.at.us, last.us + 2 * INSTANT_SECOND);
		s.work.now = last = step.at;
		n++;
	}
	ck_assert_int_eq(n, 300);
}
END_TEST

START_TEST(steps_of_one_time_come_as_planned)
{
	struct shop s = { .arena = arena, .end = { 1000 * INSTANT_SECOND } };
	struct step step;

	for (size_t i = 0; i < 20; i++)
		queue_add(&s, STEP_PLACE, (struct instant){ INSTANT_SECOND }, i, 0);
	for (size_t i = 0; i < 20; i++) {
		ck_assert(queue_take(&s, &step));
		ck_assert_uint_eq(step.subject, i);
	}
}
END_TEST

Suite *demo_parts_suite(void)
{
	Suite *s = suite_create("demo_parts");
	TCase *tc = tcase_create("parts");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, chance_falls_the_same_way);
	tcase_add_test(tc, streams_differ);
	tcase_add_test(tc, throws_stay_within);
	tcase_add_test(tc, cells_are_read);
	tcase_add_loop_test(tc, mistakes_are_named, 0, 9);
	tcase_add_test(tc, a_missing_file_is_named);
	tcase_add_test(tc, days_are_the_shops_own);
	tcase_add_test(tc, the_shop_works_when_it_is_open);
	tcase_add_test(tc, steps_come_by_time_and_never_at_once);
	tcase_add_test(tc, steps_of_one_time_come_as_planned);
	suite_add_tcase(s, tc);
	return s;
}
