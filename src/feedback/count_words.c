/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes that a shop adds words to, and its lists as the reader learns them. */
#include <string.h>
#include "feedback/count.h"

const char *const own_class_word[OWN_CLASSES] = { "word",        "packaging", "delivery",
						  "quality",     "price",     "service",
						  "description", "ordering",  "positive",
						  "negative",    "small" };

char *own_lists_text(struct arena *a, const char *const lists[OWN_CLASSES])
{
	struct buf b;

	buf_init(&b, a);
	buf_addf(&b, "# the shop's own\n");
	for (int i = 0; i < OWN_CLASSES; i++) {
		if (!lists[i] || !*lists[i])
			continue;
		buf_addf(&b, "%s\t", own_class_word[i]);
		for (const char *p = lists[i]; *p; p++)
			buf_addch(&b, *p == '\n' ? '|' : *p == '\t' || *p == '\r' ? ' ' : *p);
		buf_addch(&b, '\n');
	}
	return b.p;
}
