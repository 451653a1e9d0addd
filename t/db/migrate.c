/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations: in order, once, to be taken up where they broke off, never two at a time. */
#include "db/side.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/buf.h"
#include "support/folder.h"

/* A database of its own beside the test database, and a folder of files. */
static struct {
	struct arena *arena;
	struct db_config config;
	const char *dir;
	struct migration_state state; /* what the last run told */
	struct buf said;
	bool only_status;
} here;

static void setup(void)
{
	here.arena = arena_new();
	here.config = support_database();
	here.config.name = arena_printf(here.arena, "%s_migrate", here.config.name);
	support_sql(arena_printf(here.arena, "DROP DATABASE IF EXISTS `%s`", here.config.name));
	support_sql(arena_printf(here.arena, "CREATE DATABASE `%s`", here.config.name));
	here.dir = support_folder(here.arena);
	buf_init(&here.said, here.arena);
}

static void teardown(void)
{
	support_sql(arena_printf(here.arena, "DROP DATABASE `%s`", here.config.name));
	arena_free(here.arena);
}

/* text NULL: the file goes. */
static void file(int version, const char *text)
{
	const char *path = arena_printf(here.arena, "%s/00%d_x.sql", here.dir, version);
	FILE *f;

	if (!text) {
		ck_assert_int_eq(unlink(path), 0);
		return;
	}
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

static int64_t number(const char *sql)
{
	struct db_config c = here.config;
	MYSQL *m = mysql_init(NULL);
	MYSQL_RES *r;
	MYSQL_ROW row;
	int64_t n;

	ck_assert(mysql_real_connect(m, "localhost", c.user, c.password, c.name, 0, c.socket, 0));
	if (mysql_query(m, sql) != 0)
		ck_abort_msg("%s: %s", sql, mysql_error(m));
	r = mysql_store_result(m);
	row = r ? mysql_fetch_row(r) : NULL;
	n = row && row[0] ? strtoll(row[0], NULL, 10) : 0;
	mysql_free_result(r);
	mysql_close(m);
	return n;
}

static int64_t n_tables(void)
{
	return number("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = "
		      "DATABASE()");
}

static void hear(const char *line)
{
	buf_add(&here.said, line, strlen(line));
	buf_addch(&here.said, '\n');
}

static void run(void *arg)
{
	(void)arg;
	buf_init(&here.said, here.arena);
	here.state = db_migrate(&here.config, here.dir, here.only_status, hear);
}

static void check_fails(const char *words)
{
	struct failure f = side_failure(run, NULL);

	ck_assert_msg(strstr(f.message, words), "%s", f.message);
	ck_assert_ptr_null(strchr(f.message, '\n'));
}

static void check_state(int applied, int pending, int in_database, int in_program)
{
	ck_assert_int_eq(here.state.applied, applied);
	ck_assert_int_eq(here.state.pending, pending);
	ck_assert_int_eq(here.state.newest_in_database, in_database);
	ck_assert_int_eq(here.state.newest_in_program, in_program);
}

static void two_files(void)
{
	file(1, "-- first\nCREATE TABLE a (id INT NOT NULL, PRIMARY KEY (id));\n"
		"INSERT INTO a VALUES (1);\n");
	file(2, "CREATE TABLE b (id INT NOT NULL);\nINSERT INTO b SELECT id FROM a;\n-- end\n");
}

/* ---- in order, once ---- */

START_TEST(a_fresh_database)
{
	two_files();
	run(NULL);
	check_state(2, 0, 2, 2);
	ck_assert_str_eq(here.said.p, "applied  001_x.sql\napplied  002_x.sql\n");
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b"), 1);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM schema_version WHERE LENGTH(checksum) = 64"),
			 2);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM schema_step WHERE done = 1"), 4);
}
END_TEST

START_TEST(twice_is_nothing)
{
	two_files();
	run(NULL);
	run(NULL);
	check_state(2, 0, 2, 2);
	ck_assert_str_eq(here.said.p, "");
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b"), 1);
	file(3, "INSERT INTO b VALUES (3);");
	run(NULL);
	check_state(3, 0, 3, 3);
	ck_assert_str_eq(here.said.p, "applied  003_x.sql\n");
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b"), 2);
}
END_TEST

START_TEST(status_changes_nothing)
{
	two_files();
	here.only_status = true;
	run(NULL);
	check_state(0, 2, 0, 2);
	ck_assert_str_eq(here.said.p, "pending  001_x.sql\npending  002_x.sql\n");
	ck_assert_int_eq(n_tables(), 0);
	here.only_status = false;
	run(NULL);
	file(3, "INSERT INTO b VALUES (3);");
	here.only_status = true;
	run(NULL);
	check_state(2, 1, 2, 3);
	ck_assert_str_eq(here.said.p, "pending  003_x.sql\n");
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b"), 1);
}
END_TEST

