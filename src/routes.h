/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The site map: one const table. What a handler needs is a column and is done before it runs. */
#ifndef REGULARS_ROUTES_H
#define REGULARS_ROUTES_H

#include <stdbool.h>
#include <stddef.h>
#include "permission.h"
#include "web/web.h"

enum face {
	FACE_PAGE = 1, /* HTML for browsers; the tree for Accept: application/json */
	FACE_API = 2,  /* JSON only, problems as RFC 9457, bearer key */
	FACE_BOTH = 3,
};
enum access_kind {
	ACCESS_NONE, /* not a route: an empty row fails the table's test */
	ACCESS_PUBLIC,
	ACCESS_CUSTOMER, /* a signed-in customer */
	ACCESS_ORDER,  /* the order's own: its signed link, or the signed-in customer it belongs to;
			  the handler proves it */
	ACCESS_LINK,   /* whoever knows the address: it proves itself, so no cookie and no token of
			  ours  is asked for, and the body is not looked at; the handler proves it */
	ACCESS_STAFF,  /* signed-in staff, second factor done, or an API key, with the permission */
	ACCESS_MEMBER, /* signed-in staff whatever their role, and no program: their own account */
	ACCESS_LOOPBACK, /* monitoring on this machine */
};
enum unsafe_kind {
	UNSAFE_NO,      /* GET */
	UNSAFE_KEY,     /* one effect per idempotency key */
	UNSAFE_NATURAL, /* idempotent by its own nature (sign-in, carrier events) */
};
struct route {
	enum method method;
	const char *path;
	enum face face;
	enum access_kind access;
	enum permission permission; /* ACCESS_STAFF */
	enum unsafe_kind unsafe;
	size_t body_max;
	unsigned queries; /* statements at most, with START and COMMIT, without the session's own */
	void (*handler)(struct request *req, struct response *res);
	bool proof; /* unsafe, and worth more than a browser left open: people prove themselves
		       again when their second factor was too long ago */
	const char *repeats; /* names in the query that may be given again and again, a space
				between; NULL: none */
};
#define PATH_MAX_SEGMENTS 8

extern const struct route routes[];
extern const size_t route_count;
/* The route of method and path (HEAD finds GET). NULL: none; *allowed then lists the methods the
 * path has (bit set), 0 for an unknown path. */
const struct route *route_find(struct request *req, unsigned *allowed);

#endif
