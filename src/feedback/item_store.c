/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items of the inbox, what became of them, and their threads: the SQL. */
#include <string.h>
#include "customer/customer.h"
#include "feedback/item_row.h"

/* ---- items ---- */
DB_STATEMENT(
	item_insert,
	"INSERT INTO feedback_item (id, customer_id, order_id, source, state, shelf, later, "
	"score, body, lang, opened_at, due_at, nps, response_id, chat_id) VALUES (?, NULLIF(?, "
	"0), NULLIF(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, COALESCE(?, '9999-12-31'), NULLIF(?, -1), "
	"NULLIF(?, 0), NULLIF(?, 0))");

void item_store_insert(struct work *w, const struct item *i, uint64_t chat_id)
{
	db_exec(w->db, &item_insert, i->id, i->customer_id, i->order_id, (int)i->source,
		(int)i->state, (int)item_shelf(i->state), !i->regular, i->score, i->body,
		(int)i->lang, i->opened_at, i->due_at, i->has_nps ? i->nps : -1, i->response_id,
		chat_id);
}

DB_STATEMENT(item_get,
	     "SELECT " ITEM_COLUMNS "FROM feedback_item i " ITEM_OF_ORDER "WHERE i.id = ?");
DB_STATEMENT(item_lock, "SELECT id FROM feedback_item WHERE id = ? FOR UPDATE");

void item_of_row(struct work *w, const struct rows *r, struct item *out)
{
	struct chat_user chat;
	struct alarm a;

	*out = (struct item){ .id = rows_id(r, 0),
			      .customer_id = rows_id(r, 1),
			      .order_id = rows_id(r, 2),
			      .owner_id = rows_id(r, 3),
			      .source = (enum item_source)rows_int(r, 4),
			      .state = (enum item_state)rows_int(r, 5),
			      .regular = !rows_bool(r, 6),
			      .score = rows_int(r, 7),
			      .body = rows_text(r, 8),
			      .lang = (enum lang)rows_int(r, 9),
			      .opened_at = rows_time(r, 10),
			      .due_at = rows_time(r, 11),
			      .answered_at = rows_time(r, 12),
			      .ended_at = rows_time(r, 13),
			      .outcome = rows_int(r, 14),
			      .version = rows_int(r, 15),
			      .number = rows_text(r, 16),
			      .currency = rows_text(r, 21),
			      .has_nps = !rows_is_null(r, 22),
			      .nps = rows_int(r, 22),
			      .response_id = rows_id(r, 23),
			      .topics = (unsigned)rows_int(r, 19),
			      .reading = reading_of_row(w, r, 17) };
	if (!rows_is_null(r, 24)) {
		chat = (struct chat_user){ rows_id(r, 24), (enum chat_channel)rows_int(r, 25),
					   rows_text(r, 26), rows_text(r, 27) };
		out->chat = arena_memdup(w->arena, &chat, sizeof chat);
	}
	if (!rows_is_null(r, 28)) {
		alarm_of_row(r, 28, &a);
		out->alarm = arena_memdup(w->arena, &a, sizeof a);
	}
}

bool item_store_get(struct work *w, uint64_t id, bool lock, struct item *out)
{
	struct rows *r;

	if (lock && !rows_next(db_query(w->db, &item_lock, id)))
		return false;
	r = db_query(w->db, &item_get, id);
	if (!rows_next(r))
		return false;
	item_of_row(w, r, out);
	return true;
}

DB_STATEMENT(item_find_open,
	     "SELECT id FROM feedback_item WHERE customer_id = ? AND shelf IN (0, "
	     "1) AND chat_id IS NULL AND order_id <=> NULLIF(?, 0) ORDER BY id DESC LIMIT 1 FOR "
	     "UPDATE");