/* ---- refused ---- */

START_TEST(a_changed_file_is_refused)
{
	two_files();
	run(NULL);
	file(1, "CREATE TABLE a (id BIGINT);");
	file(3, "CREATE TABLE c (id INT);");
	check_fails("migration 001_x.sql was changed after it was applied");
	here.only_status = true;
	check_fails("migration 001_x.sql was changed after it was applied");
	ck_assert_int_eq(n_tables(), 5);
	here.only_status = false;
	two_files();
	run(NULL);
	check_state(3, 0, 3, 3);
}
END_TEST

START_TEST(a_newer_database_is_refused)
{
	two_files();
	run(NULL);
	file(2, NULL);
	check_fails("the database is at migration 002, this program knows only 001");
	here.only_status = true;
	check_fails("the database is at migration 002, this program knows only 001");
}
END_TEST

START_TEST(a_gap_is_refused)
{
	two_files();
	file(4, "CREATE TABLE d (id INT);");
	check_fails("004_x.sql is out of order, 003 expected");
	ck_assert_int_eq(n_tables(), 0);
	here.dir = "/nowhere";
	check_fails("folder /nowhere cannot be read");
}
END_TEST

/* ---- broken off ---- */

START_TEST(it_goes_on_where_it_broke_off)
{
	double began = side_seconds();

	two_files();
	file(3, "INSERT INTO b VALUES (30);\nINSERT INTO nowhere VALUES (1);\n"
		"INSERT INTO b VALUES (31);");
	for (int i = 0; i < 2; i++) {
		check_fails("migration 003_x.sql, statement 2: ");
		ck_assert_int_eq(number("SELECT MAX(version) FROM schema_version"), 2);
		ck_assert_int_eq(number("SELECT COUNT(*) FROM b WHERE id >= 30"), 1);
	}
	file(3, "INSERT INTO b VALUES (30);\nINSERT INTO b VALUES (32);\n"
		"INSERT INTO b VALUES (31);");
	run(NULL);
	check_state(3, 0, 3, 3);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b WHERE id >= 30"), 3);
	/* What failed gave its lock back. */
	ck_assert_double_le(side_seconds() - began, 10);
}
END_TEST

/* Refused by the server, so that it did not run: no second run may take it for done. */
static const struct {
	const char *name, *sql;
} refused[] = {
	{ "a_table_that_is_there", "CREATE TABLE a (other INT);" },
	{ "a_column_that_is_there", "ALTER TABLE a ADD COLUMN id BIGINT;" },
	{ "an_index_that_is_there", "ALTER TABLE a ADD KEY k (id), ADD KEY k (id);" },
	{ "none_to_drop", "ALTER TABLE a DROP COLUMN other;" },
	{ "a_key_that_is_there", "INSERT INTO a VALUES (1);" },
	{ "doubles_under_a_key", "ALTER TABLE doubles ADD UNIQUE KEY id (id);" },
};

START_TEST(what_was_refused_is_not_taken_for_done)
{
	two_files();
	file(2, "CREATE TABLE doubles (id INT); INSERT INTO doubles VALUES (1), (1);");
	file(3, refused[_i].sql);
	for (int i = 0; i < 2; i++)
		check_fails("migration 003_x.sql, statement 1: ");
	ck_assert_int_eq(number("SELECT COUNT(*) FROM schema_step WHERE version = 3"), 0);
}
END_TEST

/* It ran, and the program ended before it could say so. */
static const char *const changes[] = {
	"CREATE TABLE c (id INT)",
	"ALTER TABLE b ADD COLUMN more INT",
	"ALTER TABLE b ADD KEY more (id)",
	"ALTER TABLE b DROP COLUMN gone",
	"ALTER TABLE b DROP KEY gone_too",
	"ALTER TABLE b ADD PRIMARY KEY (id)",
	"ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES a (id)",
	"ALTER TABLE b ADD CONSTRAINT g CHECK (id > 0)",
	"DROP TABLE d",
};

START_TEST(what_ran_unrecorded_is_taken_for_done)
{
	file(1, "CREATE TABLE a (id INT NOT NULL, PRIMARY KEY (id));"
		"CREATE TABLE b (id INT NOT NULL, gone INT, gone_too INT, KEY gone_too (gone_too));"
		"CREATE TABLE d (id INT);");
	file(2, changes[_i]);
	run(NULL);
	number("UPDATE schema_step SET done = 0 WHERE version = 2");
	number("DELETE FROM schema_version WHERE version = 2");
	run(NULL);
	check_state(2, 0, 2, 2);
	ck_assert_int_eq(number("SELECT MIN(done) FROM schema_step"), 1);
}
END_TEST

