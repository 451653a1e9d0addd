/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of tasks: one's own, and how far one of them is. */
#include "task_web.h"

#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "task.h"

enum { LIST = 50 };

/* Seconds that are left if it goes on as it did; 0: not known. */
static int64_t left_of(const struct task *t, struct instant now)
{
	int64_t took;

	if (t->state != TASK_OPEN || instant_is_none(t->started_at) || t->done <= 0 ||
	    t->total <= t->done)
		return 0;
	took = (now.us - t->started_at.us) / INSTANT_SECOND;
	return took < 3 ? 0 : took * (t->total - t->done) / t->done + 1;
}

static cJSON *view_of(struct work *w, const struct task *t)
{
	const struct task_kind *kind = task_kind_find(t->kind);
	cJSON *v = json_object();
	int64_t left = left_of(t, w->now);

	json_add_id(v, "id", t->id);
	json_add_text(v, "kind", t->kind);
	json_add_text(v, "state", task_state_word[t->state]);
	json_add_int(v, "done", t->done);
	json_add_int(v, "total", t->total);
	json_add_bool(v, "has_total", t->total > 0);
	json_add_bool(v, "is_open", t->state == TASK_OPEN);
	json_add_bool(v, "has_begun", !instant_is_none(t->started_at));
	json_add_bool(v, "has_failed", t->state == TASK_FAILED);
	json_add_bool(v, "is_stopped", t->state == TASK_STOPPED);
	json_add_int(v, "seconds_left", left);
	json_add_int(v, "minutes_left", (left + 59) / 60);
	json_add_bool(v, "has_left", left > 0);
	json_add_instant(v, "created_at", t->created_at);
	json_add_instant(v, "started_at", t->started_at);
	json_add_instant(v, "ended_at", t->ended_at);
	json_add_instant(v, "kept_until", t->kept_until);
	json_add(v, "result", cJSON_Duplicate(t->result, true));
	json_add_bool(v, "is_export", !strcmp(t->kind, "export"));
	json_add_bool(v, "is_products", !strcmp(t->kind, "products"));
	json_add_bool(v, "is_customers", !strcmp(t->kind, "customers"));
	json_add_bool(v, "is_production", !strcmp(t->kind, "production"));
	json_add_bool(v, "is_bulk", !strcmp(t->kind, "bulk"));
	json_add_bool(v, "is_import", !strcmp(t->kind, "import"));
	json_add_bool(v, "is_picture", !strcmp(t->kind, "picture"));
	json_add_bool(v, "is_logo", !strcmp(t->kind, "logo"));
	if (kind && kind->view)
		kind->view(w, t, v);
	return v;
}

void task_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "tasks");
	size_t n;
	const struct task *all = task_list(&w, w.actor, LIST, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, view_of(&w, &all[i]));
	json_add_bool(view, "is_empty", n == 0);
	respond_add_export(req, view, "tasks");
	respond_view(req, res, "task/list", view);
}

/* To everybody but who asked there is no such task. */
static bool find_own(struct request *req, struct response *res, struct work *w, struct task *out)
{
	char *end;
	uint64_t id = strtoull(req->path_param[0], &end, 10);

	if (!*end && task_find(w, id, out) && out->who.kind == w->actor.kind &&
	    out->who.id == w->actor.id)
		return true;
	respond_not_found(req, res);
	return false;
}

void task_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct task t;

	if (find_own(req, res, &w, &t))
		respond_view(req, res, "task/show", view_of(&w, &t));
}

void task_web_stop(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct task t;
	bool stopped;

	if (!find_own(req, res, &w, &t))
		return;
	stopped = task_stop(&w, t.id, w.actor);
	respond_done(req, res, 204, NULL,
		     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)t.id),
		     stopped ? "success" : "info",
		     stopped ? N_("Stopped.") : N_("It was already over."));
}
