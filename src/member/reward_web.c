/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of rewards, and the same for programs. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "member/reward_input.h"
#include "member/reward_store.h"
#include "member/web.h"
#include "promotion/promotion.h"
#include "respond.h"

#define LIST "/desk/rewards"
#define NEW  "member/reward_new"
#define SHOW "member/reward"

static char *path_of(struct request *req, uint64_t id)
{
	return arena_printf(req->arena, LIST "/%llu", (unsigned long long)id);
}

void member_web_rewards(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = reward_list_view(&w);

	json_add_bool(view, "may_change", may(req, PERM_PROMOTIONS));
	respond_view(req, res, "member/rewards", view);
}

static cJSON *new_view(struct request *req, struct work *w)
{
	cJSON *view = json_object();

	promotion_add_tiers(w, view, params_get(&req->form, "tier"));
	json_add_text(view, "currency", req->app->settings.currency);
	return view;
}

static cJSON *page_view(struct request *req, struct work *w, const struct reward *r)
{
	cJSON *view = json_object(), *full = reward_full_view(w, r);
	const char *typed = params_get(&req->form, "tier");

	promotion_add_tiers(w, view,
			    req->method == METHOD_GET ? json_get_text(full, "tier_id") : typed);
	json_add_text(view, "currency", req->app->settings.currency);
	json_add_bool(view, "may_change", may(req, PERM_PROMOTIONS));
	json_add_bool(view, "may_return", may(req, PERM_POINTS));
	json_add(view, "reward", full);
	return view;
}

/* ---- a new one ---- */

void member_web_reward_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = new_view(req, &w), *values = json_object();

	json_add_text(values, "code_days", "90");
	json_add_bool(values, "is_on", true);
	json_add(view, "form", respond_form(req, reward_fields, reward_fields_n, values, NULL));
	respond_view(req, res, NEW, view);
}

void member_web_reward_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct reward r;

	if (!reward_read(req, &w, NULL, &r, &errors)) {
		respond_errors(req, res, NEW, new_view(req, &w), reward_fields, reward_fields_n,
			       &errors);
		return;
	}
	reward_add(&w, &r);
	if (reward_get(&w, r.id, &r))
		respond_done(req, res, 201, reward_full_view(&w, &r), path_of(req, r.id), "success",
			     N_("The reward is made."));
	else
		respond_not_found(req, res);
}

/* ---- one that is there ---- */

static bool find(struct request *req, struct response *res, struct work *w, struct reward *r)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && reward_get(w, id, r))
		return true;
	respond_not_found(req, res);
	return false;
}

static void show(struct request *req, struct response *res, struct work *w, const struct reward *r)
{
	cJSON *view = page_view(req, w, r);

	json_add(view, "form",
		 respond_form(req, reward_change_fields, reward_change_fields_n,
			      json_get(view, "reward"), NULL));
	respond_view(req, res, SHOW, view);
}

void member_web_reward(struct request *req, struct response *res)
{
	struct reward r;
	struct work w;

	if (find(req, res, &w, &r))
		show(req, res, &w, &r);
}

static void answer(struct request *req, struct response *res, struct work *w, uint64_t id,
		   const char *flash)
{
	struct reward r;

	if (reward_get(w, id, &r))
		respond_done(req, res, 200, reward_full_view(w, &r), path_of(req, id), "success",
			     flash);
	else
		respond_not_found(req, res);
}

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id)
{
	struct reward r;

	if (!reward_get(w, id, &r)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, SHOW, page_view(req, w, &r), reward_change_fields,
		      reward_change_fields_n,
		      &(struct stale){ N_("Somebody else has just changed this reward. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       r.version, reward_full_view(w, &r), NULL });
}

void member_web_reward_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	enum reward_refusal said;
	struct reward r, wanted;
	struct work w;

	if (!find(req, res, &w, &r))
		return;
	if (!reward_read(req, &w, &r, &wanted, &errors)) {
		respond_errors(req, res, SHOW, page_view(req, &w, &r), reward_change_fields,
			       reward_change_fields_n, &errors);
		return;
	}
	wanted.id = r.id;
	wanted.kind = r.kind;
	said = reward_change(&w, &wanted);
	if (said == REWARD_STALE)
		answer_stale(req, res, &w, r.id);
	else if (said == REWARD_GONE)
		respond_not_found(req, res);
	else
		answer(req, res, &w, r.id, N_("Saved."));
}

void member_web_claim_return(struct request *req, struct response *res)
{
	static const struct {
		const char *code, *words;
	} refusals[] = {
		[CLAIM_IS_USED] = { "used", N_("An order has this code: cancel or refund that.") },
		[CLAIM_IS_BACK] = { "returned", N_("This was given back already.") },
	};
	struct field_errors errors = { .arena = req->arena };
	struct claim_input in = { 0 };
	enum claim_refusal said;
	struct reward r;
	struct work w;

	if (!find(req, res, &w, &r))
		return;
	if (!fields_read(req, claim_return_fields, claim_return_fields_n, &in, NULL, &errors)) {
		respond_errors(req, res, SHOW, page_view(req, &w, &r), claim_return_fields,
			       claim_return_fields_n, &errors);
		return;
	}
	said = claim_return(&w, r.id, in.id);
	if (said == CLAIM_NOT_FOUND)
		respond_not_found(req, res);
	else if (said != CLAIM_OK)
		respond_refusal(req, res, 409, refusals[said].code, refusals[said].words);
	else
		answer(req, res, &w, r.id,
		       N_("Points and place are given back; the code is of no use any more."));
}

/* ---- for programs ---- */

static const struct field list_fields[] = { LIST_FIELDS(struct list_page, after, limit) };

void member_web_api_rewards(struct request *req, struct response *res)
{
	struct list_page page = { .limit = LIST_LIMIT };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "rewards");
	const struct reward *all;
	const struct tier *tiers;
	size_t n, n_tiers, limit;

	if (!paged_read(req, res, list_fields, sizeof list_fields / sizeof *list_fields, &page,
			&page))
		return;
	limit = (size_t)page.limit;
	all = reward_store_page(&w, paged_below(&page), (int)limit + 1, &n);
	tiers = tier_list(&w, &n_tiers);
	for (size_t i = 0; i < n && i < limit; i++)
		cJSON_AddItemToArray(list, reward_view(&w, &all[i], tiers, n_tiers));
	paged_respond(req, res, view, n > limit ? json_get_text(list->child->prev, "id") : NULL);
}

void member_web_api_reward(struct request *req, struct response *res)
{
	struct reward r;
	struct work w;

	if (find(req, res, &w, &r))
		respond_versioned(req, res, NULL, reward_full_view(&w, &r), r.version);
}
