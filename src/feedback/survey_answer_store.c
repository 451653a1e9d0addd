/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answered a survey, and what: the SQL. */
#include "feedback/survey_store.h"

#define RESPONSE_COLUMNS                                                                           \
	"SELECT id, survey_id, customer_id, order_id, version, way, lang, facts, created_at, "     \
	"changed_at, done_at, folded, invite_id FROM survey_response "
DB_STATEMENT(response_one, RESPONSE_COLUMNS "WHERE id = ?");
DB_STATEMENT(response_lock, RESPONSE_COLUMNS "WHERE id = ? FOR UPDATE");
DB_STATEMENT(response_of_customer,
	     RESPONSE_COLUMNS "WHERE customer_id = ? AND survey_id = ? ORDER BY id DESC LIMIT 1");
DB_STATEMENT(response_of_order,
	     RESPONSE_COLUMNS "WHERE order_id = ? AND survey_id = ? ORDER BY id DESC LIMIT 1");
DB_STATEMENT(response_of_invite,
	     RESPONSE_COLUMNS "WHERE invite_id = ? AND survey_id = ? ORDER BY id DESC LIMIT 1");

static struct survey_response read_row(const struct rows *r)
{
	return (struct survey_response){ .id = rows_id(r, 0),
					 .survey_id = rows_id(r, 1),
					 .customer_id = rows_id(r, 2),
					 .order_id = rows_id(r, 3),
					 .version = rows_int(r, 4),
					 .way = (enum survey_way)rows_int(r, 5),
					 .lang = (enum lang)rows_int(r, 6),
					 .facts = rows_text(r, 7),
					 .created_at = rows_time(r, 8),
					 .changed_at = rows_time(r, 9),
					 .done_at = rows_time(r, 10),
					 .folded = rows_bool(r, 11),
					 .invite_id = rows_id(r, 12) };
}

static bool read_one(struct rows *r, struct survey_response *out)
{
	if (!rows_next(r))
		return false;
	*out = read_row(r);
	return true;
}

static struct survey_response *read_all(struct work *w, struct rows *r, size_t *n)
{
	struct survey_response *v =
		arena_array_of(w->arena, rows_count(r) + 1, struct survey_response);

	for (*n = 0; rows_next(r); ++*n)
		v[*n] = read_row(r);
	return v;
}

bool response_store_get(struct work *w, uint64_t id, bool lock, struct survey_response *out)
{
	return read_one(db_query(w->db, lock ? &response_lock : &response_one, id), out);
}

bool response_store_of(struct work *w, uint64_t survey_id, uint64_t customer_id, uint64_t order_id,
		       struct survey_response *out)
{
	return read_one(order_id ? db_query(w->db, &response_of_order, order_id, survey_id)
				 : db_query(w->db, &response_of_customer, customer_id, survey_id),
			out);
}

bool response_store_of_invite(struct work *w, uint64_t survey_id, uint64_t invite_id,
			      struct survey_response *out)
{
	return read_one(db_query(w->db, &response_of_invite, invite_id, survey_id), out);
}

DB_STATEMENT(response_last, "SELECT MAX(created_at) FROM survey_response WHERE customer_id = ?");

struct instant response_store_last(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &response_last, customer_id);

	return rows_next(r) ? rows_time(r, 0) : INSTANT_NONE;
}

DB_STATEMENT(offer_last,
	     "SELECT MAX(IF(f.order_id = ? AND f.survey_id = ?, NULL, f.at)), "
	     "COALESCE(MAX(f.order_id = ? AND f.survey_id = ?), 0), (SELECT MAX(i.at) FROM "
	     "survey_invite i WHERE i.customer_id = ? AND i.spared = 0) FROM orders o JOIN "
	     "survey_offer f ON f.order_id = o.id WHERE o.customer_id = ?");

struct instant offer_store_last(struct work *w, uint64_t customer_id, uint64_t order_id,
				uint64_t survey_id, bool *was)
{
	struct rows *r = db_query(w->db, &offer_last, order_id, survey_id, order_id, survey_id,
				  customer_id, customer_id);
	struct instant offered, written;

	*was = false;
	if (!rows_next(r))
		return INSTANT_NONE;
	*was = rows_bool(r, 1);
	offered = rows_time(r, 0);
	written = rows_time(r, 2);
	return offered.us > written.us ? offered : written;
}

