/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings' pages of tiers. */
#include "member/web.h"

#include "base/ident.h"
#include "base/json.h"
#include "base/money.h"
#include "guard.h"
#include "member/inside.h"
#include "member/tier_input.h"
#include "member/tier_store.h"
#include "member/tier_view.h"
#include "respond.h"

#define LIST "/desk/settings/tiers"

static enum tier_by by_of(const struct request *req)
{
	return tier_scheme_of(&req->app->settings).by;
}

/* ---- views ---- */

static void add_counts(struct work *w, cJSON *list, const struct tier *all)
{
	int64_t n[TIERS_MAX] = { 0 };
	struct rows *r = tier_store_count(w);
	cJSON *one;
	int i = 0;

	while (rows_next(r))
		for (int k = 0; k < cJSON_GetArraySize(list) && k < TIERS_MAX; k++)
			if (all[k].id == rows_id(r, 0))
				n[k] = rows_i64(r, 1);
	cJSON_ArrayForEach(one, list)
	{
		json_add_int(one, "members", i < TIERS_MAX ? n[i] : 0);
		i++;
	}
}

static cJSON *scheme_values(const struct request *req)
{
	struct tier_scheme s = tier_scheme_of(&req->app->settings);
	cJSON *v = json_object();

	json_add_text(v, "by", tier_by_word[s.by]);
	json_add_int(v, "months", s.months);
	json_add_int(v, "grace_days", s.grace_days);
	return v;
}

static cJSON *list_view(struct request *req, struct work *w)
{
	cJSON *view = json_object(), *list = json_add_array(view, "tiers");
	size_t n;
	const struct tier *all = tier_all(w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, tier_view(w, &all[i], by_of(req)));
	add_counts(w, list, all);
	json_add(view, "scheme", scheme_values(req));
	json_add_bool(view, "is_empty", n == 0);
	json_add_bool(view, "may_add", n < TIERS_MAX);
	json_add_bool(view, "is_off", !req->app->settings.member);
	return view;
}

static cJSON *new_view(const struct request *req)
{
	cJSON *view = json_object();

	json_add_text(view, "by", tier_by_word[by_of(req)]);
	json_add_text(view, "currency", req->app->settings.currency);
	json_add_bool(view, "by_spend", by_of(req) == TIER_BY_SPEND);
	return view;
}

static cJSON *one_view(const struct request *req, const struct work *w, const struct tier *t)
{
	cJSON *view = new_view(req);

	json_add(view, "tier", tier_view(w, t, by_of(req)));
	return view;
}

static const char *amount_text(const struct request *req, int64_t n)
{
	char text[32];

	money_decimal(n, by_of(req) == TIER_BY_SPEND ? req->app->settings.currency : "JPY", text,
		      sizeof text);
	return arena_strdup(req->arena, text);
}

/* As the form has it. */
static cJSON *values_of(const struct request *req, const struct tier *t)
{
	cJSON *v = json_object();
	char text[32];

	json_add_text(v, "name_en", t->name[LANG_EN]);
	json_add_text(v, "name_zh", t->name[LANG_ZH]);
	json_add_text(v, "entry", amount_text(req, t->entry));
	json_add_text(v, "stay", amount_text(req, t->stay));
	json_add_text(v, "rate", member_rate_text(req->arena, t->rate));
	if (t->free_shipping_over >= 0) {
		money_decimal(t->free_shipping_over, req->app->settings.currency, text,
			      sizeof text);
		json_add_text(v, "free_shipping_over", text);
	} else
		json_add_null(v, "free_shipping_over");
	json_add_bool(v, "comes_first", t->comes_first);
	json_add_text(v, "more_en", t->more[LANG_EN]);
	json_add_text(v, "more_zh", t->more[LANG_ZH]);
	json_add_int(v, "version", t->version);
	return v;
}

/* ---- looking ---- */

void member_web_tiers(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = list_view(req, &w);

	json_add(view, "form",
		 respond_form(req, scheme_fields, scheme_fields_n, scheme_values(req), NULL));
	respond_view(req, res, "member/tiers", view);
}

void member_web_tier_form(struct request *req, struct response *res)
{
	cJSON *view = new_view(req), *values = json_object();

	json_add_text(values, "rate", "1");
	json_add(view, "form", respond_form(req, tier_fields, tier_fields_n, values, NULL));
	respond_view(req, res, "member/tier_new", view);
}

