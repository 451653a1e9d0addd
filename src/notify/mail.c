/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laying a message out as e-mail and handing it over. */
#include "notify/mail.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "notify/choice.h"

enum { WORD_BYTES = 42, LINE = 57 }; /* 57 bytes make 76 characters of base 64 */

static bool is_plain(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || (unsigned char)*s > 0x7e)
			return false;
	return true;
}

static void add_base64(struct buf *b, const char *p, size_t n)
{
	char out[128];

	sodium_bin2base64(out, sizeof out, (const unsigned char *)p, n,
			  sodium_base64_VARIANT_ORIGINAL);
	buf_adds(b, out);
}

/* Encoded words of at most 75 characters, never cut inside a character. */
static void add_words(struct buf *b, const char *s)
{
	while (*s) {
		size_t n = strlen(s);
		if (n > WORD_BYTES) {
			n = WORD_BYTES;
			while (((unsigned char)s[n] & 0xc0) == 0x80)
				n--;
		}
		buf_addlit(b, "=?UTF-8?B?");
		add_base64(b, s, n);
		buf_addlit(b, "?=");
		s += n;
		if (*s)
			buf_addlit(b, "\r\n ");
	}
}

void mail_header(struct buf *b, const char *name, const char *value)
{
	buf_adds(b, name);
	buf_addlit(b, ": ");
	if (is_plain(value))
		buf_adds(b, value);
	else
		add_words(b, value);
	buf_addlit(b, "\r\n");
}

static void add_part(struct buf *b, const char *boundary, const char *type, const char *body)
{
	size_t left = strlen(body);

	buf_addf(b,
		 "--%s\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: "
		 "base64\r\n\r\n",
		 boundary, type);
	while (left > 0) {
		size_t n = left > LINE ? LINE : left;
		add_base64(b, body, n);
		buf_addlit(b, "\r\n");
		body += n;
		left -= n;
	}
}

static void add_date(struct buf *b, struct instant t)
{
	static const char *const day[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil c = instant_to_utc(t);

	buf_addf(b, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", day[c.weekday], c.day,
		 month[c.month - 1], c.year, c.hour, c.minute, c.second);
}

static const char *host_of(struct work *w)
{
	const char *p = strstr(w->app->config->base_url, "://");
	size_t n = p ? strcspn(p + 3, ":/") : 0;

	return n ? arena_strndup(w->arena, p + 3, n) : "localhost";
}

char *mail_url(struct work *w, const char *path)
{
	return path ? arena_printf(w->arena, "%s%s%s", w->app->config->base_url,
				   w->app->config->base_path, path)
		    : NULL;
}

/* RFC 8058: the button acts at once, over https alone. */
static void add_unsubscribe(struct work *w, const struct message *m, struct buf *b)
{
	if (!message_has_button(message_topic(m->template)))
		return;
	buf_addf(b, "List-Unsubscribe: <%s>\r\n", mail_url(w, choice_one_click_path(w, m)));
	if (text_starts_with(w->app->config->base_url, "https://"))
		buf_addlit(b, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
}

/* Where its data says; else to the shop. */
static const char *reply_to(struct work *w, const struct message *m)
{
	cJSON *data = m->data ? json_read_own(arena_strdup(w->arena, m->data)) : NULL;
	const char *own = data ? json_get_text(data, "reply_to") : NULL;

	return own ? own : w->app->settings.email;
}

char *mail_compose(struct work *w, const struct message *m, const struct mail *mail, size_t *len)
{
	const struct settings *s = &w->app->settings;
	const char *shop = m->lang == LANG_ZH ? s->shop_name_zh : s->shop_name_en,
		   *host = host_of(w);
	char *boundary = arena_printf(w->arena, "=_%llx", (unsigned long long)m->id);
	struct buf b, from;

	buf_init(&b, w->arena);
	buf_init(&from, w->arena);
	add_date(&b, m->created_at);
	if (is_plain(shop))
		buf_addf(&from, "\"%s\"", shop);
	else
		add_words(&from, shop);
	buf_addf(&b, "From: %s <%s>\r\n", from.p, w->app->config->mail_from);
	mail_header(&b, "To", m->recipient);
	mail_header(&b, "Reply-To", reply_to(w, m));
	mail_header(&b, "Subject", mail->subject);
	buf_addf(&b, "Message-ID: <%llu@%s>\r\n", (unsigned long long)m->id, host);
	if (m->order_id)
		buf_addf(&b, "References: <order.%llu@%s>\r\n", (unsigned long long)m->order_id,
			 host);
	add_unsubscribe(w, m, &b);
	buf_addf(&b,
		 "Auto-Submitted: auto-generated\r\nContent-Language: %s\r\nMIME-Version: 1.0\r\n"
		 "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n",
		 lang_tag[m->lang], boundary);
	add_part(&b, boundary, "text/plain", mail->text);
	add_part(&b, boundary, "text/html", mail->html);
	buf_addf(&b, "--%s--\r\n", boundary);
	*len = b.len;
	return b.p;
}
