/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connecting: how a session is set up, that a half-made one is never used, and hosts in order. */
#include "db/side.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

DB_STATEMENT(conn_read, "SELECT COUNT(*) FROM stock");

/* ---- errors ---- */

static const struct {
	const char *name;
	unsigned code;
	enum db_error_class is;
} errors[] = {
	{ "no_socket", 2002, DB_ERR_AWAY },
	{ "no_host", 2003, DB_ERR_AWAY },
	{ "unknown_host", 2005, DB_ERR_AWAY },
	{ "gone", 2006, DB_ERR_AWAY },
	{ "not_primary", 1047, DB_ERR_AWAY },
	{ "read_only", 1290, DB_ERR_AWAY },
	{ "read_only_transaction", 1792, DB_ERR_AWAY },
	{ "read_only_mode", 1836, DB_ERR_AWAY },
	{ "shutting_down", 1053, DB_ERR_AWAY },
	{ "connections", 1040, DB_ERR_AWAY },
	{ "connections_of_user", 1203, DB_ERR_AWAY },
	{ "limit_of_user", 1226, DB_ERR_AWAY },
	{ "prepared_statements", 1461, DB_ERR_AWAY },
	{ "killed", 1927, DB_ERR_AWAY },
	{ "killed_mysql", 3169, DB_ERR_AWAY },
	{ "idle_too_long_mysql", 4031, DB_ERR_AWAY },
	{ "disk_full", 1021, DB_ERR_AWAY },
	{ "table_full", 1114, DB_ERR_AWAY },
	{ "write_error", 3, DB_ERR_AWAY },
	{ "engine_error", 1030, DB_ERR_AWAY },
	{ "lost", 2013, DB_ERR_UNKNOWN },
	{ "deadlock", 1213, DB_ERR_CONFLICT },
	{ "snapshot", 1020, DB_ERR_CONFLICT },
	{ "lock_wait", 1205, DB_ERR_LOCKED },
	{ "time_is_over", 1969, DB_ERR_SLOW },
	{ "time_is_over_mysql", 3024, DB_ERR_SLOW },
	{ "stopped", 1317, DB_ERR_SLOW },
	{ "duplicate", 1062, DB_ERR_DUPLICATE },
	{ "check", 4025, DB_ERR_BUG },
	{ "check_mysql", 3819, DB_ERR_BUG },
	{ "syntax", 1064, DB_ERR_BUG },
	{ "out_of_sync", 2014, DB_ERR_BUG },
};

START_TEST(errors_have_a_meaning)
{
	for (each_row(errors))
		check_int(row->name, db_error_class(row->code), row->is);
}
END_TEST

/* ---- the session ---- */

#define ISOLATION "SELECT /*M! @@tx_isolation */ /*!80000 @@transaction_isolation */"
#define LIMIT     "SELECT ROUND(/*M! @@max_statement_time * 1000 */ /*!80000 @@max_execution_time */)"

static const struct {
	const char *name, *sql, *value;
} session[] = {
	{ "zone", "SELECT @@time_zone", "+00:00" },
	{ "lock_wait", "SELECT @@innodb_lock_wait_timeout", "3" },
	{ "isolation", ISOLATION, "READ-COMMITTED" },
	{ "time_limit", LIMIT, "5000" },
	{ "idle_time", "SELECT @@wait_timeout", "28800" },
	{ "letters_in", "SELECT @@character_set_client", "utf8mb4" },
	{ "letters_out", "SELECT @@character_set_results", "utf8mb4" },
	{ "autocommit", "SELECT @@autocommit", "1" },
	{ "strict", "SELECT @@sql_mode LIKE '%STRICT_ALL_TABLES%'", "1" },
	{ "no_zero_date", "SELECT @@sql_mode LIKE '%NO_ZERO_DATE%'", "1" },
	{ "division", "SELECT @@sql_mode LIKE '%ERROR_FOR_DIVISION_BY_ZERO%'", "1" },
	{ "full_group", "SELECT @@sql_mode LIKE '%ONLY_FULL_GROUP_BY%'", "1" },
	{ "engine", "SELECT @@sql_mode LIKE '%NO_ENGINE_SUBSTITUTION%'", "1" },
	{ "quotes", "SELECT @@sql_mode LIKE '%ANSI_QUOTES%'", "0" },
};

