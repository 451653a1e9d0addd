/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: one pass over the whole text decides what cJSON may see (it accepts far too much). */
#include "base/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/utf8.h"

#define NUMBER_MAX 63 /* cJSON cuts longer numbers */

struct scan {
	const char *p, *end;
	enum json_refusal refusal;
	size_t keys;           /* names of members seen so far */
	size_t wanted;         /* stop at this one, counted from 1; 0: at none */
	const char *wanted_at; /* where it stands */
};

static bool scan_value(struct scan *s, int depth);

static bool refuse(struct scan *s, enum json_refusal why)
{
	s->refusal = why;
	return false;
}

static void skip_space(struct scan *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t'))
		s->p++;
}

static bool is_digit(const struct scan *s)
{
	return s->p < s->end && *s->p >= '0' && *s->p <= '9';
}

static bool scan_digits(struct scan *s)
{
	if (!is_digit(s))
		return refuse(s, JSON_SYNTAX);
	while (is_digit(s))
		s->p++;
	return true;
}

static bool scan_fraction_and_exponent(struct scan *s)
{
	if (s->p < s->end && *s->p == '.') {
		s->p++;
		if (!scan_digits(s))
			return false;
	}
	if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
		s->p++;
		if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
			s->p++;
		if (!scan_digits(s))
			return false;
	}
	return true;
}

/* A whole number must be one that a double keeps exactly, however it is written. */
static bool check_number(struct scan *s, const char *from, bool integer)
{
	size_t len = (size_t)(s->p - from);
	char copy[NUMBER_MAX + 1];
	double value;

	if (integer && len <= 15)
		return true;
	if (len > NUMBER_MAX) {
		s->p = from;
		return refuse(s, integer ? JSON_NUMBER : JSON_SYNTAX);
	}
	memcpy(copy, from, len);
	copy[len] = '\0';
	value = strtod(copy, NULL);
	if (fabs(value) <= (double)MONEY_MAX)
		return true;
	s->p = from;
	return refuse(s, isinf(value) && !integer ? JSON_SYNTAX : JSON_NUMBER);
}

static bool scan_number(struct scan *s)
{
	const char *from = s->p, *whole_end;

	if (*s->p == '-')
		s->p++;
	if (s->p < s->end && *s->p == '0')
		s->p++;
	else if (!scan_digits(s))
		return false;
	if (is_digit(s))
		return refuse(s, JSON_SYNTAX);
	whole_end = s->p;
	return scan_fraction_and_exponent(s) && check_number(s, from, s->p == whole_end);
}

/* Four hex digits at p, or -1. */
static int hex4(const char *p, const char *end)
{
	int value = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int c = (unsigned char)p[i], letter = c | 0x20;

		if (c >= '0' && c <= '9')
			value = value * 16 + (c - '0');
		else if (letter >= 'a' && letter <= 'f')
			value = value * 16 + (letter - 'a' + 10);
		else
			return -1;
	}
	return value;
}

/* At the u of an escape: a scalar other than 0, as one escape or as a pair of surrogates. */
static bool scan_unicode_escape(struct scan *s)
{
	int high = hex4(s->p + 1, s->end), low;

	if (high < 0)
		return refuse(s, JSON_SYNTAX);
	if (high == 0 || (high >= 0xdc00 && high <= 0xdfff))
		return refuse(s, JSON_ENCODING);
	s->p += 5;
	if (high < 0xd800 || high > 0xdbff)
		return true;
	if (s->end - s->p < 2 || s->p[0] != '\\' || s->p[1] != 'u')
		return refuse(s, JSON_ENCODING);
	low = hex4(s->p + 2, s->end);
	if (low < 0xdc00 || low > 0xdfff)
		return refuse(s, low < 0 ? JSON_SYNTAX : JSON_ENCODING);
	s->p += 6;
	return true;
}

static bool scan_escape(struct scan *s)
{
	s->p++;
	if (s->p == s->end)
		return refuse(s, JSON_SYNTAX);
	if (*s->p == 'u')
		return scan_unicode_escape(s);
	if (!*s->p || !strchr("\"\\/bfnrt", *s->p))
		return refuse(s, JSON_SYNTAX);
	s->p++;
	return true;
}

static bool scan_string(struct scan *s)
{
	s->p++;
	while (s->p < s->end) {
		unsigned char c = (unsigned char)*s->p;
		size_t step;

		if (c == '"') {
			s->p++;
			return true;
		}
		if (c == '\\') {
			if (!scan_escape(s))
				return false;
			continue;
		}
		if (c < 0x20)
			return refuse(s, JSON_ENCODING);
		step = c < 0x80 ? 1 : utf8_step(s->p, (size_t)(s->end - s->p));
		if (!step)
			return refuse(s, JSON_ENCODING);
		s->p += step;
	}
	return refuse(s, JSON_SYNTAX);
}

