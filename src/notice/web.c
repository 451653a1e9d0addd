/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one is told of, newest first, that it is seen, and what one wants to be told of. */
#include "notice/web.h"
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "notice/input.h"
#include "notice/store.h"
#include "respond.h"

enum { PAGE = 50 };
#define LIST    "/desk/notices"
#define CHOICES LIST "/choices"

/* ---- the list ---- */

static cJSON *line_view(const struct notice_line *n)
{
	cJSON *t = json_object();

	json_add_id(t, "id", n->id);
	json_add_text(t, "kind", notice_kind_word[n->kind]);
	json_add_text(t, "number", n->number);
	json_add_text(t, "badge", order_badge_word[n->badge]);
	json_add_text(t, "body", n->body);
	json_add_text(t, "by", n->by);
	json_add_instant(t, "due_at", n->due_at);
	json_add_instant(t, "at", n->at);
	json_add_bool(t, "is_new", n->is_new);
	return t;
}

void notice_web_list(struct request *req, struct response *res)
{
	const char *after = params_get(&req->query, "after");
	cJSON *view = json_object(), *list = json_add_array(view, "notices"), *pager;
	struct work w = work_of(req);
	struct notice_line *all;
	uint64_t below = INT64_MAX;
	bool is_new = false;
	size_t n;

	if (after && !ident_parse(after, &below))
		below = INT64_MAX;
	all = notice_store_list(&w, req->session->actor.id, below, PAGE + 1, &n);
	for (size_t i = 0; i < n && i < PAGE; i++) {
		cJSON_AddItemToArray(list, line_view(&all[i]));
		is_new = is_new || all[i].is_new;
	}
	json_add_bool(view, "any", n > 0);
	json_add_bool(view, "is_new", is_new);
	json_add_id(view, "newest", n > 0 ? all[0].id : 0);
	pager = json_add_object(view, "pager");
	json_add_id(pager, "next", n > PAGE ? all[PAGE - 1].id : 0);
	respond_add_export(req, view, "notices");
	respond_view(req, res, "notice/list", view);
}

void notice_web_seen(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct notice_seen_input in = { 0 };
	struct work w = work_of(req);

	if (!fields_read(req, notice_seen_fields, notice_seen_fields_n, &in, NULL, &errors)) {
		/* the page's button sends what is right: only a program has a use for more */
		if (req->wants_json)
			respond_errors(req, res, NULL, NULL, notice_seen_fields,
				       notice_seen_fields_n, &errors);
		else
			respond_refusal(req, res, 409, "bad_answer",
					N_("Choose what is to be done"));
		return;
	}
	notice_store_seen(&w, req->session->actor.id, in.up_to);
	respond_done(req, res, 200, NULL, LIST, "success", N_("Marked as seen."));
}

/* ---- choices ---- */

/* A select for each kind and way; typed: as it was sent just now. */
static void add_kinds(struct request *req, const struct notice_choice *chosen, const cJSON *typed,
		      cJSON *view)
{
	cJSON *kinds = json_add_array(view, "kinds");

	for (int k = 0; k < NOTICE_KIND__MAX; k++) {
		const enum notice_reach reach[] = { chosen[k].page, chosen[k].mail };
		static const char *const way[] = { "page", "mail" };
		cJSON *kind = json_append_object(kinds), *ways;

		json_add_text(kind, "kind", notice_kind_word[k]);
		ways = json_add_array(kind, "ways");
		for (int i = 0; i < 2; i++) {
			cJSON *one = json_append_object(ways), *options;
			const char *name =
				arena_printf(req->arena, "%s_%s", notice_kind_word[k], way[i]);
			const char *now = json_get_text(typed, name);

			json_add_text(one, "way", way[i]);
			json_add_text(one, "name", name);
			options = json_add_array(one, "options");
			for (int r = 0; r < NOTICE_REACH__MAX; r++) {
				cJSON *option;

				/* one is named oneself, or not */
				if (k == NOTICE_MENTION && r == REACH_ALL)
					continue;
				option = json_append_object(options);
				json_add_text(option, "value", notice_reach_word[r]);
				json_add_bool(option, "chosen",
					      now ? !strcmp(now, notice_reach_word[r])
						  : (int)reach[i] == r);
			}
		}
	}
}

void notice_web_choices(struct request *req, struct response *res)
{
	struct notice_choice chosen[NOTICE_KIND__MAX];
	struct work w = work_of(req);
	cJSON *view = json_object();

	notice_store_choices(&w, req->session->actor.id, chosen);
	add_kinds(req, chosen, NULL, view);
	respond_view(req, res, "notice/choices", view);
}

static int put(struct work *w, void *arg)
{
	const struct notice_choice_input *in = arg;

	for (int k = 0; k < NOTICE_KIND__MAX; k++)
		notice_store_choose(w, w->actor.id, (enum notice_kind)k,
				    &(struct notice_choice){ (enum notice_reach)in->page[k],
							     (enum notice_reach)in->mail[k] });
	return 0;
}

void notice_web_choose(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct notice_choice chosen[NOTICE_KIND__MAX];
	struct notice_choice_input in = { 0 };
	struct work w = work_of(req);
	cJSON *view = json_object();

	if (fields_read(req, notice_choice_fields, notice_choice_fields_n, &in, NULL, &errors)) {
		(void)work_transaction(&w, put, &in);
		respond_done(req, res, 200, NULL, CHOICES, "success", N_("Saved."));
		return;
	}
	notice_store_choices(&w, req->session->actor.id, chosen);
	add_kinds(req, chosen, fields_typed(req, notice_choice_fields, notice_choice_fields_n),
		  view);
	respond_errors(req, res, "notice/choices", view, notice_choice_fields,
		       notice_choice_fields_n, &errors);
}
