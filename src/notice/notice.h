/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What colleagues are told of: at the desk with a count, and by mail as each of them chose, once.
 */
#ifndef REGULARS_NOTICE_NOTICE_H
#define REGULARS_NOTICE_NOTICE_H

#include "app.h"
#include "order/order.h"
#include "staff/staff.h"

enum notice_kind {
	NOTICE_MENTION,
	NOTICE_HOLD_ENDS,    /* the order goes on by itself soon */
	NOTICE_CONFIRM_LATE, /* it should have been looked at by now */
	NOTICE_PROMISE_NEAR, /* promised for soon, and not all of it has left */
	NOTICE_KIND__MAX
};
extern const char *const notice_kind_word[NOTICE_KIND__MAX];

/* ---- for wiring.c: in the transaction of the note ---- */
void notice_mentioned(struct work *w, const struct order *o, uint64_t note_id,
		      const struct staff_member *who);

/* ---- the worker's ---- */
/* Tells of the clocks that run out soon, each once. True: there may be more. Never in a
 * transaction. */
bool notice_watch(struct work *w);
/* Forgets what is older than half a year. */
void notice_sweep(struct work *w);

#endif
