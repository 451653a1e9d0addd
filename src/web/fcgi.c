/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's loop: one connection, one request at a time, never blocked for long by who holds the
 * other end. */
#include "web/fcgi.h"
#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/log.h"
#include "base/secret.h"
#include "web/interrupt.h"

enum {
	READ_SECONDS = 2,   /* a read that gets nothing */
	WRITE_SECONDS = 10, /* a write that gets nothing away */
	PARAMS_COUNT = 200,
	PARAMS_BYTES = 65536,
	RSS_EVERY = 64, /* requests between two looks at our size */
	RECORD_MAX = 65528,
};

enum { END_REQUEST = 3, STDOUT = 6 };

struct worker {
	const struct fcgi_options *o;
	void (*serve)(void *arg, const struct wire *w, struct buf *out);
	void *arg;
	struct arena *arena;
	FCGX_Request r;
	char id[17];
	bool input_read; /* to its end: nothing of the peer's is left in the socket */
};

static bool peer_is_known(int fd, uid_t peer_uid)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) != 0)
		return false;
	return peer.uid == peer_uid || peer.uid == geteuid();
}

/* A connection whose peer is ours and cannot hold us; -1: none this time. */
static int take_connection(const struct fcgi_options *o, const sigset_t *in_poll)
{
	struct pollfd p = { .fd = o->listener, .events = POLLIN };
	struct timeval in = { .tv_sec = READ_SECONDS }, out = { .tv_sec = WRITE_SECONDS };
	int fd;

	if (ppoll(&p, 1, NULL, in_poll) < 0)
		return -1;
	fd = accept4(o->listener, NULL, NULL, SOCK_CLOEXEC);
	if (fd < 0) {
		/* EAGAIN: another worker was faster. Out of descriptors or memory: not at full
		 * speed. */
		if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED)
			usleep(50000);
		return -1;
	}
	if (!peer_is_known(fd, o->peer_uid)) {
		close(fd);
		return -1;
	}
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &in, sizeof(in));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &out, sizeof(out));
	return fd;
}

static void add_record(struct buf *b, int type, int request_id, const void *p, size_t len)
{
	char header[8] = {
		1,        (char)type, (char)(request_id >> 8), (char)request_id, (char)(len >> 8),
		(char)len
	};

	buf_add(b, header, sizeof(header));
	buf_add(b, p, len);
}

static bool send_all(struct worker *w, const struct buf *b)
{
	/* A blocking send() gives up part of the way only at its time-out: the peer has stopped
	 * reading. */
	if (send(w->r.ipcFd, b->p, b->len, MSG_NOSIGNAL) == (ssize_t)b->len)
		return true;
	log_event(LOG_WARN_LEVEL, "answer not taken", LOG_TEXT("request", w->id));
	return false;
}

static void add_end(struct worker *w, struct buf *b)
{
	add_record(b, STDOUT, w->r.requestId, "", 0);
	add_record(b, END_REQUEST, w->r.requestId, "\0\0\0\0\0\0\0\0", 8);
}

/* libfcgi writes 8 KiB at a time; a page in one write is measurably faster. So the records of the
 * answer are made here. */
static void send_answer(struct worker *w, const char *p, size_t len)
{
	struct buf b;

	buf_init(&b, w->arena);
	buf_reserve(&b, len + len / RECORD_MAX * 8 + 64);
	for (size_t i = 0; i < len; i += RECORD_MAX)
		add_record(&b, STDOUT, w->r.requestId, p + i,
			   len - i < RECORD_MAX ? len - i : RECORD_MAX);
	add_end(w, &b);
	interrupt_output();
	send_all(w, &b);
}

/* Piece by piece: the size of a file is nothing to the size of a worker. A file that is shorter
 * than was said ends the connection, so that nobody takes the part for the whole. */
static void send_file(struct worker *w, const struct buf *head, const struct wire_file *f)
{
	char *piece = arena_alloc(w->arena, RECORD_MAX);
	uint64_t at = 0;
	struct buf b;

	buf_init(&b, w->arena);
	buf_reserve(&b, RECORD_MAX + 64);
	add_record(&b, STDOUT, w->r.requestId, head->p, head->len);
	interrupt_output();
	while (send_all(w, &b)) {
		size_t want = f->len - at < RECORD_MAX ? (size_t)(f->len - at) : RECORD_MAX;
		ssize_t n = pread(f->fd, piece, want, (off_t)at);

		if (n < 0 || (n == 0 && want > 0)) {
			log_event(LOG_ERROR_LEVEL, "file cut short", LOG_TEXT("request", w->id));
			return;
		}
		b.len = 0;
		if (n > 0)
			add_record(&b, STDOUT, w->r.requestId, piece, (size_t)n);
		at += (uint64_t)n;
		if (at < f->len)
			continue;
		add_end(w, &b);
		send_all(w, &b);
		return;
	}
}

