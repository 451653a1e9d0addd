/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands of `regulars`: what each is handed, and the general ones. */
#ifndef REGULARS_CLI_CLI_H
#define REGULARS_CLI_CLI_H

#include "app.h"

enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 64 };

struct cli {
	struct arena *arena;
	const char *config_path;     /* --config; NULL: as config_load() looks for it */
	const struct config *config; /* NULL until cli_config() */
	struct app *app;             /* NULL until cli_app() */
};

struct command {
	const char *name;
	const char *usage; /* its arguments, a line each way */
	const char *summary;
	/* argv[0] is the command's name. CLI_USAGE: the arguments are wrong, the caller prints the
	 * usage. */
	int (*run)(struct cli *c, int argc, char **argv);
};

/* Read when first asked for; fail() on what is wrong. */
const struct config *cli_config(struct cli *c);
/* The application with its database, which must be there. */
struct app *cli_app(struct cli *c);
/* A unit of work of ACTOR_COMMAND, at this moment, in the command's arena. */
struct work cli_work(struct cli *c);

int cli_migrate(struct cli *c, int argc, char **argv);
int cli_api_key(struct cli *c, int argc, char **argv);
int cli_setting(struct cli *c, int argc, char **argv);
int cli_import(struct cli *c, int argc, char **argv);
int cli_export(struct cli *c, int argc, char **argv);
int cli_verify(struct cli *c, int argc, char **argv);
int cli_documents(struct cli *c, int argc, char **argv);
int cli_jobs(struct cli *c, int argc, char **argv);
int cli_routes(struct cli *c, int argc, char **argv);
int cli_staff(struct cli *c, int argc, char **argv);
int cli_demo(struct cli *c, int argc, char **argv);
int cli_doctor(struct cli *c, int argc, char **argv);

#endif
