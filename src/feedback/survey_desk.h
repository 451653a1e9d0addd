/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's pages of surveys share; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_SURVEY_DESK_H
#define REGULARS_FEEDBACK_SURVEY_DESK_H

#include "feedback/survey.h"

struct request;
struct response;

/* Of the address. False: *res says that there is none. */
bool survey_desk_find(struct request *req, struct response *res, struct work *w, struct survey *s);
/* "/desk/surveys/…" and the tail. */
char *survey_desk_path(struct request *req, const struct survey *s, const char *tail);
/* [{value, chosen}] */
void survey_desk_choices(cJSON *view, const char *name, const char *const *words, int n,
			 const char *chosen);
/* "questions" of a draft with what is wrong with each; how many are flawed. */
size_t survey_desk_questions(struct arena *a, const struct survey_form *f, cJSON *view);
/* Back to the survey with these words, or why not. */
void survey_desk_answer(struct request *req, struct response *res, const struct survey *s,
			enum survey_refusal r, const char *words);

#endif
