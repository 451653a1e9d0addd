/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results: many rows, and what is no right use of them, or of a statement. */
#include <stdlib.h>
#include "db/side.h"

/* clang-format off */
DB_STATEMENT(row_in, "INSERT INTO credit_entry (id, customer_id, kind, amount, currency, why, actor_kind, at) "
	"VALUES (?, 1, 1, ?, 'EUR', ?, 1, '2020-01-02 03:04:05')");
DB_STATEMENT(row_out, "SELECT id, amount, why, at FROM credit_entry ORDER BY id");
DB_STATEMENT(row_sum, "SELECT COUNT(*), SUM(amount), MAX(amount), CAST(MAX(at) AS DATE) FROM credit_entry");
DB_STATEMENT(row_mean, "SELECT AVG(amount) FROM credit_entry");
DB_STATEMENT(row_two, "SELECT id, amount FROM credit_entry WHERE id = ? AND amount = ?");
DB_STATEMENT(row_gone, "DELETE FROM credit_entry");
/* clang-format on */

static void insert(uint64_t id, int64_t amount)
{
	ck_assert_int_eq(db_exec(side->db, &row_in, id, amount,
				 arena_printf(side->arena, "no %lld", (long long)amount)),
			 1);
}

/* ---- many ---- */

enum { MANY = 2500 };

static int insert_many(struct db *db, void *arg)
{
	struct db_arg *a = arena_array_of(side->arena, 3 * MANY, struct db_arg);

	for (int i = 0; i < MANY; i++) {
		a[3 * i] = db_arg_uint((uint64_t)i + 1);
		a[3 * i + 1] = db_arg_int(-i);
		a[3 * i + 2] = db_arg_text(arena_printf(side->arena, "no %d", -i));
	}
	*(int64_t *)arg = db_exec_rows(db, &row_in, a, 3, MANY);
	return 0;
}

START_TEST(many_rows_come_back)
{
	struct rows *r;
	int64_t n, i;

	db_transaction(side->db, insert_many, &n);
	ck_assert_int_eq(n, MANY);
	r = db_query(side->db, &row_out);
	ck_assert_uint_eq(rows_count(r), MANY);
	for (i = 0; rows_next(r); i++) {
		require(rows_i64(r, 0) == i + 1 && rows_i64(r, 1) == -i);
		require(strtol(rows_text(r, 2) + 3, NULL, 10) == -i);
	}
	ck_assert_int_eq(i, MANY);
	ck_assert(!rows_next(r));
}
END_TEST

START_TEST(no_rows_are_a_result)
{
	struct rows *r = db_query(side->db, &row_out);

	ck_assert_uint_eq(rows_count(r), 0);
	ck_assert(!rows_next(r));
}
END_TEST

START_TEST(results_stand_beside_each_other)
{
	struct rows *r, *again;

	insert(1, 10);
	insert(2, 20);
	r = db_query(side->db, &row_out);
	ck_assert(rows_next(r));
	db_exec(side->db, &row_gone);
	again = db_query(side->db, &row_out);
	ck_assert(!rows_next(again));
	ck_assert(rows_next(r));
	ck_assert_str_eq(rows_text(r, 2), "no 20");
}
END_TEST

START_TEST(sums_are_whole_numbers)
{
	struct rows *r;

	insert(1, INT64_MAX - 1);
	insert(2, 1);
	r = db_query(side->db, &row_sum);
	ck_assert(rows_next(r));
	ck_assert_int_eq(rows_i64(r, 0), 2);
	ck_assert_int_eq(rows_i64(r, 1), INT64_MAX);
	ck_assert_int_eq(rows_time(r, 3).us, 1577923200 * INSTANT_SECOND);
}
END_TEST

/* ---- wrong use ---- */

static struct rows *first(void)
{
	struct rows *r = db_query(side->db, &row_out);

	ck_assert(rows_next(r));
	return r;
}

static void too_few(void *arg)
{
	(void)arg;
	db_query(side->db, &row_two, 1);
}

static void too_many(void *arg)
{
	(void)arg;
	db_exec(side->db, &row_gone, 1);
}

static void far_too_many(void *arg)
{
	struct db_arg a[321] = { 0 };

	(void)arg;
	db_query_args(side->db, &row_two, a, 321);
}

static void far_column(void *arg)
{
	(void)arg;
	rows_i64(first(), 4);
}

static void before_the_first(void *arg)
{
	(void)arg;
	rows_i64(db_query(side->db, &row_out), 0);
}

static void number_as_text(void *arg)
{
	(void)arg;
	rows_text(first(), 0);
}

static void number_as_bytes(void *arg)
{
	(void)arg;
	rows_bytes(first(), 0);
}

static void number_as_time(void *arg)
{
	(void)arg;
	rows_time(first(), 1);
}

static void text_as_number(void *arg)
{
	(void)arg;
	rows_id(first(), 2);
}

