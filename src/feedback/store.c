/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversations, reviews, and where people heard of the shop: the SQL. */
#include "feedback/store.h"
#include "feedback/photo.h"
#include "feedback/reading.h"

/* ---- conversations ---- */
#define TALK_COLUMNS                                                                               \
	"SELECT order_id, customer_id, shipped_at, ask_at, asked_at, answered_at, edited_at, "     \
	"channel, anonymous, delivery_stars, service_stars, version FROM feedback_talk "           \
	"WHERE order_id = ?"
DB_STATEMENT(talk_read, TALK_COLUMNS);
DB_STATEMENT(talk_lock, TALK_COLUMNS " FOR UPDATE");

bool talk_store_read(struct work *w, uint64_t order_id, bool lock, struct talk *out)
{
	struct rows *r = db_query(w->db, lock ? &talk_lock : &talk_read, order_id);

	*out = (struct talk){ .order_id = order_id,
			      .shipped_at = INSTANT_NONE,
			      .ask_at = INSTANT_NONE,
			      .asked_at = INSTANT_NONE,
			      .answered_at = INSTANT_NONE,
			      .edited_at = INSTANT_NONE };
	if (!rows_next(r))
		return false;
	out->customer_id = rows_id(r, 1);
	out->shipped_at = rows_time(r, 2);
	out->ask_at = rows_time(r, 3);
	out->asked_at = rows_time(r, 4);
	out->answered_at = rows_time(r, 5);
	out->edited_at = rows_time(r, 6);
	out->channel = (int)rows_i64(r, 7);
	out->anonymous = rows_bool(r, 8);
	out->delivery = (int)rows_i64(r, 9);
	out->service = (int)rows_i64(r, 10);
	out->version = rows_int(r, 11);
	return true;
}

DB_STATEMENT(talk_begin, "INSERT INTO feedback_talk (order_id, customer_id) VALUES (?, ?)");

void talk_store_begin(struct work *w, uint64_t order_id, uint64_t customer_id)
{
	(void)!db_insert(w->db, &talk_begin, order_id, customer_id);
}

DB_STATEMENT(talk_answer,
	     "UPDATE feedback_talk SET ask_at = NULL, answered_at = ?, edited_at = ?, channel = ?, "
	     "anonymous = ?, delivery_stars = NULLIF(?, 0), service_stars = NULLIF(?, 0), "
	     "version = version + 1 WHERE order_id = ?");

void talk_store_answer(struct work *w, const struct talk *t)
{
	db_exec(w->db, &talk_answer, t->answered_at, t->edited_at, t->channel, t->anonymous,
		t->delivery, t->service, t->order_id);
}

DB_STATEMENT(talk_due,
	     "INSERT INTO feedback_talk (order_id, customer_id, shipped_at, ask_at) "
	     "VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
	     "shipped_at = COALESCE(VALUES(shipped_at), shipped_at), "
	     "ask_at = IF(asked_at IS NULL AND answered_at IS NULL, VALUES(ask_at), NULL)");

void talk_store_due(struct work *w, uint64_t order_id, uint64_t customer_id,
		    struct instant shipped_at, struct instant ask_at)
{
	db_exec(w->db, &talk_due, order_id, customer_id, shipped_at, ask_at);
}

DB_STATEMENT(talk_to_ask, "SELECT order_id FROM feedback_talk WHERE ask_at <= ? "
			  "ORDER BY ask_at, order_id LIMIT ?");

static size_t read_ids(struct rows *r, uint64_t *ids)
{
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

size_t talk_store_to_ask(struct work *w, uint64_t *order_ids, size_t max)
{
	return read_ids(db_query(w->db, &talk_to_ask, w->now, (int)max), order_ids);
}

DB_STATEMENT(talk_unasked, "SELECT order_id FROM feedback_talk WHERE customer_id = ? AND "
			   "asked_at IS NULL AND answered_at IS NULL AND ask_at IS NOT NULL "
			   "ORDER BY order_id LIMIT ? FOR UPDATE");

size_t talk_store_unasked(struct work *w, uint64_t customer_id, uint64_t *order_ids, size_t max)
{
	return read_ids(db_query(w->db, &talk_unasked, customer_id, (int)max), order_ids);
}

DB_STATEMENT(talk_look_at, "UPDATE feedback_talk SET ask_at = ? WHERE order_id = ?");

void talk_store_look_at(struct work *w, uint64_t order_id, struct instant at)
{
	db_exec(w->db, &talk_look_at, at, order_id);
}

DB_STATEMENT(talk_asked, "UPDATE feedback_talk SET ask_at = NULL, asked_at = ? WHERE order_id = ?");

void talk_store_asked(struct work *w, uint64_t order_id)
{
	db_exec(w->db, &talk_asked, w->now, order_id);
}

DB_STATEMENT(talk_last_asked, "SELECT MAX(asked_at) FROM feedback_talk WHERE customer_id = ?");

struct instant talk_store_last_asked(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &talk_last_asked, customer_id);

	return rows_next(r) ? rows_time(r, 0) : INSTANT_NONE;
}

