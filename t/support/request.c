/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests and answers in memory, and a browser that keeps cookies. */
#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/json.h"
#include "support/app.h"

#define PARAMS_MAX_TEST 24

struct sending {
	const char *param[PARAMS_MAX_TEST + 1];
	size_t n;
	struct wire wire;
};

static void add(struct sending *s, const char *param)
{
	ck_assert_uint_lt(s->n, PARAMS_MAX_TEST);
	s->param[s->n++] = param;
}

static struct answer *send_now(struct app *app, struct sending *s)
{
	struct answer *a = arena_new_of(app->arena, struct answer);
	struct wire_file file = { 0 };
	struct buf out;
	char *head, *body;

	add(s, NULL);
	s->wire.params = s->param;
	buf_init(&out, app->arena);
	s->wire.file = &file;
	app_serve(app, &s->wire, &out);
	for (uint64_t at = 0; file.is_set && at < file.len;) {
		char piece[4096];
		ssize_t n = pread(file.fd, piece, sizeof piece, (off_t)at);

		ck_assert_int_gt(n, 0);
		buf_add(&out, piece, (size_t)n);
		at += (uint64_t)n;
	}
	db_use_arena(app->db, app->arena);
	arena_use_for_cjson(app->arena);
	head = arena_strndup(app->arena, out.p, out.len);
	body = strstr(head, "\r\n\r\n");
	ck_assert_ptr_nonnull(body);
	*body = '\0';
	a->arena = app->arena;
	a->head = head;
	a->body = out.p + (body + 4 - head);
	a->body_len = out.len - (size_t)(body + 4 - head);
	ck_assert_msg(strncmp(head, "Status: ", 8) == 0, "%s", head);
	a->status = atoi(head + 8);
	return a;
}

static void begin(struct app *app, struct sending *s, const char *method, const char *target)
{
	*s = (struct sending){ .n = 0 };
	add(s, arena_printf(app->arena, "REQUEST_METHOD=%s", method));
	add(s, arena_printf(app->arena, "REQUEST_URI=%s", target));
}

static void set_body(struct sending *s, const char *body)
{
	s->wire.body = body;
	s->wire.body_len = strlen(body);
}

static struct answer *request(struct app *app, struct sending *s, va_list ap)
{
	bool has_address = false;
	const char *param;

	while ((param = va_arg(ap, const char *))) {
		if (strncmp(param, "BODY=", 5) == 0) {
			set_body(s, param + 5);
			continue;
		}
		has_address = has_address || strncmp(param, "REMOTE_ADDR=", 12) == 0;
		add(s, param);
	}
	if (!has_address)
		add(s, "REMOTE_ADDR=127.0.0.1");
	return send_now(app, s);
}

struct answer *support_request(struct app *app, const char *method, const char *target, ...)
{
	struct sending s;
	struct answer *a;
	va_list ap;

	begin(app, &s, method, target);
	va_start(ap, target);
	a = request(app, &s, ap);
	va_end(ap);
	return a;
}

struct answer *support_send(struct app *app, const char *target, const char *body, size_t len, ...)
{
	struct sending s;
	struct answer *a;
	va_list ap;

	begin(app, &s, "POST", target);
	s.wire.body = body;
	s.wire.body_len = len;
	va_start(ap, len);
	a = request(app, &s, ap);
	va_end(ap);
	return a;
}

/* ---- looking at an answer ---- */

/* The n-th header of this name, as it stands in the text; *len its length. */
static const char *nth_header(const struct answer *a, const char *name, int n, size_t *len)
{
	for (const char *line = a->head; line; line = strstr(line, "\r\n")) {
		line += *line == '\r' ? 2 : 0;
		if (strncasecmp(line, name, strlen(name)) != 0 || line[strlen(name)] != ':')
			continue;
		if (n-- > 0)
			continue;
		line += strlen(name) + 2;
		*len = strcspn(line, "\r");
		return line;
	}
	return NULL;
}

const char *answer_header(const struct answer *a, const char *name)
{
	size_t len;
	const char *value = nth_header(a, name, 0, &len);

	return value ? arena_strndup(a->arena, value, len) : NULL;
}

cJSON *answer_json(const struct answer *a)
{
	return json_read_own(arena_strndup(a->arena, a->body, a->body_len));
}

bool answer_has(const struct answer *a, const char *text)
{
	return memmem(a->body, a->body_len, text, strlen(text)) != NULL;
}

bool answer_has_number(const struct answer *a, const char *digits)
{
	const char *text = arena_strndup(a->arena, a->body, a->body_len);
	size_t len = strlen(digits);

	for (const char *at = text; (at = strstr(at, digits)); at += len)
		if ((at == text || !strchr("0123456789", at[-1])) &&
		    strspn(at + len, "0123456789") == 0)
			return true;
	return false;
}

/* ---- a browser ---- */

struct browser browser_new(struct app *app)
{
	return (struct browser){ .app = app };
}

