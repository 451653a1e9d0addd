/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an answer leaves: the tree as JSON or through a page, redirects, field errors. */
#include "respond.h"

#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "routes.h"
#include "visit.h"

#define HTML   "text/html; charset=utf-8"
#define JSON   "application/json; charset=utf-8"
#define DESK   "/desk/"
#define ORDERS "/desk/orders/"

const char *respond_words(const struct request *req, const char *msg)
{
	return i18n_text(req->app->words, req->lang, NULL, msg);
}

static const char *url(const struct request *req, const char *path)
{
	return url_path(req->arena, req->app->config->base_path, "%s", path);
}

static void respond_json(struct response *res, int status, cJSON *view)
{
	res->status = status;
	res->content_type = JSON;
	json_write(&res->body, view);
	buf_addch(&res->body, '\n');
}

void respond_page(struct request *req, struct response *res, int status, const char *page,
		  cJSON *view, const struct field_errors *errors)
{
	struct tmpl_context c = {
		.lang = req->lang,
		.now = req->now,
		.frame = respond_frame(req, res, errors),
		.view = view,
		.asset = app_asset,
		.asset_arg = req->app,
		.late = respond_late,
		.late_arg = req,
	};

	res->status = status;
	res->content_type = HTML;
	tmpl_render(req->app->pages, page, &c, &res->body);
}

void respond_view_status(struct request *req, struct response *res, int status, const char *page,
			 cJSON *view)
{
	if (req->wants_json || !page)
		respond_json(res, status, view);
	else
		respond_page(req, res, status, page, view, NULL);
}

void respond_view(struct request *req, struct response *res, const char *page, cJSON *view)
{
	respond_view_status(req, res, 200, page, view);
}

void respond_versioned(struct request *req, struct response *res, const char *page, cJSON *view,
		       int version)
{
	respond_view(req, res, page, view);
	if (req->wants_json)
		response_header(res, "ETag", arena_printf(req->arena, "\"%d\"", version));
}

void respond_redirect(struct request *req, struct response *res, const char *path)
{
	res->status = 303;
	response_header(res, "Location", url(req, path));
}

#define WAY_MAX 2000

const char *respond_way_here(const struct request *req)
{
	const char *asked = params_get(&req->query, "in");
	const char *in = asked ? asked : params_get(&req->form, "in");

	return in && *in && strlen(in) <= WAY_MAX ? in : NULL;
}

/* An order's page stays in the list that it was opened from. */
static const char *in_its_list(const struct request *req, const char *path)
{
	const char *in = respond_way_here(req);
	struct buf b;

	if (!in || !text_starts_with(path, ORDERS) || strpbrk(path + strlen(ORDERS), "/?"))
		return path;
	buf_init(&b, req->arena);
	buf_addf(&b, "%s?in=", path);
	url_encode(&b, in);
	return b.p;
}

/* What the desk has at an address, programs have at theirs. */
static const char *own_path(const struct request *req, const char *path)
{
	if (!req->route || req->route->face != FACE_API || !text_starts_with(path, DESK))
		return path;
	return arena_printf(req->arena, "/api/v1/%s", path + strlen(DESK));
}

void respond_done(struct request *req, struct response *res, int json_status, cJSON *view,
		  const char *path, const char *tone, const char *flash_msg)
{
	if (!req->wants_json) {
		if (flash_msg)
			flash_set(req, res, tone, flash_msg);
		respond_redirect(req, res, in_its_list(req, path));
	} else if (!view) {
		res->status = 204;
	} else {
		respond_json(res, json_status, view);
		if (json_status == 201)
			response_header(res, "Location", url(req, own_path(req, path)));
	}
}

void respond_task(struct request *req, struct response *res, uint64_t id)
{
	cJSON *view = json_object();

	json_add_id(view, "id", id);
	respond_done(req, res, 202, view,
		     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)id), "info",
		     N_("Being done. What could not be done is listed here."));
}

void respond_once(struct request *req, cJSON *view, const char *path, const char *flash_msg)
{
	struct response *later = arena_new_of(req->arena, struct response);

	response_init(later, req->arena);
	respond_done(req, later, 200, view, path, "info", flash_msg);
	req->visit->later = later;
}

void respond_errors(struct request *req, struct response *res, const char *page, cJSON *view,
		    const struct field *table, size_t n, const struct field_errors *errors)
{
	bool shut = respond_retry_after(req, res);
	int status = shut ? 429 : 422;

	if (req->wants_json || !page) {
		respond_problem(req, res, status, shut ? "too_many_tries" : "invalid",
				shut ? N_("Too many tries. Try again in 15 minutes, or contact us.")
				     : N_("Some fields need correcting."),
				errors);
		return;
	}
	json_add(view, "form", respond_form(req, table, n, fields_typed(req, table, n), errors));
	respond_page(req, res, status, page, view, errors);
}

void respond_query_errors(struct request *req, struct response *res, const char *page, cJSON *view,
			  const struct field_errors *errors)
{
	if (req->wants_json)
		paged_refuse(req, res, errors);
	else
		respond_page(req, res, 400, page, view, errors);
}

/* What was typed, on the version that stands now. */
static cJSON *typed_anew(const struct request *req, const struct field *table, size_t n,
			 int version)
{
	cJSON *typed = fields_typed(req, table, n);

	cJSON_DeleteItemFromObjectCaseSensitive(typed, "version");
	json_add_text(typed, "version", arena_printf(req->arena, "%d", version));
	return typed;
}

void respond_stale(struct request *req, struct response *res, const char *page, cJSON *view,
		   const struct field *table, size_t n, const struct stale *s)
{
	cJSON *stale;

	if (req->wants_json || !page) {
		respond_problem(req, res, req->if_match ? 412 : 409, "stale", s->msg, NULL);
		return;
	}
	stale = json_object();
	json_add_text(stale, "message", respond_words(req, s->msg));
	json_add_bool(stale, "has_events", cJSON_GetArraySize(s->events) > 0);
	json_add(stale, "events", s->events ? s->events : json_array());
	req->visit->stale = stale;
	json_add(view, "form",
		 respond_form_beside(req, table, n, typed_anew(req, table, n, s->version), s->now));
	respond_page(req, res, 409, page, view, NULL);
}
