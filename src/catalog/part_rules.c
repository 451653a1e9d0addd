/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bundle is made of, as people type it, and what that comes to. Pure. */
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/money.h"
#include "base/text.h"
#include "catalog/part.h"

enum { WHOLE = 10000 };

/* Where the number of units begins; NULL: none is said. *skip: the bytes of the sign before it. */
static const char *find_sign(const char *word, size_t *skip)
{
	const char *star = strrchr(word, '*'), *times = strstr(word, "×");

	*skip = star ? 1 : strlen("×");
	return star ? star : times;
}

static bool read_part(struct arena *a, const char *word, struct part *out)
{
	size_t skip;
	const char *sign = find_sign(word, &skip);
	int64_t n = 1;

	*out = (struct part){ .code = word };
	if (sign) {
		const char *number = text_clean(a, sign + skip, true);

		out->code = text_clean(a, arena_strndup(a, word, (size_t)(sign - word)), true);
		if (!number || !text_to_i64(number, 1, PART_UNITS_MAX, &n))
			return false;
	}
	out->quantity = (int)n;
	return out->code && catalog_is_code(out->code);
}

static bool is_there(const struct parts *p, const char *code)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->v[i].code, code))
			return true;
	return false;
}

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct part *)a)->code, ((const struct part *)b)->code);
}

enum parts_refusal parts_read(struct arena *a, const char *own, const char *text, struct parts *out,
			      const char **which)
{
	const char *words[PARTS_MAX];
	size_t n = catalog_cut(a, text, words, PARTS_MAX);
	int units = 0;

	out->n = 0;
	*which = NULL;
	if (n > PARTS_MAX)
		return PARTS_TOO_MANY;
	for (size_t i = 0; i < n; i++) {
		struct part *p = &out->v[out->n];

		*which = words[i];
		if (!read_part(a, words[i], p))
			return PARTS_MALFORMED;
		*which = p->code;
		if (own && !strcmp(own, p->code))
			return PARTS_ITSELF;
		if (is_there(out, p->code))
			return PARTS_TWICE;
		units += p->quantity;
		out->n++;
	}
	qsort(out->v, out->n, sizeof *out->v, by_code);
	return units == 1 ? PARTS_TOO_FEW : PARTS_OK;
}

const char *parts_text(struct arena *a, const struct parts *p)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < p->n; i++) {
		buf_addf(&b, "%s%s", i ? ", " : "", p->v[i].code);
		if (p->v[i].quantity > 1)
			buf_addf(&b, "*%d", p->v[i].quantity);
	}
	return b.p;
}

bool parts_price(const struct parts *p, int64_t less_bp, int64_t *unit_milli)
{
	int64_t sum = 0, one;

	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].unit_milli > INT64_MAX / (PART_UNITS_MAX * PARTS_MAX))
			return false;
		one = p->v[i].unit_milli * p->v[i].quantity;
		if (!money_add(sum, one, &sum))
			return false;
	}
	if (!money_scale(sum, WHOLE - less_bp, (int64_t)WHOLE * MONEY_MILLI, unit_milli))
		return false;
	*unit_milli *= MONEY_MILLI;
	return true;
}
