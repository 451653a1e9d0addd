/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every layout reads beside the view: page.* and shop.*. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"
#include "guard.h"
#include "respond.h"
#include "staff/staff.h"
#include "visit.h"

/* The side of the desk: each row for who has its permission. */
static const struct {
	const char *path, *key, *go; /* key: its label and its shortcut G + go */
	enum permission permission;
} desk_nav[] = {
	{ "/desk/orders", "orders", "o", PERM_ORDERS_READ },
	{ "/desk/checks", "checks", "k", PERM_ORDERS_READ },
	{ "/desk/notices", "notices", "n", PERM_ORDERS_READ },
	{ "/desk/production", "production", "w", PERM_PRODUCTION },
	{ "/desk/customers", "customers", "c", PERM_CUSTOMERS_READ },
	{ "/desk/inbox", "inbox", "v", PERM_FEEDBACK },
	{ "/desk/reviews", "reviews", "r", PERM_FEEDBACK },
	{ "/desk/surveys", "surveys", "y", PERM_FEEDBACK },
	{ "/desk/products", "products", "p", PERM_CATALOG_READ },
	{ "/desk/promotions", "promotions", "d", PERM_PROMOTIONS },
	{ "/desk/rewards", "rewards", "e", PERM_PROMOTIONS },
	{ "/desk/outbox", "outbox", "m", PERM_MESSAGES },
	{ "/desk/staff", "staff", "t", PERM_STAFF },
	{ "/desk/audit", "audit", "l", PERM_AUDIT },
	{ "/desk/settings", "settings", "i", PERM_SETTINGS },
	{ "/desk/imports", "imports", "f", PERM_STOCK },
	{ "/desk/tasks", "tasks", "b", PERM_ORDERS_READ },
};

static const struct {
	const char *path, *msg;
	bool of_members; /* where the shop has such */
} shop_nav[] = {
	{ "/me/orders", N_("My orders"), false },
	{ "/me/points", N_("Membership"), true },
	{ "/track", N_("Find your order"), false },
};

static const char *base(const struct request *req)
{
	return req->app->config->base_path;
}

static bool is_within(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

/* What waits there for who reads the page. */
static int count_of(const struct request *req, const char *path)
{
	return strcmp(path, "/desk/notices") == 0 ? req->session->n_notices : 0;
}

static void add_link(struct request *req, cJSON *list, const char *path, const char **name)
{
	cJSON *o = json_append_object(list);
	int n = count_of(req, path);

	json_add_text(o, "href", url_path(req->arena, base(req), "%s", path));
	json_add_bool(o, "current", is_within(req->path, path));
	for (; name[0]; name += 2)
		json_add_text(o, name[0], name[1]);
	if (n > 0)
		json_add_int(o, "count", n);
	else
		json_add_null(o, "count");
	json_add_bool(o, "hot", n > 0);
}

static void add_shop_nav(struct request *req, cJSON *page)
{
	cJSON *list = json_add_array(page, "nav_customer");

	for (size_t i = 0; i < sizeof shop_nav / sizeof shop_nav[0]; i++)
		if (!shop_nav[i].of_members || req->app->settings.member)
			add_link(req, list, shop_nav[i].path,
				 (const char *[]){ "word", respond_words(req, shop_nav[i].msg),
						   NULL });
}

static void add_desk_nav(struct request *req, cJSON *page)
{
	cJSON *list = json_add_array(page, "nav");

	for (size_t i = 0; i < sizeof desk_nav / sizeof desk_nav[0]; i++)
		if (may(req, desk_nav[i].permission))
			add_link(req, list, desk_nav[i].path,
				 (const char *[]){ "text_key", desk_nav[i].key, "icon",
						   desk_nav[i].key, "go", desk_nav[i].go, NULL });
}

static bool is_staff(const struct request *req)
{
	return req->session && req->session->kind == SESSION_STAFF;
}

static void add_staff(struct request *req, cJSON *page)
{
	const char *name;
	cJSON *o;

	if (!is_staff(req)) {
		json_add_null(page, "staff");
		return;
	}
	name = req->session->name ? req->session->name : "";
	o = json_add_object(page, "staff");
	json_add_text(o, "name", name);
	json_add_text(o, "initial", arena_strndup(req->arena, name, utf8_step(name, strlen(name))));
	json_add_text(o, "role", req->session->role);
	json_add_text(o, "role_name",
		      staff_role_text(req->app, req->lang, req->session->role,
				      req->session->role_name));
}

/* "/desk/orders/R-7K3M-92Q5/hold" -> the order's number; false: the address is of none, or it is
 * the order's own page that was asked for. */
static bool order_of_path(const struct request *req, char number[IDENT_NUMBER_SIZE])
{
	static const char orders[] = "/desk/orders/";
	bool asked = req->method == METHOD_GET || req->method == METHOD_HEAD;
	const char *from = req->path + strlen(orders);
	size_t len;

	if (!text_starts_with(req->path, orders))
		return false;
	len = strcspn(from, "/");
	return (from[len] || !asked) &&
	       ident_number_fold('R', arena_strndup(req->arena, from, len), number);
}

/* What is refused below /desk stays in the desk's frame, with a way back to the order it was about.
 */
static void add_desk(struct request *req, cJSON *page)
{
	char number[IDENT_NUMBER_SIZE];
	cJSON *desk, *order;

	if (!is_within(req->path, "/desk")) {
		json_add_null(page, "desk");
		return;
	}
	desk = json_add_object(page, "desk");
	if (!may(req, PERM_ORDERS_READ) || !order_of_path(req, number)) {
		json_add_null(desk, "order");
		return;
	}
	order = json_add_object(desk, "order");
	json_add_text(order, "number", number);
	json_add_text(order, "href", url_path(req->arena, base(req), "/desk/orders/%s", number));
}

static void add_customer(struct request *req, cJSON *page)
{
	bool is_customer = req->session && req->session->kind == SESSION_CUSTOMER;

	json_add_bool(page, "signed_in", is_customer);
	json_add_text(page, "customer_name", is_customer ? req->session->name : "");
}

/* ---- this page in the other language ---- */

/* Below base_path: where a form on this page may lead back to. */
static const char *way_back(struct request *req)
{
	const char *way = respond_way_back(req);

	return way ? way + strlen(base(req)) : "/";
}

static const char *in_language(struct request *req, const char *tag)
{
	const char *way = way_back(req);
	size_t path_len = strcspn(way, "?");
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, base(req));
	buf_add(&b, way, path_len);
	buf_addf(&b, "?lang=%s", tag);
	/* The rest of the query as it was. */
	for (size_t i = 0; way[path_len] && i < req->query.n; i++) {
		if (strcmp(req->query.v[i].name, "lang") == 0)
			continue;
		buf_addch(&b, '&');
		url_encode(&b, req->query.v[i].name);
		buf_addch(&b, '=');
		url_encode(&b, req->query.v[i].value);
	}
	return b.p;
}

