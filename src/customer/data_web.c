/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer asks for all that is held about them, and downloads it. */
#include "audit.h"
#include "base/json.h"
#include "customer/data.h"
#include "customer/door.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "customer/data"
#define PATH "/me/data"

static void add_newest(const struct request *req, const struct task *t, cJSON *view)
{
	json_add_bool(view, "is_open", t->state == TASK_OPEN);
	json_add_bool(view, "is_ready", t->state == TASK_DONE);
	json_add_bool(view, "has_failed", t->state == TASK_FAILED);
	json_add_instant(view, "asked_at", t->created_at);
	json_add_instant(view, "kept_until", t->kept_until);
	json_add_instant(view, "again_at", data_again_at(t, req->now));
}

static cJSON *page_view(struct request *req, struct work *w)
{
	cJSON *view = json_object();
	struct task t = { .state = TASK_STOPPED };

	(void)customer_data_find(w, req->session->actor.id, &t);
	add_newest(req, &t, view);
	json_add_int(view, "days", req->app->settings.own_data_days);
	json_add_bool(view, "is_proved", door_is_proved(req));
	json_add(view, "ways", door_ways_view(req, w));
	return view;
}

void customer_web_data(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = page_view(req, &w);

	json_add(view, "form",
		 respond_form(req, customer_password_fields, OWN_PASSWORD_FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

void customer_web_data_code(struct request *req, struct response *res)
{
	door_ask_own_code(req, res, PAGE, page_view, PATH);
}

void customer_web_data_ask(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	if (!door_wants_proof(req, res))
		return;
	switch (customer_data_ask(&w, req->session->actor.id, req->lang)) {
	case DATA_OK:
		respond_done(req, res, 202, page_view(req, &w), PATH, "success",
			     N_("It is being put together. We write to you when it is ready."));
		break;
	case DATA_TOO_SOON:
		respond_refusal(req, res, 409, "too_soon", N_("You can ask for it once a day."));
		break;
	case DATA_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}

static const char *name_of(const struct request *req, const struct task *t)
{
	struct civil c = instant_to_local(t->created_at);

	return arena_printf(req->arena, "%s-%04d%02d%02d.zip", req->session->number, c.year,
			    c.month, c.day);
}

void customer_web_data_file(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	const char *path;
	struct task t;

	if (!customer_data_find(&w, req->session->actor.id, &t) || t.state != TASK_DONE ||
	    req->now.us >= t.kept_until.us) {
		respond_redirect(req, res, PATH); /* where it says so, and how to have one made */
		return;
	}
	if (!door_wants_proof(req, res))
		return;
	path = arena_printf(req->arena, "%s/%s", req->app->config->var_dir,
			    task_kind_find(t.kind)->file(req->arena, &t));
	if (!respond_file(req, res, path, name_of(req, &t), "application/zip"))
		respond_not_found(req, res);
	else
		audit_write(&w, &(struct audit){ .kind = AUDIT_OWN_DATA_TAKEN,
						 .who = w.actor,
						 .customer_id = w.actor.id });
}
