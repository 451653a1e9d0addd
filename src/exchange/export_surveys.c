/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the file of the answers to a survey. */
#include "exchange/export.h"
#include "feedback/feedback.h"

enum { RESPONSES = 200 };

static const struct sheet_column columns[] = {
	{ N_("Response"), SHEET_TEXT },     { N_("When"), SHEET_TIME },
	{ N_("Order number"), SHEET_TEXT }, { N_("Version"), SHEET_NUMBER },
	{ N_("Language"), SHEET_TEXT },     { N_("Question"), SHEET_TEXT },
	{ N_("Kind"), SHEET_TEXT },         { N_("Answer"), SHEET_TEXT },
};

static void write_line(struct export_rows *e, const struct survey_line *l)
{
	const char *kind = export_label(e, "survey_kind", l->kind);
	const char *const cell[] = {
		export_id(e, l->response_id),
		export_time(e, l->at),
		l->order,
		export_count(e, l->version),
		lang_tag[l->lang],
		l->question_en ? export_either(e, l->question_en, l->question_zh) : kind,
		kind,
		l->answer_en ? export_either(e, l->answer_en, l->answer_zh) : NULL,
	};

	sheet_row(e->to, columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *answers(struct export_rows *e, const cJSON *place)
{
	uint64_t after = export_place_id(place, "after");
	size_t n;
	const struct survey_line *all =
		survey_lines(e->w, survey_of_filters(e->filters), &after, RESPONSES, &n);

	for (size_t i = 0; i < n; i++)
		write_line(e, &all[i]);
	return after ? export_new_place(after) : NULL;
}

const struct export_source export_survey_answers = { PERM_FEEDBACK, columns,
						     sizeof columns / sizeof *columns, answers };
