/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars migrate: brings the tables to what this program knows. */
#include <stdio.h>
#include <string.h>
#include "cli/cli.h"

static void say(const char *line)
{
	puts(line);
}

static void report(const struct migration_state *s)
{
	printf("in the database: up to %03d\nin the program:  up to %03d\n", s->newest_in_database,
	       s->newest_in_program);
	printf("applied: %d, pending: %d\n", s->applied, s->pending);
}

int cli_migrate(struct cli *c, int argc, char **argv)
{
	bool only_status = argc == 2 && strcmp(argv[1], "--status") == 0;
	struct db_config database;
	struct migration_state s;

	if (argc > 2 || (argc == 2 && !only_status))
		return CLI_USAGE;
	database = app_database(c->arena, cli_config(c), true);
	s = db_migrate(&database, arena_printf(c->arena, "%s/sql", c->config->data_dir),
		       only_status, say);
	report(&s);
	return CLI_DONE;
}