DB_STATEMENT(offer_insert,
	     "INSERT IGNORE INTO survey_offer (order_id, survey_id, at) VALUES (?, ?, ?)");

void offer_store_insert(struct work *w, uint64_t order_id, uint64_t survey_id)
{
	db_exec(w->db, &offer_insert, order_id, survey_id, w->now);
}

DB_STATEMENT(response_insert,
	     "INSERT INTO survey_response (id, survey_id, version, customer_id, order_id, way, "
	     "lang, facts, created_at, changed_at, invite_id) VALUES (?, ?, ?, NULLIF(?, 0), "
	     "NULLIF(?, 0), ?, ?, ?, ?, ?, NULLIF(?, 0))");

void response_store_insert(struct work *w, const struct survey_response *r)
{
	db_exec(w->db, &response_insert, r->id, r->survey_id, r->version, r->customer_id,
		r->order_id, (int)r->way, (int)r->lang, r->facts, r->created_at, r->changed_at,
		r->invite_id);
}

DB_STATEMENT(response_change, "UPDATE survey_response SET changed_at = ?, done_at = ?, folded = ? "
			      "WHERE id = ?");

void response_store_change(struct work *w, const struct survey_response *r)
{
	db_exec(w->db, &response_change, r->changed_at, r->done_at, r->folded, r->id);
}

/* ---- answers ---- */
DB_STATEMENT(answer_all,
	     "SELECT num, value, body FROM survey_answer WHERE response_id = ? ORDER BY num LIMIT "
	     "20");

static struct survey_answer read_answer(const struct rows *r, unsigned col)
{
	return (struct survey_answer){ .num = rows_int(r, col),
				       .skipped =
					       rows_is_null(r, col + 1) && rows_is_null(r, col + 2),
				       .value = rows_i64(r, col + 1),
				       .body = rows_text(r, col + 2) };
}

void response_store_answers(struct work *w, uint64_t id, struct survey_answers *out)
{
	struct rows *r = db_query(w->db, &answer_all, id);

	for (out->n = 0; rows_next(r); out->n++)
		out->v[out->n] = read_answer(r, 0);
}

DB_STATEMENT(answer_put, "REPLACE INTO survey_answer (response_id, num, survey_id, value, body) "
			 "VALUES (?, ?, ?, ?, ?)");

void response_store_put(struct work *w, const struct survey_response *r,
			const struct survey_answer *a)
{
	db_exec(w->db, &answer_put, r->id, a->num, r->survey_id,
		a->skipped || a->body ? db_id_or_null(0) : db_arg_int(a->value),
		a->skipped ? NULL : a->body);
}

DB_STATEMENT(answer_drop, "DELETE FROM survey_answer WHERE response_id = ? AND num = ?");

void response_store_drop(struct work *w, uint64_t id, int num)
{
	db_exec(w->db, &answer_drop, id, num);
}

/* ---- counting ---- */
DB_STATEMENT(count_all, "SELECT num, value, answer, n FROM survey_count WHERE survey_id = ? AND "
			"part = ? AND n <> 0");

void count_store_read(struct work *w, uint64_t survey_id, enum survey_part part,
		      struct survey_tally *into)
{
	struct rows *r = db_query(w->db, &count_all, survey_id, (int)part);

	while (rows_next(r))
		survey_tally_add(into,
				 &(struct survey_count){ part, rows_int(r, 0), rows_text(r, 1),
							 rows_i64(r, 2), rows_i64(r, 3) });
}

DB_STATEMENT(count_add, "INSERT INTO survey_count (survey_id, part, num, value, answer, n) VALUES "
			"(?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = n + VALUES(n)");

void count_store_add(struct work *w, uint64_t survey_id, const struct survey_tally *t)
{
	enum { COLUMNS = 6 };
	struct db_arg *row = arena_array_of(w->arena, (t->n + 1) * COLUMNS, struct db_arg);

	for (size_t i = 0; i < t->n; i++) {
		const struct survey_count *c = &t->v[i];
		struct db_arg *one = row + i * COLUMNS;

		one[0] = db_arg_uint(survey_id);
		one[1] = db_arg_int((int)c->part);
		one[2] = db_arg_int(c->num);
		one[3] = db_arg_text(c->value);
		one[4] = db_arg_int(c->answer);
		one[5] = db_arg_int(c->n);
	}
	if (t->n > 0)
		db_exec_rows(w->db, &count_add, row, COLUMNS, t->n);
}