/* Rows are changed together with the record. */
START_TEST(rows_are_changed_once)
{
	two_files();
	file(3, "UPDATE a SET id = id + 1;\nKILL CONNECTION_ID();\nINSERT INTO a VALUES (9);");
	check_fails("migration 003_x.sql, statement 2: ");
	file(3, "UPDATE a SET id = id + 1;\nINSERT INTO a VALUES (8);\nINSERT INTO a VALUES (9);");
	run(NULL);
	ck_assert_int_eq(number("SELECT SUM(id) FROM a"), 2 + 8 + 9);
}
END_TEST

/* ---- several at a time ---- */

static pid_t elsewhere(void)
{
	pid_t pid = fork();
	struct failure f;

	if (pid == 0)
		_exit(fail_run(run, NULL, &f) ? 0 : 1);
	return pid;
}

START_TEST(two_at_once_are_one)
{
	pid_t pid[2];
	int status;

	two_files();
	for (int i = 0; i < 2; i++)
		pid[i] = elsewhere();
	run(NULL);
	check_state(2, 0, 2, 2);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(waitpid(pid[i], &status, 0), pid[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b"), 1);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM schema_lock WHERE owner IS NULL"), 1);
}
END_TEST

/* Killed while the server is at it: the next run waits for that statement, not for the lease. */
START_TEST(after_a_kill_it_goes_on_at_once)
{
	double began;
	pid_t pid;

	two_files();
	file(3, "INSERT INTO b VALUES (30);\nCREATE TABLE slow AS SELECT SLEEP(2) AS x;\n"
		"INSERT INTO b VALUES (31);");
	pid = elsewhere();
	while (number("SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() "
		      "AND info LIKE 'CREATE TABLE slow%'") == 0)
		usleep(10000);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	began = side_seconds();
	run(NULL);
	check_state(3, 0, 3, 3);
	ck_assert_double_le(side_seconds() - began, 15);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b WHERE id >= 30"), 2);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM slow"), 1);
}
END_TEST

START_TEST(a_lock_of_elsewhere_is_kept_while_its_lease_lasts)
{
	double began;

	two_files();
	run(NULL);
	number("UPDATE schema_lock SET owner = REPEAT('f', 32), lease_until = UTC_TIMESTAMP(6) + "
	       "INTERVAL 2 SECOND");
	began = side_seconds();
	run(NULL);
	ck_assert_double_ge(side_seconds() - began, 1.5);
	ck_assert_str_eq(here.said.p, "another migration is running; waiting\n");
	ck_assert_int_eq(number("SELECT COUNT(*) FROM schema_lock WHERE owner IS NULL"), 1);
}
END_TEST

START_TEST(a_lock_that_was_lost_ends_the_run)
{
	two_files();
	file(3, "UPDATE schema_lock SET owner = REPEAT('f', 32);\nINSERT INTO b VALUES (30);");
	check_fails("another one took over");
	ck_assert_int_eq(number("SELECT COUNT(*) FROM b WHERE id = 30"), 0);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM schema_lock WHERE owner = REPEAT('f', 32)"),
			 1);
}
END_TEST

Suite *db_migrate_suite(void)
{
	Suite *s = suite_create("db_migrate");
	TCase *t = tcase_create("migrate");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_fresh_database);
	tcase_add_test(t, twice_is_nothing);
	tcase_add_test(t, status_changes_nothing);
	tcase_add_test(t, a_changed_file_is_refused);
	tcase_add_test(t, a_newer_database_is_refused);
	tcase_add_test(t, a_gap_is_refused);
	tcase_add_test(t, it_goes_on_where_it_broke_off);
	tcase_add_loop_test(t, what_was_refused_is_not_taken_for_done, 0, (int)count_of(refused));
	tcase_add_loop_test(t, what_ran_unrecorded_is_taken_for_done, 0, (int)count_of(changes));
	tcase_add_test(t, rows_are_changed_once);
	tcase_add_test(t, two_at_once_are_one);
	tcase_add_test(t, after_a_kill_it_goes_on_at_once);
	tcase_add_test(t, a_lock_of_elsewhere_is_kept_while_its_lease_lasts);
	tcase_add_test(t, a_lock_that_was_lost_ends_the_run);
	suite_add_tcase(s, t);
	return s;
}
