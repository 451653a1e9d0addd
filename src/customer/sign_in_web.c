/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's door: an e-mail address or a phone, then the six digits sent to it. Whether it is
 * known shows nowhere. */
#include <string.h>
#include "audit.h"
#include "base/json.h"
#include "base/text.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define COOKIE          "code"
#define COOKIE_SECONDS  600
#define ASK_MAX         5
#define CHECK_MAX       20
#define THROTTLE_WINDOW (15 * INSTANT_MINUTE)
#define HOME            "/me/orders"

static bool is_customer(const struct request *req)
{
	return req->session && req->session->kind == SESSION_CUSTOMER;
}

/* Where to go behind the door: never to another site, and not back to the door. */
static const char *way_on(const char *next)
{
	if (!next || !url_is_local(next) || text_starts_with(next, "/sign-"))
		return HOME;
	return next;
}

static const char *code_path(struct request *req, const char *next)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, "/sign-in/code");
	if (next && url_is_local(next)) {
		buf_addlit(&b, "?next=");
		url_encode(&b, next);
	}
	return b.p;
}

static cJSON *next_of_query(const struct request *req)
{
	cJSON *values = json_object();

	json_add_text(values, "next", params_get(&req->query, "next"));
	return values;
}

/* Phones are written to where SMS is switched on. */
static cJSON *door_view(const struct request *req)
{
	cJSON *view = json_object();

	json_add_bool(view, "by_phone", req->app->settings.sms);
	return view;
}

void customer_web_sign_in_form(struct request *req, struct response *res)
{
	cJSON *view = door_view(req);

	if (is_customer(req)) {
		respond_redirect(req, res, way_on(params_get(&req->query, "next")));
		return;
	}
	json_add(view, "form",
		 respond_form(req, customer_sign_in_fields, SIGN_IN_FIELDS, next_of_query(req),
			      NULL));
	respond_view(req, res, "customer/sign_in", view);
}

static void set_token(struct request *req, struct response *res, const char *token)
{
	struct cookie c = {
		.name = COOKIE,
		.value = token,
		.max_age = *token ? COOKIE_SECONDS : 0,
		.secret = true,
	};

	response_cookie(res, req->app->config->base_path, &c);
}

static const char *get_token(const struct request *req)
{
	const char *token = request_cookie(req, req->app->config->base_path, COOKIE, true);

	return token && strlen(token) == SECRET_TOKEN_SIZE - 1 ? token : NULL;
}

/* Both are counted in any case, so that neither shows whether the other was full. */
static bool may_ask(struct request *req, const char *way)
{
	bool address = throttle_pass(req, "code_address", way, ASK_MAX, THROTTLE_WINDOW);
	bool remote = throttle_pass_network(req, "code_remote", ASK_MAX, THROTTLE_WINDOW);

	return address && remote;
}

static void refuse_too_many(struct request *req, struct response *res)
{
	respond_refusal(req, res, 429, "too_many_tries",
			N_("Too many tries. Try again in 15 minutes, or contact us."));
}

static const char *read_way(struct request *req, const char *typed, struct field_errors *errors)
{
	const struct settings *s = &req->app->settings;
	const char *way = customer_way_in(req->arena, typed, s->country, s->sms);

	if (!way && s->sms)
		field_error(errors, "/email", "not_a_way",
			    N_("Enter an email address like name@example.com, or a phone number"),
			    NULL);
	else if (!way)
		field_error(errors, "/email", "not_an_email",
			    N_("Enter an email address like name@example.com"), NULL);
	return way;
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
		way = read_way(req, in.email, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "customer/sign_in", view, customer_sign_in_fields,
			       SIGN_IN_FIELDS, &errors);
		return;
	}
	if (!may_ask(req, way)) {
		refuse_too_many(req, res);
		return;
	}
	customer_send_code(&w, in.email, req->lang, token);
	set_token(req, res, token);
	json_add_bool(view, "asked", true);
	respond_done(req, res, 200, view, code_path(req, in.next), NULL, NULL);
}

void customer_web_code_form(struct request *req, struct response *res)
{
	cJSON *view = door_view(req), *values = next_of_query(req);

	if (!get_token(req)) {
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

static void let_in(struct request *req, struct response *res, uint64_t customer_id,
		   const struct code_input *in)
{
	struct work w = work_of(req);

	set_token(req, res, "");
	if (in->remember)
		session_start(req, res, SESSION_CUSTOMER, customer_id);
	else
		session_start_once(req, res, customer_id);
	audit_write(&w, &(struct audit){ AUDIT_SIGN_IN, { ACTOR_CUSTOMER, customer_id } });
	respond_done(req, res, 204, NULL, way_on(in->next), NULL, NULL);
}

void customer_web_code(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct code_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	const char *token = get_token(req);
	enum code_result result = CODE_OVER;
	uint64_t customer_id;

	if (!fields_read(req, customer_code_fields, CODE_FIELDS, &in, NULL, &errors)) {
		refuse_code(req, res, false, &errors);
		return;
	}
	if (!throttle_pass_network(req, "code_check", CHECK_MAX, THROTTLE_WINDOW)) {
		refuse_too_many(req, res);
		return;
	}
	if (token)
		result = customer_check_code(&w, token, code_digits(req->arena, in.code),
					     &customer_id);
	if (result == CODE_OK) {
		let_in(req, res, customer_id, &in);
		return;
	}
	audit_write(&w, &(struct audit){ AUDIT_SIGN_IN_FAILED, { ACTOR_NOBODY, 0 } });
	field_error(&errors, "/code", result == CODE_WRONG ? "wrong" : "over",
		    result == CODE_WRONG
			    ? N_("This is not the code we sent. Check the newest message from us.")
			    : N_("This code can no longer be used. Ask for a new one."),
		    NULL);
	refuse_code(req, res, result == CODE_OVER, &errors);
}

void customer_web_sign_out(struct request *req, struct response *res)
{
	session_end(req, res);
	respond_done(req, res, 204, NULL, "/track", "success", N_("You are signed out."));
}
