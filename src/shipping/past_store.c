/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of many parcels at once. */
#include "shipping/past_store.h"

#define PARCEL_ARGS 10
DB_STATEMENT(parcel_past_insert,
	     "INSERT INTO parcel (id, customer_id, contact_id, state, packed_at, shipped_at, "
	     "delivered_at,"
	     " last_event_at, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
void parcel_past_store_insert(struct work *w, const struct parcel *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * PARCEL_ARGS + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(v[i].id);
		*a++ = db_arg_uint(v[i].customer_id);
		*a++ = db_arg_uint(v[i].contact_id);
		*a++ = db_arg_int(v[i].state);
		*a++ = db_arg_time(v[i].packed_at);
		*a++ = db_arg_time(v[i].shipped_at);
		*a++ = db_arg_time(v[i].delivered_at);
		*a++ = db_arg_time(v[i].last_event_at);
		*a++ = db_arg_int(v[i].version);
		*a++ = db_arg_time(w->now);
	}
	db_exec_rows(w->db, &parcel_past_insert, args, PARCEL_ARGS, n);
}

#define LINE_ARGS 4
DB_STATEMENT(parcel_past_line,
	     "INSERT INTO parcel_line (parcel_id, order_line_id, order_id, quantity)"
	     " VALUES (?, ?, ?, ?)");
void parcel_past_store_insert_lines(struct work *w, const struct parcel_of_line *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * LINE_ARGS + 1, struct db_arg), *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(v[i].parcel_id);
		*a++ = db_arg_uint(v[i].line.order_line_id);
		*a++ = db_arg_uint(v[i].line.order_id);
		*a++ = db_arg_int(v[i].line.quantity);
	}
	db_exec_rows(w->db, &parcel_past_line, args, LINE_ARGS, n);
}

#define EVENT_ARGS 8
DB_STATEMENT(parcel_past_event, "INSERT INTO parcel_event (id, parcel_id, state, at, heard_at, "
				"fingerprint, actor_kind, actor_id)"
				" VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
void parcel_past_store_insert_events(struct work *w, const struct parcel_event_row *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * EVENT_ARGS + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(v[i].id);
		*a++ = db_arg_uint(v[i].parcel_id);
		*a++ = db_arg_int(v[i].state);
		*a++ = db_arg_time(v[i].at);
		*a++ = db_arg_time(w->now);
		*a++ = db_arg_bytes(bytes_of(v[i].fingerprint, sizeof v[i].fingerprint));
		*a++ = db_arg_int(w->actor.kind);
		*a++ = db_id_or_null(w->actor.id);
	}
	db_exec_rows(w->db, &parcel_past_event, args, EVENT_ARGS, n);
}
