/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's own points: what they have, how it comes, and the ledger. */
#include "member/web.h"

#include "base/json.h"
#include "base/qr.h"
#include "guard.h"
#include "member/member.h"
#include "member/referral.h"
#include "respond.h"

#define PATH "/me/points"
enum { OWN_PAGE = 20 };

struct own_input {
	int which;
	uint64_t before;
};
static const struct field own_fields[] = {
	{ .name = "show",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct own_input, which),
	  .words = member_filter_word,
	  .n_words = MEMBER_FILTER__MAX },
	{ .name = "before", .kind = FIELD_ID, .offset = offsetof(struct own_input, before) },
};

static void add_filters(struct request *req, cJSON *view, int which)
{
	cJSON *list = json_add_array(view, "filters");

	for (int i = 0; i < MEMBER_FILTER__MAX; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "filter", member_filter_word[i]);
		json_add_text(one, "href",
			      url_path(req->arena, req->app->config->base_path, PATH "?show=%s",
				       member_filter_word[i]));
		json_add_bool(one, "current", i == which);
	}
}

static void add_pager(struct request *req, cJSON *view, const struct own_input *in, bool more)
{
	const char *base = req->app->config->base_path, *show = member_filter_word[in->which];
	const cJSON *list = json_get(view, "ledger");
	cJSON *pager = json_add_object(view, "pager");

	json_add_text(pager, "prev",
		      in->before ? url_path(req->arena, base, PATH "?show=%s", show) : NULL);
	json_add_text(pager, "next",
		      more ? url_path(req->arena, base, PATH "?show=%s&before=%s", show,
				      json_get_text(list->child->prev, "id"))
			   : NULL);
}

/* Their number, as the counter reads it from a phone. */
static void add_card(const struct request *req, struct work *w, cJSON *view, uint64_t customer_id)
{
	struct customer c;
	int size = 0;
	const char *path;
	cJSON *card;

	if (!customer_get(w, customer_id, &c) || !(path = qr_path(req->arena, c.number, &size))) {
		json_add_null(view, "card");
		return;
	}
	card = json_add_object(view, "card");
	json_add_text(card, "number", c.number);
	json_add_text(card, "qr", path);
	json_add_int(card, "size", size);
}

static void add_tier(struct work *w, cJSON *view, uint64_t customer_id)
{
	cJSON *tier = member_tier_view(w, customer_id);

	if (tier)
		json_add(view, "tier", tier);
	else
		json_add_null(view, "tier");
}

void member_web_own(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct own_input in = { POINTS_OF_ALL, 0 };
	struct work w = work_of(req);
	uint64_t id = req->session->actor.id;
	struct member_page page;
	cJSON *view = json_object();
	bool more;

	if (!w.app->settings.member) {
		respond_not_found(req, res);
		return;
	}
	/* what a link cannot mean is the whole ledger */
	if (!fields_read_query(req, own_fields, sizeof own_fields / sizeof *own_fields, &in, NULL,
			       &errors))
		in = (struct own_input){ POINTS_OF_ALL, 0 };
	page = (struct member_page){ (enum member_filter)in.which, in.before, OWN_PAGE, true };
	json_add(view, "points", member_points_view(&w, id));
	add_tier(&w, view, id);
	add_card(req, &w, view, id);
	json_add_bool(view, "may_invite", referral_is_on(&w.app->settings));
	json_add(view, "rule", member_rule_view(&w));
	json_add(view, "pending", member_pending_view(&w, id, true));
	json_add(view, "ledger", member_ledger_view(&w, id, &page, &more));
	json_add_bool(view, "has_ledger", json_get(view, "ledger")->child != NULL);
	json_add_bool(view, "has_balance", in.which == POINTS_OF_ALL);
	json_add_bool(view, "is_filtered", in.which != POINTS_OF_ALL || in.before);
	add_filters(req, view, in.which);
	add_pager(req, view, &in, more);
	respond_view(req, res, "member/own", view);
}
