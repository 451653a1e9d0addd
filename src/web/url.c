/* SPDX-License-Identifier: GPL-3.0-or-later */
/* URLs: percent-decoding of what arrives (once, strictly), encoding and building of what leaves. */
#include "base/fail.h"
#include "base/text.h"
#include "web/web.h"

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

char *url_decode(struct arena *a, const char *s, size_t len, bool plus_is_space)
{
	char *out = arena_alloc(a, len + 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = s[i];

		if (c == '+' && plus_is_space) {
			c = ' ';
		} else if (c == '%') {
			int high = len - i > 2 ? hex_value(s[i + 1]) : -1;
			int low = len - i > 2 ? hex_value(s[i + 2]) : -1;

			if (high < 0 || low < 0)
				return NULL;
			c = (char)(high * 16 + low);
			i += 2;
		}
		out[n++] = c;
	}
	out[n] = '\0';
	/* Checked after decoding, so that bytes sent raw and bytes sent as %XX meet the same rule.
	 */
	return text_is_utf8(out, n) ? out : NULL;
}

static enum web_refusal param_parse(struct arena *a, const char *pair, size_t len,
				    struct param *out)
{
	const char *equals = memchr(pair, '=', len);
	size_t name_len = equals ? (size_t)(equals - pair) : len;

	out->name = url_decode(a, pair, name_len, true);
	out->value = equals ? url_decode(a, equals + 1, len - name_len - 1, true) : "";
	return out->name && out->value ? WEB_OK : WEB_BAD_REQUEST;
}

enum web_refusal params_parse(struct arena *a, const char *s, size_t len, struct params *out)
{
	size_t pairs = 1, i = 0;

	*out = (struct params){ 0 };
	if (len == 0)
		return WEB_OK;
	for (const char *p = s; (p = memchr(p, '&', len - (size_t)(p - s))) != NULL; p++)
		pairs++;
	if (pairs > PARAMS_MAX)
		return WEB_TOO_LARGE;
	out->v = arena_array_of(a, pairs, struct param);
	while (i <= len) {
		const char *end = i < len ? memchr(s + i, '&', len - i) : NULL;
		size_t pair_len = end ? (size_t)(end - (s + i)) : len - i;

		if (pair_len > 0) {
			enum web_refusal r = param_parse(a, s + i, pair_len, &out->v[out->n]);

			if (r != WEB_OK)
				return r;
			out->n++;
		}
		i += pair_len + 1;
	}
	return WEB_OK;
}

const char *params_get(const struct params *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->v[i].name, name) == 0)
			return p->v[i].value;
	return NULL;
}

/* Whether `words` has the word, with a space or an end on both sides. */
static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *w = words ? words : ""; *w; w += strcspn(w, " "), w += *w == ' ')
		if (strcspn(w, " ") == len && strncmp(w, word, len) == 0)
			return true;
	return false;
}

bool params_has_twice(const struct params *p, const char *may, const char **name)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(p->v[i].name, p->v[k].name) == 0 &&
			    !has_word(may, p->v[i].name)) {
				*name = p->v[i].name;
				return true;
			}
	return false;
}

static bool is_unreserved(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

void url_encode(struct buf *b, const char *s)
{
	static const char digit[] = "0123456789ABCDEF";

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		char escape[3] = { '%', digit[c >> 4], digit[c & 15] };

		if (is_unreserved(*s))
			buf_addch(b, *s);
		else
			buf_add(b, escape, sizeof(escape));
	}
}

char *url_path(struct arena *a, const char *base_path, const char *fmt, ...)
{
	va_list ap;
	char *path;

	va_start(ap, fmt);
	path = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return *base_path ? arena_printf(a, "%s%s", base_path, path) : path;
}

bool url_is_local(const char *path)
{
	if (path[0] != '/')
		return false;
	/* A browser turns "\" into "/" and drops TAB and line ends, so "/\host" would lead away. */
	for (const char *p = path; *p; p++)
		if (*p == '\\' || *p <= 0x20 || *p >= 0x7f)
			return false;
	return strstr(path, "//") == NULL;
}
