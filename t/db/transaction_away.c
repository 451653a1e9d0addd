/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection ends, COMMIT's answer is lost, the server is away or silent. */
#include "db/side.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include "support/proxy.h"

/* clang-format off */
DB_STATEMENT(away_in, "INSERT INTO stock (sku_id, on_hand, reserved, may_backorder) VALUES (?, 0, 0, 0)");
DB_STATEMENT(away_read, "SELECT COUNT(*) FROM stock");
DB_STATEMENT(away_sleep, "SELECT sku_id FROM stock WHERE SLEEP(?) = 0");
/* clang-format on */

/* ---- the connection is ended inside a transaction ---- */

enum moment { AT_START, BETWEEN, AT_END, MOMENTS };

struct unit {
	enum moment killed;
	int answer, attempts;
};

static void kill_at(struct db *db, const struct unit *u, enum moment now)
{
	if (u->attempts == 1 && u->killed == now)
		side_kill(db);
}

/* Each attempt leaves other rows, so that what is left says whose they are. */
static int insert_two(struct db *db, void *arg)
{
	struct unit *u = arg;

	u->attempts++;
	kill_at(db, u, AT_START);
	db_exec(db, &away_in, 10 * u->attempts);
	kill_at(db, u, BETWEEN);
	db_exec(db, &away_in, 10 * u->attempts + 1);
	kill_at(db, u, AT_END);
	return u->answer;
}

