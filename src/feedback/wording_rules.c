/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placeholders of reply templates. Pure: no I/O, no clock. */
#include <string.h>
#include "base/buf.h"
#include "feedback/wording.h"

enum { NAME, ORDER, PLACES };
static const char *const place[PLACES] = { [NAME] = "{name}", [ORDER] = "{order}" };

static int place_at(const char *p)
{
	for (int i = 0; i < PLACES; i++)
		if (!strncmp(p, place[i], strlen(place[i])))
			return i;
	return -1;
}

const char *wording_fill(struct arena *a, const char *body, const struct wording_facts *f)
{
	struct buf b;

	buf_init(&b, a);
	while (*body) {
		size_t len = strcspn(body, "{");
		int is;

		buf_add(&b, body, len);
		body += len;
		is = *body ? place_at(body) : -1;
		if (is >= 0) {
			buf_adds(&b, is == NAME ? f->name : f->order);
			body += strlen(place[is]);
		} else if (*body) {
			buf_add(&b, body++, 1);
		}
	}
	return b.p ? b.p : "";
}

const char *wording_unknown(struct arena *a, const char *body)
{
	for (const char *p = strchr(body, '{'); p; p = strchr(p + 1, '{')) {
		size_t len = 1 + strcspn(p + 1, "{} \n");

		if (p[len] == '}' && place_at(p) < 0)
			return arena_strndup(a, p, len + 1);
	}
	return NULL;
}
