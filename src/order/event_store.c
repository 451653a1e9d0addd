/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events and notes of orders: append-only. */
#include "base/json.h"
#include "order/store.h"

enum { EVENT_ARGS = 14 };
DB_STATEMENT(order_event_insert,
	     "INSERT INTO order_event (id, order_id, kind, actor_kind, actor_id, at, from_value, "
	     "to_value, why, subject_id, quantity, amount, version, position) "
	     "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");

static size_t event_args(struct work *w, const struct order_event *e, struct db_arg *a)
{
	const struct db_arg none = { .kind = DB_NULL };
	size_t n = 0;

	a[n++] = db_arg_uint(e->id);
	a[n++] = db_arg_uint(e->order_id);
	a[n++] = db_arg_int(e->kind);
	a[n++] = db_arg_int(e->actor.kind);
	a[n++] = db_id_or_null(e->actor.id);
	a[n++] = db_arg_time(e->at);
	a[n++] = db_arg_text(e->from);
	a[n++] = db_arg_text(e->to);
	a[n++] = db_arg_text(e->why);
	a[n++] = db_id_or_null(e->subject_id);
	a[n++] = e->quantity ? db_arg_int(e->quantity) : none;
	a[n++] = e->has_amount ? db_arg_int(e->amount) : none;
	a[n++] = e->version ? db_arg_int(e->version) : none;
	/* what is past is no news */
	a[n++] = w->past ? db_arg_int(0) : none;
	return n;
}

void order_store_insert_events(struct work *w, const struct order_event *e, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * EVENT_ARGS + 1, struct db_arg);

	for (size_t i = 0; i < n; i++)
		event_args(w, &e[i], args + i * EVENT_ARGS);
	db_exec_rows(w->db, &order_event_insert, args, EVENT_ARGS, n);
}

void order_store_event_row(const struct rows *r, struct order_event *e)
{
	e->id = rows_id(r, 0);
	e->kind = (enum order_event_kind)rows_int(r, 1);
	e->actor.kind = (enum actor_kind)rows_int(r, 2);
	e->actor.id = rows_id(r, 3);
	e->at = rows_time(r, 4);
	e->from = rows_text(r, 5);
	e->to = rows_text(r, 6);
	e->why = rows_text(r, 7);
	e->subject_id = rows_id(r, 8);
	e->quantity = rows_int(r, 9);
	e->has_amount = !rows_is_null(r, 10);
	e->amount = rows_i64(r, 10);
	e->version = rows_int(r, 11);
}

DB_STATEMENT(order_events, "SELECT id, kind, actor_kind, actor_id, at, from_value, to_value, why, "
			   "subject_id, quantity, amount, version "
			   "FROM order_event WHERE order_id = ? ORDER BY id LIMIT 500");

struct order_event *order_store_events(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &order_events, order_id);
	struct order_event *all = arena_array_of(w->arena, rows_count(r) + 1, struct order_event);

	*n = 0;
	while (rows_next(r)) {
		struct order_event *e = &all[(*n)++];

		order_store_event_row(r, e);
		e->order_id = order_id;
	}
	return all;
}

DB_STATEMENT(order_came_back, "SELECT id FROM order_event WHERE order_id = ? AND kind = ? LIMIT 1");

bool order_store_came_back(struct work *w, uint64_t order_id)
{
	return rows_next(db_query(w->db, &order_came_back, order_id, (int)EVENT_CAME_BACK));
}

DB_STATEMENT(order_cancelled_alone,
	     "SELECT subject_id, quantity FROM order_event WHERE order_id = ? "
	     "AND kind = ? ORDER BY id LIMIT 10000");

void order_store_cancelled_alone(struct work *w, const struct order *o, int *units)
{
	struct rows *r = db_query(w->db, &order_cancelled_alone, o->id, (int)EVENT_LINE_CANCELLED);

	for (size_t i = 0; i < o->n_lines; i++)
		units[i] = 0;
	while (rows_next(r))
		for (size_t i = 0; i < o->n_lines; i++)
			if (o->lines[i].id == rows_id(r, 0))
				units[i] += rows_int(r, 1);
}

DB_STATEMENT(order_note_insert,
	     "INSERT INTO order_note (id, order_id, staff_id, body, at) VALUES (?,?,?,?,?)");

uint64_t order_store_insert_note(struct work *w, uint64_t order_id, uint64_t staff_id,
				 const char *body)
{
	uint64_t id = work_id(w);

	db_exec(w->db, &order_note_insert, id, order_id, db_id_or_null(staff_id), body, w->now);
	return id;
}

DB_STATEMENT(
	order_notes,
	"SELECT staff_id, body, at FROM order_note WHERE order_id = ? ORDER BY id DESC LIMIT 100");

cJSON *order_store_notes(struct work *w, uint64_t order_id)
{
	struct rows *r = db_query(w->db, &order_notes, order_id);
	cJSON *list = json_array();

	while (rows_next(r)) {
		cJSON *one = json_append_object(list);
		json_add_id(one, "staff_id", rows_id(r, 0));
		json_add_text(one, "body", rows_text(r, 1));
		json_add_instant(one, "at", rows_time(r, 2));
	}
	return list;
}

DB_STATEMENT(order_notes_move, "UPDATE order_note SET order_id = ? WHERE order_id = ?");

void order_store_move_notes(struct work *w, uint64_t from, uint64_t to)
{
	db_exec(w->db, &order_notes_move, to, from);
}