START_TEST(nothing_is_half_done)
{
	struct unit u = { .killed = (enum moment)(_i % MOMENTS), .answer = _i < MOMENTS ? 0 : 5 };

	ck_assert_int_eq(db_transaction(side->db, insert_two, &u), u.answer);
	ck_assert_int_eq(u.attempts, 2);
	ck_assert_int_eq(side_in_stock(), u.answer ? 0 : 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock WHERE sku_id < 20"), 0);
	ck_assert(!db_in_transaction(side->db));
	ck_assert(!side_has_transaction(side->db));
}
END_TEST

/* ---- an idle connection is ended ---- */

static int insert_one(struct db *db, void *arg)
{
	++*(int *)arg;
	db_exec(db, &away_in, 1);
	return 0;
}

static void by_idle_time(void)
{
	side_run(side->db->mysql, "SET SESSION wait_timeout = 1");
	usleep(2500000);
}

START_TEST(an_idle_end_is_not_noticed)
{
	struct rows *r;
	int attempts = 0;

	if (_i)
		by_idle_time();
	else
		side_kill(side->db);
	ck_assert_int_eq(db_exec(side->db, &away_in, 7), 1);
	side_kill(side->db);
	r = db_query(side->db, &away_read);
	ck_assert(rows_next(r));
	ck_assert_int_eq(rows_int(r, 0), 1);
	side_kill(side->db);
	ck_assert_int_eq(db_insert(side->db, &away_in, 7), -1);
	side_kill(side->db);
	ck_assert_int_eq(db_transaction(side->db, insert_one, &attempts), 0);
	ck_assert_int_eq(attempts, 1);
	ck_assert_int_eq(side_in_stock(), 2);
}
END_TEST

/* ---- ended while a statement runs ---- */

static void run_sleep(void *arg)
{
	db_query(side->db, &away_sleep, *(int *)arg);
}

START_TEST(a_statement_that_was_under_way_is_not_repeated)
{
	unsigned long id = mysql_thread_id(side->db->mysql);
	int seconds = 20;
	struct failure f;

	db_exec(side->db, &away_in, 1);
	if (fork() == 0) {
		MYSQL *m = side_stranger();

		usleep(300000);
		side_run(m, arena_printf(side->arena, "KILL %lu", id));
		_exit(0);
	}
	f = side_failure(run_sleep, &seconds);
	ck_assert_msg(f.kind == FAIL_UNAVAILABLE, "%d: %s", f.code, f.message);
	ck_assert_int_eq(db_exec(side->db, &away_in, 2), 1);
}
END_TEST

/* ---- the answer of COMMIT is lost ---- */

struct commit {
	struct db *db;
	int attempts;
	int64_t inserted;
};

static int insert_by_key(struct db *db, void *arg)
{
	struct commit *c = arg;

	c->attempts++;
	c->inserted = db_insert(db, &away_in, 1);
	return 0;
}

static void run_commit(void *arg)
{
	struct commit *c = arg;

	db_transaction(c->db, insert_by_key, c);
}

static struct db *db_behind(enum proxy_act act)
{
	const char *path = side_path(side, "proxy");

	proxy_start(path, side->config.socket, act);
	return side_another(side, path);
}

static const struct {
	const char *name;
	enum proxy_act act;
	bool safe; /* to be run again */
	int attempts;
	int64_t rows, inserted;
} commits[] = {
	{ "before", PROXY_CUT_BEFORE, false, 1, 0, 1 },
	{ "after", PROXY_CUT_AFTER, false, 1, 1, 1 },
	{ "before_with_key", PROXY_CUT_BEFORE, true, 2, 1, 1 },
	{ "after_with_key", PROXY_CUT_AFTER, true, 2, 1, -1 },
};

START_TEST(a_lost_commit_is_run_again_only_where_that_is_safe)
{
	struct commit c = { .db = db_behind(commits[_i].act) };
	struct failure f;

	db_set_replay_safe(c.db, commits[_i].safe);
	if (commits[_i].safe) {
		run_commit(&c);
	} else {
		f = side_failure(run_commit, &c);
		ck_assert_int_eq(f.kind, FAIL_UNAVAILABLE);
		ck_assert_int_eq(f.code, 2013);
	}
	check_int(commits[_i].name, c.attempts, commits[_i].attempts);
	check_int(commits[_i].name, c.inserted, commits[_i].inserted);
	check_int(commits[_i].name, side_in_stock(), commits[_i].rows);
	/* The next one is as any other. */
	run_commit(&c);
	check_int(commits[_i].name, side_in_stock(), 1);
	db_free(c.db);
}
END_TEST

/* ---- away ---- */

START_TEST(away_is_said_in_time_and_it_recovers)
{
	const char *link = side_path(side, "link");
	struct commit c = { .db = side_another(side, link) };
	double began = side_seconds(), took;
	struct failure f = side_failure(run_commit, &c);

	took = side_seconds() - began;
	ck_assert_int_eq(f.kind, FAIL_UNAVAILABLE);
	ck_assert_int_eq(f.code, 2002);
	ck_assert_int_eq(c.attempts, 0);
	ck_assert_double_ge(took, 0.5); /* it looked more than once */
	ck_assert_double_le(took, 6);
	ck_assert_int_eq(symlink(side->config.socket, link), 0);
	run_commit(&c);
	ck_assert_int_eq(side_in_stock(), 1);
	db_free(c.db);
}
END_TEST

static void run_read(void *arg)
{
	db_query(arg, &away_read);
}

START_TEST(outside_a_transaction_away_is_said_at_once)
{
	struct db *db = side_another(side, side_path(side, "nothing"));
	double began = side_seconds();
	struct failure f = side_failure(run_read, db);

	ck_assert_int_eq(f.kind, FAIL_UNAVAILABLE);
	ck_assert_double_le(side_seconds() - began, 1);
	db_free(db);
}
END_TEST

/* Takes connections and never says a word, as a stopped server does. */
static int listen_silently(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
	ck_assert_int_eq(listen(fd, 16), 0);
	return fd;
}

START_TEST(a_silent_server_is_away)
{
	const char *path = side_path(side, "silent");
	int fd = listen_silently(path);
	struct commit c = { .db = side_another(side, path) };
	double began = side_seconds();
	struct failure f = side_failure(run_commit, &c);

	ck_assert_msg(f.kind == FAIL_UNAVAILABLE, "%d: %s", f.code, f.message);
	ck_assert_int_eq(f.code, 2002);
	ck_assert_double_le(side_seconds() - began, 9);
	close(fd);
	db_free(c.db);
}
END_TEST

Suite *db_transaction_away_suite(void)
{
	Suite *s = suite_create("db_transaction_away");
	TCase *t = tcase_create("away");

	tcase_add_checked_fixture(t, side_setup, side_teardown);
	tcase_add_loop_test(t, nothing_is_half_done, 0, 2 * MOMENTS);
	tcase_add_loop_test(t, an_idle_end_is_not_noticed, 0, 2);
	tcase_add_test(t, a_statement_that_was_under_way_is_not_repeated);
	tcase_add_loop_test(t, a_lost_commit_is_run_again_only_where_that_is_safe, 0,
			    (int)count_of(commits));
	tcase_add_test(t, away_is_said_in_time_and_it_recovers);
	tcase_add_test(t, outside_a_transaction_away_is_said_at_once);
	tcase_add_test(t, a_silent_server_is_away);
	suite_add_tcase(s, t);
	return s;
}
