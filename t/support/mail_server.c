/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server is a program of its own; its first line is its port. */
#include "support/mail_server.h"

#include <arpa/inet.h>
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/file.h"
#include "support/folder.h"
#include "support/skip.h"

#define PYTHON "/usr/bin/python3" /* Debian's own: its packages are in no other */

static void certificate(struct arena *a, const char *folder)
{
	const char *command = arena_printf(
		a,
		"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
		"-subj /CN=localhost -addext subjectAltName=DNS:localhost "
		"-keyout %s/key.pem -out %s/cert.pem 2>/dev/null",
		folder, folder);

	ck_assert_int_eq(system(command), 0);
}

static char *script(struct arena *a)
{
	const char *source = getenv("REGULARS_TEST_SOURCE");

	return arena_printf(a, "%s/t/support/mail_server.py", source ? source : ".");
}

static void need_server(struct arena *a)
{
	if (access(script(a), R_OK) != 0)
		skip("REGULARS_TEST_SOURCE does not name the source");
	if (system(PYTHON " -c 'import aiosmtpd' 2>/dev/null") != 0)
		skip("python3-aiosmtpd is not installed");
}

_Noreturn static void become(const char *program, const char *folder, const char *tls,
			     const char *account, int out)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	dup2(out, STDOUT_FILENO);
	execl(PYTHON, "python3", program, folder, tls, account, NULL);
	_exit(127);
}

static int read_port(int in)
{
	FILE *f = fdopen(in, "r");
	int port = 0;

	ck_assert_ptr_nonnull(f);
	ck_assert_msg(fscanf(f, "%d", &port) == 1, "the mail server does not start");
	fclose(f);
	return port;
}

struct mail_server mail_server_start(struct arena *a, const char *tls, const char *account)
{
	struct mail_server s = { .folder = support_folder(a) };
	int line[2];

	need_server(a);
	certificate(a, s.folder);
	ck_assert_int_eq(pipe(line), 0);
	if (fork() == 0)
		become(script(a), s.folder, tls, account, line[1]);
	close(line[1]);
	s.port = read_port(line[0]);
	return s;
}

int mail_server_silent(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(listen(fd, 8), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &size), 0);
	return ntohs(at.sin_port);
}

const char *mail_server_taken(struct arena *a, const struct mail_server *s, int nth)
{
	return file_read(a, arena_printf(a, "%s/%d.taken", s->folder, nth), NULL);
}
