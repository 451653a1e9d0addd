/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refusals and failures: a problem (RFC 9457) for programs, a page with a way on for people. */
#include <stdio.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/log.h"
#include "respond.h"
#include "routes.h"
#include "visit.h"

#define RETRY_SECONDS 5

/* "all, to_ship" as people read it; a program is told the words that it may send. */
static const char *labelled(const struct request *req, const char *words, const char *kind)
{
	struct buf b;

	buf_init(&b, req->arena);
	for (const char *w = words; *w;) {
		size_t len = strcspn(w, ",");
		const char *word = arena_strndup(req->arena, w, len);

		if (b.len)
			buf_adds(&b, req->lang == LANG_ZH ? "、" : ", ");
		buf_adds(&b, label_find(kind, word)
				     ? label_text(req->app->words, req->lang, kind, word)
				     : word);
		w += len + strspn(w + len, ", ");
	}
	return b.p;
}

const char *respond_error_text(const struct request *req, const struct field_error *e)
{
	const char *text = respond_words(req, e->message);

	const char *arg = e->arg;

	if (arg && e->label && !req->wants_json)
		arg = labelled(req, arg, e->label);
	return arg ? i18n_fill(req->arena, text, "arg", arg, NULL) : text;
}

/* ---- programs ---- */

static void add_instead(struct arena *a, cJSON *error, const char *values)
{
	cJSON *list = json_add_array(error, "instead");

	while (*values) {
		size_t len = strcspn(values, ",");

		json_append_text(list, arena_strndup(a, values, len));
		values += len + strspn(values + len, ", ");
	}
}

static void add_errors(const struct request *req, cJSON *problem, const struct field_errors *errors)
{
	cJSON *list = json_add_array(problem, "errors");

	for (size_t i = 0; i < errors->n; i++) {
		const struct field_error *e = &errors->v[i];
		cJSON *o = json_append_object(list);

		json_add_text(o, "pointer", e->pointer);
		json_add_text(o, "code", e->code);
		json_add_text(o, "message", respond_error_text(req, e));
		if (e->instead)
			add_instead(req->arena, o, e->instead);
	}
}

void respond_problem(struct request *req, struct response *res, int status, const char *code,
		     const char *msg, const struct field_errors *errors)
{
	cJSON *p = json_object();

	json_add_text(p, "type", "about:blank");
	json_add_text(p, "title", status_text(status));
	json_add_int(p, "status", status);
	json_add_text(p, "code", code);
	json_add_text(p, "detail", respond_words(req, msg));
	if (errors)
		add_errors(req, p, errors);
	json_add_text(p, "request_id", req->id);
	res->status = status;
	res->content_type = "application/problem+json; charset=utf-8";
	json_write(&res->body, p);
	buf_addch(&res->body, '\n');
}

/* ---- people ---- */

/* error/<status> where there is such a page, else the one for its class. */
static const char *page_of(struct request *req, int status)
{
	const char *own = arena_printf(req->arena, "error/%d", status);

	if (tmpl_exists(req->app->pages, own))
		return own;
	return status < 500 ? "error/bad_request" : "error/500";
}

const char *respond_way_back(struct request *req)
{
	const char *base_path = req->app->config->base_path;
	struct request as_get = *req;
	unsigned allowed;

	if (req->method == METHOD_GET || req->method == METHOD_HEAD)
		return req->route ? url_path(req->arena, base_path, "%s", req->target) : NULL;
	as_get.method = METHOD_GET;
	return route_find(&as_get, &allowed) ? url_path(req->arena, base_path, "%s", req->path)
					     : NULL;
}

/* Where an order is found by its number; from an order's own page, that number is already typed. */
static char *track_href(struct request *req)
{
	const char *base_path = req->app->config->base_path;

	if (req->route && req->route->access == ACCESS_ORDER && req->path_param[0])
		return url_path(req->arena, base_path, "/track?order=%s", req->path_param[0]);
	return url_path(req->arena, base_path, "/track");
}

/* Above an act of somebody's own order stands the order, opened by the same link. */
static const char *own_order(struct request *req)
{
	const char *base_path = req->app->config->base_path, *key = params_get(&req->query, "k");

	if (!key)
		key = params_get(&req->form, "k");
	return key ? url_path(req->arena, base_path, "/o/%s?k=%s", req->path_param[0], key)
		   : url_path(req->arena, base_path, "/o/%s", req->path_param[0]);
}

static const char *back_from(struct request *req, int status)
{
	if (status == 409 && req->route && req->route->access == ACCESS_ORDER)
		return own_order(req);
	return req->method == METHOD_GET || req->method == METHOD_HEAD ? NULL
								       : respond_way_back(req);
}

/* Everything that one of the error pages shows; what does not apply is null. Who asked for the page
 * that is refused is not led back to it. */
