/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By password: at the door, and its own page in the account, which a code opens. */
#include "audit.h"
#include "base/json.h"
#include "customer/door.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define TRIES  10
#define NEARBY 50
#define DOOR   "customer/sign_in_password"
#define PAGE   "customer/password"
#define PATH   "/me/password"

/* ---- at the door ---- */

void customer_web_password_sign_in_form(struct request *req, struct response *res)
{
	cJSON *view = door_view(req), *values = door_next(req);

	if (req->session && req->session->kind == SESSION_CUSTOMER) {
		respond_redirect(req, res, door_way_on(params_get(&req->query, "next")));
		return;
	}
	json_add_bool(values, "remember", true);
	json_add(view, "form",
		 respond_form(req, customer_password_sign_in_fields, PASSWORD_SIGN_IN_FIELDS,
			      values, NULL));
	respond_view(req, res, DOOR, view);
}

/* However an address is written, its tries are counted together, and none of them is without
 * counting where it comes from. */
static bool may_try(struct request *req, struct response *res, const char *way)
{
	bool by_way = throttle_pass(req, "customer_password", way, TRIES, DOOR_WINDOW);
	bool by_network = throttle_pass_network(req, "customer_network", NEARBY, DOOR_WINDOW);

	if (by_way && by_network)
		return true;
	door_refuse_too_many(req, res);
	return false;
}

static void refuse_sign_in(struct request *req, struct response *res,
			   const struct field_errors *errors)
{
	respond_errors(req, res, DOOR, door_view(req), customer_password_sign_in_fields,
		       PASSWORD_SIGN_IN_FIELDS, errors);
}

void customer_web_password_sign_in(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct password_sign_in_input in = { 0 };
	struct work w = work_of(req);
	const char *way = NULL;
	uint64_t customer_id;

	if (fields_read(req, customer_password_sign_in_fields, PASSWORD_SIGN_IN_FIELDS, &in, NULL,
			&errors))
		way = door_way(req, in.email, &errors);
	if (!way) {
		refuse_sign_in(req, res, &errors);
		return;
	}
	if (!may_try(req, res, way))
		return;
	if (!customer_check_password(&w, way, in.password, &customer_id)) {
		audit_write(&w, &(struct audit){ AUDIT_SIGN_IN_FAILED, { ACTOR_NOBODY, 0 } });
		field_error(&errors, "/password", "wrong",
			    N_("This password is not right. You can always sign in with a code "
			       "instead."),
			    NULL);
		refuse_sign_in(req, res, &errors);
		return;
	}
	throttle_forget(req, "customer_password", way);
	door_let_in(req, res, customer_id, in.remember, SIGN_IN_BY_PASSWORD, in.next);
}

/* ---- in the account ---- */

static cJSON *page_view(struct request *req, struct work *w)
{
	cJSON *view = json_object();

	json_add_bool(view, "is_proved", door_is_proved(req));
	json_add_bool(view, "has_password", customer_has_password(w, req->session->actor.id));
	json_add(view, "ways", door_ways_view(req, w));
	return view;
}

void customer_web_password(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = page_view(req, &w);

	json_add(view, "form",
		 respond_form(req, customer_password_fields, OWN_PASSWORD_FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

void customer_web_password_code(struct request *req, struct response *res)
{
	door_ask_own_code(req, res, PAGE, page_view, PATH);
}

void customer_web_password_set(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct own_password_input in = { 0 };
	struct work w = work_of(req);
	const char *flaw;

	if (!door_wants_proof(req, res))
		return;
	if (fields_read(req, &customer_password_fields[OWN_PASSWORD], 1, &in, NULL, &errors) &&
	    (flaw = customer_set_password(&w, req->session->actor.id, in.password)))
		field_error(&errors, "/password", "weak", flaw, NULL);
	if (errors.n > 0) {
		respond_errors(req, res, PAGE, page_view(req, &w), customer_password_fields,
			       OWN_PASSWORD_FIELDS, &errors);
		return;
	}
	(void)session_end_others(req);
	respond_done(req, res, 204, NULL, "/me/account", "success",
		     N_("Password set. You are signed in here alone."));
}

void customer_web_password_remove(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);

	if (!door_wants_proof(req, res))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, PAGE, page_view(req, &w), customer_password_fields,
			       OWN_PASSWORD_FIELDS, &errors);
		return;
	}
	(void)!customer_remove_password(&w, req->session->actor.id);
	respond_done(req, res, 204, NULL, "/me/account", "success",
		     N_("Password removed. You sign in with a code."));
}