void browser_set_cookie(struct browser *b, const char *name, const char *value)
{
	size_t i = 0;

	while (i < b->n_cookies && strcmp(b->cookie[i].name, name) != 0)
		i++;
	ck_assert_uint_lt(i, BROWSER_COOKIES);
	b->cookie[i] = (struct param){ name, value };
	if (i == b->n_cookies)
		b->n_cookies++;
}

const char *browser_cookie(const struct browser *b, const char *name)
{
	for (size_t i = 0; i < b->n_cookies; i++)
		if (strcmp(b->cookie[i].name, name) == 0 && *b->cookie[i].value)
			return b->cookie[i].value;
	return NULL;
}

static void keep_cookies(struct browser *b, const struct answer *a)
{
	const char *line;
	size_t len;

	for (int i = 0; (line = nth_header(a, "Set-Cookie", i, &len)); i++) {
		char *pair = arena_strndup(b->app->arena, line, strcspn(line, ";"));
		char *equals = strchr(pair, '=');
		bool gone = memmem(line, len, "Max-Age=0", 9) != NULL;

		*equals = '\0';
		browser_set_cookie(b, pair, gone ? "" : equals + 1);
	}
}

static const char *hidden_field(struct browser *b, const struct answer *a, const char *name)
{
	const char *mark = arena_printf(b->app->arena, "name=\"%s\" value=\"", name);
	const char *at = memmem(a->body, a->body_len, mark, strlen(mark));

	return at ? arena_strndup(b->app->arena, at + strlen(mark),
				  strcspn(at + strlen(mark), "\""))
		  : NULL;
}

static void keep_form(struct browser *b, const struct answer *a)
{
	const char *csrf = hidden_field(b, a, "csrf");

	if (!csrf)
		return;
	b->csrf = csrf;
	b->form_key = hidden_field(b, a, "form_key");
}

static struct answer *send_from(struct browser *b, struct sending *s)
{
	struct buf cookies;
	struct answer *a;

	buf_init(&cookies, b->app->arena);
	for (size_t i = 0; i < b->n_cookies; i++)
		if (*b->cookie[i].value)
			buf_addf(&cookies, "%s%s=%s",
				 cookies.len ? "; " : "HTTP_COOKIE=", b->cookie[i].name,
				 b->cookie[i].value);
	if (cookies.len)
		add(s, cookies.p);
	add(s, "REMOTE_ADDR=127.0.0.1");
	add(s, "HTTP_ACCEPT=text/html");
	add(s, "HTTP_SEC_FETCH_SITE=same-origin");
	a = send_now(b->app, s);
	keep_cookies(b, a);
	keep_form(b, a);
	return a;
}

struct answer *browser_get(struct browser *b, const char *target)
{
	struct sending s;

	begin(b->app, &s, "GET", target);
	return send_from(b, &s);
}

struct answer *browser_post(struct browser *b, const char *target, const char *fields)
{
	struct sending s;

	/* Any page has a form; that of an unknown address costs least. */
	if (!b->csrf)
		browser_get(b, "/no-such-page");
	begin(b->app, &s, "POST", target);
	add(&s, "CONTENT_TYPE=application/x-www-form-urlencoded");
	set_body(&s, arena_printf(b->app->arena, "csrf=%s&form_key=%s%s%s", b->csrf, b->form_key,
				  *fields ? "&" : "", fields));
	return send_from(b, &s);
}

struct answer *browser_send(struct browser *b, const char *target, const char *content_type,
			    const char *body)
{
	return browser_send_bytes(b, target, content_type, body, strlen(body));
}

struct answer *browser_send_bytes(struct browser *b, const char *target, const char *content_type,
				  const char *body, size_t len)
{
	struct sending s;

	begin(b->app, &s, "POST", target);
	add(&s, arena_printf(b->app->arena, "CONTENT_TYPE=%s", content_type));
	s.wire.body = body;
	s.wire.body_len = len;
	return send_from(b, &s);
}

void browser_sign_in(struct browser *b, enum session_kind kind, uint64_t subject_id)
{
	char token[SECRET_TOKEN_SIZE], hex[2 * SECRET_HASH_BYTES + 1];
	uint8_t hash[SECRET_HASH_BYTES];

	secret_token(token, hash);
	for (size_t i = 0; i < sizeof hash; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	support_sql(
		arena_printf(b->app->arena,
			     "INSERT INTO session (token_hash, kind, subject_id, created_at, "
			     "seen_at, expires_at, stepped_up_at) "
			     "VALUES (UNHEX('%s'), %d, %llu, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), "
			     "UTC_TIMESTAMP(6) + INTERVAL 12 HOUR, UTC_TIMESTAMP(6))",
			     hex, (int)kind, (unsigned long long)subject_id));
	browser_set_cookie(b, "__Host-sid", arena_strdup(b->app->arena, token));
	/* Tokens of before are those of nobody. */
	b->csrf = NULL;
}
