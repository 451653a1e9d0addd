/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One transaction: all or nothing, run again where that is right, and never left open. */
#include "db/side.h"

DB_STATEMENT(unit_in,
	     "INSERT INTO stock (sku_id, on_hand, reserved, may_backorder) VALUES (?, 0, 0, 0)");

/* ---- commit and refusal ---- */

struct unit {
	int attempts;
	int answer;
	unsigned code;
	const char *words; /* of a failure that is no error of the database */
};

static int insert_and_answer(struct db *db, void *arg)
{
	struct unit *u = arg;

	u->attempts++;
	ck_assert(db_in_transaction(db));
	ck_assert(side_has_transaction(db));
	db_exec(db, &unit_in, 1);
	db_exec(db, &unit_in, 2);
	return u->answer;
}

START_TEST(answers_decide)
{
	struct unit u = { .answer = _i ? 7 : 0 };

	db_count_reset(side->db);
	ck_assert_int_eq(db_transaction(side->db, insert_and_answer, &u), u.answer);
	ck_assert_uint_eq(db_count(side->db), 4);
	ck_assert_int_eq(u.attempts, 1);
	ck_assert_int_eq(side_in_stock(), _i ? 0 : 2);
	side_check_at_rest(side);
}
END_TEST

struct nest {
	int inner, outer; /* answers */
	const char *words;
};

static int inner(struct db *db, void *arg)
{
	struct nest *n = arg;

	db_exec(db, &unit_in, 1);
	if (n->words)
		fail("%s", n->words);
	return n->inner;
}

static int outer(struct db *db, void *arg)
{
	struct nest *n = arg;

	db_exec(db, &unit_in, 2);
	ck_assert_int_eq(db_transaction(db, inner, n), n->inner);
	ck_assert(db_in_transaction(db));
	ck_assert(side_has_transaction(db));
	db_exec(db, &unit_in, 3);
	return n->outer;
}

static const struct {
	struct nest nest;
	int64_t rows;
} nests[] = {
	{ { 0, 0, NULL }, 3 },
	{ { 4, 0, NULL }, 3 }, /* the outermost decides */
	{ { 0, 4, NULL }, 0 },
	{ { 4, 5, NULL }, 0 },
};

START_TEST(an_inner_one_joins)
{
	struct nest n = nests[_i].nest;

	db_count_reset(side->db);
	ck_assert_int_eq(db_transaction(side->db, outer, &n), n.outer);
	ck_assert_uint_eq(db_count(side->db), 5);
	ck_assert_int_eq(side_in_stock(), nests[_i].rows);
	side_check_at_rest(side);
}
END_TEST

static void run_outer(void *arg)
{
	db_transaction(side->db, outer, arg);
}

static int add_two(struct db *db, void *arg)
{
	db_exec(db, &unit_in, 3);
	db_exec(db, &unit_in, 4);
	return *(int *)arg;
}

static int with_parts(struct db *db, void *arg)
{
	int refused = 1, fine = 0;

	(void)arg;
	db_exec(db, &unit_in, 1);
	ck_assert_int_eq(db_part(db, add_two, &refused), 1);
	ck_assert_int_eq(db_part(db, add_two, &refused), 1);
	ck_assert_int_eq(db_part(db, add_two, &fine), 0);
	db_exec(db, &unit_in, 2);
	return 0;
}

/* A part that is refused is taken back alone; the same rows may be written again. */
START_TEST(a_part_may_be_taken_back)
{
	ck_assert_int_eq(db_transaction(side->db, with_parts, NULL), 0);
	ck_assert_int_eq(side_in_stock(), 4);
	side_check_at_rest(side);
}
END_TEST

START_TEST(a_failure_inside_undoes_all)
{
	struct nest n = { .words = "no more paper" };
	struct failure f = side_failure(run_outer, &n);

	ck_assert_str_eq(f.message, "no more paper");
	ck_assert_int_eq(f.kind, FAIL_INTERNAL);
	ck_assert_int_eq(side_in_stock(), 0);
	side_check_at_rest(side);
}
END_TEST

/* ---- what is run again ---- */

static int insert_and_err(struct db *db, void *arg)
{
	struct unit *u = arg;

	u->attempts++;
	db_exec(db, &unit_in, 7);
	db_fail(db, "test", u->code, "made up");
}

static void run_insert_and_err(void *arg)
{
	db_transaction(side->db, insert_and_err, arg);
}

