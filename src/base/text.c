/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people type it: validation, NFC, trimming, folding. utf8proc knows Unicode for us. */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>
#include "base/fail.h"
#include "base/utf8.h"

/* More marks on one letter than any language writes; sorting them would cost their square. */
#define MARKS_MAX 30

bool text_is_utf8(const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		size_t step = utf8_step(s, (size_t)(end - s));

		if (!step || !*s)
			return false;
		s += step;
	}
	return true;
}

size_t text_length(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += !utf8_is_tail((unsigned char)*s);
	return n;
}

static bool is_white(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0xa0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
	       c == 0x205f || c == 0x3000;
}

static bool is_control(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
}

/* Embeds, overrides or isolates: what follows on the page would run the other way. */
static bool is_direction(uint32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* CRLF becomes LF on the way, and one line loses what turns the direction of writing. False: not
 * UTF-8, a control character, or too many marks in a row. */
static bool copy_checked(char *out, const char *s, bool one_line, bool *ascii)
{
	const char *end = s + strlen(s);
	int marks = 0;

	*ascii = true;
	for (size_t step; s < end; s += step) {
		uint32_t c;

		if (s[0] == '\r' && s[1] == '\n')
			s++;
		step = utf8_step(s, (size_t)(end - s));
		if (!step)
			return false;
		c = utf8_scalar(s, step);
		if (is_control(c))
			return false;
		if (one_line && is_direction(c))
			continue;
		if (step > 1) {
			bool mark = utf8proc_get_property((utf8proc_int32_t)c)->combining_class > 0;

			*ascii = false;
			marks = mark ? marks + 1 : 0;
			if (marks > MARKS_MAX)
				return false;
		} else {
			marks = 0;
		}
		memcpy(out, s, step);
		out += step;
	}
	*out = '\0';
	return true;
}

/* In the arena, where utf8proc_map would use malloc. */
static char *normalise(struct arena *a, const char *s, utf8proc_option_t extra)
{
	utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | extra;
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s;
	utf8proc_ssize_t len = (utf8proc_ssize_t)strlen(s);
	utf8proc_ssize_t n = utf8proc_decompose(bytes, len, NULL, 0, options);
	utf8proc_int32_t *scalars;

	if (n < 0)
		return NULL;
	scalars = arena_array(a, (size_t)n + 1, sizeof *scalars);
	n = utf8proc_decompose(bytes, len, scalars, n, options);
	if (n >= 0)
		n = utf8proc_reencode(scalars, n, options);
	if (n < 0)
		fail("text: %s", utf8proc_errmsg(n));
	return (char *)scalars;
}

/* Cuts outer white space; on one line, makes each inner run of it one space. In place. */
static char *trim(char *s, bool one_line)
{
	char *out = s, *kept = s, *start = s;
	bool pending = false;

	for (size_t step; *s; s += step) {
		step = utf8_step(s, 4);
		if (is_white(utf8_scalar(s, step))) {
			pending = true;
			if (!one_line && kept > start) {
				memmove(out, s, step);
				out += step;
			}
			continue;
		}
		if (one_line && pending && kept > start)
			*out++ = ' ';
		pending = false;
		memmove(out, s, step);
		out += step;
		kept = out;
	}
	*kept = '\0';
	return start;
}

/* Marks without a base, separators and what is to be ignored where it has no effect (zero width,
 * directions, fillers, tags) show nothing by themselves; nor does the empty cell of braille. */
static bool is_seen(uint32_t c)
{
	const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);

	switch (p->category) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
		return false;
	default:
		return !p->ignorable && c != 0x2800;
	}
}

static bool shows_something(const char *s)
{
	for (size_t step; *s; s += step) {
		step = utf8_step(s, 4);
		if (is_seen(utf8_scalar(s, step)))
			return true;
	}
	return false;
}

char *text_clean(struct arena *a, const char *s, bool one_line)
{
	bool ascii;
	char *copy;

	if (!s)
		return NULL;
	copy = arena_alloc(a, strlen(s) + 1);
	if (!copy_checked(copy, s, one_line, &ascii))
		return NULL;
	if (!ascii)
		copy = normalise(a, copy, 0);
	if (!copy)
		return NULL;
	if (!ascii && !shows_something(copy))
		*copy = '\0';
	return trim(copy, one_line);
}

char *text_fold(struct arena *a, const char *s)
{
	return normalise(a, s, UTF8PROC_CASEFOLD);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool text_equal_ci(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

bool text_starts_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

bool text_to_i64(const char *s, int64_t min, int64_t max, int64_t *out)
{
	int64_t value = 0;

	if (!*s)
		return false;
	for (; *s; s++) {
		if (*s < '0' || *s > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, *s - '0', &value))
			return false;
	}
	if (value < min || value > max)
		return false;
	*out = value;
	return true;
}