static void refuse(struct worker *w, int status)
{
	struct response res;
	struct buf out;

	log_event(LOG_INFO_LEVEL, "request refused", LOG_TEXT("request", w->id),
		  LOG_INT("status", status));
	response_init(&res, w->arena);
	res.status = status;
	res.content_type = "text/plain; charset=utf-8";
	response_header(&res, "Cache-Control", "no-store");
	response_header(&res, "X-Content-Type-Options", "nosniff");
	if (status == 503)
		response_header(&res, "Retry-After", "5");
	buf_addf(&res.body, "%s\n%s\n", status_text(status), w->id);
	buf_init(&out, w->arena);
	response_print(&out, &res, false);
	send_answer(w, out.p, out.len);
}

/* Our id first, the peer's parameters after it, but none that claims to be the id. NULL: too many
 * or too long. */
static const char *const *collect_params(struct worker *w)
{
	static const char id_name[] = WIRE_REQUEST_ID "=";
	const char **v;
	size_t n = 0, bytes = 0, k = 0;

	for (; w->r.envp[n]; n++)
		bytes += strlen(w->r.envp[n]);
	if (n > PARAMS_COUNT || bytes > PARAMS_BYTES)
		return NULL;
	v = arena_array_of(w->arena, n + 2, const char *);
	v[k++] = arena_printf(w->arena, "%s%s", id_name, w->id);
	for (size_t i = 0; i < n; i++)
		if (strncmp(w->r.envp[i], id_name, sizeof(id_name) - 1) != 0)
			v[k++] = w->r.envp[i];
	return v;
}

/* The length the peer promises; -1: no number, or given twice. */
static long long content_length(const char *const *params)
{
	static const char name[] = "CONTENT_LENGTH=";
	const char *value = NULL;

	for (; *params; params++) {
		if (strncmp(*params, name, sizeof(name) - 1) != 0)
			continue;
		if (value)
			return -1;
		value = *params + sizeof(name) - 1;
	}
	if (!value || !*value)
		return 0;
	if (strspn(value, "0123456789") != strlen(value) || strlen(value) > 15)
		return -1;
	return strtoll(value, NULL, 10);
}

struct spooled {
	void *p;
	size_t len;
};

static void free_spooled(void *arg)
{
	struct spooled *s = arg;

	munmap(s->p, s->len);
}

/* Room for a large body in a file without a name, which the kernel writes out when it wants the
 * memory: a worker stays small. Its blocks are there before anything is written, for a full disk
 * would end the process later. */
