/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database: statements known and prepared up front, typed arguments, rows in SQLite's manner,
 *one transaction function.
 *
 *	DB_STATEMENT(order_by_id, "SELECT number, total FROM `order` WHERE id = ?");
 *	struct rows *r = db_query(db, &order_by_id, id);
 *	while (rows_next(r))
 *		printf("%s %lld\n", rows_text(r, 0), rows_i64(r, 1));
 *
 * A statement is a compile-time literal registered by DB_STATEMENT; there is no way to run text
 *made at run time, but for the statements of migration files. Every error is fail(): code between
 *boundaries is written straight. */
#ifndef REGULARS_DB_DB_H
#define REGULARS_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/instant.h"

struct db;
struct rows;

struct db_config {
	const char *hosts; /* ordered "host[:port],…"; used when socket is empty */
	const char *socket;
	const char *name, *user, *password;
	/* Each statement is prepared when it is first run, not all of them when connecting: for
	 * what runs few. A statement that does not fit its tables is then found late. */
	bool prepare_as_run;
};

struct db_statement {
	const char *sql, *name;
	unsigned index; /* place in the registry, set once at start */
	bool late;      /* db/'s own (conn.h) */
};
#define DB_STATEMENT(id, text)                                                                     \
	static struct db_statement id = { .sql = (text), .name = #id };                            \
	static struct db_statement *const id##_entry_                                              \
		__attribute__((used, section("db_statements"))) = &id

enum db_kind { DB_NULL, DB_INT, DB_TEXT, DB_BYTES, DB_TIME };
struct db_arg {
	enum db_kind kind;
	bool is_unsigned;
	int64_t i; /* DB_INT; DB_TIME: microseconds since 1970 UTC */
	const void *p;
	size_t len;
};
struct bytes {
	const void *p;
	size_t len;
};
static inline struct bytes bytes_of(const void *p, size_t len)
{
	return (struct bytes){ p, len };
}

struct db_arg db_arg_int(int64_t v);
struct db_arg db_arg_uint(uint64_t v);
struct db_arg db_arg_bool(bool v);
struct db_arg db_arg_text(const char *s);    /* NULL: SQL NULL */
struct db_arg db_arg_time(struct instant t); /* INSTANT_NONE: SQL NULL */
struct db_arg db_arg_bytes(struct bytes b);  /* p NULL: SQL NULL */
struct db_arg db_id_or_null(uint64_t id);    /* 0: SQL NULL */
static inline struct db_arg db_arg_same(struct db_arg a)
{
	return a;
}
/* clang-format off */
#define DB_ARG(x) _Generic((x), \
	bool: db_arg_bool, int: db_arg_int, long: db_arg_int, long long: db_arg_int, short: db_arg_int, signed char: db_arg_int, \
	unsigned char: db_arg_uint, unsigned short: db_arg_uint, unsigned: db_arg_uint, unsigned long: db_arg_uint, \
	unsigned long long: db_arg_uint, char *: db_arg_text, const char *: db_arg_text, struct instant: db_arg_time, \
	struct bytes: db_arg_bytes, struct db_arg: db_arg_same)(x)
/* clang-format on */

/* Opens nothing yet: the first statement connects. Statements are prepared when the connection is
 * made, or as they run. The connection belongs to one process and one thread. */
struct db *db_new(const struct db_config *c);
void db_free(struct db *db);
/* For commands that read everything: no limit on the time of a statement. */
void db_allow_long(struct db *db);
/* Connects, and prepares every registered statement now unless they are prepared as they run;
 * fail()s like any statement. */
void db_connect(struct db *db);
/* Prepares every statement that is not yet: whether each fits its tables. */
void db_prepare_all(struct db *db);
/* Text and bytes of rows are copied here until the next call: the arena of the request, job or
 * test. */
void db_use_arena(struct db *db, struct arena *a);
struct arena *db_arena(struct db *db);
/* Statements sent since db_count_reset (START and COMMIT count as one each): the query bound of a
 * route. */
