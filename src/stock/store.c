/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of balances and moves. */
#include "stock/store.h"
#include <string.h>
#include "base/fail.h"

#define COLUMNS "sku_id, on_hand, reserved, may_backorder, incoming_at"

static void read_row(const struct rows *r, struct stock *out)
{
	*out = (struct stock){ .sku_id = rows_id(r, 0),
			       .stocked = true,
			       .on_hand = rows_int(r, 1),
			       .reserved = rows_int(r, 2),
			       .may_backorder = rows_bool(r, 3),
			       .incoming_at = rows_time(r, 4) };
}

DB_STATEMENT(stock_lock, "SELECT " COLUMNS " FROM stock WHERE sku_id = ? FOR UPDATE");
bool stock_store_lock(struct work *w, uint64_t sku_id, struct stock *out)
{
	struct rows *r = db_query(w->db, &stock_lock, sku_id);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

#define MARKS_8 "?, ?, ?, ?, ?, ?, ?, ?"
#define MARKS_64                                                                                   \
	MARKS_8 ", " MARKS_8 ", " MARKS_8 ", " MARKS_8 ", " MARKS_8 ", " MARKS_8 ", " MARKS_8      \
		", " MARKS_8

DB_STATEMENT(stock_some, "SELECT " COLUMNS " FROM stock WHERE sku_id IN (" MARKS_8 ")");
DB_STATEMENT(stock_many, "SELECT " COLUMNS " FROM stock WHERE sku_id IN (" MARKS_64 ")");
void stock_get_many(struct work *w, const uint64_t *sku_ids, size_t n, struct stock *out)
{
	struct db_arg args[STOCK_GET_MAX];
	size_t marks = n <= 8 ? 8 : STOCK_GET_MAX;
	struct rows *r;
	struct stock row;

	if (n > STOCK_GET_MAX)
		fail("stock: %zu balances asked for at once", n);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct stock){ .sku_id = sku_ids[i], .incoming_at = INSTANT_NONE };
	if (n == 0)
		return;
	for (size_t i = 0; i < marks; i++)
		args[i] = db_arg_uint(sku_ids[i < n ? i : 0]);
	r = db_query_args(w->db, marks == 8 ? &stock_some : &stock_many, args, marks);
	while (rows_next(r)) {
		read_row(r, &row);
		for (size_t i = 0; i < n; i++) {
			if (out[i].sku_id == row.sku_id)
				out[i] = row;
		}
	}
}

DB_STATEMENT(
	stock_take,
	"UPDATE stock SET reserved = reserved + ? WHERE sku_id = ? AND on_hand - reserved >= ?");
bool stock_store_take(struct work *w, uint64_t sku_id, int q)
{
	return db_exec(w->db, &stock_take, q, sku_id, q) == 1;
}

/* One statement takes from all the SKUs where there is enough; where it was not, nobody can tell
 * from the balances which ones those were, so each says who took from it. */
#define WHEN   "WHEN ? THEN ? "
#define WHEN_4 WHEN WHEN WHEN WHEN
#define TAKE_SOME(when, marks)                                                                     \
	"UPDATE stock SET reserved = reserved + CASE sku_id " when "END, taken_by = ? "            \
	"WHERE sku_id IN (" marks ") AND on_hand - reserved >= CASE sku_id " when "END"
DB_STATEMENT(stock_take_4, TAKE_SOME(WHEN_4, "?, ?, ?, ?"));
DB_STATEMENT(stock_take_8, TAKE_SOME(WHEN_4 WHEN_4, MARKS_8));
DB_STATEMENT(stock_taken_by,
	     "SELECT sku_id FROM stock WHERE sku_id IN (" MARKS_8 ") AND taken_by = ?");

static size_t when_then(const struct stock_taking *v, size_t n, size_t marks, struct db_arg *a)
{
	for (size_t i = 0; i < marks; i++) {
		const struct stock_taking *one = &v[i < n ? i : 0];

		*a++ = db_arg_uint(one->sku_id);
		*a++ = db_arg_int(one->quantity);
	}
	return 2 * marks;
}

static size_t take_args(uint64_t taking_id, const struct stock_taking *v, size_t n, size_t marks,
			struct db_arg *a)
{
	size_t k = when_then(v, n, marks, a);

	a[k++] = db_arg_uint(taking_id);
	for (size_t i = 0; i < marks; i++)
		a[k++] = db_arg_uint(v[i < n ? i : 0].sku_id);
	return k + when_then(v, n, marks, a + k);
}

void stock_store_take_some(struct work *w, uint64_t taking_id, const struct stock_taking *v,
			   size_t n, bool *taken)
{
	struct db_arg args[5 * STOCK_TAKE_MAX + 1];
	size_t marks = n <= 4 ? 4 : STOCK_TAKE_MAX;
	struct rows *r;
	int64_t matched;

	if (n > STOCK_TAKE_MAX)
		fail("stock: %zu balances taken from at once", n);
	matched = db_exec_args(w->db, marks == 4 ? &stock_take_4 : &stock_take_8, args,
			       take_args(taking_id, v, n, marks, args));
	for (size_t i = 0; i < n; i++)
		taken[i] = matched == (int64_t)n;
	if (matched == 0 || matched == (int64_t)n)
		return;
	for (size_t i = 0; i < STOCK_TAKE_MAX; i++)
		args[i] = db_arg_uint(v[i < n ? i : 0].sku_id);
	args[STOCK_TAKE_MAX] = db_arg_uint(taking_id);
	r = db_query_args(w->db, &stock_taken_by, args, STOCK_TAKE_MAX + 1);
	while (rows_next(r)) {
		for (size_t i = 0; i < n; i++)
			taken[i] |= v[i].sku_id == rows_id(r, 0);
	}
}

