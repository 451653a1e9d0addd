/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's part of webhooks: spread, claim, call, settle; at least once. */
#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/log.h"
#include "call/call.h"
#include "hook/seal.h"
#include "hook/store.h"
#include "notify/notify.h"
#include "staff/staff.h"

/* A round ends after so long: mail waits behind it. */
enum { FRESH = 100, OF_ONE = 20, ROUND_S = 5, FORGET = 500, FAILING = 20 };

/* ---- new events ---- */

/* Those that failed for too long hear on: whoever mends them has missed nothing. */
static bool wants(const struct hook *h, const struct hook_event *e)
{
	if (e->hook_id)
		return e->hook_id == h->id && h->state == HOOK_ON;
	return (h->state == HOOK_ON || h->state == HOOK_FAILED) && e->at.us >= h->created_at.us &&
	       e->kind >= 0 && (h->kinds & HOOK_BIT(e->kind));
}

static int spread(struct work *w, void *arg)
{
	size_t n_events, n_hooks, n = 0;
	struct hook_event *e = hook_store_fresh(w, FRESH, &n_events);
	struct hook *h;
	struct hook_delivery *d;

	*(int *)arg = (int)n_events;
	if (n_events == 0)
		return 0;
	h = hook_store_list(w, &n_hooks);
	d = arena_array_of(w->arena, n_events * n_hooks + 1, struct hook_delivery);
	for (size_t i = 0; i < n_events; i++)
		for (size_t k = 0; k < n_hooks; k++)
			if (wants(&h[k], &e[i]))
				d[n++] = (struct hook_delivery){ .id = work_id(w),
								 .hook_id = h[k].id,
								 .event_id = e[i].id,
								 .order_id = e[i].order_id };
	hook_store_add_deliveries(w, d, n);
	hook_store_spread(w, e, n_events);
	return 0;
}

/* ---- one delivery ---- */

static struct call_answer call(struct work *w, const struct hook *h, const struct hook_delivery *d,
			       const uint8_t *secret)
{
	const char *id = hook_event_name(w->arena, d->event_id);
	int64_t timestamp = instant_now().us / INSTANT_SECOND;
	bool both = !instant_is_none(h->old_until) && w->now.us < h->old_until.us;
	const uint8_t *old = both ? hook_unseal(w, h->id, h->old_secret) : NULL;
	const char *const headers[] = {
		"Content-Type: application/json",
		arena_printf(w->arena, "webhook-id: %s", id),
		arena_printf(w->arena, "webhook-timestamp: %lld", (long long)timestamp),
		arena_printf(w->arena, "webhook-signature: %s",
			     hook_signature(w->arena, secret, old, id, timestamp, d->body)),
		"Expect:", /* no question before the body */
	};

	return call_post(w->arena, w->app->config,
			 &(struct call_request){ .url = h->url,
						 .headers = headers,
						 .n_headers = sizeof headers / sizeof *headers,
						 .body = d->body });
}

/* Whose secret was sealed with another key rests until it has a new one; the others go on. */
static struct call_answer call_or_not(struct work *w, const struct hook *h,
				      const struct hook_delivery *d)
{
	const uint8_t *secret = hook_unseal(w, h->id, h->secret);

	if (!secret)
		return (struct call_answer){
			.error = "its secret cannot be read any more: make a new one"
		};
	return call(w, h, d, secret);
}

struct settling {
	struct hook *hook;
	struct hook_delivery *delivery;
	const uint8_t *token;
	struct call_answer answer;
	struct hook_verdict verdict;
};

static void disable(struct work *w, const struct hook *h, enum hook_state to)
{
	struct staff_person p;

	hook_store_state(w, h->id, to);
	audit_write(w, &(struct audit){ .kind = AUDIT_HOOK_SWITCHED,
					.who = { ACTOR_RULE, 0 },
					.about = "hook",
					.about_id = h->id,
					.was = hook_state_word[h->state],
					.became = hook_state_word[to] });
	if (h->made_by && staff_person_get(w, h->made_by, &p) && p.standing == STANDING_ACTIVE &&
	    *p.member.email)
		notify_hook_off(w, p.member.email, p.member.lang, h->id, h->name, to == HOOK_GONE);
	else
		notify_hook_off(w, w->app->settings.email, LANG_EN, h->id, h->name,
				to == HOOK_GONE);
}