static cJSON *refusal_view(struct request *req, int status, const char *code, const char *msg)
{
	cJSON *view = json_object();

	json_add_text(view, "code", code);
	json_add_text(view, "message", msg ? respond_words(req, msg) : NULL);
	json_add_text(view, "back", back_from(req, status));
	json_add_text(view, "reference", req->id);
	json_add_instant(view, "retry_at", req->visit->retry_at);
	json_add_text(view, "track_href", track_href(req));
	return view;
}

bool respond_retry_after(struct request *req, struct response *res)
{
	int64_t seconds;

	if (instant_is_none(req->visit->retry_at))
		return false;
	seconds = (req->visit->retry_at.us - req->now.us) / INSTANT_SECOND + 1;
	response_header(res, "Retry-After", arena_printf(req->arena, "%lld", (long long)seconds));
	return true;
}

void respond_refusal(struct request *req, struct response *res, int status, const char *code,
		     const char *msg)
{
	if (status == 429)
		respond_retry_after(req, res);
	if (req->wants_json)
		respond_problem(req, res, status, code, msg, NULL);
	else
		respond_page(req, res, status, page_of(req, status),
			     refusal_view(req, status, code, msg), NULL);
}

void respond_given_twice(struct request *req, struct response *res, const char *name)
{
	struct field_errors errors = { .arena = req->arena };

	if (!req->wants_json) {
		respond_refusal(req, res, 400, "given_twice",
				N_("Something stands twice in this address, so it is not clear "
				   "what is asked. Nothing was changed."));
		return;
	}
	field_error(&errors, arena_printf(req->arena, "/%s", name), "given_twice",
		    N_("This was given twice"), NULL);
	respond_problem(req, res, 400, "given_twice", N_("Some fields need correcting."), &errors);
}

void respond_not_found(struct request *req, struct response *res)
{
	respond_refusal(req, res, 404, "not_found", N_("There is nothing at this address."));
}

/* ---- failures ---- */

/* What the driver quotes of a row's values is not for the log. */
static const char *without_values(struct request *req, const struct failure *f)
{
	static const int quoting[] = { 1062, 1264, 1265, 1292, 1366, 1406, 3819, 4025 };
	char *text = arena_strdup(req->arena, f->message), *from, *to;

	for (size_t i = 0; i < sizeof quoting / sizeof quoting[0]; i++) {
		if (f->code != quoting[i])
			continue;
		from = strchr(text, '\'');
		to = from ? strchr(from + 1, '\'') : NULL;
		if (to)
			memmove(from + 1, to, strlen(to) + 1);
	}
	return text;
}

struct failing {
	struct request *req;
	struct response *res;
	int status;
};

static void print_failure(void *arg)
{
	struct failing *g = arg;
	bool away = g->status == 503;
	const char *code = away ? "unavailable" : "internal";

	if (g->req->wants_json)
		respond_problem(
			g->req, g->res, g->status, code,
			away ? N_("Not available for a short time. Try again with the same key.")
			     : N_("Something went wrong on our side. Tell us the request id."),
			NULL);
	else
		respond_page(g->req, g->res, g->status, page_of(g->req, g->status),
			     refusal_view(g->req, g->status, code, NULL), NULL);
}

void respond_plainly(struct response *res, int status, const char *id)
{
	response_init(res, res->arena);
	res->status = status;
	res->content_type = "text/plain; charset=utf-8";
	response_header(res, "Cache-Control", "no-store");
	response_header(res, "X-Content-Type-Options", "nosniff");
	if (status == 503)
		response_header(res, "Retry-After", "5");
	buf_addf(&res->body, "%s\n%s\n", status_text(status), id);
}

void respond_failure(struct request *req, struct response *res, const struct failure *f)
{
	struct failing g = { req, res, f->kind == FAIL_INTERNAL ? 500 : 503 };
	struct failure again;

	log_event(g.status == 500 ? LOG_ERROR_LEVEL : LOG_WARN_LEVEL, "request failed",
		  LOG_TEXT("request", req->id), LOG_INT("code", f->code),
		  LOG_TEXT("failure", without_values(req, f)));
	/* The frame is that of whom the guard knew: a session begun since may be undone. */
	req->session = req->visit->reader;
	response_init(res, req->arena);
	if (!fail_run(print_failure, &g, &again)) {
		log_event(LOG_ERROR_LEVEL, "no page for the failure", LOG_TEXT("request", req->id),
			  LOG_TEXT("failure", again.message));
		respond_plainly(res, g.status, req->id);
	} else if (g.status == 503) {
		char seconds[8];

		snprintf(seconds, sizeof seconds, "%d", RETRY_SECONDS);
		response_header(res, "Retry-After", seconds);
	}
}
