/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided about options without looking anything up. */
#include <ctype.h>
#include <string.h>
#include "base/buf.h"
#include "catalog/option.h"

enum { CODE_CHARS = 40, PART_CHARS = 10 };

static bool is_taken(const struct product_option *wanted, uint64_t id)
{
	for (size_t i = 0; i < wanted->n; i++)
		if (wanted->values[i].id == id)
			return true;
	return false;
}

static bool same_en(const struct option_value *a, const struct option_value *b)
{
	return !strcmp(a->name_en, b->name_en);
}

static bool same_zh(const struct option_value *a, const struct option_value *b)
{
	return !strcmp(a->name_zh, b->name_zh);
}

static void match_by(const struct product_option *now, struct product_option *wanted,
		     bool (*same)(const struct option_value *a, const struct option_value *b))
{
	for (size_t i = 0; i < wanted->n; i++)
		for (size_t k = 0; k < now->n && !wanted->values[i].id; k++)
			if (same(&now->values[k], &wanted->values[i]) &&
			    !is_taken(wanted, now->values[k].id))
				wanted->values[i].id = now->values[k].id;
}

void option_match(const struct product_option *now, struct product_option *wanted)
{
	match_by(now, wanted, same_en);
	match_by(now, wanted, same_zh);
	for (size_t i = 0; i < wanted->n && i < now->n; i++)
		if (!wanted->values[i].id && !is_taken(wanted, now->values[i].id))
			wanted->values[i].id = now->values[i].id;
}

size_t option_combinations(const struct product_options *o)
{
	size_t n = o->n > 0 ? 1 : 0;

	for (size_t i = 0; i < o->n; i++)
		n *= o->v[i].n;
	return n;
}

void option_combination(const struct product_options *o, size_t k,
			const struct option_value *out[OPTIONS_MAX])
{
	for (size_t i = o->n; i > 0; i--) {
		const struct product_option *p = &o->v[i - 1];

		out[i - 1] = &p->values[k % p->n];
		k /= p->n;
	}
}

const char *option_words(struct arena *a, const struct product_options *o,
			 const struct option_value *const values[OPTIONS_MAX], bool zh)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < o->n; i++)
		buf_addf(&b, "%s%s", i ? " / " : "", zh ? values[i]->name_zh : values[i]->name_en);
	return b.p;
}

/* Its letters and digits, the others as one hyphen each run. */
static void add_part(struct buf *b, const char *name, size_t number)
{
	size_t before = b->len, n = 0;
	bool gap = true;

	for (const char *p = name; *p && n < PART_CHARS; p++) {
		bool fits = isalnum((unsigned char)*p) && (unsigned char)*p < 0x80;

		if (fits && gap)
			buf_addch(b, '-');
		if (fits) {
			buf_addch(b, (char)toupper((unsigned char)*p));
			n++;
		}
		gap = !fits && n > 0;
	}
	if (b->len == before)
		buf_addf(b, "-%zu", number);
}

const char *option_code(struct arena *a, const char *product, const struct product_options *o,
			const struct option_value *const values[OPTIONS_MAX], int again)
{
	struct buf b;

	buf_init(&b, a);
	buf_adds(&b, product);
	for (size_t i = 0; i < o->n; i++)
		add_part(&b, values[i]->name_en, (size_t)(values[i] - o->v[i].values) + 1);
	if (again <= 1)
		return strlen(b.p) > CODE_CHARS ? arena_strndup(a, b.p, CODE_CHARS) : b.p;
	return arena_printf(a, "%.*s-%d", CODE_CHARS - 4, b.p, again);
}

const char *option_text(struct arena *a, const struct product_options *o, bool zh)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < o->n; i++) {
		const struct product_option *p = &o->v[i];

		buf_addf(&b, "%s%s: ", i ? "; " : "", zh ? p->name_zh : p->name_en);
		for (size_t k = 0; k < p->n; k++)
			buf_addf(&b, "%s%s", k ? ", " : "",
				 zh ? p->values[k].name_zh : p->values[k].name_en);
	}
	return b.len ? b.p : "";
}
