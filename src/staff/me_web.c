/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own account at the desk: who one is here, and where one is signed in. */
#include "audit.h"
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "staff/staff.h"
#include "staff/web.h"

static cJSON *account_view(struct request *req)
{
	cJSON *view = json_object();

	json_add_text(view, "name", req->session->name);
	json_add_text(view, "role", req->session->role);
	json_add_text(view, "role_name",
		      staff_role_text(req->app, req->lang, req->session->role,
				      req->session->role_name));
	session_list_add(req, view);
	return view;
}

void staff_web_shortcuts(struct request *req, struct response *res)
{
	respond_view(req, res, "staff/shortcuts", json_object());
}

void staff_web_me(struct request *req, struct response *res)
{
	respond_view(req, res, "staff/me", account_view(req));
}

static void note(struct request *req, enum audit_kind kind)
{
	struct work w = work_of(req);

	audit_write(&w, &(struct audit){ .kind = kind,
					 .who = w.actor,
					 .about = "staff",
					 .about_id = w.actor.id });
}

void staff_web_end_others(struct request *req, struct response *res)
{
	if (session_end_others(req) > 0)
		note(req, AUDIT_SESSIONS_ENDED);
	respond_done(req, res, 200, account_view(req), "/desk/me", "success",
		     N_("You are signed in here alone."));
}

void staff_web_end_session(struct request *req, struct response *res)
{
	if (!session_end_one(req, req->path_param[0])) {
		respond_refusal(req, res, 409, "no_session",
				N_("This session has ended already, or is the one you are using."));
		return;
	}
	note(req, AUDIT_SESSION_ENDED);
	respond_done(req, res, 200, account_view(req), "/desk/me", "success",
		     N_("The session is ended."));
}
