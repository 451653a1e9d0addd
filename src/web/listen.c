/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The listening socket: handed over by systemd or as descriptor 0, else made at a path. Unix
 * sockets only: their permissions and the check of the peer's user guard the worker, and TCP has
 * neither. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include "base/fail.h"
#include "web/fcgi.h"

#define SYSTEMD_FD 3

static int checked(int fd)
{
	int listening = 0, domain = 0;
	socklen_t len = sizeof(int);
	int flags = fcntl(fd, F_GETFL);

	if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &len) != 0 || !listening)
		fail("descriptor %d is not a listening socket", fd);
	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) != 0 || domain != AF_UNIX)
		fail("descriptor %d is not a unix socket", fd);
	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 ||
	    fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
		fail("descriptor %d: %s", fd, strerror(errno));
	return fd;
}

static bool systemd_passes(void)
{
	const char *pid = getenv("LISTEN_PID"), *fds = getenv("LISTEN_FDS");

	if (!pid || !fds || strtol(pid, NULL, 10) != (long)getpid())
		return false;
	if (strcmp(fds, "1") != 0)
		fail("LISTEN_FDS is %s: exactly one socket is wanted", fds);
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	return true;
}

static bool is_socket(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISSOCK(st.st_mode);
}

/* True: somebody answers there. */
static bool is_served(const struct sockaddr_un *addr)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int r, error;

	if (fd < 0)
		fail("socket: %s", strerror(errno));
	r = connect(fd, (const struct sockaddr *)addr, sizeof(*addr));
	error = errno;
	close(fd);
	return r == 0 || error != ECONNREFUSED;
}

static void remove_stale(const struct sockaddr_un *addr)
{
	struct stat st;

	if (lstat(addr->sun_path, &st) != 0) {
		if (errno == ENOENT)
			return;
		fail("%s: %s", addr->sun_path, strerror(errno));
	}
	if (!S_ISSOCK(st.st_mode))
		fail("%s: is there and is no socket", addr->sun_path);
	if (is_served(addr))
		fail("%s: in use by another process", addr->sun_path);
	if (unlink(addr->sun_path) != 0)
		fail("%s: %s", addr->sun_path, strerror(errno));
}

static int listen_at(const char *path, mode_t mode, int backlog)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	mode_t mask;
	int fd, r;

	if (strlen(path) >= sizeof(addr.sun_path))
		fail("%s: a socket's path has at most %zu bytes, this one has %zu", path,
		     sizeof(addr.sun_path) - 1, strlen(path));
	memcpy(addr.sun_path, path, strlen(path) + 1);
	remove_stale(&addr);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		fail("socket: %s", strerror(errno));
	/* Nobody may connect between bind() and chmod(). */
	mask = umask(0177);
	r = bind(fd, (const struct sockaddr *)&addr, sizeof(addr));
	umask(mask);
	if (r != 0 || listen(fd, backlog) != 0 || chmod(path, mode) != 0) {
		int error = errno;

		close(fd);
		fail("%s: %s", path, strerror(error));
	}
	return fd;
}

int fcgi_listen(const char *path, mode_t mode, int backlog)
{
	/* Whoever started us with a socket meant it, whatever the configuration says. */
	if (systemd_passes())
		return checked(SYSTEMD_FD);
	if (is_socket(STDIN_FILENO))
		return checked(STDIN_FILENO);
	if (!path || !*path)
		fail("no socket: give --socket, or `socket` in the configuration");
	return listen_at(path, mode, backlog);
}
