/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands run in the test's process, with what they print kept in a file. */
#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>
#include "base/file.h"

#define ARGS_MAX 8

struct app *command_app;
static struct cli cli;
static const char *printed;

void command_setup(void)
{
	command_app = support_app();
	cli = (struct cli){ .arena = command_app->arena,
			    .config = command_app->config,
			    .app = command_app };
	printed = arena_printf(command_app->arena, "%s/printed", command_app->config->var_dir);
}

void command_teardown(void)
{
	support_app_free(command_app);
}

void command_configure(const struct config *c)
{
	cli.config = c;
}

static int run(command_fn *command, int argc, char **argv, const char **out)
{
	int status;

	fflush(stdout);
	ck_assert_ptr_nonnull(freopen(printed, "we", stdout));
	status = command(&cli, argc, argv);
	fflush(stdout);
	*out = file_read(command_app->arena, printed, NULL);
	ck_assert_ptr_nonnull(*out);
	return status;
}

int command_run(command_fn *command, const char **out, ...)
{
	char *argv[ARGS_MAX + 1] = { "command" };
	int argc = 1;
	const char *word;
	va_list ap;

	va_start(ap, out);
	while ((word = va_arg(ap, const char *)))
		argv[argc++] = arena_strdup(command_app->arena, word);
	va_end(ap);
	return run(command, argc, argv, out);
}

void command_check_row(const struct command_row *row)
{
	const char *out;
	const char *const *w = row->word;
	int status = command_run(row->command, &out, w[0], w[1], w[2], w[3], NULL);

	ck_assert_msg(status == row->status, "%s: %d", row->name, status);
}
