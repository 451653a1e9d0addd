/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written to and fro: the SQL. */
#include <string.h>
#include "customer/customer.h"
#include "feedback/thread_row.h"

DB_STATEMENT(
	message_insert,
	"INSERT INTO feedback_message (id, item_id, customer_id, order_id, way, is_ours, body, "
	"staff_id, at, heard_by, chat_id, order_named) VALUES (?, ?, NULLIF(?, 0), NULLIF(?, 0), "
	"?, ?, ?, NULLIF(?, 0), ?, ?, NULLIF(?, 0), ?)");

enum { HEARD_BYTES = 16 };

static struct bytes heard_hash(struct work *w, const char *heard_by)
{
	uint8_t *hash = arena_alloc(w->arena, SECRET_HASH_BYTES);

	if (!heard_by)
		return bytes_of(NULL, 0);
	secret_hash(heard_by, strlen(heard_by), hash);
	return bytes_of(hash, HEARD_BYTES);
}

DB_STATEMENT(message_is_heard, "SELECT 1 FROM feedback_message WHERE heard_by = ?");

bool message_store_is_heard(struct work *w, const char *heard_by)
{
	return rows_next(db_query(w->db, &message_is_heard, heard_hash(w, heard_by)));
}

void message_store_insert(struct work *w, const struct message_line *m, uint64_t customer_id)
{
	db_exec(w->db, &message_insert, m->id, m->item_id, customer_id, m->order_id, (int)m->by,
		m->is_ours, m->body, m->staff_id, m->at.us > 0 ? m->at : w->now,
		heard_hash(w, m->heard_by), m->chat_id, m->order_named);
}

DB_STATEMENT(message_of_person,
	     "SELECT " MESSAGE_COLUMNS MESSAGE_FROM "m.customer_id = ?" NEWEST_MESSAGES);
DB_STATEMENT(message_of_order,
	     "SELECT " MESSAGE_COLUMNS MESSAGE_FROM "m.order_id = ?" NEWEST_MESSAGES);

DB_STATEMENT(message_of_own, "SELECT " MESSAGE_COLUMNS MESSAGE_FROM
			     "m.customer_id = ? AND (m.order_id IS NULL OR EXISTS (SELECT 1 FROM "
			     "customer_contact k WHERE k.id = o.contact_id AND " CONTACT_IS_PROVED
			     "))" NEWEST_MESSAGES);

struct message_line *thread_of_rows(struct work *w, struct rows *r, size_t *n)
{
	struct message_line *list =
		arena_array_of(w->arena, rows_count(r) + 1, struct message_line);
	size_t at = *n = rows_count(r);

	while (rows_next(r))
		list[--at] = (struct message_line){ .id = rows_id(r, 0),
						    .item_id = rows_id(r, 1),
						    .order_id = rows_id(r, 2),
						    .staff_id = rows_id(r, 3),
						    .by = (enum message_by)rows_int(r, 4),
						    .is_ours = rows_bool(r, 5),
						    .body = rows_text(r, 6),
						    .at = rows_time(r, 7),
						    .number = rows_text(r, 8),
						    .order_named = rows_text(r, 9) };
	return list;
}

struct message_line *message_store_thread(struct work *w, uint64_t customer_id, uint64_t order_id,
					  size_t *n)
{
	return thread_of_rows(w,
			      order_id ? db_query(w->db, &message_of_order, order_id)
				       : db_query(w->db, &message_of_person, customer_id),
			      n);
}

struct message_line *message_store_own_thread(struct work *w, uint64_t customer_id, size_t *n)
{
	return thread_of_rows(w, db_query(w->db, &message_of_own, customer_id), n);
}
