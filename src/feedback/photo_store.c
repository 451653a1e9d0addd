/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of reviews: the SQL. */
#include "feedback/photo.h"

_Static_assert(PICTURE_REMOVED == 3, "states are stored by number");
DB_STATEMENT(photo_insert, "INSERT INTO review_photo (id, review_id, name, state, fault, width, "
			   "height, is_hidden, created_at) VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?)");

void photo_store_insert(struct work *w, const struct photo *p)
{
	db_exec(w->db, &photo_insert, p->id, p->review_id, p->name, (int)p->state,
		picture_fault_word[p->fault], w->now);
}

DB_STATEMENT(photo_lock, "SELECT review_id, name, state, is_hidden FROM review_photo WHERE id = ? "
			 "AND state <> 3 FOR UPDATE");

bool photo_store_lock(struct work *w, uint64_t id, struct photo *out)
{
	struct rows *r = db_query(w->db, &photo_lock, id);

	if (!rows_next(r))
		return false;
	*out = (struct photo){ .id = id,
			       .review_id = rows_id(r, 0),
			       .name = rows_text(r, 1),
			       .state = (enum picture_state)rows_int(r, 2),
			       .is_hidden = rows_bool(r, 3) };
	return true;
}

DB_STATEMENT(photo_count, "SELECT COUNT(*) FROM review_photo WHERE review_id = ? AND state <> 3");

size_t photo_store_count(struct work *w, uint64_t review_id)
{
	struct rows *r = db_query(w->db, &photo_count, review_id);

	return rows_next(r) ? (size_t)rows_i64(r, 0) : 0;
}

DB_STATEMENT(photo_made,
	     "UPDATE review_photo SET state = ?, fault = ?, width = ?, height = ? WHERE "
	     "id = ? AND state = 0");

void photo_store_made(struct work *w, const struct photo *p)
{
	db_exec(w->db, &photo_made, (int)p->state, picture_fault_word[p->fault], p->width,
		p->height, p->id);
}

DB_STATEMENT(photo_remove_one, "UPDATE review_photo SET state = 3 WHERE id = ?");

void photo_store_remove(struct work *w, uint64_t id)
{
	db_exec(w->db, &photo_remove_one, id);
}

DB_STATEMENT(photo_hide_one, "UPDATE review_photo SET is_hidden = ? WHERE id = ?");

void photo_store_hide(struct work *w, uint64_t id, bool hide)
{
	db_exec(w->db, &photo_hide_one, hide, id);
}

DB_STATEMENT(photos_removed,
	     "SELECT id, name FROM review_photo WHERE state = 3 ORDER BY id LIMIT ?");

struct photo *photo_store_removed(struct work *w, int max, size_t *n)
{
	struct rows *r = db_query(w->db, &photos_removed, max);
	struct photo *all = arena_array_of(w->arena, rows_count(r) + 1, struct photo);

	for (*n = 0; rows_next(r); ++*n)
		all[*n] = (struct photo){ .id = rows_id(r, 0), .name = rows_text(r, 1) };
	return all;
}

DB_STATEMENT(photo_forget, "DELETE FROM review_photo WHERE id = ?");

void photo_store_forget(struct work *w, uint64_t id)
{
	db_exec(w->db, &photo_forget, id);
}
