/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys, their versions and questions: the SQL. */
#include "feedback/survey_store.h"

#define SURVEY_COLUMNS                                                                             \
	"SELECT id, code, title, state, often, audience, quota, n_begun, version, edition, "       \
	"is_changed, created_at, started_at, stopped_at, audience_id, first_on, next_at, "         \
	"every_months, paused, round, round_at, choosing, place_id, place_at FROM survey "
DB_STATEMENT(survey_insert,
	     "INSERT INTO survey (id, code, title, state, often, audience, quota, "
	     "created_at, audience_id, first_on, every_months, next_at) VALUES (?, ?, ?, ?, "
	     "?, ?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(survey_one, SURVEY_COLUMNS "WHERE id = ?");
DB_STATEMENT(survey_lock, SURVEY_COLUMNS "WHERE id = ? FOR UPDATE");
DB_STATEMENT(survey_by_code, SURVEY_COLUMNS "WHERE code = ?");
DB_STATEMENT(survey_newest, SURVEY_COLUMNS "ORDER BY id DESC LIMIT 200");
DB_STATEMENT(survey_running,
	     SURVEY_COLUMNS "WHERE state = 1 AND audience = ? ORDER BY id DESC LIMIT 1");

void survey_store_insert(struct work *w, const struct survey *s)
{
	db_exec(w->db, &survey_insert, s->id, s->code, s->title, (int)s->state, (int)s->often,
		(int)s->audience, s->quota, w->now, s->send.audience_id, s->send.first_on,
		s->send.every_months, s->send.next_at);
}

static struct survey read_row(const struct rows *r)
{
	return (struct survey){ .id = rows_id(r, 0),
				.code = rows_text(r, 1),
				.title = rows_text(r, 2),
				.state = (enum survey_state)rows_int(r, 3),
				.often = (enum survey_often)rows_int(r, 4),
				.audience = (enum survey_audience)rows_int(r, 5),
				.quota = rows_i64(r, 6),
				.begun = rows_i64(r, 7),
				.version = rows_int(r, 8),
				.edition = rows_int(r, 9),
				.is_changed = rows_bool(r, 10),
				.created_at = rows_time(r, 11),
				.started_at = rows_time(r, 12),
				.stopped_at = rows_time(r, 13),
				.send = { .audience_id = rows_id(r, 14),
					  .first_on = rows_time(r, 15),
					  .next_at = rows_time(r, 16),
					  .every_months = rows_int(r, 17),
					  .paused = rows_bool(r, 18),
					  .round = rows_int(r, 19),
					  .round_at = rows_time(r, 20),
					  .choosing = rows_bool(r, 21),
					  .place = { rows_id(r, 22), rows_i64(r, 23) } } };
}

static bool read_one(struct rows *r, struct survey *out)
{
	if (!rows_next(r))
		return false;
	*out = read_row(r);
	return true;
}

bool survey_store_get(struct work *w, uint64_t id, bool lock, struct survey *out)
{
	return read_one(db_query(w->db, lock ? &survey_lock : &survey_one, id), out);
}

bool survey_store_find(struct work *w, const char *code, struct survey *out)
{
	return read_one(db_query(w->db, &survey_by_code, code), out);
}

bool survey_store_running(struct work *w, enum survey_audience a, struct survey *out)
{
	return read_one(db_query(w->db, &survey_running, (int)a), out);
}

struct survey *survey_store_list(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &survey_newest);
	struct survey *v = arena_array_of(w->arena, rows_count(r) + 1, struct survey);

	for (*n = 0; rows_next(r); ++*n)
		v[*n] = read_row(r);
	return v;
}

DB_STATEMENT(survey_put,
	     "UPDATE survey SET title = ?, state = ?, often = ?, audience = ?, quota = ?, version "
	     "= ?, is_changed = ?, started_at = ?, stopped_at = ?, audience_id = ?, first_on = ?, "
	     "next_at = ?, every_months = ?, paused = ?, choosing = ?, place_id = ?, place_at = ?, "
	     "edition = edition + 1 WHERE id = ?");

void survey_store_change(struct work *w, const struct survey *s)
{
	db_exec(w->db, &survey_put, s->title, (int)s->state, (int)s->often, (int)s->audience,
		s->quota, s->version, s->is_changed, s->started_at, s->stopped_at,
		s->send.audience_id, s->send.first_on, s->send.next_at, s->send.every_months,
		s->send.paused, s->send.choosing, s->send.place.id, s->send.place.at, s->id);
}

DB_STATEMENT(survey_begun, "UPDATE survey SET n_begun = n_begun + 1 WHERE id = ?");

void survey_store_count_begun(struct work *w, uint64_t id)
{
	db_exec(w->db, &survey_begun, id);
}

/* ---- questions ---- */
#define QUESTION_COLUMNS                                                                           \
	"SELECT q.num, q.place, q.kind, q.required, q.text_en, q.text_zh, q.choices_en, "          \
	"q.choices_zh, q.least, q.most, q.about_1, q.about_num_1, q.op_1, q.value_1, q.about_2, "  \
	"q.about_num_2, q.op_2, q.value_2 FROM survey_question q "
DB_STATEMENT(question_all, QUESTION_COLUMNS "WHERE q.survey_id = ? AND q.version = ? ORDER BY "
					    "q.place, q.num");
