/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's page of colleagues: who works here, who is invited, and what may be done about it. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "staff/input.h"
#include "staff/staff.h"
#include "staff/web.h"

static const struct {
	const char *word; /* in the view */
	const char *done;
} acts[STAFF_ACT__MAX] = {
	[STAFF_ACT_INVITE] = { "invite",
			       N_("A new link is on its way by email; the one before no longer "
				  "works.") },
	[STAFF_ACT_WITHDRAW] = { "withdraw",
				 N_("The invitation is withdrawn; its link no longer works.") },
	[STAFF_ACT_ROLE] = { "role", N_("The role is changed, at once.") },
	[STAFF_ACT_OFF] = { "off",
			    N_("Switched off: every session is ended, and nobody can sign in with "
			       "it.") },
	[STAFF_ACT_END_SESSIONS] = { "end_sessions", N_("Every session is ended.") },
	[STAFF_ACT_RESET] = { "reset", N_("The second step is set up anew at the next sign-in.") },
};

static const struct {
	const char *code, *msg;
} refusals[] = {
	[STAFF_SELF] = { "own", N_("Nobody does this to themselves. Ask a colleague.") },
	[STAFF_ABOVE] = { "above", N_("This role may do more than you may, so somebody who may do "
				      "all of it has to decide.") },
	[STAFF_UNFIT] = { "not_now", N_("This is not possible now: somebody else was faster, or "
					"it was done already.") },
	[STAFF_LAST_OWNER] = { "last_owner", N_("This is the last owner who can sign in. Make "
						"somebody else an owner first.") },
	[STAFF_NO_ADDRESS] = { "no_address", N_("This invitation names no email address. Withdraw "
						"it and send a new one.") },
};

/* ---- views ---- */

static cJSON *person_view(const struct staff_person *p, const struct request *req)
{
	cJSON *view = json_object();
	const struct staff_member *m = &p->member;

	json_add_id(view, "id", m->id);
	json_add_text(view, "name", *m->name ? m->name : NULL);
	json_add_text(view, "email", *m->email ? m->email : NULL);
	json_add_text(view, "role", m->role);
	json_add_text(view, "role_name",
		      staff_role_text(req->app, req->lang, m->role, m->role_name));
	json_add_text(view, "lang", lang_tag[m->lang]);
	json_add_text(view, "standing", staff_standing_word[p->standing]);
	json_add_instant(view, "invite_until",
			 p->standing == STANDING_INVITED ? p->invite_until : INSTANT_NONE);
	json_add_instant(view, "created_at", p->created_at);
	json_add_instant(view, "seen_at", p->seen_at);
	json_add_int(view, "n_sessions", p->n_sessions);
	json_add_bool(view, "is_self",
		      req->session->actor.kind == ACTOR_STAFF && req->session->actor.id == m->id);
	return view;
}

/* Roles that may do nothing which the reader may not. */
static void add_roles(const struct request *req, struct work *w, cJSON *view, const char *chosen)
{
	cJSON *list = json_add_array(view, "roles");
	size_t n;
	struct staff_role *all = staff_roles(w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one;

		if (all[i].permissions & ~req->session->permissions)
			continue;
		one = json_append_object(list);
		json_add_text(one, "value", all[i].word);
		json_add_text(one, "name",
			      staff_role_text(req->app, req->lang, all[i].word, all[i].name));
		json_add_bool(one, "chosen", chosen && !strcmp(chosen, all[i].word));
	}
}

static cJSON *page_view(struct request *req, struct work *w, const struct staff_person *p,
			const char *role)
{
	enum staff_refusal may_do[STAFF_ACT__MAX];
	cJSON *view = json_object(), *list = json_object();
	bool any = false;

	staff_acts(w, req->session->permissions, p, may_do);
	for (int i = 0; i < STAFF_ACT__MAX; i++) {
		json_add_bool(list, acts[i].word, may_do[i] == STAFF_OK);
		any = any || may_do[i] == STAFF_OK;
	}
	json_add(view, "person", person_view(p, req));
	json_add(view, "acts", list);
	json_add_bool(view, "has_acts", any);
	json_add_bool(view, "is_above", may_do[STAFF_ACT_ROLE] == STAFF_ABOVE);
	add_roles(req, w, view, role ? role : p->member.role);
	return view;
}

/* ---- the list ---- */

void staff_web_people(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "people");
	size_t n;
	struct staff_person *all = staff_people(&w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, person_view(&all[i], req));
	respond_add_export(req, view, "staff");
	respond_view(req, res, "staff/people", view);
}

/* ---- inviting ---- */

static cJSON *invite_view(const struct request *req, struct work *w)
{
	cJSON *view = json_object();

	add_roles(req, w, view, params_get(&req->form, "role"));
	return view;
}

