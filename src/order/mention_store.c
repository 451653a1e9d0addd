/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions as rows. */
#include "order/mention_store.h"

DB_STATEMENT(order_mention_insert, "INSERT INTO order_mention (staff_id, note_id) VALUES (?, ?)");

void mention_store_insert(struct work *w, uint64_t staff_id, uint64_t note_id)
{
	db_exec(w->db, &order_mention_insert, staff_id, note_id);
}

DB_STATEMENT(order_mention_seen, "UPDATE order_mention SET seen_at = ? WHERE staff_id = ? AND "
				 "note_id <= ? AND seen_at IS NULL");

void mention_store_seen(struct work *w, uint64_t staff_id, uint64_t up_to)
{
	db_exec(w->db, &order_mention_seen, w->now, staff_id, up_to);
}

DB_STATEMENT(order_mention_list,
	     "SELECT m.note_id, o.number, o.badge, n.body, n.at, s.name, m.seen_at IS NULL FROM "
	     "order_mention m JOIN order_note n ON n.id = m.note_id JOIN orders o ON o.id = "
	     "n.order_id LEFT JOIN staff s ON s.id = n.staff_id WHERE m.staff_id = ? AND m.note_id "
	     "< ? ORDER BY m.note_id DESC LIMIT 51");

struct rows *mention_store_list(struct work *w, uint64_t staff_id, uint64_t below)
{
	return db_query(w->db, &order_mention_list, staff_id, below);
}