static bool scan_literal(struct scan *s, const char *word, size_t len)
{
	if ((size_t)(s->end - s->p) < len || memcmp(s->p, word, len) != 0)
		return refuse(s, JSON_SYNTAX);
	s->p += len;
	return true;
}

static bool scan_name(struct scan *s)
{
	skip_space(s);
	if (s->p == s->end || *s->p != '"')
		return refuse(s, JSON_SYNTAX);
	if (++s->keys == s->wanted)
		s->wanted_at = s->p;
	if (!scan_string(s))
		return false;
	skip_space(s);
	return scan_literal(s, ":", 1);
}

/* The members of an object or the elements of an array, from its bracket to the closing one. */
static bool scan_container(struct scan *s, char close, int depth)
{
	if (depth > JSON_DEPTH_MAX)
		return refuse(s, JSON_DEPTH);
	s->p++;
	skip_space(s);
	if (s->p < s->end && *s->p == close) {
		s->p++;
		return true;
	}
	for (;;) {
		if (close == '}' && !scan_name(s))
			return false;
		if (!scan_value(s, depth))
			return false;
		skip_space(s);
		if (s->p == s->end || (*s->p != ',' && *s->p != close))
			return refuse(s, JSON_SYNTAX);
		if (*s->p++ == close)
			return true;
	}
}

static bool scan_value(struct scan *s, int depth)
{
	skip_space(s);
	if (s->p == s->end)
		return refuse(s, JSON_SYNTAX);
	switch (*s->p) {
	case '{':
		return scan_container(s, '}', depth + 1);
	case '[':
		return scan_container(s, ']', depth + 1);
	case '"':
		return scan_string(s);
	case 't':
		return scan_literal(s, "true", 4);
	case 'f':
		return scan_literal(s, "false", 5);
	case 'n':
		return scan_literal(s, "null", 4);
	default:
		if (*s->p != '-' && !is_digit(s))
			return refuse(s, JSON_SYNTAX);
		return scan_number(s);
	}
}

static bool scan_text(struct scan *s)
{
	const char *top;

	skip_space(s);
	top = s->p;
	if (!scan_value(s, 0))
		return false;
	skip_space(s);
	if (s->p < s->end)
		return refuse(s, JSON_SYNTAX);
	if (*top == '{')
		return true;
	s->p = top;
	return refuse(s, JSON_NOT_OBJECT);
}

struct member {
	const cJSON *object;
	const char *name;
	size_t ordinal;
};

static int compare_members(const void *left, const void *right)
{
	const struct member *a = left, *b = right;
	int order;

	if (a->object != b->object)
		return (uintptr_t)a->object < (uintptr_t)b->object ? -1 : 1;
	order = strcmp(a->name, b->name);
	if (order)
		return order;
	return a->ordinal < b->ordinal ? -1 : 1;
}

/* Lists the names below `parent` in the order of the text. */
static size_t list_members(const cJSON *parent, struct member *list, size_t n)
{
	for (const cJSON *c = parent->child; c; c = c->next) {
		if (c->string) {
			list[n] = (struct member){ parent, c->string, n + 1 };
			n++;
		}
		n = list_members(c, list, n);
	}
	return n;
}

/* The first name that its object has already, counted from 1 over the text; 0: none. Compared after
 * unescaping, because "a" and "\u0061" are the same name. */
static size_t find_duplicate(struct arena *a, const cJSON *tree, size_t keys)
{
	struct member *list = arena_alloc(a, keys * sizeof *list);
	size_t n = list_members(tree, list, 0), first = 0;

	qsort(list, n, sizeof *list, compare_members);
	for (size_t i = 1; i < n; i++)
		if (list[i].object == list[i - 1].object &&
		    !strcmp(list[i].name, list[i - 1].name) && (!first || list[i].ordinal < first))
			first = list[i].ordinal;
	return first;
}

enum json_refusal json_parse(struct arena *a, const char *text, size_t len, cJSON **out, size_t *at)
{
	struct scan s = { .p = text, .end = text + len };
	struct scan again = s;

	*out = NULL;
	if (!scan_text(&s)) {
		*at = (size_t)(s.p - text);
		return s.refusal;
	}
	*at = 0;
	*out = cJSON_ParseWithLength(text, len);
	if (!*out)
		return JSON_SYNTAX;
	again.wanted = find_duplicate(a, *out, s.keys);
	if (!again.wanted)
		return JSON_OK;
	cJSON_Delete(*out);
	*out = NULL;
	scan_text(&again);
	*at = (size_t)(again.wanted_at - text);
	return JSON_DUPLICATE;
}
