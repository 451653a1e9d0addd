/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invitations: what somebody who was invited reads, a member's own page, and the shop's list of all
 * decisions. */
#include "base/ident.h"
#include "base/json.h"
#include "base/qr.h"
#include "guard.h"
#include "member/referral.h"
#include "member/referral_view.h"
#include "member/web.h"
#include "respond.h"

#define OWN  "/me/invite"
#define DESK "/desk/referrals"
enum { MINE = 20, DESK_PAGE = 50 };

static void add_terms(const struct request *req, cJSON *view)
{
	const struct settings *s = &req->app->settings;

	json_add_int(view, "points", s->referral_points);
	json_add_int(view, "friend_points", s->friend_points);
	json_add_bool(view, "has_points", s->referral_points > 0);
	json_add_bool(view, "has_friend_points", s->friend_points > 0);
	json_add_int(view, "wait_days", s->referral_wait_days);
	json_add_bool(view, "waits", s->referral_wait_days > 0);
}

/* ---- who was invited ---- */

/* Whether there is such a member is nobody's to find out here. */
void member_web_invitation(struct request *req, struct response *res)
{
	char number[IDENT_NUMBER_SIZE];
	cJSON *view = json_object();

	if (!referral_is_on(&req->app->settings) ||
	    !ident_number_fold('C', req->path_param[0], number)) {
		respond_not_found(req, res);
		return;
	}
	json_add_text(view, "number", number);
	json_add_bool(view, "is_in", req->session && req->session->kind == SESSION_CUSTOMER);
	add_terms(req, view);
	respond_view(req, res, "member/invitation", view);
}

/* ---- a member's own page ---- */

struct invite_input {
	const char *number;
};
static const struct field invite_fields[] = {
	{ .name = "number",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct invite_input, number),
	  .required = true,
	  .max = 40,
	  .missing = N_("Enter the code of who invited you") },
};
enum { INVITE_FIELDS = 1 };

static void add_link(struct request *req, cJSON *view, const char *number)
{
	const struct config *c = req->app->config;
	const char *link = arena_printf(req->arena, "%s%s/r/%s", c->base_url, c->base_path, number);
	int size = 0;

	json_add_text(view, "number", number);
	json_add_text(view, "link", link);
	json_add_text(view, "qr", qr_path(req->arena, link, &size));
	json_add_int(view, "size", size);
}

static void add_mine(struct work *w, cJSON *view, uint64_t customer_id)
{
	struct rows *r = referral_store_mine(w, customer_id, MINE);
	cJSON *list = json_add_array(view, "invited");

	while (rows_next(r)) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "state", referral_state_word[rows_int(r, 0)]);
		json_add_instant(one, "at", rows_time(r, 1));
		json_add_int(one, "points", rows_i64(r, 2));
		json_add_bool(one, "has_points", rows_i64(r, 2) > 0);
	}
	json_add_bool(view, "has_invited", list->child != NULL);
}

/* NULL: there is no such page. */
static cJSON *own_view(struct request *req, struct work *w)
{
	uint64_t id = req->session->actor.id;
	struct customer c;
	cJSON *view;

	if (!referral_is_on(&req->app->settings) || !customer_get(w, id, &c))
		return NULL;
	view = json_object();
	add_link(req, view, c.number);
	add_terms(req, view);
	add_mine(w, view, id);
	json_add_bool(view, "may_say", c.n_orders == 0 && !referral_store_invited(w, id));
	return view;
}

void member_web_invite(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = own_view(req, &w);

	if (!view) {
		respond_not_found(req, res);
		return;
	}
	json_add(view, "form", respond_form(req, invite_fields, INVITE_FIELDS, NULL, NULL));
	respond_view(req, res, "member/invite", view);
}

/* What a person learns of it; of a place or a browser in common nothing. */
static const char *say(enum referral_why why)
{
	switch (why) {
	case REFERRAL_SELF:
	case REFERRAL_CONTACT:
		return N_("You cannot invite yourself");
	case REFERRAL_KNOWN:
		return N_("Invitations are for who has not ordered here before");
	case REFERRAL_FINE:
		return NULL;
	default:
		return N_("This invitation cannot be counted");
	}
}

/* Why it is refused, which is written down: no error that takes back what was done. */
static enum referral_why take_down(struct request *req, struct work *w, const char *typed,
				   struct field_errors *errors)
{
	enum referral_why why = REFERRAL_FINE;
	enum referral_said said = referral_accept(w, req->session->actor.id, typed, &why);

	if (said == REFERRAL_UNKNOWN)
		field_error(errors, "/number", "unknown", N_("There is no such invitation code"),
			    NULL);
	else if (said == REFERRAL_AGAIN)
		field_error(errors, "/number", "invited", N_("You said who invited you already"),
			    NULL);
	return why;
}

