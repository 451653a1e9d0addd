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

/* What one colleague was told of. */
struct notice_line {
	uint64_t id;
	enum notice_kind kind;
	const char *number, *body, *by; /* body: of a note, else NULL */
	int badge;
	struct instant at, due_at;
	bool is_new;
};
/* Those of who works, newest first, below this id (0: from the newest): a batch of them. One
 * statement. */
struct notice_line *notice_list_for_file(struct work *w, uint64_t below, size_t *n);

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
