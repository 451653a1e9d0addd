/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTP as the handlers see it: a request with its limits already enforced, a response in memory. No
 * database, no templates. */
#ifndef REGULARS_WEB_WEB_H
#define REGULARS_WEB_WEB_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/instant.h"
#include "i18n/i18n.h"

enum method {
	METHOD_GET,
	METHOD_HEAD,
	METHOD_POST,
	METHOD_PUT,
	METHOD_PATCH,
	METHOD_DELETE,
	METHOD_OPTIONS,
	METHOD__MAX
};
extern const char *const method_name[METHOD__MAX];

struct param {
	const char *name, *value; /* decoded once, valid UTF-8, no NUL */
};
struct params {
	struct param *v;
	size_t n;
};
/* NULL: absent. */
const char *params_get(const struct params *p, const char *name);
/* A name is there twice that is none of `may`: names with a space between, or NULL. */
bool params_has_twice(const struct params *p, const char *may, const char **name);

#define REQUEST_PATH_PARAMS 4
struct app;
struct route;
struct session;
struct visit;

#define WEB_FORM_MAX 65536 /* bytes of a form without a file */

struct request {
	struct arena *arena;
	struct app *app;
	/* from the wire */
	enum method method;
	const char *path;   /* decoded, below base_path, starts with "/" */
	const char *target; /* path and query as sent (below base_path): for "back to here" links,
			       never logged */
	struct params query, form, cookies;
	bool takes_file; /* the route does: forms of parts are read; elsewhere they are an unknown
			    type */
	struct upload {
		const char *name; /* as the browser calls it: shown, never a path */
		const char *p;    /* NULL: none was sent */
		size_t len;
	} file;
	cJSON *json;      /* the body of a JSON request, else NULL */
	const char *body; /* raw bytes as read */
	size_t body_len;
	const char *content_type, *accept, *accept_language, *authorization, *idempotency_key,
		*if_match, *origin, *sec_fetch_site, *user_agent, *webhook_id, *webhook_timestamp,
		*webhook_signature;
	const char *remote_addr; /* nginx's REMOTE_ADDR, nothing else */
	char id[17];             /* request id: 16 hex digits */
	struct instant now;
	/* from routing and the guard */
	const struct route *route;
	const char *path_param[REQUEST_PATH_PARAMS]; /* {captures} in order */
	bool wants_json;                             /* Accept: application/json, or an API route */
	enum lang lang;
	const char *theme;       /* "", "light" or "dark" */
	const char *country;     /* of phone numbers without a country code; NULL: "CN" */
	struct session *session; /* NULL: nobody signed in */
	struct visit *visit;     /* the walk's own notes: nothing for handlers */
};

struct header {
	const char *name, *value;
};
#define RESPONSE_HEADERS 20
struct response {
	struct arena *arena;
	int status; /* 0 until answered */
	const char *content_type;
	struct header header[RESPONSE_HEADERS];
	size_t n_headers;
	struct buf body;
	/* In place of the body: what is too large to hold. Whoever opened it closes it, when the
	 * arena is emptied. */
	bool has_file;
	int file;
	uint64_t file_len;
};

/* What the web server hands over: names and values as FastCGI parameters. An empty value is an
 * absent one; a name we read that is given twice is WEB_BAD_REQUEST. WIRE_REQUEST_ID is set by
 * web/fcgi.c, never by the peer. */
#define WIRE_REQUEST_ID "REGULARS_REQUEST_ID"
struct wire_file { /* sent behind what was printed */
	bool is_set;
	int fd;
	uint64_t len;
};
struct wire {
	const char *const *params; /* "NAME=value", NULL-terminated */
	const char *body;
	size_t body_len;
	struct wire_file *file; /* where an answer says that a file is its body */
};
enum web_refusal { WEB_OK, WEB_BAD_REQUEST, WEB_TOO_LARGE, WEB_BAD_METHOD, WEB_BAD_TYPE };
/* Fills req from the wire (all of it anew; also when refused): decodes path and query; `+` (not in
 * the path) and %XX once; bad %, %00, UTF-8, an encoded slash, a dot segment -> WEB_BAD_REQUEST.
 * Cookies are taken as they are, malformed ones skipped. Strings may point into *w. app, route,
 * lang, theme and session are the caller's. The body is parsed by request_parse_body, when the
 * route's limits are known. */