static bool find(struct request *req, struct response *res, struct work *w, struct tier *t)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && tier_get(w, id, t))
		return true;
	respond_not_found(req, res);
	return false;
}

void member_web_tier(struct request *req, struct response *res)
{
	struct tier t;
	struct work w;
	cJSON *view;

	if (!find(req, res, &w, &t))
		return;
	view = one_view(req, &w, &t);
	json_add(view, "form",
		 respond_form(req, tier_fields, tier_fields_n, values_of(req, &t), NULL));
	respond_view(req, res, "member/tier", view);
}

/* ---- changing ---- */

static void refuse(enum tier_refusal r, struct field_errors *errors)
{
	static const struct {
		const char *at, *code, *message;
	} said[] = {
		[TIER_CLASH] = { "/entry", "clash", N_("Another tier begins there") },
		[TIER_OVER] = { "/stay", "over_entry",
				N_("It cannot take more to stay than to come in") },
		[TIER_MANY] = { "/entry", "too_many",
				N_("There are as many tiers as there may be") },
	};

	if (r < sizeof said / sizeof *said && said[r].at)
		field_error(errors, said[r].at, said[r].code, said[r].message, NULL);
}

static bool read_tier(struct request *req, struct tier *t, struct field_errors *errors)
{
	struct tier_input in = { .free_shipping_over = -1 };
	const char *currency = req->app->settings.currency;
	bool read = fields_read(req, tier_fields, tier_fields_n, &in, currency, errors);

	*t = tier_of(&in, by_of(req), currency, errors);
	return read && errors->n == 0;
}

void member_web_tier_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct tier t;
	uint64_t id = 0;

	if (read_tier(req, &t, &errors))
		refuse(tier_add(&w, &t, &id), &errors);
	if (errors.n > 0 || !tier_get(&w, id, &t))
		respond_errors(req, res, "member/tier_new", new_view(req), tier_fields,
			       tier_fields_n, &errors);
	else
		respond_done(req, res, 201, values_of(req, &t), LIST, "success",
			     N_("Tier added. Members come into it within a few minutes."));
}

static void answer_stale(struct request *req, struct response *res, const struct work *w,
			 const struct tier *t)
{
	respond_stale(req, res, "member/tier", one_view(req, w, t), tier_fields, tier_fields_n,
		      &(struct stale){ N_("Somebody else has just changed this tier. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       t->version, values_of(req, t), NULL });
}

void member_web_tier_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	enum tier_refusal r = TIER_OK;
	struct tier t, wanted;
	struct work w;

	if (!find(req, res, &w, &t))
		return;
	if (read_tier(req, &wanted, &errors)) {
		wanted.id = t.id;
		r = tier_change(&w, &wanted);
		refuse(r, &errors);
	}
	if (r == TIER_STALE && tier_get(&w, t.id, &t))
		answer_stale(req, res, &w, &t);
	else if (r == TIER_NOT_FOUND || !tier_get(&w, t.id, &t))
		respond_not_found(req, res);
	else if (errors.n > 0)
		respond_errors(req, res, "member/tier", one_view(req, &w, &t), tier_fields,
			       tier_fields_n, &errors);
	else
		respond_done(req, res, 200, values_of(req, &t), LIST, "success",
			     N_("Saved. Members are weighed again within a few minutes."));
}

void member_web_tier_remove(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct tier t;
	struct work w;

	if (!find(req, res, &w, &t))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, "member/tier", one_view(req, &w, &t), tier_fields,
			       tier_fields_n, &errors);
		return;
	}
	if (tier_remove(&w, t.id) != TIER_OK)
		respond_not_found(req, res);
	else
		respond_done(req, res, 200, list_view(req, &w), LIST, "success",
			     N_("Tier removed. Its members come into the one that is theirs now."));
}

void member_web_tier_scheme(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct scheme_input in = { 0 };

	if (fields_read(req, scheme_fields, scheme_fields_n, &in, NULL, &errors) &&
	    !tier_rescheme(&w,
			   &(struct tier_scheme){ (enum tier_by)in.by, in.months, in.grace_days }))
		field_error(&errors, "/by", "unfit", N_("This cannot be saved"), NULL);
	if (errors.n > 0)
		respond_errors(req, res, "member/tiers", list_view(req, &w), scheme_fields,
			       scheme_fields_n, &errors);
	else
		respond_done(req, res, 200, list_view(req, &w), LIST, "success",
			     N_("Saved. Members are weighed again within a few minutes."));
}