/* ---- reviews ---- */
DB_STATEMENT(review_of_order,
	     "SELECT r.id, order_id, order_line_id, sku_id, customer_id, stars, tags, body, lang, "
	     "anonymous, created_at, edited_at, state, reply, replied_at, after_body, after_at, "
	     "g.kind, g.feeling, g.topics, g.marks, " PHOTOS_OF " FROM review r "
	     "LEFT JOIN review_reading g ON g.review_id = r.id AND read_at IS NOT NULL "
	     "WHERE order_id = ? ORDER BY r.id LIMIT 500");

struct review review_store_row(struct work *w, const struct rows *r, unsigned reading)
{
	return (struct review){ .id = rows_id(r, 0),
				.order_id = rows_id(r, 1),
				.line_id = rows_id(r, 2),
				.sku_id = rows_id(r, 3),
				.customer_id = rows_id(r, 4),
				.stars = rows_int(r, 5),
				.tags = (unsigned)rows_int(r, 6),
				.body = rows_text(r, 7),
				.lang = (enum lang)rows_int(r, 8),
				.anonymous = rows_bool(r, 9),
				.created_at = rows_time(r, 10),
				.edited_at = rows_time(r, 11),
				.state = (enum review_state)rows_int(r, 12),
				.reply = rows_text(r, 13),
				.replied_at = rows_time(r, 14),
				.after = rows_text(r, 15),
				.after_at = rows_time(r, 16),
				.reading = reading_of_row(w, r, reading) };
}

struct review *review_store_of_order(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &review_of_order, order_id);
	struct review *list = arena_array_of(w->arena, rows_count(r) + 1, struct review);

	for (*n = 0; rows_next(r); ++*n) {
		list[*n] = review_store_row(w, r, 17);
		list[*n].photos = rows_text(r, 21);
	}
	return list;
}

DB_STATEMENT(review_insert,
	     "INSERT INTO review (id, order_id, order_line_id, sku_id, customer_id, stars, tags, "
	     "body, lang, anonymous, created_at, state) VALUES (?, ?, ?, NULLIF(?, 0), ?, ?, ?, ?, "
	     "?, ?, ?, ?)");

void review_store_insert(struct work *w, const struct review *r)
{
	db_exec(w->db, &review_insert, r->id, r->order_id, r->line_id, r->sku_id, r->customer_id,
		r->stars, (int)r->tags, r->body, (int)r->lang, r->anonymous, w->now, (int)r->state);
}

DB_STATEMENT(review_change, "UPDATE review SET stars = ?, tags = ?, body = ?, lang = ?, anonymous "
			    "= ?, edited_at = ?, state = ?, read_at = NULL WHERE id = ?");

void review_store_change(struct work *w, const struct review *r)
{
	db_exec(w->db, &review_change, r->stars, (int)r->tags, r->body, (int)r->lang, r->anonymous,
		r->edited_at, (int)r->state, r->id);
}

DB_STATEMENT(review_remove,
	     "DELETE FROM review WHERE id = ? AND edited_at IS NULL AND state = 0 AND "
	     "reply IS NULL AND after_body IS NULL AND helpful = 0 AND NOT EXISTS (SELECT 1 FROM "
	     "review_photo f WHERE f.review_id = review.id)");

bool review_store_remove(struct work *w, uint64_t id)
{
	return db_exec(w->db, &review_remove, id) == 1;
}

DB_STATEMENT(talk_unanswer,
	     "DELETE FROM feedback_talk WHERE order_id = ? AND channel = ? AND asked_at IS NULL "
	     "AND delivery_stars IS NULL AND service_stars IS NULL AND NOT EXISTS (SELECT 1 FROM "
	     "review r WHERE r.order_id = feedback_talk.order_id)");

void talk_store_unanswer(struct work *w, uint64_t order_id, int channel)
{
	db_exec(w->db, &talk_unanswer, order_id, channel);
}

DB_STATEMENT(review_follow_put, "UPDATE review SET after_body = ?, after_at = ?, state = ?, "
				"read_at = NULL WHERE id = ?");

void review_store_follow(struct work *w, const struct review *r)
{
	db_exec(w->db, &review_follow_put, r->after, w->now, (int)r->state, r->id);
}

/* ---- where they heard of the shop ---- */
DB_STATEMENT(heard_of_order, "SELECT heard FROM feedback_heard WHERE order_id = ?");

int heard_store_of_order(struct work *w, uint64_t order_id)
{
	struct rows *r = db_query(w->db, &heard_of_order, order_id);

	return rows_next(r) ? rows_int(r, 0) : -1;
}

DB_STATEMENT(heard_is_known,
	     "SELECT 1 FROM feedback_heard WHERE customer_id = ? AND order_id <> ? LIMIT 1");

bool heard_store_is_known(struct work *w, uint64_t customer_id, uint64_t order_id)
{
	return rows_next(db_query(w->db, &heard_is_known, customer_id, order_id));
}

DB_STATEMENT(heard_put, "INSERT INTO feedback_heard (order_id, customer_id, heard, at) "
			"VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE heard = VALUES(heard), at = "
			"VALUES(at)");

void heard_store_put(struct work *w, uint64_t order_id, uint64_t customer_id, int heard)
{
	db_exec(w->db, &heard_put, order_id, customer_id, heard, w->now);
}
