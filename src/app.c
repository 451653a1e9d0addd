/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lives as long as the process: made once from the configuration, with or without a database.
 */
#include "app.h"

#include <time.h>
#include "assets.h"
#include "base/fail.h"
#include "base/log.h"
#include "base/text.h"
#include "order/order.h"
#include "routes.h"
#include "wiring.h"

#define SETTINGS_SECONDS 60
#define SETTINGS_SOONER  5 /* when they could not be read */

int64_t app_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_BOOTTIME, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct db_config app_database(struct arena *a, const struct config *c, bool admin)
{
	const char *file = admin ? c->db_admin_password_file : c->db_password_file;

	return (struct db_config){
		.hosts = c->db_hosts,
		.socket = c->db_socket,
		.name = c->db_name,
		.user = admin ? c->db_admin_user : c->db_user,
		.password = file && *file ? config_read_secret(a, file) : "",
	};
}

struct reading {
	struct app *app;
	struct arena *arena;
	struct settings settings;
};

static void read_settings(void *arg)
{
	struct reading *r = arg;

	settings_load(&r->settings, r->app->db, r->arena);
}

bool app_read_settings(struct app *app)
{
	struct reading r = { .app = app, .arena = arena_new() };
	struct arena *before = db_arena(app->db);
	struct failure f;
	bool done;

	app->settings_due = app_clock() + SETTINGS_SECONDS * INSTANT_SECOND;
	db_use_arena(app->db, r.arena);
	done = fail_run(read_settings, &r, &f);
	db_use_arena(app->db, before);
	if (!done) {
		log_event(LOG_WARN_LEVEL, "settings not read", LOG_TEXT("reason", f.message));
		arena_free(r.arena);
		app->settings_due = app_clock() + SETTINGS_SOONER * INSTANT_SECOND;
		app->lacks_settings = !app->settings_arena;
		return false;
	}
	app->lacks_settings = false;
	arena_free(app->settings_arena);
	app->settings_arena = r.arena;
	app->settings = r.settings;
	return true;
}

static void connect_now(void *arg)
{
	db_connect(((struct app *)arg)->db);
}

/* A database that is away is waited for; one that lacks a column stops the start. */
static void try_database(struct app *app)
{
	struct failure f;

	if (fail_run(connect_now, app, &f)) {
		app_read_settings(app);
		return;
	}
	if (f.kind == FAIL_INTERNAL)
		fail_again(&f);
	app->lacks_settings = true;
	log_event(LOG_WARN_LEVEL, "started without the database", LOG_TEXT("reason", f.message));
}

static void release(void *arg)
{
	app_free(arg);
}

void app_read_pages(struct app_pages *p, struct arena *a, const struct config *c)
{
	*p = (struct app_pages){ 0 };
	p->words = catalogues_load(arena_printf(a, "%s/po", c->data_dir));
	p->library =
		tmpl_load(arena_printf(a, "%s/templates", c->data_dir), p->words, c->development);
}

void app_free_pages(struct app_pages *p)
{
	tmpl_free(p->library);
	catalogues_free(p->words);
	*p = (struct app_pages){ 0 };
}

static struct app *make(struct arena *a, const struct config *c, bool for_command,
			const struct app_pages *shared)
{
	struct app *app = arena_new_of(a, struct app);
	struct db_config database = app_database(a, c, false);

	database.prepare_as_run = for_command;
	arena_install_cjson();
	arena_defer(a, release, app);
	app->arena = a;
	app->config = c;
	app->last_past = INSTANT_NONE;
	if (!secret_init(&app->keys, config_read_secret(a, c->secret_file)))
		fail("%s: not 64 hexadecimal digits", c->secret_file);
	secret_random(app->node_token, sizeof app->node_token);
	if (!shared)
		app_read_pages(&app->own_pages, a, c);
	app->words = shared ? shared->words : app->own_pages.words;
	app->pages = shared ? shared->library : app->own_pages.library;
	app->assets = assets_load(a, c->data_dir, c->base_path);
	app->wiring = &wiring;
	app->routes = routes;
	app->n_routes = route_count;
	app->request_arena = arena_new();
	settings_defaults(&app->settings);
	app->db = db_new(&database);
	try_database(app);
	return app;
}

struct app *app_new(struct arena *a, const struct config *c)
{
	return make(a, c, false, NULL);
}

struct app *app_new_for_command(struct arena *a, const struct config *c)
{
	return make(a, c, true, NULL);
}

struct app *app_new_sharing(struct arena *a, const struct config *c, const struct app_pages *pages)
{
	return make(a, c, true, pages);
}

void app_free(struct app *app)
{
	if (app->db)
		work_release(app);
	db_free(app->db);
	app_free_pages(&app->own_pages);
	arena_free(app->request_arena);
	arena_free(app->settings_arena);
	app->db = NULL;
	app->pages = NULL;
	app->words = NULL;
	app->request_arena = NULL;
	app->settings_arena = NULL;
}

const char *app_asset(void *arg, const char *name)
{
	const struct app *app = arg;

	/* a picture of the shop's own is no static file: its name is its address */
	if (text_starts_with(name, "media/"))
		return arena_printf(app->request_arena, "%s/%s", app->config->base_path, name);
	return assets_url(app->assets, name);
}
