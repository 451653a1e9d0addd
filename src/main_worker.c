/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars-worker: messages and whatever comes back by the clock. Any number of copies may run. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "app.h"
#include "base/fail.h"
#include "base/log.h"
#include "jobs.h"

static volatile int stop; /* set by a signal, read between two pieces of work */

static const char usage[] =
	"Usage: regulars-worker [OPTION]...\n"
	"Send messages and do what comes back by the clock, until TERM or INT.\n\n"
	"  --config FILE    configuration; else $REGULARS_CONFIG, else the installed place\n"
	"  --pid-file PATH  write the process id there\n"
	"  --version        print the version\n"
	"  --help           print this\n";

static void on_stop(int sig)
{
	(void)sig;
	stop = 1;
}

struct start {
	struct arena *arena;
	const char *config, *pid_file;
};

static void write_pid(const char *path)
{
	FILE *f = fopen(path, "we");

	if (!f || fprintf(f, "%ld\n", (long)getpid()) < 0 || fclose(f))
		fail("%s: cannot be written", path);
}

static void run(void *arg)
{
	struct start *s = arg;
	const struct config *c = config_load(s->arena, s->config);
	struct app *app;

	if (geteuid() == 0 && !c->run_as_root)
		fail("started as root: run it as a user of its own");
	app = app_new(s->arena, c);
	if (s->pid_file)
		write_pid(s->pid_file);
	log_info("worker started");
	jobs_run(app, INSTANT_NONE, &stop);
	log_info("worker ended");
}

static int read_options(int argc, char **argv, struct start *s)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "pid-file", required_argument, NULL, 'p' },
		{ "version", no_argument, NULL, 'v' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'c':
			s->config = optarg;
			break;
		case 'p':
			s->pid_file = optarg;
			break;
		case 'v':
			puts("regulars-worker " PACKAGE_VERSION);
			exit(EXIT_SUCCESS);
		case 'h':
			fputs(usage, stdout);
			exit(EXIT_SUCCESS);
		default:
			return -1;
		}
	}
	return optind == argc ? 0 : -1;
}

int main(int argc, char **argv)
{
	struct start s = { 0 };
	struct sigaction sa = { .sa_handler = on_stop };
	struct failure f;
	bool done;

	if (read_options(argc, argv, &s)) {
		fputs(usage, stderr);
		return 64;
	}
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_DUMPABLE, 0);
	s.arena = arena_new();
	done = fail_run(run, &s, &f);
	if (!done)
		fprintf(stderr, "regulars-worker: %s\n", f.message);
	arena_free(s.arena);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
