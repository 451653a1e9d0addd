/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting the confined program: one file in, its sizes out, in a process that inherits nothing
 * else.
 */
#include "picture/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/log.h"

/* Above what the program is given, so that none is in another's way. */
enum { FD_ABOVE = 16, FIRST_OUT = 3, SAID = 100 };

char *picture_spool_path(const struct work *w, uint64_t id)
{
	return arena_printf(w->arena, "%s/spool/picture-%llu", w->app->config->var_dir,
			    (unsigned long long)id);
}

char *picture_asset(struct arena *a, const char *hash, enum picture_size size)
{
	return arena_printf(a, "media/%s.%s", hash, picture_shape[size].ending);
}

char *picture_media_path(const struct work *w, const char *hash, enum picture_size size)
{
	return arena_printf(w->arena, "%s/%s.%s", w->app->config->media_dir, hash,
			    picture_shape[size].ending);
}

static void close_file(void *arg)
{
	close(*(int *)arg);
}

/* Registered with the arena; closed by it. */
static int hold(struct work *w, int fd, const char *path)
{
	int *held = arena_new_of(w->arena, int);
	int above = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, FD_ABOVE);
	int error = errno;

	if (fd >= 0)
		close(fd);
	if (above < 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(error));
	*held = above;
	arena_defer(w->arena, close_file, held);
	return above;
}

/* nginx reads them, whoever it runs as. */
static int open_out(struct work *w, const char *path)
{
	int fd = hold(w, open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644), path);

	if (fchmod(fd, 0644) != 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	return fd;
}

struct making {
	struct work *w;
	struct picture_sizes sizes;
	int in, out[PICTURE_SIZES_MAX], said;
	const char *path[PICTURE_SIZES_MAX], *temporary[PICTURE_SIZES_MAX];
	pid_t child;
};

static void open_files(struct making *m, uint64_t id, const char *hash)
{
	const char *media = m->w->app->config->media_dir, *from = picture_spool_path(m->w, id);

	if (mkdir(media, 0755) == 0)
		(void)!chmod(media, 0755);
	m->in = hold(m->w, open(from, O_RDONLY | O_CLOEXEC), from);
	for (int i = 0; i < m->sizes.n; i++) {
		m->path[i] = picture_media_path(m->w, hash,
						(enum picture_size)((int)m->sizes.first + i));
		m->temporary[i] = arena_printf(m->w->arena, "%s.%ld", m->path[i], (long)getpid());
		m->out[i] = open_out(m->w, m->temporary[i]);
	}
}

static void start(struct making *m)
{
	const char *program = m->w->app->config->picture_program;
	char *argv[] = { "regulars-picture", arena_strdup(m->w->arena, m->sizes.word), NULL };
	char *envp[] = { NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	int ends[2], write_end, error;

	if (pipe2(ends, O_CLOEXEC) != 0)
		fail_as(FAIL_UNAVAILABLE, 0, "pipe: %s", strerror(errno));
	m->said = hold(m->w, ends[0], "pipe");
	write_end = hold(m->w, ends[1], "pipe");
	sigemptyset(&none);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, m->in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, write_end, STDOUT_FILENO);
	for (int i = 0; i < m->sizes.n; i++)
		posix_spawn_file_actions_adddup2(&actions, m->out[i], FIRST_OUT + i);
	error = posix_spawn(&m->child, program, &actions, &attributes, argv, envp);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	/* what is read below ends with the child's own end of the pipe */
	dup2(m->said, write_end);
	if (error)
		fail("%s: %s", program, strerror(error));
}

/* What it said, up to its end. */
static void hear(const struct making *m, char said[SAID])
{
	size_t n = 0;
	ssize_t got;

	while (n < SAID - 1 && (got = read(m->said, said + n, SAID - 1 - n)) != 0) {
		if (got < 0 && errno != EINTR)
			break;
		n += got > 0 ? (size_t)got : 0;
	}
	said[n] = '\0';
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			fail("waitpid: %s", strerror(errno));
	return status;
}

static enum picture_fault fault_said(const char *said)
{
	for (int i = PICTURE_FINE + 1; i < PICTURE_FAULT__MAX; i++)
		if (!strncmp(said, picture_fault_word[i], strlen(picture_fault_word[i])) &&
		    said[strlen(picture_fault_word[i])] == '\n')
			return (enum picture_fault)i;
	return PICTURE_DAMAGED;
}

struct picture_made picture_make(struct work *w, uint64_t id, const char *hash,
				 enum picture_use use)
{
	struct making m = { .w = w, .sizes = picture_sizes[use] };
	struct picture_made made = { PICTURE_FINE, 0, 0 };
	char said[SAID];
	int status;

	open_files(&m, id, hash);
	start(&m);
	hear(&m, said);
	status = wait_for(m.child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 ||
	    sscanf(said, "fine %d %d", &made.width, &made.height) != 2)
		made.fault = fault_said(said);
	if (WIFSIGNALED(status))
		log_event(LOG_WARN_LEVEL, "picture not decoded",
			  LOG_INT("signal", WTERMSIG(status)));
	for (int i = 0; i < m.sizes.n; i++) {
		if (made.fault != PICTURE_FINE)
			unlink(m.temporary[i]);
		else if (rename(m.temporary[i], m.path[i]) != 0)
			fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", m.path[i], strerror(errno));
	}
	return made;
}