static void text_as_time(void *arg)
{
	(void)arg;
	rows_time(first(), 2);
}

static void time_as_text(void *arg)
{
	(void)arg;
	rows_text(first(), 3);
}

static void time_as_number(void *arg)
{
	(void)arg;
	rows_i64(first(), 3);
}

static void large_as_int(void *arg)
{
	(void)arg;
	rows_int(first(), 1);
}

static void above_the_ids(void *arg)
{
	(void)arg;
	insert(UINT64_MAX, 0);
	db_query(side->db, &row_out);
}

static void sum_above(void *arg)
{
	(void)arg;
	insert(2, INT64_MAX);
	db_query(side->db, &row_sum);
}

static void mean(void *arg)
{
	(void)arg;
	insert(2, 0);
	insert(3, 0);
	db_query(side->db, &row_mean);
}

static void result_unasked(void *arg)
{
	(void)arg;
	db_exec(side->db, &row_out);
}

static void no_result(void *arg)
{
	(void)arg;
	db_query(side->db, &row_gone);
}

static void no_arena(void *arg)
{
	(void)arg;
	db_use_arena(side->db, NULL);
	db_query(side->db, &row_out);
}

static void too_long(void *arg)
{
	char *text = arena_zalloc(side->arena, 302);

	(void)arg;
	memset(text, 'x', 301);
	db_exec(side->db, &row_in, 5, 5, text);
}

static const struct {
	const char *name;
	void (*fn)(void *arg);
	const char *words;
} wrong[] = {
	{ "too_few", too_few, "row_two: 1 arguments for 2 parameters" },
	{ "too_many", too_many, "row_gone: 1 arguments for 0 parameters" },
	{ "far_too_many", far_too_many, "row_two: more than 320 arguments" },
	{ "far_column", far_column, "row_out: column 4 of 4" },
	{ "before_the_first", before_the_first, "row_out: column 0 of 4 at row 0" },
	{ "number_as_text", number_as_text, "column 0 has another type" },
	{ "number_as_bytes", number_as_bytes, "column 0 has another type" },
	{ "number_as_time", number_as_time, "column 1 has another type" },
	{ "text_as_number", text_as_number, "column 2 has another type" },
	{ "text_as_time", text_as_time, "column 2 has another type" },
	{ "time_as_text", time_as_text, "column 3 has another type" },
	{ "time_as_number", time_as_number, "column 3 has another type" },
	{ "large_as_int", large_as_int, "row_out: column 1 does not fit" },
	{ "above_the_ids", above_the_ids, "row_out: column 0 does not fit" },
	{ "sum_above", sum_above, "row_sum: column 1 does not fit" },
	{ "mean", mean, "row_mean: column 0 does not fit" },
	{ "result_unasked", result_unasked, "row_out: its result is not asked for" },
	{ "no_result", no_result, "row_gone: no result" },
	{ "no_arena", no_arena, "row_out: no arena" },
	{ "too_long", too_long, "row_in: Data too long" },
};

/* And the connection serves on. */
START_TEST(wrong_use_is_a_failure)
{
	struct failure f;

	insert(1, 2147483648);
	f = side_failure(wrong[_i].fn, NULL);
	ck_assert_msg(strstr(f.message, wrong[_i].words), "%s: %s", wrong[_i].name, f.message);
	ck_assert_int_eq(f.kind, FAIL_INTERNAL);
	db_use_arena(side->db, side->arena);
	db_exec(side->db, &row_gone);
	insert(7, 7);
	ck_assert_int_eq(rows_int(first(), 1), 7);
}
END_TEST

static const struct {
	const char *name;
	int64_t amount;
	bool fits;
} ints[] = {
	{ "most", INT32_MAX, true },
	{ "least", INT32_MIN, true },
	{ "above", INT64_C(2147483648), false },
	{ "below", INT64_C(-2147483649), false },
};

START_TEST(an_int_fits_or_fails)
{
	struct failure f;

	insert(1, ints[_i].amount);
	if (ints[_i].fits) {
		check_int(ints[_i].name, rows_int(first(), 1), ints[_i].amount);
		return;
	}
	f = side_failure(large_as_int, NULL);
	check_int(ints[_i].name, f.kind, FAIL_INTERNAL);
}
END_TEST

Suite *db_rows_suite(void)
{
	Suite *s = suite_create("db_rows");
	TCase *t = tcase_create("rows");

	tcase_add_checked_fixture(t, side_setup, side_teardown);
	tcase_add_test(t, many_rows_come_back);
	tcase_add_test(t, no_rows_are_a_result);
	tcase_add_test(t, results_stand_beside_each_other);
	tcase_add_test(t, sums_are_whole_numbers);
	tcase_add_loop_test(t, wrong_use_is_a_failure, 0, (int)count_of(wrong));
	tcase_add_loop_test(t, an_int_fits_or_fails, 0, (int)count_of(ints));
	suite_add_tcase(s, t);
	return s;
}
