/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader without the permission sees of a person: enough to recognise, too little to find.
 */
#include <string.h>
#include "base/buf.h"
#include "base/text.h"
#include "base/utf8.h"

#define HIDDEN         "***"
#define NAME_STARS_MAX 3

/* Scripts written without spaces between the words of a name or an address. */
static bool is_wide_script(uint32_t c)
{
	return c >= 0x2e80;
}

static bool has_wide_script(const char *s)
{
	for (size_t step; *s; s += step) {
		step = utf8_step(s, 4);
		if (!step)
			return false;
		if (is_wide_script(utf8_scalar(s, step)))
			return true;
	}
	return false;
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

/* Bytes of the first n scalars, or of all where there are fewer. */
static size_t bytes_of(const char *s, size_t n)
{
	size_t len = 0;

	for (; n > 0 && s[len]; n--)
		do {
			len++;
		} while (utf8_is_tail((unsigned char)s[len]));
	return len;
}

/* 林雨晴 -> 林**: a star for each character, at most three. */
static char *mask_wide_name(struct arena *a, const char *s)
{
	size_t hidden = text_length(s) - 1;

	if (hidden < 1)
		hidden = 1;
	if (hidden > NAME_STARS_MAX)
		hidden = NAME_STARS_MAX;
	return arena_printf(a, "%.*s%.*s", (int)bytes_of(s, 1), s, (int)hidden, HIDDEN);
}

char *text_mask_name(struct arena *a, const char *s)
{
	const char *last;

	if (!s || !*s)
		return arena_strdup(a, s);
	if (has_wide_script(s))
		return mask_wide_name(a, s);
	last = strrchr(s, ' ');
	if (!last || !last[1])
		return arena_printf(a, "%.*s" HIDDEN, (int)bytes_of(s, 1), s);
	last++;
	return arena_printf(a, "%.*s %.*s.", (int)strcspn(s, " "), s, (int)bytes_of(last, 1), last);
}

char *text_mask_phone(struct arena *a, const char *s)
{
	char *key, *p;
	size_t len;

	if (!s || !*s)
		return arena_strdup(a, s);
	key = p = arena_alloc(a, strlen(s) + 1);
	for (; *s; s++)
		if (*s == '+' || is_digit((unsigned char)*s))
			*p++ = *s;
	*p = '\0';
	if (text_starts_with(key, "+86"))
		key += 3;
	len = strlen(key);
	if (len >= 11)
		return arena_printf(a, "%.3s****%s", key, key + len - 4);
	return arena_printf(a, "****%s", key + len - (len >= 8 ? 4 : len / 4));
}

char *text_mask_email(struct arena *a, const char *s)
{
	const char *at;

	if (!s || !*s)
		return arena_strdup(a, s);
	at = strrchr(s, '@');
	if (!at || at == s)
		return arena_strdup(a, HIDDEN);
	return arena_printf(a, "%.*s" HIDDEN "%s", (int)bytes_of(s, 1), s, at);
}

/* Bytes before the first digit. */
static size_t before_number(const char *s)
{
	const char *p = s;

	for (size_t step; *p; p += step) {
		step = utf8_step(p, 4);
		if (!step || is_digit(utf8_scalar(p, step)))
			break;
	}
	return (size_t)(p - s);
}

/* Bytes of a number with what belongs to it: 478, 12-3, 3A. */
static size_t number_length(const char *s)
{
	const char *p = s;

	for (size_t step; *p; p += step) {
		uint32_t c;

		step = utf8_step(p, 4);
		if (!step)
			break;
		c = utf8_scalar(p, step);
		if (!is_digit(c) && (c == ' ' || c > 0x7e) && c != 0xff0d)
			break;
	}
	return (size_t)(p - s);
}

/* What house numbers are counted in stays, if it follows; returns what comes after it. */
static const char *add_unit(struct buf *b, const char *s)
{
	static const char *const units[] = { "号", "弄", "巷" };
	const char *unit = s + strspn(s, " ");

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (text_starts_with(unit, units[i])) {
			buf_adds(b, units[i]);
			return unit + strlen(units[i]);
		}
	}
	return s;
}

/* 文三路478号 翠苑小区3幢502室 -> 文三路***号 翠苑***. What comes after the first number, or all
 * when there is none, shows two characters of a name and nothing else. */
static char *mask_wide_street(struct arena *a, const char *s)
{
	size_t before = before_number(s);
	struct buf b;

	buf_init(&b, a);
	if (s[before]) {
		buf_add(&b, s, before);
		buf_addlit(&b, HIDDEN);
		s = strchr(add_unit(&b, s + before + number_length(s + before)), ' ');
		if (!s)
			return b.p;
		s += strspn(s, " ");
		buf_addch(&b, ' ');
	}
	before = before_number(s);
	buf_add(&b, s, before < bytes_of(s, 2) ? before : bytes_of(s, 2));
	buf_addlit(&b, HIDDEN);
	return b.p;
}

/* 478 Wensan Road, Flat 5 -> *** Wensan Road, Flat ***: each word with a digit; else the first
 * word, which is the name of the house. */
static char *mask_narrow_street(struct arena *a, const char *s)
{
	bool has_number = s[before_number(s)] != '\0', hidden = false, first = true;
	struct buf b;

	buf_init(&b, a);
	while (*s) {
		size_t word = strcspn(s, " ,"), gap = strspn(s + word, " ,");
		bool hide = has_number ? before_number(s) < word : first;

		if (!hide) {
			buf_add(&b, s, word + gap);
		} else if (!hidden) {
			buf_addlit(&b, HIDDEN);
			buf_add(&b, s + word, gap);
		}
		hidden = hide && !memchr(s + word, ',', gap);
		first = first && word == 0;
		s += word + gap;
	}
	return b.p;
}

char *text_mask_street(struct arena *a, const char *s)
{
	if (!s || !*s)
		return arena_strdup(a, s);
	return has_wide_script(s) ? mask_wide_street(a, s) : mask_narrow_street(a, s);
}
