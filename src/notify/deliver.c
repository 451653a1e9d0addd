/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's part of messages: claim, render, hand over, settle; at least once. */
#include <string.h>
#include "base/fail.h"
#include "base/log.h"
#include "base/retry.h"
#include "feedback/feedback.h"
#include "notify/bounce.h"
#include "notify/channel.h"
#include "notify/choice.h"
#include "notify/mail.h"
#include "notify/post.h"
#include "notify/tell.h"

enum { FORGET_BATCH = 500, ANSWER_BYTES = 190 };
/* After nobody took anything, the rest of the batch rests so long. */
#define PAUSE INSTANT_MINUTE
#define GONE  "the order is gone"

struct batch {
	struct work *w;
	uint8_t token[16];
	struct post *post;
	struct channels *channels;
	bool away[MESSAGE_CHANNEL__MAX]; /* nobody takes anything there now */
};

struct delivering {
	struct batch *batch;
	struct message *m;
	struct message **joined; /* goes out as this one does, and says it, too */
	size_t n_joined, n_said; /* of them, the first that are to be said */
	enum post_outcome outcome;
	const char *said; /* why not, or the answer */
	bool for_nobody, is_unwanted, is_over;
};

/* Before the first message, and within its try: a password that cannot be read stops nothing else.
 */
static void open_post(struct batch *b)
{
	if (b->post)
		return;
	b->away[CHANNEL_EMAIL] = true;
	b->post = post_new(b->w->arena, b->w->app->config);
	b->away[CHANNEL_EMAIL] = false;
}

/* Nothing to remind of, as it is paid or closed; nothing to thank for, as it is cancelled; or it
 * was held back too long. */
static bool is_over(struct work *w, const struct message *m)
{
	bool placed = !strcmp(m->template, "placed");
	struct order *o;

	if (message_is_marketing(m->template))
		return w->now.us - m->created_at.us > MARKETING_DAYS * INSTANT_DAY;
	if ((!placed && strcmp(m->template, "pay_soon") != 0) || !order_get(w, m->order_id, &o))
		return false;
	return placed ? o->decision == ORDER_CANCELLED : !message_is_to_pay(o, w->now);
}

static void refuse(struct delivering *d, const char *why)
{
	d->said = why;
	d->outcome = POST_REFUSED;
}

static void deliver_mail(struct delivering *d)
{
	struct work *w = d->batch->w;
	struct letter l = { .id = d->m->id, .recipient = d->m->recipient };
	struct mail mail;

	if (!mail_render_all(w, d->m, d->joined, d->n_said, &mail)) {
		refuse(d, GONE);
		return;
	}
	l.raw = mail_compose(w, d->m, &mail, &l.len);
	d->m->subject = mail.subject;
	d->m->said = mail.text;
	open_post(d->batch);
	d->outcome = post_hand_over(d->batch->post, &l, &d->said);
}

static void deliver_brief(struct delivering *d)
{
	struct brief b;

	if (!mail_render_brief(d->batch->w, d->m, d->joined, d->n_said, &b)) {
		refuse(d, GONE);
		return;
	}
	d->m->subject = b.subject;
	d->m->said = b.text;
	d->outcome = channel_send(d->batch->channels, d->m, &b, &d->said);
}

/* Mail came back from there for good. */
static bool is_stopped(struct work *w, const struct message *m, const char **why)
{
	struct bounce b;

	if (m->channel != CHANNEL_EMAIL || !bounce_get(w, m->recipient, &b) ||
	    instant_is_none(b.hard_at))
		return false;
	*why = arena_printf(w->arena, "mail came back from there: %s", b.reason);
	return true;
}

static bool is_wanted(struct work *w, const struct message *m)
{
	return choice_wants(w, m->channel, m->recipient, message_topic(m->template));
}

static void deliver_one(void *arg)
{
	struct delivering *d = arg;
	struct work *w = d->batch->w;
	const char *why = NULL;

	d->outcome = POST_LATER;
	if (message_is_code(d->m) && w->now.us - d->m->created_at.us > NOTIFY_CODE_LIFE)
		refuse(d, "the code is no longer valid");
	else if (is_over(w, d->m))
		d->is_over = true;
	else if (is_stopped(w, d->m, &why))
		refuse(d, why);
	else if (!is_wanted(w, d->m))
		d->is_unwanted = true;
	else if (message_is_order_list(d->m) && !notify_fill_order_list(w, d->m))
		d->for_nobody = true;
	else if (d->m->channel == CHANNEL_EMAIL)
		deliver_mail(d);
	else
		deliver_brief(d);
}

/* As much of it as the table takes. */
static const char *line_of(struct work *w, const char *said)
{
	size_t n = said ? strnlen(said, ANSWER_BYTES) : 0;

	if (n == ANSWER_BYTES)
		while (n > 0 && ((unsigned char)said[n] & 0xc0) == 0x80)
			n--;
	return said ? arena_strndup(w->arena, said, n) : NULL;
}

static void settle_untaken(struct batch *b, struct delivering *d, struct message *m)
{
	int64_t wait_s = retry_wait_s(m->tries);
	bool for_good = d->outcome == POST_REFUSED || wait_s < 0;

	m->last_error = line_of(b->w, d->said);
	outbox_failed(b->w, m, b->token, for_good,
		      instant_add(b->w->now, for_good ? 0 : wait_s * INSTANT_SECOND));
	log_event(LOG_WARN_LEVEL, "message not delivered", LOG_INT("message", (int64_t)m->id),
		  LOG_INT("tries", m->tries), LOG_TEXT("then", for_good ? "failed" : "waits"),
		  LOG_TEXT("reason", m->last_error));
}

