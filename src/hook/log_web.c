/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was sent to a webhook, what was answered, and sending it again. */
#include <string.h>
#include "base/fail.h"
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "hook/input.h"
#include "hook/rules.h"
#include "hook/web.h"
#include "respond.h"

enum { PAGE = 50 };

cJSON *hook_delivery_view(struct request *req, const struct hook_delivery *d)
{
	cJSON *row = json_object();

	json_add_id(row, "id", d->id);
	json_add_text(row, "webhook_id", hook_event_name(req->arena, d->event_id));
	json_add_text(row, "type", d->type);
	json_add_text(row, "state", hook_delivery_word[d->state]);
	json_add_int(row, "tries", d->tries);
	json_add_instant(row, "event_at", d->event_at);
	json_add_instant(row, "run_at", d->state == HOOK_WAITING ? d->run_at : INSTANT_NONE);
	json_add_instant(row, "done_at", d->done_at);
	json_add_bool(row, "may_replay", d->state == HOOK_DELIVERED || d->state == HOOK_GAVE_UP);
	return row;
}

static int state_of(const struct params *query)
{
	const char *word = params_get(query, "state");

	for (int i = 0; word && i < HOOK_DELIVERY_STATE__MAX; i++)
		if (!strcmp(word, hook_delivery_word[i]))
			return i;
	return -1;
}

static void add_tabs(cJSON *view, int current)
{
	static const int shown[] = { -1, HOOK_WAITING, HOOK_DELIVERED, HOOK_GAVE_UP };
	cJSON *tabs = json_add_array(view, "tabs");

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		cJSON *one = json_append_object(tabs);
		json_add_text(one, "state", shown[i] < 0 ? "all" : hook_delivery_word[shown[i]]);
		json_add_bool(one, "current", shown[i] == current);
	}
}

static cJSON *log_view(struct request *req, struct work *w, const struct hook *h)
{
	const char *after = params_get(&req->query, "after");
	cJSON *view = json_object(), *list, *pager;
	struct hook_delivery *all;
	uint64_t below = INT64_MAX;
	int state = state_of(&req->query);
	size_t n;

	if (after && !ident_parse(after, &below))
		below = INT64_MAX;
	all = hook_deliveries(w, h->id, state, below, PAGE + 1, &n);
	json_add(view, "hook", hook_web_view(h));
	add_tabs(view, state);
	json_add_text(view, "state", state < 0 ? "all" : hook_delivery_word[state]);
	list = json_add_array(view, "deliveries");
	for (size_t i = 0; i < n && i < PAGE; i++)
		cJSON_AddItemToArray(list, hook_delivery_view(req, &all[i]));
	json_add_bool(view, "is_empty", n == 0);
	pager = json_add_object(view, "pager");
	json_add_id(pager, "next", n > PAGE ? all[PAGE - 1].id : 0);
	respond_add_export(req, view,
			   arena_printf(req->arena, "webhook_deliveries&hook=%llu",
					(unsigned long long)h->id));
	return view;
}

static bool read_filters(struct arena *a, const char *filters, struct params *query,
			 uint64_t *hook_id)
{
	const char *id;

	if (!filters || params_parse(a, filters, strlen(filters), query) != WEB_OK)
		return false;
	id = params_get(query, "hook");
	return id && ident_parse(id, hook_id);
}

bool hook_list_takes(struct arena *a, const char *filters, uint64_t *hook_id)
{
	struct params query;

	return read_filters(a, filters, &query, hook_id);
}

struct hook_delivery *hook_list_for_file(struct work *w, const char *filters, uint64_t below,
					 size_t *n)
{
	struct params query;
	uint64_t id;

	if (!read_filters(w->arena, filters, &query, &id))
		fail("deliveries: filters that nobody can read");
	return hook_deliveries(w, id, state_of(&query), below ? below : INT64_MAX, PAGE, n);
}

