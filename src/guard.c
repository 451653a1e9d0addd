/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may enter: what a route's row asks for, in order. */
#include "guard.h"

#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "respond.h"
#include "staff/staff.h"
#include "visit.h"

enum { GIVERS = 5 };

bool may(const struct request *req, enum permission p)
{
	return req->session && (req->session->permissions & PERM_BIT(p));
}

static bool is_shops_own(const struct session *s)
{
	return s && (s->actor.kind == ACTOR_STAFF || s->actor.kind == ACTOR_API_KEY);
}

struct work work_of(const struct request *req)
{
	return (struct work){
		.app = req->app,
		.db = req->app->db,
		.arena = req->arena,
		.now = req->now,
		.actor = req->session ? req->session->actor : (struct actor){ ACTOR_NOBODY, 0 },
		.remote = req->remote_addr,
		.sight = is_shops_own(req->session) ? &req->visit->sight : NULL,
	};
}

/* ---- programs in a hurry ---- */

static bool pass_quota(struct request *req, struct response *res)
{
	int64_t limit = req->app->settings.api_minute;
	struct quota_left *left = &req->visit->quota;

	if (!req->visit->is_bearer || !req->app->quota || limit == 0 ||
	    quota_take(req->app->quota, req->session->actor.id, limit, app_clock(), left))
		return true;
	req->visit->retry_at = instant_add(req->now, left->seconds * INSTANT_SECOND);
	respond_refusal(req, res, 429, "too_many",
			N_("This API key asked too often. Try again when the minute is over."));
	return false;
}

/* ---- access ---- */

/* Nobody is signed in: programs are told so, people go to the door and come back to where they
 * were, or to what they were just sending. */
static bool refuse_nobody(struct request *req, struct response *res, enum session_kind kind)
{
	const char *next = req->target;
	struct buf b;

	if (req->wants_json) {
		respond_refusal(req, res, 401, "not_signed_in",
				N_("Sign in first, or send an API key."));
		response_header(res, "WWW-Authenticate", "Bearer");
		return false;
	}
	buf_init(&b, req->arena);
	buf_adds(&b, kind == SESSION_STAFF ? "/desk/sign-in" : "/sign-in");
	if (req->method != METHOD_GET && req->method != METHOD_HEAD)
		next = visit_keep_form(req, kind);
	if (next) {
		buf_adds(&b, "?next=");
		url_encode(&b, next);
	}
	respond_redirect(req, res, b.p);
	return false;
}

static bool enter_anybody(struct request *req, struct response *res)
{
	(void)req;
	(void)res;
	return true;
}

static bool enter_customer(struct request *req, struct response *res)
{
	if (req->session && req->session->kind == SESSION_CUSTOMER)
		return true;
	return refuse_nobody(req, res, SESSION_CUSTOMER);
}

/* By a link, or by a session: whose session is over sends its form in vain. Whatever number is
 * asked for, so that this tells nothing of orders. */
static bool enter_order(struct request *req, struct response *res)
{
	bool has_link = params_get(&req->query, "k") || params_get(&req->form, "k");

	if (req->method != METHOD_POST || req->session || has_link || req->wants_json ||
	    !session_was_sent(req))
		return true;
	return refuse_nobody(req, res, SESSION_CUSTOMER);
}

/* Somebody of the shop tried what their role does not allow. */
static void note_refusal(struct request *req)
{
	struct work w = work_of(req);

	audit_write(&w, &(struct audit){ .kind = AUDIT_REFUSED,
					 .who = w.actor,
					 .became = arena_printf(req->arena, "%s %s",
								method_name[req->route->method],
								req->route->path) });
}

/* Whoever has the permission, and may give roles. */
static void say_who_can(struct request *req, struct response *res, enum permission p)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "givers");
	size_t n, k = 0;
	struct staff_member *all = staff_list(&w, &n);

	for (size_t i = 0; i < n && k < GIVERS; i++) {
		cJSON *one;

		if (all[i].state != STAFF_ACTIVE || !(all[i].permissions & PERM_BIT(p)) ||
		    !(all[i].permissions & PERM_BIT(PERM_STAFF)))
			continue;
		one = json_append_object(list);
		json_add_text(one, "name", all[i].name);
		json_add_text(one, "role_name",
			      staff_role_text(req->app, req->lang, all[i].role, all[i].role_name));
		k++;
	}
	json_add_bool(view, "has_givers", k > 0);
	json_add_text(view, "permission", permission_word[p]);
	respond_page(req, res, 403, "staff/not_permitted", view, NULL);
}

