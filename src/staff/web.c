/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff come in: password, second factor; or an invitation, a new password, the second factor set
 * up. */
#include "staff/web.h"

#include <string.h>
#include "audit.h"
#include "base/json.h"
#include "base/qr.h"
#include "base/text.h"
#include "guard.h"
#include "respond.h"
#include "staff/input.h"
#include "staff/staff.h"

#define WINDOW (15 * INSTANT_MINUTE)

static const char *next_of(const char *next)
{
	return next && url_is_local(next) && !strncmp(next, "/desk", 5) ? next : "/desk/orders";
}

static void show(struct request *req, struct response *res, const char *page,
		 const struct field *table, size_t n)
{
	cJSON *view = json_object(), *values = json_object();

	json_add_text(values, "next", next_of(params_get(&req->query, "next")));
	json_add(view, "form", respond_form(req, table, n, values, NULL));
	respond_view(req, res, page, view);
}

static void show_errors(struct request *req, struct response *res, const char *page,
			const struct field *table, size_t n, const struct field_errors *errors)
{
	respond_errors(req, res, page, json_object(), table, n, errors);
}

void staff_web_sign_in_form(struct request *req, struct response *res)
{
	show(req, res, "staff/sign_in", sign_in_fields, sign_in_fields_n);
}

/* However an address is written, its tries are counted together. */
static const char *address_of(struct request *req, const struct sign_in_input *in)
{
	return text_email_key(req->arena, in->email);
}

static bool may_try(struct request *req, const char *kind, const char *subject)
{
	bool by_subject = throttle_pass(req, kind, subject, 10, WINDOW);
	bool by_address = throttle_pass_network(req, "staff_address", 50, WINDOW);

	return by_subject && by_address;
}

static const char too_many[] = N_("Too many tries. Try again in 15 minutes.");

/* To the second step, which leads on. */
static const char *code_way(struct request *req, const char *next)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, "/desk/code?next=");
	url_encode(&b, next);
	return b.p;
}

void staff_web_sign_in(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct sign_in_input in = { 0 };
	struct work w = work_of(req);
	struct staff_member m;
	uint64_t id = 0;

	if (!fields_read(req, sign_in_fields, sign_in_fields_n, &in, req->app->settings.currency,
			 &errors)) {
		show_errors(req, res, "staff/sign_in", sign_in_fields, sign_in_fields_n, &errors);
		return;
	}
	if (!may_try(req, "staff_sign_in", address_of(req, &in))) {
		field_error(&errors, "/email", "too_many", too_many, NULL);
	} else if (staff_check_password(&w, in.email, in.password, &id) != STAFF_OK) {
		audit_write(&w, &(struct audit){ AUDIT_SIGN_IN_FAILED, { ACTOR_NOBODY, 0 } });
		field_error(&errors, "/password", "wrong",
			    N_("The email address or the password is not right."), NULL);
	}
	if (errors.n > 0) {
		show_errors(req, res, "staff/sign_in", sign_in_fields, sign_in_fields_n, &errors);
		return;
	}
	throttle_forget(req, "staff_sign_in", address_of(req, &in));
	session_start(req, res, SESSION_STAFF_HALF, id);
	if (staff_session(&w, id, &m) && m.state == STAFF_INVITED)
		respond_redirect(req, res, "/desk/enrol");
	else
		respond_redirect(req, res, code_way(req, next_of(in.next)));
}

/* The member whose password was right a moment ago; false: *res leads to the beginning. */
static bool half_way(struct request *req, struct response *res, uint64_t *id)
{
	if (req->session && req->session->kind == SESSION_STAFF_HALF) {
		*id = req->session->actor.id;
		return true;
	}
	respond_redirect(req, res,
			 req->session && req->session->kind == SESSION_STAFF ? "/desk/orders"
									     : "/desk/sign-in");
	return false;
}

void staff_web_code_form(struct request *req, struct response *res)
{
	uint64_t id;

	if (half_way(req, res, &id))
		show(req, res, "staff/code", code_fields, code_fields_n);
}

void staff_web_code(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct code_input in = { 0 };
	struct work w = work_of(req);
	enum staff_refusal r = STAFF_OK;
	uint64_t id;

	if (!half_way(req, res, &id))
		return;
	if (fields_read(req, code_fields, code_fields_n, &in, req->app->settings.currency,
			&errors)) {
		if (!may_try(req, "staff_code",
			     arena_printf(req->arena, "%llu", (unsigned long long)id)))
			field_error(&errors, "/code", "too_many", too_many, NULL);
		else
			r = staff_check_code(&w, id, in.code);
	}
	if (r == STAFF_STEP_USED)
		field_error(&errors, "/code", "used",
			    N_("This code was used already. Wait for the next one."), NULL);
	else if (r != STAFF_OK)
		field_error(&errors, "/code", "wrong", N_("This code is not right."), NULL);
	if (errors.n > 0) {
		if (r != STAFF_OK)
			audit_write(&w, &(struct audit){ AUDIT_CODE_FAILED, { ACTOR_STAFF, id } });
		show_errors(req, res, "staff/code", code_fields, code_fields_n, &errors);
		return;
	}
	session_start(req, res, SESSION_STAFF, id);
	audit_write(&w, &(struct audit){ AUDIT_SIGN_IN, { ACTOR_STAFF, id } });
	respond_redirect(req, res, next_of(in.next));
}

