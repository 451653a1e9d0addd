/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to a survey, one by one, for files and programs: the SQL. */
#include <stdlib.h>
#include <string.h>
#include "feedback/survey_store.h"

/* A response without any answer is none; the batch is of whole responses. */
DB_STATEMENT(survey_line_list,
	     "SELECT r.id, r.created_at, o.number, r.version, r.lang, q.num, q.kind, q.text_en, "
	     "q.text_zh, q.choices_en, q.choices_zh, a.value, a.body, a.value IS NULL AND a.body "
	     "IS NULL FROM (SELECT id FROM survey_response FORCE INDEX (of_survey) WHERE survey_id "
	     "= ? AND id > ? ORDER BY "
	     "id LIMIT ?) x JOIN survey_response r ON r.id = x.id LEFT JOIN orders o ON o.id = "
	     "r.order_id JOIN survey_answer a ON a.response_id = r.id JOIN survey_question q ON "
	     "q.survey_id = r.survey_id AND q.version = r.version AND q.num = a.num ORDER BY r.id, "
	     "q.place, q.num");

uint64_t survey_of_filters(const char *filters)
{
	const char *p = filters ? strstr(filters, "survey=") : NULL;

	if (!p || (p != filters && p[-1] != '&'))
		return 0;
	return strtoull(p + 7, NULL, 10);
}

/* The choices ticked, "; " between. */
static const char *choices_text(struct arena *a, const char *choices, enum survey_kind k, int64_t v)
{
	const char *all = "";

	for (int i = 1; i <= SURVEY_CHOICES; i++) {
		bool is = k == SURVEY_MULTIPLE ? v >> (i - 1) & 1 : v == i;
		const char *one;
		size_t len;

		one = survey_choice(choices, (size_t)i, &len);
		if (is && len)
			all = arena_printf(a, "%s%s%.*s", all, *all ? "; " : "", (int)len, one);
	}
	return all;
}

static const char *value_text(struct arena *a, enum survey_kind k, int64_t v)
{
	struct civil c;

	if (k != SURVEY_DATE)
		return arena_printf(a, "%lld", (long long)v);
	c = instant_to_utc((struct instant){ v * INSTANT_DAY });
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static struct survey_line read_line(struct arena *a, const struct rows *r)
{
	enum survey_kind k = (enum survey_kind)rows_int(r, 6);
	struct survey_line l = { .response_id = rows_id(r, 0),
				 .at = rows_time(r, 1),
				 .order = rows_text(r, 2),
				 .version = rows_int(r, 3),
				 .lang = (enum lang)rows_int(r, 4),
				 .num = rows_int(r, 5),
				 .kind = survey_kind_word[k],
				 .question_en = rows_text(r, 7),
				 .question_zh = rows_text(r, 8) };

	if (rows_bool(r, 13))
		return l;
	if (survey_is_choice(k)) {
		l.answer_en = choices_text(a, rows_text(r, 9), k, rows_i64(r, 11));
		l.answer_zh = choices_text(a, rows_text(r, 10), k, rows_i64(r, 11));
	} else {
		l.answer_en = l.answer_zh =
			k == SURVEY_TEXT ? rows_text(r, 12) : value_text(a, k, rows_i64(r, 11));
	}
	return l;
}

struct survey_line *survey_lines(struct work *w, uint64_t survey_id, uint64_t *after, int max,
				 size_t *n)
{
	struct rows *r = db_query(w->db, &survey_line_list, survey_id, *after, max);
	struct survey_line *v = arena_array_of(w->arena, rows_count(r) + 1, struct survey_line);
	uint64_t last = 0;
	int seen = 0;

	for (*n = 0; rows_next(r); ++*n) {
		v[*n] = read_line(w->arena, r);
		seen += v[*n].response_id != last;
		last = v[*n].response_id;
	}
	*after = seen == max ? last : 0;
	return v;
}