enum web_refusal request_init(struct request *req, struct arena *a, const struct wire *w,
			      const char *base_path);
/* application/x-www-form-urlencoded; multipart/form-data with at most one file; application/json
 * through the strict gate. *pointer_message says why a JSON body is refused. An empty body is no
 * error. */
enum web_refusal request_parse_body(struct request *req, const char **why);

void response_init(struct response *res, struct arena *a);
/* Names and values with bytes outside 0x20..0x7e, or an unknown status, are fail(): they are our
 * own words. */
void response_header(struct response *res, const char *name, const char *value);
/* The whole answer as FastCGI wants it: "Status: 200 OK\r\n…\r\n\r\nbody". HEAD keeps
 * Content-Length and drops the body. */
void response_print(struct buf *out, const struct response *res, bool head_only);
const char *status_text(int status); /* NULL: not a status we use */

/* ---- cookies ---- */
void cookies_parse(struct arena *a, const char *header, struct params *out);
/* `name` without prefix; `__Host-` at the root, `__Secure-` with Path=<base_path> under a prefix.
 * max_age < 0: session cookie; 0: delete. Plain (no prefix, readable lang and theme) cookies:
 * secret = false. */
struct cookie {
	const char *name, *value;
	int64_t max_age;
	bool secret; /* prefixed, HttpOnly */
	bool strict; /* SameSite=Strict, else Lax */
};
void response_cookie(struct response *res, const char *base_path, const struct cookie *c);
const char *request_cookie(const struct request *req, const char *base_path, const char *name,
			   bool secret);

/* ---- URLs ---- */
/* %XX (and, where told, `+`) decoded once. NULL: bad %, or the result is not UTF-8 or holds NUL. */
char *url_decode(struct arena *a, const char *s, size_t len, bool plus_is_space);
/* application/x-www-form-urlencoded, at most PARAMS_MAX pairs (more: WEB_TOO_LARGE); empty pairs
 * are skipped. */
#define PARAMS_MAX 2000
enum web_refusal params_parse(struct arena *a, const char *s, size_t len, struct params *out);
/* Percent-encodes for a path segment or query value. */
void url_encode(struct buf *b, const char *s);
/* base_path + printf'd path; every %s must already be safe (ids, numbers) or passed through
 * url_encode. */