void db_count_reset(struct db *db);
unsigned db_count(const struct db *db);
/* Back to what db_count said: what was sent since is no request's own, but made up for once. */
void db_count_back(struct db *db, unsigned n);

/* SELECT: the whole result is read before it returns. UPDATE/INSERT/DELETE: rows matched
 * (found-rows). */
struct rows *db_query_args(struct db *db, struct db_statement *s, const struct db_arg *args,
			   size_t n);
int64_t db_exec_args(struct db *db, struct db_statement *s, const struct db_arg *args, size_t n);
/* As db_exec, but a duplicate key is an answer: returns -1, and the transaction stays usable. */
int64_t db_insert_args(struct db *db, struct db_statement *s, const struct db_arg *args, size_t n)
	__attribute__((warn_unused_result));
/* The statement once for each row of arguments: n_columns of each row, one row behind the other, a
 * column of one kind in all rows where it is not NULL. In few messages where the server takes
 * lists, which costs a third of as many statements. Rows matched in all. Inside a transaction, for
 * a failure may come when some are done; uses the arena. */
int64_t db_exec_rows(struct db *db, struct db_statement *s, const struct db_arg *args,
		     size_t n_columns, size_t n_rows);

#define db_query(db, ...)  DB_CALL_(db_query_args, db, __VA_ARGS__)
#define db_exec(db, ...)   DB_CALL_(db_exec_args, db, __VA_ARGS__)
#define db_insert(db, ...) DB_CALL_(db_insert_args, db, __VA_ARGS__)

/* Rows: columns count from 0; a column that is not there or of another type is fail(). */
bool rows_next(struct rows *r);
bool rows_is_null(const struct rows *r, unsigned col);
int64_t rows_i64(const struct rows *r, unsigned col); /* NULL: 0 */
uint64_t rows_id(const struct rows *r, unsigned col); /* NULL: 0 */
int rows_int(const struct rows *r, unsigned col);     /* fails when it does not fit */
bool rows_bool(const struct rows *r, unsigned col);
const char *rows_text(const struct rows *r,
		      unsigned col); /* NULL: NULL; lives as long as the arena */
struct bytes rows_bytes(const struct rows *r, unsigned col);
struct instant rows_time(const struct rows *r, unsigned col); /* NULL: INSTANT_NONE */
size_t rows_count(const struct rows *r);

/* Runs fn(db, arg) between START TRANSACTION and COMMIT. fn returns 0 to commit, anything else to
 * roll back; that value is returned. Deadlocks, lock waits and lost connections run fn again from
 * the start, a bounded number of times with jittered back-off, so fn must set its results afresh
 * each time. Inside another transaction it joins that one: a refusal then rolls back nothing by
 * itself, the outermost decides. */
int db_transaction(struct db *db, int (*fn)(struct db *db, void *arg), void *arg);
/* A part of a transaction: where fn answers anything but 0, what it did is taken back, and the
 * transaction goes on. No part holds another. */
int db_part(struct db *db, int (*fn)(struct db *db, void *arg), void *arg);
bool db_in_transaction(const struct db *db);
/* Set while a unit of work carries an idempotency key: only then is a COMMIT whose answer was lost
 * (2013) run again. */
void db_set_replay_safe(struct db *db, bool safe);

/* ---- migrations (db/migrate.c) ---- */
struct migration_state {
	int applied, pending, newest_in_database, newest_in_program;
};
/* Applies what is pending in `dir` (NNN_name.sql) in order, each statement recorded as it is done,
 * so that a broken run goes on where it stopped. Fails with a clear line when an applied file was
 * changed or the database is newer than the program. say(line) hears of each step; may be NULL. */
struct migration_state db_migrate(const struct db_config *c, const char *dir, bool dry_run,
				  void (*say)(const char *line));

