/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's pages of surveys share; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_SURVEY_DESK_H
#define REGULARS_FEEDBACK_SURVEY_DESK_H

#include "feedback/survey_send.h"

struct request;
struct response;
struct field_errors;
struct survey_input;

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
/* What needs no fields, and these words. */
void survey_desk_act(struct request *req, struct response *res,
		     enum survey_refusal (*fn)(struct work *w, uint64_t id), const char *words);

/* ---- how it goes out (survey_send_web.c) ---- */
/* "tiers", "customer_views", "order_views", "other_views": [{value, name, chosen}], by what the
 * form has; audience: as survey_audience_view says, or NULL. Three statements. */
void survey_send_add_targets(struct work *w, const cJSON *values, const cJSON *audience,
			     cJSON *view);
/* Whom it is for, and when, into *to; was NULL: it is new. False: *errors says what cannot be. */
bool survey_send_take(struct request *req, struct work *w, const struct survey_input *in,
		      const struct survey *was, struct survey *to, struct field_errors *errors);
/* "sending": null, or how it stands. One statement. */
void survey_send_add(struct work *w, const struct survey *s, const cJSON *audience, cJSON *view);

#endif
