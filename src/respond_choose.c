/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's language and theme; and what every answer carries on its way out. */
#include <string.h>
#include "app.h"
#include "base/text.h"
#include "guard.h"
#include "visit.h"

#define YEAR_SECONDS (365 * 24 * 3600)
/* Behind the tag in the cookie: chosen while signed in, so it stands above the account's own
 * setting. */
#define MINE ".mine"

/* Who works here reads what they like; customers are offered what the settings say. */
static bool is_for_customers(const struct request *req)
{
	return !text_starts_with(req->path, "/desk") && !text_starts_with(req->path, "/api/");
}

bool respond_offers(const struct request *req, enum lang lang)
{
	return !is_for_customers(req) || setting_offers(&req->app->settings, lang);
}

/* ?lang=, the choice made in this browser while signed in, the account's setting, the browser's
 * cookie, what it accepts. */
static enum lang choose_language(const struct request *req)
{
	const char *asked = params_get(&req->query, "lang");
	const char *cookie = request_cookie(req, req->app->config->base_path, "lang", false);
	const char *mine = cookie ? strstr(cookie, MINE) : NULL;
	const char *kept =
		mine ? arena_strndup(req->arena, cookie, (size_t)(mine - cookie)) : cookie;
	enum lang lang, fallback = LANG_EN;

	if (asked && lang_from_tag(asked, &lang))
		return lang;
	if (mine && lang_from_tag(kept, &lang))
		return lang;
	if (req->session && req->session->has_lang)
		return req->session->lang;
	if (kept && lang_from_tag(kept, &lang))
		return lang;
	lang_from_tag(req->app->settings.lang, &fallback);
	return req->accept_language ? lang_from_accept(req->accept_language, fallback) : fallback;
}

void respond_choose(struct request *req)
{
	const char *theme = request_cookie(req, req->app->config->base_path, "theme", false);

	req->lang = choose_language(req);
	if (!respond_offers(req, req->lang))
		req->lang = setting_lang(&req->app->settings, req->lang);
	if (theme && (strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0))
		req->theme = theme;
}

/* ---- what every answer carries ---- */

void respond_keep_language(struct request *req, struct response *res, enum lang lang)
{
	struct cookie c = { .name = "lang", .max_age = YEAR_SECONDS };

	c.value = arena_printf(req->arena, "%s%s", lang_tag[lang], req->session ? MINE : "");
	response_cookie(res, req->app->config->base_path, &c);
}

static void keep_asked_language(struct request *req, struct response *res)
{
	const char *asked = params_get(&req->query, "lang");
	enum lang lang;

	if (asked && !req->visit->is_bearer && lang_from_tag(asked, &lang) &&
	    respond_offers(req, lang))
		respond_keep_language(req, res, lang);
}

static void keep_browser(struct request *req, struct response *res)
{
	struct cookie c = {
		.name = "browser", .value = req->visit->browser, .max_age = -1, .secret = true
	};

	if (req->visit->browser_is_new)
		response_cookie(res, req->app->config->base_path, &c);
}

static void set(struct response *res, const char *name, const char *value)
{
	for (size_t i = 0; i < res->n_headers; i++)
		if (strcmp(res->header[i].name, name) == 0)
			return;
	response_header(res, name, value);
}

static bool is_html(const struct response *res)
{
	return res->content_type && strncmp(res->content_type, "text/html", 9) == 0;
}

/* draft-ietf-httpapi-ratelimit-headers: what a program may ask in a minute, and what is left. */
static void set_quota(const struct request *req, struct response *res)
{
	const struct quota_left *left = &req->visit->quota;

	if (left->limit == 0)
		return;
	set(res, "RateLimit-Policy",
	    arena_printf(req->arena, "\"minute\";q=%lld;w=%d", (long long)left->limit,
			 QUOTA_SECONDS));
	set(res, "RateLimit",
	    arena_printf(req->arena, "\"minute\";r=%lld;t=%lld", (long long)left->left,
			 (long long)left->seconds));
}

/* Whose address leads to somebody's orders or account is nothing for who searches the web. */
static bool is_private(const struct request *req)
{
	static const char *const folders[] = { "/o", "/s", "/me", "/desk", "/api" };

	if (params_get(&req->query, "k"))
		return true;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		size_t n = strlen(folders[i]);

		if (text_starts_with(req->path, folders[i]) &&
		    (req->path[n] == '/' || req->path[n] == '\0'))
			return true;
	}
	return false;
}

void respond_finish(struct request *req, struct response *res)
{
	keep_asked_language(req, res);
	keep_browser(req, res);
	session_keep(req, res);
	set_quota(req, res);
	set(res, "X-Request-Id", req->id);
	set(res, "Cache-Control", "private, no-store");
	set(res, "Vary", "Accept, Accept-Language, Cookie");
	set(res, "X-Content-Type-Options", "nosniff");
	/* An address with a token in it goes nowhere else. */
	set(res, "Referrer-Policy", params_get(&req->query, "k") ? "no-referrer" : "same-origin");
	if (is_private(req))
		set(res, "X-Robots-Tag", "noindex");
	set(res, "Cross-Origin-Opener-Policy", "same-origin");
	set(res, "Cross-Origin-Resource-Policy", "same-origin");
	set(res, "Content-Security-Policy",
	    is_html(res) ? "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
			   "'self'; font-src 'self'; "
			   "connect-src 'self'; form-action 'self'; base-uri 'none'; "
			   "frame-ancestors 'none'; "
			   "object-src 'none'"
			 : "default-src 'none'; frame-ancestors 'none'");
}
