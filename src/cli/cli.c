/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands share: configuration, application, unit of work. */
#include "cli/cli.h"

const struct config *cli_config(struct cli *c)
{
	if (!c->config)
		c->config = config_load(c->arena, c->config_path);
	return c->config;
}

struct app *cli_app(struct cli *c)
{
	if (c->app)
		return c->app;
	c->app = app_new_for_command(c->arena, cli_config(c));
	arena_use_for_cjson(c->arena);
	db_use_arena(c->app->db, c->arena);
	db_connect(c->app->db);
	return c->app;
}

struct work cli_work(struct cli *c)
{
	struct app *app = cli_app(c);

	return (struct work){
		.app = app,
		.db = app->db,
		.arena = c->arena,
		.now = instant_now(),
		.actor = { ACTOR_COMMAND, 0 },
	};
}
