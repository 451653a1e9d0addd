/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars-web: the FastCGI workers behind nginx. */
#include <errno.h>
#include <getopt.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "app.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/fail.h"
#include "base/log.h"
#include "master.h"
#include "quota.h"
#include "web/fcgi.h"

enum {
	BODY_MAX = 51 << 20,
	BODY_SMALL = WEB_FORM_MAX,
	MAX_REQUESTS = 10000,
	RSS_MAX = 128 << 20,
	BACKLOG = 1024
};

struct web {
	struct arena *own; /* as long as the process */
	const char *config_path, *socket, *pid_file;
	int workers; /* 0: as configured */
	bool check;
	/* The configuration in use, and the one before while a reload is under way; each owns its
	 * arena. */
	struct arena *arena, *arena_before;
	const struct config *config, *config_before;
	uid_t peer_uid, peer_uid_before;
	int listener;
	struct quota *quota; /* shared by the workers */
	int status;
};

static const char usage[] =
	"Usage: regulars-web [OPTION]...\n"
	"Serve the shop to nginx over FastCGI.\n\n"
	"  --config FILE    configuration; else $REGULARS_CONFIG, else the installed place\n"
	"  --workers N      worker processes (1 to 64), else as configured\n"
	"  --socket PATH    unix socket to listen on, else as configured; a socket handed\n"
	"                   over by systemd or as descriptor 0 goes before both\n"
	"  --pid-file PATH  write the master's process id there\n"
	"  --check          read everything that is needed, report, serve nobody\n"
	"  --version        print the version\n"
	"  --help           print this\n\n"
	"Signals to the master: HUP replaces the workers one by one with the configuration\n"
	"read again; TERM and INT finish the requests in hand and end.\n";

/* ---- configuration ---- */

static uid_t find_peer(const char *name)
{
	const struct passwd *pw;

	if (!name || !*name)
		return geteuid();
	errno = 0;
	pw = getpwnam(name);
	if (!pw)
		fail("nginx_user %s: %s", name, errno ? strerror(errno) : "no such user");
	return pw->pw_uid;
}

static void load_config(void *arg)
{
	struct web *web = arg;

	web->config = config_load(web->arena, web->config_path);
	web->peer_uid = find_peer(web->config->nginx_user);
	if (geteuid() == 0 && !web->config->run_as_root)
		fail("started as root: run it as a user of its own");
}

static int worker_count(const struct web *web)
{
	return web->workers ? web->workers : web->config->workers;
}

static int reload(void *arg)
{
	struct web *web = arg;
	struct web next = *web;
	struct failure f;

	next.arena = arena_new();
	if (!fail_run(load_config, &next, &f)) {
		log_error("not reloaded: %s", f.message);
		arena_free(next.arena);
		return 0;
	}
	next.arena_before = web->arena;
	next.config_before = web->config;
	next.peer_uid_before = web->peer_uid;
	*web = next;
	return worker_count(web);
}

static void reloaded(void *arg, bool done)
{
	struct web *web = arg;

	if (done) {
		arena_free(web->arena_before);
	} else {
		arena_free(web->arena);
		web->arena = web->arena_before;
		web->config = web->config_before;
		web->peer_uid = web->peer_uid_before;
	}
	web->arena_before = NULL;
	web->config_before = NULL;
}

/* ---- a worker ---- */

struct worker {
	const struct web *web;
	struct master_slot *slot;
	struct arena *arena;
	int status;
};

static void serve(void *arg, const struct wire *w, struct buf *out)
{
	app_serve(arg, w, out);
}

static size_t body_may(void *arg, const struct wire *w)
{
	return app_body_may(arg, w);
}

static const char *spool_dir(struct arena *a, const struct config *c)
{
	const char *path = arena_printf(a, "%s/spool", c->var_dir);

	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		log_warn("%s: %s: no file can be taken", path, strerror(errno));
	return path;
}

static void note_request(void *arg, const char *id)
{
	struct master_slot *slot = arg;

	snprintf(slot->request_id, sizeof(slot->request_id), "%s", id);
}

