/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is called by name in a note. Pure: no I/O, no clock. */
#include <string.h>
#include "base/text.h"
#include "order/order.h"

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_of_word(char c)
{
	c = small(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* How much of the text the name is, by n of its bytes; 0: it does not stand there, or goes on. */
static size_t length_at(const char *at, const char *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!at[i] || small(at[i]) != small(name[i]))
			return 0;
	return n > 0 && is_of_word(name[n - 1]) && is_of_word(at[n]) ? 0 : n;
}

static size_t longest(const char *at, const struct staff_member *m)
{
	size_t by_name = m->name ? length_at(at, m->name, strlen(m->name)) : 0;
	size_t by_address = length_at(at, m->email, strcspn(m->email, "@"));

	return by_name > by_address ? by_name : by_address;
}

/* Behind an @ of either width. */
static const char *after_at(const char *p)
{
	static const char wide[] = "＠";

	if (*p == '@')
		return p + 1;
	return text_starts_with(p, wide) ? p + sizeof wide - 1 : NULL;
}

size_t mention_find(const char *note, const struct staff_member *all, size_t n, bool *named)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		named[i] = false;
	for (const char *p = note; *p; p++) {
		const char *at = after_at(p);
		size_t best = 0;

		/* an address is no call */
		if (!at || (p > note && is_of_word(p[-1])))
			continue;
		for (size_t i = 0; i < n; i++)
			best = longest(at, &all[i]) > best ? longest(at, &all[i]) : best;
		for (size_t i = 0; best > 0 && i < n; i++)
			if (longest(at, &all[i]) == best && !named[i]) {
				named[i] = true;
				found++;
			}
	}
	return found;
}
