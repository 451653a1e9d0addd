/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE WALK: one request from accept to release. Read app_serve() first, then the steps above it. */
#include <string.h>
#include "app.h"
#include "base/fail.h"
#include "base/log.h"
#include "base/text.h"
#include "guard.h"
#include "respond.h"
#include "routes.h"
#include "visit.h"

#define SOFT_SECONDS 10

struct serving {
	struct app *app;
	const struct wire *wire;
	struct request req;
	struct response res;
	struct visit visit;
	struct buf *out;
};

void visit_check_deadline(const struct request *req)
{
	if (app_clock() > req->visit->deadline)
		fail_as(FAIL_UNAVAILABLE, 0, "the request's %d seconds are over", SOFT_SECONDS);
}

/* ---- before the request: what may have changed since the last one ---- */

static void refresh_pages(void *arg)
{
	tmpl_refresh(((struct app *)arg)->own_pages.library);
}

static void refresh(void *arg)
{
	struct app *app = arg;
	struct failure f;

	if (app->config->development && app->own_pages.library && !fail_run(refresh_pages, app, &f))
		log_error("pages stay as they were: %s", f.message);
	if (app->lacks_settings || app_clock() >= app->settings_due)
		app_read_settings(app);
}

/* ---- into the site map ---- */

/* Who works here stays in the desk's frame, whatever is refused before the guard. False: *res
 * refuses the session. */
static bool know_reader(struct serving *s)
{
	struct request *req = &s->req;

	if (req->wants_json || req->session || !text_starts_with(req->path, "/desk"))
		return true;
	if (!session_find(req, &s->res))
		return false;
	req->visit->reader = req->session;
	if (req->session)
		req->visit->who = req->session->actor;
	respond_choose(req);
	return true;
}

static void refuse(struct serving *s, enum web_refusal r, const char *why)
{
	static const struct {
		int status;
		const char *code, *msg;
	} row[] = {
		[WEB_BAD_REQUEST] = { 400, "malformed",
				      N_("The request is damaged. Nothing was changed.") },
		[WEB_TOO_LARGE] = { 413, "too_large",
				    N_("That is more than we can take at once. Nothing was "
				       "changed.") },
		[WEB_BAD_METHOD] = { 405, "method_not_allowed",
				     N_("This address does not take that kind of request.") },
		[WEB_BAD_TYPE] = { 415, "unsupported_type",
				   N_("This address takes another kind of content.") },
	};

	if (!know_reader(s))
		return;
	if (why)
		log_event(LOG_INFO_LEVEL, "body refused", LOG_TEXT("request", s->req.id),
			  LOG_TEXT("reason", why));
	respond_refusal(&s->req, &s->res, row[r].status, row[r].code, row[r].msg);
}

static void allow(struct serving *s, unsigned allowed)
{
	struct buf b;

	buf_init(&b, s->req.arena);
	for (unsigned m = 0; m < METHOD__MAX; m++)
		if (allowed & 1U << m)
			buf_addf(&b, "%s%s", b.len ? ", " : "", method_name[m]);
	response_header(&s->res, "Allow", b.p);
}

/* No row: the path is unknown, or it is known by other methods. */
static void answer_without_route(struct serving *s, unsigned allowed)
{
	if (!allowed) {
		if (know_reader(s))
			respond_not_found(&s->req, &s->res);
		return;
	}
	if (s->req.method == METHOD_OPTIONS)
		s->res.status = 204;
	else
		refuse(s, WEB_BAD_METHOD, NULL);
	allow(s, allowed);
}

/* A method we do not know leaves the path unread: it is read as OPTIONS would be. */
static void answer_unknown_method(struct serving *s)
{
	size_t n = 0;
	const char **params;
	struct wire as_options = *s->wire;
	unsigned allowed = 0;

	while (s->wire->params[n])
		n++;
	params = arena_array_of(s->app->request_arena, n + 1, const char *);
	for (size_t i = 0; i < n; i++)
		params[i] = strncmp(s->wire->params[i], "REQUEST_METHOD=", 15) == 0
				    ? "REQUEST_METHOD=OPTIONS"
				    : s->wire->params[i];
	as_options.params = params;
	if (request_init(&s->req, s->app->request_arena, &as_options, s->app->config->base_path) ==
	    WEB_OK) {
		s->req.app = s->app;
		s->req.visit = &s->visit;
		route_find(&s->req, &allowed);
	}
	s->req.method = METHOD_GET;
	s->req.app = s->app;
	s->req.visit = &s->visit;
	respond_choose(&s->req);
	answer_without_route(s, allowed);
}

size_t app_body_may(struct app *app, const struct wire *w)
{
	const struct wire head = { .params = w->params };
	struct arena *a = arena_new();
	struct request req;
	unsigned allowed;
	const struct route *route = NULL;
	size_t may;

	if (request_init(&req, a, &head, app->config->base_path) == WEB_OK) {
		req.app = app;
		route = route_find(&req, &allowed);
	}
	may = route ? route->body_max : 0;
	arena_free(a);
	return may;
}