static char *spool_body(struct worker *w, size_t len)
{
	int fd = open(w->o->spool_dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	struct spooled *s = arena_new_of(w->arena, struct spooled);
	int no_room = fd < 0 ? errno : posix_fallocate(fd, 0, (off_t)len);

	s->len = len;
	s->p = no_room ? MAP_FAILED : mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (fd >= 0)
		close(fd);
	if (s->p == MAP_FAILED)
		fail_as(FAIL_UNAVAILABLE, 0, "no room for a body of %zu bytes: %s", len,
			strerror(no_room ? no_room : errno));
	arena_defer(w->arena, free_spooled, s);
	return s->p;
}

/* A body cut short looks like a normal end of file: only the exact length and the end right after
 * it tell. */
static bool read_body(struct worker *w, struct wire *wire, size_t len)
{
	char *body = len > w->o->body_small && w->o->spool_dir ? spool_body(w, len + 1)
							       : arena_alloc(w->arena, len + 1);
	size_t got = 0;

	while (got < len) {
		int n = FCGX_GetStr(body + got, (int)(len - got), w->r.in);

		if (n <= 0)
			return false;
		got += (size_t)n;
	}
	body[len] = '\0';
	wire->body = body;
	wire->body_len = len;
	w->input_read = FCGX_GetChar(w->r.in) == EOF && FCGX_GetError(w->r.in) == 0;
	return w->input_read;
}

static bool is_too_large(const struct worker *w, const struct wire *wire, unsigned long long want)
{
	if (want > w->o->body_max)
		return true;
	return want > w->o->body_small && w->o->body_may &&
	       want > w->o->body_may(w->o->body_arg, wire);
}

static void serve_request(void *arg)
{
	struct worker *w = arg;
	struct wire_file file = { 0 };
	struct wire wire = { .params = collect_params(w), .file = &file };
	long long want = wire.params ? content_length(wire.params) : -1;
	struct buf out;

	if (want < 0) {
		refuse(w, 400);
	} else if (is_too_large(w, &wire, (unsigned long long)want)) {
		refuse(w, 413);
	} else if (!read_body(w, &wire, (size_t)want)) {
		refuse(w, 400);
	} else {
		interrupt_work(w->id);
		buf_init(&out, w->arena);
		w->serve(w->arg, &wire, &out);
		if (file.is_set)
			send_file(w, &out, &file);
		else
			send_answer(w, out.p, out.len);
	}
}

static void refuse_unavailable(void *arg)
{
	refuse(arg, 503);
}

/* What serve() lets through is no memory for the request itself: the answer is sent from what its
 * unwinding gave back. */
static void serve_or_say_why(struct worker *w)
{
	struct failure f;

	if (fail_run(serve_request, w, &f))
		return;
	log_event(LOG_ERROR_LEVEL, "request failed in the worker", LOG_TEXT("request", w->id),
		  LOG_TEXT("failure", f.message));
	arena_reset(w->arena);
	if (!fail_run(refuse_unavailable, w, &f))
		log_error("no answer could be made: %s", f.message);
}

/* libfcgi waits for the peer to close first, which spares TCP a reset. On a unix socket whose input
 * was read to the end nothing can be lost, so there we do not wait. */
static void end_connection(struct worker *w)
{
	if (w->input_read) {
		close(w->r.ipcFd);
		w->r.ipcFd = -1;
	}
	FCGX_Free(&w->r, w->r.ipcFd >= 0);
}

static void serve_connection(struct worker *w, int fd)
{
	snprintf(w->id, sizeof(w->id), "%016llx", (unsigned long long)secret_random64());
	if (w->o->started)
		w->o->started(w->o->arg, w->id);
	w->input_read = false;
	interrupt_input(fd);
	w->r.ipcFd = fd;
	/* Public fields: libfcgi finds a connection and does not accept one; kept over the clean-up
	 * it begins with. */
	w->r.keepConnection = 1;
	if (FCGX_Accept_r(&w->r) == 0) {
		serve_or_say_why(w);
		interrupt_output();
		end_connection(w);
	}
	interrupt_done();
	arena_reset(w->arena);
	if (w->o->started)
		w->o->started(w->o->arg, "");
}

static bool is_too_big(size_t rss_max)
{
	FILE *f = fopen("/proc/self/statm", "re");
	unsigned long pages = 0;

	if (!f)
		return false;
	if (fscanf(f, "%*u %lu", &pages) != 1)
		pages = 0;
	fclose(f);
	return pages * (unsigned long)sysconf(_SC_PAGESIZE) > rss_max;
}

/* Workers started together are not to be replaced together. */
static long request_share(long max)
{
	long tenth = max / 10;

	return max - tenth + (long)(secret_random64() % (uint64_t)(2 * tenth + 1));
}

int fcgi_serve(const struct fcgi_options *o,
	       void (*serve)(void *arg, const struct wire *w, struct buf *out), void *arg)
{
	struct worker w = { .o = o, .serve = serve, .arg = arg, .arena = arena_new() };
	long share = request_share(o->max_requests);
	sigset_t in_poll;

	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "200", 1);
	setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "200", 1);
	interrupt_init(&in_poll);
	/* No listener for libfcgi: after a connection that says nothing it would accept the next
	 * one itself, with no check of the peer and no time-outs. */
	if (FCGX_Init() != 0 || FCGX_InitRequest(&w.r, -1, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return 70;
	for (long n = 0; !interrupt_stopped() && n < share;) {
		int fd = take_connection(o, &in_poll);

		if (fd < 0)
			continue;
		serve_connection(&w, fd);
		if (++n % RSS_EVERY == 0 && is_too_big(o->rss_max))
			break;
	}
	arena_free(w.arena);
	return 0;
}
