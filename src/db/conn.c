/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connecting: hosts in order, session set-up, statements prepared, and what each error number
 * means. */
#include "db/conn.h"

#include <errno.h>
#include <mariadb/errmsg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/log.h"

extern struct db_statement *const __start_db_statements[];
extern struct db_statement *const __stop_db_statements[];

static const struct {
	unsigned code;
	enum db_error_class is;
} errors[] = {
	{ 2002, DB_ERR_AWAY },      { 2003, DB_ERR_AWAY },     { 2005, DB_ERR_AWAY },
	{ 2006, DB_ERR_AWAY },      { 1047, DB_ERR_AWAY },     { 1290, DB_ERR_AWAY },
	{ 1792, DB_ERR_AWAY },      { 1836, DB_ERR_AWAY },     { 1053, DB_ERR_AWAY },
	{ 1040, DB_ERR_AWAY },      { 1203, DB_ERR_AWAY },     { 1226, DB_ERR_AWAY },
	{ 1461, DB_ERR_AWAY },      { 1927, DB_ERR_AWAY },     { 3169, DB_ERR_AWAY },
	{ 4031, DB_ERR_AWAY },      { 1021, DB_ERR_AWAY },     { 1114, DB_ERR_AWAY },
	{ 3, DB_ERR_AWAY },         { 1030, DB_ERR_AWAY },     { 2013, DB_ERR_UNKNOWN },
	{ 1213, DB_ERR_CONFLICT },  { 1020, DB_ERR_CONFLICT }, { 1205, DB_ERR_LOCKED },
	{ 1969, DB_ERR_SLOW },      { 3024, DB_ERR_SLOW },     { 1317, DB_ERR_SLOW },
	{ 1062, DB_ERR_DUPLICATE },
};

enum db_error_class db_error_class(unsigned code)
{
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i].code == code)
			return errors[i].is;
	return DB_ERR_BUG;
}

struct db_statement *const *db_registry(unsigned *n)
{
	*n = (unsigned)(__stop_db_statements - __start_db_statements);
	return __start_db_statements;
}

struct db *db_new(const struct db_config *c)
{
	struct db *db = calloc(1, sizeof *db);
	struct db_statement *const *all;

	if (!db)
		fail("out of memory");
	db->config = *c;
	db->seed = (unsigned)time(NULL) ^ (unsigned)(uintptr_t)db;
	all = db_registry(&db->n_statements);
	for (unsigned i = 0; i < db->n_statements; i++)
		all[i]->index = i;
	db->statement = calloc(db->n_statements + 1, sizeof *db->statement);
	if (!db->statement)
		fail("out of memory");
	return db;
}

void db_drop_connection(struct db *db)
{
	for (unsigned i = 0; i < db->n_statements; i++) {
		if (db->statement[i])
			mysql_stmt_close(db->statement[i]);
		db->statement[i] = NULL;
	}
	if (db->mysql)
		mysql_close(db->mysql);
	db->mysql = NULL;
}

void db_allow_long(struct db *db)
{
	db->is_long = true;
	db_drop_connection(db);
}

void db_free(struct db *db)
{
	if (!db)
		return;
	db_drop_connection(db);
	free(db->statement);
	free(db);
}

void db_use_arena(struct db *db, struct arena *a)
{
	db->arena = a;
}

struct arena *db_arena(struct db *db)
{
	return db->arena;
}

void db_count_reset(struct db *db)
{
	db->count = 0;
}

unsigned db_count(const struct db *db)
{
	return db->count;
}

void db_count_back(struct db *db, unsigned n)
{
	db->count = n;
}

bool db_error_of_client(unsigned code)
{
	return code >= CR_MIN_ERROR && code <= CR_MAX_ERROR;
}

_Noreturn void db_fail(struct db *db, const char *what, unsigned code, const char *text)
{
	char copy[300];
	enum db_error_class is = db_error_class(code);
	bool lost = is == DB_ERR_AWAY || is == DB_ERR_UNKNOWN || db_error_of_client(code);

	snprintf(copy, sizeof copy, "%s", text);
	if (db->depth > 0 && (lost || is == DB_ERR_CONFLICT))
		db->broken = code;
	if (lost)
		db_drop_connection(db);
	switch (is) {
	case DB_ERR_AWAY:
	case DB_ERR_UNKNOWN:
	case DB_ERR_SLOW:
		fail_as(FAIL_UNAVAILABLE, (int)code, "%s: %s", what, copy);
	case DB_ERR_CONFLICT:
		fail_as(FAIL_RETRY, (int)code, "%s: %s", what, copy);
	case DB_ERR_LOCKED:
		fail_as(FAIL_BUSY, (int)code, "%s: %s", what, copy);
	case DB_ERR_BUG:
	case DB_ERR_DUPLICATE:
		break;
	}
	fail_as(FAIL_INTERNAL, (int)code, "%s: %s", what, copy);
}

void db_command(struct db *db, const char *sql, size_t len)
{
	char what[64];

	db->count++;
	if (mysql_real_query(db->mysql, sql, len) == 0) {
		MYSQL_RES *res = mysql_store_result(db->mysql);
		if (res)
			mysql_free_result(res);
		if (mysql_errno(db->mysql) == 0)
			return;
	}
	snprintf(what, sizeof what, "%.40s", sql);
	db_fail(db, what, mysql_errno(db->mysql), mysql_error(db->mysql));
}