void member_web_invited(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct invite_input in = { 0 };
	enum referral_why why = REFERRAL_FINE;
	struct work w = work_of(req);
	cJSON *view = own_view(req, &w);

	if (!view) {
		respond_not_found(req, res);
		return;
	}
	if (fields_read(req, invite_fields, INVITE_FIELDS, &in, NULL, &errors))
		why = take_down(req, &w, in.number, &errors);
	if (errors.n > 0)
		respond_errors(req, res, "member/invite", view, invite_fields, INVITE_FIELDS,
			       &errors);
	else if (say(why))
		respond_done(req, res, 200, own_view(req, &w), OWN, "warning", say(why));
	else
		respond_done(req, res, 201, own_view(req, &w), OWN, "success",
			     N_("Welcome! Your points come when your first order was kept."));
}

/* ---- for staff and programs ---- */

static const char *const filter_word[] = { "waiting", "granted", "refused", "all" };
enum { FILTERS = 4, OF_ALL = REFERRAL_STATE__MAX };

static cJSON *rows_view(struct rows *r, int limit, bool *more)
{
	cJSON *list = json_array();

	*more = rows_count(r) > (size_t)limit;
	for (int i = 0; i < limit && rows_next(r); i++)
		cJSON_AddItemToArray(list, referral_view(r));
	return list;
}

struct desk_input {
	int state;
	uint64_t before;
};
static const struct field desk_fields[] = {
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct desk_input, state),
	  .words = filter_word,
	  .n_words = FILTERS },
	{ .name = "before", .kind = FIELD_ID, .offset = offsetof(struct desk_input, before) },
};

static void add_filters(struct request *req, cJSON *view, int state)
{
	static const int order[FILTERS] = { OF_ALL, REFERRAL_WAITING, REFERRAL_GRANTED,
					    REFERRAL_REFUSED };
	cJSON *list = json_add_array(view, "filters");

	for (int i = 0; i < FILTERS; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "state", order[i] == OF_ALL ? NULL : filter_word[order[i]]);
		json_add_text(one, "href",
			      url_path(req->arena, req->app->config->base_path, DESK "?state=%s",
				       filter_word[order[i]]));
		json_add_bool(one, "current", order[i] == state);
	}
}

static void add_pager(struct request *req, cJSON *view, const struct desk_input *in, bool more)
{
	const char *base = req->app->config->base_path, *word = filter_word[in->state];
	const cJSON *list = json_get(view, "referrals");
	cJSON *pager = json_add_object(view, "pager");

	json_add_text(pager, "prev",
		      in->before ? url_path(req->arena, base, DESK "?state=%s", word) : NULL);
	json_add_text(pager, "next",
		      more ? url_path(req->arena, base, DESK "?state=%s&before=%s", word,
				      json_get_text(list->child->prev, "id"))
			   : NULL);
}

void member_web_referrals(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct desk_input in = { OF_ALL, 0 };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list;
	bool more;

	/* what a link cannot mean is the whole list */
	if (!fields_read_query(req, desk_fields, sizeof desk_fields / sizeof *desk_fields, &in,
			       NULL, &errors))
		in = (struct desk_input){ OF_ALL, 0 };
	list = rows_view(referral_store_page(&w, &(struct referral_page){ in.state, in.before,
									  DESK_PAGE + 1 }),
			 DESK_PAGE, &more);
	json_add_bool(view, "is_empty", list->child == NULL);
	json_add(view, "referrals", list);
	json_add_bool(view, "may_allow", may(req, PERM_POINTS));
	json_add_bool(view, "is_off", !referral_is_on(&req->app->settings));
	add_filters(req, view, in.state);
	add_pager(req, view, &in, more);
	respond_view(req, res, "member/referrals", view);
}

struct api_input {
	struct list_page page;
	int state;
};
static const struct field api_fields[] = {
	LIST_FIELDS(struct api_input, page.after, page.limit),
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct api_input, state),
	  .words = filter_word,
	  .n_words = FILTERS },
};

void member_web_api_referrals(struct request *req, struct response *res)
{
	struct api_input in = { .page = { .limit = LIST_LIMIT }, .state = OF_ALL };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list;
	bool more;

	if (!paged_read(req, res, api_fields, sizeof api_fields / sizeof *api_fields, &in,
			&in.page))
		return;
	list = rows_view(referral_store_page(&w, &(struct referral_page){ in.state, in.page.place,
									  (int)in.page.limit + 1 }),
			 (int)in.page.limit, &more);
	json_add(view, "referrals", list);
	paged_respond(req, res, view, more ? json_get_text(list->child->prev, "id") : NULL);
}
