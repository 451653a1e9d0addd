/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counted words, and the shop's lists: the SQL. */
#include <string.h>
#include "base/json.h"
#include "feedback/count.h"

/* ---- counting ---- */
DB_STATEMENT(
	count_take_back,
	"UPDATE word_count c JOIN review_word r ON r.sku_id = c.sku_id AND r.week = c.week AND "
	"r.stars = c.stars AND r.word = c.word SET c.n = c.n - 1 WHERE r.review_id = ?");
DB_STATEMENT(count_sweep,
	     "DELETE c FROM word_count c JOIN review_word r ON r.sku_id = c.sku_id AND r.week = "
	     "c.week AND r.stars = c.stars AND r.word = c.word WHERE r.review_id = ? AND c.n = 0");
DB_STATEMENT(count_forget, "DELETE FROM review_word WHERE review_id = ?");
DB_STATEMENT(count_note,
	     "INSERT INTO review_word (review_id, word, sku_id, week, stars) SELECT ?, j.word, ?, "
	     "?, ? FROM JSON_TABLE(?, '$[*]' COLUMNS (word VARCHAR(40) PATH '$')) j");
DB_STATEMENT(count_put,
	     "INSERT INTO word_count (sku_id, week, stars, word, n) SELECT sku_id, week, stars, "
	     "word, 1 FROM review_word WHERE review_id = ? ON DUPLICATE KEY UPDATE n = n + 1");

void count_store_put(struct work *w, const struct unread *u, const char *const *words, size_t n)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_append_text(list, words[i]);
	db_exec(w->db, &count_take_back, u->review_id);
	db_exec(w->db, &count_sweep, u->review_id);
	db_exec(w->db, &count_forget, u->review_id);
	if (n == 0)
		return;
	db_exec(w->db, &count_note, u->review_id, u->sku_id, week_of(u->created_at), u->stars,
		json_text(w->arena, list));
	db_exec(w->db, &count_put, u->review_id);
}

/* ---- looking at them ---- */
#define TOP                                                                                        \
	"SELECT word, SUM(n), SUM(IF(stars <= 2, n, 0)), SUM(IF(stars >= 4, n, 0)) FROM "          \
	"word_count WHERE "
#define MOST " GROUP BY word ORDER BY word <> '', SUM(n) DESC, word LIMIT ?"
DB_STATEMENT(count_top, TOP "sku_id = ? AND week >= ?" MOST);
DB_STATEMENT(count_top_all, TOP "week >= ?" MOST);

struct counted_word *count_store_top(struct work *w, uint64_t sku_id, int since, int limit,
				     size_t *n)
{
	struct rows *r = sku_id ? db_query(w->db, &count_top, sku_id, since, limit)
				: db_query(w->db, &count_top_all, since, limit);
	struct counted_word *list =
		arena_array_of(w->arena, rows_count(r) + 1, struct counted_word);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct counted_word){ rows_text(r, 0), rows_i64(r, 1), rows_i64(r, 2),
						  rows_i64(r, 3) };
	return list;
}

/* Each word beside the text itself (''), of the same SKU. */
#define TRENDS                                                                                     \
	"SELECT x.word, k.code, p.name_en, p.name_zh, x.b, x.a, t.b, t.a FROM (SELECT sku_id, "    \
	"word, SUM(IF(week < ?, n, 0)) AS b, SUM(IF(week >= ?, n, 0)) AS a FROM word_count WHERE " \
	"week >= ? AND word <> '' "
#define BESIDE                                                                                     \
	"GROUP BY sku_id, word HAVING a >= 3 LIMIT 5000) x JOIN (SELECT sku_id, SUM(IF(week < ?, " \
	"n, 0)) AS b, SUM(IF(week >= ?, n, 0)) AS a FROM word_count WHERE week >= ? AND word = "   \
	"'' GROUP BY sku_id) t ON t.sku_id = x.sku_id JOIN sku k ON k.id = x.sku_id JOIN product " \
	"p ON p.id = k.product_id"
DB_STATEMENT(count_trends, TRENDS "AND sku_id = ? " BESIDE);
DB_STATEMENT(count_trends_all, TRENDS BESIDE);

struct word_trend *count_store_trends(struct work *w, uint64_t sku_id, int now_week, size_t *n)
{
	int now = now_week - WEEKS_NOW + 1, first = now - WEEKS_BEFORE;
	struct rows *r =
		sku_id ? db_query(w->db, &count_trends, now, now, first, sku_id, now, now, first)
		       : db_query(w->db, &count_trends_all, now, now, first, now, now, first);
	struct word_trend *list = arena_array_of(w->arena, rows_count(r) + 1, struct word_trend);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct word_trend){ .word = rows_text(r, 0),
						.sku = rows_text(r, 1),
						.name_en = rows_text(r, 2),
						.name_zh = rows_text(r, 3),
						.before = (uint64_t)rows_i64(r, 4),
						.now = (uint64_t)rows_i64(r, 5),
						.all_before = (uint64_t)rows_i64(r, 6),
						.all_now = (uint64_t)rows_i64(r, 7) };
	return list;
}

/* ---- the shop's lists ---- */
DB_STATEMENT(lists_read, "SELECT class, words FROM word_list LIMIT 100");
DB_STATEMENT(lists_put, "INSERT INTO word_list (class, words, changed_at) VALUES (?, ?, ?) ON "
			"DUPLICATE KEY UPDATE words = VALUES(words), changed_at = "
			"VALUES(changed_at)");
DB_STATEMENT(lists_changed, "SELECT MAX(changed_at) FROM word_list");

void lists_store_read(struct work *w, const char *lists[OWN_CLASSES])
{
	struct rows *r = db_query(w->db, &lists_read);

	for (int i = 0; i < OWN_CLASSES; i++)
		lists[i] = "";
	while (rows_next(r))
		for (int i = 0; i < OWN_CLASSES; i++)
			if (!strcmp(own_class_word[i], rows_text(r, 0)))
				lists[i] = rows_text(r, 1);
}

void lists_store_put(struct work *w, const char *class, const char *words)
{
	db_exec(w->db, &lists_put, class, words, w->now);
}

struct instant lists_store_changed(struct work *w)
{
	struct rows *r = db_query(w->db, &lists_changed);

	return rows_next(r) ? rows_time(r, 0) : INSTANT_NONE;
}
