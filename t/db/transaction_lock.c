/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions in each other's way: locks, deadlocks, what others see, statements that take too
 * long. */
#include "db/side.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* clang-format off */
DB_STATEMENT(lock_in, "INSERT INTO stock (sku_id, on_hand, reserved, may_backorder) VALUES (?, 0, 0, 0)");
DB_STATEMENT(lock_add, "UPDATE stock SET on_hand = on_hand + ? WHERE sku_id = ?");
DB_STATEMENT(lock_read, "SELECT on_hand FROM stock WHERE sku_id = ?");
DB_STATEMENT(lock_row, "SELECT on_hand FROM stock WHERE sku_id = ? FOR UPDATE");
DB_STATEMENT(lock_sleep, "SELECT sku_id FROM stock WHERE SLEEP(?) = 0");
/* clang-format on */

struct unit {
	int attempts;
	int answer;
	MYSQL *stranger;
};

/* ---- locks ---- */

static int lock_first(struct db *db, void *arg)
{
	struct unit *u = arg;

	db_exec(db, &lock_in, 10 + u->attempts++);
	if (u->attempts == u->answer)
		side_run(u->stranger, "ROLLBACK");
	db_exec(db, &lock_add, 1, 1);
	return 0;
}

static void run_lock_first(void *arg)
{
	db_transaction(side->db, lock_first, arg);
}

static MYSQL *lock_by_stranger(void)
{
	static const char wait[] = "SET SESSION innodb_lock_wait_timeout = 1";
	MYSQL *m = side_stranger();

	db_exec(side->db, &lock_in, 1);
	side_run(m, "START TRANSACTION");
	side_run(m, "UPDATE stock SET on_hand = 5 WHERE sku_id = 1");
	db_command(side->db, wait, sizeof wait - 1);
	return m;
}

START_TEST(a_lock_that_stays_is_busy)
{
	struct unit u = { .stranger = lock_by_stranger() };
	struct failure f = side_failure(run_lock_first, &u);

	ck_assert_int_eq(f.kind, FAIL_BUSY);
	ck_assert_int_eq(f.code, 1205);
	ck_assert_int_eq(u.attempts, 3);
	ck_assert_int_eq(side_in_stock(), 1);
	mysql_close(u.stranger);
	side_check_at_rest(side);
}
END_TEST

START_TEST(a_lock_that_goes_is_waited_for)
{
	struct unit u = { .stranger = lock_by_stranger(), .answer = 2 };

	run_lock_first(&u);
	ck_assert_int_eq(u.attempts, 2);
	ck_assert_int_eq(side_in_stock(), 2); /* the first attempt's row is gone */
	ck_assert_int_eq(support_number("SELECT on_hand FROM stock WHERE sku_id = 1"), 1);
	mysql_close(u.stranger);
	side_check_at_rest(side);
}
END_TEST

/* ---- two processes in each other's way ---- */

struct meeting {
	volatile int arrived, attempts;
};

struct walk {
	struct meeting *meeting;
	int first, second; /* the rows, in this one's order */
	int attempts;
};

static int walk_both(struct db *db, void *arg)
{
	struct walk *w = arg;

	__atomic_add_fetch(&w->meeting->attempts, 1, __ATOMIC_SEQ_CST);
	db_exec(db, &lock_add, 1, w->first);
	if (w->attempts++ == 0) {
		__atomic_add_fetch(&w->meeting->arrived, 1, __ATOMIC_SEQ_CST);
		for (int i = 0; i < 500 && w->meeting->arrived < 2; i++)
			usleep(10000);
	}
	db_exec(db, &lock_add, 1, w->second);
	return 0;
}

static pid_t walk_elsewhere(struct meeting *m)
{
	pid_t pid = fork();

	if (pid == 0) {
		struct walk w = { m, 2, 1, 0 };
		struct db *mine = side_another(side, side->config.socket);

		_exit(db_transaction(mine, walk_both, &w));
	}
	return pid;
}

