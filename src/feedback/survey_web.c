/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of surveys: which there are, what one is, and whether it runs. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "base/qr.h"
#include "feedback/survey_desk.h"
#include "feedback/survey_input.h"
#include "feedback/survey_view.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

#define LIST "/desk/surveys"
#define ONE  "feedback/survey_desk"

bool survey_desk_find(struct request *req, struct response *res, struct work *w, struct survey *s)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && survey_get(w, id, s))
		return true;
	respond_not_found(req, res);
	return false;
}

char *survey_desk_path(struct request *req, const struct survey *s, const char *tail)
{
	return arena_printf(req->arena, LIST "/%llu%s", (unsigned long long)s->id, tail);
}

void survey_desk_choices(cJSON *view, const char *name, const char *const *words, int n,
			 const char *chosen)
{
	cJSON *list = json_add_array(view, name);

	for (int i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "value", words[i]);
		json_add_bool(one, "chosen", chosen && !strcmp(chosen, words[i]));
	}
}

/* ---- the list, and a new one ---- */

void survey_web_list(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *list = json_add_array(view, "surveys");
	struct work w = work_of(req);
	size_t n;
	const struct survey *all = survey_list(&w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = survey_view(&all[i]);

		json_add_bool(one, "is_limited", all[i].quota > 0);
		cJSON_AddItemToArray(list, one);
	}
	json_add_bool(view, "any", n > 0);
	respond_view(req, res, "feedback/survey_list", view);
}

/* How it stands, or the words that were typed, among all there are. */
static void add_settings(cJSON *view, const cJSON *values)
{
	const char *audience = json_get_text(values, "audience");
	const char *often = json_get_text(values, "often");

	survey_desk_choices(view, "audiences", survey_audience_word, SURVEY_AUDIENCE__MAX,
			    audience);
	survey_desk_choices(view, "oftens", survey_often_word, SURVEY_OFTEN__MAX, often);
}

static cJSON *new_view(struct work *w, const cJSON *values)
{
	cJSON *view = json_object();

	add_settings(view, values);
	survey_send_add_targets(w, values, NULL, view);
	return view;
}

void survey_web_new(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = new_view(&w, NULL);

	json_add(view, "form", respond_form(req, survey_fields, SURVEY_FIELDS, NULL, NULL));
	respond_view(req, res, "feedback/survey_new", view);
}

static struct survey draft_of(const struct survey_input *in)
{
	return (struct survey){ .title = in->title,
				.audience = (enum survey_audience)in->audience,
				.often = (enum survey_often)in->often,
				.quota = in->quota,
				.edition = (int)in->edition };
}

void survey_web_make(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct survey_input in = { .often = ONCE_A_LINK, .first_on = INSTANT_NONE };
	struct work w = work_of(req);
	struct survey s;
	bool read = fields_read(req, survey_fields, SURVEY_FIELDS, &in, NULL, &errors);

	s = draft_of(&in);
	if (!survey_send_take(req, &w, &in, NULL, &s, &errors) || !read) {
		respond_errors(req, res, "feedback/survey_new",
			       new_view(&w, fields_typed(req, survey_fields, SURVEY_FIELDS)),
			       survey_fields, SURVEY_FIELDS, &errors);
		return;
	}
	s.id = survey_make(&w, &s);
	if (survey_get(&w, s.id, &s))
		respond_done(req, res, 201, survey_view(&s), survey_desk_path(req, &s, ""),
			     "success", N_("Now add what is asked."));
}

/* ---- one ---- */

static void add_rule(const struct survey_form *f, const struct survey_rule *r, cJSON *list)
{
	cJSON *one;

	if (r->about == ABOUT_NOTHING)
		return;
	one = json_append_object(list);
	json_add_text(one, "about", survey_about_word[r->about]);
	if (r->about == ABOUT_ANSWER)
		json_add_int(one, "num", r->num);
	else
		json_add_null(one, "num");
	json_add_int(one, "place", 0);
	for (size_t i = 0; i < f->n; i++)
		if (r->about == ABOUT_ANSWER && f->q[i].num == r->num) {
			cJSON_DeleteItemFromObjectCaseSensitive(one, "place");
			json_add_int(one, "place", (int64_t)i + 1);
		}
	json_add_text(one, "op", survey_op_word[r->op]);
	json_add_text(one, "value", r->value);
}

