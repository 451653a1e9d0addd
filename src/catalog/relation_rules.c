/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of related products as people type them. Pure. */
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "catalog/relation.h"

const char *const relation_word[RELATION__MAX] = {
	[RELATION_NEEDS] = "needs",
	[RELATION_GOES_WITH] = "goes_with",
	[RELATION_REPLACES] = "replaces",
};

static bool is_there(const struct relations *r, const char *code)
{
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->v[i].code, code))
			return true;
	return false;
}

static enum relation_refusal add(const char *own, enum relation kind, const char *code,
				 struct relations *out)
{
	if (own && !strcmp(own, code))
		return RELATION_ITSELF;
	if (is_there(out, code))
		return RELATION_TWICE;
	out->v[out->n].kind = kind;
	out->v[out->n].code = code;
	out->v[out->n++].id = 0;
	return RELATION_OK;
}

enum relation_refusal relation_read(struct arena *a, const char *own,
				    const char *const lists[RELATION__MAX], struct relations *out,
				    struct relation_answer *why)
{
	out->n = 0;
	for (int k = 0; k < RELATION__MAX; k++) {
		const char *codes[RELATED_MAX];
		size_t n = catalog_cut(a, lists[k], codes, RELATED_MAX);

		*why = (struct relation_answer){ .kind = (enum relation)k };
		if (n > RELATED_MAX)
			return RELATION_TOO_MANY;
		for (size_t i = 0; i < n; i++) {
			enum relation_refusal r = add(own, (enum relation)k, codes[i], out);

			why->code = codes[i];
			if (r != RELATION_OK)
				return r;
		}
	}
	return RELATION_OK;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *relation_text(struct arena *a, const struct relations *r, enum relation kind)
{
	const char *codes[RELATED_MAX];
	size_t n = 0;
	struct buf b;

	for (size_t i = 0; i < r->n && n < RELATED_MAX; i++)
		if (r->v[i].kind == kind)
			codes[n++] = r->v[i].code;
	qsort(codes, n, sizeof *codes, by_text);
	buf_init(&b, a);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", codes[i]);
	return b.p;
}
