/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The site map. The first row that fits wins: fixed paths stand above those with a {capture}.
 *
 * method   GET answers HEAD too
 * path     below base_path; {captures} are req->path_param[0…]
 * face     PAGE: HTML, or the same tree as JSON for `Accept: application/json`; API: JSON alone;
 * BOTH access   who may enter, and for STAFF the permission unsafe   KEY: one effect per
 * idempotency key; NATURAL: harmless when repeated; NO: GET body     bytes at most queries
 * statements at most, with START and COMMIT, without those that find the session handler  four
 * steps: input, use case, view, answer */
#include "routes.h"

#include <string.h>
#include "home.h"

#define FORM 65536 /* what an ordinary form or JSON body may hold */

/* clang-format off */
#define PAGE(m, path, access, perm, unsafe, body, queries, fn) \
	{ METHOD_##m, path, FACE_PAGE, ACCESS_##access, perm, UNSAFE_##unsafe, body, queries, fn }
#define API(m, path, access, perm, unsafe, body, queries, fn) \
	{ METHOD_##m, path, FACE_API, ACCESS_##access, perm, UNSAFE_##unsafe, body, queries, fn }
#define ANY 0	/* no permission of its own */

const struct route routes[] = {
	/* the house */
	PAGE(GET,  "/",            PUBLIC,   ANY, NO,      0,    0, home_get),
	PAGE(GET,  "/desk",        PUBLIC,   ANY, NO,      0,    0, home_desk_get),
	PAGE(POST, "/preferences", PUBLIC,   ANY, NATURAL, 4096, 0, home_preferences_post),
	API (GET,  "/healthz",     PUBLIC,   ANY, NO,      0,    0, home_health_get),
	API (GET,  "/readyz",      LOOPBACK, ANY, NO,      0,    1, home_ready_get),
};
/* clang-format on */

const size_t route_count = sizeof routes / sizeof routes[0];

static bool fits(const struct route *r, struct request *req)
{
	return route_match(r->path, req->path, req->arena, req->path_param);
}

const struct route *route_find(struct request *req, unsigned *allowed)
{
	enum method wanted = req->method == METHOD_HEAD ? METHOD_GET : req->method;

	*allowed = 0;
	for (size_t i = 0; i < route_count; i++)
		if (routes[i].method == wanted && fits(&routes[i], req))
			return &routes[i];
	for (size_t i = 0; i < route_count; i++)
		if (fits(&routes[i], req))
			*allowed |= 1U << routes[i].method;
	if (*allowed & 1U << METHOD_GET)
		*allowed |= 1U << METHOD_HEAD;
	if (*allowed)
		*allowed |= 1U << METHOD_OPTIONS;
	return NULL;
}