static void settle_one(struct batch *b, struct delivering *d, struct message *m)
{
	if (d->for_nobody) {
		outbox_drop(b->w, m, b->token);
	} else if (d->is_unwanted || d->is_over) {
		outbox_leave(b->w, m, b->token, d->is_over ? OUTBOX_OVER : OUTBOX_UNWANTED);
	} else if (d->outcome != POST_DONE) {
		settle_untaken(b, d, m);
	} else {
		if (message_is_private(m))
			m->data = m->said = NULL;
		m->answer = line_of(b->w, d->said);
		outbox_sent(b->w, m, b->token);
	}
}

static void settle(struct batch *b, struct delivering *d)
{
	if (d->outcome == POST_AWAY)
		b->away[d->m->channel] = true;
	settle_one(b, d, d->m);
	for (size_t i = 0; i < d->n_joined; i++) {
		struct message *m = d->joined[i];
		m->subject = d->m->subject;
		m->joined_id = d->outcome == POST_DONE ? d->m->id : 0;
		settle_one(b, d, m);
	}
}

static bool goes_with(const struct message *a, const struct message *b)
{
	return message_joins(b->template) && a->customer_id == b->customer_id &&
	       a->channel == b->channel && a->lang == b->lang &&
	       !strcmp(a->recipient, b->recipient);
}

/* What waits beside those claimed comes along, due or not. */
static struct message *claim(struct batch *b, int max, size_t *n)
{
	struct message *all = outbox_claim(b->w, b->token, max, n);
	int64_t more = 0;

	for (size_t i = 0; i < *n; i++)
		if (message_joins(all[i].template) && all[i].customer_id)
			more += outbox_claim_beside(b->w, &all[i], b->token);
	return more ? outbox_claimed(b->w, b->token, n) : all;
}

/* The i-th with all that goes out with it. */
static struct delivering gather(struct batch *b, struct message *all, size_t n, size_t i,
				bool *taken)
{
	struct delivering d = { .batch = b, .m = &all[i] };
	struct message **group;
	size_t n_group = 0, said;

	taken[i] = true;
	if (!message_joins(all[i].template) || !all[i].customer_id)
		return d;
	group = arena_array_of(b->w->arena, n, struct message *);
	group[n_group++] = &all[i];
	for (size_t k = i + 1; k < n; k++) {
		if (taken[k] || !goes_with(&all[i], &all[k]))
			continue;
		taken[k] = true;
		group[n_group++] = &all[k];
	}
	said = message_newest_of_parcels(group, n_group);
	d.m = group[0];
	d.joined = group + 1;
	d.n_joined = n_group - 1;
	d.n_said = said - 1;
	return d;
}

/* Those before it may have taken their time. False: it is not ours any more. */
static bool keep(struct batch *b, struct delivering *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->n_joined; i++)
		kept += outbox_keep(b->w, d->joined[i], b->token);
	return outbox_keep(b->w, d->m, b->token) && kept == d->n_joined;
}

static void put_off(struct batch *b, struct delivering *d, struct instant run_at)
{
	outbox_put_off(b->w, d->m, b->token, run_at);
	for (size_t i = 0; i < d->n_joined; i++)
		outbox_put_off(b->w, d->joined[i], b->token, run_at);
}

static struct instant may_leave(const struct batch *b, const struct message *m)
{
	struct instant now = b->w->now;

	if (b->away[m->channel])
		return instant_add(now, PAUSE);
	if (m->customer_id && message_is_marketing(m->template) &&
	    feedback_stops_marketing(b->w, m->customer_id))
		return instant_add(now, INSTANT_DAY);
	if (!channel_rings(m->channel))
		return now;
	return channel_may_leave(m->template,
				 m->customer_id ? customer_quiet(b->w, m->customer_id)
						: QUIET_NIGHT,
				 now);
}

int notify_deliver(struct work *w, int max)
{
	struct batch b = { .w = w, .channels = channels_new(w) };
	struct message *all;
	bool *taken;
	size_t n;
	int tried = 0;

	secret_random(b.token, sizeof b.token);
	all = claim(&b, max, &n);
	taken = arena_array_of(w->arena, n + 1, bool);
	for (size_t i = 0; i < n; i++) {
		struct delivering d;
		struct instant run_at;
		struct failure f;
		if (taken[i])
			continue;
		d = gather(&b, all, n, i, taken);
		run_at = may_leave(&b, d.m);
		if (run_at.us > w->now.us) {
			put_off(&b, &d, run_at);
			continue;
		}
		if (!keep(&b, &d))
			continue;
		if (!fail_run(deliver_one, &d, &f)) {
			d.said = f.message;
			d.outcome = POST_LATER;
		}
		settle(&b, &d);
		tried++;
	}
	return tried;
}

int64_t notify_sweep(struct work *w)
{
	return outbox_reap(w) +
	       outbox_forget(w, instant_add(w->now, -OUTBOX_KEEP_DAYS * INSTANT_DAY), FORGET_BATCH);
}

const char *notify_try(struct arena *a, const struct config *c)
{
	return post_try(post_new(a, c));
}
