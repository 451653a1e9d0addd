/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's page of one question of a survey. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "feedback/survey_desk.h"
#include "feedback/survey_input.h"
#include "feedback/survey_view.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "feedback/survey_question_desk"

struct question_page {
	struct request *req;
	struct response *res;
	struct work w;
	struct survey survey;
	struct survey_form draft;
	const struct survey_question *question; /* NULL: a new one */
};

/* False: *res is answered. */
static bool open_page(struct question_page *p, struct request *req, struct response *res)
{
	const char *num = req->path_param[1];

	*p = (struct question_page){ .req = req, .res = res };
	if (!survey_desk_find(req, res, &p->w, &p->survey))
		return false;
	survey_read_form(&p->w, p->survey.id, 0, &p->draft);
	if (!num)
		return true;
	p->question = survey_question_of(&p->draft, strlen(num) < 6 ? atoi(num) : 0);
	if (!p->question)
		respond_not_found(req, res);
	return p->question != NULL;
}

/* ---- what a condition is about: a word, or "q" and the number of a question ---- */

static const char *about_text(struct arena *a, const struct survey_rule *r)
{
	if (r->about == ABOUT_ANSWER)
		return arena_printf(a, "q%d", r->num);
	return r->about == ABOUT_NOTHING ? NULL : survey_about_word[r->about];
}

static bool read_about(const char *text, struct survey_rule *r)
{
	if (!text)
		return true;
	if (text[0] == 'q' && strspn(text + 1, "0123456789") == strlen(text + 1) && text[1] &&
	    strlen(text) < 7) {
		*r = (struct survey_rule){ .about = ABOUT_ANSWER, .num = atoi(text + 1) };
		return true;
	}
	for (int i = ABOUT_SKU; i < SURVEY_ABOUT__MAX; i++)
		if (!strcmp(text, survey_about_word[i])) {
			r->about = (enum survey_about)i;
			return true;
		}
	return false;
}

/* ---- the page ---- */

/* Questions that it may be about: those before it whose answers can be compared. */
static void add_abouts(struct question_page *p, const char *chosen, const char *name, cJSON *view)
{
	cJSON *list = json_add_array(view, name);

	for (size_t i = 0; i < p->draft.n && &p->draft.q[i] != p->question; i++) {
		const struct survey_question *q = &p->draft.q[i];
		cJSON *one;
		const char *value;

		if (q->kind == SURVEY_TEXT || q->kind == SURVEY_DATE)
			continue;
		one = survey_question_view(p->req->arena, q);
		value = arena_printf(p->req->arena, "q%d", q->num);
		json_add_text(one, "value", value);
		json_add_int(one, "at", (int64_t)i + 1);
		json_add_bool(one, "chosen", chosen && !strcmp(chosen, value));
		cJSON_AddItemToArray(list, one);
	}
}

static const char *words_of(const cJSON *values, const char *name)
{
	return json_get_text(values, name);
}

static cJSON *view_of(struct question_page *p, const cJSON *values)
{
	struct arena *a = p->req->arena;
	const char *kind = words_of(values, "kind");
	cJSON *view = json_object();

	json_add(view, "survey", survey_view(&p->survey));
	if (p->question)
		json_add_int(view, "num", p->question->num);
	else
		json_add_null(view, "num"); /* a number is true, even 0 */
	json_add_text(view, "kind", kind);
	survey_desk_choices(view, "kinds", survey_kind_word, SURVEY_KIND__MAX, kind);
	for (int k = 0; k < SURVEY_KIND__MAX; k++)
		json_add_bool(view, arena_printf(a, "is_%s", survey_kind_word[k]),
			      kind && !strcmp(kind, survey_kind_word[k]));
	for (int i = 1; i <= SURVEY_RULES; i++) {
		const char *about = words_of(values, arena_printf(a, "about_%d", i));

		add_abouts(p, about, arena_printf(a, "answers_%d", i), view);
		survey_desk_choices(view, arena_printf(a, "facts_%d", i),
				    survey_about_word + ABOUT_SKU, SURVEY_ABOUT__MAX - ABOUT_SKU,
				    about);
		survey_desk_choices(view, arena_printf(a, "ops_%d", i), survey_op_word,
				    SURVEY_OP__MAX, words_of(values, arena_printf(a, "op_%d", i)));
	}
	return view;
}

