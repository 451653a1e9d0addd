/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands run in the test's process, with what they print kept in a file. */
#ifndef REGULARS_T_CLI_COMMAND_H
#define REGULARS_T_CLI_COMMAND_H

#include <check.h>
#include <string.h>
#include "cli/cli.h"
#include "support/app.h"

typedef int command_fn(struct cli *c, int argc, char **argv);

/* Fixture: an application on an empty database, and what commands are handed. */
extern struct app *command_app;
void command_setup(void);
void command_teardown(void);
/* Another configuration than the application's for what comes. */
void command_configure(const struct config *c);

/* Runs the command with these words, up to NULL; *out is what it printed. Returns its status. */
int command_run(command_fn *command, const char **out, ...) __attribute__((sentinel));

/* A row of bad words: the command refuses them with this status. */
struct command_row {
	const char *name;
	command_fn *command;
	const char *word[4];
	int status;
};
void command_check_row(const struct command_row *row);

#endif