void hook_web_log(struct request *req, struct response *res)
{
	struct hook h;
	struct work w;
	cJSON *view;

	if (!hook_web_find(req, res, &w, &h))
		return;
	view = log_view(req, &w, &h);
	json_add(view, "form",
		 respond_form(req, hook_range_fields, hook_range_fields_n, NULL, NULL));
	respond_view(req, res, "hook/log", view);
}

void hook_web_replay_range(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct hook_range_input in = { .from = INSTANT_NONE };
	enum hook_refusal r = HOOK_OK;
	struct hook_range range;
	struct hook h;
	struct work w;
	int64_t n = 0;
	cJSON *view;

	if (!hook_web_find(req, res, &w, &h))
		return;
	if (fields_read(req, hook_range_fields, hook_range_fields_n, &in, NULL, &errors)) {
		range = (struct hook_range){ in.from, instant_next_day(in.to), in.only_failed };
		if (in.to.us < in.from.us)
			field_error(&errors, "/to", "before",
				    N_("The last day comes before the first"), NULL);
		else
			r = hook_replay_range(&w, h.id, &range, &n);
		if (r == HOOK_NOT_NOW)
			field_error(&errors, "/from", "nothing",
				    N_("Nothing was sent of these days that could go again"), NULL);
	}
	if (errors.n > 0) {
		respond_errors(req, res, "hook/log", req->wants_json ? NULL : log_view(req, &w, &h),
			       hook_range_fields, hook_range_fields_n, &errors);
		return;
	}
	view = json_object();
	json_add_int(view, "deliveries", n);
	respond_done(req, res, 200, view, hook_web_path(req, &h, "/log?state=waiting"), "success",
		     N_("They go out again, under the same ids."));
}

/* ---- one ---- */

bool hook_delivery_find(struct request *req, struct response *res, struct work *w, struct hook *h,
			struct hook_delivery *d)
{
	uint64_t id;

	if (!hook_web_find(req, res, w, h))
		return false;
	if (ident_parse(req->path_param[1], &id) && hook_delivery_get(w, h->id, id, d))
		return true;
	respond_not_found(req, res);
	return false;
}

void hook_add_attempts(struct work *w, const struct hook_delivery *d, cJSON *view)
{
	cJSON *list = json_add_array(view, "attempts");
	size_t n;
	const struct hook_attempt *all = hook_attempts(w, d->id, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);
		json_add_instant(one, "at", all[i].at);
		json_add_int(one, "ms", all[i].ms);
		json_add_int(one, "status", all[i].status);
		json_add_bool(one, "was_answered", all[i].status > 0);
		json_add_bool(one, "is_good", all[i].status >= 200 && all[i].status <= 299);
		json_add_text(one, "error", all[i].error);
		json_add_text(one, "answer", all[i].answer);
	}
	json_add_bool(view, "has_attempts", n > 0);
}

void hook_web_delivery(struct request *req, struct response *res)
{
	struct hook_delivery d;
	struct hook h;
	struct work w;
	cJSON *view;

	if (!hook_delivery_find(req, res, &w, &h, &d))
		return;
	view = json_object();
	json_add(view, "hook", hook_web_view(&h));
	json_add(view, "delivery", hook_delivery_view(req, &d));
	json_add_text(view, "body", d.body);
	hook_add_attempts(&w, &d, view);
	respond_view(req, res, "hook/delivery", view);
}

void hook_web_replay(struct request *req, struct response *res)
{
	struct hook_delivery d;
	struct hook h;
	struct work w;

	if (!hook_delivery_find(req, res, &w, &h, &d) || !hook_web_take(req, res))
		return;
	if (hook_replay(&w, h.id, d.id) == HOOK_OK && hook_delivery_get(&w, h.id, d.id, &d))
		respond_done(req, res, 200, hook_delivery_view(req, &d),
			     arena_printf(req->arena, "%s/%llu", hook_web_path(req, &h, "/log"),
					  (unsigned long long)d.id),
			     "success", N_("It goes out again, under the same id."));
	else
		respond_refusal(req, res, 409, "not_now", N_("It is on its way already."));
}