static cJSON *values_of(struct question_page *p)
{
	const struct survey_question *q = p->question;
	struct arena *a = p->req->arena;
	const char *kind = params_get(&p->req->query, "kind");
	cJSON *v = json_object();

	json_add_text(v, "edition", arena_printf(a, "%d", p->survey.edition));
	if (!q) {
		json_add_text(v, "kind", kind);
		json_add_text(v, "least", "0");
		json_add_text(v, "most", "100");
		return v;
	}
	json_add_text(v, "kind", survey_kind_word[q->kind]);
	json_add_bool(v, "required", q->required);
	json_add_text(v, "text_en", q->text[LANG_EN]);
	json_add_text(v, "text_zh", q->text[LANG_ZH]);
	json_add_text(v, "choices_en", q->choices[LANG_EN]);
	json_add_text(v, "choices_zh", q->choices[LANG_ZH]);
	json_add_text(v, "least", arena_printf(a, "%lld", (long long)q->least));
	json_add_text(v, "most", arena_printf(a, "%lld", (long long)q->most));
	for (int i = 0; i < SURVEY_RULES; i++) {
		const struct survey_rule *r = &q->rule[i];

		json_add_text(v, arena_printf(a, "about_%d", i + 1), about_text(a, r));
		json_add_text(v, arena_printf(a, "op_%d", i + 1), survey_op_word[r->op]);
		json_add_text(v, arena_printf(a, "value_%d", i + 1), r->value);
	}
	return v;
}

void survey_web_question(struct request *req, struct response *res)
{
	struct question_page p;
	cJSON *view, *values;

	if (!open_page(&p, req, res))
		return;
	values = values_of(&p);
	view = view_of(&p, values);
	json_add(view, "form", respond_form(req, question_fields, QUESTION_FIELDS, values, NULL));
	respond_view(req, res, PAGE, view);
}

/* ---- saving ---- */

/* What a draft may lack is said beside it, once it stands; here is what cannot be kept at all. */
static bool read_question(struct question_page *p, const struct question_input *in,
			  struct survey_question *q, struct field_errors *errors)
{
	*q = (struct survey_question){
		.num = p->question ? p->question->num : 0,
		.kind = (enum survey_kind)in->kind,
		.required = in->required,
		.text = { [LANG_EN] = in->text_en, [LANG_ZH] = in->text_zh },
		.choices = { [LANG_EN] = in->choices_en, [LANG_ZH] = in->choices_zh },
		.least = in->least,
		.most = in->most,
	};
	for (int i = 0; i < SURVEY_RULES; i++) {
		struct survey_rule *r = &q->rule[i];

		if (!read_about(in->about[i], r))
			field_error(errors, arena_printf(errors->arena, "/about_%d", i + 1),
				    "not_a_choice", N_("Choose one of the list"), NULL);
		r->op = (enum survey_op)in->op[i];
		r->value = in->value[i];
		if (r->about != ABOUT_NOTHING && !r->value)
			field_error(errors, arena_printf(errors->arena, "/value_%d", i + 1),
				    "required", N_("Write what it is compared with"), NULL);
	}
	return errors->n == 0;
}

void survey_web_put_question(struct request *req, struct response *res)
{
	struct question_input in = { .kind = SURVEY_NPS, .most = 100, .edition = -1 };
	struct field_errors errors = { .arena = req->arena };
	struct survey_question q;
	struct question_page p;

	if (!open_page(&p, req, res))
		return;
	if (!fields_read(req, question_fields, QUESTION_FIELDS, &in, NULL, &errors) ||
	    !read_question(&p, &in, &q, &errors)) {
		respond_errors(req, res, PAGE,
			       view_of(&p, fields_typed(req, question_fields, QUESTION_FIELDS)),
			       question_fields, QUESTION_FIELDS, &errors);
		return;
	}
	survey_desk_answer(req, res, &p.survey,
			   survey_put_question(&p.w, p.survey.id, (int)in.edition, &q),
			   N_("Saved. It is asked once the survey is published."));
}

static void act(struct request *req, struct response *res,
		enum survey_refusal (*fn)(struct work *w, uint64_t id, int num), const char *words)
{
	struct field_errors errors = { .arena = req->arena };
	struct question_page p;

	if (!open_page(&p, req, res))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors))
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
	else
		survey_desk_answer(req, res, &p.survey, fn(&p.w, p.survey.id, p.question->num),
				   words);
}

void survey_web_remove_question(struct request *req, struct response *res)
{
	act(req, res, survey_remove_question,
	    N_("Removed. It is asked until the survey is published anew, and its answers stay."));
}

void survey_web_raise_question(struct request *req, struct response *res)
{
	act(req, res, survey_raise_question, N_("Moved up."));
}
