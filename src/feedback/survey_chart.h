/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart of a score's trend; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_SURVEY_CHART_H
#define REGULARS_FEEDBACK_SURVEY_CHART_H

#include "feedback/survey.h"

enum { SURVEY_CHART_WIDTH = 1000, SURVEY_CHART_MONTHS = 24 /* the newest, at most */ };
struct survey_point {
	int month;        /* year * 12 + month - 1 */
	const char *name; /* "2026-11" */
	struct score score;
	int64_t n;
	int x, y;
};
struct survey_chart {           /* 1000 by 140, above it a ledge of 4 */
	struct survey_point *v; /* months with answers, the first one first */
	size_t n;
	int first, months;       /* all months, with and without answers */
	const char *line, *band; /* paths; the band is the range */
};
int survey_chart_y(enum survey_kind k, double v);
/* Of the counts by month. False: there is no score, or there are answers of fewer than two months.
 */
bool survey_chart_of(struct arena *a, const struct survey_tally *t, const struct survey_question *q,
		     struct survey_chart *out);

#endif
