/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a connection, shared by the files of db/ alone. */
#ifndef REGULARS_DB_CONN_H
#define REGULARS_DB_CONN_H

#include <mariadb/mysql.h>
#include "base/fail.h"
#include "db/db.h"

struct db {
	struct db_config config;
	MYSQL *mysql;           /* NULL: not connected */
	MYSQL_STMT **statement; /* one a registered statement, of this connection only */
	unsigned n_statements;
	struct arena *arena;
	unsigned count;
	int depth;       /* transactions: 0 none, 1 open */
	unsigned broken; /* the error that ended the open transaction: nothing may run until it
			  * unwinds; 0: none */
	bool replay_safe;
	bool is_long;    /* statements may take their time: migrations, verify */
	bool one_by_one; /* no lists of rows, though the server takes them: tests */
	unsigned seed;   /* jitter */
};

/* A statement of db/'s own whose tables may not be there yet: prepared when it is first run. */
#define DB_STATEMENT_LATE(id, text)                                                                \
	static struct db_statement id = { .sql = (text), .name = #id, .late = true };              \
	static struct db_statement *const id##_entry_                                              \
		__attribute__((used, section("db_statements"))) = &id

struct cell {
	const char *text; /* NULL: SQL NULL; text and bytes, NUL-terminated in the arena */
	size_t len;
	int64_t i; /* integers, and instants as microseconds */
};

/* A whole result, in the arena. */
struct rows {
	struct db *db;
	const char *name;
	unsigned n_cols;
	size_t n, at; /* at: 1-based row rows_next went to */
	struct cell *cells;
	enum enum_field_types *type;
};

/* What an error means (platform: error table). */
enum db_error_class {
	DB_ERR_BUG,       /* our SQL or data is wrong: 500 */
	DB_ERR_AWAY,      /* nothing ran; connect again: 2002, 2003, 2006, 1047, 1290, 1053 … */
	DB_ERR_UNKNOWN,   /* it may have run: 2013 */
	DB_ERR_CONFLICT,  /* the whole transaction is gone: 1213, 1020 */
	DB_ERR_LOCKED,    /* only the statement is: 1205 */
	DB_ERR_SLOW,      /* the statement was stopped: 1969, 3024, 1317 */
	DB_ERR_DUPLICATE, /* 1062 */
};
enum db_error_class db_error_class(unsigned code);
/* The client library's own errors: what the connection is good for after one, nobody knows. */
bool db_error_of_client(unsigned code);

/* Connects if needed; fails as AWAY. */
void db_ensure(struct db *db);
void db_drop_connection(struct db *db);
/* Fails with the error of the handle or statement, as its class says. */
_Noreturn void db_fail(struct db *db, const char *what, unsigned code, const char *text);
/* A statement of the registry, prepared on the open connection if it is not yet. */
MYSQL_STMT *db_prepared(struct db *db, const struct db_statement *s);
/* A statement without parameters or result, outside the registry: START TRANSACTION, COMMIT,
 * ROLLBACK, session set-up, DDL. */
void db_command(struct db *db, const char *sql, size_t len);
void db_time_to_mysql(int64_t us, MYSQL_TIME *out);
struct db_statement *const *db_registry(unsigned *n);

#endif