size_t survey_desk_questions(struct arena *a, const struct survey_form *f, cJSON *view)
{
	cJSON *list = json_add_array(view, "questions");
	size_t n_flaws = 0;

	for (size_t i = 0; i < f->n; i++) {
		cJSON *one = survey_question_view(a, &f->q[i]), *rules;
		enum survey_flaw flaw = survey_flaw_of(f, i);

		survey_add_controls(a, &f->q[i], NULL, one);
		json_add_int(one, "at", (int64_t)i + 1);
		json_add_text(one, "prefix", arena_printf(a, "q%d-", f->q[i].num));
		json_add_bool(one, "is_first", i == 0);
		json_add_text(one, "flaw", flaw ? survey_flaw_word[flaw] : NULL);
		rules = json_add_array(one, "rules");
		for (int k = 0; k < SURVEY_RULES; k++)
			add_rule(f, &f->q[i].rule[k], rules);
		json_add_bool(one, "has_rules", cJSON_GetArraySize(rules) > 0);
		cJSON_AddItemToArray(list, one);
		n_flaws += flaw != FLAW_NONE;
	}
	json_add_bool(view, "has_questions", f->n > 0);
	json_add_bool(view, "may_add", f->n < SURVEY_QUESTIONS);
	return n_flaws;
}

static void add_link(struct request *req, const struct survey *s, cJSON *view)
{
	const struct config *c = req->app->config;
	const char *link =
		arena_printf(req->arena, "%s%s/survey/%s", c->base_url, c->base_path, s->code);
	int size = 0;

	json_add_text(view, "link", link);
	json_add_text(view, "qr", qr_path(req->arena, link, &size));
	json_add_int(view, "qr_size", size);
}

static cJSON *values_of(struct request *req, const struct survey *s, const cJSON *audience)
{
	static const char *const chosen[] = { "tag", "tier", "view" };
	struct civil c = instant_to_local(s->send.first_on);
	cJSON *v = survey_view(s);

	cJSON_DeleteItemFromObjectCaseSensitive(v, "quota");
	json_add_text(v, "quota",
		      s->quota ? arena_printf(req->arena, "%lld", (long long)s->quota) : NULL);
	for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
		json_add_text(v, chosen[i], json_get_text(audience, chosen[i]));
	cJSON_DeleteItemFromObjectCaseSensitive(v, "first_on");
	json_add_text(v, "first_on",
		      instant_is_none(s->send.first_on)
			      ? NULL
			      : arena_printf(req->arena, "%04d-%02d-%02d", c.year, c.month, c.day));
	cJSON_DeleteItemFromObjectCaseSensitive(v, "every_months");
	json_add_text(v, "every_months",
		      s->send.every_months ? arena_printf(req->arena, "%d", s->send.every_months)
					   : NULL);
	return v;
}

static cJSON *one_view(struct request *req, struct work *w, const struct survey *s,
		       const cJSON *audience, const cJSON *values)
{
	cJSON *view = json_object();
	struct survey_form f;
	size_t n_flaws;

	survey_read_form(w, s->id, 0, &f);
	json_add(view, "survey", survey_view(s));
	add_settings(view, values);
	survey_send_add_targets(w, values, audience, view);
	survey_send_add(w, s, audience, view);
	n_flaws = survey_desk_questions(req->arena, &f, view);
	survey_desk_choices(view, "kinds", survey_kind_word, SURVEY_KIND__MAX, NULL);
	json_add_bool(view, "has_flaws", n_flaws > 0);
	json_add_bool(view, "may_publish", f.n > 0 && n_flaws == 0 && s->is_changed);
	json_add_bool(view, "is_open", s->state == SURVEY_OPEN);
	json_add_bool(view, "is_stopped", s->state == SURVEY_STOPPED);
	json_add_bool(view, "is_published", s->version > 0);
	json_add_bool(view, "by_link", s->audience == FOR_WHO_HAS_THE_LINK);
	add_link(req, s, view);
	return view;
}

