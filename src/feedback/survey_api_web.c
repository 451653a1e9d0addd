/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys for programs: the list, and the answers to one. */
#include "base/json.h"
#include "feedback/survey_desk.h"
#include "feedback/survey_view.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

void survey_api_list(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *list = json_add_array(view, "surveys");
	struct work w = work_of(req);
	size_t n;
	const struct survey *all = survey_list(&w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, survey_view(&all[i]));
	respond_view(req, res, NULL, view);
}

static void add_line(const struct survey_line *l, cJSON *list)
{
	cJSON *one = json_append_object(list), *text;

	json_add_int(one, "question", l->num);
	json_add_text(one, "kind", l->kind);
	if (l->answer_en) {
		text = json_add_object(one, "answer");
		json_add_text(text, lang_tag[LANG_EN], l->answer_en);
		json_add_text(text, lang_tag[LANG_ZH], l->answer_zh);
	} else {
		json_add_null(one, "answer");
	}
}

void survey_api_answers(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *list = json_add_array(view, "responses"), *said = NULL;
	struct list_page page;
	const struct survey_line *v;
	uint64_t after, last = 0;
	struct survey s;
	struct work w;
	size_t n;

	if (!survey_desk_find(req, res, &w, &s) || !paged_read_page(req, res, &page))
		return;
	after = page.place;
	v = survey_lines(&w, s.id, &after, (int)page.limit, &n);
	for (size_t i = 0; i < n; i++) {
		if (v[i].response_id != last) {
			cJSON *one = json_append_object(list);

			last = v[i].response_id;
			json_add_id(one, "id", last);
			json_add_instant(one, "at", v[i].at);
			json_add_text(one, "order", v[i].order);
			json_add_int(one, "version", v[i].version);
			json_add_text(one, "lang", lang_tag[v[i].lang]);
			said = json_add_array(one, "answers");
		}
		add_line(&v[i], said);
	}
	paged_respond(req, res, view,
		      after ? arena_printf(req->arena, "%llu", (unsigned long long)after) : NULL);
}
