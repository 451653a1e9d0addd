/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One process that accepts, one more for each connection; what they share says whether a COMMIT was
 * spoilt yet. */
#include "support/proxy.h"

#include <check.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct relay {
	int client, server;
	enum proxy_act act;
	bool *spoilt; /* shared by all connections */
};

static struct sockaddr_un address(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
	return a;
}

static bool pass(int to, const char *p, ssize_t n)
{
	while (n > 0) {
		ssize_t sent = send(to, p, (size_t)n, MSG_NOSIGNAL);

		if (sent <= 0)
			return false;
		p += sent;
		n -= sent;
	}
	return true;
}

/* False: the connection is to end here. */
static bool spoil(const struct relay *r, const char *p, ssize_t n)
{
	char answer[4096];

	*r->spoilt = true;
	if (r->act == PROXY_CUT_BEFORE)
		return false;
	if (r->act == PROXY_HOLD)
		sleep(5);
	if (!pass(r->server, p, n))
		return false;
	return r->act == PROXY_HOLD || read(r->server, answer, sizeof answer) < 0;
}

static bool step(const struct relay *r, struct pollfd p[2])
{
	char bytes[65536];

	if (poll(p, 2, -1) < 0)
		return false;
	for (int i = 0; i < 2; i++) {
		ssize_t n;

		if (!p[i].revents)
			continue;
		n = read(p[i].fd, bytes, sizeof bytes);
		if (n <= 0)
			return false;
		if (i == 0 && !*r->spoilt && memmem(bytes, (size_t)n, "\3COMMIT", 7))
			return spoil(r, bytes, n);
		if (!pass(p[1 - i].fd, bytes, n))
			return false;
	}
	return true;
}

_Noreturn static void serve(const struct relay *r)
{
	struct pollfd p[2] = { { .fd = r->client, .events = POLLIN },
			       { .fd = r->server, .events = POLLIN } };

	while (step(r, p))
		;
	_exit(0);
}

_Noreturn static void accept_all(int listener, const char *server, enum proxy_act act, bool *spoilt)
{
	struct sockaddr_un a = address(server);

	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		struct relay r = { .client = accept(listener, NULL, NULL),
				   .act = act,
				   .spoilt = spoilt };

		if (r.client < 0)
			_exit(1);
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			r.server = socket(AF_UNIX, SOCK_STREAM, 0);
			if (connect(r.server, (struct sockaddr *)&a, sizeof a) != 0)
				_exit(1);
			serve(&r);
		}
		close(r.client);
	}
}

const volatile bool *proxy_start(const char *path, const char *server, enum proxy_act act)
{
	struct sockaddr_un a = address(path);
	bool *spoilt = mmap(NULL, sizeof *spoilt, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	ck_assert_ptr_ne(spoilt, MAP_FAILED);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&a, sizeof a), 0);
	ck_assert_int_eq(listen(listener, 16), 0);
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		accept_all(listener, server, act, spoilt);
	}
	close(listener);
	return spoilt;
}
