/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message as a call to the program that sends it on. */
#include <string.h>
#include "base/fail.h"
#include "base/text.h"
#include "notify/channel_seal.h"

/* ---- the secret ---- */

static const char *context(struct work *w, enum message_channel c)
{
	return arena_printf(w->arena, "message_channel:%d", (int)c);
}

struct bytes channel_seal(struct work *w, enum message_channel c, const char *secret)
{
	size_t len;
	void *p = secret_seal(w->arena, w->app->keys.seal, context(w, c), secret, strlen(secret),
			      &len);

	return bytes_of(p, len);
}

const char *channel_unseal(struct work *w, enum message_channel c, struct bytes sealed)
{
	size_t len;
	char *p;

	if (!sealed.p || !sealed.len)
		return "";
	p = secret_open(w->arena, w->app->keys.seal, context(w, c), sealed.p, sealed.len, &len);
	return p ? arena_strndup(w->arena, p, len) : NULL;
}

/* ---- the call ---- */

struct channels {
	struct work *w;
	struct channel row[MESSAGE_CHANNEL__MAX];
	const char *secret[MESSAGE_CHANNEL__MAX];
	bool is_read[MESSAGE_CHANNEL__MAX];
};

struct channels *channels_new(struct work *w)
{
	struct channels *c = arena_new_of(w->arena, struct channels);

	c->w = w;
	return c;
}

static const struct channel *row_of(struct channels *c, enum message_channel which)
{
	if (!c->is_read[which]) {
		channel_store_get(c->w, which, &c->row[which]);
		c->secret[which] = channel_unseal(c->w, which, c->row[which].secret);
		c->is_read[which] = true;
	}
	return &c->row[which];
}

static const char *national(struct work *w, const struct message *m)
{
	return m->channel == CHANNEL_SMS
		       ? text_phone_national(w->arena, m->recipient, w->app->settings.country)
		       : m->recipient;
}

static struct channel_values values_of(struct work *w, const struct message *m,
				       const struct brief *b, const char *secret)
{
	return (struct channel_values){
		.v = { [VALUE_TO] = m->recipient,
		       [VALUE_NATIONAL] = national(w, m),
		       [VALUE_TEXT] = b->text,
		       [VALUE_SUBJECT] = b->subject,
		       [VALUE_LINK] = b->link,
		       [VALUE_CODE] = b->code,
		       [VALUE_KIND] = m->template,
		       [VALUE_LANG] = lang_tag[m->lang],
		       [VALUE_ID] = arena_printf(w->arena, "%llu", (unsigned long long)m->id),
		       [VALUE_SECRET] = secret },
	};
}

/* Templates were looked at before they were kept. */
static char *fill(struct work *w, const char *template, enum channel_escape how,
		  const struct channel_values *v)
{
	const char *unknown = NULL;
	char *text = channel_fill(w->arena, template, how, v, &unknown);

	if (!text)
		fail("message channel: %s means nothing", unknown);
	return text;
}

static struct call_answer call(struct work *w, const struct channel *c,
			       const struct channel_values *v)
{
	static const char *const type[FORMAT__MAX] = {
		[FORMAT_JSON] = "Content-Type: application/json",
		[FORMAT_FORM] = "Content-Type: application/x-www-form-urlencoded",
	};
	static const enum channel_escape how[FORMAT__MAX] = {
		[FORMAT_JSON] = ESCAPE_JSON,
		[FORMAT_FORM] = ESCAPE_URL,
	};
	const char *all[CHANNEL_HEADER_LINES + 2];
	size_t n;
	const char **own = channel_header_lines(w->arena, fill(w, c->headers, ESCAPE_NONE, v), &n);

	if (!own)
		return (struct call_answer){ .error = "a header cannot be sent" };
	memcpy(all, own, n * sizeof *own);
	all[n++] = type[c->format];
	all[n++] = "Expect:"; /* no question before the body */
	return call_post(w->arena, w->app->config,
			 &(struct call_request){ .url = c->url,
						 .headers = all,
						 .n_headers = n,
						 .body = fill(w, c->body, how[c->format], v) });
}

/* Who answers likes to repeat what was asked; whoever may not see it reads this too. */
static const char *without_secrets(struct work *w, const struct message *m, const char *said,
				   const struct channel_values *v)
{
	const char *mask = message_masked_recipient(w->arena, m);

	said = channel_hide(w->arena, said, v->v[VALUE_SECRET], "***");
	said = channel_hide(w->arena, said, v->v[VALUE_TO], mask);
	said = channel_hide(w->arena, said, v->v[VALUE_NATIONAL], mask);
	return channel_hide(w->arena, said, v->v[VALUE_CODE], "***");
}

enum post_outcome channel_send(struct channels *c, const struct message *m, const struct brief *b,
			       const char **said)
{
	struct work *w = c->w;
	const struct channel *row = row_of(c, m->channel);
	struct channel_values v = values_of(w, m, b, c->secret[m->channel]);
	enum post_outcome outcome;
	struct call_answer answer;

	/* a test is made before it is switched on */
	if (!*row->url || (!row->is_on && strcmp(m->template, "trial") != 0)) {
		*said = "this channel is switched off";
		return POST_REFUSED;
	}
	if (!c->secret[m->channel]) {
		*said = "the secret of this channel cannot be read any more: enter it again";
		return POST_AWAY;
	}
	answer = call(w, row, &v);
	outcome = channel_judge(w->arena, &answer, row->good_member, row->good_value, said);
	*said = without_secrets(w, m, *said, &v);
	return outcome;
}
