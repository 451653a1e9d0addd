/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds the percent-decoder and the parser of pairs. What they let through is UTF-8 without NUL,
 * and encoded again it is the same. */
#include <stdint.h>
#include <stdlib.h>
#include "base/text.h"
#include "web/web.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

static void check_pairs(struct arena *a, const struct params *p)
{
	struct params again;
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < p->n; i++) {
		require(text_is_utf8(p->v[i].name, strlen(p->v[i].name)));
		require(text_is_utf8(p->v[i].value, strlen(p->v[i].value)));
		if (i)
			buf_addch(&b, '&');
		url_encode(&b, p->v[i].name);
		buf_addch(&b, '=');
		url_encode(&b, p->v[i].value);
	}
	require(params_parse(a, b.p, b.len, &again) == WEB_OK);
	require(again.n == p->n);
	for (size_t i = 0; i < p->n; i++) {
		require(!strcmp(p->v[i].name, again.v[i].name));
		require(!strcmp(p->v[i].value, again.v[i].value));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Exactly as long as the input: the sanitizer sees a byte read too many. */
	char *text = malloc(size ? size : 1);
	struct arena *a = arena_new();
	struct params p;
	char *path;

	if (size)
		memcpy(text, data, size);
	if (params_parse(a, text, size, &p) == WEB_OK)
		check_pairs(a, &p);
	path = url_decode(a, text, size, false);
	require(!path || text_is_utf8(path, strlen(path)));
	require(!path || !url_is_local(path) ||
		(path[0] == '/' && path[1] != '/' && path[1] != '\\'));
	arena_free(a);
	free(text);
	return 0;
}
