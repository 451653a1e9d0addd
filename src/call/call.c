/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests through libcurl. The host's addresses are looked up here and checked; libcurl connects
 * to these and to no others. */
#include "call/call.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include "base/fail.h"
#include "base/text.h"

enum {
	CONNECT_MS = 5000,
	TOTAL_MS = 15000,
	ANSWER_MAX = 65536, /* more is not read */
	KEPT = 16384,
	EXCERPT = 1000, /* of it, for people */
	ADDRESSES = 8,
};

struct call {
	struct arena *arena;
	bool local; /* addresses of one's own are allowed: for trials */
	size_t got;
	char kept[KEPT];
	size_t n_kept;
	char error[CURL_ERROR_SIZE];
};

/* Called from within libcurl: nothing here may fail. */
static size_t take(char *p, size_t size, size_t n, void *arg)
{
	struct call *c = arg;
	size_t len = size * n, room = KEPT - c->n_kept, keep = len < room ? len : room;

	memcpy(c->kept + c->n_kept, p, keep);
	c->n_kept += keep;
	c->got += len;
	return c->got > ANSWER_MAX ? 0 : len;
}

/* Once more at the very door: whatever was looked up or meant, this is where it goes. */
static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	const struct call *c = arg;

	(void)purpose;
	if (!c->local && !call_is_global(&a->addr))
		return CURL_SOCKET_BAD;
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* ---- where to ---- */

static bool name_address(const struct sockaddr *a, char *out, size_t size)
{
	return getnameinfo(a,
			   a->sa_family == AF_INET ? sizeof(struct sockaddr_in)
						   : sizeof(struct sockaddr_in6),
			   out, (socklen_t)size, NULL, 0, NI_NUMERICHOST) == 0;
}

static void free_addresses(void *list)
{
	freeaddrinfo(list);
}

/* "host:port:address,address", each of them allowed; NULL: *why. */
static const char *resolve(struct call *c, const struct call_target *t, const char **why)
{
	struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM }, *list;
	const char *out = NULL;
	int n = 0;

	if (getaddrinfo(t->host, t->port, &hints, &list) != 0) {
		*why = "the host's name is not known";
		return NULL;
	}
	arena_defer(c->arena, free_addresses, list);
	for (struct addrinfo *i = list; i && n < ADDRESSES; i = i->ai_next) {
		char text[INET6_ADDRSTRLEN];

		if (!c->local && !call_is_global(i->ai_addr)) {
			*why = "the host's address is not public";
			return NULL;
		}
		if (!name_address(i->ai_addr, text, sizeof text))
			continue;
		out = n++ ? arena_printf(c->arena, "%s,%s", out, text)
			  : arena_printf(c->arena, "%s:%s:%s", t->host, t->port, text);
	}
	if (!out)
		*why = "the host has no address";
	return out;
}

/* "[2001:db8::1]" without its brackets. */
static const char *bare(struct arena *a, const char *host)
{
	return host[0] == '[' ? arena_strndup(a, host + 1, strlen(host) - 2) : host;
}

/* An address instead of a name: libcurl looks nothing up. */
static bool is_allowed_literal(struct call *c, const struct call_target *t)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	const char *host = bare(c->arena, t->host);

	if (c->local)
		return true;
	if (inet_pton(AF_INET, host, &v4.sin_addr) == 1)
		return call_is_global((const struct sockaddr *)&v4);
	return inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 &&
	       call_is_global((const struct sockaddr *)&v6);
}

/* ---- the call ---- */

static void close_curl(void *curl)
{
	curl_easy_cleanup(curl);
}

static void free_list(void *list)
{
	curl_slist_free_all(list);
}

static struct curl_slist *add(struct arena *a, struct curl_slist *list, const char *line)
{
	struct curl_slist *more = curl_slist_append(list, line);

	if (!more)
		fail("call: out of memory");
	if (!list)
		arena_defer(a, free_list, more);
	return more;
}

static void set_limits(CURL *curl, struct call *c)
{
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, c->local ? "http,https" : "https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)TOTAL_MS);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "Regulars/" PACKAGE_VERSION);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, c);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, c);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, c->error);
}

/* What is kept is read by people: text, and no more than that. */
static const char *readable(struct call *c)
{
	char *s = arena_strndup(c->arena, c->kept, c->n_kept < EXCERPT ? c->n_kept : EXCERPT);
	size_t n = strlen(s), cut = n;

	/* a character that was cut at the end */
	while (cut > 0 && n - cut < 4 && !text_is_utf8(s, cut))
		cut--;
	if (text_is_utf8(s, cut))
		s[cut] = 0;
	for (unsigned char *p = (unsigned char *)s; *p; p++)
		if ((*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f)
			*p = ' ';
	if (!text_is_utf8(s, strlen(s)))
		for (unsigned char *p = (unsigned char *)s; *p; p++)
			*p = *p < 0x80 ? *p : '?';
	return *s ? s : NULL;
}

static struct call_answer answer_of(CURL *curl, CURLcode e, struct call *c)
{
	struct call_answer out = { 0 };
	curl_off_t us = 0, after = 0;
	long status = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &us);
	curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &after);
	out.ms = (int)(us / 1000);
	out.retry_after = after;
	/* an answer too long for us is an answer */
	if (e == CURLE_OK || (e == CURLE_WRITE_ERROR && c->got > ANSWER_MAX))
		out.status = (int)status;
	else
		out.error = arena_strdup(c->arena, *c->error ? c->error : curl_easy_strerror(e));
	out.answer = readable(c);
	out.body = arena_strndup(c->arena, c->kept, c->n_kept);
	return out;
}

struct call_answer call_post(struct arena *a, const struct config *config,
			     const struct call_request *r)
{
	struct call *c = arena_new_of(a, struct call);
	struct curl_slist *headers = NULL;
	struct call_target t;
	const char *pin = NULL, *why = NULL;
	CURL *curl;

	c->arena = a;
	c->local = config->webhook_local;
	if (!call_read_url(a, r->url, c->local, &t))
		return (struct call_answer){ .error = "the address is not one that is called" };
	if (t.is_literal && !is_allowed_literal(c, &t))
		return (struct call_answer){ .error = "the host's address is not public" };
	if (!t.is_literal && !(pin = resolve(c, &t, &why)))
		return (struct call_answer){ .error = why };
	curl = curl_easy_init();
	if (!curl)
		fail("call: libcurl does not start");
	arena_defer(a, close_curl, curl);
	set_limits(curl, c);
	curl_easy_setopt(curl, CURLOPT_URL, t.url);
	if (pin)
		curl_easy_setopt(curl, CURLOPT_RESOLVE, add(a, NULL, pin));
	for (size_t i = 0; i < r->n_headers; i++)
		headers = add(a, headers, r->headers[i]);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, r->body);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(r->body));
	return answer_of(curl, curl_easy_perform(curl), c);
}