char *url_path(struct arena *a, const char *base_path, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* `path` begins with one "/", no "//", "\\", control byte or scheme: fit for a redirect after
 * sign-in. */
bool url_is_local(const char *path);

/* ---- route patterns ---- */
/* "/o/{number}" against a path; captures go to out[] as decoded text. A capture is one segment
 * of 1..128 bytes. */
bool route_match(const char *pattern, const char *path, struct arena *a,
		 const char *out[REQUEST_PATH_PARAMS]);

/* ---- fields: one table reads an HTML form and a JSON body (web/form.c) ---- */
/* A field that is absent, null or only white space and not required leaves the target as it was:
 * set defaults before (a zero DATE or TIME becomes INSTANT_NONE). Full-width digits and signs of
 * Chinese keyboards are taken as ASCII in all kinds but texts and secrets. */
enum field_kind {
	FIELD_TEXT,   /* one line, NFC, trimmed; -> const char * (NULL when empty and optional) */
	FIELD_NOTE,   /* several lines */
	FIELD_SECRET, /* as typed; never echoed (passwords, codes) */
	FIELD_INT,    /* -> int64_t; JSON number or text */
	FIELD_MONEY,  /* decimal text -> int64_t minor units; a JSON number is refused */
	FIELD_UNIT_PRICE,   /* decimal text -> int64_t thousandths of the minor unit */
	FIELD_BOOL,         /* checkbox (on, 1, true, yes; their opposites) or JSON boolean -> bool;
			       required: it must be true */
	FIELD_ENUM,         /* word of words[] -> int (its index) */
	FIELD_ID,           /* -> uint64_t */
	FIELD_NUMBER_ORDER, /* order number folded -> const char * */
	FIELD_EMAIL,        /* checked address as typed -> const char * */
	FIELD_PHONE,        /* -> const char * as typed; checked for the shop's country */
	FIELD_COUNTRY,      /* ISO 3166-1, two letters of either case -> const char *, capital */
	FIELD_DATE,         /* YYYY-MM-DD -> struct instant: local midnight */
	FIELD_TIME,   /* RFC 3339, or local YYYY-MM-DDTHH:MM of datetime-local -> struct instant */
	FIELD_LIST,   /* JSON array of objects, or form names "lines.0.sku" (gaps and empty rows are
		       * left out): rows of `sub` -> struct   field_rows. One `sub` with the name "":
		       * an   array of plain values, or one form name given repeatedly */
	FIELD_OBJECT, /* nested object, or form names "address.city" -> its struct in place */
};
struct field {
	const char *name;
	enum field_kind kind;
	size_t offset; /* into the target struct */
	bool required;
	int64_t min, max; /* numbers: value (both 0: no limit; INT64_MIN/MAX: none on that side);
			   * texts: characters (max 0: 200); FIELD_LIST: rows (max 0: 200) */
	const char *const *words; /* FIELD_ENUM */
	size_t n_words;
	const struct field *sub; /* FIELD_LIST, FIELD_OBJECT; an OBJECT that is absent and not
				    required is left as it was */
	size_t n_sub;
	size_t sub_size;     /* sizeof of the row or nested struct */
	const char *missing; /* N_() message when it is required and empty; NULL: "This field is
				required" */
	const char *label;   /* FIELD_ENUM: the kind of label that people read its words by */
};
struct field_rows {
	void *v; /* n structs of sub_size */
	size_t n;
	size_t *index; /* the numbers the rows were sent under, for errors about them */
};
struct field_error {
	const char *pointer; /* "/lines/0/quantity" */
	const char *name;    /* "lines.0.quantity", the form's control */
	const char *
		code; /* machine word: required, too_long, not_a_number, out_of_range, unknown, … */
	const char *message; /* English msgid; translated when shown */
	const char *arg;     /* fills {arg} in the message; may be NULL */
	const char *label;   /* arg is words of this kind of label, ", " between; may be NULL */
	const char *instead; /* values that could stand there, ", " between; may be NULL */
};
struct field_errors {
	struct arena *arena;
	struct field_error *v;
	size_t n, cap;
};
/* Each pointer has one error, the first. */
void field_error(struct field_errors *e, const char *pointer, const char *code, const char *message,
		 const char *arg);
/* There is an error of this field, or of what is below it: what else could be said of it would only
 * follow from that. */
bool field_is_wrong(const struct field_errors *e, const char *pointer);
/* Reads req's JSON body or form into *target by the table. All errors are gathered (at most 100);
 * unknown JSON members and form names (but csrf, form_key and submit names starting with "do") are
 * errors too. True: no error. */
bool fields_read(const struct request *req, const struct field *table, size_t n, void *target,
		 const char *currency, struct field_errors *errors)
	__attribute__((warn_unused_result));
/* The same over the query string, for list filters: unknown names are ignored. */
bool fields_read_query(const struct request *req, const struct field *table, size_t n, void *target,
		       const char *currency, struct field_errors *errors)
	__attribute__((warn_unused_result));
/* One value as a form has it, from elsewhere (a cell of a file): into *member. NULL: it is fine, or
 * nothing stands there and the member is as it was; else the error's code. */
const char *field_read_text(struct arena *a, const struct field *f, const char *text,
			    const char *currency, const char *country, void *member);
/* What was typed, for showing a form again: {"name": "value", "lines": [{"index": "0", …}]},
 * secrets left out. A row is to be shown under its old index, which errors name. */
cJSON *fields_typed(const struct request *req, const struct field *table, size_t n);

#endif
