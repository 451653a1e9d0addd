/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews at the desk: the list, and one with what is done about it. */
#include <string.h>
#include "base/fail.h"
#include "base/ident.h"
#include "base/json.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "feedback/count.h"
#include "feedback/input.h"
#include "feedback/photo.h"
#include "feedback/reading.h"
#include "feedback/store.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"
#include "staff/staff.h"

enum { PAGE = 50 };
#define ONE "feedback/desk_review"

static const char *const view_word[REVIEW_VIEW__MAX] = {
	[VIEW_ALL] = "all",   [VIEW_WAITING] = "waiting", [VIEW_LOW] = "low",
	[VIEW_OPEN] = "open", [VIEW_HIDDEN] = "hidden",
};

static cJSON *desk_view(struct arena *a, const struct review *r)
{
	cJSON *t = review_view(r), *name = json_add_object(t, "name");

	photos_add(a, r, PHOTO_FOR_SHOP, t);
	json_add_id(t, "id", r->id);
	json_add_text(t, "order", r->number);
	json_add_text(t, "sku", r->sku);
	reading_add(a, r->reading, r->body, t);
	json_add_text(name, lang_tag[LANG_EN], r->name_en);
	json_add_text(name, lang_tag[LANG_ZH], r->name_zh);
	return t;
}

/* ---- the list ---- */

/* What the list is narrowed to. */
struct asked {
	enum review_view view;
	const char *word; /* whose reviews are asked for; NULL: a view is */
	const char *sku;  /* of a word; NULL: any */
	uint64_t sku_id;
};

static enum review_view view_of(const char *word)
{
	for (int v = 0; word && v < REVIEW_VIEW__MAX; v++)
		if (!strcmp(word, view_word[v]))
			return (enum review_view)v;
	return VIEW_ALL;
}

static bool find_sku(struct work *w, const char *code, uint64_t *id)
{
	struct sku *found;

	catalog_find_skus(w, &code, 1, &found);
	*id = found ? found->id : 0;
	return found;
}

static struct asked asked_of(struct work *w, const struct params *query)
{
	const char *word = params_get(query, "word"), *sku = params_get(query, "sku");
	struct asked a = { .view = view_of(params_get(query, "view")) };

	if (word && *word && text_length(word) <= COUNTED_CHARS)
		a.word = word;
	if (a.word && sku && find_sku(w, sku, &a.sku_id))
		a.sku = sku;
	return a;
}

static struct review *list_of(struct work *w, const struct asked *a, uint64_t below, int limit,
			      size_t *n)
{
	return a->word ? review_store_by_word(w, a->word, a->sku_id, below, limit, n)
		       : review_store_list(w, a->view, below, limit, n);
}

static void add_tabs(enum review_view now, cJSON *view)
{
	cJSON *tabs = json_add_array(view, "tabs");

	for (int v = 0; v < REVIEW_VIEW__MAX; v++) {
		cJSON *one = json_append_object(tabs);

		json_add_text(one, "view", view_word[v]);
		json_add_bool(one, "current", (int)now == v);
	}
}

void feedback_web_list(struct request *req, struct response *res)
{
	const char *after = params_get(&req->query, "after");
	cJSON *view = json_object(), *list = json_add_array(view, "reviews"), *pager;
	struct work w = work_of(req);
	struct asked a = asked_of(&w, &req->query);
	uint64_t below = INT64_MAX;
	struct review *all;
	size_t n;

	if (after && !ident_parse(after, &below))
		below = INT64_MAX;
	all = list_of(&w, &a, below, PAGE + 1, &n);
	for (size_t i = 0; i < n && i < PAGE; i++)
		cJSON_AddItemToArray(list, desk_view(w.arena, &all[i]));
	add_tabs(a.word ? REVIEW_VIEW__MAX : a.view, view);
	json_add_text(view, "word", a.word);
	json_add_text(view, "sku", a.sku);
	json_add_text(view, "view", view_word[a.view]);
	json_add_bool(view, "any", n > 0);
	pager = json_add_object(view, "pager");
	json_add_id(pager, "next", n > PAGE ? all[PAGE - 1].id : 0);
	respond_add_export(req, view, "reviews");
	respond_view(req, res, "feedback/desk_list", view);
}

struct review_for_file *review_list_for_file(struct work *w, const char *filters, uint64_t below,
					     int limit, size_t *n)
{
	struct review_for_file *v;
	const struct review *all;
	struct params query;
	struct asked a;

	if (params_parse(w->arena, filters, strlen(filters), &query) != WEB_OK)
		fail("reviews: filters that nobody can read");
	a = asked_of(w, &query);
	all = list_of(w, &a, below ? below : INT64_MAX, limit, n);
	v = arena_array_of(w->arena, *n + 1, struct review_for_file);
	for (size_t i = 0; i < *n; i++)
		v[i] = (struct review_for_file){ .id = all[i].id,
						 .created_at = all[i].created_at,
						 .edited_at = all[i].edited_at,
						 .replied_at = all[i].replied_at,
						 .order = all[i].number,
						 .sku = all[i].sku,
						 .name_en = all[i].name_en,
						 .name_zh = all[i].name_zh,
						 .stars = all[i].stars,
						 .tags = all[i].tags,
						 .state = all[i].state,
						 .lang = all[i].lang,
						 .anonymous = all[i].anonymous,
						 .body = all[i].body,
						 .after = all[i].after,
						 .reply = all[i].reply };
	return v;
}

