/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of webhooks: which there are, a new one, and what may be done with one. */
#include "hook/web.h"
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "hook/input.h"
#include "respond.h"

#define LIST "/desk/settings/webhooks"

/* ---- views ---- */

static void add_events(cJSON *view, uint64_t kinds)
{
	cJSON *list = json_add_array(view, "events");
	int n = 0;

	for (int k = 0; k < ORDER_EVENT_KIND__MAX; k++) {
		if (!(kinds & HOOK_BIT(k)))
			continue;
		json_append_text(list, order_event_word[k]);
		n++;
	}
	json_add_int(view, "n_events", n);
}

cJSON *hook_web_view(const struct hook *h)
{
	cJSON *view = json_object();

	json_add_id(view, "id", h->id);
	json_add_text(view, "name", h->name);
	json_add_text(view, "url", h->url);
	json_add_text(view, "state", hook_state_word[h->state]);
	json_add_bool(view, "is_on", h->state == HOOK_ON);
	json_add_bool(view, "is_gone", h->state == HOOK_GONE);
	json_add_bool(view, "has_failed", h->state == HOOK_FAILED);
	json_add_bool(view, "all_events", h->kinds == HOOK_ALL);
	add_events(view, h->kinds);
	json_add_text(view, "made_by",
		      h->made_by_name && *h->made_by_name ? h->made_by_name : NULL);
	json_add_instant(view, "created_at", h->created_at);
	json_add_instant(view, "failing_since", h->failing_since);
	json_add_instant(view, "paused_until", h->paused_until);
	json_add_instant(view, "old_until", h->old_until);
	json_add_int(view, "version", h->version);
	return view;
}

char *hook_web_path(struct request *req, const struct hook *h, const char *tail)
{
	return arena_printf(req->arena, "%s/%llu%s",
			    req->route->face == FACE_API ? "/api/v1/webhooks" : LIST,
			    (unsigned long long)h->id, tail);
}

bool hook_web_take(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };

	if (req->route->face != FACE_API || fields_read(req, NULL, 0, NULL, NULL, &errors))
		return true;
	respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
	return false;
}

bool hook_web_find(struct request *req, struct response *res, struct work *w, struct hook *h)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && hook_get(w, id, h))
		return true;
	respond_not_found(req, res);
	return false;
}

static bool is_ticked(const struct request *req, const char *word)
{
	for (size_t i = 0; i < req->form.n; i++)
		if (!strcmp(req->form.v[i].name, "events") && !strcmp(req->form.v[i].value, word))
			return true;
	return false;
}

/* h NULL: a new one; sent: what was ticked just now counts. */
static void add_choices(const struct request *req, cJSON *view, const struct hook *h, bool sent)
{
	cJSON *list = json_add_array(view, "choices");

	for (int k = 0; k < ORDER_EVENT_KIND__MAX; k++) {
		cJSON *one = json_append_object(list);
		bool was = h && h->kinds != HOOK_ALL && (h->kinds & HOOK_BIT(k));

		json_add_text(one, "value", order_event_word[k]);
		json_add_bool(one, "chosen", sent ? is_ticked(req, order_event_word[k]) : was);
	}
}

static cJSON *new_view(const struct request *req, bool sent)
{
	cJSON *view = json_object();

	add_choices(req, view, NULL, sent);
	return view;
}

static cJSON *show_view(const struct request *req, const struct hook *h, bool sent)
{
	cJSON *view = json_object();

	json_add(view, "hook", hook_web_view(h));
	add_choices(req, view, h, sent);
	return view;
}

/* ---- the list ---- */

void hook_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "hooks");
	size_t n;
	struct hook *all = hook_list(&w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, hook_web_view(&all[i]));
	json_add_bool(view, "is_empty", n == 0);
	json_add_bool(view, "may_add", n < HOOK_MAX);
	respond_add_export(req, view, "webhooks");
	respond_view(req, res, "hook/list", view);
}

/* ---- adding and changing ---- */

static uint64_t set_of(const struct field_rows *rows, struct field_errors *errors)
{
	const char *const *word = rows->v;
	uint64_t set = 0;

	for (size_t i = 0; i < rows->n; i++) {
		int k = 0;

		while (k < ORDER_EVENT_KIND__MAX && strcmp(order_event_word[k], word[i]))
			k++;
		if (k < ORDER_EVENT_KIND__MAX)
			set |= HOOK_BIT(k);
		else
			field_error(errors, arena_printf(errors->arena, "/events/%zu", i),
				    "unknown", N_("There is no such event"), NULL);
	}
	return set;
}

static void refuse(enum hook_refusal r, struct field_errors *errors)
{
	if (r == HOOK_BAD_URL)
		field_error(errors, "/url", "not_public_https",
			    N_("An address of the internet is needed that begins with https://, "
			       "without a port, name or password in it"),
			    NULL);
	else if (r == HOOK_EMPTY)
		field_error(errors, "/events", "required", N_("Choose at least one event"), NULL);
	else if (r == HOOK_TOO_MANY)
		field_error(errors, "/name", "too_many",
			    N_("There are as many webhooks as there may be. Remove one first."),
			    NULL);
}

static bool read_draft(struct request *req, struct hook_draft *d, struct field_errors *errors)
{
	struct hook_input in = { 0 };

	(void)!fields_read(req, hook_fields, hook_fields_n, &in, NULL, errors);
	if (!in.all_events && in.events.n == 0 && !field_is_wrong(errors, "/events"))
		refuse(HOOK_EMPTY, errors);
	if (errors->n > 0)
		return false;
	*d = (struct hook_draft){ in.name, in.url,
				  in.all_events ? HOOK_ALL : set_of(&in.events, errors),
				  (int)in.version };
	return errors->n == 0;
}

