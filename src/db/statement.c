/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a prepared statement: typed arguments in, whole result out. */
#include <mariadb/errmsg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "db/conn.h"

/* Where the compiler fills locals with zeros: 50 KB that each statement would pay for. */
#define LARGE __attribute__((uninitialized))

enum {
	ARGS_MAX = 320,
	COLUMNS_MAX = 64,
	ER_IDLE_CLOSED = 4031, /* MySQL's parting word after wait_timeout */
	CONFLICT_TRIES = 5,
};

struct db_arg db_arg_int(int64_t v)
{
	return (struct db_arg){ .kind = DB_INT, .i = v };
}

struct db_arg db_arg_uint(uint64_t v)
{
	return (struct db_arg){ .kind = DB_INT, .i = (int64_t)v, .is_unsigned = true };
}

struct db_arg db_arg_bool(bool v)
{
	return (struct db_arg){ .kind = DB_INT, .i = v };
}

struct db_arg db_arg_text(const char *s)
{
	return s ? (struct db_arg){ .kind = DB_TEXT, .p = s, .len = strlen(s) }
		 : (struct db_arg){ .kind = DB_NULL };
}

struct db_arg db_arg_time(struct instant t)
{
	return instant_is_none(t) ? (struct db_arg){ .kind = DB_NULL }
				  : (struct db_arg){ .kind = DB_TIME, .i = t.us };
}

struct db_arg db_arg_bytes(struct bytes b)
{
	return b.p ? (struct db_arg){ .kind = DB_BYTES, .p = b.p, .len = b.len }
		   : (struct db_arg){ .kind = DB_NULL };
}

struct db_arg db_id_or_null(uint64_t id)
{
	return id ? db_arg_uint(id) : (struct db_arg){ .kind = DB_NULL };
}

void db_time_to_mysql(int64_t us, MYSQL_TIME *out)
{
	struct civil c = instant_to_utc((struct instant){ us });

	memset(out, 0, sizeof *out);
	out->year = (unsigned)c.year;
	out->month = (unsigned)c.month;
	out->day = (unsigned)c.day;
	out->hour = (unsigned)c.hour;
	out->minute = (unsigned)c.minute;
	out->second = (unsigned)c.second;
	out->second_part = (unsigned long)c.micro;
	out->time_type = MYSQL_TIMESTAMP_DATETIME;
}

static int64_t from_mysql_time(const MYSQL_TIME *t)
{
	struct civil c = { .year = (int)t->year,
			   .month = (int)t->month,
			   .day = (int)t->day,
			   .hour = (int)t->hour,
			   .minute = (int)t->minute,
			   .second = (int)t->second,
			   .micro = (int)t->second_part };

	return instant_from_utc(&c).us;
}

struct bound {
	MYSQL_BIND bind[ARGS_MAX];
	MYSQL_TIME time[ARGS_MAX];
	long long number[ARGS_MAX];
};

static void bind_one(struct bound *b, size_t i, const struct db_arg *a)
{
	MYSQL_BIND *m = &b->bind[i];

	switch (a->kind) {
	case DB_NULL:
		m->buffer_type = MYSQL_TYPE_NULL;
		return;
	case DB_INT:
		b->number[i] = a->i;
		m->buffer_type = MYSQL_TYPE_LONGLONG;
		m->buffer = &b->number[i];
		m->is_unsigned = a->is_unsigned;
		return;
	case DB_TIME:
		db_time_to_mysql(a->i, &b->time[i]);
		m->buffer_type = MYSQL_TYPE_DATETIME;
		m->buffer = &b->time[i];
		return;
	case DB_TEXT:
	case DB_BYTES:
		m->buffer_type = a->kind == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		m->buffer = (void *)(uintptr_t)a->p;
		m->buffer_length = (unsigned long)a->len;
		return;
	}
}

static _Noreturn void statement_fail(struct db *db, const struct db_statement *s, MYSQL_STMT *st)
{
	unsigned code = mysql_stmt_errno(st);
	char text[256];

	snprintf(text, sizeof text, "%s", mysql_stmt_error(st));
	mysql_stmt_free_result(st);
	db_fail(db, s->name, code, text);
}

