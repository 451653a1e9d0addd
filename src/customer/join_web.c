/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Becoming a known customer: who they are and what they agree to, then a code; and the QR codes
 * that lead there, for the shop to print. */
#include <string.h>
#include "audit.h"
#include "base/json.h"
#include "base/qr.h"
#include "customer/consent.h"
#include "customer/door.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "customer/join"
#define CODE "/join/code"

static cJSON *page_view(struct request *req)
{
	cJSON *view = door_view(req);

	json_add_int(view, "text_version", CONSENT_TEXT);
	return view;
}

/* Where they read of it, as the address says; one that nobody printed is the web. */
static cJSON *values_of(const struct request *req)
{
	cJSON *values = json_object();
	const char *from = params_get(&req->query, "from");
	int source = JOIN_SOURCE__MAX - 1;

	while (source > 0 && (!from || strcmp(from, join_source_word[source]) != 0))
		source--;
	json_add_text(values, "from", join_source_word[source]);
	return values;
}

void customer_web_join_form(struct request *req, struct response *res)
{
	cJSON *view = page_view(req);

	if (req->session && req->session->kind == SESSION_CUSTOMER) {
		respond_redirect(req, res, "/me/account");
		return;
	}
	json_add(view, "form", respond_form(req, join_fields, JOIN_FIELDS, values_of(req), NULL));
	respond_view(req, res, PAGE, view);
}

void customer_web_join(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct join_input in = { 0 };
	struct work w = work_of(req);
	struct join_draft d = { .lang = req->lang };
	char token[SECRET_TOKEN_SIZE];
	const char *way = NULL;

	(void)!fields_read(req, join_fields, JOIN_FIELDS, &in, NULL, &errors);
	if (in.email)
		way = door_way(req, in.email, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, PAGE, page_view(req), join_fields, JOIN_FIELDS, &errors);
		return;
	}
	if (!door_may_ask(req, res, way))
		return;
	d.name = in.name;
	d.source = (enum join_source)in.source;
	memcpy(d.offers, in.offers, sizeof d.offers);
	customer_send_join_code(&w, &d, way, token);
	door_set_token(req, res, token);
	respond_done(req, res, 204, NULL, CODE, NULL, NULL);
}

static cJSON *code_view(bool is_over)
{
	return door_code_view(is_over, CODE, "/join", "/track");
}

void customer_web_join_code_form(struct request *req, struct response *res)
{
	cJSON *view = code_view(false);

	if (!door_token(req)) {
		respond_redirect(req, res, "/join");
		return;
	}
	json_add(view, "form",
		 respond_form(req, customer_code_fields, OWN_CODE_FIELDS, door_next(req), NULL));
	respond_view(req, res, "customer/own_code", view);
}

static void refuse_code(struct request *req, struct response *res, bool is_over,
			const struct field_errors *errors)
{
	respond_errors(req, res, "customer/own_code", code_view(is_over), customer_code_fields,
		       OWN_CODE_FIELDS, errors);
}

void customer_web_join_code(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct code_input in = { 0 };
	struct work w = work_of(req);
	const char *token = door_token(req);
	enum code_result result = CODE_OVER;
	uint64_t customer_id;

	if (!fields_read(req, customer_code_fields, OWN_CODE_FIELDS, &in, NULL, &errors)) {
		refuse_code(req, res, false, &errors);
		return;
	}
	if (!door_may_check(req, res))
		return;
	if (token)
		result = customer_check_join_code(&w, token, code_digits(req->arena, in.code),
						  &customer_id);
	if (result != CODE_OK) {
		audit_write(&w, &(struct audit){ AUDIT_SIGN_IN_FAILED, { ACTOR_NOBODY, 0 } });
		door_say_wrong(&errors, result);
		refuse_code(req, res, result == CODE_OVER, &errors);
		return;
	}
	door_let_in(req, res, customer_id, true, SIGN_IN_BY_JOINING, "/me/account");
}

/* ---- at the desk ---- */

static void add_code(struct request *req, cJSON *list, enum join_source source)
{
	cJSON *one = json_append_object(list);
	const struct config *c = req->app->config;
	const char *link = arena_printf(req->arena, "%s%s/join?from=%s", c->base_url, c->base_path,
					join_source_word[source]);
	int size = 0;

	json_add_text(one, "source", join_source_word[source]);
	json_add_text(one, "link", link);
	json_add_text(one, "qr", qr_path(req->arena, link, &size));
	json_add_int(one, "qr_size", size);
}

void customer_web_join_codes(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *list = json_add_array(view, "codes");

	for (int s = JOIN_ON_THE_WEB + 1; s < JOIN_SOURCE__MAX; s++)
		add_code(req, list, (enum join_source)s);
	respond_view(req, res, "customer/join_codes", view);
}
