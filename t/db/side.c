/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections of tests, beside the application's. */
#include "db/side.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "support/folder.h"

struct side *side;

static const char *setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

struct db *side_another(struct side *s, const char *socket)
{
	struct db_config c = s->config;
	struct db *db;

	c.socket = socket;
	db = db_new(&c);
	db_use_arena(db, s->arena);
	return db;
}

const char *side_migrations(struct side *s)
{
	return arena_printf(s->arena, "%s/data/sql", setting("REGULARS_TEST_BUILD", "."));
}

void side_setup(void)
{
	struct arena *a = arena_new();

	side = arena_new_of(a, struct side);
	side->arena = a;
	side->config = support_database();
	support_migrate(side_migrations(side));
	support_empty();
	side->db = side_another(side, side->config.socket);
	db_connect(side->db);
}

void side_teardown(void)
{
	db_free(side->db);
	arena_free(side->arena);
}

MYSQL *side_stranger(void)
{
	struct db_config c = support_database();
	MYSQL *m = mysql_init(NULL);

	if (!mysql_real_connect(m, "localhost", c.user, c.password, c.name, 0, c.socket, 0))
		ck_abort_msg("test database: %s", mysql_error(m));
	return m;
}

void side_run(MYSQL *m, const char *sql)
{
	if (mysql_query(m, sql) != 0)
		ck_abort_msg("%s: %s", sql, mysql_error(m));
	mysql_free_result(mysql_store_result(m));
}

const char *side_ask(struct side *s, MYSQL *m, const char *sql)
{
	MYSQL_RES *r;
	MYSQL_ROW row;
	const char *text;

	if (mysql_query(m, sql) != 0 || !(r = mysql_store_result(m)))
		ck_abort_msg("%s: %s", sql, mysql_error(m));
	row = mysql_fetch_row(r);
	text = row ? arena_strdup(s->arena, row[0]) : NULL;
	mysql_free_result(r);
	return text;
}

void side_kill(struct db *db)
{
	char sql[128];
	unsigned long id = mysql_thread_id(db->mysql);

	snprintf(sql, sizeof sql, "KILL %lu", id);
	support_sql(sql);
	snprintf(sql, sizeof sql,
		 "SELECT COUNT(*) FROM information_schema.processlist WHERE id = %lu", id);
	for (int i = 0; support_number(sql) > 0; i++) {
		ck_assert_int_lt(i, 500);
		usleep(10000);
	}
}

int64_t side_in_stock(void)
{
	return support_number("SELECT COUNT(*) FROM stock");
}

bool side_has_transaction(struct db *db)
{
	if (!db->mysql)
		return false;
	side_run(db->mysql, "DO 0");
	return (db->mysql->server_status & SERVER_STATUS_IN_TRANS) != 0;
}

DB_STATEMENT(side_in,
	     "INSERT INTO stock (sku_id, on_hand, reserved, may_backorder) VALUES (1000, 0, 0, 0)");

void side_check_at_rest(struct side *s)
{
	ck_assert(!db_in_transaction(s->db));
	ck_assert(!side_has_transaction(s->db));
	ck_assert_int_eq(db_exec_args(s->db, &side_in, NULL, 0), 1);
	support_sql("DELETE FROM stock"); /* another connection: it would wait for a lock */
	ck_assert_int_eq(side_in_stock(), 0);
}

struct failure side_failure(void (*fn)(void *arg), void *arg)
{
	struct failure f = { 0 };

	ck_assert_msg(!fail_run(fn, arg, &f), "it did not fail");
	return f;
}

double side_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

const char *side_path(struct side *s, const char *name)
{
	return arena_printf(s->arena, "%s/%s", support_folder(s->arena), name);
}
