/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accept and its kin, read one range at a time. */
#include "base/accept.h"

#include <string.h>
#include <strings.h>

#define BLANK   " \t"
#define NO_NAME BLANK ",;=\""

struct param {
	const char *name, *value;
	size_t name_len, value_len;
};

static const char *after_blank(const char *s)
{
	return s + strspn(s, BLANK);
}

static bool is(const char *s, size_t len, const char *wanted)
{
	return len == strlen(wanted) && strncasecmp(s, wanted, len) == 0;
}

/* A token, or what stands between two quotes. NULL: the second one is missing. */
static const char *read_value(const char *s, struct param *p)
{
	p->value = s;
	if (*s != '"') {
		p->value_len = strcspn(s, NO_NAME);
		return s + p->value_len;
	}
	for (p->value = ++s; *s != '"'; s++) {
		if (*s == '\\')
			s++;
		if (!*s)
			return NULL;
	}
	p->value_len = (size_t)(s - p->value);
	return s + 1;
}

/* 0, 0.8, 1.000: at most three digits, at most one. -1: it is none. */
static int read_weight(const char *s, size_t len)
{
	int q, unit = 100;

	if (len < 1 || len > 5 || (s[0] != '0' && s[0] != '1') || (len > 1 && s[1] != '.'))
		return -1;
	q = (s[0] - '0') * 1000;
	for (size_t i = 2; i < len; i++, unit /= 10) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		q += (s[i] - '0') * unit;
	}
	return q > 1000 ? -1 : q;
}

/* One parameter behind its semicolon. False: it makes no sense, and so neither does the range. */
static bool take_param(const char **at, struct accept_range *out)
{
	struct param p = { .name = after_blank(*at) };
	const char *end;

	p.name_len = strcspn(p.name, NO_NAME);
	end = p.name + p.name_len;
	*at = after_blank(end);
	if (p.name_len == 0)
		return **at == ';' || **at == ',' || !**at;
	if (*end != '=')
		return false;
	end = read_value(end + 1, &p);
	if (!end)
		return false;
	*at = after_blank(end);
	if (is(p.name, p.name_len, "q"))
		out->q = read_weight(p.value, p.value_len);
	else if (!is(p.name, p.name_len, "charset") || !is(p.value, p.value_len, "utf-8"))
		out->has_params = true;
	return out->q >= 0;
}

static bool take_range(const char **at, struct accept_range *out)
{
	*out = (struct accept_range){ .name = *at, .len = strcspn(*at, NO_NAME), .q = 1000 };
	*at = after_blank(*at + out->len);
	while (**at == ';') {
		++*at;
		if (!take_param(at, out))
			return false;
	}
	return out->len > 0 && (**at == ',' || !**at);
}

/* To the comma that ends what could not be read; one between quotes ends nothing. */
static const char *pass_over(const char *s)
{
	bool quoted = false;

	for (; *s && (quoted || *s != ','); s++) {
		if (quoted && *s == '\\' && s[1])
			s++;
		else if (*s == '"')
			quoted = !quoted;
	}
	return s;
}

bool accept_next(const char **at, struct accept_range *out)
{
	for (;;) {
		*at += strspn(*at, BLANK ",");
		if (!**at)
			return false;
		if (take_range(at, out))
			return true;
		*at = pass_over(*at);
	}
}