bool guard_permits(struct request *req, struct response *res, enum permission p)
{
	if (may(req, p))
		return true;
	note_refusal(req);
	if (req->wants_json)
		respond_refusal(req, res, 403, "not_permitted",
				N_("Your role doesn’t allow this. The shop’s owner can give you "
				   "access."));
	else
		say_who_can(req, res, p);
	return false;
}

static bool enter_staff(struct request *req, struct response *res)
{
	if (!req->session || req->session->kind != SESSION_STAFF)
		return refuse_nobody(req, res, SESSION_STAFF);
	return guard_permits(req, res, req->route->permission);
}

static bool enter_member(struct request *req, struct response *res)
{
	if (!req->session || req->session->kind != SESSION_STAFF)
		return refuse_nobody(req, res, SESSION_STAFF);
	if (req->session->actor.kind == ACTOR_STAFF)
		return true;
	respond_refusal(req, res, 403, "not_permitted",
			N_("This is for people: a program has no account of its own."));
	return false;
}

/* To everybody else there is no such page. */
static bool enter_loopback(struct request *req, struct response *res)
{
	if (strcmp(req->remote_addr, "127.0.0.1") == 0 || strcmp(req->remote_addr, "::1") == 0 ||
	    strcmp(req->remote_addr, "unix:") == 0)
		return true;
	respond_not_found(req, res);
	return false;
}

static bool enter(struct request *req, struct response *res)
{
	static bool (*const row[])(struct request * req, struct response * res) = {
		[ACCESS_PUBLIC] = enter_anybody,    [ACCESS_CUSTOMER] = enter_customer,
		[ACCESS_ORDER] = enter_order,       [ACCESS_STAFF] = enter_staff,
		[ACCESS_LINK] = enter_anybody,      [ACCESS_MEMBER] = enter_member,
		[ACCESS_LOOPBACK] = enter_loopback,
	};

	if (req->route->access == ACCESS_NONE)
		fail("route %s: nobody may enter", req->route->path);
	return row[req->route->access](req, res);
}

/* ---- unsafe requests ---- */

/* A form cannot come from a program's key, and a program's body is JSON, or a form with a file. */
static bool is_content_fit(struct request *req, struct response *res)
{
	if (!req->visit->is_bearer || req->body_len == 0 || req->json ||
	    (req->takes_file && text_starts_with(req->content_type, "multipart/")))
		return true;
	respond_refusal(req, res, 415, "unsupported_type", N_("Send application/json."));
	return false;
}

static bool enter_unsafe(struct request *req, struct response *res)
{
	if (req->route->access == ACCESS_LINK)
		return true;
	if (!is_content_fit(req, res))
		return false;
	if (!req->visit->is_bearer && !forgery_check(req, res))
		return false;
	if (!proof_check(req, res))
		return false;
	return req->route->unsafe != UNSAFE_KEY || idempotency_take_key(req, res);
}

/* For the ids of what is written, be it only the security log. Here it costs the route's bound
 * nothing. */
static void lease(struct request *req)
{
	if (req->route->queries > 0 &&
	    (req->route->method != METHOD_GET || req->visit->sight.in_full))
		work_lease(req->app);
}

bool guard_enter(struct request *req, struct response *res)
{
	if (!session_find(req, res))
		return false;
	if (req->session)
		req->visit->who = req->session->actor;
	req->visit->reader = req->session;
	if (!pass_quota(req, res))
		return false;
	req->visit->sight.in_full = may(req, PERM_PERSONAL_DATA);
	respond_choose(req);
	if (!enter(req, res))
		return false;
	if (req->route->method != METHOD_GET && !enter_unsafe(req, res))
		return false;
	lease(req);
	db_count_reset(req->app->db);
	req->visit->entered = true;
	return true;
}

void guard_run(struct request *req, struct response *res)
{
	visit_check_deadline(req);
	if (req->route->unsafe == UNSAFE_KEY)
		idempotency_run(req, res);
	else
		req->route->handler(req, res);
	visit_log_sight(req);
}
