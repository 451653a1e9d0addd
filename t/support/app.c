/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application of a test: its own small configuration, the real pages, the test database. */
#include "support/app.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fail.h"
#include "support/folder.h"

/* check runs each test in a process of its own: this is what that process holds beside its
 * applications. */
static struct {
	struct arena *arena; /* texts of configurations; NULL: none made */
	const char *folder;  /* their files */
	int apps;
} held;

/* Compiled once, before check parts its processes: what each test would else begin with. */
static struct {
	struct arena *arena;
	const char *data_dir;
	struct app_pages pages;
} shared;

struct making {
	const struct config *config;
	struct app *app;
};

static const char *build_folder(void)
{
	const char *build = getenv("REGULARS_TEST_BUILD");

	return build && *build ? build : ".";
}

/* ---- files the configuration names: made once in each process's own folder ---- */

static void write_secret(const char *path, const char *text)
{
	int fd;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || close(fd) != 0)
		ck_abort_msg("%s: %s", path, strerror(errno));
}

static void make_folder(void)
{
	held.arena = arena_new();
	held.folder = support_folder(held.arena);
	if (mkdir(arena_printf(held.arena, "%s/mail", held.folder), 0700) != 0)
		ck_abort_msg("%s: %s", held.folder, strerror(errno));
}

struct config support_config(void)
{
	struct db_config d = support_database();
	struct config c;

	if (!held.arena)
		make_folder();
	c = (struct config){
		.path = "test",
		.db_socket = d.socket,
		.db_name = d.name,
		.db_user = d.user,
		.db_password_file = arena_printf(held.arena, "%s/password", held.folder),
		.db_admin_user = d.user,
		.db_admin_password_file = arena_printf(held.arena, "%s/password", held.folder),
		.base_url = "http://127.0.0.1:8080",
		.base_path = "",
		.mail_tls = "required",
		.mail_user = "",
		.mail_password_file = "",
		.mail_ca_file = "",
		.mail_timeout = 5,
		.data_dir = arena_printf(held.arena, "%s/data", build_folder()),
		.var_dir = held.folder,
		.media_dir = arena_printf(held.arena, "%s/media", held.folder),
		.picture_program = arena_printf(held.arena, "%s/regulars-picture", build_folder()),
		.secret_file = arena_printf(held.arena, "%s/secret", held.folder),
		.mail = arena_printf(held.arena, "dir:%s/mail", held.folder),
		.mail_from = "shop@regulars.example",
		.workers = 1,
		.development = true,
		.throttle = true,
		.run_as_root = true,
	};
	write_secret(c.db_password_file, d.password);
	write_secret(c.secret_file,
		     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
	return c;
}

/* ---- the application ---- */

void support_pages_open(void)
{
	shared.arena = arena_new();
	shared.data_dir = arena_printf(shared.arena, "%s/data", build_folder());
	app_read_pages(&shared.pages, shared.arena,
		       &(struct config){ .data_dir = shared.data_dir, .development = true });
}

void support_pages_close(void)
{
	app_free_pages(&shared.pages);
	arena_free(shared.arena);
}

static void make(void *arg)
{
	struct making *m = arg;
	struct arena *a = arena_new();

	const struct config *c = arena_memdup(a, m->config, sizeof *m->config);

	m->app = strcmp(c->data_dir, shared.data_dir) == 0 ? app_new_sharing(a, c, &shared.pages)
							   : app_new_for_command(a, c);
	m->app->check_bounds = true;
	db_use_arena(m->app->db, a);
	arena_use_for_cjson(a);
}

struct app *support_app_from(const struct config *c)
{
	struct making m = { .config = c };
	struct failure f;

	if (!fail_run(make, &m, &f))
		ck_abort_msg("app_new: %s", f.message);
	held.apps++;
	return m.app;
}

struct app *support_app(void)
{
	struct config c = support_config();

	support_migrate(arena_printf(held.arena, "%s/sql", c.data_dir));
	support_empty();
	return support_app_from(&c);
}

struct app *support_app_again(const struct app *app)
{
	return support_app_from(app->config);
}

void support_app_free(struct app *app)
{
	arena_use_for_cjson(NULL);
	arena_free(app->arena);
	if (--held.apps == 0) {
		arena_free(held.arena);
		held.arena = NULL;
	}
}

struct work support_work(struct app *app)
{
	return (struct work){
		.app = app,
		.db = app->db,
		.arena = app->arena,
		.now = instant_now(),
		.actor = { ACTOR_COMMAND, 0 },
	};
}

const char *support_api_key(struct app *app, uint64_t permissions)
{
	char token[SECRET_TOKEN_SIZE], hex[2 * SECRET_HASH_BYTES + 1];
	uint8_t hash[SECRET_HASH_BYTES];

	secret_token(token, hash);
	for (size_t i = 0; i < sizeof hash; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	support_sql(
		arena_printf(app->arena,
			     "INSERT INTO api_key (id, name, token_hash, permissions, created_at) "
			     "VALUES (%llu, 'test', UNHEX('%s'), %llu, UTC_TIMESTAMP(6))",
			     (unsigned long long)(secret_random64() >> 1), hex,
			     (unsigned long long)permissions));
	return arena_printf(app->arena, "Bearer %s", token);
}
