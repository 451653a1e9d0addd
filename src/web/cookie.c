/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cookies in and out. A neighbour on a shared host may set any cookie, so a malformed one is
 * skipped, never refused. */
#include "base/fail.h"
#include "web/web.h"

#define COOKIES_MAX 64

/* RFC 6265: no control byte, space, quote, comma, semicolon or backslash. */
static bool is_cookie_text(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] <= 0x20 || s[i] >= 0x7f || strchr("\",;\\", s[i]))
			return false;
	return true;
}

static bool cookie_parse(struct arena *a, const char *pair, size_t len, struct param *out)
{
	const char *equals = memchr(pair, '=', len);
	size_t name_len = equals ? (size_t)(equals - pair) : 0;
	size_t value_len = equals ? len - name_len - 1 : 0;

	if (name_len == 0 || !is_cookie_text(pair, name_len) ||
	    !is_cookie_text(equals + 1, value_len))
		return false;
	out->name = arena_strndup(a, pair, name_len);
	out->value = arena_strndup(a, equals + 1, value_len);
	return true;
}

void cookies_parse(struct arena *a, const char *header, struct params *out)
{
	*out = (struct params){ .v = arena_array_of(a, COOKIES_MAX, struct param) };
	while (*header && out->n < COOKIES_MAX) {
		size_t len;

		header += strspn(header, " \t;");
		len = strcspn(header, ";");
		while (len > 0 && (header[len - 1] == ' ' || header[len - 1] == '\t'))
			len--;
		if (cookie_parse(a, header, len, &out->v[out->n]))
			out->n++;
		header += strcspn(header, ";");
	}
}

static const char *name_prefix(const char *base_path, bool secret)
{
	if (!secret)
		return "";
	return *base_path ? "__Secure-" : "__Host-";
}

const char *request_cookie(const struct request *req, const char *base_path, const char *name,
			   bool secret)
{
	const char *full = arena_printf(req->arena, "%s%s", name_prefix(base_path, secret), name);

	/* The first wins: a browser sends the one with the longest path first, which is ours. */
	return params_get(&req->cookies, full);
}

void response_cookie(struct response *res, const char *base_path, const struct cookie *c)
{
	struct buf b;

	if (!*c->name || strchr(c->name, '=') || !is_cookie_text(c->name, strlen(c->name)))
		fail("cookie name out of its alphabet");
	if (!is_cookie_text(c->value, strlen(c->value)))
		fail("cookie %s: value out of its alphabet", c->name);
	buf_init(&b, res->arena);
	buf_addf(&b, "%s%s=%s; Path=%s", name_prefix(base_path, c->secret), c->name, c->value,
		 *base_path ? base_path : "/");
	if (c->max_age >= 0) {
		buf_addlit(&b, "; Max-Age=");
		buf_addi(&b, c->max_age);
	}
	buf_addlit(&b, "; Secure");
	if (c->secret)
		buf_addlit(&b, "; HttpOnly");
	buf_adds(&b, c->strict ? "; SameSite=Strict" : "; SameSite=Lax");
	response_header(res, "Set-Cookie", b.p);
}
