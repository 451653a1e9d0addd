/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The addresses and numbers of an account: which are shown to be theirs, a new one, and the code
 * that shows it. */
#include "audit.h"
#include "base/json.h"
#include "customer/door.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "customer/ways"
#define PATH "/me/ways"

bool door_is_proved(const struct request *req)
{
	const struct session *s = req->session;

	return !instant_is_none(s->stepped_up_at) &&
	       req->now.us < s->stepped_up_at.us + DOOR_WINDOW;
}

bool door_wants_proof(struct request *req, struct response *res)
{
	if (door_is_proved(req))
		return true;
	respond_refusal(req, res, 403, "code_needed",
			N_("Ask for a code first: it shows that this is you."));
	return false;
}

void door_send_own_code(struct request *req, struct response *res, const char *way,
			const char *next)
{
	struct work w = work_of(req);
	char token[SECRET_TOKEN_SIZE];

	customer_send_own_code(&w, req->session->actor.id, way, req->lang, token);
	door_set_token(req, res, token);
	respond_done(req, res, 204, NULL, door_path(req, "/me/code", next), NULL, NULL);
}

static bool is_way(const struct known_by *k)
{
	return k->kind == IDENTITY_EMAIL || k->kind == IDENTITY_PHONE;
}

cJSON *door_ways_view(struct request *req, struct work *w)
{
	cJSON *list = cJSON_CreateArray();
	size_t n;
	const struct known_by *all = identity_store_list(w, req->session->actor.id, &n);
	bool any_proved = false;

	for (size_t i = 0; i < n; i++) {
		cJSON *one;

		if (!is_way(&all[i]) || !all[i].is_own)
			continue;
		one = json_append_object(list);
		json_add_int(one, "way", (int64_t)i + 1);
		json_add_text(one, "kind", identity_kind_word[all[i].kind]);
		json_add_text(one, "value", identity_masked(w->arena, all[i].kind, all[i].value));
		json_add_bool(one, "is_proved", !instant_is_none(all[i].verified_at));
		json_add_bool(one, "is_first", !any_proved && !instant_is_none(all[i].verified_at));
		any_proved = any_proved || !instant_is_none(all[i].verified_at);
	}
	return list;
}

const char *door_proved_way(struct work *w, uint64_t customer_id, int64_t n)
{
	size_t count;
	const struct known_by *all = identity_store_list(w, customer_id, &count);
	const struct known_by *k = n >= 1 && (size_t)n <= count ? &all[n - 1] : NULL;

	return k && is_way(k) && !instant_is_none(k->verified_at) ? k->value : NULL;
}

void door_ask_own_code(struct request *req, struct response *res, const char *page,
		       cJSON *(*view)(struct request *req, struct work *w), const char *next)
{
	struct field_errors errors = { .arena = req->arena };
	struct own_password_input in = { 0 };
	struct work w = work_of(req);
	const char *way = NULL;

	if (fields_read(req, &customer_password_fields[OWN_WAY], 1, &in, NULL, &errors))
		way = door_proved_way(&w, req->session->actor.id, in.way);
	if (errors.n == 0 && !way)
		field_error(&errors, "/way", "unknown", N_("Choose where the code goes"), NULL);
	if (errors.n > 0)
		respond_errors(req, res, page, view(req, &w), customer_password_fields,
			       OWN_PASSWORD_FIELDS, &errors);
	else if (door_may_ask(req, res, way))
		door_send_own_code(req, res, way, next);
}

/* ---- the page ---- */

static cJSON *page_view(struct request *req, struct work *w)
{
	cJSON *view = door_view(req);

	json_add(view, "ways", door_ways_view(req, w));
	return view;
}

void customer_web_ways(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = page_view(req, &w);

	json_add(view, "form", respond_form(req, customer_new_way_fields, 1, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

void customer_web_way_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct new_way_input in = { 0 };
	struct work w = work_of(req);
	const char *way = NULL;

	if (fields_read(req, customer_new_way_fields, 1, &in, NULL, &errors))
		way = door_way(req, in.email, &errors);
	if (!way)
		respond_errors(req, res, PAGE, page_view(req, &w), customer_new_way_fields, 1,
			       &errors);
	else if (door_may_ask(req, res, way))
		door_send_own_code(req, res, way, PATH);
}

/* ---- its code ---- */

cJSON *door_code_view(bool is_over, const char *action, const char *again, const char *back)
{
	cJSON *view = json_object();

	json_add_bool(view, "is_over", is_over);
	json_add_text(view, "action", action);
	json_add_text(view, "again", again);
	json_add_text(view, "back", back);
	return view;
}

static cJSON *code_view(bool is_over)
{
	return door_code_view(is_over, "/me/code", PATH, "/me/account");
}

void customer_web_own_code_form(struct request *req, struct response *res)
{
	cJSON *view = code_view(false);

	if (!door_token(req)) {
		respond_redirect(req, res, PATH);
		return;
	}
	json_add(view, "form",
		 respond_form(req, customer_code_fields, OWN_CODE_FIELDS, door_next(req), NULL));
	respond_view(req, res, "customer/own_code", view);
}

static void refuse_code(struct request *req, struct response *res, enum code_result result,
			struct field_errors *errors)
{
	if (result == CODE_TAKEN)
		field_error(errors, "/code", "taken",
			    N_("This belongs to another account already. Write to us if both are "
			       "yours."),
			    NULL);
	else if (result != CODE_OK)
		door_say_wrong(errors, result);
	respond_errors(req, res, "customer/own_code",
		       code_view(result == CODE_OVER || result == CODE_TAKEN), customer_code_fields,
		       OWN_CODE_FIELDS, errors);
}

void customer_web_own_code(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct code_input in = { 0 };
	struct work w = work_of(req);
	const char *token = door_token(req);
	enum code_result result = CODE_OVER;

	if (!fields_read(req, customer_code_fields, OWN_CODE_FIELDS, &in, NULL, &errors)) {
		refuse_code(req, res, CODE_OK, &errors);
		return;
	}
	if (!door_may_check(req, res))
		return;
	if (token)
		result = customer_check_own_code(&w, req->session->actor.id, token,
						 code_digits(req->arena, in.code));
	if (result != CODE_OK) {
		audit_write(&w, &(struct audit){ AUDIT_SIGN_IN_FAILED, w.actor });
		refuse_code(req, res, result, &errors);
		return;
	}
	door_set_token(req, res, "");
	session_prove(req);
	respond_done(req, res, 204, NULL, door_way_on(in.next), "success",
		     N_("The code was right."));
}
