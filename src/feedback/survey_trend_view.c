/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of surveys as trees, and how they went by month. */
#include <math.h>
#include "base/json.h"
#include "feedback/survey_chart.h"
#include "feedback/survey_view.h"

static const char *score_text(struct arena *a, enum survey_kind k, double v)
{
	if (k == SURVEY_NPS)
		return fabs(v * 100) <= 0.5 ? "0" : arena_printf(a, "%+.0f", v * 100);
	return k == SURVEY_CSAT ? arena_printf(a, "%.1f%%", v * 100) : arena_printf(a, "%.2f", v);
}

void survey_add_score(struct arena *a, enum survey_kind k, const struct score *s, cJSON *t)
{
	cJSON *one;

	if (!s->known) {
		json_add_null(t, "score");
		return;
	}
	one = json_add_object(t, "score");
	json_add_text(one, "value", score_text(a, k, s->value));
	json_add_text(one, "low", s->measured ? score_text(a, k, s->low) : NULL);
	json_add_text(one, "high", s->measured ? score_text(a, k, s->high) : NULL);
	json_add_bool(one, "is_few", s->answers < 30);
}

static void add_point(struct arena *a, enum survey_kind k, const struct survey_point *v,
		      cJSON *list)
{
	cJSON *one = json_append_object(list);

	json_add_int(one, "x", v->x);
	json_add_int(one, "y", v->y);
	json_add_text(one, "month", v->name);
	json_add_int(one, "n", v->n);
	survey_add_score(a, k, &v->score, one);
}

void survey_add_trend(struct arena *a, const struct survey_tally *counts,
		      const struct survey_question *q, cJSON *t)
{
	static const char *const ends[SURVEY_KIND__MAX][3] = {
		[SURVEY_NPS] = { "+100", "0", "−100" },
		[SURVEY_CSAT] = { "100%", "50%", "0%" },
		[SURVEY_CES] = { "7", "4", "1" },
	};
	struct survey_chart c;
	cJSON *chart, *list;

	if (!survey_chart_of(a, counts, q, &c)) {
		json_add_null(t, "chart");
		return;
	}
	chart = json_add_object(t, "chart");
	json_add_text(chart, "top", ends[q->kind][0]);
	json_add_text(chart, "half", ends[q->kind][1]);
	json_add_text(chart, "bottom", ends[q->kind][2]);
	json_add_text(chart, "line", c.line);
	json_add_text(chart, "band", c.band);
	json_add_text(chart, "from", score_text(a, q->kind, c.v[0].score.value));
	json_add_text(chart, "to", score_text(a, q->kind, c.v[c.n - 1].score.value));
	json_add_text(chart, "first", c.v[0].name);
	json_add_text(chart, "last", c.v[c.n - 1].name);
	list = json_add_array(chart, "points");
	for (size_t i = 0; i < c.n; i++)
		add_point(a, q->kind, &c.v[i], list);
	list = json_add_array(chart, "months");
	for (int i = 0; i < c.months; i++)
		json_append_text(list, arena_printf(a, "%02d", (c.first + i) % 12 + 1));
}
