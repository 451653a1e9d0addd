/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail server, spoken to through libcurl: one connection for a batch. */
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include "base/fail.h"
#include "base/text.h"
#include "notify/post.h"

enum { REPLY_BYTES = 160, CONNECT_MS = 10000 };

struct smtp {
	struct arena *arena;
	CURL *curl;
	const struct config *config;
	enum smtp_phase phase;   /* by the last command */
	bool leaving;            /* QUIT is sent: what was wrong came before it */
	char reply[REPLY_BYTES]; /* the first line of the last answer */
	char error[CURL_ERROR_SIZE];
};

/* ---- listening in ---- */

/* What stands for a phase in what libcurl sends. */
static const char *const command[SMTP_PHASE__MAX] = {
	[SMTP_SENDER] = "MAIL",
	[SMTP_RECIPIENT] = "RCPT",
	[SMTP_CONTENT] = "DATA",
};

static enum smtp_phase phase_of(const char *line, size_t n)
{
	for (int i = SMTP_SENDER; i < SMTP_PHASE__MAX; i++)
		if (n >= 4 && !strncmp(line, command[i], 4))
			return (enum smtp_phase)i;
	return SMTP_SETUP;
}

/* An answer of several lines says most in its first; "354 go on" is not the answer to the content.
 */
static void keep_reply(struct smtp *s, const char *line, size_t n)
{
	if (s->reply[0] && s->reply[0] != '3')
		return;
	while (n > 0 && (line[n - 1] == '\r' || line[n - 1] == '\n'))
		n--;
	if (n > REPLY_BYTES - 1)
		n = REPLY_BYTES - 1;
	for (size_t i = 0; i < n; i++)
		s->reply[i] = line[i] < 0x20 || line[i] > 0x7e ? '?' : line[i];
	s->reply[n] = 0;
}

/* Called from within libcurl: nothing here may fail. What is sent is looked at for its command
 * alone; the sign-in comes by here too. */
static int listen_in(CURL *curl, curl_infotype type, char *data, size_t n, void *arg)
{
	struct smtp *s = arg;

	(void)curl;
	if (type == CURLINFO_HEADER_OUT && n >= 4 && !strncmp(data, "QUIT", 4))
		s->leaving = true;
	if (s->leaving)
		return 0;
	if (type == CURLINFO_HEADER_OUT) {
		s->phase = phase_of(data, n);
		s->reply[0] = 0;
	} else if (type == CURLINFO_HEADER_IN) {
		keep_reply(s, data, n);
	}
	return 0;
}

static int reply_code(const struct smtp *s)
{
	int code;

	return sscanf(s->reply, "%3d", &code) == 1 ? code : 0;
}

/* ---- the connection ---- */

static void close_curl(void *curl)
{
	curl_easy_cleanup(curl);
}

/* What the server is told we are called, behind its own address: libcurl takes it from there. */
static const char *url_of(struct arena *a, const struct config *c)
{
	const char *host = strstr(c->base_url, "://");
	size_t n = host ? strcspn(host + 3, ":/") : 0;

	return arena_printf(a, "%s/%.*s", c->mail, n ? (int)n : 9, n ? host + 3 : "localhost");
}

/* A line that may be in the clear is not made safe by a certificate; mail servers next door often
 * have one that nobody vouches for. */
static void set_tls(CURL *curl, const struct config *c)
{
	bool may_be_clear =
		!strcmp(c->mail_tls, "opportunistic") && text_starts_with(c->mail, "smtp://");

	curl_easy_setopt(curl, CURLOPT_USE_SSL, may_be_clear ? CURLUSESSL_TRY : CURLUSESSL_ALL);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, may_be_clear ? 0L : 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, may_be_clear ? 0L : 2L);
	if (*c->mail_ca_file)
		curl_easy_setopt(curl, CURLOPT_CAINFO, c->mail_ca_file);
}

struct smtp *smtp_new(struct arena *a, const struct config *c)
{
	struct smtp *s = arena_new_of(a, struct smtp);

