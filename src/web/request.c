/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the web server's parameters to a request: everything is decoded once, and what is malformed
 * is refused here. */
#include <stdio.h>
#include <strings.h>
#include "base/accept.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "web/multipart.h"
#include "web/web.h"

const char *const method_name[METHOD__MAX] = {
	[METHOD_GET] = "GET",         [METHOD_HEAD] = "HEAD",   [METHOD_POST] = "POST",
	[METHOD_PUT] = "PUT",         [METHOD_PATCH] = "PATCH", [METHOD_DELETE] = "DELETE",
	[METHOD_OPTIONS] = "OPTIONS",
};

/* What request_init reads; nothing else that was sent is looked at, X-Forwarded-* least of all. */
enum wire_name {
	WIRE_METHOD,
	WIRE_URI,
	WIRE_CONTENT_TYPE,
	WIRE_REMOTE_ADDR,
	WIRE_ID,
	WIRE_ACCEPT,
	WIRE_ACCEPT_LANGUAGE,
	WIRE_AUTHORIZATION,
	WIRE_COOKIE,
	WIRE_IDEMPOTENCY_KEY,
	WIRE_IF_MATCH,
	WIRE_ORIGIN,
	WIRE_SEC_FETCH_SITE,
	WIRE_USER_AGENT,
	WIRE_WEBHOOK_ID,
	WIRE_WEBHOOK_TIMESTAMP,
	WIRE_WEBHOOK_SIGNATURE,
	WIRE__MAX,
};

static const struct {
	const char *name;
	bool lenient; /* odd bytes make it absent; elsewhere they refuse the request */
} wire_row[WIRE__MAX] = {
	[WIRE_METHOD] = { "REQUEST_METHOD", false },
	[WIRE_URI] = { "REQUEST_URI", false },
	[WIRE_CONTENT_TYPE] = { "CONTENT_TYPE", false },
	[WIRE_REMOTE_ADDR] = { "REMOTE_ADDR", false },
	[WIRE_ID] = { WIRE_REQUEST_ID, false },
	[WIRE_ACCEPT] = { "HTTP_ACCEPT", true },
	[WIRE_ACCEPT_LANGUAGE] = { "HTTP_ACCEPT_LANGUAGE", true },
	[WIRE_AUTHORIZATION] = { "HTTP_AUTHORIZATION", false },
	[WIRE_COOKIE] = { "HTTP_COOKIE", false },
	[WIRE_IDEMPOTENCY_KEY] = { "HTTP_IDEMPOTENCY_KEY", false },
	[WIRE_IF_MATCH] = { "HTTP_IF_MATCH", false },
	[WIRE_ORIGIN] = { "HTTP_ORIGIN", false },
	[WIRE_SEC_FETCH_SITE] = { "HTTP_SEC_FETCH_SITE", false },
	[WIRE_USER_AGENT] = { "HTTP_USER_AGENT", true },
	[WIRE_WEBHOOK_ID] = { "HTTP_WEBHOOK_ID", true },
	[WIRE_WEBHOOK_TIMESTAMP] = { "HTTP_WEBHOOK_TIMESTAMP", true },
	[WIRE_WEBHOOK_SIGNATURE] = { "HTTP_WEBHOOK_SIGNATURE", true },
};

static bool is_printable(const char *s)
{
	for (; *s; s++)
		if (*s < 0x20 || *s > 0x7e)
			return false;
	return true;
}

static const char *wire_value(const char *param, const char *name)
{
	size_t len = strlen(name);

	return strncmp(param, name, len) == 0 && param[len] == '=' ? param + len + 1 : NULL;
}

/* An empty value is an absent header: nginx sends both alike. */
static bool wire_take(const char *param, const char *value[WIRE__MAX])
{
	for (size_t i = 0; i < WIRE__MAX; i++) {
		const char *v = wire_value(param, wire_row[i].name);

		if (!v || !*v)
			continue;
		/* Cookies of other programs may hold any bytes; cookie.c skips those it cannot
		 * read. */
		if (i != WIRE_COOKIE && !is_printable(v))
			return wire_row[i].lenient;
		if (value[i])
			return false;
		value[i] = v;
	}
	return true;
}

static enum web_refusal parse_method(const char *name, enum method *out)
{
	for (size_t i = 0; i < METHOD__MAX; i++)
		if (strcmp(name, method_name[i]) == 0) {
			*out = (enum method)i;
			return WEB_OK;
		}
	return WEB_BAD_METHOD;
}

