/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a name is found by besides its beginning. Pure. */
#include "base/text.h"
#include "customer/inside.h"

/* Bytes of the character that begins here, as what is kept is UTF-8. */
static size_t bytes_of_char(const char *p)
{
	size_t n = 1;

	while (((unsigned char)p[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* A letter or digit of a script that puts words apart. */
static bool is_of_word(const char *p)
{
	char c = *p;

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       bytes_of_char(p) == 2;
}

/* Scripts whose characters take three bytes put no spaces between words: each may begin one. */
static bool begins_word(const char *before, const char *p)
{
	return bytes_of_char(p) >= 3 || (is_of_word(p) && !is_of_word(before));
}

static char *first_chars(struct arena *a, const char *p, size_t chars)
{
	size_t n = 0;

	for (; p[n] && chars > 0; chars--)
		n += bytes_of_char(p + n);
	return arena_strndup(a, p, n);
}

size_t customer_name_words(struct arena *a, const char *name, const char *words[NAME_WORDS])
{
	const char *before = name, *p;
	size_t n = 0, at = 1;

	if (!*name)
		return 0;
	for (p = name + bytes_of_char(name); *p && at < NAME_WORD_CHARS && n < NAME_WORDS; at++) {
		if (begins_word(before, p))
			words[n++] = first_chars(a, p, NAME_WORD_CHARS);
		before = p;
		p += bytes_of_char(p);
	}
	return n;
}
