/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed of events, for the files of order/ and the worker.
 *
 * Events are made in many transactions at once, and a later one may be committed first: whoever
 * reads on by id would step over what is still to come. So places are given after the commit, by
 * one at a time (the row of feed_head is locked), and only to what is committed. A place that can
 * be seen has all places in front of it seen too. */
#ifndef REGULARS_ORDER_FEED_H
#define REGULARS_ORDER_FEED_H

#include "order/order.h"

enum { FEED_BATCH = 31 }; /* a statement has at most 64 arguments */

struct feed_row {
	struct order_event event;
	uint64_t position;
	const char *number, *currency; /* of the order */
};

/* Gives places to what has none, at most FEED_BATCH; returns how many. Any number may run. */
size_t feed_settle(struct work *w);

size_t feed_store_waiting(struct work *w,
			  uint64_t ids[FEED_BATCH]); /* committed, without a place */
uint64_t feed_store_lock(struct work *w);            /* the last place given */
void feed_store_give(struct work *w, uint64_t last, const uint64_t *ids, size_t n);
/* In the order of their places, those behind `after`. */
struct feed_row *feed_store_read(struct work *w, uint64_t after, size_t limit, size_t *n);

#endif