/* Nothing ran: the server had closed the idle connection. */
static bool was_closed(MYSQL_STMT *st)
{
	unsigned code = mysql_stmt_errno(st);

	return code == CR_SERVER_GONE_ERROR || code == ER_IDLE_CLOSED;
}

/* Outside a transaction the statement is the whole unit: what closed under it or was chosen to give
 * way in a deadlock has done nothing, and may run again. */
static bool may_run_again(struct db *db, MYSQL_STMT *st, int *closed, int *conflicts)
{
	if (db->depth > 0)
		return false;
	if (db_error_class(mysql_stmt_errno(st)) == DB_ERR_CONFLICT)
		return (*conflicts)++ < CONFLICT_TRIES;
	if (!was_closed(st) || (*closed)++ > 0)
		return false;
	db_drop_connection(db);
	return true;
}

/* Sends the statement. False: duplicate key, where that is an answer. */
static bool run(struct db *db, struct db_statement *s, const struct db_arg *args, size_t n,
		bool duplicate_ok)
{
	struct bound b LARGE;
	int closed = 0, conflicts = 0;

	if (n > ARGS_MAX)
		fail("%s: more than %d arguments", s->name, ARGS_MAX);
	memset(b.bind, 0, n * sizeof *b.bind);
	for (size_t i = 0; i < n; i++)
		bind_one(&b, i, &args[i]);
	db->count++;
	for (;;) {
		MYSQL_STMT *st;
		db_ensure(db);
		st = db_prepared(db, s);
		if (n != mysql_stmt_param_count(st))
			fail("%s: %zu arguments for %lu parameters", s->name, n,
			     mysql_stmt_param_count(st));
		if (n && mysql_stmt_bind_param(st, b.bind))
			statement_fail(db, s, st);
		if (mysql_stmt_execute(st) == 0)
			return true;
		if (duplicate_ok && db_error_class(mysql_stmt_errno(st)) == DB_ERR_DUPLICATE)
			return false;
		if (!may_run_again(db, st, &closed, &conflicts))
			statement_fail(db, s, st);
	}
}

/* Rows matched by what ran. */
static int64_t matched(struct db *db, const struct db_statement *s)
{
	MYSQL_STMT *st = db->statement[s->index];

	if (mysql_stmt_field_count(st) > 0) {
		mysql_stmt_free_result(st);
		fail("%s: its result is not asked for", s->name);
	}
	return (int64_t)mysql_stmt_affected_rows(st);
}

int64_t db_exec_args(struct db *db, struct db_statement *s, const struct db_arg *args, size_t n)
{
	run(db, s, args, n, false);
	return matched(db, s);
}

int64_t db_insert_args(struct db *db, struct db_statement *s, const struct db_arg *args, size_t n)
{
	return run(db, s, args, n, true) ? matched(db, s) : -1;
}

static bool is_integer(enum enum_field_types t)
{
	return t == MYSQL_TYPE_TINY || t == MYSQL_TYPE_SHORT || t == MYSQL_TYPE_INT24 ||
	       t == MYSQL_TYPE_LONG || t == MYSQL_TYPE_LONGLONG || t == MYSQL_TYPE_YEAR;
}

static bool is_time(enum enum_field_types t)
{
	return t == MYSQL_TYPE_DATETIME || t == MYSQL_TYPE_TIMESTAMP || t == MYSQL_TYPE_DATE;
}

struct fetch {
	MYSQL_BIND bind[COLUMNS_MAX];
	MYSQL_TIME time[COLUMNS_MAX];
	long long number[COLUMNS_MAX];
	unsigned long length[COLUMNS_MAX];
	my_bool is_null[COLUMNS_MAX], cut[COLUMNS_MAX];
	char small[COLUMNS_MAX][64];
};

