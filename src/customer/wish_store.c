/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wishes: one row a kind and place. */
#include "customer/wish.h"

/* The place is the newest version of the address; what was removed from the book says nothing. */
DB_STATEMENT(wish_list,
	     "SELECT w.address_id, w.kind, w.body, w.actor_kind, w.actor_id, w.at, " CONTACT_COLUMNS
	     " FROM customer_wish w LEFT JOIN customer_address a ON a.id = w.address_id "
	     "AND a.customer_id = w.customer_id AND a.removed_at IS NULL "
	     "LEFT JOIN customer_contact k ON k.id = a.contact_id WHERE w.customer_id = ? "
	     "AND (w.address_id = 0 OR a.id IS NOT NULL) ORDER BY w.address_id, w.kind LIMIT 300");

struct wish *wish_store_list(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &wish_list, customer_id);
	struct wish *list = arena_array_of(w->arena, rows_count(r) + 1, struct wish);

	for (*n = 0; rows_next(r);) {
		struct wish *one = &list[*n];
		int kind = rows_int(r, 1);

		one->address_id = rows_id(r, 0);
		one->kind = (enum wish_kind)kind;
		one->body = rows_text(r, 2);
		one->who = (struct actor){ (enum actor_kind)rows_int(r, 3), rows_id(r, 4) };
		one->at = rows_time(r, 5);
		contact_store_columns(r, 6, &one->contact);
		/* a newer release may know more kinds */
		*n += kind >= 0 && kind < WISH__MAX;
	}
	return list;
}

DB_STATEMENT(wish_update, "UPDATE customer_wish SET body = ?, actor_kind = ?, actor_id = ?, at = ? "
			  "WHERE customer_id = ? AND address_id = ? AND kind = ?");
DB_STATEMENT(wish_insert, "INSERT INTO customer_wish (id, customer_id, address_id, kind, body, "
			  "actor_kind, actor_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

void wish_store_put(struct work *w, uint64_t customer_id, uint64_t address_id, enum wish_kind kind,
		    const char *body)
{
	if (db_exec(w->db, &wish_update, body, (int)w->actor.kind, w->actor.id, w->now, customer_id,
		    address_id, (int)kind) == 0)
		db_exec(w->db, &wish_insert, work_id(w), customer_id, address_id, (int)kind, body,
			(int)w->actor.kind, w->actor.id, w->now);
}

DB_STATEMENT(wish_remove,
	     "DELETE FROM customer_wish WHERE customer_id = ? AND address_id = ? AND kind = ?");

void wish_store_remove(struct work *w, uint64_t customer_id, uint64_t address_id,
		       enum wish_kind kind)
{
	db_exec(w->db, &wish_remove, customer_id, address_id, (int)kind);
}

DB_STATEMENT(wish_forget, "DELETE FROM customer_wish WHERE customer_id = ? AND address_id = ?");

void wish_store_forget_address(struct work *w, uint64_t customer_id, uint64_t address_id)
{
	db_exec(w->db, &wish_forget, customer_id, address_id);
}
