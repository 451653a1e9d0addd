/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to another program, as careful as a stranger's address needs: for webhooks and for
 * the ways messages go. */
#ifndef REGULARS_CALL_CALL_H
#define REGULARS_CALL_CALL_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/config.h"

enum { CALL_URL = 500 };

struct call_request {
	const char *url;
	const char *const *headers; /* "name: value" */
	size_t n_headers;
	const char *body;
};
struct call_answer {
	int status; /* 0: there was none */
	int64_t retry_after;
	int ms;
	const char *error;  /* why there was none; NULL */
	const char *answer; /* how it began, for people; NULL: empty */
	const char
		*body; /* as it came, for programs, no more than 16 KB of it; "" where none did */
};
/* POSTs it: no redirects, no proxy, to an address that was looked at before and is kept to. Never
 * fails for what the other side does. */
struct call_answer call_post(struct arena *a, const struct config *c, const struct call_request *r);

/* ---- where to (call/address_rules.c): pure ---- */
/* An address of the world's network, where everybody may be; not one's own, nor one with another
 * address inside. */
bool call_is_global4(const uint8_t a[4]);
bool call_is_global6(const uint8_t a[16]);
bool call_is_global(const struct sockaddr *a);
/* https, a host, port 443, no name or password. `local`: also http, and any port. */
struct call_target {
	const char *url; /* as it is called */
	const char *host, *port;
	bool is_literal; /* the host is an address itself */
};
bool call_read_url(struct arena *a, const char *url, bool local, struct call_target *out)
	__attribute__((warn_unused_result));

#endif
