/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up the ways messages go, and trying them. */
#include "notify/channel.h"

#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "notify/channel_seal.h"

const char *const message_channel_word[MESSAGE_CHANNEL__MAX] = {
	[CHANNEL_EMAIL] = "email",           [CHANNEL_SMS] = "sms",
	[CHANNEL_WECHAT] = "wechat",         [CHANNEL_CHAT_WECHAT] = "chat_wechat",
	[CHANNEL_CHAT_WEIBO] = "chat_weibo", [CHANNEL_CHAT_WIDGET] = "chat_widget",
	[CHANNEL_CHAT_OTHER] = "chat_other",
};

/* ---- what may be saved ---- */

static const struct channel_values sample = {
	.v = { [VALUE_TO] = "+8613800000000",
	       [VALUE_NATIONAL] = "13800000000",
	       [VALUE_TEXT] = "a \"text\"",
	       [VALUE_SUBJECT] = "a",
	       [VALUE_LINK] = "a",
	       [VALUE_CODE] = "123456",
	       [VALUE_KIND] = "trial",
	       [VALUE_LANG] = "en",
	       [VALUE_ID] = "1",
	       [VALUE_SECRET] = "a" },
};

static bool is_json(struct work *w, const char *text)
{
	cJSON *tree;
	size_t at;

	return json_parse(w->arena, text, strlen(text), &tree, &at) == JSON_OK;
}

/* A template of the provider's may be filled with less than the whole text. */
static bool says_something(const char *body)
{
	static const char *const words[] = { "{{text}}", "{{subject}}", "{{link}}", "{{code}}" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(body, words[i]))
			return true;
	return false;
}

static bool is_printable(const char *s)
{
	for (; *s; s++)
		if (*s <= 0x20 || *s > 0x7e)
			return false;
	return true;
}

static enum channel_refusal check(struct work *w, const struct channel_draft *d,
				  struct channel_answer *out)
{
	struct call_target t;
	const char *headers, *body;
	size_t n;

	if (!call_read_url(w->arena, d->url, w->app->config->webhook_local, &t))
		return CHANNEL_BAD_URL;
	if (d->secret && !is_printable(d->secret))
		return CHANNEL_BAD_SECRET;
	out->is_in_headers = true;
	headers = channel_fill(w->arena, d->headers, ESCAPE_NONE, &sample, &out->word);
	if (!headers)
		return CHANNEL_UNKNOWN_WORD;
	if (!channel_header_lines(w->arena, headers, &n))
		return CHANNEL_BAD_HEADERS;
	out->is_in_headers = false;
	body = channel_fill(w->arena, d->body, d->format == FORMAT_JSON ? ESCAPE_JSON : ESCAPE_URL,
			    &sample, &out->word);
	if (!body)
		return CHANNEL_UNKNOWN_WORD;
	if (d->format == FORMAT_JSON && !is_json(w, body))
		return CHANNEL_NOT_JSON;
	return says_something(d->body) ? CHANNEL_OK : CHANNEL_NO_TEXT;
}

/* ---- saving ---- */

/* Those who put messages into the outbox look at it before. */
static void set_wanted(struct work *w, enum message_channel c, bool wanted)
{
	bool *const seen[MESSAGE_CHANNEL__MAX] = {
		[CHANNEL_SMS] = &w->app->settings.sms,
		[CHANNEL_WECHAT] = &w->app->settings.wechat,
	};

	if (!seen[c])
		return;
	if (!setting_put(w->db, w->arena, message_channel_word[c], wanted ? "yes" : "no", w->now))
		fail("setting %s cannot be written", message_channel_word[c]);
	*seen[c] = wanted;
}

/* The host alone: paths may hold keys. */
static const char *said(struct work *w, const struct channel *c)
{
	struct call_target t;

	return arena_printf(w->arena, "%s %s %s", message_channel_word[c->channel],
			    c->is_on ? "on" : "off",
			    call_read_url(w->arena, c->url, true, &t) ? t.host : "-");
}

static int save(struct work *w, void *arg)
{
	const struct channel_draft *d = arg;
	struct channel was, c;

	channel_store_get(w, d->channel, &was);
	c = (struct channel){ .channel = d->channel,
			      .is_on = d->is_on,
			      .url = d->url,
			      .format = d->format,
			      .headers = d->headers,
			      .body = d->body,
			      .good_member = d->good_member,
			      .good_value = d->good_value,
			      .secret = was.secret };
	if (d->forget_secret)
		c.secret = bytes_of(NULL, 0);
	if (d->secret)
		c.secret = channel_seal(w, d->channel, d->secret);
	channel_store_put(w, &c);
	set_wanted(w, d->channel, d->is_on);
	audit_write(w, &(struct audit){ .kind = AUDIT_CHANNEL_CHANGED,
					.who = w->actor,
					.was = said(w, &was),
					.became = said(w, &c) });
	return 0;
}

enum channel_refusal channel_save(struct work *w, const struct channel_draft *d,
				  struct channel_answer *out)
{
	struct channel_draft own = *d;
	enum channel_refusal r = check(w, d, out);

	if (r == CHANNEL_OK)
		(void)work_transaction(w, save, &own);
	return r;
}

bool message_goes_by(struct work *w, enum message_channel c)
{
	struct channel row;

	if (c == CHANNEL_EMAIL)
		return true;
	channel_store_get(w, c, &row);
	return row.is_on && *row.url;
}

/* ---- trying ---- */

struct trying {
	enum message_channel channel;
	const char *to;
	enum lang lang;
};

static int put_trial(struct work *w, void *arg)
{
	const struct trying *t = arg;
	uint64_t id = work_id(w);
	struct message m = {
		.id = id,
		.event_id = id,
		.template = "trial",
		.channel = t->channel,
		.recipient = t->to,
		.lang = t->lang,
		.run_at = w->now,
	};

	(void)!outbox_insert(w, &m);
	channel_store_trial(w, t->channel, id);
	audit_write(w, &(struct audit){ .kind = AUDIT_CHANNEL_TRIED,
					.who = w->actor,
					.became = message_channel_word[t->channel] });
	return 0;
}

bool channel_try(struct work *w, enum message_channel c, const char *to, enum lang lang)
{
	struct trying t = { c, to, lang };
	struct channel row;

	channel_store_get(w, c, &row);
	if (c != CHANNEL_EMAIL && !*row.url)
		return false;
	(void)work_transaction(w, put_trial, &t);
	return true;
}
