/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels found by what is in them, by number and by the clock. */
#include "shipping/store.h"

DB_STATEMENT(parcel_lines_beside,
	     "SELECT b.parcel_id, b.order_id, b.order_line_id, b.quantity"
	     " FROM (SELECT DISTINCT parcel_id FROM parcel_line WHERE order_id = ?) l"
	     " JOIN parcel_line b ON b.parcel_id = l.parcel_id"
	     " ORDER BY b.parcel_id, b.order_line_id");
struct parcel_of_line *parcel_store_lines_beside(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &parcel_lines_beside, order_id);
	struct parcel_of_line *v =
		arena_array_of(w->arena, rows_count(r) + 1, struct parcel_of_line);

	for (*n = 0; rows_next(r); ++*n)
		v[*n] = (struct parcel_of_line){ .parcel_id = rows_id(r, 0),
						 .line = { .order_id = rows_id(r, 1),
							   .order_line_id = rows_id(r, 2),
							   .quantity = rows_int(r, 3) } };
	return v;
}

/* 14: PARCEL_RETURNED */
DB_STATEMENT(parcels_solve_returned,
	     "UPDATE parcel p JOIN parcel_line l ON l.parcel_id = p.id"
	     " LEFT JOIN parcel_line x ON x.parcel_id = p.id AND x.order_id <> l.order_id"
	     " SET p.solved_at = ?, p.version = p.version + 1"
	     " WHERE l.order_id = ? AND p.state = 14 AND p.solved_at IS NULL"
	     " AND x.parcel_id IS NULL");
_Static_assert(PARCEL_RETURNED == 14, "the statement above names it");
void parcel_store_solve_returned(struct work *w, uint64_t order_id)
{
	db_exec(w->db, &parcels_solve_returned, w->now, order_id);
}

DB_STATEMENT(parcel_find_order,
	     "SELECT l.order_id FROM parcel p JOIN parcel_line l ON l.parcel_id = p.id"
	     " WHERE p.tracking_number = ? ORDER BY p.id DESC, l.order_id LIMIT 1");
uint64_t parcel_store_find_order(struct work *w, const char *number)
{
	struct rows *r = db_query(w->db, &parcel_find_order, number);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

/* On their way, without the flag that the clock would set. The states that are over, going back or
 * not gone yet are left out: 0-2, 9, 13, 14. The hours stand in shipping/rules.c, which decides. */
DB_STATEMENT(
	parcels_to_watch,
	"SELECT id FROM parcel WHERE state IN (3, 4, 5, 6, 7, 10, 12) AND id > ?"
	" AND ((`delayed` = 0 AND (promised_to < ? OR COALESCE(last_event_at, shipped_at) <= ?))"
	" OR (lost = 0 AND COALESCE(last_event_at, shipped_at) <= ?)) ORDER BY id LIMIT ?");
_Static_assert(PARCEL_AWAITING_COLLECTION == 3 && PARCEL_OUT_FOR_DELIVERY == 7 &&
		       PARCEL_ATTEMPT_FAILED == 10 && PARCEL_EXCEPTION == 12,
	       "the statement above names them");
size_t parcel_store_to_watch(struct work *w, uint64_t after, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &parcels_to_watch, after, w->now,
				  instant_add(w->now, -2 * INSTANT_DAY),
				  instant_add(w->now, -7 * INSTANT_DAY), max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(parcel_owner, "UPDATE parcel p JOIN parcel_line l ON l.parcel_id = p.id SET "
			   "p.customer_id = ? WHERE l.order_id = ?");

/* Whose the order is, they are. */
void shipping_hear_owner(struct work *w, struct order *o, const struct order_event *e)
{
	(void)e;
	db_exec(w->db, &parcel_owner, o->customer_id, o->id);
}
