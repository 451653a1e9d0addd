/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written in answers to a survey, and how its scores are reckoned. */
#include <stdlib.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "feedback/survey_desk.h"
#include "feedback/survey_store.h"
#include "feedback/survey_view.h"
#include "feedback/web.h"
#include "respond.h"

enum { TEXTS = 50 };

void survey_web_texts(struct request *req, struct response *res)
{
	const char *after = params_get(&req->query, "after"), *q = params_get(&req->query, "q");
	int num = q && strlen(q) < 6 ? atoi(q) : 0;
	const struct survey_question *of;
	cJSON *view = json_object(), *list, *pager;
	uint64_t below = INT64_MAX;
	struct survey_text *v;
	struct survey_form f;
	struct survey s;
	struct work w;
	size_t n;

	if (!survey_desk_find(req, res, &w, &s))
		return;
	survey_store_ever(&w, s.id, &f);
	of = survey_question_of(&f, num);
	if (!of || of->kind != SURVEY_TEXT) {
		respond_not_found(req, res);
		return;
	}
	if (after && !ident_parse(after, &below))
		below = INT64_MAX;
	v = count_store_texts(&w, s.id, num, below, TEXTS + 1, &n);
	json_add(view, "survey", survey_view(&s));
	json_add(view, "question", survey_question_view(req->arena, of));
	list = json_add_array(view, "texts");
	for (size_t i = 0; i < n && i < TEXTS; i++) {
		cJSON *one = json_append_object(list);

		json_add_id(one, "response", v[i].response_id);
		json_add_text(one, "body", v[i].body);
		json_add_text(one, "order", v[i].number);
		json_add_text(one, "lang", lang_tag[v[i].lang]);
		json_add_instant(one, "at", v[i].at);
	}
	json_add_bool(view, "any", n > 0);
	pager = json_add_object(view, "pager");
	json_add_id(pager, "next", n > TEXTS ? v[TEXTS - 1].response_id : 0);
	respond_view(req, res, "feedback/survey_texts", view);
}

void survey_web_definitions(struct request *req, struct response *res)
{
	respond_view(req, res, "feedback/survey_definitions", json_object());
}