static void settle_hook(struct work *w, const struct settling *s)
{
	int64_t failing_s;

	if (s->verdict.delivered) {
		hook_store_good(w, s->hook->id);
		return;
	}
	if (s->verdict.gone) {
		disable(w, s->hook, HOOK_GONE);
		return;
	}
	failing_s = instant_is_none(s->hook->failing_since)
			    ? 0
			    : (w->now.us - s->hook->failing_since.us) / INSTANT_SECOND;
	hook_store_bad(w, s->hook->id,
		       s->verdict.pause_hook
			       ? instant_add(w->now, hook_pause_s(failing_s, s->verdict.asked_s) *
							     INSTANT_SECOND)
			       : INSTANT_NONE);
}

static int settle(struct work *w, void *arg)
{
	struct settling *s = arg;
	struct hook_delivery d = *s->delivery;
	const struct hook_attempt a = { .at = w->now,
					.ms = s->answer.ms,
					.status = s->answer.status,
					.error = s->answer.error,
					.answer = s->answer.answer };

	d.state = s->verdict.delivered ? HOOK_DELIVERED
		  : s->verdict.give_up ? HOOK_GAVE_UP
				       : HOOK_WAITING;
	d.done_at = d.state == HOOK_WAITING ? INSTANT_NONE : w->now;
	d.run_at = instant_add(w->now, s->verdict.wait_s * INSTANT_SECOND);
	hook_store_add_attempt(w, d.id, &a);
	/* another worker has it by now: what it did counts */
	if (hook_store_settle(w, &d, s->token))
		settle_hook(w, s);
	return 0;
}

/* False: the hook is to rest. */
static bool deliver_one(struct work *w, struct hook *h, uint64_t id, const uint8_t token[16])
{
	struct hook_delivery d;
	struct settling s = { .hook = h, .delivery = &d, .token = token };

	if (!hook_store_claim(w, id, token) || !hook_store_delivery(w, h->id, id, &d))
		return true;
	s.answer = call_or_not(w, h, &d);
	if (s.answer.error)
		s.answer.error =
			arena_strndup(w->arena, s.answer.error, strnlen(s.answer.error, 190));
	s.verdict = hook_judge(&(struct hook_answer){ .status = s.answer.status,
						      .retry_after = s.answer.retry_after,
						      .tries = d.tries },
			       secret_random64());
	w->now = instant_now();
	(void)work_transaction(w, settle, &s);
	if (!s.verdict.delivered)
		log_event(LOG_WARN_LEVEL, "webhook not delivered",
			  LOG_INT("webhook", (int64_t)h->id), LOG_INT("delivery", (int64_t)d.id),
			  LOG_INT("tries", d.tries), LOG_INT("status", s.answer.status));
	return s.verdict.delivered || (!s.verdict.pause_hook && !s.verdict.gone);
}

static int deliver_to(struct work *w, struct hook *h, int64_t until)
{
	uint64_t ids[OF_ONE];
	uint8_t token[16];
	size_t n = hook_store_due(w, h->id, ids, OF_ONE);
	int done = 0;

	secret_random(token, sizeof token);
	for (size_t i = 0; i < n && app_clock() < until; i++) {
		done++;
		if (!deliver_one(w, h, ids[i], token))
			break;
	}
	return done;
}

int hook_deliver(struct work *w)
{
	int64_t until = app_clock() + ROUND_S * INSTANT_SECOND;
	int done = 0;
	struct hook *h;
	size_t n;

	if (!w->app->settings.webhooks)
		return 0;
	(void)work_transaction(w, spread, &done);
	h = hook_store_list(w, &n);
	for (size_t i = 0; i < n; i++) {
		bool rests =
			!instant_is_none(h[i].paused_until) && h[i].paused_until.us > w->now.us;

		if (h[i].state == HOOK_ON && !rests)
			done += deliver_to(w, &h[i], until);
	}
	return done;
}

/* ---- by the clock ---- */

static int give_up(struct work *w, void *arg)
{
	const uint64_t *id = arg;
	struct hook h;

	if (hook_store_get(w, *id, true, &h) && h.state == HOOK_ON &&
	    !instant_is_none(h.failing_since) && h.failing_since.us + HOOK_FAILS_FOR <= w->now.us)
		disable(w, &h, HOOK_FAILED);
	return 0;
}

bool hook_sweep(struct work *w)
{
	uint64_t ids[FAILING],
		below = ident_floor(instant_add(w->now, -HOOK_KEEP_DAYS * INSTANT_DAY));
	size_t n = hook_store_failing(w, instant_add(w->now, -HOOK_FAILS_FOR), ids, FAILING);

	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, give_up, &ids[i]);
	hook_store_reap(w);
	return hook_store_forget(w, below, FORGET) >= FORGET;
}
