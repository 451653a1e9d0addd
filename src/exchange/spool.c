/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the spool that a task writes step by step. */
#include "exchange/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fail.h"

char *spool_path(const struct work *w, const char *below_var)
{
	return arena_printf(w->arena, "%s/%s", w->app->config->var_dir, below_var);
}

static void close_file(void *arg)
{
	close(*(int *)arg);
}

int spool_open_at(struct work *w, const char *below_var, int64_t bytes)
{
	const char *path = spool_path(w, below_var);
	int *fd = arena_new_of(w->arena, int);

	mkdir(spool_path(w, "spool"), 0700);
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*fd < 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	arena_defer(w->arena, close_file, fd);
	if (ftruncate(*fd, (off_t)bytes) != 0 || lseek(*fd, 0, SEEK_END) != (off_t)bytes)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	return *fd;
}

void spool_write(int fd, const struct buf *b)
{
	for (size_t at = 0; at < b->len;) {
		ssize_t n = write(fd, b->p + at, b->len - at);

		if (n < 0 && errno != EINTR)
			fail_as(FAIL_UNAVAILABLE, 0, "spool: %s", strerror(errno));
		at += n > 0 ? (size_t)n : 0;
	}
}
