/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to another program, as careful as a stranger's address needs; for the files of hook/
 * alone. */
#ifndef REGULARS_HOOK_HTTP_H
#define REGULARS_HOOK_HTTP_H

#include "hook/rules.h"

struct http_request {
	const char *url;
	const char *const *headers; /* "name: value" */
	size_t n_headers;
	const char *body;
};
struct http_answer {
	int status; /* 0: there was none */
	int64_t retry_after;
	int ms;
	const char *error;  /* why there was none; NULL */
	const char *answer; /* how it began; NULL: empty */
};
/* POSTs it: no redirects, no proxy, to an address that was looked at before and is kept to. Never
 * fails for what the other side does. */
struct http_answer http_post(struct arena *a, const struct config *c, const struct http_request *r);

#endif