/* What is given twice says two things, and whoever reads it takes one of them: nobody does. */
static bool refuse_twice(struct serving *s)
{
	struct request *req = &s->req;
	const char *name;

	if (!params_has_twice(&req->query, req->route->repeats, &name))
		return false;
	if (know_reader(s))
		respond_given_twice(req, &s->res, name);
	return true;
}

/* True: the request has a route, fits its limits and is read. */
static bool arrive(struct serving *s)
{
	struct request *req = &s->req;
	enum web_refusal r =
		request_init(req, s->app->request_arena, s->wire, s->app->config->base_path);
	unsigned allowed;
	const char *why = NULL;

	req->app = s->app;
	req->visit = &s->visit;
	if (r == WEB_BAD_METHOD) {
		answer_unknown_method(s);
		return false;
	}
	respond_choose(req);
	if (r != WEB_OK) {
		refuse(s, r, NULL);
		return false;
	}
	req->route = route_find(req, &allowed);
	if (!req->route) {
		answer_without_route(s, allowed);
		return false;
	}
	if (req->route->face == FACE_API)
		req->wants_json = true;
	if (refuse_twice(s))
		return false;
	req->takes_file = req->route->body_max > WEB_FORM_MAX;
	if (req->body_len > req->route->body_max)
		r = WEB_TOO_LARGE;
	else if (req->route->access != ACCESS_LINK)
		r = request_parse_body(req, &why);
	if (r != WEB_OK)
		refuse(s, r, why);
	return r == WEB_OK;
}

static void answer(void *arg)
{
	struct serving *s = arg;

	if (!arrive(s))
		return;
	/* what the shop chose is not known, and nothing is done by what others might have */
	if (s->app->lacks_settings && s->req.route->queries > 0)
		fail_as(FAIL_UNAVAILABLE, 0, "the settings were not read yet");
	if (!guard_enter(&s->req, &s->res))
		return;
	guard_run(&s->req, &s->res);
}

/* ---- out again ---- */

static void check_bound(struct serving *s)
{
	const struct route *route = s->req.route;

	if (!route || s->visit.queries <= route->queries)
		return;
	log_event(LOG_WARN_LEVEL, "more statements than the route allows",
		  LOG_TEXT("request", s->req.id), LOG_TEXT("route", route->path),
		  LOG_INT("queries", s->visit.queries), LOG_INT("bound", route->queries));
	if (s->app->check_bounds)
		fail("%s %s: %u statements, bound %u", method_name[route->method], route->path,
		     s->visit.queries, route->queries);
}

static void answer_always(void *arg)
{
	struct serving *s = arg;
	struct failure f = { .message = "the handler gave no answer" };
	bool answered = fail_run(answer, s, &f) && s->res.status != 0;

	if (s->visit.entered && !s->visit.queries_final)
		s->visit.queries = db_count(s->app->db);
	if (!answered)
		respond_failure(&s->req, &s->res, &f);
}

static void print(void *arg)
{
	struct serving *s = arg;

	check_bound(s);
	respond_finish(&s->req, &s->res);
	response_print(s->out, &s->res, s->req.method == METHOD_HEAD);
	if (s->res.has_file && s->req.method != METHOD_HEAD)
		*s->wire->file = (struct wire_file){ true, s->res.file, s->res.file_len };
}

/* The page of a failure can fail like any other. */
static void print_plainly(struct serving *s, const struct failure *f)
{
	log_event(LOG_ERROR_LEVEL, "answered plainly", LOG_TEXT("request", s->req.id),
		  LOG_TEXT("failure", f->message));
	s->out->len = 0;
	respond_plainly(&s->res, f->kind == FAIL_INTERNAL ? 500 : 503, s->req.id);
	response_print(s->out, &s->res, s->req.method == METHOD_HEAD);
}

static void log_request(const struct serving *s)
{
	const struct request *req = &s->req;
	struct actor who = s->visit.who;

	log_event(LOG_INFO_LEVEL, "request", LOG_TEXT("request", req->id),
		  LOG_TEXT("method", method_name[req->method]),
		  LOG_TEXT("route", req->route ? req->route->path : "-"),
		  LOG_INT("status", s->res.status),
		  LOG_INT("ms", (app_clock() - s->visit.started) / 1000),
		  LOG_INT("queries", s->visit.queries),
		  LOG_TEXT("actor", actor_kind_word[who.kind]),
		  LOG_INT("actor_id", (int64_t)who.id));
}

void app_serve(struct app *app, const struct wire *w, struct buf *out)
{
	struct serving s = { .app = app, .wire = w, .out = out, .visit.retry_at = INSTANT_NONE };
	struct failure f;

	arena_reset(app->request_arena);
	arena_use_for_cjson(app->request_arena);
	db_use_arena(app->db, app->request_arena);
	if (!fail_run(refresh, app, &f))
		log_error("settings and pages stay as they were: %s", f.message);
	db_count_reset(app->db);
	s.visit.started = app_clock();
	s.visit.deadline = s.visit.started + SOFT_SECONDS * INSTANT_SECOND;
	response_init(&s.res, app->request_arena);
	if (!fail_run(answer_always, &s, &f) || !fail_run(print, &s, &f))
		print_plainly(&s, &f);
	log_request(&s);
}
