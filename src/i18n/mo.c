/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads compiled gettext catalogues of either byte order, trusting nothing in them. */
#include <string.h>
#include "base/text.h"
#include "i18n/inside.h"

#define MO_MAGIC         UINT32_C(0x950412de)
#define MO_MAGIC_SWAPPED UINT32_C(0xde120495)
#define MO_HEADER        20
#define MO_CONTEXT_END   '\004'

struct span {
	const char *s;
	size_t len;
};

static uint32_t number_at(const struct mo *mo, size_t at)
{
	uint32_t v;

	memcpy(&v, mo->p + at, sizeof v);
	return mo->swapped ? __builtin_bswap32(v) : v;
}

/* The i-th string of a table. No checks: mo_open made them. */
static struct span string_at(const struct mo *mo, uint32_t table, uint32_t i)
{
	size_t row = table + (size_t)i * 8;

	return (struct span){ (const char *)mo->p + number_at(mo, row + 4), number_at(mo, row) };
}

static bool table_fits(const struct mo *mo, uint32_t table)
{
	return table >= MO_HEADER && table <= mo->len && (mo->len - table) / 8 >= mo->n;
}

static const char *check_string(const struct mo *mo, uint32_t table, uint32_t i)
{
	size_t row = table + (size_t)i * 8;
	size_t len = number_at(mo, row), at = number_at(mo, row + 4);

	if (at >= mo->len || len >= mo->len - at)
		return "a string lies outside the file";
	if (mo->p[at + len] != '\0')
		return "a string has no end";
	return NULL;
}

static int compare(struct span a, struct span b)
{
	int c = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);

	return c ? c : (a.len > b.len) - (a.len < b.len);
}

static const char *check_entry(const struct mo *mo, uint32_t i)
{
	const char *why = check_string(mo, mo->originals, i);
	struct span to;

	if (!why)
		why = check_string(mo, mo->translations, i);
	if (why)
		return why;
	to = string_at(mo, mo->translations, i);
	for (size_t at = 0; at <= to.len; at += strlen(to.s + at) + 1) {
		if (!text_is_utf8(to.s + at, strlen(to.s + at)))
			return "a translation is not UTF-8";
	}
	if (i && compare(string_at(mo, mo->originals, i - 1), string_at(mo, mo->originals, i)) >= 0)
		return "the messages are not sorted";
	return NULL;
}

static const char *check_entries(const struct mo *mo)
{
	const char *head;
	size_t len;

	for (uint32_t i = 0; i < mo->n; i++) {
		const char *why = check_entry(mo, i);

		if (why)
			return why;
	}
	head = mo_find(mo, NULL, "", &len);
	if (!head)
		return "it has no header";
	if (!strstr(head, "charset=UTF-8"))
		return "its header does not say charset=UTF-8";
	return NULL;
}

const char *mo_open(struct mo *mo, const void *p, size_t len)
{
	uint32_t magic = 0;

	*mo = (struct mo){ .p = p, .len = len };
	if (len < MO_HEADER)
		return "it is too short";
	memcpy(&magic, p, sizeof magic);
	if (magic != MO_MAGIC && magic != MO_MAGIC_SWAPPED)
		return "it is no catalogue";
	mo->swapped = magic == MO_MAGIC_SWAPPED;
	if (number_at(mo, 4) >> 16 > 1)
		return "its format is newer than known";
	mo->n = number_at(mo, 8);
	mo->originals = number_at(mo, 12);
	mo->translations = number_at(mo, 16);
	if (!table_fits(mo, mo->originals) || !table_fits(mo, mo->translations))
		return "a table lies outside the file";
	return check_entries(mo);
}

/* Orders (context, message) against a stored key "context \4 message", without building the key. */
static int compare_key(struct span context, struct span msg, struct span key)
{
	struct span rest = key;
	int c;

	if (context.s) {
		size_t n = context.len < key.len ? context.len : key.len;

		c = memcmp(context.s, key.s, n);
		if (c)
			return c;
		if (key.len <= context.len)
			return 1;
		if (key.s[n] != MO_CONTEXT_END)
			return MO_CONTEXT_END < (unsigned char)key.s[n] ? -1 : 1;
		rest = (struct span){ key.s + n + 1, key.len - n - 1 };
	}
	/* A plural message stands behind the singular one; the singular alone is the key. */
	rest.len = strnlen(rest.s, rest.len);
	return compare(msg, rest);
}

const char *mo_find(const struct mo *mo, const char *context, const char *msg, size_t *len)
{
	struct span ctx = { context, context ? strlen(context) : 0 }, want = { msg, strlen(msg) };
	uint32_t low = 0, high = mo->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int c = compare_key(ctx, want, string_at(mo, mo->originals, middle));

		if (c == 0) {
			struct span found = string_at(mo, mo->translations, middle);

			*len = found.len;
			return found.s;
		}
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