static void work(void *arg)
{
	struct worker *w = arg;
	struct app *app = app_new(w->arena, w->web->config);
	struct fcgi_options o = {
		.listener = w->web->listener,
		.peer_uid = w->web->peer_uid,
		.body_max = BODY_MAX,
		.body_may = body_may,
		.body_small = BODY_SMALL,
		.body_arg = app,
		.spool_dir = spool_dir(w->arena, w->web->config),
		.max_requests = MAX_REQUESTS,
		.rss_max = RSS_MAX,
		.started = note_request,
		.arg = w->slot,
	};

	app->quota = w->web->config->throttle ? w->web->quota : NULL;
	master_ready(w->slot);
	w->status = fcgi_serve(&o, serve, app);
}

static int run_worker(void *arg, struct master_slot *slot)
{
	struct worker w = { .web = arg, .slot = slot, .arena = arena_new() };
	struct failure f;

	if (!fail_run(work, &w, &f)) {
		log_error("worker: %s", f.message);
		w.status = EXIT_FAILURE;
	}
	arena_free(w.arena);
	return w.status;
}

/* ---- the master ---- */

static void write_pid_file(const char *path)
{
	FILE *f = fopen(path, "we");

	if (!f || fprintf(f, "%ld\n", (long)getpid()) < 0 || fclose(f) != 0)
		fail("%s: %s", path, strerror(errno));
}

/* The path is ours to remove only while it still is the socket we made. */
static void remove_socket(const char *path, const struct stat *made)
{
	struct stat st;

	if (lstat(path, &st) == 0 && st.st_ino == made->st_ino && st.st_dev == made->st_dev)
		unlink(path);
}

static void run_master(struct web *web)
{
	/* A copy: a reload frees the configuration this one stands in. */
	const char *path = arena_strdup(web->own, web->socket ? web->socket : web->config->socket);
	/* Where nginx is another user, everybody may connect and the check of the peer's user
	 * decides. */
	mode_t mode = web->peer_uid == geteuid() ? 0660 : 0666;
	struct master_options o = {
		.workers = worker_count(web),
		.run = run_worker,
		.reload = reload,
		.reloaded = reloaded,
		.arg = web,
	};
	struct stat made = { 0 };

	web->listener = fcgi_listen(path, mode, BACKLOG);
	if (path && lstat(path, &made) != 0)
		made.st_ino = 0;
	if (web->pid_file)
		write_pid_file(web->pid_file);
	web->quota = quota_new();
	web->status = master_run(&o);
	quota_free(web->quota);
	close(web->listener);
	if (made.st_ino)
		remove_socket(path, &made);
	if (web->pid_file)
		unlink(web->pid_file);
}

static void run(void *arg)
{
	struct web *web = arg;

	web->arena = arena_new();
	load_config(web);
	if (web->check) {
		app_new(web->arena, web->config);
		puts("regulars-web: all is well");
	} else {
		run_master(web);
	}
}

static void take_workers(struct web *web, const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*text < '1' || *text > '9' || *end || n > MASTER_WORKERS_MAX) {
		fprintf(stderr, "regulars-web: --workers %s: a number from 1 to %d is wanted\n",
			text, MASTER_WORKERS_MAX);
		exit(64);
	}
	web->workers = (int)n;
}

static void take_options(struct web *web, int argc, char **argv)
{
	static const struct option option[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "workers", required_argument, NULL, 'w' },
		{ "socket", required_argument, NULL, 's' },
		{ "pid-file", required_argument, NULL, 'p' },
		{ "check", no_argument, NULL, 'k' },
		{ "version", no_argument, NULL, 'V' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "", option, NULL)) != -1) {
		switch (c) {
		case 'c':
			web->config_path = optarg;
			break;
		case 'w':
			take_workers(web, optarg);
			break;
		case 's':
			web->socket = optarg;
			break;
		case 'p':
			web->pid_file = optarg;
			break;
		case 'k':
			web->check = true;
			break;
		case 'V':
			puts("regulars-web " PACKAGE_VERSION);
			exit(0);
		case 'h':
			fputs(usage, stdout);
			exit(0);
		default:
			exit(64);
		}
	}
	if (optind < argc) {
		fprintf(stderr, "regulars-web: %s: not an option; --help lists them\n",
			argv[optind]);
		exit(64);
	}
}

int main(int argc, char **argv)
{
	struct web web = { .own = arena_new() };
	struct failure f;

	take_options(&web, argc, argv);
	if (!fail_run(run, &web, &f)) {
		fprintf(stderr, "regulars-web: %s\n", f.message);
		web.status = EXIT_FAILURE;
	}
	arena_free(web.arena);
	arena_free(web.own);
	return web.status;
}
