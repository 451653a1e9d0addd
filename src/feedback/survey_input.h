/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms of surveys send. */
#ifndef REGULARS_FEEDBACK_SURVEY_INPUT_H
#define REGULARS_FEEDBACK_SURVEY_INPUT_H

#include "web/web.h"

#include "feedback/survey.h"

/* ---- the desk's ---- */
struct survey_input {
	const char *title;
	int often, audience;
	int64_t quota, edition;
	const char *tag;
	uint64_t tier, view;
	struct instant first_on; /* none: nothing goes out yet */
	int64_t every_months;
};
enum { SURVEY_FIELDS = 10 };
extern const struct field survey_fields[SURVEY_FIELDS];

struct question_input {
	int kind;
	bool required;
	const char *text_en, *text_zh, *choices_en, *choices_zh;
	int64_t least, most, edition;
	const char *about[SURVEY_RULES], *value[SURVEY_RULES];
	int op[SURVEY_RULES];
};
enum { QUESTION_FIELDS = 9 + 3 * SURVEY_RULES };
extern const struct field question_fields[QUESTION_FIELDS];

/* ---- the customer's: one question a page ---- */
struct answer_input {
	const char *k;
	int64_t q;
	int64_t answer;           /* INT64_MIN: none was given */
	struct field_rows ticked; /* int64_t */
	const char *body;
	struct instant date; /* none */
};
enum { ANSWER_FIELDS = 6 };
/* With the limits of this question. */
void survey_answer_fields(const struct survey_question *q, struct field table[ANSWER_FIELDS]);

#endif
