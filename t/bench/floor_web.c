/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floors, libfcgi behind the same nginx, nothing a shop needs: under a look-up one prepared
 * SELECT by primary key and a page of 3 KB, under a list one SELECT of 50 rows along an index and a
 * page of 60 KB. */
#include <fcgiapp.h>
#include <mariadb/mysql.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 3072, LIST_PAGE = 60 * 1024, ROOM = LIST_PAGE + 512 };

struct floor {
	MYSQL *m;
	MYSQL_STMT *one, *list;
	long long asked, id;
	char payload[256], page[ROOM];
	unsigned long length;
	size_t n;
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "floor_web: %s\n", what);
	exit(1);
}

static MYSQL_STMT *prepare(struct floor *f, const char *sql)
{
	MYSQL_BIND in = { .buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &f->asked };
	MYSQL_BIND out[2] = { { .buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &f->id },
			      { .buffer_type = MYSQL_TYPE_STRING,
				.buffer = f->payload,
				.buffer_length = sizeof f->payload,
				.length = &f->length } };
	MYSQL_STMT *st = mysql_stmt_init(f->m);

	if (!st || mysql_stmt_prepare(st, sql, strlen(sql)) || mysql_stmt_bind_param(st, &in) ||
	    mysql_stmt_bind_result(st, out))
		die("no statement");
	return st;
}

static void connect_to(struct floor *f, const char *db_socket)
{
	f->m = mysql_init(NULL);
	if (!f->m ||
	    !mysql_real_connect(f->m, "localhost", "root", "", "regulars", 0, db_socket, 0))
		die("no database");
	f->one = prepare(f, "SELECT id, payload FROM bench_floor WHERE id = ?");
	f->list = prepare(f,
			  "SELECT id, payload FROM bench_floor WHERE id >= ? ORDER BY id LIMIT 50");
}

/* The rows into the page, which is filled up to its size. */
static void answer(struct floor *f, MYSQL_STMT *st, size_t size, FCGX_Request *r)
{
	size_t head;

	if (mysql_stmt_execute(st) || mysql_stmt_store_result(st))
		die("statement failed");
	head = (size_t)snprintf(f->page, ROOM,
				"Content-Type: text/html; charset=utf-8\r\nContent-Length: "
				"%zu\r\n\r\n",
				size);
	f->n = head;
	while (mysql_stmt_fetch(st) == 0)
		f->n += (size_t)snprintf(f->page + f->n, ROOM - f->n, "<p>%lld %.*s</p>", f->id,
					 (int)f->length, f->payload);
	mysql_stmt_free_result(st);
	memset(f->page + f->n, 'x', head + size - f->n);
	FCGX_PutStr(f->page, (int)(head + size), r->out);
	FCGX_Finish_r(r);
}

static void serve(int listener, const char *db_socket)
{
	static struct floor f;
	FCGX_Request r;

	connect_to(&f, db_socket);
	if (FCGX_Init() || FCGX_InitRequest(&r, listener, 0))
		die("no FastCGI");
	while (FCGX_Accept_r(&r) == 0) {
		const char *uri = FCGX_GetParam("REQUEST_URI", r.envp),
			   *last = uri ? strrchr(uri, '/') : NULL;
		bool list = uri && strstr(uri, "/list/");

		f.asked = last ? atoll(last + 1) : 0;
		answer(&f, list ? f.list : f.one, list ? LIST_PAGE : PAGE, &r);
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