START_TEST(a_deadlock_is_run_again_and_both_succeed)
{
	struct meeting *m =
		mmap(NULL, sizeof *m, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct walk w = { m, 1, 2, 0 };
	int status;
	pid_t pid;

	db_exec(side->db, &lock_in, 1);
	db_exec(side->db, &lock_in, 2);
	pid = walk_elsewhere(m);
	ck_assert_int_eq(db_transaction(side->db, walk_both, &w), 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	ck_assert_int_eq(m->arrived, 2);
	ck_assert_int_ge(m->attempts, 3); /* they were in each other's way */
	ck_assert_int_eq(support_number("SELECT SUM(on_hand) FROM stock"), 4);
	ck_assert_int_eq(support_number("SELECT MIN(on_hand) FROM stock"), 2);
	side_check_at_rest(side);
}
END_TEST

/* ---- what others do meanwhile ---- */

struct look {
	MYSQL *stranger;
	int64_t before, after;
};

static int look_twice(struct db *db, void *arg)
{
	struct look *l = arg;
	struct rows *r = db_query(db, &lock_read, 1);

	l->before = rows_next(r) ? rows_i64(r, 0) : -1;
	side_run(l->stranger, "UPDATE stock SET on_hand = 5 WHERE sku_id = 1");
	r = db_query(db, &lock_read, 1);
	l->after = rows_next(r) ? rows_i64(r, 0) : -1;
	return 0;
}

START_TEST(committed_rows_are_seen)
{
	struct look l = { .stranger = side_stranger() };

	db_exec(side->db, &lock_in, 1);
	ck_assert_int_eq(db_transaction(side->db, look_twice, &l), 0);
	ck_assert_int_eq(l.before, 0);
	ck_assert_int_eq(l.after, 5);
	mysql_close(l.stranger);
}
END_TEST

static int lock_and_fail(struct db *db, void *arg)
{
	(void)arg;
	db_query(db, &lock_row, 1);
	fail("out of paper");
}

static void run_lock_and_fail(void *arg)
{
	db_transaction(side->db, lock_and_fail, arg);
}

START_TEST(a_failure_unlocks)
{
	MYSQL *m = side_stranger();

	db_exec(side->db, &lock_in, 1);
	side_failure(run_lock_and_fail, NULL);
	side_run(m, "SET SESSION innodb_lock_wait_timeout = 1");
	side_run(m, "UPDATE stock SET on_hand = 9 WHERE sku_id = 1");
	mysql_close(m);
}
END_TEST

/* ---- statements that take too long ---- */

static int sleep_long(struct db *db, void *arg)
{
	struct unit *u = arg;

	u->attempts++;
	db_exec(db, &lock_in, 2);
	db_query(db, &lock_sleep, 30);
	return 0;
}

static void run_sleep_long(void *arg)
{
	struct unit *u = arg;

	if (u->answer)
		db_query(side->db, &lock_sleep, 30);
	else
		db_transaction(side->db, sleep_long, u);
}

START_TEST(a_slow_statement_ends)
{
	static const char limit[] = "SET SESSION /*M! max_statement_time = 0.3, */ "
				    "/*!80000 max_execution_time = 300, */ wait_timeout = 28800";
	struct unit u = { .answer = _i };
	double began;
	struct failure f;

	db_exec(side->db, &lock_in, 1);
	db_command(side->db, limit, sizeof limit - 1);
	began = side_seconds();
	f = side_failure(run_sleep_long, &u);
	ck_assert_int_eq(f.kind, FAIL_UNAVAILABLE);
	ck_assert_msg(f.code == 1969 || f.code == 3024, "%d: %s", f.code, f.message);
	ck_assert_int_eq(u.attempts, _i ? 0 : 1);
	ck_assert_double_le(side_seconds() - began, 5);
	ck_assert_int_eq(side_in_stock(), 1);
	side_check_at_rest(side);
}
END_TEST

Suite *db_transaction_lock_suite(void)
{
	Suite *s = suite_create("db_transaction_lock");
	TCase *t = tcase_create("lock");

	tcase_add_checked_fixture(t, side_setup, side_teardown);
	tcase_add_test(t, a_lock_that_stays_is_busy);
	tcase_add_test(t, a_lock_that_goes_is_waited_for);
	tcase_add_test(t, a_deadlock_is_run_again_and_both_succeed);
	tcase_add_test(t, committed_rows_are_seen);
	tcase_add_test(t, a_failure_unlocks);
	tcase_add_loop_test(t, a_slow_statement_ends, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
