/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's door: an e-mail address or a phone, then the six digits sent to it. Whether it is
 * known shows nowhere. */
#include "audit.h"
#include "base/json.h"
#include "customer/door.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

static bool is_customer(const struct request *req)
{
	return req->session && req->session->kind == SESSION_CUSTOMER;
}

void customer_web_sign_in_form(struct request *req, struct response *res)
{
	cJSON *view = door_view(req);

	if (is_customer(req)) {
		respond_redirect(req, res, door_way_on(params_get(&req->query, "next")));
		return;
	}
	json_add(view, "form",
		 respond_form(req, customer_sign_in_fields, SIGN_IN_FIELDS, door_next(req), NULL));
	respond_view(req, res, "customer/sign_in", view);
}

void customer_web_sign_in(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct sign_in_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	char token[SECRET_TOKEN_SIZE];
	cJSON *view = door_view(req);
	const char *way = NULL;

	if (fields_read(req, customer_sign_in_fields, SIGN_IN_FIELDS, &in, NULL, &errors))
		way = door_way(req, in.email, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "customer/sign_in", view, customer_sign_in_fields,
			       SIGN_IN_FIELDS, &errors);
		return;
	}
	if (!door_may_ask(req, res, way))
		return;
	customer_send_code(&w, in.email, req->lang, token);
	door_set_token(req, res, token);
	json_add_bool(view, "asked", true);
	respond_done(req, res, 200, view, door_path(req, "/sign-in/code", in.next), NULL, NULL);
}

void customer_web_code_form(struct request *req, struct response *res)
{
	cJSON *view = door_view(req), *values = door_next(req);

	if (!door_token(req)) {
		respond_redirect(req, res, "/sign-in");
		return;
	}
	json_add_bool(values, "remember", true);
	json_add(view, "form", respond_form(req, customer_code_fields, CODE_FIELDS, values, NULL));
	json_add_bool(view, "is_over", false);
	respond_view(req, res, "customer/code", view);
}

static void refuse_code(struct request *req, struct response *res, bool is_over,
			struct field_errors *errors)
{
	cJSON *view = door_view(req);

	json_add_bool(view, "is_over", is_over);
	respond_errors(req, res, "customer/code", view, customer_code_fields, CODE_FIELDS, errors);
}

void customer_web_code(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct code_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	const char *token = door_token(req);
	enum code_result result = CODE_OVER;
	uint64_t customer_id;

	if (!fields_read(req, customer_code_fields, CODE_FIELDS, &in, NULL, &errors)) {
		refuse_code(req, res, false, &errors);
		return;
	}
	if (!door_may_check(req, res))
		return;
	if (token)
		result = customer_check_code(&w, token, code_digits(req->arena, in.code),
					     &customer_id);
	if (result == CODE_OK) {
		door_let_in(req, res, customer_id, in.remember, SIGN_IN_BY_CODE, in.next);
		return;
	}
	audit_write(&w, &(struct audit){ AUDIT_SIGN_IN_FAILED, { ACTOR_NOBODY, 0 } });
	door_say_wrong(&errors, result);
	refuse_code(req, res, result == CODE_OVER, &errors);
}

void customer_web_sign_out(struct request *req, struct response *res)
{
	session_end(req, res);
	respond_done(req, res, 204, NULL, "/track", "success", N_("You are signed out."));
}