void survey_web_show(struct request *req, struct response *res)
{
	struct survey s;
	struct work w;
	cJSON *view, *values, *audience;

	if (!survey_desk_find(req, res, &w, &s))
		return;
	audience = survey_audience_view(&w, &s);
	values = values_of(req, &s, audience);
	view = one_view(req, &w, &s, audience, values);
	json_add(view, "form", respond_form(req, survey_fields, SURVEY_FIELDS, values, NULL));
	respond_view(req, res, ONE, view);
}

void survey_desk_answer(struct request *req, struct response *res, const struct survey *s,
			enum survey_refusal r, const char *words)
{
	static const struct {
		const char *code, *msg;
	} said[SURVEY_REFUSAL__MAX] = {
		[SURVEY_STALE] = { "stale", N_("Somebody else has just changed this survey. Open "
					       "it again to see how it is now.") },
		[SURVEY_FLAWED] = { "flawed", N_("It can’t be published like this: look at what "
						 "is said beside its questions.") },
		[SURVEY_NOT_NOW] = { "not_now", N_("Somebody else has just done this.") },
		[SURVEY_TOO_MANY] = { "too_many",
				      N_("A survey has 20 questions at most. Remove one first.") },
	};
	struct work w = work_of(req);
	struct survey now;

	if (r == SURVEY_OK && survey_get(&w, s->id, &now))
		respond_done(req, res, 200, survey_view(&now), survey_desk_path(req, s, ""),
			     "success", words);
	else if (said[r].code)
		respond_refusal(req, res, 409, said[r].code, said[r].msg);
	else
		respond_not_found(req, res);
}

void survey_web_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct survey_input in = { .edition = -1, .first_on = INSTANT_NONE };
	struct survey s, to;
	struct work w;
	cJSON *typed;
	bool read;

	if (!survey_desk_find(req, res, &w, &s))
		return;
	in.often = (int)s.often;
	in.audience = (int)s.audience;
	read = fields_read(req, survey_fields, SURVEY_FIELDS, &in, NULL, &errors);
	to = draft_of(&in);
	if (!survey_send_take(req, &w, &in, &s, &to, &errors) || !read) {
		typed = fields_typed(req, survey_fields, SURVEY_FIELDS);
		respond_errors(req, res, ONE,
			       one_view(req, &w, &s, survey_audience_view(&w, &s), typed),
			       survey_fields, SURVEY_FIELDS, &errors);
		return;
	}
	to.id = s.id;
	to.edition = in.edition < 0 ? s.edition : (int)in.edition;
	survey_desk_answer(req, res, &s, survey_change(&w, &to), N_("Saved."));
}

/* ---- acts without fields ---- */

void survey_desk_act(struct request *req, struct response *res,
		     enum survey_refusal (*fn)(struct work *w, uint64_t id), const char *words)
{
	struct field_errors errors = { .arena = req->arena };
	struct survey s;
	struct work w;

	if (!survey_desk_find(req, res, &w, &s))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors))
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
	else
		survey_desk_answer(req, res, &s, fn(&w, s.id), words);
}

void survey_web_publish(struct request *req, struct response *res)
{
	survey_desk_act(
		req, res, survey_publish,
		N_("Published. Who begins from now on is asked this; who has begun goes on as they "
		   "were."));
}

void survey_web_start(struct request *req, struct response *res)
{
	survey_desk_act(req, res, survey_start, N_("It runs again."));
}

void survey_web_stop(struct request *req, struct response *res)
{
	survey_desk_act(req, res, survey_stop, N_("Stopped. Nobody can answer any more."));
}

/* ---- how it looks on a phone ---- */

void survey_web_preview(struct request *req, struct response *res)
{
	const char *lang = params_get(&req->query, "lang");
	struct survey_form f;
	struct survey s;
	struct work w;
	cJSON *view;

	if (!survey_desk_find(req, res, &w, &s))
		return;
	/* the whole page, for what stands on it is said in one language */
	if (lang)
		(void)!lang_from_tag(lang, &req->lang);
	survey_read_form(&w, s.id, 0, &f);
	view = json_object();
	json_add(view, "survey", survey_view(&s));
	survey_desk_questions(req->arena, &f, view);
	json_add_bool(view, "is_zh", req->lang == LANG_ZH);
	respond_view(req, res, "feedback/survey_preview", view);
}
