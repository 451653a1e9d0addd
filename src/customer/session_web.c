/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a customer is signed in: ended one by one, or all but here. */
#include "audit.h"
#include "base/json.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define PATH "/me/sessions"

static cJSON *page_view(struct request *req)
{
	cJSON *view = json_object();

	session_list_add(req, view);
	return view;
}

void customer_web_sessions(struct request *req, struct response *res)
{
	respond_view(req, res, "customer/sessions", page_view(req));
}

static void note(struct request *req, enum audit_kind kind)
{
	struct work w = work_of(req);

	audit_write(&w, &(struct audit){ .kind = kind, .who = w.actor, .customer_id = w.actor.id });
}

void customer_web_end_others(struct request *req, struct response *res)
{
	if (session_end_others(req) > 0)
		note(req, AUDIT_SESSIONS_ENDED);
	respond_done(req, res, 200, page_view(req), PATH, "success",
		     N_("You are signed in here alone."));
}

void customer_web_end_session(struct request *req, struct response *res)
{
	if (!session_end_one(req, req->path_param[0])) {
		respond_refusal(req, res, 409, "no_session",
				N_("This session has ended already, or is the one you are using."));
		return;
	}
	note(req, AUDIT_SESSION_ENDED);
	respond_done(req, res, 200, page_view(req), PATH, "success", N_("The session is ended."));
}
