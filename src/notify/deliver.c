/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's part of messages: claim, render, hand over, settle; at least once. */
#include <string.h>
#include "base/fail.h"
#include "base/log.h"
#include "notify/choice.h"
#include "notify/mail.h"
#include "notify/post.h"

enum { FORGET_BATCH = 500 };
/* After nobody took anything, the rest of the batch rests so long. */
#define PAUSE INSTANT_MINUTE

struct batch {
	struct work *w;
	uint8_t token[16];
	struct post *post;
	bool away; /* nobody takes anything now */
};

struct delivering {
	struct batch *batch;
	struct message *m;
	enum post_outcome outcome;
	const char *why;
	bool for_nobody, is_unwanted;
};

/* Before the first message, and within its try: a password that cannot be read stops nothing else.
 */
static void open_post(struct batch *b)
{
	if (b->post)
		return;
	b->away = true;
	b->post = post_new(b->w->arena, b->w->app->config);
	b->away = false;
}

static void deliver_one(void *arg)
{
	struct delivering *d = arg;
	struct work *w = d->batch->w;
	struct letter l = { .id = d->m->id, .recipient = d->m->recipient };
	struct mail mail;

	d->outcome = POST_LATER;
	if (message_is_code(d->m) && w->now.us - d->m->created_at.us > NOTIFY_CODE_LIFE) {
		d->why = "the code is no longer valid";
		d->outcome = POST_REFUSED;
		return;
	}
	if (!choice_wants(w, d->m->recipient, message_topic(d->m->template))) {
		d->is_unwanted = true;
		return;
	}
	if (message_is_order_list(d->m) && !notify_fill_order_list(w, d->m)) {
		d->for_nobody = true;
		return;
	}
	if (!mail_render(w, d->m, &mail)) {
		d->why = "the order is gone";
		d->outcome = POST_REFUSED;
		return;
	}
	l.raw = mail_compose(w, d->m, &mail, &l.len);
	d->m->subject = mail.subject;
	open_post(d->batch);
	d->outcome = post_hand_over(d->batch->post, &l, &d->why);
}

static void settle_untaken(struct batch *b, struct delivering *d)
{
	struct message *m = d->m;
	int64_t wait_s = post_wait_s(m->tries);
	bool for_good = d->outcome == POST_REFUSED || wait_s < 0;

	m->last_error = arena_strndup(b->w->arena, d->why, strnlen(d->why, 190));
	outbox_failed(b->w, m, b->token, for_good,
		      instant_add(b->w->now, for_good ? 0 : wait_s * INSTANT_SECOND));
	log_event(LOG_WARN_LEVEL, "message not delivered", LOG_INT("message", (int64_t)m->id),
		  LOG_INT("tries", m->tries), LOG_TEXT("then", for_good ? "failed" : "waits"),
		  LOG_TEXT("reason", m->last_error));
}

static void settle(struct batch *b, struct delivering *d)
{
	struct message *m = d->m;

	if (d->outcome == POST_AWAY)
		b->away = true;
	if (d->for_nobody) {
		outbox_drop(b->w, m, b->token);
	} else if (d->is_unwanted) {
		outbox_unwanted(b->w, m, b->token);
	} else if (d->outcome != POST_DONE) {
		settle_untaken(b, d);
	} else {
		if (message_is_private(m))
			m->data = NULL;
		outbox_sent(b->w, m, b->token);
	}
}

int notify_deliver(struct work *w, int max)
{
	struct batch b = { .w = w };
	struct message *all;
	size_t n;
	int tried = 0;

	secret_random(b.token, sizeof b.token);
	all = outbox_claim(w, b.token, max, &n);
	for (size_t i = 0; i < n; i++) {
		struct delivering d = { .batch = &b, .m = &all[i] };
		struct failure f;
		if (b.away) {
			outbox_put_off(w, d.m, b.token, instant_add(w->now, PAUSE));
			continue;
		}
		/* those before it may have taken their time */
		if (!outbox_keep(w, d.m, b.token))
			continue;
		if (!fail_run(deliver_one, &d, &f)) {
			d.why = f.message;
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
