/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came of a survey: scores with how sure they are, how many answered what, by what, and the
 * texts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "feedback/survey_desk.h"
#include "feedback/survey_input.h"
#include "feedback/survey_store.h"
#include "feedback/survey_view.h"
#include "feedback/web.h"
#include "guard.h"
#include "member/member.h"
#include "respond.h"
#include "shipping/shipping.h"

enum { ROWS = 50 };

struct result_page {
	struct request *req;
	struct work w;
	struct survey survey;
	enum survey_part by;
	int with; /* PART_ANSWER: the question that the others are crossed with */
	struct survey_result r;
	const struct tier *tiers; /* of PART_TIER */
	size_t n_tiers;
};

/* ---- numbers as they are read ---- */

static int64_t percent(int64_t n, int64_t of)
{
	return of > 0 ? (n * 100 + of / 2) / of : 0;
}

/* ---- one question ---- */

/* The answers that there may be: scale, choices; of numbers and dates those that were given. */
static size_t answers_of(const struct result_page *p, const struct survey_question *q,
			 int64_t out[], size_t max)
{
	int least = 1, most = (int)survey_choice_count(q->choices[LANG_EN]);
	size_t n = 0;

	if (survey_is_score(q->kind))
		survey_scale(q->kind, &least, &most);
	if (survey_is_counted(q->kind)) {
		for (int i = least; i <= most && n < max; i++)
			out[n++] = i;
		return n;
	}
	for (size_t i = 0; q->kind != SURVEY_TEXT && i < p->r.tally.n && n < max; i++) {
		const struct survey_count *c = &p->r.tally.v[i];

		if (c->part == PART_ALL && c->num == q->num && c->answer >= 0 && c->n > 0)
			out[n++] = c->answer;
	}
	return n;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* What an answer is called: {text: {en, zh-CN}} or {word}. */
static void add_label(const struct result_page *p, const struct survey_question *q, int64_t v,
		      cJSON *t)
{
	struct arena *a = p->req->arena;
	cJSON *text;

	if (survey_is_choice(q->kind)) {
		text = json_add_object(t, "text");
		for (int l = 0; l < LANG__MAX; l++) {
			size_t len;
			const char *s = survey_choice(q->choices[l], (size_t)v, &len);

			json_add_text(text, lang_tag[l], len ? arena_strndup(a, s, len) : NULL);
		}
		json_add_null(t, "word");
		return;
	}
	json_add_null(t, "text");
	if (q->kind == SURVEY_DATE)
		json_add_text(t, "word",
			      arena_printf(a, "%04lld-%02lld", (long long)(v / 12),
					   (long long)(v % 12 + 1)));
	else
		json_add_text(t, "word", arena_printf(a, "%lld", (long long)v));
}

static int64_t count(const struct result_page *p, const struct survey_question *q,
		     enum survey_part part, const char *value, int64_t answer)
{
	return survey_tally_get(&p->r.tally, part, q->num, value, answer);
}

static void add_bars(const struct result_page *p, const struct survey_question *q, cJSON *t)
{
	int64_t all = count(p, q, PART_ALL, "", ANSWER_ALL), v[200];
	cJSON *list = json_add_array(t, "bars");
	size_t n = answers_of(p, q, v, sizeof v / sizeof *v);

	qsort(v, n, sizeof *v, by_value);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);
		int64_t here = count(p, q, PART_ALL, "", v[i]);

		json_add_int(one, "value", v[i]);
		add_label(p, q, v[i], one);
		json_add_int(one, "n", here);
		json_add_int(one, "percent", percent(here, all));
	}
}

static void add_mean(const struct result_page *p, const struct survey_question *q,
		     enum survey_part part, const char *value, cJSON *t)
{
	int64_t all = count(p, q, part, value, ANSWER_ALL);

	if (q->kind != SURVEY_NUMBER || all == 0)
		json_add_null(t, "mean");
	else
		json_add_text(t, "mean",
			      arena_printf(p->req->arena, "%.2f",
					   (double)count(p, q, part, value, ANSWER_SUM) /
						   (double)all));
}

/* ---- by what ---- */