void staff_web_invite_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = invite_view(req, &w), *values = json_object();

	json_add_text(values, "lang", lang_tag[req->lang]);
	json_add(view, "form", respond_form(req, invite_fields, invite_fields_n, values, NULL));
	respond_view(req, res, "staff/invite", view);
}

static void refuse_invitation(enum staff_refusal r, struct field_errors *errors)
{
	if (r == STAFF_EMAIL_TAKEN)
		field_error(errors, "/email", "taken",
			    N_("Somebody here has this address. Look for it in the list: who was "
			       "switched off can be invited again."),
			    NULL);
	else if (r == STAFF_ABOVE)
		field_error(errors, "/role", "above", refusals[r].msg, NULL);
	else if (r == STAFF_NO_ROLE)
		field_error(errors, "/role", "unknown", N_("There is no such role"), NULL);
	else
		field_error(errors, "/email", "refused", N_("This is not possible now."), NULL);
}

void staff_web_invite(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct invite_input in = { .lang = (int)req->lang };
	struct work w = work_of(req);
	struct staff_person p;
	enum staff_refusal r = STAFF_NOT_FOUND;
	uint64_t id = 0;

	if (fields_read(req, invite_fields, invite_fields_n, &in, req->app->settings.currency,
			&errors)) {
		struct staff_member m = { .email = in.email,
					  .name = in.name,
					  .role = in.role,
					  .lang = (enum lang)in.lang };
		r = staff_invite_colleague(&w, req->session->permissions, &m, &id);
		if (r != STAFF_OK)
			refuse_invitation(r, &errors);
	}
	if (errors.n > 0 || !staff_person_get(&w, id, &p)) {
		respond_errors(req, res, "staff/invite", invite_view(req, &w), invite_fields,
			       invite_fields_n, &errors);
		return;
	}
	respond_done(req, res, 201, person_view(&p, req), "/desk/staff", "success",
		     N_("The invitation is on its way by email. Its link works once, seven days."));
}

/* ---- one colleague ---- */

static bool find(struct request *req, struct response *res, struct work *w, struct staff_person *p)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && staff_person_get(w, id, p))
		return true;
	respond_not_found(req, res);
	return false;
}

void staff_web_person(struct request *req, struct response *res)
{
	struct staff_person p;
	struct work w;
	cJSON *view, *values;

	if (!find(req, res, &w, &p))
		return;
	view = page_view(req, &w, &p, NULL);
	values = json_object();
	json_add_text(values, "role", p.member.role);
	json_add(view, "form", respond_form(req, role_fields, role_fields_n, values, NULL));
	respond_view(req, res, "staff/person", view);
}

static void run(struct request *req, struct response *res, struct work *w,
		const struct staff_wish *wish)
{
	enum staff_refusal r = staff_act(w, wish);
	struct staff_person p;

	if (r == STAFF_NOT_FOUND || !staff_person_get(w, wish->id, &p)) {
		respond_not_found(req, res);
		return;
	}
	if (r != STAFF_OK) {
		respond_refusal(req, res, 409, refusals[r].code, refusals[r].msg);
		return;
	}
	respond_done(req, res, 200, person_view(&p, req),
		     arena_printf(req->arena, "/desk/staff/%llu", (unsigned long long)wish->id),
		     "success", acts[wish->act].done);
}

static void act(struct request *req, struct response *res, enum staff_act which)
{
	struct staff_wish wish = { .act = which, .mine = req->session->permissions };
	struct work w = work_of(req);

	if (ident_parse(req->path_param[0], &wish.id))
		run(req, res, &w, &wish);
	else
		respond_not_found(req, res);
}

void staff_web_invite_again(struct request *req, struct response *res)
{
	act(req, res, STAFF_ACT_INVITE);
}

void staff_web_withdraw(struct request *req, struct response *res)
{
	act(req, res, STAFF_ACT_WITHDRAW);
}

void staff_web_switch_off(struct request *req, struct response *res)
{
	act(req, res, STAFF_ACT_OFF);
}

void staff_web_end_sessions(struct request *req, struct response *res)
{
	act(req, res, STAFF_ACT_END_SESSIONS);
}

void staff_web_reset(struct request *req, struct response *res)
{
	act(req, res, STAFF_ACT_RESET);
}

void staff_web_role(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct role_input in = { 0 };
	struct staff_person p;
	struct work w;
	struct staff_role role;

	if (!find(req, res, &w, &p))
		return;
	if (fields_read(req, role_fields, role_fields_n, &in, req->app->settings.currency,
			&errors) &&
	    !staff_role_find(&w, in.role, &role))
		refuse_invitation(STAFF_NO_ROLE, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "staff/person", page_view(req, &w, &p, in.role),
			       role_fields, role_fields_n, &errors);
		return;
	}
	run(req, res, &w,
	    &(struct staff_wish){ STAFF_ACT_ROLE, p.member.id, req->session->permissions,
				  in.role });
}
