/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One load for all: random paths of a file, orders to place, or answers to a survey, over kept
 * connections. Costs the machine little, and the same for a small body and a large one; every
 * 1,000th body is looked at.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 256 * 1024, LOOK_EACH = 1000, TIMES_MAX = 1 << 22, QUERY_MAX = 2048 };

struct connection {
	int fd;
	char *room;
	size_t len, whole; /* read; head and body, 0 until the head is there */
	size_t head;
	int status;
	int64_t asked;
};

struct load {
	const char *kind, *first, *cookie;
	const char *word; /* stands in each good page of `page`; of `answer` the form's token */
	uint64_t second, seed, run;
	char **paths;
	size_t n_paths;
	uint64_t n, answered, errors, wrong;
	uint32_t *times; /* microseconds */
	size_t n_times;
	int port, epoll;
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "load: %s\n", what);
	exit(1);
}

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* xorshift64*: below `n`. */
static uint64_t below(struct load *l, uint64_t n)
{
	l->seed ^= l->seed >> 12;
	l->seed ^= l->seed << 25;
	l->seed ^= l->seed >> 27;
	return (l->seed * UINT64_C(2685821657736338717) >> 11) % n;
}

static void read_paths(struct load *l, const char *file)
{
	FILE *f = fopen(file, "r");
	char *line = NULL;
	size_t size = 0, room = 0;
	ssize_t n;

	if (!f)
		die("no file of paths");
	while ((n = getline(&line, &size, f)) > 0) {
		line[n - (line[n - 1] == '\n')] = '\0';
		if (l->n_paths == room) {
			room = room ? room * 2 : 1024;
			l->paths = realloc(l->paths, room * sizeof *l->paths);
			if (!l->paths)
				die("no memory");
		}
		l->paths[l->n_paths++] = strdup(line);
	}
	free(line);
	fclose(f);
	if (!l->n_paths)
		die("no paths");
}

static int order_query(struct load *l, char *out)
{
	unsigned sku = (unsigned)below(l, l->second - 2) + 1, who = (unsigned)below(l, 100000000);
	char body[1024];
	int n = snprintf(body, sizeof body,
			 "{\"contact\":{\"name\":\"Bench "
			 "%u\",\"phone\":\"139%08u\",\"email\":\"bench%u@mail.example\","
			 "\"province\":\"浙江省\",\"city\":\"杭州市\",\"district\":\"西湖区\","
			 "\"street\":\"文三路 %u 号\"},"
			 "\"lines\":[{\"sku\":\"BENCH-%u\",\"quantity\":2},{\"sku\":\"BENCH-%u\","
			 "\"quantity\":2},"
			 "{\"sku\":\"BENCH-%u\",\"quantity\":2}],\"payment_method\":\"cod\","
			 "\"lang\":\"zh-CN\"}",
			 sku, who, who, sku, sku, sku + 1, sku + 2);

	return snprintf(
		out, QUERY_MAX,
		"POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer "
		"%s\r\nContent-Type: application/json\r\nIdempotency-Key: %llx-%llx\r\n"
		"Content-Length: %d\r\n\r\n%s",
		l->port, l->first, (unsigned long long)l->run, (unsigned long long)l->n, n, body);
}

static int answer_query(struct load *l, char *out)
{
	char body[512];
	int n = snprintf(body, sizeof body, "csrf=%s&form_key=%llx-%llx&q=1&answer=%u", l->word,
			 (unsigned long long)l->run, (unsigned long long)l->n,
			 (unsigned)below(l, 11));

	return snprintf(out, QUERY_MAX,
			"POST /survey/%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n"
			"Sec-Fetch-Site: same-origin\r\nContent-Type: "
			"application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
			l->first, l->port, l->cookie, n, body);
}

static int query(struct load *l, char *out)
{
	if (!strcmp(l->kind, "answer"))
		return answer_query(l, out);
	if (!strcmp(l->kind, "place"))
		return order_query(l, out);
	if (!strncmp(l->kind, "floor", 5))
		return snprintf(out, QUERY_MAX,
				"GET /floor/%s/%llu HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n",
				strcmp(l->kind, "floor") ? "list" : "one",
				(unsigned long long)below(l, strtoull(l->first, NULL, 10)) + 1,
				l->port);
	return snprintf(out, QUERY_MAX, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s%s%s\r\n",
			l->paths[below(l, l->n_paths)], l->port, l->cookie ? "Cookie: " : "",
			l->cookie ? l->cookie : "", l->cookie ? "\r\n" : "");
}

static void ask(struct load *l, struct connection *c)
{
	char out[QUERY_MAX];
	int n;

	l->n++;
	n = query(l, out);
	c->len = c->whole = 0;
	c->asked = now();
	/* A query is smaller than any socket's buffer. */
	if (send(c->fd, out, (size_t)n, MSG_NOSIGNAL) != n)
		die("a query could not be sent");
}

static void open_connection(struct load *l, struct connection *c)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)l->port) };
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&to, sizeof to) ||
	    epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &e))
		die("no connection");
	ask(l, c);
}

static int count(const char *text, const char *what)
{
	int n = 0;

	for (const char *p = text; (p = strstr(p, what)); p++)
		n++;
	return n;
}

