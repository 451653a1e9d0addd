/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a result: each column as what it is, or a failure. */
#include "db/conn.h"

bool rows_next(struct rows *r)
{
	return r->at < r->n && ++r->at;
}

size_t rows_count(const struct rows *r)
{
	return r->n;
}

static const struct cell *cell(const struct rows *r, unsigned col, enum enum_field_types want)
{
	const struct cell *c;

	if (col >= r->n_cols || r->at == 0)
		fail("%s: column %u of %u at row %zu", r->name, col, r->n_cols, r->at);
	c = &r->cells[(r->at - 1) * r->n_cols + col];
	if (want != MYSQL_TYPE_NULL && c->text && r->type[col] != want)
		fail("%s: column %u has another type", r->name, col);
	return c;
}

bool rows_is_null(const struct rows *r, unsigned col)
{
	return !cell(r, col, MYSQL_TYPE_NULL)->text;
}

int64_t rows_i64(const struct rows *r, unsigned col)
{
	return cell(r, col, MYSQL_TYPE_LONGLONG)->i;
}

uint64_t rows_id(const struct rows *r, unsigned col)
{
	return (uint64_t)rows_i64(r, col);
}

int rows_int(const struct rows *r, unsigned col)
{
	int64_t v = rows_i64(r, col);

	if (v < INT32_MIN || v > INT32_MAX)
		fail("%s: column %u does not fit", r->name, col);
	return (int)v;
}

bool rows_bool(const struct rows *r, unsigned col)
{
	return rows_i64(r, col) != 0;
}

const char *rows_text(const struct rows *r, unsigned col)
{
	return cell(r, col, MYSQL_TYPE_STRING)->text;
}

struct bytes rows_bytes(const struct rows *r, unsigned col)
{
	const struct cell *c = cell(r, col, MYSQL_TYPE_STRING);

	return (struct bytes){ c->text, c->len };
}

struct instant rows_time(const struct rows *r, unsigned col)
{
	const struct cell *c = cell(r, col, MYSQL_TYPE_DATETIME);

	return c->text ? (struct instant){ c->i } : INSTANT_NONE;
}
