/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing the lines of orders. */
#include "order/bundle.h"
#include "order/store.h"

enum { LINE_ARGS = 27 };

DB_STATEMENT(order_lines,
	     "SELECT " LINE_COLUMNS " FROM order_line WHERE order_id = ? AND ordered > 0 "
	     "ORDER BY position");

void order_store_line_row(const struct rows *r, struct order_line *l)
{
	unsigned c = 0;

	l->id = rows_id(r, c++);
	l->position = rows_int(r, c++);
	l->sku_id = rows_id(r, c++);
	l->sku_code = rows_text(r, c++);
	l->name_en = rows_text(r, c++);
	l->name_zh = rows_text(r, c++);
	l->picture = rows_text(r, c++);
	l->kind = rows_int(r, c++);
	l->unit_milli = rows_i64(r, c++);
	l->amount = rows_i64(r, c++);
	l->discount = rows_i64(r, c++);
	l->tax_bp = rows_int(r, c++);
	l->tax = rows_i64(r, c++);
	l->ordered = rows_int(r, c++);
	l->cancelled = rows_int(r, c++);
	l->reserved = rows_int(r, c++);
	l->in_production = rows_int(r, c++);
	l->packed = rows_int(r, c++);
	l->shipped = rows_int(r, c++);
	l->delivered = rows_int(r, c++);
	l->return_requested = rows_int(r, c++);
	l->returned = rows_int(r, c++);
	l->written_off = rows_int(r, c++);
	l->wait = (enum order_wait)rows_int(r, c++);
	l->wait_until = rows_time(r, c++);
	l->bundle_id = rows_id(r, c++);
	l->stored.ordered = l->ordered;
	l->stored.unit_milli = l->unit_milli;
}

void order_store_read_lines(struct work *w, struct order *o)
{
	struct rows *r = db_query(w->db, &order_lines, o->id);
	bool any = false;

	o->n_lines = 0;
	o->lines = arena_array_of(w->arena, rows_count(r) + 1, struct order_line);
	for (; rows_next(r); o->n_lines++) {
		order_store_line_row(r, &o->lines[o->n_lines]);
		any = any || o->lines[o->n_lines].bundle_id;
	}
	if (any)
		bundle_store_read(w, o);
}

DB_STATEMENT(order_line_insert, "INSERT INTO order_line (" LINE_COLUMNS ", order_id) VALUES "
				"(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");

static size_t line_args(const struct order_line *l, uint64_t order_id, struct db_arg *a)
{
	size_t n = 0;

	a[n++] = db_arg_uint(l->id);
	a[n++] = db_arg_int(l->position);
	a[n++] = db_id_or_null(l->sku_id);
	a[n++] = db_arg_text(l->sku_code);
	a[n++] = db_arg_text(l->name_en);
	a[n++] = db_arg_text(l->name_zh);
	a[n++] = db_arg_text(l->picture);
	a[n++] = db_arg_int(l->kind);
	a[n++] = db_arg_int(l->unit_milli);
	a[n++] = db_arg_int(l->amount);
	a[n++] = db_arg_int(l->discount);
	a[n++] = db_arg_int(l->tax_bp);
	a[n++] = db_arg_int(l->tax);
	a[n++] = db_arg_int(l->ordered);
	a[n++] = db_arg_int(l->cancelled);
	a[n++] = db_arg_int(l->reserved);
	a[n++] = db_arg_int(l->in_production);
	a[n++] = db_arg_int(l->packed);
	a[n++] = db_arg_int(l->shipped);
	a[n++] = db_arg_int(l->delivered);
	a[n++] = db_arg_int(l->return_requested);
	a[n++] = db_arg_int(l->returned);
	a[n++] = db_arg_int(l->written_off);
	a[n++] = db_arg_int(l->wait);
	a[n++] = db_arg_time(l->wait_until);
	a[n++] = db_id_or_null(l->bundle_id);
	a[n++] = db_arg_uint(order_id);
	return n;
}

/* In one statement: a round trip costs more than a row. */
void order_store_insert_lines(struct work *w, const struct order *const *o, size_t n)
{
	size_t n_lines = 0;
	struct db_arg *lines, *to;

	for (size_t i = 0; i < n; i++)
		n_lines += o[i]->n_lines;
	lines = to = arena_array_of(w->arena, n_lines * LINE_ARGS + 1, struct db_arg);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < o[i]->n_lines; k++)
			to += line_args(&o[i]->lines[k], o[i]->id, to);
	}
	db_exec_rows(w->db, &order_line_insert, lines, LINE_ARGS, n_lines);
}

DB_STATEMENT(order_line_update, "UPDATE order_line SET cancelled = ?, reserved = ?, in_production "
				"= ?, packed = ?, shipped = ?, "
				"delivered = ?, return_requested = ?, returned = ?, written_off = "
				"?, wait = ?, wait_until = ? "
				"WHERE id = ?");

/* All terms and counters of lines that are there, and new ones, in one statement. */
DB_STATEMENT(order_line_put,
	     "INSERT INTO order_line (" LINE_COLUMNS ", order_id) VALUES "
	     "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE "
	     "unit_milli = VALUES(unit_milli), amount = VALUES(amount), "
	     "discount = VALUES(discount), tax_bp = VALUES(tax_bp), tax = VALUES(tax), ordered = "
	     "VALUES(ordered), "
	     "reserved = VALUES(reserved), in_production = VALUES(in_production), "
	     "wait = VALUES(wait), wait_until = VALUES(wait_until), "
	     "bundle_id = VALUES(bundle_id)");

void order_store_put_lines(struct work *w, struct order *o)
{
	struct db_arg *rows = arena_array_of(w->arena, o->n_lines * LINE_ARGS + 1, struct db_arg),
		      *to = rows;

	order_settle_bundles(w, o);
	for (size_t i = 0; i < o->n_lines; i++)
		to += line_args(&o->lines[i], o->id, to);
	db_exec_rows(w->db, &order_line_put, rows, LINE_ARGS, o->n_lines);
}

DB_STATEMENT(order_last_position, "SELECT MAX(position) FROM order_line WHERE order_id = ?");

int order_store_last_position(struct work *w, uint64_t order_id)
{
	struct rows *r = db_query(w->db, &order_last_position, order_id);

	return rows_next(r) ? rows_int(r, 0) : 0;
}

void order_store_update_line(struct work *w, const struct order_line *l)
{
	db_exec(w->db, &order_line_update, l->cancelled, l->reserved, l->in_production, l->packed,
		l->shipped, l->delivered, l->return_requested, l->returned, l->written_off,
		(int)l->wait, l->wait_until, l->id);
}