void hook_web_form(struct request *req, struct response *res)
{
	cJSON *view = new_view(req, false);

	json_add(view, "form", respond_form(req, hook_fields, hook_fields_n, NULL, NULL));
	respond_view(req, res, "hook/new", view);
}

/* It is read here and nowhere else again. */
static void show_once(struct request *req, struct response *res, const struct hook *h,
		      const char *secret, int json_status)
{
	const char *path = hook_web_path(req, h, "");
	cJSON *view = hook_web_view(h);

	respond_once(req, hook_web_view(h), path,
		     N_("The secret was made and shown once. If it is lost, make a new one."));
	json_add_text(view, "secret", secret);
	respond_view_status(req, res, req->wants_json ? json_status : 200, "hook/secret", view);
	if (req->wants_json && json_status == 201)
		response_header(res, "Location",
				url_path(req->arena, req->app->config->base_path, "%s", path));
}

void hook_web_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct hook_draft d = { 0 };
	struct work w = work_of(req);
	const char *secret = NULL;
	struct hook h;
	uint64_t id = 0;

	if (read_draft(req, &d, &errors))
		refuse(hook_add(&w, &d, &id, &secret), &errors);
	if (errors.n > 0 || !hook_get(&w, id, &h))
		respond_errors(req, res, "hook/new", new_view(req, true), hook_fields,
			       hook_fields_n, &errors);
	else
		show_once(req, res, &h, secret, 201);
}

static cJSON *form_values(const struct hook *h)
{
	cJSON *values = json_object();

	json_add_text(values, "name", h->name);
	json_add_text(values, "url", h->url);
	json_add_bool(values, "all_events", h->kinds == HOOK_ALL);
	json_add_int(values, "version", h->version);
	return values;
}

void hook_web_show(struct request *req, struct response *res)
{
	struct hook h;
	struct work w;
	cJSON *view, *values;

	if (!hook_web_find(req, res, &w, &h))
		return;
	view = show_view(req, &h, false);
	values = form_values(&h);
	json_add(view, "form", respond_form(req, hook_fields, hook_fields_n, values, NULL));
	respond_view(req, res, "hook/show", view);
}

static void answer_stale(struct request *req, struct response *res, const struct hook *h)
{
	respond_stale(req, res, "hook/show", show_view(req, h, true), hook_fields, hook_fields_n,
		      &(struct stale){ N_("Somebody else has just changed this webhook. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       h->version, form_values(h), NULL });
}

void hook_web_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	enum hook_refusal r = HOOK_OK;
	struct hook_draft d = { 0 };
	struct hook h;
	struct work w;

	if (!hook_web_find(req, res, &w, &h))
		return;
	if (read_draft(req, &d, &errors)) {
		r = hook_change(&w, h.id, &d);
		refuse(r, &errors);
	}
	if (r == HOOK_STALE && hook_get(&w, h.id, &h))
		answer_stale(req, res, &h);
	else if (errors.n > 0 || !hook_get(&w, h.id, &h))
		respond_errors(req, res, "hook/show", show_view(req, &h, true), hook_fields,
			       hook_fields_n, &errors);
	else
		respond_done(req, res, 200, hook_web_view(&h), hook_web_path(req, &h, ""),
			     "success", N_("Saved. It counts for what happens from now on."));
}

/* ---- acts ---- */

void hook_web_rotate(struct request *req, struct response *res)
{
	const char *secret;
	struct hook h;
	struct work w;

	if (!hook_web_find(req, res, &w, &h) || !hook_web_take(req, res))
		return;
	if (hook_rotate(&w, h.id, &secret) != HOOK_OK || !hook_get(&w, h.id, &h))
		respond_not_found(req, res);
	else
		show_once(req, res, &h, secret, 200);
}

static void switch_to(struct request *req, struct response *res, enum hook_state to,
		      const char *done)
{
	enum hook_refusal r;
	struct hook h;
	struct work w;

	if (!hook_web_find(req, res, &w, &h) || !hook_web_take(req, res))
		return;
	r = hook_switch(&w, h.id, to);
	if (r == HOOK_NOT_NOW) {
		respond_refusal(req, res, 409, "not_now", N_("It is so already."));
		return;
	}
	h.state = to;
	h.version++;
	respond_done(req, res, 200, hook_web_view(&h),
		     to == HOOK_REMOVED ? LIST : hook_web_path(req, &h, ""), "success", done);
}

void hook_web_on(struct request *req, struct response *res)
{
	switch_to(req, res, HOOK_ON, N_("Switched on. What waited goes out now."));
}

void hook_web_off(struct request *req, struct response *res)
{
	switch_to(req, res, HOOK_OFF,
		  N_("Switched off. What happens from now on is not told there."));
}

void hook_web_remove(struct request *req, struct response *res)
{
	switch_to(req, res, HOOK_REMOVED, N_("The webhook is removed."));
}

void hook_web_try(struct request *req, struct response *res)
{
	struct hook h;
	struct work w;

	if (!hook_web_find(req, res, &w, &h) || !hook_web_take(req, res))
		return;
	if (hook_try(&w, h.id) == HOOK_OK)
		respond_done(req, res, 202, hook_web_view(&h), hook_web_path(req, &h, "/log"),
			     "success",
			     N_("A test event is on its way. Load this page again in a moment."));
	else
		respond_refusal(req, res, 409, "not_now",
				N_("It is switched off. Switch it on first."));
}
