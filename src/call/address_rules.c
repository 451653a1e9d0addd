/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses may be called. Pure: nothing is looked up. */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <string.h>
#include "call/call.h"

/* What is set aside for one's own use, for trials, for groups, or has another address inside
 * (the registries of special addresses, RFC 6890 and those after it). */
static const struct {
	uint32_t net;
	int bits;
} special4[] = {
	{ 0x00000000, 8 },  /* this network */
	{ 0x0a000000, 8 },  /* private */
	{ 0x64400000, 10 }, /* behind a carrier's own */
	{ 0x7f000000, 8 },  /* this machine */
	{ 0xa9fe0000, 16 }, /* this link; clouds answer there */
	{ 0xac100000, 12 }, /* private */
	{ 0xc0000000, 24 }, /* protocols */
	{ 0xc0000200, 24 }, /* for examples */
	{ 0xc0586300, 24 }, /* relays to IPv6 */
	{ 0xc0a80000, 16 }, /* private */
	{ 0xc6120000, 15 }, /* for measurements */
	{ 0xc6336400, 24 }, /* for examples */
	{ 0xcb007100, 24 }, /* for examples */
	{ 0xe0000000, 4 },  /* groups */
	{ 0xf0000000, 4 },  /* set aside, and everybody */
};

bool call_is_global4(const uint8_t a[4])
{
	uint32_t v = (uint32_t)a[0] << 24 | (uint32_t)a[1] << 16 | (uint32_t)a[2] << 8 | a[3];

	for (size_t i = 0; i < sizeof special4 / sizeof *special4; i++)
		if (((v ^ special4[i].net) >> (32 - special4[i].bits)) == 0)
			return false;
	return true;
}

/* Only 2000::/3 is given out; of it these are not. */
static const struct {
	uint8_t net[4];
	int bits;
} special6[] = {
	{ { 0x20, 0x01, 0x00, 0x00 }, 23 }, /* protocols, tunnels */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* for examples */
	{ { 0x20, 0x02, 0x00, 0x00 }, 16 }, /* with an IPv4 address inside */
	{ { 0x3f, 0xff, 0x00, 0x00 }, 20 }, /* for examples */
};

bool call_is_global6(const uint8_t a[16])
{
	uint32_t v = (uint32_t)a[0] << 24 | (uint32_t)a[1] << 16 | (uint32_t)a[2] << 8 | a[3];

	if (a[0] >> 5 != 1)
		return false;
	for (size_t i = 0; i < sizeof special6 / sizeof *special6; i++) {
		const uint8_t *n = special6[i].net;
		uint32_t net =
			(uint32_t)n[0] << 24 | (uint32_t)n[1] << 16 | (uint32_t)n[2] << 8 | n[3];

		if (((v ^ net) >> (32 - special6[i].bits)) == 0)
			return false;
	}
	return true;
}

bool call_is_global(const struct sockaddr *a)
{
	if (a->sa_family == AF_INET) {
		struct sockaddr_in v4;

		memcpy(&v4, a, sizeof v4);
		return call_is_global4((const uint8_t *)&v4.sin_addr);
	}
	if (a->sa_family == AF_INET6) {
		struct sockaddr_in6 v6;

		memcpy(&v6, a, sizeof v6);
		return call_is_global6(v6.sin6_addr.s6_addr);
	}
	return false;
}

/* ---- the URL ---- */

static char *part(struct arena *a, CURLU *u, CURLUPart what)
{
	char *text = NULL, *own;

	if (curl_url_get(u, what, &text, what == CURLUPART_PORT ? CURLU_DEFAULT_PORT : 0) !=
	    CURLUE_OK)
		return NULL;
	own = arena_strdup(a, text);
	curl_free(text);
	return own;
}

/* "[::1]" or "10.0.0.1"; numbers in other ways of writing are such an address by now. */
static bool is_address(const char *host)
{
	uint8_t v4[4];

	return host[0] == '[' || inet_pton(AF_INET, host, v4) == 1;
}

static bool is_host(const char *host)
{
	return *host && strlen(host) <= 253 && host[strlen(host) - 1] != '.';
}

static bool read_parts(struct arena *a, CURLU *u, bool local, struct call_target *out)
{
	const char *scheme = part(a, u, CURLUPART_SCHEME);
	bool https = scheme && !strcmp(scheme, "https");

	if (!https && !(local && scheme && !strcmp(scheme, "http")))
		return false;
	if (part(a, u, CURLUPART_USER) || part(a, u, CURLUPART_PASSWORD) ||
	    part(a, u, CURLUPART_FRAGMENT))
		return false;
	out->url = part(a, u, CURLUPART_URL);
	out->host = part(a, u, CURLUPART_HOST);
	out->port = part(a, u, CURLUPART_PORT);
	if (!out->url || !out->host || !out->port || !is_host(out->host))
		return false;
	out->is_literal = is_address(out->host);
	return local || !strcmp(out->port, "443");
}

bool call_read_url(struct arena *a, const char *url, bool local, struct call_target *out)
{
	CURLU *u;
	bool ok;

	for (const char *p = url; *p; p++)
		if ((unsigned char)*p <= 0x20 || (unsigned char)*p >= 0x7f || *p == '\\')
			return false;
	if (strstr(url, ":///"))
		return false;
	u = curl_url();
	if (!u)
		return false;
	ok = strlen(url) <= CALL_URL && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
	     read_parts(a, u, local, out);
	curl_url_cleanup(u);
	return ok;
}
