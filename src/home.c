/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handlers of the front door, preferences and monitoring. */
#include "home.h"

#include <string.h>
#include "app.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "customer/customer.h"
#include "guard.h"
#include "respond.h"
#include "visit.h"

#define YEAR_SECONDS (365 * 24 * 3600)

DB_STATEMENT(ready_check, "SELECT COUNT(*) FROM setting");

/* Where people land: at what they came for. */
void home_get(struct request *req, struct response *res)
{
	if (req->session && req->session->kind == SESSION_CUSTOMER)
		respond_redirect(req, res, "/me/orders");
	else if (req->session && req->session->kind == SESSION_STAFF)
		respond_redirect(req, res, "/desk/orders");
	else
		respond_redirect(req, res, "/track");
}

void home_desk_get(struct request *req, struct response *res)
{
	respond_redirect(req, res, "/desk/orders");
}

static void keep_theme(struct request *req, struct response *res, const char *theme)
{
	struct cookie c = { .name = "theme", .value = theme, .max_age = *theme ? YEAR_SECONDS : 0 };

	response_cookie(res, req->app->config->base_path, &c);
}

/* In this browser; and a customer is written to in the language they read. */
static void keep_language(struct request *req, struct response *res, enum lang lang)
{
	struct work w = work_of(req);

	respond_keep_language(req, res, lang);
	if (req->session && req->session->kind == SESSION_CUSTOMER)
		customer_choose_language(&w, req->session->actor.id, lang);
}

/* lang and theme, each only where it is sent; theme "" follows the device. */
void home_preferences_post(struct request *req, struct response *res)
{
	const char *lang = params_get(&req->form, "lang"), *theme = params_get(&req->form, "theme");
	const char *back = params_get(&req->form, "back");
	enum lang chosen;

	if (lang && lang_from_tag(lang, &chosen) && respond_offers(req, chosen))
		keep_language(req, res, chosen);
	if (theme && (!*theme || strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0))
		keep_theme(req, res, theme);
	respond_redirect(req, res, back && url_is_local(back) ? back : "/");
}

void home_health_get(struct request *req, struct response *res)
{
	cJSON *view = json_object();

	json_add_bool(view, "alive", true);
	respond_view(req, res, NULL, view);
}

/* Ready: the database answers, and its tables are the ones we know; else the failure says 503. */
void home_ready_get(struct request *req, struct response *res)
{
	cJSON *view = json_object();

	db_query(req->app->db, &ready_check);
	json_add_bool(view, "ready", true);
	respond_view(req, res, NULL, view);
}

/* What it answers to an address with a version is made of that alone, and never changes; another
 * one, or none, is answered as the settings stand. */
void home_theme_get(struct request *req, struct response *res)
{
	struct theme t = setting_theme(&req->app->settings);
	bool is_version = theme_of_version(params_get(&req->query, "v"), req->arena, &t);

	if (!is_version)
		t = setting_theme(&req->app->settings);
	res->status = 200;
	res->content_type = "text/css; charset=utf-8";
	response_header(res, "Cache-Control",
			is_version ? "public, max-age=31536000, immutable" : "no-cache");
	response_header(res, "Vary", "Accept-Encoding");
	theme_css(&t, &res->body);
}

/* What programs may ask for, and what they are answered: doc/openapi.yaml, as the build made it. */
void home_document_get(struct request *req, struct response *res)
{
	size_t len;
	const char *path = arena_printf(req->arena, "%s/openapi.json", req->app->config->data_dir);
	const char *text = file_read(req->arena, path, &len);

	if (!text)
		fail("openapi: %s cannot be read", path);
	res->status = 200;
	res->content_type = "application/json; charset=utf-8";
	buf_add(&res->body, text, len);
}