static void set_up_session(struct db *db)
{
	static const char *const commands[] = {
		"SET NAMES utf8mb4",
		"SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 3",
		"SET SESSION sql_mode = "
		"'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,"
		"NO_ZERO_DATE,NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY'",
		"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
		"SET SESSION /*M! max_statement_time = 5, */ /*!80000 max_execution_time = 5000, "
		"*/ "
		"wait_timeout = 28800",
	};

	/* A migration may take its time: the last line is not for it. */
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (!db->is_long || i < 4)
			db_command(db, commands[i], strlen(commands[i]));
}

static MYSQL_STMT *prepare(struct db *db, const struct db_statement *what)
{
	const my_bool update_max = 0;
	MYSQL_STMT *s = mysql_stmt_init(db->mysql);
	char name[96], text[256];
	unsigned code;

	if (!s)
		fail("out of memory");
	mysql_stmt_attr_set(s, STMT_ATTR_UPDATE_MAX_LENGTH, &update_max);
	if (mysql_stmt_prepare(s, what->sql, strlen(what->sql)) == 0)
		return s;
	code = mysql_stmt_errno(s);
	snprintf(text, sizeof text, "%s", mysql_stmt_error(s));
	snprintf(name, sizeof name, "prepare %s", what->name);
	mysql_stmt_close(s);
	db_fail(db, name, code, text);
}

MYSQL_STMT *db_prepared(struct db *db, const struct db_statement *s)
{
	if (!db->statement[s->index])
		db->statement[s->index] = prepare(db, s);
	return db->statement[s->index];
}

static void prepare_all(struct db *db)
{
	struct db_statement *const *all = db_registry(&(unsigned){ 0 });

	for (unsigned i = 0; i < db->n_statements; i++)
		if (!all[i]->late)
			(void)db_prepared(db, all[i]);
}

/* Tries one place; true: connected. On refusal *code and *text say why. */
static bool try_connect(struct db *db, const char *host, unsigned port, unsigned *code,
			char text[256])
{
	const struct db_config *c = &db->config;
	const unsigned connect_s = 2, read_s = db->is_long ? 3600 : 8, write_s = 8, no = 0;
	MYSQL *m = mysql_init(NULL);

	if (!m)
		fail("out of memory");
	mysql_options(m, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
	mysql_options(m, MYSQL_OPT_READ_TIMEOUT, &read_s);
	mysql_options(m, MYSQL_OPT_WRITE_TIMEOUT, &write_s);
	mysql_options(m, MYSQL_OPT_LOCAL_INFILE, &no);
	mysql_options(m, MYSQL_OPT_RECONNECT, &(my_bool){ 0 });
	mysql_options(m, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (!mysql_real_connect(m, host, c->user, c->password, c->name, port,
				c->socket && *c->socket ? c->socket : NULL, CLIENT_FOUND_ROWS)) {
		*code = mysql_errno(m);
		snprintf(text, 256, "%s", mysql_error(m));
		mysql_close(m);
		return false;
	}
	db->mysql = m;
	return true;
}

static bool try_hosts(struct db *db, unsigned *code, char text[256])
{
	char list[512], *rest = list, *one;

	if (db->config.socket && *db->config.socket)
		return try_connect(db, "localhost", 0, code, text);
	snprintf(list, sizeof list, "%s", db->config.hosts ? db->config.hosts : "127.0.0.1");
	while ((one = strsep(&rest, ", "))) {
		char *colon = strrchr(one, ':');
		unsigned port = colon ? (unsigned)strtoul(colon + 1, NULL, 10) : 0;
		if (colon)
			*colon = 0;
		if (*one && try_connect(db, one, port, code, text))
			return true;
	}
	return false;
}

static void set_up(void *arg)
{
	struct db *db = arg;

	set_up_session(db);
	if (!db->config.prepare_as_run)
		prepare_all(db);
}

void db_ensure(struct db *db)
{
	unsigned code = 2002;
	char text[256] = "no host given";
	struct failure f;
	unsigned count = db->count;

	if (db->broken)
		db_fail(db, "transaction", db->broken, "it ended with an error before");
	if (db->mysql)
		return;
	if (!try_hosts(db, &code, text)) {
		/* No connection, whatever it was lost by: nothing ran. */
		if (db_error_class(code) == DB_ERR_UNKNOWN)
			code = CR_CONNECTION_ERROR;
		fail_as(db_error_class(code) == DB_ERR_BUG ? FAIL_INTERNAL : FAIL_UNAVAILABLE,
			(int)code, "connect: %s", text);
	}
	/* A half-made session must never be used: unprepared statements or another isolation level.
	 */
	if (!fail_run(set_up, db, &f)) {
		db_drop_connection(db);
		fail_again(&f);
	}
	db->count = count;
}

void db_connect(struct db *db)
{
	db_ensure(db);
}

void db_prepare_all(struct db *db)
{
	db_ensure(db);
	prepare_all(db);
}
