/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a berth. */
#include "berth.h"

#include <signal.h>

enum { BACKOFF_FIRST_MS = 100, BACKOFF_MAX_MS = 5000, DRAIN_MS = 15000 };

bool berth_is_live(const struct berth *b)
{
	return b->state == BERTH_WAITING || b->state == BERTH_STARTING || b->state == BERTH_READY;
}

void berth_wait(struct berth *b, int64_t now)
{
	int64_t delay = BACKOFF_FIRST_MS;

	for (int i = 1; i < b->failures && delay < BACKOFF_MAX_MS; i++)
		delay *= 2;
	if (delay > BACKOFF_MAX_MS)
		delay = BACKOFF_MAX_MS;
	b->state = BERTH_WAITING;
	b->killed = false;
	b->due = b->failures ? now + delay : now;
}

void berth_stop(struct berth *b, int64_t now)
{
	if (b->state == BERTH_WAITING) {
		b->state = BERTH_EMPTY;
		return;
	}
	kill(b->pid, SIGTERM);
	b->state = BERTH_STOPPING;
	b->due = now + DRAIN_MS;
}
