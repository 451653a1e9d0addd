/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Route patterns: "/o/{number}" against a decoded path, segment by segment. */
#include "base/fail.h"
#include "web/web.h"

#define CAPTURE_MAX 128

static size_t segment_length(const char *s)
{
	return strcspn(s, "/");
}

bool route_match(const char *pattern, const char *path, struct arena *a,
		 const char *out[REQUEST_PATH_PARAMS])
{
	struct {
		const char *p;
		size_t len;
	} capture[REQUEST_PATH_PARAMS];
	size_t n = 0;

	while (*pattern == '/' && *path == '/') {
		size_t want = segment_length(++pattern), have = segment_length(++path);

		if (*pattern == '{') {
			if (have < 1 || have > CAPTURE_MAX)
				return false;
			if (n == REQUEST_PATH_PARAMS)
				fail("route pattern with too many captures: %s", pattern);
			capture[n].p = path;
			capture[n++].len = have;
		} else if (want != have || memcmp(pattern, path, want) != 0) {
			return false;
		}
		pattern += want;
		path += have;
	}
	if (*pattern || *path)
		return false;
	/* Copied only now: most rows of the route table do not match. */
	for (size_t i = 0; i < n; i++)
		out[i] = arena_strndup(a, capture[i].p, capture[i].len);
	return true;
}
