/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop owes its members in points, month by month. Part of member.h's area; the rule is
 * pure. */
#ifndef REGULARS_MEMBER_REPORT_H
#define REGULARS_MEMBER_REPORT_H

#include "member/book.h"
#include "member/member.h"

/* Months that are shown, and those before that their rates look back on. */
enum { REPORT_SHOWN = 12, REPORT_MONTHS = REPORT_SHOWN + 11 };

/* What the ledger says of a month: sums of its entries. */
struct points_moved {
	int64_t came;    /* earned, given, back after a merger was undone */
	int64_t back;    /* taken back with an order, or off by a colleague */
	int64_t used;    /* by members, less what came back, and what paid debts: that was
			    used before */
	int64_t expired; /* unused */
};
struct points_month {
	struct points_moved moved;
	int64_t open; /* pending and usable at its end */
	/* Of what ended in the twelve months to its end, that much was used. */
	int64_t used, ended;
};
/* An entry's sums into its month's. */
void report_count(struct points_moved *m, enum member_entry_kind kind, int64_t pending,
		  int64_t usable);
/* months, the oldest first; open_now: at the end of the last. */
void report_reckon(const struct points_moved moved[REPORT_MONTHS], int64_t open_now,
		   struct points_month out[REPORT_SHOWN]);
/* What of so much is expected to be used; -1: nothing has ended yet, so nobody knows. */
int64_t report_expected(const struct points_month *m, int64_t value);
/* The first moments of the months to and with that of `now`, and of the one behind it. */
void report_bounds(struct instant now, struct instant bounds[REPORT_MONTHS + 1]);

/* ---- report_store.c ---- */
void report_store_read(struct work *w, const struct instant bounds[REPORT_MONTHS + 1],
		       struct points_moved out[REPORT_MONTHS], int64_t *open_now);

#endif
