/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars: the command line. One table of commands. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "cli/cli.h"

/* clang-format off */
static const struct command command[] = {
	{ "migrate", "[--status]",                                          "bring the tables up to date, or say how they stand", cli_migrate },
	{ "setting", "list | get NAME | set NAME VALUE",                    "what the shop sets itself",                          cli_setting },
	{ "api-key", "create NAME PERMISSION,…|ROLE [UNTIL] | list | revoke ID", "keys of programs",                                  cli_api_key },
	{ "staff",   "list | invite-owner | invite EMAIL NAME ROLE",        "who works here; one-time links to come in",          cli_staff },
	{ "import",  "online-retail FILE|- | products|customers|orders|stock|reviews FILE [--mapping NAME] [--dry-run]", "take files over; - reads standard input", cli_import },
	{ "export",  "LIST FILE|- [--format xlsx|csv|csv_excel] [--filters QUERY] [--in-full]", "a list as a file: orders, customers, products …", cli_export },
	{ "jobs",    "--for SECONDS",                                       "the worker’s work for a while: for cron",            cli_jobs },
	{ "verify",  "",                                                    "prove the books; names each row that breaks them",   cli_verify },
	{ "documents", "",                                                  "write customers’ pages anew where they are not fresh: after an upgrade", cli_documents },
	{ "demo",    "[--orders N] [--customers N] [--today YYYY-MM-DD]",    "fill an empty shop with eighteen months of orders",   cli_demo },
	{ "routes",  "",                                                    "the site map: method, path, face, access, permission", cli_routes },
	{ "doctor",  "",                                                    "look at everything the shop stands on",              cli_doctor },
};
/* clang-format on */

static void print_usage(FILE *to)
{
	fputs("Usage: regulars [--config FILE] COMMAND [ARGUMENT]...\n\n", to);
	for (size_t i = 0; i < sizeof command / sizeof command[0]; i++)
		fprintf(to, "  %-9s %s\n            %s\n", command[i].name, command[i].usage,
			command[i].summary);
	fputs("\n  --config FILE  configuration; else $REGULARS_CONFIG, else the installed place\n"
	      "  --version      print the version\n"
	      "  --help         print this\n",
	      to);
}

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < sizeof command / sizeof command[0]; i++)
		if (strcmp(command[i].name, name) == 0)
			return &command[i];
	return NULL;
}

struct call {
	struct cli cli;
	const struct command *command;
	int argc, status;
	char **argv;
};

static void run(void *arg)
{
	struct call *c = arg;

	c->cli.arena = arena_new();
	c->status = c->command->run(&c->cli, c->argc, c->argv);
}

/* Options in front of the command are ours, those behind it its own. */
static void take_options(struct cli *c, int argc, char **argv)
{
	static const struct option option[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "version", no_argument, NULL, 'V' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int o;

	while ((o = getopt_long(argc, argv, "+", option, NULL)) != -1) {
		switch (o) {
		case 'c':
			c->config_path = optarg;
			break;
		case 'V':
			puts("regulars " PACKAGE_VERSION);
			exit(CLI_DONE);
		case 'h':
			print_usage(stdout);
			exit(CLI_DONE);
		default:
			exit(CLI_USAGE);
		}
	}
}

int main(int argc, char **argv)
{
	struct call c = { .status = CLI_FAILED };
	struct failure f;

	take_options(&c.cli, argc, argv);
	c.argc = argc - optind;
	c.argv = argv + optind;
	if (c.argc < 1 || strcmp(c.argv[0], "help") == 0) {
		print_usage(c.argc < 1 ? stderr : stdout);
		return c.argc < 1 ? CLI_USAGE : CLI_DONE;
	}
	c.command = find(c.argv[0]);
	if (!c.command) {
		fprintf(stderr, "regulars: no command %s; `regulars help` lists them\n", c.argv[0]);
		return CLI_USAGE;
	}
	if (!fail_run(run, &c, &f)) {
		fprintf(stderr, "regulars: %s\n", f.message);
		c.status = CLI_FAILED;
	} else if (c.status == CLI_USAGE) {
		fprintf(stderr, "Usage: regulars %s %s\n", c.command->name, c.command->usage);
	}
	arena_free(c.cli.arena);
	return c.status;
}
