/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customer's pages of a survey share; for survey_own_web.c and survey_answer_web.c alone.
 */
#ifndef REGULARS_FEEDBACK_SURVEY_OWN_H
#define REGULARS_FEEDBACK_SURVEY_OWN_H

#include "feedback/survey_send.h"
#include "respond.h"

#define SURVEY_OWN_PAGE "feedback/survey"

struct survey_page {
	struct request *req;
	struct response *res;
	struct work w;
	struct survey survey;
	const char *key; /* as it was sent; NULL: none */
	uint64_t response_id, order_id, customer_id, invite_id;
	struct survey_going at;
	struct survey_way_through path;
};

/* The way in. False: *res is answered. */
bool survey_own_open(struct survey_page *p, struct request *req, struct response *res);
/* Always false: *res is answered. */
bool survey_own_refuse(struct survey_page *p, enum survey_refusal r);
const char *survey_own_cookie(const struct survey_page *p);
char *survey_own_path(const struct survey_page *p, const char *key, int q);
/* Which of those that are asked; as many as there are: none. */
size_t survey_own_place(const struct survey_page *p, int num);
/* num 0: the end; is: what is chosen, NULL: nothing. */
cJSON *survey_own_view(struct survey_page *p, int num, const struct survey_answer *is);

#endif
