/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of what was heard of parcels. */
#include <string.h>
#include "shipping/store.h"

enum { EVENTS_MAX = 500 };

#define COLUMNS "e.id, e.parcel_id, e.state, e.at, e.place, e.words, e.lang"

static struct parcel_event_row *read_rows(struct work *w, struct rows *r, size_t *n)
{
	struct parcel_event_row *v =
		arena_array_of(w->arena, rows_count(r) + 1, struct parcel_event_row);

	for (*n = 0; rows_next(r); ++*n) {
		v[*n].id = rows_id(r, 0);
		v[*n].parcel_id = rows_id(r, 1);
		v[*n].state = (enum parcel_state)rows_int(r, 2);
		v[*n].at = rows_time(r, 3);
		v[*n].place = rows_text(r, 4);
		v[*n].words = rows_text(r, 5);
		v[*n].lang = rows_text(r, 6);
	}
	return v;
}

DB_STATEMENT(parcel_event_insert,
	     "INSERT INTO parcel_event (id, parcel_id, state, at, heard_at, place, words, lang,"
	     " fingerprint, actor_kind, actor_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
bool parcel_store_insert_event(struct work *w, const struct parcel_event_row *e)
{
	return db_insert(w->db, &parcel_event_insert, e->id, e->parcel_id, (int)e->state, e->at,
			 w->now, e->place, e->words, e->lang,
			 bytes_of(e->fingerprint, sizeof e->fingerprint), (int)w->actor.kind,
			 db_id_or_null(w->actor.id)) >= 0;
}

DB_STATEMENT(parcel_was_in, "SELECT 1 FROM parcel_event WHERE parcel_id = ? AND state = ? LIMIT 1");
bool parcel_store_was_in(struct work *w, uint64_t parcel_id, enum parcel_state s)
{
	return rows_next(db_query(w->db, &parcel_was_in, parcel_id, (int)s));
}

DB_STATEMENT(parcel_events, "SELECT " COLUMNS " FROM parcel_event e WHERE e.parcel_id = ?"
			    " ORDER BY e.at DESC, e.id DESC LIMIT ?");
struct parcel_event_row *parcel_store_events(struct work *w, uint64_t parcel_id, size_t *n)
{
	return read_rows(w, db_query(w->db, &parcel_events, parcel_id, EVENTS_MAX), n);
}

DB_STATEMENT(parcel_events_of_order,
	     "SELECT " COLUMNS " FROM (SELECT DISTINCT parcel_id FROM parcel_line"
	     " WHERE order_id = ?) l JOIN parcel_event e ON e.parcel_id = l.parcel_id"
	     " ORDER BY e.at DESC, e.id DESC LIMIT ?");
struct parcel_event_row *parcel_store_events_of_order(struct work *w, uint64_t order_id, size_t *n)
{
	return read_rows(w, db_query(w->db, &parcel_events_of_order, order_id, EVENTS_MAX), n);
}