/* ---- one ---- */

static void add_events(struct work *w, uint64_t id, cJSON *view)
{
	cJSON *list = json_add_array(view, "events");
	struct staff_names names = { .n = 0 };
	size_t n;
	const struct review_event *all = review_store_events(w, id, &n);

	for (size_t i = 0; i < n; i++)
		staff_names_want(&names, all[i].actor.kind == ACTOR_STAFF ? all[i].actor.id : 0);
	staff_names_read(w, &names);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "act", review_act_word[all[i].kind]);
		json_add_text(one, "reason",
			      all[i].reason >= 0 ? hide_reason_word[all[i].reason] : NULL);
		json_add_text(one, "why", all[i].why);
		json_add_text(one, "by", staff_names_of(&names, all[i].actor.id));
		json_add_instant(one, "at", all[i].at);
	}
	json_add_bool(view, "has_events", n > 0);
}

/* False: *res says that there is none. */
static bool find(struct request *req, struct response *res, struct work *w, struct review *r)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && review_store_get(w, id, r))
		return true;
	respond_not_found(req, res);
	return false;
}

static cJSON *one_view(struct request *req, struct work *w, const struct review *r)
{
	cJSON *view = json_object(), *reply = json_object();

	json_add(view, "review", desk_view(w->arena, r));
	add_events(w, r->id, view);
	json_add_text(reply, "body", r->reply);
	/* two forms stand on the page; one of them is sent */
	json_add(view, "reply", respond_form(req, reply_fields, REPLY_FIELDS, reply, NULL));
	json_add(view, "hide", respond_form(req, hide_fields, HIDE_FIELDS, NULL, NULL));
	return view;
}

void feedback_web_review(struct request *req, struct response *res)
{
	struct review r;
	struct work w;

	if (find(req, res, &w, &r))
		respond_view(req, res, ONE, one_view(req, &w, &r));
}

static void refuse(struct request *req, struct response *res, struct work *w,
		   const struct review *r, const char *which, const struct field *table, size_t n,
		   const struct field_errors *errors)
{
	cJSON *view = one_view(req, w, r);

	cJSON_DeleteItemFromObjectCaseSensitive(view, which);
	json_add(view, which, respond_form(req, table, n, fields_typed(req, table, n), errors));
	respond_errors(req, res, ONE, view, table, n, errors);
}

static void answer(struct request *req, struct response *res, struct work *w,
		   const struct review *r, enum review_refusal refusal, const char *words)
{
	struct review now;

	if (refusal == REVIEW_NOT_NOW)
		respond_refusal(req, res, 409, "not_now", N_("Somebody else has just done this."));
	else if (refusal != REVIEW_OK || !review_store_get(w, r->id, &now))
		respond_not_found(req, res);
	else
		respond_done(req, res, 200, desk_view(req->arena, &now),
			     arena_printf(req->arena, "/desk/reviews/%llu",
					  (unsigned long long)r->id),
			     "success", words);
}

void feedback_web_reply(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct reply_input in = { 0 };
	struct review r;
	struct work w;

	if (!find(req, res, &w, &r))
		return;
	if (!fields_read(req, reply_fields, REPLY_FIELDS, &in, NULL, &errors))
		refuse(req, res, &w, &r, "reply", reply_fields, REPLY_FIELDS, &errors);
	else
		answer(req, res, &w, &r, review_reply(&w, r.id, in.body),
		       N_("Replied. It stands below the review."));
}

void feedback_web_hide(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct hide_input in = { .reason = HIDE_OFF_TOPIC };
	struct review r;
	struct work w;

	if (!find(req, res, &w, &r))
		return;
	if (!fields_read(req, hide_fields, HIDE_FIELDS, &in, NULL, &errors))
		refuse(req, res, &w, &r, "hide", hide_fields, HIDE_FIELDS, &errors);
	else
		answer(req, res, &w, &r, review_hide(&w, r.id, (enum hide_reason)in.reason, in.why),
		       N_("Hidden. Nobody but the shop and its customer reads it any more, and its "
			  "stars do not count."));
}

/* What takes nothing but the press of its button. */
static void act(struct request *req, struct response *res,
		enum review_refusal (*fn)(struct work *w, uint64_t id), const char *words)
{
	struct field_errors errors = { .arena = req->arena };
	struct review r;
	struct work w;

	if (!find(req, res, &w, &r))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors))
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
	else
		answer(req, res, &w, &r, fn(&w, r.id), words);
}

void feedback_web_show(struct request *req, struct response *res)
{
	act(req, res, review_show, N_("Shown again."));
}

void feedback_web_publish(struct request *req, struct response *res)
{
	act(req, res, review_publish, N_("Published."));
}
