/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reviews that everybody reads, and how many there are: the SQL. */
#include "feedback/photo.h"
#include "feedback/product.h"

DB_STATEMENT(count_add, "INSERT INTO review_count (sku_id, stars, n) VALUES (?, ?, 1) "
			"ON DUPLICATE KEY UPDATE n = n + 1");
DB_STATEMENT(count_take, "UPDATE review_count SET n = n - 1 WHERE sku_id = ? AND stars = ?");

void review_store_count(struct work *w, uint64_t sku_id, int stars, bool more)
{
	if (sku_id)
		db_exec(w->db, more ? &count_add : &count_take, sku_id, stars);
}

DB_STATEMENT(count_of, "SELECT stars, n FROM review_count WHERE sku_id = ? AND stars BETWEEN 1 AND "
		       "5");

void review_store_counts(struct work *w, uint64_t sku_id, struct review_counts *out)
{
	struct rows *r = db_query(w->db, &count_of, sku_id);

	*out = (struct review_counts){ .all = 0 };
	while (rows_next(r)) {
		int stars = rows_int(r, 0), n = rows_int(r, 1);

		out->of[stars] = n;
		out->all += n;
		out->sum += (int64_t)stars * n;
	}
}

/* Whose they are is said by a name that is masked before it is shown. Told by which index, a page
 * deep in a hundred thousand begins where it begins, and not at the newest. */
#define SHOWN(index)                                                                               \
	"SELECT r.id, r.stars, r.tags, r.body, r.anonymous, r.created_at, r.edited_at, r.reply, "  \
	"r.replied_at, c.name, r.after_body, r.after_at, r.helpful, r.customer_id, " PHOTOS_OF     \
	" FROM review r FORCE INDEX (" index ") "                                                  \
	"LEFT JOIN customer c ON c.id = r.customer_id WHERE "                                      \
	"r.sku_id = ? AND r.state = 0 "
#define NEWEST "AND r.id < ? ORDER BY r.id DESC LIMIT ?"
DB_STATEMENT(shown_all, SHOWN("shown") NEWEST);
DB_STATEMENT(shown_stars, SHOWN("shown_stars") "AND r.stars = ? " NEWEST);

struct review *review_store_shown(struct work *w, uint64_t sku_id, int stars, uint64_t below,
				  int limit, size_t *n)
{
	struct rows *r = stars ? db_query(w->db, &shown_stars, sku_id, stars, below, limit)
			       : db_query(w->db, &shown_all, sku_id, below, limit);
	struct review *list = arena_array_of(w->arena, rows_count(r) + 1, struct review);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct review){ .id = rows_id(r, 0),
					    .stars = rows_int(r, 1),
					    .tags = (unsigned)rows_int(r, 2),
					    .body = rows_text(r, 3),
					    .anonymous = rows_bool(r, 4),
					    .created_at = rows_time(r, 5),
					    .edited_at = rows_time(r, 6),
					    .reply = rows_text(r, 7),
					    .replied_at = rows_time(r, 8),
					    .author = rows_text(r, 9),
					    .after = rows_text(r, 10),
					    .after_at = rows_time(r, 11),
					    .helpful = rows_int(r, 12),
					    .customer_id = rows_id(r, 13),
					    .photos = rows_text(r, 14) };
	return list;
}

/* ---- whom one helped ---- */
DB_STATEMENT(review_sku, "SELECT code FROM sku WHERE id = ?");

const char *review_store_sku(struct work *w, uint64_t sku_id)
{
	struct rows *r = db_query(w->db, &review_sku, sku_id);

	return rows_next(r) ? rows_text(r, 0) : NULL;
}

DB_STATEMENT(vote_add, "INSERT IGNORE INTO review_vote (review_id, customer_id, at) VALUES (?, ?, "
		       "?)");
DB_STATEMENT(vote_count, "UPDATE review SET helpful = helpful + 1 WHERE id = ?");

void review_store_helped(struct work *w, uint64_t id, uint64_t customer_id)
{
	if (db_exec(w->db, &vote_add, id, customer_id, w->now) == 1)
		db_exec(w->db, &vote_count, id);
}
