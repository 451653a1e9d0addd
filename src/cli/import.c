/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars import: what another system knows. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/cli.h"
#include "exchange/exchange.h"

/* Below the line that shows the progress, not in it. */
static void say_refused(void *arg, uint64_t line, const char *why)
{
	fprintf(stderr, "%sline %" PRIu64 ": %s\n", *(const bool *)arg ? "\r\033[K" : "", line,
		why);
}

static int open_file(const char *name)
{
	int fd = strcmp(name, "-") == 0 ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		fprintf(stderr, "regulars: %s: %s\n", name, strerror(errno));
	return fd;
}

static int online_retail(struct cli *c, const char *name)
{
	bool terminal = isatty(STDERR_FILENO);
	struct import_watch watch = { stderr, say_refused, &terminal };
	struct import_report report;
	struct work w;
	const char *missing;
	bool done;
	int fd;

	cli_app(c);
	fd = open_file(name);
	if (fd < 0)
		return CLI_FAILED;
	w = cli_work(c);
	db_allow_long(w.db);
	done = import_online_retail(&w, fd, &watch, &report, &missing);
	close(fd);
	if (!done) {
		fprintf(stderr, "regulars: %s: its first line names no column %s\n", name, missing);
		return CLI_FAILED;
	}
	import_report_print(&report, stdout);
	return report.facts.refused_lines ? CLI_FAILED : CLI_DONE;
}

int cli_import(struct cli *c, int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "online-retail") == 0)
		return online_retail(c, argv[2]);
	return CLI_USAGE;
}
