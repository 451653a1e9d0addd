/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the listening socket: made, taken over, refused. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include "base/fail.h"
#include "rows.h"
#include "support/folder.h"
#include "web/fcgi.h"

static struct arena *a;
static char *path;

static void set_up(void)
{
	a = arena_new();
	path = arena_printf(a, "%s/web socket", support_folder(a));
	/* Nothing is handed over unless a test does so. */
	ck_assert_int_ge(open("/dev/null", O_RDONLY), 0);
	ck_assert_int_eq(dup2(open("/dev/null", O_RDONLY), 0), 0);
}

static void tear_down(void)
{
	arena_free(a);
}

struct listening {
	const char *path;
	int fd;
};

static void do_listen(void *arg)
{
	struct listening *l = arg;

	l->fd = fcgi_listen(l->path, 0660, 16);
}

static int can_connect(void)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), r;

	memcpy(addr.sun_path, path, strlen(path) + 1);
	r = connect(fd, (struct sockaddr *)&addr, sizeof(addr));
	close(fd);
	return r == 0;
}

START_TEST(listens_with_the_mode_asked_for)
{
	struct stat st;
	int fd = fcgi_listen(path, 0660, 16);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777u, 0660);
	ck_assert(fcntl(fd, F_GETFL) & O_NONBLOCK);
	ck_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	ck_assert(can_connect());
	close(fd);
}
END_TEST

START_TEST(replaces_a_stale_socket)
{
	close(fcgi_listen(path, 0600, 16));
	ck_assert(!can_connect());
	fcgi_listen(path, 0600, 16);
	ck_assert(can_connect());
}
END_TEST

START_TEST(leaves_a_socket_somebody_serves)
{
	struct listening l = { path, fcgi_listen(path, 0600, 16) };
	struct failure f;

	ck_assert(!fail_run(do_listen, &l, &f));
	ck_assert_ptr_nonnull(strstr(f.message, "in use"));
	ck_assert(can_connect());
}
END_TEST

START_TEST(leaves_a_file_that_is_no_socket)
{
	struct listening l = { path, -1 };
	struct failure f;

	close(open(path, O_CREAT | O_WRONLY, 0600));
	ck_assert(!fail_run(do_listen, &l, &f));
	ck_assert_int_eq(access(path, F_OK), 0);
}
END_TEST

static const char *const bad_path[] = {
	"/nowhere/web.sock",
	"",
	"/tmp/"
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	"aaa"
	"aaaaaaaaaa",
};

START_TEST(says_what_is_wrong_with_a_path)
{
	struct listening l = { bad_path[_i], -1 };
	struct failure f;

	ck_assert(!fail_run(do_listen, &l, &f));
}
END_TEST

START_TEST(takes_descriptor_0)
{
	struct stat st;
	int fd = fcgi_listen(path, 0600, 16);

	ck_assert_int_eq(dup2(fd, 0), 0);
	close(fd);
	ck_assert_int_eq(fcgi_listen("/nowhere/x", 0600, 16), 0);
	ck_assert_int_eq(stat("/nowhere/x", &st), -1);
}
END_TEST

START_TEST(takes_systemd_s_socket)
{
	int fd = fcgi_listen(path, 0600, 16);
	char pid[20];

	ck_assert_int_eq(dup2(fd, 3), 3);
	snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	setenv("LISTEN_PID", pid, 1);
	setenv("LISTEN_FDS", "1", 1);
	ck_assert_int_eq(fcgi_listen("/nowhere/x", 0600, 16), 3);
	ck_assert_ptr_null(getenv("LISTEN_FDS"));
}
END_TEST

START_TEST(refuses_tcp)
{
	struct listening l = { path, -1 };
	struct failure f;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert_int_eq(listen(fd, 1), 0);
	ck_assert_int_eq(dup2(fd, 0), 0);
	ck_assert(!fail_run(do_listen, &l, &f));
	ck_assert_ptr_nonnull(strstr(f.message, "not a unix socket"));
}
END_TEST

Suite *web_listen_suite(void)
{
	Suite *s = suite_create("web_listen");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, listens_with_the_mode_asked_for);
	tcase_add_test(tc, replaces_a_stale_socket);
	tcase_add_test(tc, leaves_a_socket_somebody_serves);
	tcase_add_test(tc, leaves_a_file_that_is_no_socket);
	add_rows(tc, says_what_is_wrong_with_a_path, bad_path);
	tcase_add_test(tc, takes_descriptor_0);
	tcase_add_test(tc, takes_systemd_s_socket);
	tcase_add_test(tc, refuses_tcp);
	suite_add_tcase(s, tc);
	return s;
}
