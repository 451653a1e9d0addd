/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags as people type them, in one order. */
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/text.h"
#include "catalog/inside.h"

enum { TAGS_TYPED_MAX = 100 };

/* Where the next tag ends; *skip: the bytes of the comma there. */
static size_t piece(const char *p, size_t *skip)
{
	static const char *const commas[] = { ",", "，", "、" };
	size_t len = strlen(p);

	*skip = 0;
	for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
		const char *at = strstr(p, commas[i]);

		if (at && (size_t)(at - p) < len) {
			len = (size_t)(at - p);
			*skip = strlen(commas[i]);
		}
	}
	return len;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_among(struct arena *a, const char *const *tags, size_t n, const char *tag)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(text_fold(a, tags[i]), text_fold(a, tag)))
			return true;
	return false;
}

size_t catalog_cut(struct arena *a, const char *text, const char **out, size_t max)
{
	size_t n = 0, skip = 0;

	for (const char *p = text ? text : ""; *p;) {
		size_t len = piece(p, &skip);
		char *word = text_clean(a, arena_strndup(a, p, len), true);

		p += len + skip;
		if (!word || !*word)
			continue;
		if (n == max)
			return max + 1;
		out[n++] = word;
	}
	return n;
}

const char *catalog_clean_tags(struct arena *a, const char *text)
{
	const char *all[TAGS_TYPED_MAX], *tags[TAGS_OF_PRODUCT];
	size_t n_all = catalog_cut(a, text, all, TAGS_TYPED_MAX), n = 0;
	struct buf b;

	if (n_all > TAGS_TYPED_MAX)
		return NULL;
	for (size_t i = 0; i < n_all; i++) {
		if (is_among(a, tags, n, all[i]))
			continue;
		if (n == TAGS_OF_PRODUCT || text_length(all[i]) > PRODUCT_TAG_CHARS)
			return NULL;
		tags[n++] = all[i];
	}
	qsort(tags, n, sizeof *tags, by_text);
	buf_init(&b, a);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", tags[i]);
	return b.p;
}
