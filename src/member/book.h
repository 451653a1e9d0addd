/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The points of one customer: lots, and what an act adds to the ledger. Pure: no database, no
 * clock. What each kind of entry adds stands beside it below.
 *
 * Always: nothing is below zero, and nothing is usable while something is owed. */
#ifndef REGULARS_MEMBER_BOOK_H
#define REGULARS_MEMBER_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/instant.h"

enum member_entry_kind {
	/* an order brings them: pending; or usable at once, where its others are */
	POINTS_EARNED = 1,
	/* from pending to usable: it arrived, is paid, and the time to return it is over */
	POINTS_RELEASED = 2,
	/* the order earns less: pending ones go first, then what is left of its lot, then what
	 * expired of it; what was spent is owed */
	POINTS_REVERSED = 3,
	POINTS_USED = 4,    /* first in, first out */
	POINTS_EXPIRED = 5, /* from usable to lapsed: what is left of a lot on its last day */
	POINTS_SETTLED = 6, /* what is usable pays what is owed */
	POINTS_GIVEN = 7,   /* usable at once, by a colleague or program */
	POINTS_TAKEN = 8,   /* likewise: first in, first out */
	/* two who were one are two again, and this one had paid what the other owed: usable again
	 */
	POINTS_PARTED = 9,
	POINTS_RETURNED = 10, /* a reward was given back: what it took is usable again */
	POINTS_INVITED = 11,  /* usable at once: for inviting somebody, or being invited */
	MEMBER_ENTRY_KIND__MAX
};

enum { POINTS_ON_SHIPPING = 1, POINTS_ON_TAX = 2 };

struct member_lot {
	uint64_t id, order_id, entry_id;
	int rate;
	unsigned counts; /* POINTS_ON_… */
	int64_t earned, pending, usable, lapsed;
	int64_t paid; /* minor units that were paid for it, as far as they count */
	struct instant release_at, usable_at, expires_at, created_at;
	int told;
	bool is_new, changed;
};
struct member_entry {
	uint64_t id, lot_id, cause_id;
	uint64_t claim_id;    /* of what was used: the reward's claim */
	uint64_t referral_id; /* of what an invitation brought */
	enum member_entry_kind kind;
	int64_t pending, usable, lapsed, debt;
	const char *why;
};
struct member_book {
	uint64_t customer_id;
	int64_t pending, usable, debt;
	struct member_lot *lots; /* in rising id; room for one more than were read */
	size_t n_lots;
	struct member_entry *entries; /* what was done; room for BOOK_ENTRIES of the lots */
	size_t n_entries;
	bool weighs; /* it may change the customer's tier */
};
/* An act writes at most two entries a lot, and one besides. */
#define BOOK_ENTRIES(n_lots) (4 * (n_lots) + 8)

/* A lot that is new, of this id and order (0: none). It stays the book's. */
struct member_lot *book_add_lot(struct member_book *b, uint64_t id, uint64_t order_id);
/* An order's lot has brought as much as `due` from now on. */
void book_set_due(struct member_book *b, struct member_lot *l, int64_t due);
/* What is pending of it is usable; expires: INSTANT_NONE: never. */
void book_release(struct member_book *b, struct member_lot *l, struct instant now,
		  struct instant expires);
/* What is left of lots whose time is over. */
void book_expire(struct member_book *b, struct instant now);
/* False: there are not as many, and nothing was taken. kind: used or taken. */
bool book_take(struct member_book *b, enum member_entry_kind kind, int64_t points, const char *why)
	__attribute__((warn_unused_result));
/* Into a lot of their own, usable at once. */
void book_give(struct member_book *b, struct member_lot *l, int64_t points, const char *why,
	       struct instant now, struct instant expires);
/* For an invitation, likewise. */
void book_invite(struct member_book *b, struct member_lot *l, int64_t points, struct instant now,
		 struct instant expires);
/* What a reward took comes back, into a lot of its own. */
void book_return(struct member_book *b, struct member_lot *l, int64_t points, struct instant now,
		 struct instant expires);
/* More was paid back than was owed: that becomes points again. */
void book_part(struct member_book *b, struct member_lot *l, struct instant now,
	       struct instant expires);
/* What is usable pays what is owed. */
void book_settle(struct member_book *b);

/* The first moment behind the month that is so many months after `from`'s; months 0: never. */
struct instant member_expiry(struct instant from, int64_t months);

/* What an order is worth in points. Amounts are minor units. */
struct member_paid {
	bool counts;      /* confirmed or closed, in the shop's currency */
	bool expected;    /* it is paid later, and what is owed counts until it is usable */
	int64_t live;     /* what its units come to, without those cancelled */
	int64_t owed;     /* the same less credits */
	int64_t net;      /* received, less refunds */
	int64_t goods;    /* of `live`: goods with their tax */
	int64_t tax;      /* of `goods` */
	int64_t shipping; /* of `live`, with its tax */
	int64_t shipping_tax;
};
/* Of what was paid, what counts for points and tiers. */
int64_t member_base(const struct member_paid *p, unsigned counts);
/* Its points. rate: hundredths of points for each unit of the currency; exponent: its decimals. */
int64_t member_due(int64_t base, int64_t rate, int exponent);

#endif