static bool is_row(const struct result_page *p, const struct survey_count *c, int num)
{
	const char *colon = strchr(c->value, ':');

	if (c->part != p->by || c->num != num || c->answer != ANSWER_ALL || c->n <= 0)
		return false;
	return p->by != PART_ANSWER || (colon && atoi(c->value) == p->with);
}

static int by_word(const void *a, const void *b)
{
	const struct survey_count *x = *(const struct survey_count *const *)a;
	const struct survey_count *y = *(const struct survey_count *const *)b;

	return strcmp(x->value, y->value);
}

static int by_answer(const void *a, const void *b)
{
	const struct survey_count *x = *(const struct survey_count *const *)a;
	const struct survey_count *y = *(const struct survey_count *const *)b;

	return atoi(strchr(x->value, ':') + 1) - atoi(strchr(y->value, ':') + 1);
}

static int by_size(const void *a, const void *b)
{
	const struct survey_count *x = *(const struct survey_count *const *)a;
	const struct survey_count *y = *(const struct survey_count *const *)b;

	return x->n == y->n ? strcmp(x->value, y->value) : x->n < y->n ? 1 : -1;
}

/* As it is called now. */
static void add_tier_name(const struct result_page *p, const char *value, cJSON *t)
{
	uint64_t id = strtoull(value, NULL, 10);
	cJSON *text;

	json_add_null(t, "word");
	for (size_t i = 0; i < p->n_tiers; i++)
		if (p->tiers[i].id == id) {
			text = json_add_object(t, "text");
			for (int l = 0; l < LANG__MAX; l++)
				json_add_text(text, lang_tag[l], p->tiers[i].name[l]);
			json_add_null(t, "none");
			return;
		}
	json_add_null(t, "text");
	json_add_text(t, "none", id ? "gone" : "none");
}

static void add_row_name(const struct result_page *p, const char *value, cJSON *t)
{
	const struct survey_question *with = survey_question_of(&p->r.form, p->with);
	const struct carrier *c = p->by == PART_CARRIER ? carrier_find(value) : NULL;
	cJSON *text;

	if (p->by == PART_TIER) {
		add_tier_name(p, value, t);
		return;
	}
	json_add_null(t, "none");
	if (p->by == PART_ANSWER && with) {
		add_label(p, with, atoi(strchr(value, ':') + 1), t);
		return;
	}
	if (c) {
		text = json_add_object(t, "text");
		json_add_text(text, lang_tag[LANG_EN], c->name_en);
		json_add_text(text, lang_tag[LANG_ZH], c->name_zh);
	} else {
		json_add_null(t, "text");
	}
	json_add_text(t, "word", value);
}

static void add_row(const struct result_page *p, const struct survey_question *q,
		    const struct survey_count *c, cJSON *row)
{
	cJSON *cells = json_add_array(row, "cells");
	struct score s = { 0 };
	int64_t v[SURVEY_CHOICES];
	size_t n;

	add_row_name(p, c->value, row);
	json_add_int(row, "n", c->n);
	if (survey_is_score(q->kind))
		s = survey_score(&p->r.tally, q, p->by, c->value);
	survey_add_score(p->req->arena, q->kind, &s, row);
	add_mean(p, q, p->by, c->value, row);
	if (!survey_is_counted(q->kind))
		return;
	n = answers_of(p, q, v, SURVEY_CHOICES);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(cells);
		int64_t here = count(p, q, p->by, c->value, v[i]);

		json_add_int(one, "n", here);
		json_add_int(one, "percent", percent(here, c->n));
	}
}

static void add_rows(const struct result_page *p, const struct survey_question *q, cJSON *t)
{
	cJSON *list = json_add_array(t, "rows");
	const struct survey_count **v =
		arena_array_of(p->req->arena, p->r.tally.n + 1, const struct survey_count *);
	size_t n = 0;

	for (size_t i = 0; p->by != PART_ALL && i < p->r.tally.n; i++)
		if (is_row(p, &p->r.tally.v[i], q->num))
			v[n++] = &p->r.tally.v[i];
	qsort(v, n, sizeof *v,
	      p->by == PART_MONTH    ? by_word
	      : p->by == PART_ANSWER ? by_answer
				     : by_size);
	for (size_t i = 0; i < n && i < ROWS; i++)
		add_row(p, q, v[i], json_append_object(list));
	json_add_bool(t, "has_rows", n > 0);
	json_add_bool(t, "has_more_rows", n > ROWS);
}

