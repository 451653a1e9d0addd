/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The FastCGI listener and the worker's loop; the only place that knows libfcgi. */
#ifndef REGULARS_WEB_FCGI_H
#define REGULARS_WEB_FCGI_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include "base/buf.h"
#include "web/web.h"

struct fcgi_options {
	int listener;    /* a listening socket, non-blocking */
	uid_t peer_uid;  /* whose connections are served, besides our own */
	size_t body_max; /* more is 413 before anything is read */
	/* What this request may send, when it is more than body_small; NULL: body_max. */
	size_t (*body_may)(void *arg, const struct wire *w);
	size_t body_small;
	void *body_arg;
	/* Where bodies above body_small lie while they are looked at, in files that have no name;
	 * NULL: in memory. */
	const char *spool_dir;
	long max_requests; /* then the worker returns, to be replaced; +-10 % */
	size_t rss_max;    /* bytes; likewise */
	/* Told of each request's start, and of its end with an empty id: the master's shared slot
	 * for crash reports. NULL: nobody. */
	void (*started)(void *arg, const char *request_id);
	void *arg;
};

/* Serves until TERM, HUP or its share of requests. serve() gets one request with its whole body and
 * fills *out with the complete answer, which is sent in one piece, or with its head where the body
 * is a file; it must not fail(). Returns the worker's exit status. */
int fcgi_serve(const struct fcgi_options *o,
	       void (*serve)(void *arg, const struct wire *w, struct buf *out), void *arg);

/* Listener from systemd (LISTEN_FDS), else descriptor 0 where that is a listening unix socket, else
 * made at the path (mode 0660 or 0666, stale one replaced only when nobody answers on it). fail()s
 * with what is wrong: path over 107 bytes, folder missing, in use, not a unix socket. */
int fcgi_listen(const char *path, mode_t mode, int backlog);

#endif