	s->arena = a;
	s->config = c;
	s->curl = curl_easy_init();
	if (!s->curl)
		fail("mail: libcurl does not start");
	arena_defer(a, close_curl, s->curl);
	curl_easy_setopt(s->curl, CURLOPT_URL, url_of(a, c));
	curl_easy_setopt(s->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(s->curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(s->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(s->curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, (long)c->mail_timeout);
	curl_easy_setopt(s->curl, CURLOPT_ERRORBUFFER, s->error);
	curl_easy_setopt(s->curl, CURLOPT_DEBUGFUNCTION, listen_in);
	curl_easy_setopt(s->curl, CURLOPT_DEBUGDATA, s);
	curl_easy_setopt(s->curl, CURLOPT_VERBOSE, 1L);
	set_tls(s->curl, c);
	if (*c->mail_user) {
		curl_easy_setopt(s->curl, CURLOPT_USERNAME, c->mail_user);
		curl_easy_setopt(s->curl, CURLOPT_PASSWORD,
				 config_read_secret(a, c->mail_password_file));
	}
	return s;
}

/* ---- a message ---- */

struct reading {
	const struct letter *letter;
	size_t at;
};

static size_t read_letter(char *to, size_t size, size_t n, void *arg)
{
	struct reading *r = arg;
	size_t left = r->letter->len - r->at, take = size * n < left ? size * n : left;

	memcpy(to, r->letter->raw + r->at, take);
	r->at += take;
	return take;
}

/* Servers like to repeat the address; whoever may not see it reads this too. */
static const char *without_address(struct smtp *s, const char *text, const char *address)
{
	const char *at = strcasestr(text, address);

	if (!at || !*address)
		return text;
	return arena_printf(s->arena, "%.*s%s%s", (int)(at - text), text,
			    text_mask_email(s->arena, address), at + strlen(address));
}

static const char *why_not(struct smtp *s, CURLcode e, int code, const char *address)
{
	if (code >= 400)
		return without_address(s, arena_strdup(s->arena, s->reply), address);
	return arena_printf(s->arena, "mail server: %s",
			    *s->error ? s->error : curl_easy_strerror(e));
}

static CURLcode perform(struct smtp *s)
{
	s->phase = SMTP_SETUP;
	s->leaving = false;
	s->reply[0] = s->error[0] = 0;
	return curl_easy_perform(s->curl);
}

enum post_outcome smtp_send(struct smtp *s, const struct letter *l, const char **said)
{
	const char *from = arena_printf(s->arena, "<%s>", s->config->mail_from),
		   *to = arena_printf(s->arena, "<%s>", l->recipient);
	struct curl_slist one = { (char *)(uintptr_t)to, NULL };
	struct reading r = { l, 0 };
	CURLcode e;

	*said = NULL;
	if (!text_email_key(s->arena, l->recipient) || strpbrk(l->recipient, "<>\r\n \t")) {
		*said = "the recipient is not an e-mail address";
		return POST_REFUSED;
	}
	curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, &one);
	curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(s->curl, CURLOPT_READFUNCTION, read_letter);
	curl_easy_setopt(s->curl, CURLOPT_READDATA, &r);
	curl_easy_setopt(s->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)l->len);
	e = perform(s);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, NULL);
	if (e == CURLE_OK) {
		*said = without_address(s, arena_strdup(s->arena, s->reply), l->recipient);
		return POST_DONE;
	}
	*said = why_not(s, e, reply_code(s), l->recipient);
	return post_judge(s->phase, reply_code(s));
}

const char *smtp_try(struct smtp *s)
{
	CURLcode e;

	curl_easy_setopt(s->curl, CURLOPT_CONNECT_ONLY, 1L);
	e = perform(s);
	curl_easy_setopt(s->curl, CURLOPT_CONNECT_ONLY, 0L);
	return e == CURLE_OK ? NULL : why_not(s, e, reply_code(s), "");
}