/* A body that is what was asked for; an answer leads to the next question. */
static bool is_good(const struct load *l, const struct connection *c, const char *body, size_t len)
{
	if (!strcmp(l->kind, "answer"))
		return c->status == 303 && strcasestr(c->room, "/survey/");
	if (l->word)
		return strstr(body, "</html>") && strstr(body, l->word);
	if (!strcmp(l->kind, "floor"))
		return len == 3072 && !strncmp(body, "<p>", 3) && strstr(body, " payload ");
	if (!strcmp(l->kind, "floor_list"))
		return len == 61440 && count(body, "<p>") >= 1;
	if (!strcmp(l->kind, "place"))
		return strstr(body, "\"number\":\"R-") && strstr(body, "\"tracking_url\"");
	if (l->cookie)
		return strstr(body, "</html>") && (strstr(body, ">R-") || strstr(body, "C-"));
	return strstr(body, "</html>") && strstr(body, "<h1>") && count(body, "id=\"p-") >= 2;
}

static void answered(struct load *l, struct connection *c)
{
	const char *body = c->room + c->head;

	l->answered++;
	if (c->status >= 400) {
		l->errors++;
	} else if (l->answered % LOOK_EACH == 0 && !is_good(l, c, body, c->whole - c->head)) {
		if (!l->wrong++)
			fprintf(stderr, "unexpected body: %.400s\n", body);
	}
	if (l->n_times < TIMES_MAX)
		l->times[l->n_times++] = (uint32_t)(now() - c->asked);
}

/* The head: status and length of the body. */
static void read_head(struct connection *c)
{
	char *end = strstr(c->room, "\r\n\r\n"), *length;

	if (!end)
		return;
	c->head = (size_t)(end + 4 - c->room);
	c->status = atoi(c->room + 9);
	*end = '\0';
	length = strcasestr(c->room, "\r\nContent-Length:");
	if (!length)
		die("an answer without its length");
	c->whole = c->head + strtoull(length + 17, NULL, 10);
	if (c->whole >= ROOM)
		die("an answer that is too long");
}

/* True when the connection has to be opened again. */
static bool readable(struct load *l, struct connection *c)
{
	ssize_t n = recv(c->fd, c->room + c->len, ROOM - 1 - c->len, MSG_DONTWAIT);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (n <= 0) {
		/* nginx closes a kept connection after its number of requests, between two. */
		if (c->len)
			l->errors++;
		return true;
	}
	c->len += (size_t)n;
	c->room[c->len] = '\0';
	if (!c->whole)
		read_head(c);
	if (c->whole && c->len >= c->whole) {
		bool closing = strcasestr(c->room, "\r\nConnection: close") != NULL;

		answered(l, c);
		if (closing)
			return true;
		ask(l, c);
	}
	return false;
}

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void report(struct load *l, int64_t took)
{
	if (!l->n_times)
		die("no answer");
	qsort(l->times, l->n_times, sizeof *l->times, by_size);
	printf("rate %.1f p50 %.2f p99 %.2f requests %llu errors %llu wrong %llu\n",
	       (double)l->answered * 1e6 / (double)took, l->times[l->n_times / 2] / 1e3,
	       l->times[l->n_times / 100 * 99] / 1e3, (unsigned long long)l->answered,
	       (unsigned long long)l->errors, (unsigned long long)l->wrong);
}

static void drive(struct load *l, struct connection *all, int n, double seconds)
{
	int64_t start = now(), end = start + (int64_t)(seconds * 1e6);
	struct epoll_event events[64];

	for (int i = 0; i < n; i++)
		open_connection(l, &all[i]);
	while (now() < end) {
		int got = epoll_wait(l->epoll, events, 64, 1000);

		for (int i = 0; i < got; i++) {
			struct connection *c = events[i].data.ptr;

			if (readable(l, c)) {
				close(c->fd);
				open_connection(l, c);
			}
		}
	}
	report(l, now() - start);
}

int main(int argc, char **argv)
{
	struct load l = { 0 };
	int connections;
	struct connection *all;

	if (argc < 6)
		die("usage: load PORT CONNECTIONS SECONDS track FILE | desk FILE COOKIE | floor "
		    "ROWS | floor_list ROWS | place KEY SKUS | page FILE COOKIE|- WORD | answer "
		    "CODE COOKIE TOKEN");
	l.port = atoi(argv[1]);
	connections = atoi(argv[2]);
	l.kind = argv[4];
	l.first = argv[5];
	l.second = argc > 6 ? strtoull(argv[6], NULL, 10) : 0;
	l.cookie = argc > 6 && !strcmp(l.kind, "desk") ? argv[6] : NULL;
	if (argc > 7 && (!strcmp(l.kind, "page") || !strcmp(l.kind, "answer"))) {
		l.cookie = strcmp(argv[6], "-") ? argv[6] : NULL;
		l.word = argv[7];
	}
	if (getrandom(&l.seed, sizeof l.seed, 0) != sizeof l.seed)
		die("no random numbers");
	l.seed |= 1;
	l.run = l.seed;
	if (!strcmp(l.kind, "track") || !strcmp(l.kind, "desk") || !strcmp(l.kind, "page"))
		read_paths(&l, l.first);
	else if (!strcmp(l.kind, "place") && l.second < 3)
		die("place wants a number of SKUs");
	l.epoll = epoll_create1(EPOLL_CLOEXEC);
	l.times = malloc(sizeof *l.times * TIMES_MAX);
	all = calloc((size_t)connections, sizeof *all);
	if (l.epoll < 0 || !l.times || !all)
		die("no memory");
	for (int i = 0; i < connections; i++) {
		all[i].room = malloc(ROOM);
		if (!all[i].room)
			die("no memory");
	}
	drive(&l, all, connections, strtod(argv[3], NULL));
	return 0;
}