static void bind_result(struct fetch *f, struct rows *r, const MYSQL_FIELD *fields)
{
	memset(f->bind, 0, r->n_cols * sizeof *f->bind);
	for (unsigned i = 0; i < r->n_cols; i++) {
		MYSQL_BIND *m = &f->bind[i];
		m->length = &f->length[i];
		m->is_null = &f->is_null[i];
		m->error = &f->cut[i];
		if (is_integer(fields[i].type) || fields[i].type == MYSQL_TYPE_NEWDECIMAL) {
			/* SUM() gives a decimal; all our sums are whole */
			r->type[i] = MYSQL_TYPE_LONGLONG;
			m->buffer_type = MYSQL_TYPE_LONGLONG;
			m->buffer = &f->number[i];
			m->is_unsigned = (fields[i].flags & UNSIGNED_FLAG) != 0;
		} else if (is_time(fields[i].type)) {
			r->type[i] = m->buffer_type = MYSQL_TYPE_DATETIME;
			m->buffer = &f->time[i];
			m->buffer_length = sizeof f->time[i];
		} else {
			r->type[i] = MYSQL_TYPE_STRING;
			m->buffer_type = MYSQL_TYPE_STRING;
			m->buffer = f->small[i];
			m->buffer_length = sizeof f->small[i];
		}
	}
}

static void take_text(struct rows *r, struct db_statement *s, MYSQL_STMT *st, struct fetch *f,
		      unsigned i, struct cell *c)
{
	char *p = arena_alloc(r->db->arena, f->length[i] + 1);

	if (f->length[i] <= sizeof f->small[i]) {
		memcpy(p, f->small[i], f->length[i]);
	} else {
		MYSQL_BIND m = { .buffer_type = MYSQL_TYPE_STRING,
				 .buffer = p,
				 .buffer_length = f->length[i] };
		unsigned long len = 0;
		my_bool null = 0;
		m.length = &len;
		m.is_null = &null;
		if (mysql_stmt_fetch_column(st, &m, i, 0))
			statement_fail(r->db, s, st);
	}
	p[f->length[i]] = 0;
	c->text = p;
	c->len = f->length[i];
}

/* A number above 2^63, or not whole, must not become another one. */
static int64_t take_number(const struct rows *r, const struct fetch *f, unsigned i)
{
	if (f->cut[i] || (f->bind[i].is_unsigned && f->number[i] < 0))
		fail("%s: column %u does not fit", r->name, i);
	return f->number[i];
}

static void take_row(struct rows *r, struct db_statement *s, MYSQL_STMT *st, struct fetch *f)
{
	struct cell *c = r->cells + r->n * r->n_cols;

	for (unsigned i = 0; i < r->n_cols; i++, c++) {
		*c = (struct cell){ 0 };
		if (f->is_null[i])
			continue;
		c->text = "";
		if (r->type[i] == MYSQL_TYPE_LONGLONG)
			c->i = take_number(r, f, i);
		else if (r->type[i] == MYSQL_TYPE_DATETIME)
			c->i = from_mysql_time(&f->time[i]);
		else
			take_text(r, s, st, f, i, c);
	}
}

static void fetch_all(struct rows *r, struct db_statement *s, MYSQL_STMT *st)
{
	struct fetch f LARGE;
	MYSQL_RES *meta = mysql_stmt_result_metadata(st);
	size_t expected;
	int rc;

	if (!meta)
		fail("%s: no result", s->name);
	r->n_cols = mysql_num_fields(meta);
	if (r->n_cols > COLUMNS_MAX)
		fail("%s: more than %d columns", s->name, COLUMNS_MAX);
	r->type = arena_array_of(r->db->arena, r->n_cols, enum enum_field_types);
	bind_result(&f, r, mysql_fetch_fields(meta));
	mysql_free_result(meta);
	if (mysql_stmt_bind_result(st, f.bind) || mysql_stmt_store_result(st))
		statement_fail(r->db, s, st);
	expected = (size_t)mysql_stmt_num_rows(st);
	r->cells = arena_alloc(r->db->arena, (expected * r->n_cols + 1) * sizeof *r->cells);
	while ((rc = mysql_stmt_fetch(st)) == 0 || rc == MYSQL_DATA_TRUNCATED) {
		take_row(r, s, st, &f);
		r->n++;
	}
	if (rc != MYSQL_NO_DATA)
		statement_fail(r->db, s, st);
	mysql_stmt_free_result(st);
}

struct rows *db_query_args(struct db *db, struct db_statement *s, const struct db_arg *args,
			   size_t n)
{
	struct rows *r;

	if (!db->arena)
		fail("%s: no arena for its rows", s->name);
	run(db, s, args, n, false);
	r = arena_new_of(db->arena, struct rows);
	r->db = db;
	r->name = s->name;
	fetch_all(r, s, db->statement[s->index]);
	return r;
}
