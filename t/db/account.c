/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two accounts: the web's changes rows and never tables, and that is enough for every statement. */
#include <stdio.h>
#include "db/side.h"
#include "support/skip.h"

DB_STATEMENT(account_in, "INSERT INTO stock (sku_id, on_hand, reserved, may_backorder) "
			 "VALUES (?, 0, 0, 0)");
DB_STATEMENT(account_gone, "DELETE FROM stock WHERE sku_id = ?");

static struct db_config web;

static void by_root(const char *sql)
{
	MYSQL *m = mysql_init(NULL);

	if (!mysql_real_connect(m, "localhost", "root", "", NULL, 0, side->config.socket, 0))
		skip("accounts: the database's root has a password");
	side_run(m, sql);
	mysql_close(m);
}

static void setup(void)
{
	struct arena *a;

	side_setup();
	a = side->arena;
	web = side->config;
	web.user = arena_printf(a, "%s_web", web.name);
	web.password = "a word of 24 characters.";
	by_root(arena_printf(a, "DROP USER IF EXISTS '%s'@'localhost'", web.user));
	by_root(arena_printf(a, "CREATE USER '%s'@'localhost' IDENTIFIED BY '%s'", web.user,
			     web.password));
	by_root(arena_printf(a,
			     "GRANT SELECT, INSERT, UPDATE, DELETE ON `%s`.* TO '%s'@'localhost'",
			     web.name, web.user));
}

static void teardown(void)
{
	by_root(arena_printf(side->arena, "DROP USER '%s'@'localhost'", web.user));
	side_teardown();
}

static int add_and_take(struct db *db, void *arg)
{
	(void)arg;
	db_exec(db, &account_in, 1);
	return db_exec(db, &account_gone, 1) == 1 ? 0 : 1;
}

/* All statements of the program are prepared, and with that their rights looked at. */
START_TEST(it_runs_every_statement)
{
	struct db *db = db_new(&web);

	db_use_arena(db, side->arena);
	ck_assert_int_eq(db_transaction(db, add_and_take, NULL), 0);
	db_free(db);
}
END_TEST

static const char *const forbidden[] = {
	"CREATE TABLE more (id INT)",
	"ALTER TABLE stock ADD COLUMN more INT",
	"DROP TABLE stock",
	"TRUNCATE TABLE stock",
};

static void run_forbidden(void *arg)
{
	db_command(arg, forbidden[0], strlen(forbidden[0]));
}

START_TEST(it_changes_no_tables)
{
	struct db *db = db_new(&web);
	struct failure f;

	db_connect(db);
	for (size_t i = 0; i < count_of(forbidden); i++) {
		ck_assert_int_ne(mysql_query(db->mysql, forbidden[i]), 0);
		ck_assert_int_eq((int)mysql_errno(db->mysql), 1142);
	}
	f = side_failure(run_forbidden, db);
	ck_assert_int_eq(f.kind, FAIL_INTERNAL);
	db_free(db);
}
END_TEST

static void run_migrate(void *arg)
{
	db_migrate(&web, arg, false, NULL);
}

START_TEST(it_does_not_migrate_but_may_ask)
{
	char *dir = (char *)(uintptr_t)side_migrations(side);
	struct failure f = side_failure(run_migrate, dir);
	struct migration_state state = db_migrate(&web, dir, true, NULL);

	ck_assert_msg(strstr(f.message, "command denied"), "%s", f.message);
	ck_assert_int_eq(state.pending, 0);
	ck_assert_int_gt(state.applied, 0);
	ck_assert_int_eq(state.newest_in_database, state.newest_in_program);
}
END_TEST

Suite *db_account_suite(void)
{
	Suite *s = suite_create("db_account");
	TCase *t = tcase_create("account");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, it_runs_every_statement);
	tcase_add_test(t, it_changes_no_tables);
	tcase_add_test(t, it_does_not_migrate_but_may_ask);
	suite_add_tcase(s, t);
	return s;
}
