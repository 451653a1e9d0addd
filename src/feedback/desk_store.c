/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews as the desk reads them, and what it does about them: the SQL. */
#include "feedback/photo.h"
#include "feedback/reading.h"
#include "feedback/store.h"

#define DESK_COLUMNS                                                                               \
	"SELECT r.id, r.order_id, r.order_line_id, r.sku_id, r.customer_id, r.stars, r.tags, "     \
	"r.body, r.lang, r.anonymous, r.created_at, r.edited_at, r.state, r.reply, r.replied_at, " \
	"r.after_body, r.after_at, o.number, l.sku_code, l.name_en, l.name_zh, g.kind, "           \
	"g.feeling, g.topics, g.marks, " PHOTOS_OF " FROM "                                        \
	"review r "                                                                                \
	"JOIN orders o ON o.id = r.order_id JOIN order_line l ON l.id = r.order_line_id "          \
	"LEFT JOIN review_reading g ON g.review_id = r.id AND r.read_at IS NOT NULL "
#define NEWEST " ORDER BY r.id DESC LIMIT ?"
DB_STATEMENT(desk_all, DESK_COLUMNS "WHERE r.id < ?" NEWEST);
DB_STATEMENT(desk_waiting, DESK_COLUMNS "WHERE r.state = 2 AND r.id < ?" NEWEST);
DB_STATEMENT(desk_low, DESK_COLUMNS "WHERE r.stars <= 2 AND r.id < ?" NEWEST);
DB_STATEMENT(desk_open, DESK_COLUMNS "WHERE r.reply IS NULL AND r.state = 0 AND r.id < ?" NEWEST);
DB_STATEMENT(desk_hidden, DESK_COLUMNS "WHERE r.state = 1 AND r.id < ?" NEWEST);
DB_STATEMENT(desk_one, DESK_COLUMNS "WHERE r.id = ?");

static void read_row(struct work *w, const struct rows *r, struct review *out)
{
	*out = review_store_row(w, r, 21);
	out->number = rows_text(r, 17);
	out->sku = rows_text(r, 18);
	out->name_en = rows_text(r, 19);
	out->name_zh = rows_text(r, 20);
	out->photos = rows_text(r, 25);
}

struct review *review_store_list(struct work *w, enum review_view v, uint64_t below, int limit,
				 size_t *n)
{
	struct db_statement *const ask[REVIEW_VIEW__MAX] = { [VIEW_ALL] = &desk_all,
							     [VIEW_WAITING] = &desk_waiting,
							     [VIEW_LOW] = &desk_low,
							     [VIEW_OPEN] = &desk_open,
							     [VIEW_HIDDEN] = &desk_hidden };
	struct rows *r = db_query(w->db, ask[v], below, limit);
	struct review *list = arena_array_of(w->arena, rows_count(r) + 1, struct review);

	for (*n = 0; rows_next(r); ++*n)
		read_row(w, r, &list[*n]);
	return list;
}

DB_STATEMENT(desk_word, DESK_COLUMNS "JOIN review_word x ON x.review_id = r.id WHERE x.word = ? "
				     "AND (? = 0 OR x.sku_id = ?) AND r.id < ?" NEWEST);

struct review *review_store_by_word(struct work *w, const char *word, uint64_t sku_id,
				    uint64_t below, int limit, size_t *n)
{
	struct rows *r = db_query(w->db, &desk_word, word, sku_id, sku_id, below, limit);
	struct review *list = arena_array_of(w->arena, rows_count(r) + 1, struct review);

	for (*n = 0; rows_next(r); ++*n)
		read_row(w, r, &list[*n]);
	return list;
}

bool review_store_get(struct work *w, uint64_t id, struct review *out)
{
	struct rows *r = db_query(w->db, &desk_one, id);

	if (!rows_next(r))
		return false;
	read_row(w, r, out);
	return true;
}

DB_STATEMENT(review_lock, "SELECT state, stars, sku_id, customer_id, order_id, created_at, "
			  "after_body FROM review WHERE id = ? FOR UPDATE");

bool review_store_lock(struct work *w, uint64_t id, struct review *out)
{
	struct rows *r = db_query(w->db, &review_lock, id);

	if (!rows_next(r))
		return false;
	*out = (struct review){ .id = id,
				.state = (enum review_state)rows_int(r, 0),
				.stars = rows_int(r, 1),
				.sku_id = rows_id(r, 2),
				.customer_id = rows_id(r, 3),
				.order_id = rows_id(r, 4),
				.created_at = rows_time(r, 5),
				.after = rows_text(r, 6) };
	return true;
}

DB_STATEMENT(review_put_reply, "UPDATE review SET reply = ?, replied_at = ? WHERE id = ?");

void review_store_reply(struct work *w, uint64_t id, const char *body)
{
	db_exec(w->db, &review_put_reply, body, w->now, id);
}

DB_STATEMENT(review_put_state, "UPDATE review SET state = ? WHERE id = ?");

void review_store_state(struct work *w, uint64_t id, enum review_state state)
{
	db_exec(w->db, &review_put_state, (int)state, id);
}

DB_STATEMENT(review_tell, "INSERT INTO review_event (id, review_id, kind, reason, why, actor_kind, "
			  "actor_id, at) VALUES (?, ?, ?, NULLIF(?, -1), ?, ?, ?, ?)");

void review_store_tell(struct work *w, uint64_t id, const struct review_event *e)
{
	db_exec(w->db, &review_tell, work_id(w), id, (int)e->kind, e->reason, e->why,
		(int)w->actor.kind, w->actor.id, w->now);
}

DB_STATEMENT(review_events,
	     "SELECT kind, COALESCE(reason, -1), why, actor_kind, actor_id, at FROM review_event "
	     "WHERE review_id = ? ORDER BY id LIMIT 50");

struct review_event *review_store_events(struct work *w, uint64_t id, size_t *n)
{
	struct rows *r = db_query(w->db, &review_events, id);
	struct review_event *list =
		arena_array_of(w->arena, rows_count(r) + 1, struct review_event);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct review_event){ .kind = (enum review_act)rows_int(r, 0),
						  .reason = rows_int(r, 1),
						  .why = rows_text(r, 2),
						  .actor = { (enum actor_kind)rows_int(r, 3),
							     rows_id(r, 4) },
						  .at = rows_time(r, 5) };
	return list;
}