static bool has_dot_segment(const char *path)
{
	for (const char *p = path; p; p = strchr(p, '/')) {
		size_t dots = strspn(++p, ".");

		if (dots >= 1 && dots <= 2 && (p[dots] == '/' || p[dots] == '\0'))
			return true;
	}
	return false;
}

/* An encoded slash would move the borders of the segments, a dot segment would leave the folder:
 * both are refused. */
static enum web_refusal parse_path(struct request *req, const char *raw, size_t len)
{
	char *path = url_decode(req->arena, raw, len, false);
	size_t raw_slashes = 0, slashes = 0;

	if (!path)
		return WEB_BAD_REQUEST;
	for (size_t i = 0; i < len; i++)
		raw_slashes += raw[i] == '/';
	for (const char *p = path; *p; p++) {
		if (*p > 0 && (*p < 0x20 || *p == 0x7f))
			return WEB_BAD_REQUEST;
		slashes += *p == '/';
	}
	if (slashes != raw_slashes || has_dot_segment(path))
		return WEB_BAD_REQUEST;
	req->path = path;
	return WEB_OK;
}

static enum web_refusal parse_uri(struct request *req, const char *uri, const char *base_path)
{
	size_t base_len = strlen(base_path), path_len;
	enum web_refusal r;

	if (strncmp(uri, base_path, base_len) != 0)
		return WEB_BAD_REQUEST;
	uri += base_len;
	if (*uri == '\0' || *uri == '?')
		uri = arena_printf(req->arena, "/%s", uri);
	if (*uri != '/' || strpbrk(uri, "# "))
		return WEB_BAD_REQUEST;
	req->target = uri;
	path_len = strcspn(uri, "?");
	r = parse_path(req, uri, path_len);
	if (r != WEB_OK || uri[path_len] == '\0')
		return r;
	uri += path_len + 1;
	return params_parse(req->arena, uri, strlen(uri), &req->query);
}

/* Told before anything else is, for a refusal is answered, too. */
static bool is_for_programs(const char *uri, const char *base_path)
{
	return uri && text_starts_with(uri, base_path) &&
	       text_starts_with(uri + strlen(base_path), "/api/");
}

/* How narrowly a media range names the type: 3 itself, 2 its kind, 1 anything, 0 something else. */
static int fits_type(const struct accept_range *r, const char *type)
{
	const char *slash = strchr(type, '/');
	size_t kind = (size_t)(slash + 1 - type);

	if (r->has_params)
		return 0;
	if (r->len == strlen(type) && strncasecmp(r->name, type, r->len) == 0)
		return 3;
	if (r->len == kind + 1 && strncasecmp(r->name, type, kind) == 0 && r->name[kind] == '*')
		return 2;
	return r->len == 3 && memcmp(r->name, "*/*", 3) == 0;
}

/* How a type is liked: thousandths by the narrowest range that names it. */
struct liking {
	int q, fit, place; /* fit 0: no range names it */
};

static struct liking liking_of(const char *accept, const char *type)
{
	struct liking best = { 0 };
	struct accept_range r;

	for (int place = 1; accept_next(&accept, &r); place++) {
		int fit = fits_type(&r, type);

		if (fit > best.fit || (fit && fit == best.fit && r.q > best.q))
			best = (struct liking){ r.q, fit, place };
	}
	return best;
}

/* A page is the answer unless JSON is liked better, named more closely or named first; also where
 * neither is taken, for a page is better than none. */
static bool accepts_json(const char *accept)
{
	struct liking json, html;

	if (!accept)
		return false;
	json = liking_of(accept, "application/json");
	html = liking_of(accept, "text/html");
	if (json.q != html.q || json.q == 0)
		return json.q > html.q;
	return json.fit != html.fit ? json.fit > html.fit : json.place < html.place;
}

/* Made by web/fcgi.c; a request that did not come that way (tests) gets one here. */
static void set_id(struct request *req, const char *id)
{
	if (id && strlen(id) == sizeof(req->id) - 1)
		memcpy(req->id, id, sizeof(req->id));
	else
		snprintf(req->id, sizeof(req->id), "%016llx",
			 (unsigned long long)secret_random64());
}

