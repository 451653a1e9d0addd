/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alarms and the texts behind them: the SQL. */
#include <stdlib.h>
#include "feedback/alarm.h"
#include "feedback/count.h"

/* What complains, of a review and its reading. */
#define COMPLAINS "(g.feeling = 0 OR r.stars <= 2)"
_Static_assert(FEELING_NEGATIVE == 0 && REVIEW_HIDDEN == 1 && TOPIC__MAX == 7,
	       "feelings, states and topics are stored by number");

#define OF_TOPIC(bit) ", SUM(NOT x.late AND x.t & " bit "), SUM(x.late AND x.t & " bit ")"
/* What is hidden is no text of a customer's. */
DB_STATEMENT(alarm_trends,
	     "SELECT x.sku_id, SUM(NOT x.late), SUM(x.late)" OF_TOPIC("1") OF_TOPIC("2")
		     OF_TOPIC("4") OF_TOPIC("8") OF_TOPIC("16") OF_TOPIC("32") OF_TOPIC(
			     "64") " FROM (SELECT c.sku_id, c.week >= ? AS late, IF(" COMPLAINS
				   ", g.topics, 0) AS t FROM "
				   "review_word c JOIN review_reading g ON g.review_id = "
				   "c.review_id JOIN review r ON r.id = "
				   "c.review_id WHERE c.word = '' AND c.sku_id <> 0 AND c.week "
				   "BETWEEN ? AND ? AND r.state <> "
				   "1) x GROUP BY x.sku_id HAVING SUM(x.late) > 0 LIMIT 10000");

struct topic_trend *alarm_store_trends(struct work *w, int now_week, size_t *n)
{
	int now = now_week - WEEKS_NOW + 1;
	struct rows *r = db_query(w->db, &alarm_trends, now, now - WEEKS_BEFORE, now_week);
	struct topic_trend *v =
		arena_array_of(w->arena, rows_count(r) * TOPIC__MAX + 1, struct topic_trend);

	*n = 0;
	while (rows_next(r)) {
		for (unsigned t = 0; t < TOPIC__MAX; t++)
			v[(*n)++] = (struct topic_trend){
				.sku_id = rows_id(r, 0),
				.topic = (enum text_topic)t,
				.rise = { .before = (uint64_t)rows_i64(r, 3 + 2 * t),
					  .now = (uint64_t)rows_i64(r, 4 + 2 * t),
					  .among_before = (double)rows_i64(r, 1),
					  .among_now = (double)rows_i64(r, 2) }
			};
	}
	return v;
}

DB_STATEMENT(alarm_known,
	     "SELECT 1 FROM feedback_alarm a JOIN feedback_item i ON i.id = a.item_id WHERE "
	     "a.sku_id = ? AND a.topic = ? AND (i.shelf IN (0, 1) OR i.opened_at > ?) LIMIT 1");

bool alarm_store_is_known(struct work *w, const struct topic_trend *t, struct instant since)
{
	return rows_next(db_query(w->db, &alarm_known, t->sku_id, (int)t->topic, since));
}

/* Nobody has to read its words: it has none. */
DB_STATEMENT(alarm_topic, "UPDATE feedback_item SET read_at = ?, topics = ? WHERE id = ?");
DB_STATEMENT(alarm_insert,
	     "INSERT INTO feedback_alarm (item_id, sku_id, topic, cause, week, n_now, n_before, "
	     "all_now, all_before, chance) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS DOUBLE))");

void alarm_store_insert(struct work *w, uint64_t item_id, const struct alarm *a)
{
	const struct topic_trend *t = &a->trend;

	db_exec(w->db, &alarm_topic, w->now, 1 << t->topic, item_id);
	db_exec(w->db, &alarm_insert, item_id, t->sku_id, (int)t->topic, (int)t->cause, a->week,
		t->rise.now, t->rise.before, (int64_t)t->rise.among_now,
		(int64_t)t->rise.among_before, arena_printf(w->arena, "%.6e", t->chance));
}

void alarm_of_row(const struct rows *r, unsigned col, struct alarm *out)
{
	*out = (struct alarm){
		.trend = { .sku_id = rows_id(r, col),
			   .topic = (enum text_topic)rows_int(r, col + 1),
			   .cause = (enum alarm_cause)rows_int(r, col + 2),
			   .rise = { .now = (uint64_t)rows_i64(r, col + 4),
				     .before = (uint64_t)rows_i64(r, col + 5),
				     .among_now = (double)rows_i64(r, col + 6),
				     .among_before = (double)rows_i64(r, col + 7) },
			   .chance = strtod(rows_text(r, col + 8), NULL) },
		.week = rows_int(r, col + 3),
		.sku = rows_text(r, col + 9),
		.name_en = rows_text(r, col + 10),
		.name_zh = rows_text(r, col + 11),
	};
}

DB_STATEMENT(alarm_texts,
	     "SELECT r.id, r.stars, r.body, r.created_at FROM review r JOIN review_reading g ON "
	     "g.review_id = r.id WHERE r.sku_id = ? AND r.state <> 1 AND r.created_at >= ? AND "
	     "r.created_at < ? AND g.topics & ? AND " COMPLAINS " ORDER BY r.id DESC LIMIT 20");

struct alarm_text *alarm_store_texts(struct work *w, const struct alarm *a, size_t *n)
{
	struct rows *r =
		db_query(w->db, &alarm_texts, a->trend.sku_id, week_begin(a->week - WEEKS_NOW + 1),
			 week_begin(a->week + 1), 1 << a->trend.topic);
	struct alarm_text *v = arena_array_of(w->arena, rows_count(r) + 1, struct alarm_text);

	for (*n = 0; rows_next(r); ++*n)
		v[*n] = (struct alarm_text){ rows_id(r, 0), rows_int(r, 1), rows_text(r, 2),
					     rows_time(r, 3) };
	return v;
}