static void add_other_lang(struct request *req, cJSON *page)
{
	static const char *const name[LANG__MAX] = { [LANG_EN] = "English", [LANG_ZH] = "中文" };
	enum lang other = req->lang == LANG_EN ? LANG_ZH : LANG_EN;
	cJSON *o;

	if (!respond_offers(req, other)) {
		json_add_null(page, "other_lang");
		return;
	}
	o = json_add_object(page, "other_lang");
	json_add_text(o, "tag", lang_tag[other]);
	json_add_text(o, "name", name[other]);
	json_add_text(o, "href", in_language(req, lang_tag[other]));
}

/* ---- the parts ---- */

static void add_errors(struct request *req, cJSON *page, const struct field_errors *errors)
{
	cJSON *list = json_add_array(page, "errors");

	json_add_bool(page, "has_errors", errors && errors->n > 0);
	json_add_int(page, "error_count", errors ? (int64_t)errors->n : 0);
	for (size_t i = 0; errors && i < errors->n; i++) {
		cJSON *o = json_append_object(list);

		json_add_text(o, "name", errors->v[i].name);
		json_add_text(o, "id", respond_id(req->arena, errors->v[i].name));
		json_add_text(o, "message", respond_error_text(req, &errors->v[i]));
	}
}

static void add_files(struct request *req, cJSON *page)
{
	static const char *const file[][2] = {
		{ "css", "app.css" },     { "js", "app.js" },         { "staff_js", "staff.js" },
		{ "icons", "icons.svg" }, { "logo", "img/logo.svg" },
	};

	for (size_t i = 0; i < sizeof file / sizeof file[0]; i++)
		json_add_text(page, file[i][0], app_asset(req->app, file[i][1]));
}

/* The shop's own colours; without them, no file. */
static void add_theme(struct request *req, cJSON *page)
{
	struct theme t = setting_theme(&req->app->settings);
	const char *version = theme_version(&t, req->arena);

	json_add_text(page, "theme_css",
		      version ? url_path(req->arena, base(req), "/theme.css?v=%s", version) : NULL);
}

static const char *new_form_key(struct request *req)
{
	char token[SECRET_TOKEN_SIZE];
	uint8_t hash[SECRET_HASH_BYTES];

	secret_token(token, hash);
	return arena_strdup(req->arena, token);
}

const char *respond_late(void *request, const char *name)
{
	struct request *req = request;

	return strcmp(name, "csrf") == 0 ? csrf_token(req) : new_form_key(req);
}

static void add_page(struct request *req, struct response *res, cJSON *page,
		     const struct field_errors *errors)
{
	json_add_text(page, "lang", lang_tag[req->lang]);
	json_add_bool(page, "has_theme", *req->theme);
	json_add_text(page, "theme", req->theme);
	json_add_text(page, "base", base(req));
	json_add_text(page, "path", way_back(req));
	json_add_text(page, "in", respond_way_here(req));
	json_add_late(page, "csrf");
	json_add_late(page, "form_key");
	add_files(req, page);
	add_theme(req, page);
	add_other_lang(req, page);
	add_customer(req, page);
	add_staff(req, page);
	add_desk(req, page);
	add_shop_nav(req, page);
	add_desk_nav(req, page);
	add_errors(req, page, errors);
	json_add(page, "stale", req->visit->stale ? req->visit->stale : cJSON_CreateNull());
	json_add(page, "flash", flash_take(req, res));
}

cJSON *respond_frame(struct request *req, struct response *res, const struct field_errors *errors)
{
	cJSON *frame = json_object();

	add_page(req, res, json_add_object(frame, "page"), errors);
	json_add(frame, "shop",
		 setting_shop_view(&req->app->settings, req->lang, req->now, req->arena));
	return frame;
}
