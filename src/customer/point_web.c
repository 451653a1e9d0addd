/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's points at the desk and for programs: what they have, the whole ledger, and those
 * that somebody gives or takes. */
#include <stddef.h>
#include "base/json.h"
#include "customer/desk.h"
#include "customer/web.h"
#include "guard.h"
#include "member/member.h"
#include "respond.h"

#define PAGE "customer/desk_points"
#define FORM "customer/desk_points_change"
enum { LEDGER_PAGE = 50, POINTS_MOST = 10000000, WHY_CHARS = 200 };

/* At a time, of who asks. */
static int64_t limit_of(const struct request *req)
{
	return member_limit(req->app->settings.point_limits, req->session->role);
}

static void add_pager(struct request *req, cJSON *view, const struct customer *c, uint64_t before,
		      bool more)
{
	const char *base = req->app->config->base_path;
	const char *path = arena_printf(req->arena, "/desk/customers/%s/points", c->number);
	const cJSON *list = json_get(view, "ledger");
	cJSON *pager = json_add_object(view, "pager");

	json_add_text(pager, "prev", before ? url_path(req->arena, base, "%s", path) : NULL);
	json_add_text(pager, "next",
		      more ? url_path(req->arena, base, "%s?before=%s", path,
				      json_get_text(list->child->prev, "id"))
			   : NULL);
}

static void add_tier(struct work *w, cJSON *view, uint64_t customer_id)
{
	cJSON *tier = member_tier_view(w, customer_id), *steps;

	if (!tier) {
		json_add_null(view, "tier");
		return;
	}
	steps = member_steps_view(w, customer_id);
	json_add_bool(tier, "has_steps", cJSON_GetArraySize(steps) > 0);
	json_add(tier, "steps", steps);
	json_add(view, "tier", tier);
}

static cJSON *points_page(struct request *req, struct work *w, const struct customer *c)
{
	cJSON *view = desk_customer_view(req, w, c, DESK_POINTS, false);
	const char *text = params_get(&req->query, "before");
	struct member_page page = { POINTS_OF_ALL, 0, LEDGER_PAGE, false };
	bool more;

	if (text && !ident_parse(text, &page.below))
		page.below = 0;
	json_add(view, "points", member_points_view(w, c->id));
	add_tier(w, view, c->id);
	json_add(view, "pending", member_pending_view(w, c->id, false));
	json_add(view, "ledger", member_ledger_view(w, c->id, &page, &more));
	json_add_bool(view, "has_ledger", json_get(view, "ledger")->child != NULL);
	json_add_bool(view, "has_balance", true);
	json_add_bool(view, "may_points", may(req, PERM_POINTS) && limit_of(req) > 0);
	add_pager(req, view, c, page.below, more);
	return view;
}

void customer_web_points(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c;
	cJSON *view;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	view = points_page(req, &w, &c);
	desk_add_form(req, view);
	respond_view(req, res, PAGE, view);
}

/* ---- for programs ---- */

struct points_input {
	struct list_page page;
	int which;
};
static const struct field list_fields[] = {
	LIST_FIELDS(struct points_input, page.after, page.limit),
	{ .name = "show",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct points_input, which),
	  .words = member_filter_word,
	  .n_words = MEMBER_FILTER__MAX },
};

void customer_web_api_points(struct request *req, struct response *res)
{
	struct points_input in = { .page = { .limit = LIST_LIMIT } };
	struct work w = work_of(req);
	struct member_page page;
	struct customer c;
	cJSON *view = json_object(), *list;
	bool more;

	if (!paged_read(req, res, list_fields, sizeof list_fields / sizeof *list_fields, &in,
			&in.page) ||
	    !desk_find_customer(req, res, &w, &c))
		return;
	page = (struct member_page){ (enum member_filter)in.which, in.page.place,
				     (int)in.page.limit, false };
	list = member_ledger_view(&w, c.id, &page, &more);
	json_add(view, "points", member_points_view(&w, c.id));
	add_tier(&w, view, c.id);
	json_add(view, "entries", list);
	paged_respond_rows(req, res, view, list, more);
}

/* ---- by hand ---- */

static const char *const way_word[] = { "give", "take" };
struct change_input {
	int way;
	int64_t points;
	const char *why;
};
#define CHANGE(member) offsetof(struct change_input, member)
static const struct field change_fields[] = {
	{ .name = "way",
	  .kind = FIELD_ENUM,
	  .offset = CHANGE(way),
	  .required = true,
	  .words = way_word,
	  .n_words = 2,
	  .label = "points_way" },
	{ .name = "points",
	  .kind = FIELD_INT,
	  .offset = CHANGE(points),
	  .required = true,
	  .min = 1,
	  .max = POINTS_MOST },
	{ .name = "why",
	  .kind = FIELD_TEXT,
	  .offset = CHANGE(why),
	  .required = true,
	  .max = WHY_CHARS },
};
#define CHANGE_FIELDS (sizeof change_fields / sizeof *change_fields)

static cJSON *change_view(struct request *req, struct work *w, const struct customer *c)
{
	cJSON *view = json_object();

	json_add(view, "customer", customer_view(w, c, false));
	json_add(view, "points", member_points_view(w, c->id));
	json_add_int(view, "limit", limit_of(req));
	return view;
}

void customer_web_points_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c;
	cJSON *view;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	view = change_view(req, &w, &c);
	json_add(view, "form", respond_form(req, change_fields, CHANGE_FIELDS, NULL, NULL));
	respond_view(req, res, FORM, view);
}

static void answer_changed(struct request *req, struct response *res, struct work *w,
			   const struct customer *c)
{
	cJSON *view = NULL;

	if (req->wants_json) {
		view = json_object();
		json_add(view, "points", member_points_view(w, c->id));
	}
	respond_done(req, res, 200, view,
		     arena_printf(req->arena, "/desk/customers/%s/points", c->number), "success",
		     N_("The points are written down."));
}

void customer_web_points_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct change_input in = { 0 };
	struct work w = work_of(req);
	struct customer c;
	enum member_refusal r = MEMBER_OK;
	int64_t limit = limit_of(req);
	const char *most = arena_printf(req->arena, "%lld", (long long)limit);

	if (!desk_find_customer(req, res, &w, &c))
		return;
	if (fields_read(req, change_fields, CHANGE_FIELDS, &in, NULL, &errors)) {
		if (in.points > limit)
			field_error(&errors, "/points", "over_limit",
				    N_("Your role gives or takes at most {arg} at a time"), most);
		else
			r = member_adjust(&w, c.id, in.way ? -in.points : in.points, in.why);
		if (r == MEMBER_TOO_FEW)
			field_error(&errors, "/points", "too_few",
				    N_("There are not as many that can be used"), NULL);
	}
	if (errors.n > 0)
		respond_errors(req, res, FORM, req->wants_json ? NULL : change_view(req, &w, &c),
			       change_fields, CHANGE_FIELDS, &errors);
	else if (r == MEMBER_NOT_FOUND)
		respond_not_found(req, res);
	else
		answer_changed(req, res, &w, &c);
}