START_TEST(a_session_is_set_up)
{
	check_text(session[_i].name, side_ask(side, side->db->mysql, session[_i].sql),
		   session[_i].value);
}
END_TEST

START_TEST(also_the_next_one)
{
	side_kill(side->db);
	db_query(side->db, &conn_read);
	check_text("isolation", side_ask(side, side->db->mysql, ISOLATION), "READ-COMMITTED");
	check_text("zone", side_ask(side, side->db->mysql, "SELECT @@time_zone"), "+00:00");
}
END_TEST

/* What reads everything may take its time; all else is as ever. */
START_TEST(long_work_has_no_limit)
{
	db_allow_long(side->db);
	db_connect(side->db);
	check_text("limit", side_ask(side, side->db->mysql, LIMIT), "0");
	check_text("isolation", side_ask(side, side->db->mysql, ISOLATION), "READ-COMMITTED");
}
END_TEST

static void run_read(void *arg)
{
	db_query(arg, &conn_read);
}

START_TEST(a_half_made_session_is_not_used)
{
	struct db *db = side_another(side, side->config.socket);
	struct failure f;

	support_sql("RENAME TABLE stock TO stock_away");
	f = side_failure(run_read, db);
	support_sql("RENAME TABLE stock_away TO stock");
	ck_assert_int_eq(f.code, 1146);
	ck_assert_ptr_nonnull(strstr(f.message, "prepare "));
	ck_assert_ptr_null(db->mysql);
	run_read(db);
	db_free(db);
}
END_TEST

START_TEST(a_wrong_password_is_no_absence)
{
	struct db_config c = side->config;
	struct failure f;
	struct db *db;

	c.password = "not this one";
	db = db_new(&c);
	db_use_arena(db, side->arena);
	f = side_failure(run_read, db);
	ck_assert_int_eq(f.kind, FAIL_INTERNAL);
	ck_assert_int_eq(f.code, 1045);
	db_free(db);
}
END_TEST

/* ---- hosts ---- */

static int listener(unsigned *port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
	ck_assert_int_eq(listen(fd, 16), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&a, &size), 0);
	*port = ntohs(a.sin_port);
	return fd;
}

/* Two hosts that hang up on everybody; *order becomes the digits of who was asked. */
static pid_t hang_up(const int fd[2], volatile int *order)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		struct pollfd p[2] = { { .fd = fd[0], .events = POLLIN },
				       { .fd = fd[1], .events = POLLIN } };
		int i;

		poll(p, 2, -1);
		i = p[0].revents ? 0 : 1;
		*order = *order * 10 + i + 1;
		close(accept(fd[i], NULL, NULL));
	}
}

START_TEST(hosts_are_asked_in_order)
{
	volatile int *order = mmap(NULL, sizeof *order, PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct db_config c = side->config;
	struct failure f;
	unsigned port[2];
	int fd[2] = { listener(&port[0]), listener(&port[1]) };
	pid_t pid = hang_up(fd, order);
	struct db *db;

	c.socket = "";
	c.hosts = arena_printf(side->arena, "127.0.0.1:%u, 127.0.0.1:%u", port[0], port[1]);
	db = db_new(&c);
	db_use_arena(db, side->arena);
	for (int i = 0; i < 2; i++) {
		f = side_failure(run_read, db);
		ck_assert_int_eq(f.kind, FAIL_UNAVAILABLE);
		ck_assert_int_eq(f.code, 2002);
	}
	ck_assert_int_eq(*order, 1212);
	kill(pid, SIGKILL);
	db_free(db);
}
END_TEST

Suite *db_conn_suite(void)
{
	Suite *s = suite_create("db_conn");
	TCase *t = tcase_create("conn"), *u = tcase_create("errors");

	tcase_add_test(u, errors_have_a_meaning);
	suite_add_tcase(s, u);
	tcase_add_checked_fixture(t, side_setup, side_teardown);
	tcase_add_loop_test(t, a_session_is_set_up, 0, (int)count_of(session));
	tcase_add_test(t, also_the_next_one);
	tcase_add_test(t, long_work_has_no_limit);
	tcase_add_test(t, a_half_made_session_is_not_used);
	tcase_add_test(t, a_wrong_password_is_no_absence);
	tcase_add_test(t, hosts_are_asked_in_order);
	suite_add_tcase(s, t);
	return s;
}
