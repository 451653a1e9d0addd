/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is worth more than a browser left open: money, exports, roles and keys ask for the second
 * factor again when it was proved too long ago. The request waits in the page that asks, and goes
 * on from there. */
#include <string.h>
#include "audit.h"
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "staff/staff.h"
#include "visit.h"

#define CODE   "second_factor"
#define TRIES  10
#define NEARBY 50
#define WINDOW (15 * INSTANT_MINUTE)

static bool is_proved(const struct request *req)
{
	const struct session *s = req->session;

	return !instant_is_none(s->stepped_up_at) &&
	       req->now.us <
		       s->stepped_up_at.us + req->app->settings.step_up_minutes * INSTANT_MINUTE;
}

/* Out of the request: it is the guard's, and no field of the handler's. */
static const char *take_code(struct request *req)
{
	const char *code = NULL;
	size_t kept = 0;

	if (req->json) {
		code = json_get_text(req->json, CODE);
		cJSON_DeleteItemFromObjectCaseSensitive(req->json, CODE);
		return code;
	}
	for (size_t i = 0; i < req->form.n; i++) {
		if (strcmp(req->form.v[i].name, CODE) == 0)
			code = req->form.v[i].value;
		else
			req->form.v[kept++] = req->form.v[i];
	}
	req->form.n = kept;
	return code;
}

static const struct field fields[] = { { CODE, FIELD_SECRET, .max = 20 } };

static void show(struct request *req, struct response *res, int status,
		 const struct field_errors *errors)
{
	cJSON *view = json_object();

	json_add_int(view, "minutes", req->app->settings.step_up_minutes);
	visit_keep_fields(req, json_add_array(view, "fields"));
	json_add_text(view, "action",
		      url_path(req->arena, req->app->config->base_path, "%s", req->target));
	json_add_text(view, "back", respond_way_back(req));
	json_add(view, "form", respond_form(req, fields, 1, NULL, errors));
	respond_page(req, res, status, "staff/prove", view, errors);
}

static void ask(struct request *req, struct response *res)
{
	if (req->wants_json)
		respond_refusal(
			req, res, 403, "second_factor_needed",
			N_("The second step was too long ago: send the current code of your "
			   "authenticator app as second_factor."));
	else
		show(req, res, 403, NULL);
}

static void refuse(struct request *req, struct response *res, const struct field_errors *errors)
{
	if (req->wants_json)
		respond_errors(req, res, NULL, NULL, fields, 1, errors);
	else
		show(req, res, respond_retry_after(req, res) ? 429 : 422, errors);
}

static bool may_try(struct request *req)
{
	const char *who =
		arena_printf(req->arena, "%llu", (unsigned long long)req->session->actor.id);
	bool by_subject = throttle_pass(req, "staff_code", who, TRIES, WINDOW);
	bool by_address = throttle_pass_network(req, "staff_address", NEARBY, WINDOW);

	return by_subject && by_address;
}

static void check(struct request *req, const char *code, struct field_errors *errors)
{
	struct work w = work_of(req);
	enum staff_refusal r;

	if (!*code) {
		field_error(errors, "/" CODE, "required", N_("Enter the six digits"), NULL);
		return;
	}
	if (!may_try(req)) {
		field_error(errors, "/" CODE, "too_many",
			    N_("Too many tries. Try again in 15 minutes."), NULL);
		return;
	}
	r = staff_check_code(&w, w.actor.id, code);
	if (r == STAFF_STEP_USED)
		field_error(errors, "/" CODE, "used",
			    N_("This code was used already. Wait for the next one."), NULL);
	else if (r != STAFF_OK)
		field_error(errors, "/" CODE, "wrong", N_("This code is not right."), NULL);
	audit_write(&w,
		    &(struct audit){ r == STAFF_OK ? AUDIT_PROVED : AUDIT_CODE_FAILED, w.actor });
}

bool proof_check(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	const char *code;

	if (!req->route->proof || req->visit->is_bearer)
		return true;
	code = take_code(req);
	if (is_proved(req))
		return true;
	if (!code) {
		ask(req, res);
		return false;
	}
	check(req, code, &errors);
	if (errors.n > 0) {
		refuse(req, res, &errors);
		return false;
	}
	session_prove(req);
	return true;
}
