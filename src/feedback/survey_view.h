/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys as trees, for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_SURVEY_VIEW_H
#define REGULARS_FEEDBACK_SURVEY_VIEW_H

#include "feedback/survey.h"

/* {id, code, title, state, often, audience, quota, begun, version, edition, …} */
cJSON *survey_view(const struct survey *s);
/* {num, kind, is_nps, …, text: {en, zh-CN}, choices: [{place, text: {en, zh-CN}}], required,
 * may_skip, least, most} */
cJSON *survey_question_view(struct arena *a, const struct survey_question *q);
/* What a page's question shows: its scale or choices as controls, those of `is` chosen (NULL:
 * none). */
void survey_add_controls(struct arena *a, const struct survey_question *q,
			 const struct survey_answer *is, cJSON *question);

/* "score": null, or {value, low, high, is_few} as it is read. */
void survey_add_score(struct arena *a, enum survey_kind k, const struct score *s, cJSON *t);
/* "chart": null, or {top, half, bottom, line, band, from, to, first, last, points: [{x, y, month,
 * n, score}], months}, of the counts by month. */
void survey_add_trend(struct arena *a, const struct survey_tally *counts,
		      const struct survey_question *q, cJSON *t);

#endif