void staff_web_sign_out(struct request *req, struct response *res)
{
	session_end(req, res);
	respond_redirect(req, res, "/desk/sign-in");
}

/* ---- invitations ---- */

static cJSON *invited_view(const struct request *req, const struct staff_member *m)
{
	cJSON *view = json_object();

	json_add_text(view, "email", *m->email ? m->email : NULL);
	json_add_text(view, "role", m->role);
	json_add_text(view, "role_name",
		      staff_role_text(req->app, req->lang, m->role, m->role_name));
	return view;
}

static void answer_over(struct request *req, struct response *res)
{
	respond_refusal(req, res, 410, "invitation_over",
			N_("It was used already, withdrawn, or its seven days are over. Ask the "
			   "colleague who invited you for a new one."));
}

void staff_web_invited(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct staff_member m;
	cJSON *view, *values = json_object();

	if (!staff_invited(&w, req->path_param[0], &m)) {
		answer_over(req, res);
		return;
	}
	view = invited_view(req, &m);
	json_add_text(values, "name", m.name);
	json_add(view, "form", respond_form(req, accept_fields, accept_fields_n, values, NULL));
	response_header(res, "Referrer-Policy", "no-referrer");
	respond_view(req, res, "staff/invited", view);
}

void staff_web_accept(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct accept_input in = { 0 };
	struct work w = work_of(req);
	struct staff_member m;
	const char *flaw;
	enum staff_refusal r;
	uint64_t id = 0;
	bool is_read;

	if (!staff_invited(&w, req->path_param[0], &m)) {
		answer_over(req, res);
		return;
	}
	is_read = fields_read(req, accept_fields, accept_fields_n, &in, req->app->settings.currency,
			      &errors);
	if (!*m.email && !in.email && !field_is_wrong(&errors, "/email"))
		field_error(&errors, "/email", "required", N_("Enter your email address"), NULL);
	if (is_read) {
		flaw = password_refused(&req->app->settings, PASSWORD_OF_STAFF, in.password,
					in.email ? in.email : m.email, in.name);
		if (flaw)
			field_error(&errors, "/password", "weak", flaw, NULL);
	}
	if (errors.n == 0) {
		r = staff_accept(&w, req->path_param[0],
				 &(struct staff_entry){ in.email, in.name, in.password, req->lang },
				 &id);
		if (r == STAFF_EMAIL_TAKEN)
			field_error(&errors, "/email", "taken",
				    N_("Somebody else here already uses this address."), NULL);
		else if (r != STAFF_OK)
			field_error(&errors, "/password", "refused",
				    N_("This is not possible now."), NULL);
	}
	if (errors.n > 0) {
		respond_errors(req, res, "staff/invited", invited_view(req, &m), accept_fields,
			       accept_fields_n, &errors);
		return;
	}
	audit_write(&w, &(struct audit){ AUDIT_INVITATION_ACCEPTED, { ACTOR_STAFF, id } });
	session_start(req, res, SESSION_STAFF_HALF, id);
	respond_redirect(req, res, "/desk/enrol");
}

/* ---- the second factor ---- */

static cJSON *enrol_view(struct request *req, const struct staff_secret *s)
{
	cJSON *view = json_object();
	int size = 0;
	const char *path = qr_path(req->arena, s->uri, &size);

	json_add_text(view, "secret", s->base32);
	json_add_text(view, "qr", path);
	json_add_int(view, "qr_size", size);
	return view;
}

static bool pending(struct request *req, struct response *res, uint64_t *id, struct staff_secret *s)
{
	struct work w = work_of(req);

	if (!half_way(req, res, id))
		return false;
	if (staff_pending_secret(&w, *id, s))
		return true;
	respond_redirect(req, res, "/desk/code");
	return false;
}

void staff_web_enrol_form(struct request *req, struct response *res)
{
	struct staff_secret s;
	uint64_t id;
	cJSON *view;

	if (!pending(req, res, &id, &s))
		return;
	view = enrol_view(req, &s);
	json_add(view, "form", respond_form(req, code_fields, code_fields_n, NULL, NULL));
	respond_view(req, res, "staff/enrol", view);
}

void staff_web_enrol(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE];
	struct code_input in = { 0 };
	struct work w = work_of(req);
	struct staff_secret s;
	cJSON *view, *list;
	uint64_t id;

	if (!pending(req, res, &id, &s))
		return;
	if (fields_read(req, code_fields, code_fields_n, &in, req->app->settings.currency,
			&errors) &&
	    staff_enrol(&w, id, in.code, codes) != STAFF_OK)
		field_error(&errors, "/code", "wrong",
			    N_("This code is not right. Check your phone’s clock."), NULL);
	if (errors.n > 0) {
		respond_errors(req, res, "staff/enrol", enrol_view(req, &s), code_fields,
			       code_fields_n, &errors);
		return;
	}
	session_start(req, res, SESSION_STAFF, id);
	audit_write(&w, &(struct audit){ AUDIT_SECOND_FACTOR_SET_UP, { ACTOR_STAFF, id } });
	view = json_object();
	list = json_add_array(view, "codes");
	for (int i = 0; i < STAFF_RECOVERY_CODES; i++)
		json_append_text(list, codes[i]);
	respond_view(req, res, "staff/recovery", view);
}
