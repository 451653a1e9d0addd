/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars import: what another system knows. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cli/files.h"
#include "exchange/exchange.h"
#include "exchange/progress.h"

struct show {
	struct progress progress;
	int phase; /* shown so far; -1: none */
	bool ended;
};

static void start(struct show *s, enum import_phase phase, uint64_t done, uint64_t total)
{
	static const char *const what[] = {
		[IMPORT_READING] = "reading", [IMPORT_BOOKING] = "booking"
	};
	static const char *const unit[] = {
		[IMPORT_READING] = "bytes", [IMPORT_BOOKING] = "lines"
	};

	progress_start(&s->progress, stderr, what[phase], unit[phase], done, total, app_clock());
	s->phase = (int)phase;
	s->ended = false;
}

static void show_moved(void *arg, enum import_phase phase, uint64_t done, uint64_t total)
{
	struct show *s = arg;

	if (s->phase != (int)phase)
		start(s, phase, done, total);
	if (s->ended)
		return;
	s->ended = done == total;
	if (s->ended)
		progress_end(&s->progress, done, app_clock());
	else
		progress_move(&s->progress, done, app_clock());
}

/* On a line of its own, not in the one that moves. */
static void show_refused(void *arg, uint64_t line, const char *why)
{
	const struct show *s = arg;

	fprintf(stderr, "%sline %" PRIu64 ": %s\n", s->progress.terminal ? "\r\033[K" : "", line,
		why);
}

int cli_open_file(const char *name)
{
	int fd = strcmp(name, "-") == 0 ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		fd = -1;
		errno = EISDIR;
	}
	if (fd < 0)
		fprintf(stderr, "regulars: %s: %s\n", name, strerror(errno));
	return fd;
}

static int online_retail(struct cli *c, const char *name)
{
	struct show show = { .phase = -1 };
	struct import_watch watch = { show_moved, show_refused, &show, 0 };
	struct import_report report;
	struct work w;
	const char *why;
	bool done;
	int fd;

	cli_app(c);
	fd = cli_open_file(name);
	if (fd < 0)
		return CLI_FAILED;
	w = cli_work(c);
	db_allow_long(w.db);
	done = import_online_retail(&w, fd, &watch, &report, &why);
	close(fd);
	if (!done) {
		fprintf(stderr, "regulars: %s: %s\n", name, why);
		return CLI_FAILED;
	}
	import_report_print(&report, stdout);
	return report.facts.refused_lines ? CLI_FAILED : CLI_DONE;
}

int cli_import(struct cli *c, int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "online-retail") == 0)
		return online_retail(c, argv[2]);
	for (int k = 0; argc >= 3 && k < LOAD_KIND__MAX; k++)
		if (!strcmp(argv[1], load_kind_word[k]))
			return cli_take_over(c, (enum load_kind)k, argc - 2, argv + 2);
	return CLI_USAGE;
}