uint64_t item_store_find_open(struct work *w, uint64_t customer_id, uint64_t order_id)
{
	struct rows *r = db_query(w->db, &item_find_open, customer_id, order_id);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(item_has_open,
	     "SELECT 1 FROM feedback_item WHERE order_id = ? AND shelf IN (0, 1) LIMIT 1");

bool item_store_has_open(struct work *w, uint64_t order_id)
{
	return rows_next(db_query(w->db, &item_has_open, order_id));
}

DB_STATEMENT(item_has_low,
	     "SELECT 1 FROM feedback_item WHERE customer_id = ? AND shelf IN (0, 1) AND " IS_LOW
	     " LIMIT 1");

bool item_store_has_low(struct work *w, uint64_t customer_id)
{
	return rows_next(db_query(w->db, &item_has_low, customer_id));
}

DB_STATEMENT(item_of_response, "SELECT id FROM feedback_item WHERE response_id = ?");

uint64_t item_store_of_response(struct work *w, uint64_t response_id)
{
	struct rows *r = db_query(w->db, &item_of_response, response_id);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(item_topic, "UPDATE feedback_item SET topics = ?, topic_said = 1 WHERE id = ?");

void item_store_topic(struct work *w, uint64_t id, int topic)
{
	db_exec(w->db, &item_topic, topic >= 0 ? 1 << topic : 0, id);
}

DB_STATEMENT(item_words, "UPDATE feedback_item SET body = ?, read_at = NULL, kind = 0, feeling = "
			 "NULL, topics = IF(topic_said, topics, 0), marks = NULL WHERE id = ?");

void item_store_words(struct work *w, uint64_t id, const char *body)
{
	db_exec(w->db, &item_words, body, id);
}

DB_STATEMENT(item_save,
	     "UPDATE feedback_item SET state = ?, shelf = ?, score = ?, nps = NULLIF(?, -1), "
	     "response_id = NULLIF(?, 0), owner_id = NULLIF(?, 0), "
	     "due_at = COALESCE(?, '9999-12-31'), answered_at = ?, ended_at = ?, outcome = "
	     "NULLIF(?, -1), version = version + 1 WHERE id = ?");

void item_store_save(struct work *w, const struct item *i)
{
	db_exec(w->db, &item_save, (int)i->state, (int)item_shelf(i->state), i->score,
		i->has_nps ? i->nps : -1, i->response_id, i->owner_id, i->due_at, i->answered_at,
		i->ended_at, i->outcome, i->id);
}

DB_STATEMENT(item_is_regular,
	     "SELECT COUNT(*), COALESCE(SUM(o.id >= ?), 0) FROM orders o WHERE o.customer_id = ? "
	     "AND o.id >= ? AND " ORDER_COUNTS);

bool item_store_is_regular(struct work *w, uint64_t customer_id)
{
	const struct settings *s = &w->app->settings;
	uint64_t since = ident_floor(instant_add(w->now, -s->frequent_days * INSTANT_DAY));
	uint64_t more = ident_floor(instant_add(w->now, -s->frequent_more_days * INSTANT_DAY));
	struct rows *r =
		db_query(w->db, &item_is_regular, since, customer_id, since < more ? since : more);
	int64_t in_short, in_long;

	if (!rows_next(r))
		return false;
	in_long = rows_i64(r, 0);
	in_short = rows_i64(r, 1);
	return (s->frequent_orders > 0 && in_short >= s->frequent_orders) ||
	       (s->frequent_more_orders > 0 && in_long >= s->frequent_more_orders);
}

/* ---- what became of them ---- */
DB_STATEMENT(item_tell, "INSERT INTO feedback_item_event (id, item_id, kind, state, subject_id, "
			"word, amount, why, actor_kind, actor_id, at) VALUES (?, ?, ?, ?, "
			"NULLIF(?, 0), NULLIF(?, -1), NULLIF(?, 0), ?, ?, ?, ?)");

void item_store_tell(struct work *w, uint64_t item_id, const struct item_event *e)
{
	db_exec(w->db, &item_tell, work_id(w), item_id, (int)e->kind, (int)e->state, e->subject_id,
		e->word, e->amount, e->why, (int)w->actor.kind, w->actor.id, w->now);
}

DB_STATEMENT(item_events, "SELECT kind, state, subject_id, COALESCE(word, -1), why, actor_kind, "
			  "actor_id, at, COALESCE(amount, 0) FROM feedback_item_event WHERE "
			  "item_id = ? ORDER BY id DESC LIMIT 50");

struct item_event *item_store_events(struct work *w, uint64_t item_id, size_t *n)
{
	struct rows *r = db_query(w->db, &item_events, item_id);
	struct item_event *list = arena_array_of(w->arena, rows_count(r) + 1, struct item_event);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct item_event){ .kind = (enum item_act)rows_int(r, 0),
						.state = (enum item_state)rows_int(r, 1),
						.subject_id = rows_id(r, 2),
						.word = rows_int(r, 3),
						.why = rows_text(r, 4),
						.actor = { (enum actor_kind)rows_int(r, 5),
							   rows_id(r, 6) },
						.at = rows_time(r, 7),
						.amount = rows_i64(r, 8) };
	return list;
}

/* ---- reading ---- */
DB_STATEMENT(item_unread,
	     "SELECT id, body FROM feedback_item WHERE read_at IS NULL ORDER BY id LIMIT ?");

size_t item_store_unread(struct work *w, struct unread_item *out, size_t max)
{
	struct rows *r = db_query(w->db, &item_unread, (int)max);
	size_t n = 0;

	for (; rows_next(r); n++)
		out[n] = (struct unread_item){ rows_id(r, 0), rows_text(r, 1) };
	return n;
}

DB_STATEMENT(item_read_done,
	     "UPDATE feedback_item SET read_at = ?, kind = ?, feeling = NULLIF(?, "
	     "-1), topics = IF(topic_said, topics, ?), marks = ? WHERE id = ? AND read_at IS "
	     "NULL");

void item_store_read_done(struct work *w, uint64_t id, const struct reading *r, const char *marks)
{
	db_exec(w->db, &item_read_done, w->now, r ? (int)r->kind : 0, r ? (int)r->feeling : -1,
		r ? (int)r->topics : 0, marks, id);
}
