/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes whole files. */
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fail.h"

#define FILE_MAX_BYTES (64 << 20)

static char *read_all(struct arena *a, int fd, size_t *len)
{
	struct stat st;
	size_t n = 0;
	char *p;

	if (fstat(fd, &st) < 0)
		return NULL;
	if (!S_ISREG(st.st_mode) || st.st_size > FILE_MAX_BYTES) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EFBIG;
		return NULL;
	}
	p = arena_alloc(a, (size_t)st.st_size + 1);
	while (n < (size_t)st.st_size) {
		ssize_t got = read(fd, p + n, (size_t)st.st_size - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return NULL;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	p[n] = '\0';
	if (len)
		*len = n;
	return p;
}

char *file_read(struct arena *a, const char *path, size_t *len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), was;
	char *p;

	if (fd < 0)
		return NULL;
	p = read_all(a, fd, len);
	was = errno;
	close(fd);
	errno = was;
	return p;
}

static void close_file(void *arg)
{
	close(*(int *)arg);
}

void file_keep(struct arena *a, const char *path, const void *p, size_t len)
{
	int *fd = arena_new_of(a, int);
	const char *at = p;

	*fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (*fd < 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	arena_defer(a, close_file, fd);
	while (len > 0) {
		ssize_t n = write(*fd, at, len);

		if (n < 0 && errno != EINTR) {
			unlink(path);
			fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
		}
		at += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
}
