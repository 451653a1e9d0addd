/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys as trees. */
#include "feedback/survey_view.h"
#include "base/json.h"

cJSON *survey_view(const struct survey *s)
{
	cJSON *t = json_object();

	json_add_id(t, "id", s->id);
	json_add_text(t, "code", s->code);
	json_add_text(t, "title", s->title);
	json_add_text(t, "state", survey_state_word[s->state]);
	json_add_text(t, "audience", survey_audience_word[s->audience]);
	json_add_text(t, "often", survey_often_word[s->often]);
	json_add_int(t, "quota", s->quota);
	json_add_int(t, "answers", s->begun);
	json_add_int(t, "version", s->version);
	json_add_int(t, "edition", s->edition);
	json_add_bool(t, "is_changed", s->is_changed);
	json_add_instant(t, "created_at", s->created_at);
	json_add_instant(t, "started_at", s->started_at);
	json_add_instant(t, "stopped_at", s->stopped_at);
	json_add_id(t, "audience_id", s->send.audience_id);
	json_add_instant(t, "first_on", s->send.first_on);
	json_add_int(t, "every_months", s->send.every_months);
	json_add_instant(t, "next_at", s->send.next_at);
	json_add_bool(t, "is_paused", s->send.paused);
	json_add_int(t, "round", s->send.round);
	json_add_instant(t, "round_at", s->send.round_at);
	return t;
}

static void add_choices(struct arena *a, const struct survey_question *q, cJSON *t)
{
	cJSON *list = json_add_array(t, "choices");
	size_t n = survey_choice_count(q->choices[LANG_EN]);
	size_t zh = survey_choice_count(q->choices[LANG_ZH]);

	for (size_t i = 1; survey_is_choice(q->kind) && i <= (n > zh ? n : zh); i++) {
		cJSON *one = json_append_object(list), *text = json_add_object(one, "text");

		json_add_int(one, "place", (int64_t)i);
		for (int l = 0; l < LANG__MAX; l++) {
			size_t len;
			const char *s = survey_choice(q->choices[l], i, &len);

			json_add_text(text, lang_tag[l], len ? arena_strndup(a, s, len) : NULL);
		}
	}
}

cJSON *survey_question_view(struct arena *a, const struct survey_question *q)
{
	cJSON *t = json_object(), *text;

	json_add_int(t, "num", q->num);
	json_add_text(t, "kind", survey_kind_word[q->kind]);
	for (int k = 0; k < SURVEY_KIND__MAX; k++)
		json_add_bool(t, arena_printf(a, "is_%s", survey_kind_word[k]), (int)q->kind == k);
	json_add_bool(t, "is_scored", survey_is_score(q->kind));
	json_add_bool(t, "has_choices", survey_is_choice(q->kind));
	if (q->kind == SURVEY_NPS) {
		json_add_null(t, "text");
	} else {
		text = json_add_object(t, "text");
		for (int l = 0; l < LANG__MAX; l++)
			json_add_text(text, lang_tag[l], q->text[l]);
	}
	add_choices(a, q, t);
	json_add_bool(t, "required", !survey_may_skip(q));
	json_add_bool(t, "may_skip", survey_may_skip(q));
	json_add_int(t, "least", q->least);
	json_add_int(t, "most", q->most);
	return t;
}

static bool is_chosen(const struct survey_question *q, const struct survey_answer *is, int64_t v)
{
	if (!is || is->skipped)
		return false;
	return q->kind == SURVEY_MULTIPLE ? is->value >> (v - 1) & 1 : is->value == v;
}

void survey_add_controls(struct arena *a, const struct survey_question *q,
			 const struct survey_answer *is, cJSON *question)
{
	cJSON *scale = json_add_array(question, "scale"), *one;
	int least = 0, most = -1;

	if (survey_is_score(q->kind))
		survey_scale(q->kind, &least, &most);
	for (int i = least; i <= most; i++) {
		one = json_append_object(scale);
		json_add_text(one, "value", arena_printf(a, "%d", i));
		json_add_bool(one, "checked", is_chosen(q, is, i));
	}
	cJSON_ArrayForEach(one, json_get(question, "choices"))
	{
		json_add_bool(one, "checked", is_chosen(q, is, json_get_int(one, "place")));
	}
}
