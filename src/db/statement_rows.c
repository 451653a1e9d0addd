/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One statement for many rows: a list of arguments in one message where the server takes lists,
 * else row after row. */
#include <stdio.h>
#include <string.h>
#include "db/conn.h"

enum { LIST_ROWS = 2000, LIST_BYTES = 4 << 20 };

/* The arguments of one column as the client library wants them: arrays, of numbers or of pointers
 * to all that is no number. */
struct column {
	enum db_kind kind; /* of its first value; DB_NULL: there is none */
	void *values;
	MYSQL_TIME *times;
	unsigned long *lengths;
	char *indicators;
};

static bool server_takes_lists(struct db *db)
{
	unsigned long more = 0;

	db_ensure(db);
	if (db->one_by_one ||
	    mariadb_get_infov(db->mysql, MARIADB_CONNECTION_EXTENDED_SERVER_CAPABILITIES, &more) !=
		    0)
		return false;
	return (more & (unsigned long)(MARIADB_CLIENT_STMT_BULK_OPERATIONS >> 32)) != 0;
}

static enum db_kind kind_of(const struct db_arg *first, size_t n_columns, size_t n_rows)
{
	for (size_t i = 0; i < n_rows; i++) {
		if (first[i * n_columns].kind != DB_NULL)
			return first[i * n_columns].kind;
	}
	return DB_NULL;
}

static void take_value(struct column *c, size_t row, const struct db_arg *a)
{
	c->indicators[row] = STMT_INDICATOR_NONE;
	switch (a->kind) {
	case DB_NULL:
		c->indicators[row] = STMT_INDICATOR_NULL;
		return;
	case DB_INT:
		((int64_t *)c->values)[row] = a->i;
		return;
	case DB_TIME:
		db_time_to_mysql(a->i, &c->times[row]);
		((const void **)c->values)[row] = &c->times[row];
		return;
	case DB_TEXT:
	case DB_BYTES:
		((const void **)c->values)[row] = a->p;
		c->lengths[row] = (unsigned long)a->len;
		return;
	}
}

static void bind_column(struct arena *a, MYSQL_BIND *m, const struct db_arg *first,
			size_t n_columns, size_t n_rows, const char *name)
{
	static const enum enum_field_types type[] = {
		[DB_NULL] = MYSQL_TYPE_STRING,   [DB_INT] = MYSQL_TYPE_LONGLONG,
		[DB_TEXT] = MYSQL_TYPE_STRING,   [DB_BYTES] = MYSQL_TYPE_BLOB,
		[DB_TIME] = MYSQL_TYPE_DATETIME,
	};
	struct column c = { .kind = kind_of(first, n_columns, n_rows) };

	c.values = arena_array_of(a, n_rows, int64_t);
	c.times = c.kind == DB_TIME ? arena_array_of(a, n_rows, MYSQL_TIME) : NULL;
	c.lengths = arena_array_of(a, n_rows, unsigned long);
	c.indicators = arena_array_of(a, n_rows, char);
	for (size_t i = 0; i < n_rows; i++) {
		const struct db_arg *arg = &first[i * n_columns];

		if (arg->kind != DB_NULL && arg->kind != c.kind)
			fail("%s: a column of two kinds", name);
		m->is_unsigned |= arg->is_unsigned;
		take_value(&c, i, arg);
	}
	m->buffer_type = type[c.kind];
	m->buffer = c.values;
	m->length = c.lengths;
	m->u.indicator = c.indicators;
}

static _Noreturn void list_fail(struct db *db, const struct db_statement *s, MYSQL_STMT *st)
{
	unsigned none = 0, code = mysql_stmt_errno(st);
	char text[256];

	snprintf(text, sizeof text, "%s", mysql_stmt_error(st));
	mysql_stmt_attr_set(st, STMT_ATTR_ARRAY_SIZE, &none);
	db_fail(db, s->name, code, text);
}

/* One message. The statement is left as it was found: for single rows. */
static int64_t run_list(struct db *db, struct db_statement *s, const struct db_arg *args,
			size_t n_columns, unsigned n_rows)
{
	MYSQL_STMT *st = db_prepared(db, s);
	MYSQL_BIND *bind = arena_array_of(db->arena, n_columns, MYSQL_BIND);
	unsigned none = 0;
	int64_t matched;

	if (n_columns != mysql_stmt_param_count(st))
		fail("%s: %zu arguments for %lu parameters", s->name, n_columns,
		     mysql_stmt_param_count(st));
	for (size_t i = 0; i < n_columns; i++)
		bind_column(db->arena, &bind[i], args + i, n_columns, n_rows, s->name);
	db->count++;
	mysql_stmt_attr_set(st, STMT_ATTR_ARRAY_SIZE, &n_rows);
	if (mysql_stmt_bind_param(st, bind) || mysql_stmt_execute(st))
		list_fail(db, s, st);
	matched = (int64_t)mysql_stmt_affected_rows(st);
	mysql_stmt_attr_set(st, STMT_ATTR_ARRAY_SIZE, &none);
	return matched;
}

static size_t row_bytes(const struct db_arg *args, size_t n_columns)
{
	size_t bytes = 0;

	for (size_t i = 0; i < n_columns; i++)
		bytes += args[i].kind == DB_TEXT || args[i].kind == DB_BYTES ? args[i].len
									     : sizeof(int64_t);
	return bytes;
}

/* How many of the rows go into one message; at least one. */
static size_t rows_in_list(const struct db_arg *args, size_t n_columns, size_t n_rows)
{
	size_t bytes = 0, n = 0;

	while (n < n_rows && n < LIST_ROWS) {
		bytes += row_bytes(args + n * n_columns, n_columns);
		if (n > 0 && bytes > LIST_BYTES)
			break;
		n++;
	}
	return n;
}

int64_t db_exec_rows(struct db *db, struct db_statement *s, const struct db_arg *args,
		     size_t n_columns, size_t n_rows)
{
	int64_t matched = 0;
	bool lists = n_rows > 1 && server_takes_lists(db);

	for (size_t done = 0; done < n_rows;) {
		const struct db_arg *from = args + done * n_columns;
		size_t n = lists ? rows_in_list(from, n_columns, n_rows - done) : 1;

		matched += n > 1 ? run_list(db, s, from, n_columns, (unsigned)n)
				 : db_exec_args(db, s, from, n_columns);
		done += n;
	}
	return matched;
}