DB_STATEMENT(question_ever, QUESTION_COLUMNS
	     "JOIN (SELECT num, MAX(version) AS version FROM survey_question WHERE "
	     "survey_id = ? AND version > 0 GROUP BY num) x ON x.num = q.num AND x.version = "
	     "q.version WHERE q.survey_id = ? ORDER BY q.version DESC, q.place, q.num LIMIT 20");

static struct survey_rule read_rule(const struct rows *r, unsigned col)
{
	return (struct survey_rule){ (enum survey_about)rows_int(r, col), rows_int(r, col + 1),
				     (enum survey_op)rows_int(r, col + 2), rows_text(r, col + 3) };
}

static void read_questions(struct rows *r, struct survey_form *out)
{
	for (out->n = 0; out->n < SURVEY_QUESTIONS && rows_next(r); out->n++)
		out->q[out->n] = (struct survey_question){
			.num = rows_int(r, 0),
			.place = rows_int(r, 1),
			.kind = (enum survey_kind)rows_int(r, 2),
			.required = rows_bool(r, 3),
			.text = { [LANG_EN] = rows_text(r, 4), [LANG_ZH] = rows_text(r, 5) },
			.choices = { [LANG_EN] = rows_text(r, 6), [LANG_ZH] = rows_text(r, 7) },
			.least = rows_i64(r, 8),
			.most = rows_i64(r, 9),
			.rule = { read_rule(r, 10), read_rule(r, 14) },
		};
}

void survey_store_questions(struct work *w, uint64_t id, int version, struct survey_form *out)
{
	read_questions(db_query(w->db, &question_all, id, version), out);
}

void survey_store_ever(struct work *w, uint64_t id, struct survey_form *out)
{
	read_questions(db_query(w->db, &question_ever, id, id), out);
}

DB_STATEMENT(question_last, "SELECT MAX(num) FROM survey_question WHERE survey_id = ?");

int survey_store_last_num(struct work *w, uint64_t id)
{
	struct rows *r = db_query(w->db, &question_last, id);

	return rows_next(r) ? (int)rows_i64(r, 0) : 0;
}

DB_STATEMENT(question_put,
	     "REPLACE INTO survey_question (survey_id, version, num, place, kind, required, "
	     "text_en, text_zh, choices_en, choices_zh, least, most, about_1, about_num_1, op_1, "
	     "value_1, about_2, about_num_2, op_2, value_2) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, "
	     "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

void survey_store_put_question(struct work *w, uint64_t id, const struct survey_question *q)
{
	const struct survey_rule *a = &q->rule[0], *b = &q->rule[1];

	db_exec(w->db, &question_put, id, q->num, q->place, (int)q->kind, q->required,
		q->text[LANG_EN], q->text[LANG_ZH], q->choices[LANG_EN], q->choices[LANG_ZH],
		q->least, q->most, (int)a->about, a->num, (int)a->op, a->value, (int)b->about,
		b->num, (int)b->op, b->value);
}

DB_STATEMENT(question_drop,
	     "DELETE FROM survey_question WHERE survey_id = ? AND version = 0 AND num = ?");

void survey_store_drop_question(struct work *w, uint64_t id, int num)
{
	db_exec(w->db, &question_drop, id, num);
}

DB_STATEMENT(question_place,
	     "UPDATE survey_question SET place = ? WHERE survey_id = ? AND version = 0 AND num = "
	     "?");

void survey_store_place(struct work *w, uint64_t id, int num, int place)
{
	db_exec(w->db, &question_place, place, id, num);
}

DB_STATEMENT(question_renumber,
	     "UPDATE survey_question SET num = ? WHERE survey_id = ? AND version = 0 AND num = ?");

void survey_store_renumber(struct work *w, uint64_t id, int num, int to)
{
	db_exec(w->db, &question_renumber, to, id, num);
}

DB_STATEMENT(question_about,
	     "UPDATE survey_question SET about_num_1 = IF(about_1 = 1 AND about_num_1 = ?, ?, "
	     "about_num_1), about_num_2 = IF(about_2 = 1 AND about_num_2 = ?, ?, about_num_2) "
	     "WHERE survey_id = ? AND version = 0");

void survey_store_rules_about(struct work *w, uint64_t id, int num, int to)
{
	db_exec(w->db, &question_about, num, to, num, to, id);
}

DB_STATEMENT(version_insert,
	     "INSERT INTO survey_version (survey_id, version, actor_kind, actor_id, at) VALUES "
	     "(?, ?, ?, ?, ?)");
DB_STATEMENT(question_publish,
	     "INSERT INTO survey_question (survey_id, version, num, place, kind, required, "
	     "text_en, text_zh, choices_en, choices_zh, least, most, about_1, about_num_1, op_1, "
	     "value_1, about_2, about_num_2, op_2, value_2) SELECT survey_id, ?, num, place, kind, "
	     "required, text_en, text_zh, choices_en, choices_zh, least, most, about_1, "
	     "about_num_1, op_1, value_1, about_2, about_num_2, op_2, value_2 FROM "
	     "survey_question WHERE survey_id = ? AND version = 0");

void survey_store_publish(struct work *w, uint64_t id, int version)
{
	db_exec(w->db, &version_insert, id, version, (int)w->actor.kind, w->actor.id, w->now);
	db_exec(w->db, &question_publish, version, id);
}