/* clang-format off */
#define DB_CALL_(fn, db, ...) DB_CALL_N_(__VA_ARGS__, \
	DB_40, DB_39, DB_38, DB_37, DB_36, DB_35, DB_34, DB_33, DB_32, DB_31, DB_30, DB_29, DB_28, DB_27, DB_26, DB_25, DB_24, DB_23, DB_22, DB_21, \
	DB_20, DB_19, DB_18, DB_17, DB_16, DB_15, DB_14, DB_13, DB_12, DB_11, DB_10, DB_9, DB_8, DB_7, DB_6, DB_5, DB_4, DB_3, DB_2, DB_1, DB_0)(fn, db, __VA_ARGS__)
#define DB_CALL_N_(s, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, _17, _18, _19, _20, \
	_21, _22, _23, _24, _25, _26, _27, _28, _29, _30, _31, _32, _33, _34, _35, _36, _37, _38, _39, _40, N, ...) N
#define DB_0(fn, db, s) fn(db, s, NULL, 0)
#define DB_SEND_(fn, db, s, ...) fn(db, s, (const struct db_arg[]){ __VA_ARGS__ }, sizeof((const struct db_arg[]){ __VA_ARGS__ }) / sizeof(struct db_arg))
#define DB_1(fn, db, s, a1) DB_SEND_(fn, db, s, DB_ARG(a1))
#define DB_2(fn, db, s, a1, a2) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2))
#define DB_3(fn, db, s, a1, a2, a3) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3))
#define DB_4(fn, db, s, a1, a2, a3, a4) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4))
#define DB_5(fn, db, s, a1, a2, a3, a4, a5) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5))
#define DB_6(fn, db, s, a1, a2, a3, a4, a5, a6) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6))
#define DB_7(fn, db, s, a1, a2, a3, a4, a5, a6, a7) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7))
#define DB_8(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8))
#define DB_9(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9))
#define DB_10(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10))
#define DB_11(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11))
#define DB_12(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12))
#define DB_13(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13))
#define DB_14(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14))
#define DB_15(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15))
#define DB_16(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16))
#define DB_17(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17))
#define DB_18(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18))
#define DB_19(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19))
#define DB_20(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20))
#define DB_21(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21))
#define DB_22(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22))
#define DB_23(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23))
#define DB_24(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24))
#define DB_25(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25))
#define DB_26(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26))
#define DB_27(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27))
#define DB_28(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28))
#define DB_29(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29))
#define DB_30(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30))
#define DB_31(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31))
#define DB_32(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32))
#define DB_33(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33))
#define DB_34(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33), DB_ARG(a34))
#define DB_35(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33), DB_ARG(a34), DB_ARG(a35))
#define DB_36(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33), DB_ARG(a34), DB_ARG(a35), DB_ARG(a36))
#define DB_37(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33), DB_ARG(a34), DB_ARG(a35), DB_ARG(a36), DB_ARG(a37))
#define DB_38(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33), DB_ARG(a34), DB_ARG(a35), DB_ARG(a36), DB_ARG(a37), DB_ARG(a38))
#define DB_39(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33), DB_ARG(a34), DB_ARG(a35), DB_ARG(a36), DB_ARG(a37), DB_ARG(a38), DB_ARG(a39))
#define DB_40(fn, db, s, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40) DB_SEND_(fn, db, s, DB_ARG(a1), DB_ARG(a2), DB_ARG(a3), DB_ARG(a4), DB_ARG(a5), DB_ARG(a6), DB_ARG(a7), DB_ARG(a8), DB_ARG(a9), DB_ARG(a10), DB_ARG(a11), DB_ARG(a12), DB_ARG(a13), DB_ARG(a14), DB_ARG(a15), DB_ARG(a16), DB_ARG(a17), DB_ARG(a18), DB_ARG(a19), DB_ARG(a20), DB_ARG(a21), DB_ARG(a22), DB_ARG(a23), DB_ARG(a24), DB_ARG(a25), DB_ARG(a26), DB_ARG(a27), DB_ARG(a28), DB_ARG(a29), DB_ARG(a30), DB_ARG(a31), DB_ARG(a32), DB_ARG(a33), DB_ARG(a34), DB_ARG(a35), DB_ARG(a36), DB_ARG(a37), DB_ARG(a38), DB_ARG(a39), DB_ARG(a40))
/* clang-format on */

#endif
