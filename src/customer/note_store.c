/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes of the staff about a customer. */
#include "customer/store.h"

DB_STATEMENT(note_insert, "INSERT INTO customer_note (id, customer_id, staff_id, body, at) "
			  "VALUES (?, ?, ?, ?, ?)");

void note_store_insert(struct work *w, uint64_t customer_id, uint64_t staff_id, const char *body)
{
	db_exec(w->db, &note_insert, work_id(w), customer_id, staff_id, body, w->now);
}

DB_STATEMENT(note_list, "SELECT id, staff_id, body, at FROM customer_note WHERE customer_id = ? "
			"ORDER BY id DESC LIMIT 50");

struct note *note_store_list(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &note_list, customer_id);
	struct note *list = arena_array_of(w->arena, rows_count(r) + 1, struct note);

	for (*n = 0; rows_next(r); (*n)++)
		list[*n] = (struct note){ rows_id(r, 0), rows_id(r, 1), rows_text(r, 2),
					  rows_time(r, 3) };
	return list;
}
