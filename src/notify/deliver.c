/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's part of messages: claim, render, hand over, settle; at least once. */
#include <string.h>
#include "base/fail.h"
#include "base/log.h"
#include "notify/mail.h"

enum { FORGET_BATCH = 500 };

/* Seconds until the next try; after the last one the message has failed for good. */
static const int64_t wait_s[] = { 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400 };

struct delivering {
	struct work *w;
	struct message *m;
	const char *wrong;
	bool for_nobody;
};

static void deliver_one(void *arg)
{
	struct delivering *d = arg;
	struct mail mail;
	size_t len;
	char *raw;

	if (message_is_order_list(d->m) && !notify_fill_order_list(d->w, d->m)) {
		d->for_nobody = true;
		return;
	}
	if (!mail_render(d->w, d->m, &mail)) {
		d->wrong = "the order is gone";
		return;
	}
	raw = mail_compose(d->w, d->m, &mail, &len);
	d->m->subject = mail.subject;
	d->wrong = mail_deliver(d->w, d->m, raw, len);
}

static struct instant next_try(const struct work *w, const struct message *m)
{
	size_t last = sizeof wait_s / sizeof *wait_s - 1,
	       i = (size_t)(m->tries > 0 ? m->tries - 1 : 0);

	return instant_add(w->now, wait_s[i > last ? last : i] * INSTANT_SECOND);
}

static void settle(struct work *w, const uint8_t token[16], struct delivering *d)
{
	struct message *m = d->m;

	if (d->for_nobody) {
		outbox_drop(w, m, token);
		return;
	}
	if (!d->wrong) {
		if (message_is_private(m))
			m->data = NULL;
		outbox_sent(w, m, token);
		return;
	}
	m->last_error =
		arena_strndup(w->arena, d->wrong, strlen(d->wrong) > 190 ? 190 : strlen(d->wrong));
	outbox_failed(w, m, token, (size_t)m->tries > sizeof wait_s / sizeof *wait_s,
		      next_try(w, m));
	log_event(LOG_WARN_LEVEL, "message not delivered", LOG_INT("message", (int64_t)m->id),
		  LOG_INT("tries", m->tries), LOG_TEXT("reason", m->last_error));
}

int notify_deliver(struct work *w, int max)
{
	uint8_t token[16];
	struct message *all;
	size_t n;

	secret_random(token, sizeof token);
	all = outbox_claim(w, token, max, &n);
	for (size_t i = 0; i < n; i++) {
		struct delivering d = { .w = w, .m = &all[i] };
		struct failure f;
		if (!fail_run(deliver_one, &d, &f))
			d.wrong = f.message;
		settle(w, token, &d);
	}
	return (int)n;
}

int64_t notify_sweep(struct work *w)
{
	return outbox_reap(w) +
	       outbox_forget(w, instant_add(w->now, -OUTBOX_KEEP_DAYS * INSTANT_DAY), FORGET_BATCH);
}
