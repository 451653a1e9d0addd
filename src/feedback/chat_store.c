/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who writes in chats, what of the inbox is theirs, and the secret of what hands it on: the SQL. */
#include "feedback/chat.h"
#include "feedback/thread_row.h"

DB_STATEMENT(chat_hold, "INSERT INTO feedback_chat (id, channel, value, name, created_at) VALUES "
			"(?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE name = IF(VALUES(name) = '', "
			"name, VALUES(name))");
DB_STATEMENT(chat_get,
	     "SELECT id, name FROM feedback_chat WHERE channel = ? AND value = ? FOR UPDATE");

void chat_store_hold(struct work *w, struct chat_user *u)
{
	struct rows *r;

	db_exec(w->db, &chat_hold, work_id(w), (int)u->channel, u->value, u->name, w->now);
	r = db_query(w->db, &chat_get, (int)u->channel, u->value);
	if (!rows_next(r))
		return;
	u->id = rows_id(r, 0);
	u->name = rows_text(r, 1);
}

DB_STATEMENT(chat_find_open,
	     "SELECT id FROM feedback_item WHERE chat_id = ? AND shelf IN (0, 1) AND (? = 0 OR "
	     "order_id IS NULL OR order_id = ?) ORDER BY id DESC LIMIT 1 FOR UPDATE");

uint64_t chat_store_find_open(struct work *w, uint64_t chat_id, uint64_t order_id)
{
	struct rows *r = db_query(w->db, &chat_find_open, chat_id, order_id, order_id);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(chat_order, "SELECT id FROM orders WHERE number = ? AND customer_id = ?");

uint64_t chat_store_order(struct work *w, const char *number, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &chat_order, number, customer_id);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(chat_item_about, "UPDATE feedback_item SET order_id = ? WHERE id = ?");
DB_STATEMENT(chat_thread_about, "UPDATE feedback_message SET order_id = ? WHERE item_id = ?");

void chat_store_about(struct work *w, uint64_t item_id, uint64_t order_id)
{
	db_exec(w->db, &chat_item_about, order_id, item_id);
	db_exec(w->db, &chat_thread_about, order_id, item_id);
}

DB_STATEMENT(chat_items,
	     "SELECT id, state FROM feedback_item WHERE chat_id = ? ORDER BY id FOR UPDATE");

struct chat_item *chat_store_items(struct work *w, uint64_t chat_id, size_t *n)
{
	struct rows *r = db_query(w->db, &chat_items, chat_id);
	struct chat_item *list = arena_array_of(w->arena, rows_count(r) + 1, struct chat_item);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct chat_item){ rows_id(r, 0), (enum item_state)rows_int(r, 1) };
	return list;
}

/* The order that was named last, where it is this customer's. */
DB_STATEMENT(
	chat_give_items,
	"UPDATE feedback_item i SET i.customer_id = ?, i.later = ?, i.version = i.version + 1, "
	"i.order_id = (SELECT o.id FROM feedback_message m JOIN orders o ON o.number = "
	"m.order_named WHERE m.item_id = i.id AND o.customer_id = ? ORDER BY m.id DESC LIMIT 1) "
	"WHERE i.chat_id = ? AND i.customer_id IS NULL");
DB_STATEMENT(chat_give_thread,
	     "UPDATE feedback_message m JOIN feedback_item i ON i.id = m.item_id SET "
	     "m.customer_id = i.customer_id, m.order_id = i.order_id WHERE m.chat_id = ?");
DB_STATEMENT(chat_part_items,
	     "UPDATE feedback_item SET customer_id = NULL, order_id = NULL, later = 1, version = "
	     "version + 1 WHERE chat_id = ?");

void chat_store_give(struct work *w, uint64_t chat_id, uint64_t customer_id, bool regular)
{
	if (db_exec(w->db, &chat_give_items, customer_id, !regular, customer_id, chat_id) > 0)
		db_exec(w->db, &chat_give_thread, chat_id);
}

void chat_store_part(struct work *w, uint64_t chat_id)
{
	db_exec(w->db, &chat_part_items, chat_id);
	db_exec(w->db, &chat_give_thread, chat_id);
}

DB_STATEMENT(chat_has_given,
	     "SELECT 1 FROM feedback_item i JOIN feedback_item_event e ON e.item_id = i.id AND "
	     "e.kind = 8 WHERE i.chat_id = ? LIMIT 1");

bool chat_store_has_given(struct work *w, uint64_t chat_id)
{
	return rows_next(db_query(w->db, &chat_has_given, chat_id));
}

DB_STATEMENT(chat_named, "SELECT order_named FROM feedback_message WHERE chat_id = ? AND "
			 "order_named IS NOT NULL ORDER BY id DESC LIMIT 1");

const char *chat_store_named(struct work *w, uint64_t chat_id)
{
	struct rows *r = db_query(w->db, &chat_named, chat_id);

	return rows_next(r) ? rows_text(r, 0) : NULL;
}

DB_STATEMENT(message_of_chat,
	     "SELECT " MESSAGE_COLUMNS MESSAGE_FROM "m.chat_id = ?" NEWEST_MESSAGES);

struct message_line *message_store_of_chat(struct work *w, uint64_t chat_id, size_t *n)
{
	return thread_of_rows(w, db_query(w->db, &message_of_chat, chat_id), n);
}

DB_STATEMENT(inbound_put,
	     "INSERT INTO inbound_secret (kind, secret, made_at) VALUES (?, ?, ?) ON "
	     "DUPLICATE KEY UPDATE secret = VALUES(secret), made_at = VALUES(made_at)");
DB_STATEMENT(inbound_get, "SELECT secret FROM inbound_secret WHERE kind = ?");

void inbound_store_put(struct work *w, enum inbound_kind kind, struct bytes sealed)
{
	db_exec(w->db, &inbound_put, (int)kind, sealed, w->now);
}

struct bytes inbound_store_get(struct work *w, enum inbound_kind kind)
{
	struct rows *r = db_query(w->db, &inbound_get, (int)kind);

	return rows_next(r) ? rows_bytes(r, 0) : bytes_of(NULL, 0);
}