DB_STATEMENT(count_next, "SELECT survey_id FROM survey_response WHERE folded = 0 AND changed_at < "
			 "? ORDER BY changed_at, id LIMIT 1");

uint64_t count_store_next(struct work *w, struct instant before)
{
	struct rows *r = db_query(w->db, &count_next, before);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(count_waiting, RESPONSE_COLUMNS "WHERE survey_id = ? AND folded = 0 AND changed_at < "
					     "? ORDER BY id LIMIT 500 FOR UPDATE");
DB_STATEMENT(count_live, RESPONSE_COLUMNS "WHERE survey_id = ? AND folded = 0 ORDER BY id DESC "
					  "LIMIT 1000");
DB_STATEMENT(count_behind,
	     "SELECT COUNT(*) FROM survey_response WHERE survey_id = ? AND folded = 0");

struct survey_response *count_store_waiting(struct work *w, uint64_t survey_id,
					    struct instant before, size_t *n)
{
	return read_all(w, db_query(w->db, &count_waiting, survey_id, before), n);
}

struct survey_response *count_store_live(struct work *w, uint64_t survey_id, size_t *n)
{
	return read_all(w, db_query(w->db, &count_live, survey_id), n);
}

int64_t count_store_behind(struct work *w, uint64_t survey_id)
{
	struct rows *r = db_query(w->db, &count_behind, survey_id);

	return rows_next(r) ? rows_i64(r, 0) : 0;
}

DB_STATEMENT(count_answers,
	     "SELECT a.num, a.value, a.body, a.response_id FROM survey_response r JOIN "
	     "survey_answer a ON a.response_id = r.id WHERE r.survey_id = ? AND r.folded = 0 AND "
	     "r.id BETWEEN ? AND ? ORDER BY a.response_id, a.num");

struct survey_answer *count_store_answers(struct work *w, uint64_t survey_id, uint64_t from,
					  uint64_t to, uint64_t **ids, size_t *n)
{
	struct rows *r = db_query(w->db, &count_answers, survey_id, from, to);
	struct survey_answer *v = arena_array_of(w->arena, rows_count(r) + 1, struct survey_answer);

	*ids = arena_array_of(w->arena, rows_count(r) + 1, uint64_t);
	for (*n = 0; rows_next(r); ++*n) {
		v[*n] = read_answer(r, 0);
		(*ids)[*n] = rows_id(r, 3);
	}
	return v;
}

DB_STATEMENT(count_folded, "UPDATE survey_response SET folded = 1 WHERE id = ?");

void count_store_folded(struct work *w, const struct survey_response *v, size_t n)
{
	struct db_arg *row = arena_array_of(w->arena, n + 1, struct db_arg);

	for (size_t i = 0; i < n; i++)
		row[i] = db_arg_uint(v[i].id);
	if (n > 0)
		db_exec_rows(w->db, &count_folded, row, 1, n);
}

/* ---- what was said, one by one ---- */
/* By the index that is in their order: a page deep in them begins where it begins. */
DB_STATEMENT(count_texts,
	     "SELECT STRAIGHT_JOIN r.id, r.order_id, a.body, o.number, r.lang, r.created_at FROM "
	     "survey_answer a FORCE INDEX (of_question) JOIN survey_response r ON r.id = "
	     "a.response_id LEFT JOIN orders o ON o.id = "
	     "r.order_id WHERE a.survey_id = ? AND a.num = ? AND a.response_id < ? AND a.body IS "
	     "NOT NULL ORDER BY a.response_id DESC LIMIT ?");

struct survey_text *count_store_texts(struct work *w, uint64_t survey_id, int num, uint64_t below,
				      int limit, size_t *n)
{
	struct rows *r = db_query(w->db, &count_texts, survey_id, num, below, limit);
	struct survey_text *v = arena_array_of(w->arena, rows_count(r) + 1, struct survey_text);

	for (*n = 0; rows_next(r); ++*n)
		v[*n] = (struct survey_text){ .response_id = rows_id(r, 0),
					      .order_id = rows_id(r, 1),
					      .body = rows_text(r, 2),
					      .number = rows_text(r, 3),
					      .lang = (enum lang)rows_int(r, 4),
					      .at = rows_time(r, 5) };
	return v;
}
