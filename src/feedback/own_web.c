/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's own reviews, and what can still be reviewed. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "feedback/own.h"
#include "feedback/photo.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

enum { PAGE = 20, UNSAID = 50 };

static void add_item(cJSON *t, const char *number, const char *sku, const char *names[LANG__MAX],
		     const char *picture)
{
	cJSON *name = json_add_object(t, "name");

	for (int i = 0; i < LANG__MAX; i++)
		json_add_text(name, lang_tag[i], names[i]);
	json_add_text(t, "order", number);
	json_add_text(t, "sku", sku);
	json_add_text(t, "picture", picture);
}

static bool add_unsaid(struct work *w, uint64_t customer_id, cJSON *view)
{
	cJSON *list = json_add_array(view, "unsaid");
	size_t n;
	const struct own_unsaid *all = own_store_unsaid(w, customer_id, UNSAID, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);
		const char *names[LANG__MAX] = {
			[LANG_EN] = all[i].name_en, [LANG_ZH] = all[i].name_zh
		};

		add_item(one, all[i].number, all[i].sku, names, all[i].picture);
		json_add_instant(one, "placed_at", all[i].placed_at);
	}
	return n > 0;
}

static bool add_said(struct request *req, struct work *w, uint64_t customer_id, cJSON *view)
{
	const char *before = params_get(&req->query, "before");
	cJSON *list = json_add_array(view, "reviews"), *pager = json_add_object(view, "pager");
	uint64_t below = INT64_MAX;
	const struct own_review *all;
	size_t n;

	if (before && !ident_parse(before, &below))
		below = INT64_MAX;
	all = own_store_said(w, customer_id, below, PAGE + 1, &n);
	for (size_t i = 0; i < n && i < PAGE; i++) {
		const struct review *r = &all[i].r;
		const char *names[LANG__MAX] = { [LANG_EN] = r->name_en, [LANG_ZH] = r->name_zh };
		cJSON *one = review_view(r);

		add_item(one, r->number, r->sku, names, all[i].picture);
		json_add_text(one, "hidden_for",
			      all[i].hidden_for >= 0 ? hide_reason_word[all[i].hidden_for] : NULL);
		photos_add(w->arena, r, PHOTO_FOR_OWNER, one);
		json_add_bool(one, "may_follow", review_may_follow(r, w->now) == FOLLOW_OK);
		cJSON_AddItemToArray(list, one);
	}
	json_add_id(pager, "next", n > PAGE ? all[PAGE - 1].r.id : 0);
	return n > 0;
}

static void add_tabs(cJSON *view, bool mine)
{
	static const char *const word[] = { "to_review", "mine" };
	cJSON *tabs = json_add_array(view, "tabs");

	for (int i = 0; i < 2; i++) {
		cJSON *one = json_append_object(tabs);

		json_add_text(one, "tab", word[i]);
		json_add_bool(one, "current", mine == (i == 1));
	}
}

void feedback_web_mine(struct request *req, struct response *res)
{
	const char *tab = params_get(&req->query, "tab");
	bool mine = tab && !strcmp(tab, "mine");
	uint64_t id = req->session->actor.id;
	struct work w = work_of(req);
	cJSON *view = json_object();

	add_tabs(view, mine);
	json_add_bool(view, "mine", mine);
	if (mine) {
		json_add_array(view, "unsaid");
		json_add_bool(view, "any", add_said(req, &w, id, view));
	} else {
		json_add_array(view, "reviews");
		json_add_id(json_add_object(view, "pager"), "next", 0);
		json_add_bool(view, "any", add_unsaid(&w, id, view));
	}
	respond_view(req, res, "feedback/own", view);
}
