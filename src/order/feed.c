/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives events their places in the feed. */
#include "order/feed.h"

#include "order/store.h"

/* Locked first: what the last one gave is seen then, and nobody gives beside us. */
static int settle(struct work *w, void *arg)
{
	uint64_t ids[FEED_BATCH], last = feed_store_lock(w);
	size_t *n = arg;

	*n = feed_store_waiting(w, ids);
	if (*n > 0)
		feed_store_give(w, last, ids, *n);
	return 0;
}

size_t feed_settle(struct work *w)
{
	uint64_t ids[FEED_BATCH];
	size_t n = feed_store_waiting(w, ids);

	/* mostly there is nothing, and nobody is to be held up for it */
	if (n > 0)
		(void)work_transaction(w, settle, &n);
	return n;
}
