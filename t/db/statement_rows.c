/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many rows by one statement: the same whether the server takes lists or not. */
#include "base/fail.h"
#include "base/rows.h"
#include "db/conn.h"
#include "support/app.h"
#include "support/skip.h"

#define COLUMNS 8

DB_STATEMENT(rows_insert, "INSERT INTO outbox (event_id, template, lang, state, created_at, id, "
			  "recipient, run_at, owner, "
			  "lease_until, tries, last_error, sent_at) "
			  "VALUES (1, 'test', 'en', 2, '2020-01-01', ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(rows_update, "UPDATE outbox SET tries = tries + ? WHERE recipient = ?");
DB_STATEMENT(
	rows_read,
	"SELECT recipient, run_at, owner, lease_until, tries, last_error FROM outbox WHERE id = ?");
DB_STATEMENT(rows_summed, "SELECT COUNT(*), SUM(tries), SUM(LENGTH(last_error)) FROM outbox");

static struct app *app;

static void setup(void)
{
	app = support_app();
	db_connect(app->db);
}

static void teardown(void)
{
	support_app_free(app);
}

static struct instant moment(size_t i)
{
	return (struct instant){ 1291190760 * INSTANT_SECOND + (int64_t)i };
}

/* Row i: the fourth column NULL in every second, the fifth and last in all, the seventh of growing
 * length. */
static struct db_arg *make_rows(size_t n, size_t text)
{
	struct db_arg *a = arena_array_of(app->arena, n * COLUMNS, struct db_arg), *row = a;
	char *long_text = arena_alloc(app->arena, text + 1);

	memset(long_text, 'x', text);
	for (size_t i = 0; i < n; i++, row += COLUMNS) {
		row[0] = db_arg_uint(i + 1);
		row[1] = db_arg_text(arena_printf(app->arena, "row %zu", i));
		row[2] = db_arg_time(moment(i));
		row[3] = db_arg_bytes(bytes_of(i % 2 ? NULL : "0123456789abcdef", 16));
		row[4] = db_arg_time(INSTANT_NONE);
		row[5] = db_arg_int((int64_t)i % 100);
		row[6] = db_arg_bytes(bytes_of(long_text, text * (i + 1) / n));
		row[7] = db_arg_time(INSTANT_NONE);
	}
	return a;
}

struct insert {
	const struct db_arg *args;
	size_t n;
	int64_t matched;
};

static int insert(struct db *db, void *arg)
{
	struct insert *x = arg;

	x->matched = db_exec_rows(db, &rows_insert, x->args, COLUMNS, x->n);
	return 0;
}

static void check_written(size_t i)
{
	struct rows *r = db_query(app->db, &rows_read, i + 1);

	ck_assert(rows_next(r));
	ck_assert_int_eq(rows_time(r, 1).us, moment(i).us);
	ck_assert_int_eq(rows_is_null(r, 2), i % 2 == 1);
	if (i % 2 == 0)
		ck_assert_mem_eq(rows_bytes(r, 2).p, "0123456789abcdef", 16);
	ck_assert(rows_is_null(r, 3));
	ck_assert_int_eq(rows_int(r, 4), (int)(i % 100));
}

static const struct {
	const char *name;
	bool one_by_one;
	size_t n;
} ways[] = {
	{ "none", false, 0 },       { "one", false, 1 },      { "two", false, 2 },
	{ "one_list", false, 200 }, { "lists", false, 4500 }, { "one_by_one", true, 200 },
};

START_TEST(rows_are_written_as_given)
{
	struct insert x = { make_rows(ways[_i].n + 1, 150), ways[_i].n, -1 };
	struct rows *r;

	app->db->one_by_one = ways[_i].one_by_one;
	ck_assert_int_eq(db_transaction(app->db, insert, &x), 0);
	check_int(ways[_i].name, x.matched, (int64_t)ways[_i].n);
	r = db_query(app->db, &rows_summed);
	ck_assert(rows_next(r));
	check_int(ways[_i].name, rows_i64(r, 0), (int64_t)ways[_i].n);
	for (size_t i = 0; i < ways[_i].n; i += 97)
		check_written(i);
}
END_TEST

/* MySQL does not: there the rows go one by one. */
static void need_lists(void)
{
	if (!mariadb_connection(app->db->mysql))
		skip("lists of rows: the server takes none");
}

START_TEST(lists_cost_few_messages)
{
	struct insert x = { make_rows(4500, 100), 4500, -1 };

	need_lists();
	db_count_reset(app->db);
	ck_assert_int_eq(db_transaction(app->db, insert, &x), 0);
	/* START, COMMIT and three lists. */
	ck_assert_uint_le(db_count(app->db), 5);
}
END_TEST

START_TEST(the_statement_serves_single_rows_again)
{
	struct insert x = { make_rows(20, 10), 20, -1 };
	const struct db_arg *more = make_rows(21, 10) + 20 * COLUMNS;

	ck_assert_int_eq(db_transaction(app->db, insert, &x), 0);
	ck_assert_int_eq(db_exec_args(app->db, &rows_insert, more, COLUMNS), 1);
	check_written(20);
}
END_TEST

START_TEST(updates_go_in_lists_too)
{
	struct insert x = { make_rows(50, 10), 50, -1 };
	struct db_arg args[] = { db_arg_int(1000),     db_arg_text("row 1"), db_arg_int(2000),
				 db_arg_text("row 2"), db_arg_int(1000),     db_arg_text("row 1") };
	struct rows *r;

	ck_assert_int_eq(db_transaction(app->db, insert, &x), 0);
	ck_assert_int_eq(db_exec_rows(app->db, &rows_update, args, 2, 3), 3);
	r = db_query(app->db, &rows_summed);
	ck_assert(rows_next(r));
	ck_assert_int_eq(rows_i64(r, 1), 50 * 49 / 2 + 4000);
}
END_TEST

static void run_insert(void *arg)
{
	db_transaction(app->db, insert, arg);
}

/* A failure leaves nothing, and the statement as it was. */
START_TEST(a_duplicate_fails_the_whole)
{
	struct db_arg *rows = make_rows(40, 10);
	struct insert x = { rows, 40, -1 };
	struct failure f;

	app->db->one_by_one = _i == 1;
	rows[39 * COLUMNS] = rows[3 * COLUMNS];
	ck_assert(!fail_run(run_insert, &x, &f));
	ck_assert_int_eq(f.code, 1062);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
	x.n = 39;
	ck_assert_int_eq(db_transaction(app->db, insert, &x), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 39);
}
END_TEST

static void run_rows(void *arg)
{
	struct db_arg *args = arg;

	db_exec_rows(app->db, &rows_insert, args, COLUMNS, 2);
}

START_TEST(a_column_is_of_one_kind)
{
	struct db_arg *rows = make_rows(2, 10);
	struct failure f;

	need_lists();
	rows[COLUMNS + 5] = db_arg_text("7");
	ck_assert(!fail_run(run_rows, rows, &f));
	ck_assert_ptr_nonnull(strstr(f.message, "a column of two kinds"));
}
END_TEST

Suite *db_statement_rows_suite(void)
{
	Suite *s = suite_create("db_statement_rows");
	TCase *t = tcase_create("rows");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, rows_are_written_as_given, 0, (int)count_of(ways));
	tcase_add_test(t, lists_cost_few_messages);
	tcase_add_test(t, the_statement_serves_single_rows_again);
	tcase_add_test(t, updates_go_in_lists_too);
	tcase_add_loop_test(t, a_duplicate_fails_the_whole, 0, 2);
	tcase_add_test(t, a_column_is_of_one_kind);
	suite_add_tcase(s, t);
	return s;
}
