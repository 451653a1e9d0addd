/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of surveys: a survey, a question, an answer. */
#include "feedback/survey_input.h"

#include "feedback/survey_send.h"

#include <string.h>

#define SURVEY(member)   offsetof(struct survey_input, member)
#define QUESTION(member) offsetof(struct question_input, member)
#define ANSWER(member)   offsetof(struct answer_input, member)

const struct field survey_fields[SURVEY_FIELDS] = {
	{ .name = "title",
	  .kind = FIELD_TEXT,
	  .offset = SURVEY(title),
	  .required = true,
	  .max = 100,
	  .missing = N_("Give it a name") },
	{ .name = "audience",
	  .kind = FIELD_ENUM,
	  .offset = SURVEY(audience),
	  .words = survey_audience_word,
	  .n_words = SURVEY_AUDIENCE__MAX,
	  .label = "survey_audience" },
	{ .name = "tag", .kind = FIELD_TEXT, .offset = SURVEY(tag), .max = 40 },
	{ .name = "tier", .kind = FIELD_ID, .offset = SURVEY(tier) },
	{ .name = "view", .kind = FIELD_ID, .offset = SURVEY(view) },
	{ .name = "first_on", .kind = FIELD_DATE, .offset = SURVEY(first_on) },
	{ .name = "every_months",
	  .kind = FIELD_INT,
	  .offset = SURVEY(every_months),
	  .min = 0,
	  .max = SURVEY_MONTHS_MOST },
	{ .name = "often",
	  .kind = FIELD_ENUM,
	  .offset = SURVEY(often),
	  .words = survey_often_word,
	  .n_words = SURVEY_OFTEN__MAX,
	  .label = "survey_often" },
	{ .name = "quota", .kind = FIELD_INT, .offset = SURVEY(quota), .min = 0, .max = 10000000 },
	{ .name = "edition",
	  .kind = FIELD_INT,
	  .offset = SURVEY(edition),
	  .min = 0,
	  .max = INT32_MAX },
};

#define TEXT(field, member, most)                                                                  \
	{                                                                                          \
		.name = field, .kind = FIELD_NOTE, .offset = QUESTION(member), .max = most         \
	}
#define RULE(n, i)                                                                                 \
	{ .name = "about_" n, .kind = FIELD_TEXT, .offset = QUESTION(about[i]), .max = 20 },       \
		{ .name = "op_" n,                                                                 \
		  .kind = FIELD_ENUM,                                                              \
		  .offset = QUESTION(op[i]),                                                       \
		  .words = survey_op_word,                                                         \
		  .n_words = SURVEY_OP__MAX,                                                       \
		  .label = "survey_op" },                                                          \
	{                                                                                          \
		.name = "value_" n, .kind = FIELD_TEXT, .offset = QUESTION(value[i]),              \
		.max = SURVEY_VALUE_CHARS                                                          \
	}

const struct field question_fields[QUESTION_FIELDS] = {
	{ .name = "kind",
	  .kind = FIELD_ENUM,
	  .offset = QUESTION(kind),
	  .required = true,
	  .words = survey_kind_word,
	  .n_words = SURVEY_KIND__MAX,
	  .label = "survey_kind" },
	{ .name = "required", .kind = FIELD_BOOL, .offset = QUESTION(required) },
	TEXT("text_en", text_en, SURVEY_TEXT_CHARS),
	TEXT("text_zh", text_zh, SURVEY_TEXT_CHARS),
	TEXT("choices_en", choices_en, SURVEY_CHOICES_CHARS),
	TEXT("choices_zh", choices_zh, SURVEY_CHOICES_CHARS),
	{ .name = "least",
	  .kind = FIELD_INT,
	  .offset = QUESTION(least),
	  .min = 0,
	  .max = 1000000000 },
	{ .name = "most",
	  .kind = FIELD_INT,
	  .offset = QUESTION(most),
	  .min = 0,
	  .max = 1000000000 },
	RULE("1", 0),
	RULE("2", 1),
	{ .name = "edition",
	  .kind = FIELD_INT,
	  .offset = QUESTION(edition),
	  .min = 0,
	  .max = INT32_MAX },
};

static const struct field ticked_field[] = {
	{ .name = "", .kind = FIELD_INT, .offset = 0, .min = 1, .max = SURVEY_CHOICES },
};

static const struct field any_answer[ANSWER_FIELDS] = {
	{ .name = "k", .kind = FIELD_TEXT, .offset = ANSWER(k), .max = 100 },
	{ .name = "q", .kind = FIELD_INT, .offset = ANSWER(q), .min = 1, .max = 65535 },
	{ .name = "answer", .kind = FIELD_INT, .offset = ANSWER(answer) },
	{ .name = "ticked",
	  .kind = FIELD_LIST,
	  .offset = ANSWER(ticked),
	  .max = SURVEY_CHOICES,
	  .sub = ticked_field,
	  .n_sub = 1,
	  .sub_size = sizeof(int64_t) },
	{ .name = "body", .kind = FIELD_NOTE, .offset = ANSWER(body), .max = SURVEY_ANSWER_CHARS },
	{ .name = "date", .kind = FIELD_DATE, .offset = ANSWER(date) },
};

void survey_answer_fields(const struct survey_question *q, struct field table[ANSWER_FIELDS])
{
	int least = 1, most = (int)survey_choice_count(q->choices[LANG_EN]);

	memcpy(table, any_answer, sizeof any_answer);
	if (survey_is_score(q->kind))
		survey_scale(q->kind, &least, &most);
	table[2].min = q->kind == SURVEY_NUMBER ? q->least : least;
	table[2].max = q->kind == SURVEY_NUMBER ? q->most : most;
}
