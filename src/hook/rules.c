/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer to a webhook means. Pure: no I/O, no clock. */
#include "hook/rules.h"

#include "base/retry.h"

enum { RETRY_AFTER_MAX = 86400 };

/* answer			this one		others to the same
 *
 * 2xx				delivered		go on
 * 410				given up		none: the hook is switched off
 * none, 408, 429, 5xx		again by the plan	wait, the longer it goes on
 * anything else (3xx too)	again by the plan	go on
 *
 * Whoever says when ("Retry-After") is not asked before.
 */
static bool is_about_all(int status)
{
	return status == 0 || status == 408 || status == 429 || status >= 500;
}

struct hook_verdict hook_judge(const struct hook_answer *a, uint64_t chance)
{
	struct hook_verdict v = { .delivered = a->status >= 200 && a->status <= 299,
				  .gone = a->status == 410 };
	int64_t asked = a->retry_after > RETRY_AFTER_MAX ? RETRY_AFTER_MAX : a->retry_after;

	if (v.delivered)
		return v;
	v.asked_s = asked;
	v.wait_s = retry_wait_s(a->tries);
	v.give_up = v.gone || v.wait_s < 0;
	v.pause_hook = is_about_all(a->status);
	if (v.give_up)
		return v;
	v.wait_s = retry_jitter_s(v.wait_s, chance);
	if (asked > v.wait_s)
		v.wait_s = asked;
	return v;
}

int64_t hook_pause_s(int64_t failing_s, int64_t asked_s)
{
	enum { LEAST = 5, MOST = 3600 };
	int64_t pause = failing_s / 4;

	pause = pause < LEAST ? LEAST : pause > MOST ? MOST : pause;
	return asked_s > pause ? asked_s : pause;
}
