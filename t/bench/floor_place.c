/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floor under placing an order: the transaction alone, straight from C, on plain tables. Ten
 * statements: the order, three lines, a payment, a message, three guarded stock updates in SKU
 * order, COMMIT. No HTTP, no customer, no event, no idempotency, no page. Under an answer to a
 * survey likewise: a row of who answered, one of what, COMMIT. */
#include <mariadb/mysql.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS_MAX = 64, STATEMENTS = 5, SKUS = 10000 };

static const char *const sql[STATEMENTS] = {
	"INSERT INTO bench_order (id, number, customer_id, total, placed_at) VALUES "
	"(?,?,?,?,UTC_TIMESTAMP(6))",
	"INSERT INTO bench_line (order_id, position, sku_id, quantity, amount) VALUES (?,?,?,?,?)",
	"INSERT INTO bench_payment (order_id, amount) VALUES (?,?)",
	"INSERT INTO bench_outbox (order_id, kind) VALUES (?,?)",
	"UPDATE bench_stock SET qty = qty - ? WHERE id = ? AND qty >= ?",
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "floor_place: %s\n", what);
	exit(1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run(MYSQL_STMT *st, const long long *v, unsigned n)
{
	MYSQL_BIND b[8];

	memset(b, 0, sizeof b);
	for (unsigned i = 0; i < n; i++) {
		b[i].buffer_type = MYSQL_TYPE_LONGLONG;
		b[i].buffer = (void *)(size_t)&v[i];
	}
	if (mysql_stmt_bind_param(st, b) || mysql_stmt_execute(st))
		die(mysql_stmt_error(st));
}

static void place(MYSQL *m, MYSQL_STMT **st, long long id, unsigned *seed)
{
	int sku = rand_r(seed) % (SKUS - 3) + 1;

	if (mysql_query(m, "START TRANSACTION"))
		die(mysql_error(m));
	run(st[0], (long long[]){ id, id, rand_r(seed) % 100000, 15600 }, 4);
	for (int i = 0; i < 3; i++)
		run(st[1], (long long[]){ id, i + 1, sku + i, 2, 5200 }, 5);
	run(st[2], (long long[]){ id, 15600 }, 2);
	run(st[3], (long long[]){ id, 1 }, 2);
	for (int i = 0; i < 3; i++)
		run(st[4], (long long[]){ 2, sku + i, 2 }, 3);
	if (mysql_query(m, "COMMIT"))
		die(mysql_error(m));
}

static void answer(MYSQL *m, MYSQL_STMT **st, long long id, unsigned *seed)
{
	if (mysql_query(m, "START TRANSACTION"))
		die(mysql_error(m));
	run(st[0], (long long[]){ id, id, rand_r(seed) % 100000, 0 }, 4);
	run(st[1], (long long[]){ id, 1, 1, rand_r(seed) % 11, 0 }, 5);
	if (mysql_query(m, "COMMIT"))
		die(mysql_error(m));
}

static long client(const char *socket, int who, double until,
		   void (*act)(MYSQL *m, MYSQL_STMT **st, long long id, unsigned *seed))
{
	MYSQL *m = mysql_init(NULL);
	MYSQL_STMT *st[STATEMENTS];
	unsigned seed = (unsigned)who + 1;
	long n = 0;

	if (!m || !mysql_real_connect(m, "localhost", "root", "", "regulars", 0, socket, 0))
		die("no database");
	for (int i = 0; i < STATEMENTS; i++) {
		st[i] = mysql_stmt_init(m);
		if (!st[i] || mysql_stmt_prepare(st[i], sql[i], strlen(sql[i])))
			die(mysql_error(m));
	}
	for (; now() < until; n++)
		act(m, st, ((long long)time(NULL) << 32 | (long long)who << 24 | (n & 0xffffff)),
		    &seed);
	mysql_close(m);
	return n;
}

int main(int argc, char **argv)
{
	long *done = mmap(NULL, sizeof(long) * CLIENTS_MAX, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0),
	     total = 0;
	int clients = argc > 2 ? atoi(argv[2]) : 4;
	double seconds = argc > 3 ? atof(argv[3]) : 5, until = now() + seconds;
	bool answers = argc > 4 && !strcmp(argv[4], "answer");

	if (argc < 2 || clients < 1 || clients > CLIENTS_MAX || done == MAP_FAILED)
		die("usage: floor_place DB_SOCKET [CLIENTS [SECONDS [answer]]]");
	for (int i = 0; i < clients; i++) {
		if (fork() == 0) {
			done[i] = client(argv[1], i, until, answers ? answer : place);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	for (int i = 0; i < clients; i++)
		total += done[i];
	printf("%.1f\n", (double)total / seconds);
	return 0;
}
