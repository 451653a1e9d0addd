/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a score went, month by month, as a line with its range around it. Pure: no I/O, no clock. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "feedback/survey_chart.h"

enum { LEDGE = 4, BASE = 140 };

static void scale_of(enum survey_kind k, double *least, double *most)
{
	*least = k == SURVEY_NPS ? -1 : k == SURVEY_CSAT ? 0 : 1;
	*most = k == SURVEY_CES ? 7 : 1;
}

int survey_chart_y(enum survey_kind k, double v)
{
	double least, most;

	scale_of(k, &least, &most);
	v = v < least ? least : v > most ? most : v;
	return LEDGE + (int)lround((most - v) / (most - least) * (BASE - LEDGE));
}

static int by_month(const void *a, const void *b)
{
	const struct survey_point *x = a, *y = b;

	return (x->month > y->month) - (x->month < y->month);
}

/* "2026-11" */
static bool read_month(const char *s, int *month)
{
	int year = atoi(s), m = strlen(s) == 7 && s[4] == '-' ? atoi(s + 5) : 0;

	*month = year * 12 + m - 1;
	return year > 0 && m >= 1 && m <= 12;
}

static size_t read_points(const struct survey_tally *t, const struct survey_question *q,
			  struct survey_point *v, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n && n < max; i++) {
		const struct survey_count *c = &t->v[i];
		struct survey_point *p = &v[n];
		struct score s;

		if (c->part != PART_MONTH || c->num != q->num || c->answer != ANSWER_ALL ||
		    c->n <= 0 || !read_month(c->value, &p->month))
			continue;
		s = survey_score(t, q, PART_MONTH, c->value);
		if (!s.known)
			continue;
		p->score = s;
		p->n = c->n;
		p->name = c->value;
		n++;
	}
	qsort(v, n, sizeof *v, by_month);
	return n;
}

static int y_of(const struct survey_question *q, const struct survey_point *p, int side)
{
	const struct score *s = &p->score;

	return survey_chart_y(q->kind, !s->measured || side == 0 ? s->value
				       : side > 0                ? s->high
								 : s->low);
}

/* Months that follow each other are joined; a gap parts them. */
static bool goes_on(const struct survey_chart *c, size_t i)
{
	return i > 0 && c->v[i].month == c->v[i - 1].month + 1;
}

static void draw(struct arena *a, const struct survey_question *q, struct survey_chart *c)
{
	const char *line = "", *band = "";

	for (size_t i = 0; i < c->n; i++) {
		line = arena_printf(a, "%s%s%d %d", line, goes_on(c, i) ? "L" : "M", c->v[i].x,
				    c->v[i].y);
		band = arena_printf(a, "%s%s%d %d", band, goes_on(c, i) ? "L" : "M", c->v[i].x,
				    y_of(q, &c->v[i], 1));
		if (i + 1 < c->n && goes_on(c, i + 1))
			continue;
		/* and back below */
		for (size_t k = i + 1; k-- > 0;) {
			band = arena_printf(a, "%sL%d %d", band, c->v[k].x, y_of(q, &c->v[k], -1));
			if (!goes_on(c, k))
				break;
		}
		band = arena_printf(a, "%sZ", band);
	}
	c->line = line;
	c->band = band;
}

bool survey_chart_of(struct arena *a, const struct survey_tally *t, const struct survey_question *q,
		     struct survey_chart *out)
{
	struct survey_point *v = arena_array_of(a, t->n + 1, struct survey_point);
	size_t n = survey_is_score(q->kind) ? read_points(t, q, v, t->n) : 0, first = 0;

	*out = (struct survey_chart){ .n = 0 };
	if (n == 0)
		return false;
	while (v[first].month <= v[n - 1].month - SURVEY_CHART_MONTHS)
		first++;
	out->v = v + first;
	out->n = n - first;
	out->first = out->v[0].month;
	out->months = v[n - 1].month - out->first + 1;
	for (size_t i = 0; i < out->n; i++) {
		struct survey_point *p = &out->v[i];

		p->x = ((p->month - out->first) * 2 + 1) * SURVEY_CHART_WIDTH / out->months / 2;
		p->y = y_of(q, p, 0);
	}
	draw(a, q, out);
	return out->n > 1;
}