enum web_refusal request_init(struct request *req, struct arena *a, const struct wire *w,
			      const char *base_path)
{
	const char *value[WIRE__MAX] = { NULL };
	bool ok = true;
	enum web_refusal r;

	for (size_t i = 0; w->params[i]; i++)
		ok = wire_take(w->params[i], value) && ok;
	/* Filled also when the request is refused: the refusal is logged and answered too. */
	*req = (struct request){
		.arena = a,
		.path = "/",
		.target = "/",
		.body = w->body ? w->body : "",
		.body_len = w->body ? w->body_len : 0,
		.content_type = value[WIRE_CONTENT_TYPE],
		.accept = value[WIRE_ACCEPT],
		.accept_language = value[WIRE_ACCEPT_LANGUAGE],
		.authorization = value[WIRE_AUTHORIZATION],
		.idempotency_key = value[WIRE_IDEMPOTENCY_KEY],
		.if_match = value[WIRE_IF_MATCH],
		.webhook_id = value[WIRE_WEBHOOK_ID],
		.webhook_timestamp = value[WIRE_WEBHOOK_TIMESTAMP],
		.webhook_signature = value[WIRE_WEBHOOK_SIGNATURE],
		.origin = value[WIRE_ORIGIN],
		.sec_fetch_site = value[WIRE_SEC_FETCH_SITE],
		.user_agent = value[WIRE_USER_AGENT],
		.remote_addr = value[WIRE_REMOTE_ADDR] ? value[WIRE_REMOTE_ADDR] : "",
		.now = instant_now(),
		.wants_json = accepts_json(value[WIRE_ACCEPT]) ||
			      is_for_programs(value[WIRE_URI], base_path),
		.theme = "",
	};
	set_id(req, value[WIRE_ID]);
	cookies_parse(a, value[WIRE_COOKIE] ? value[WIRE_COOKIE] : "", &req->cookies);
	if (!ok || !value[WIRE_METHOD] || !value[WIRE_URI])
		return WEB_BAD_REQUEST;
	r = parse_method(value[WIRE_METHOD], &req->method);
	return r == WEB_OK ? parse_uri(req, value[WIRE_URI], base_path) : r;
}

/* The type without its parameters; any charset but UTF-8 is another type to us. */
static bool is_type(const char *content_type, const char *wanted)
{
	size_t len = strlen(wanted);
	const char *rest;

	if (strncasecmp(content_type, wanted, len) != 0)
		return false;
	rest = content_type + len;
	rest += strspn(rest, " ;");
	return *rest == '\0' || strcasecmp(rest, "charset=utf-8") == 0 ||
	       strcasecmp(rest, "charset=\"utf-8\"") == 0;
}

static const char *const json_why[] = {
	[JSON_SYNTAX] = "not well-formed JSON",
	[JSON_ENCODING] = "text that is not UTF-8 or holds a control character",
	[JSON_DEPTH] = "nested too deep",
	[JSON_DUPLICATE] = "a member given twice",
	[JSON_NOT_OBJECT] = "not an object",
	[JSON_NUMBER] = "a whole number beyond 2^53-1",
};

static enum web_refusal parse_json(struct request *req, const char **why)
{
	size_t at = 0;
	enum json_refusal r = json_parse(req->arena, req->body, req->body_len, &req->json, &at);

	if (r == JSON_OK)
		return WEB_OK;
	req->json = NULL;
	*why = arena_printf(req->arena, "%s, at byte %zu", json_why[r], at);
	return WEB_BAD_REQUEST;
}

static enum web_refusal parse_multipart(struct request *req, const char *boundary, const char **why)
{
	if (multipart_parse(req, boundary))
		return WEB_OK;
	req->form = (struct params){ 0 };
	req->file = (struct upload){ 0 };
	*why = "a form of parts that is not in order";
	return WEB_BAD_REQUEST;
}

enum web_refusal request_parse_body(struct request *req, const char **why)
{
	const char *boundary;
	enum web_refusal r;

	*why = NULL;
	if (req->body_len == 0)
		return WEB_OK;
	if (!req->content_type)
		return WEB_BAD_TYPE;
	if (is_type(req->content_type, "application/json"))
		return parse_json(req, why);
	boundary = multipart_boundary(req->arena, req->content_type);
	if (boundary)
		return req->takes_file ? parse_multipart(req, boundary, why) : WEB_BAD_TYPE;
	if (!is_type(req->content_type, "application/x-www-form-urlencoded"))
		return WEB_BAD_TYPE;
	r = params_parse(req->arena, req->body, req->body_len, &req->form);
	if (r != WEB_OK) {
		req->form = (struct params){ 0 };
		*why = r == WEB_TOO_LARGE ? "too many fields"
					  : "a field that is not percent-encoded UTF-8";
	}
	return r;
}
