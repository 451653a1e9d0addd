/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages that ask for codes and passwords share. */
#include "customer/input.h"

#include <string.h>
#include "audit.h"
#include "base/json.h"
#include "base/text.h"
#include "customer/door.h"
#include "guard.h"
#include "respond.h"

#define COOKIE         "code"
#define COOKIE_SECONDS 600
#define ASK_MAX        5
#define CHECK_MAX      20
#define HOME           "/me/orders"

const char *door_way_on(const char *next)
{
	if (!next || !url_is_local(next) || text_starts_with(next, "/sign-"))
		return HOME;
	return next;
}

/* Both pages of the door lead to each other, and on to the same place. */
cJSON *door_view(struct request *req)
{
	cJSON *view = json_object();
	const char *next = params_get(&req->form, "next");

	next = next ? next : params_get(&req->query, "next");
	json_add_bool(view, "by_phone", req->app->settings.sms);
	json_add_text(view, "password_path", door_path(req, "/sign-in/password", next));
	json_add_text(view, "code_path", door_path(req, "/sign-in", next));
	return view;
}

const char *door_path(struct request *req, const char *path, const char *next)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, path);
	if (next && *next && url_is_local(next)) {
		buf_addlit(&b, "?next=");
		url_encode(&b, next);
	}
	return b.p;
}

cJSON *door_next(const struct request *req)
{
	cJSON *values = json_object();

	json_add_text(values, "next", params_get(&req->query, "next"));
	return values;
}

void door_set_token(struct request *req, struct response *res, const char *token)
{
	struct cookie c = {
		.name = COOKIE,
		.value = token,
		.max_age = *token ? COOKIE_SECONDS : 0,
		.secret = true,
	};

	response_cookie(res, req->app->config->base_path, &c);
}

const char *door_token(const struct request *req)
{
	const char *token = request_cookie(req, req->app->config->base_path, COOKIE, true);

	return token && strlen(token) == SECRET_TOKEN_SIZE - 1 ? token : NULL;
}

void door_refuse_too_many(struct request *req, struct response *res)
{
	respond_refusal(req, res, 429, "too_many_tries",
			N_("Too many tries. Try again in 15 minutes, or contact us."));
}

/* Both are counted in any case, so that neither shows whether the other was full. */
bool door_may_ask(struct request *req, struct response *res, const char *way)
{
	bool address = throttle_pass(req, "code_address", way, ASK_MAX, DOOR_WINDOW);
	bool remote = throttle_pass_network(req, "code_remote", ASK_MAX, DOOR_WINDOW);

	if (address && remote)
		return true;
	door_refuse_too_many(req, res);
	return false;
}

bool door_may_check(struct request *req, struct response *res)
{
	if (throttle_pass_network(req, "code_check", CHECK_MAX, DOOR_WINDOW))
		return true;
	door_refuse_too_many(req, res);
	return false;
}

const char *door_way(struct request *req, const char *typed, struct field_errors *errors)
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

void door_say_wrong(struct field_errors *errors, enum code_result result)
{
	field_error(errors, "/code", result == CODE_WRONG ? "wrong" : "over",
		    result == CODE_WRONG
			    ? N_("This is not the code we sent. Check the newest message from us.")
			    : N_("This code can no longer be used. Ask for a new one."),
		    NULL);
}

void door_let_in(struct request *req, struct response *res, uint64_t customer_id, bool remember,
		 enum sign_in_how how, const char *next)
{
	struct work w = work_of(req);

	door_set_token(req, res, "");
	session_start_customer(req, res, customer_id, remember, how != SIGN_IN_BY_PASSWORD);
	sign_in_store_insert(&w,
			     &(struct sign_in){ .customer_id = customer_id,
						.how = how,
						.agent = session_agent(req->arena, req->user_agent),
						.network = session_network(req) });
	audit_write(&w, &(struct audit){ AUDIT_SIGN_IN, { ACTOR_CUSTOMER, customer_id } });
	respond_done(req, res, 204, NULL, door_way_on(next), NULL, NULL);
}