DB_STATEMENT(stock_take_short,
	     "UPDATE stock SET reserved = reserved + ? WHERE sku_id = ? AND may_backorder = 1");
bool stock_store_take_short(struct work *w, uint64_t sku_id, int q)
{
	return db_exec(w->db, &stock_take_short, q, sku_id) == 1;
}

DB_STATEMENT(stock_change,
	     "UPDATE stock SET on_hand = on_hand + ?, reserved = reserved + ? WHERE sku_id = ?");
void stock_store_change(struct work *w, uint64_t sku_id, int on_hand, int reserved)
{
	if (db_exec(w->db, &stock_change, on_hand, reserved, sku_id) != 1)
		fail("sku %llu: its balance is gone", (unsigned long long)sku_id);
}

DB_STATEMENT(stock_insert, "INSERT INTO stock (" COLUMNS ") VALUES (?, ?, ?, ?, ?)");
bool stock_store_insert(struct work *w, const struct stock *s)
{
	return db_insert(w->db, &stock_insert, s->sku_id, s->on_hand, s->reserved, s->may_backorder,
			 s->incoming_at) >= 0;
}

DB_STATEMENT(stock_set_row, "UPDATE stock SET may_backorder = ?, incoming_at = ?"
			    " WHERE sku_id = ? AND (? = 1 OR on_hand >= reserved)");
bool stock_store_set(struct work *w, const struct stock *s)
{
	return db_exec(w->db, &stock_set_row, s->may_backorder, s->incoming_at, s->sku_id,
		       s->may_backorder) == 1;
}

DB_STATEMENT(move_insert, "INSERT INTO stock_move (id, sku_id, quantity, kind, order_line_id,"
			  " source, source_ref, why, actor_kind, actor_id, at)"
			  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
bool stock_store_insert_move(struct work *w, const struct stock_move_row *m)
{
	return db_insert(w->db, &move_insert, work_id(w), m->sku_id, m->quantity, (int)m->kind,
			 db_id_or_null(m->order_line_id), m->source, m->source_ref, m->why,
			 (int)w->actor.kind, db_id_or_null(w->actor.id), m->at) >= 0;
}

#define MOVE_ARGS 11
void stock_store_insert_moves(struct work *w, const struct stock_move_row *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * MOVE_ARGS + 1, struct db_arg), *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(work_id_at(w, v[i].at));
		*a++ = db_arg_uint(v[i].sku_id);
		*a++ = db_arg_int(v[i].quantity);
		*a++ = db_arg_int(v[i].kind);
		*a++ = db_id_or_null(v[i].order_line_id);
		*a++ = db_arg_text(v[i].source);
		*a++ = db_arg_text(v[i].source_ref);
		*a++ = db_arg_text(v[i].why);
		*a++ = db_arg_int(w->actor.kind);
		*a++ = db_id_or_null(w->actor.id);
		*a++ = db_arg_time(v[i].at);
	}
	db_exec_rows(w->db, &move_insert, args, MOVE_ARGS, n);
}

DB_STATEMENT(move_refs,
	     "SELECT source_ref FROM stock_move WHERE source = ? AND source_ref IN (" MARKS_8
	     ", " MARKS_8 ", " MARKS_8 ", " MARKS_8 ")");
void stock_store_find_refs(struct work *w, const char *source, struct stock_past *v, size_t n)
{
	for (size_t from = 0; from < n; from += 32) {
		struct db_arg args[33] = { db_arg_text(source) };
		struct rows *r;

		for (size_t i = 0; i < 32; i++)
			args[1 + i] = db_arg_text(v[from + i < n ? from + i : from].source_ref);
		for (size_t i = from; i < n && i < from + 32; i++)
			v[i].taken = false;
		r = db_query_args(w->db, &move_refs, args, 33);
		while (rows_next(r)) {
			for (size_t i = from; i < n && i < from + 32; i++)
				v[i].taken |= strcmp(v[i].source_ref, rows_text(r, 0)) == 0;
		}
	}
}

DB_STATEMENT(moves_of_lines, "SELECT order_line_id, -SUM(quantity) FROM stock_move"
			     " WHERE order_line_id IN (" MARKS_8 ") GROUP BY order_line_id");
void stock_store_taken(struct work *w, const uint64_t *line_ids, size_t n, int *taken)
{
	for (size_t from = 0; from < n; from += 8) {
		struct db_arg args[8];
		struct rows *r;

		for (size_t i = 0; i < 8; i++)
			args[i] = db_arg_uint(line_ids[from + i < n ? from + i : from]);
		r = db_query_args(w->db, &moves_of_lines, args, 8);
		for (size_t i = from; i < n && i < from + 8; i++)
			taken[i] = 0;
		while (rows_next(r)) {
			for (size_t i = from; i < n && i < from + 8; i++) {
				if (line_ids[i] == rows_id(r, 0))
					taken[i] = rows_int(r, 1);
			}
		}
	}
}

DB_STATEMENT(stock_moves, "SELECT COUNT(*) FROM stock_move WHERE sku_id = ?");
DB_STATEMENT(stock_forget_moves, "DELETE FROM stock_move WHERE sku_id = ?");
DB_STATEMENT(stock_forget_row, "DELETE FROM stock WHERE sku_id = ? AND reserved = 0");

bool stock_store_forget(struct work *w, uint64_t sku_id)
{
	struct rows *r = db_query(w->db, &stock_moves, sku_id);

	if (!rows_next(r) || rows_int(r, 0) > 1)
		return false;
	db_exec(w->db, &stock_forget_moves, sku_id);
	return db_exec(w->db, &stock_forget_row, sku_id) == 1;
}
