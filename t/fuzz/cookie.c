/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds the cookie parser. What it keeps may be set again as it is. */
#include <stdint.h>
#include <stdlib.h>
#include "web/web.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	char *header = malloc(size + 1);
	struct params p;

	if (size)
		memcpy(header, data, size);
	header[size] = '\0';
	cookies_parse(a, header, &p);
	for (size_t i = 0; i < p.n; i++) {
		struct cookie c = { .name = p.v[i].name, .value = p.v[i].value, .max_age = -1 };
		struct response res;

		response_init(&res, a);
		response_cookie(&res, "", &c);
	}
	arena_free(a);
	free(header);
	return 0;
}
