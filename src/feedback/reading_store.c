/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read in reviews: the SQL. */
#include "feedback/reading.h"

const struct kept_reading *reading_of_row(struct work *w, const struct rows *r, unsigned col)
{
	struct kept_reading k;

	if (rows_is_null(r, col))
		return NULL;
	k = (struct kept_reading){ rows_int(r, col), rows_int(r, col + 1),
				   (unsigned)rows_int(r, col + 2), rows_text(r, col + 3) };
	return arena_memdup(w->arena, &k, sizeof k);
}

DB_STATEMENT(reading_unread,
	     "SELECT id, body, edited_at, after_body, after_at, created_at, COALESCE(sku_id, 0), "
	     "stars FROM review WHERE read_at IS NULL OR read_at < ? ORDER BY read_at, id LIMIT ?");

size_t reading_store_unread(struct work *w, struct instant lists, struct unread *out, size_t max)
{
	struct rows *r = db_query(w->db, &reading_unread, lists, (int)max);
	size_t n = 0;

	for (; rows_next(r); n++)
		out[n] = (struct unread){ .review_id = rows_id(r, 0),
					  .body = rows_text(r, 1),
					  .edited_at = rows_time(r, 2),
					  .after = rows_text(r, 3),
					  .after_at = rows_time(r, 4),
					  .created_at = rows_time(r, 5),
					  .sku_id = rows_id(r, 6),
					  .stars = rows_int(r, 7),
					  .lists = lists };
	return n;
}

DB_STATEMENT(reading_done, "UPDATE review SET read_at = ? "
			   "WHERE id = ? AND (read_at IS NULL OR read_at < ?) AND edited_at <=> ? "
			   "AND after_at <=> ?");

bool reading_store_done(struct work *w, const struct unread *u)
{
	return db_exec(w->db, &reading_done, w->now, u->review_id, u->lists, u->edited_at,
		       u->after_at) == 1;
}

DB_STATEMENT(reading_put, "INSERT INTO review_reading (review_id, kind, feeling, topics, marks) "
			  "VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE kind = VALUES(kind), "
			  "feeling = VALUES(feeling), topics = VALUES(topics), "
			  "marks = VALUES(marks)");

void reading_store_put(struct work *w, uint64_t review_id, const struct reading *r,
		       const char *marks)
{
	db_exec(w->db, &reading_put, review_id, (int)r->kind, (int)r->feeling, (int)r->topics,
		marks);
}

DB_STATEMENT(reading_drop, "DELETE FROM review_reading WHERE review_id = ?");

void reading_store_drop(struct work *w, uint64_t review_id)
{
	db_exec(w->db, &reading_drop, review_id);
}