static void add_question(const struct result_page *p, const struct survey_question *q, cJSON *list)
{
	cJSON *t = survey_question_view(p->req->arena, q);
	struct score s = { 0 };

	json_add_int(t, "n", count(p, q, PART_ALL, "", ANSWER_ALL));
	json_add_int(t, "skipped", count(p, q, PART_ALL, "", ANSWER_SKIPPED));
	json_add_bool(t, "has_skipped", count(p, q, PART_ALL, "", ANSWER_SKIPPED) > 0);
	if (survey_is_score(q->kind))
		s = survey_score(&p->r.tally, q, PART_ALL, "");
	survey_add_score(p->req->arena, q->kind, &s, t);
	add_mean(p, q, PART_ALL, "", t);
	add_bars(p, q, t);
	if (p->by == PART_ALL || p->by == PART_MONTH)
		survey_add_trend(p->req->arena, &p->r.tally, q, t);
	else
		json_add_null(t, "chart");
	add_rows(p, q, t);
	json_add_bool(t, "is_counted", survey_is_counted(q->kind));
	cJSON_AddItemToArray(list, t);
}

/* ---- the page ---- */

static void read_by(struct result_page *p)
{
	const char *by = params_get(&p->req->query, "by");
	const char *with = params_get(&p->req->query, "with");

	for (int i = 0; by && i < SURVEY_PART__MAX; i++)
		if (!strcmp(by, survey_part_word[i]))
			p->by = (enum survey_part)i;
	p->with = with && strlen(with) < 6 ? atoi(with) : 0;
}

static void add_choices(const struct result_page *p, cJSON *view)
{
	cJSON *parts = json_add_array(view, "parts"), *crossed = json_add_array(view, "crossed");

	for (int i = 0; i < SURVEY_PART__MAX; i++) {
		cJSON *one;

		if (i == PART_ANSWER || (i == PART_TIER && p->req->app->settings.tiers == 0))
			continue;
		one = json_append_object(parts);
		json_add_text(one, "value", survey_part_word[i]);
		json_add_bool(one, "current", (int)p->by == i);
	}
	for (size_t i = 0; i < p->r.form.n; i++) {
		cJSON *one;

		if (!survey_is_counted(p->r.form.q[i].kind))
			continue;
		one = survey_question_view(p->req->arena, &p->r.form.q[i]);
		json_add_bool(one, "chosen", p->by == PART_ANSWER && p->with == p->r.form.q[i].num);
		cJSON_AddItemToArray(crossed, one);
	}
	json_add_bool(view, "may_cross", cJSON_GetArraySize(crossed) > 1);
	json_add_bool(view, "is_crossed", p->by == PART_ANSWER);
}

void survey_web_results(struct request *req, struct response *res)
{
	struct result_page p = { .req = req };
	cJSON *view, *list;

	if (!survey_desk_find(req, res, &p.w, &p.survey))
		return;
	read_by(&p);
	survey_result_read(&p.w, &p.survey, p.by, &p.r);
	if (p.by == PART_TIER)
		p.tiers = tier_all(&p.w, &p.n_tiers);
	view = json_object();
	json_add(view, "survey", survey_view(&p.survey));
	json_add_text(view, "by", survey_part_word[p.by]);
	json_add_int(view, "waiting", p.r.waiting);
	json_add_bool(view, "is_behind", p.r.is_behind);
	add_choices(&p, view);
	list = json_add_array(view, "questions");
	for (size_t i = 0; i < p.r.form.n; i++)
		add_question(&p, &p.r.form.q[i], list);
	json_add_bool(view, "any", p.r.form.n > 0);
	if (!req->wants_json)
		json_add_text(
			view, "export",
			may(req, PERM_EXPORT)
				? url_path(req->arena, req->app->config->base_path,
					   "/desk/exports/new?list=survey_answers&survey=%llu",
					   (unsigned long long)p.survey.id)
				: NULL);
	respond_view(req, res, "feedback/survey_results", view);
}
