/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed with a new order: postcodes by country, and the source its note speaks of. Pure.
 */
#include <string.h>
#include "base/text.h"
#include "base/utf8.h"
#include "order/order.h"

/* ---- postcodes ---- */

static const struct {
	char country[3];
	const char *lengths; /* digits, each a character */
} postcodes[] = {
	{ "AT", "4" }, { "AU", "4" }, { "BE", "4" },   { "CH", "4" },  { "CN", "6" },
	{ "DE", "5" }, { "DK", "4" }, { "ES", "5" },   { "FR", "5" },  { "IN", "6" },
	{ "IT", "5" }, { "JP", "7" }, { "KR", "5" },   { "NO", "4" },  { "PL", "5" },
	{ "RU", "6" }, { "SG", "6" }, { "TW", "356" }, { "US", "59" },
};

/* NULL: countries whose postcodes have letters, or that nobody told us of. */
static const char *lengths_of(const char *country)
{
	for (size_t i = 0; country && i < sizeof postcodes / sizeof *postcodes; i++)
		if (text_equal_ci(postcodes[i].country, country))
			return postcodes[i].lengths;
	return NULL;
}

/* The digits of what was typed, wide ones too; false: there is something else between them than
 * space and hyphens, or too much. */
static bool read_digits(const char *s, char out[16], bool *plain)
{
	size_t n = 0;

	*plain = true;
	while (*s) {
		bool wide = (unsigned char)*s >= 0x80;
		char c = utf8_next_narrow(&s);

		if (c >= '0' && c <= '9' && n < 15) {
			out[n++] = c;
			*plain = *plain && !wide;
		} else if (c == ' ' || c == '-') {
			*plain = *plain && c == '-';
		} else {
			return false;
		}
	}
	out[n] = '\0';
	return true;
}

static bool has_length(const char *lengths, const char *digits)
{
	size_t n = strlen(digits);

	return n > 0 && n < 10 && strchr(lengths, (char)('0' + n)) != NULL;
}

bool postcode_fits(const char *country, const char *typed)
{
	const char *lengths = lengths_of(country);
	char digits[16];
	bool plain;

	return !lengths || !typed || !*typed ||
	       (read_digits(typed, digits, &plain) && plain && has_length(lengths, digits));
}

char *postcode_of(struct arena *a, const char *country, const char *typed)
{
	const char *lengths = lengths_of(country);
	char digits[16];
	bool plain;

	if (postcode_fits(country, typed) || !read_digits(typed, digits, &plain) ||
	    !has_length(lengths, digits))
		return NULL;
	return arena_strdup(a, digits);
}

/* ---- where an order comes from, by what is written with it ---- */

static bool is_source(const char *s)
{
	return *s && strlen(s) <= 32 &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(s);
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_with(const char *s, const char *word)
{
	while (*word && small(*s) == small(*word)) {
		s++;
		word++;
	}
	return !*word;
}

/* Without regard to capital letters where there are any. */
static bool speaks_of(const char *note, const char *word)
{
	for (const char *p = note; *word && *p; p++)
		if (begins_with(p, word))
			return true;
	return false;
}

const char *source_of_note(struct arena *a, const char *list, const char *note)
{
	char *rest = arena_strdup(a, list ? list : ""), *one;

	while (note && (one = strsep(&rest, ",")) != NULL) {
		char *source = strchr(one, '=');

		if (!source)
			continue;
		*source++ = '\0';
		while (*one == ' ')
			one++;
		if (is_source(source) && speaks_of(note, one))
			return source;
	}
	return NULL;
}