static const struct {
	const char *name;
	unsigned code;
	int least, most; /* attempts */
	enum fail_kind kind;
} errors[] = {
	{ "deadlock", 1213, 6, 6, FAIL_UNAVAILABLE },
	{ "lock_wait", 1205, 3, 3, FAIL_BUSY },
	{ "gone", 2006, 3, 9, FAIL_UNAVAILABLE },
	{ "lost", 2013, 4, 4, FAIL_UNAVAILABLE },
	{ "time_is_over", 1969, 1, 1, FAIL_UNAVAILABLE },
	{ "duplicate", 1062, 1, 1, FAIL_INTERNAL },
	{ "syntax", 1064, 1, 1, FAIL_INTERNAL },
	{ "out_of_sync", 2014, 1, 1, FAIL_INTERNAL },
};

START_TEST(errors_say_what_is_run_again)
{
	struct unit u = { .code = errors[_i].code };
	double began = side_seconds();
	struct failure f = side_failure(run_insert_and_err, &u);

	check_int(errors[_i].name, f.kind, errors[_i].kind);
	check_int(errors[_i].name, f.code, errors[_i].code);
	ck_assert_msg(u.attempts >= errors[_i].least && u.attempts <= errors[_i].most,
		      "%s: %d attempts", errors[_i].name, u.attempts);
	ck_assert_double_le(side_seconds() - began, 8);
	ck_assert_int_eq(side_in_stock(), 0);
	side_check_at_rest(side);
}
END_TEST

static int err_once(struct db *db, void *arg)
{
	struct unit *u = arg;

	db_exec(db, &unit_in, ++u->attempts);
	if (u->attempts == 1)
		db_fail(db, "test", u->code, "made up");
	return 0;
}

static const unsigned passing[] = { 1213, 1205, 2006, 2013 };

START_TEST(what_passes_is_not_noticed)
{
	struct unit u = { .code = passing[_i] };

	ck_assert_int_eq(db_transaction(side->db, err_once, &u), 0);
	ck_assert_int_eq(u.attempts, 2);
	ck_assert_int_eq(side_in_stock(), 1);
	ck_assert_int_eq(support_number("SELECT sku_id FROM stock"), 2);
	side_check_at_rest(side);
}
END_TEST

/* ---- an error that somebody swallows ---- */

static void err_in_work(void *arg)
{
	struct unit *u = arg;

	db_exec(side->db, &unit_in, 1);
	db_fail(side->db, "test", u->code, "made up");
}

static int swallow_once(struct db *db, void *arg)
{
	struct unit *u = arg;
	struct failure f;

	if (++u->attempts == 1)
		ck_assert(!fail_run(err_in_work, u, &f));
	if (u->words)
		db_exec(db, &unit_in, 2);
	return u->answer;
}

static const struct {
	const char *name;
	unsigned code;
	const char *words; /* NULL: nothing comes after it */
	int answer, attempts;
	int64_t rows;
} swallowed[] = {
	{ "conflict", 1213, "goes on", 0, 2, 1 },     { "conflict_then_end", 1213, NULL, 0, 2, 0 },
	{ "lost", 2013, "goes on", 0, 2, 1 },         { "lost_then_end", 2013, NULL, 0, 2, 0 },
	{ "gone_then_refused", 2006, NULL, 9, 2, 0 }, { "duplicate", 1062, "goes on", 0, 1, 2 },
};

/* Nothing of a transaction that the server has ended may come after it. */
START_TEST(a_swallowed_error_does_no_harm)
{
	struct unit u = { .code = swallowed[_i].code,
			  .words = swallowed[_i].words,
			  .answer = swallowed[_i].answer };

	ck_assert_int_eq(db_transaction(side->db, swallow_once, &u), u.answer);
	check_int(swallowed[_i].name, u.attempts, swallowed[_i].attempts);
	check_int(swallowed[_i].name, side_in_stock(), swallowed[_i].rows);
	side_check_at_rest(side);
}
END_TEST

Suite *db_transaction_suite(void)
{
	Suite *s = suite_create("db_transaction");
	TCase *t = tcase_create("transaction");

	tcase_add_checked_fixture(t, side_setup, side_teardown);
	tcase_add_loop_test(t, answers_decide, 0, 2);
	tcase_add_loop_test(t, an_inner_one_joins, 0, (int)count_of(nests));
	tcase_add_test(t, a_part_may_be_taken_back);
	tcase_add_test(t, a_failure_inside_undoes_all);
	tcase_add_loop_test(t, errors_say_what_is_run_again, 0, (int)count_of(errors));
	tcase_add_loop_test(t, what_passes_is_not_noticed, 0, (int)count_of(passing));
	tcase_add_loop_test(t, a_swallowed_error_does_no_harm, 0, (int)count_of(swallowed));
	suite_add_tcase(s, t);
	return s;
}
