/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floor under a look-up: libfcgi behind the same nginx, one prepared SELECT by primary key, one
 * page of 3 KB. Nothing a shop needs. */
#include <fcgiapp.h>
#include <mariadb/mysql.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 3072 };

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "floor_web: %s\n", what);
	exit(1);
}

static void serve(int listener, const char *db_socket)
{
	const char sql[] = "SELECT payload FROM bench_floor WHERE id = ?";
	char payload[256], page[PAGE + 512];
	unsigned long length = 0;
	long long id = 0;
	MYSQL *m = mysql_init(NULL);
	MYSQL_BIND in = { .buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &id };
	MYSQL_BIND out = { .buffer_type = MYSQL_TYPE_STRING,
			   .buffer = payload,
			   .buffer_length = sizeof payload,
			   .length = &length };
	MYSQL_STMT *st;
	FCGX_Request r;

	if (!m || !mysql_real_connect(m, "localhost", "root", "", "regulars", 0, db_socket, 0))
		die("no database");
	st = mysql_stmt_init(m);
	if (!st || mysql_stmt_prepare(st, sql, sizeof sql - 1) || mysql_stmt_bind_param(st, &in) ||
	    mysql_stmt_bind_result(st, &out))
		die("no statement");
	if (FCGX_Init() || FCGX_InitRequest(&r, listener, 0))
		die("no FastCGI");
	while (FCGX_Accept_r(&r) == 0) {
		const char *uri = FCGX_GetParam("REQUEST_URI", r.envp),
			   *last = uri ? strrchr(uri, '/') : NULL;
		int n;
		id = last ? atoll(last + 1) : 0;
		length = 0;
		if (mysql_stmt_execute(st) || mysql_stmt_store_result(st))
			die("statement failed");
		if (mysql_stmt_fetch(st) != 0)
			length = 0;
		mysql_stmt_free_result(st);
		n = snprintf(page, sizeof page,
			     "Content-Type: text/html; charset=utf-8\r\nContent-Length: "
			     "%d\r\n\r\n<p>%lld %.*s</p>",
			     PAGE, id, (int)length, payload);
		n = (int)(strstr(page, "\r\n\r\n") + 4 - page) + PAGE;
		memset(page + strlen(page), 'x', (size_t)n - strlen(page));
		FCGX_PutStr(page, n, r.out);
		FCGX_Finish_r(&r);
	}
}

int main(int argc, char **argv)
{
	int workers = argc > 3 ? atoi(argv[3]) : 4, listener;

	if (argc < 3)
		die("usage: floor_web SOCKET DB_SOCKET [WORKERS]");
	unlink(argv[1]);
	listener = FCGX_OpenSocket(argv[1], 1024);
	if (listener < 0)
		die("no socket");
	chmod(argv[1], 0666);
	for (int i = 0; i < workers; i++) {
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			serve(listener, argv[2]);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	return 0;
}
