/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of members' points, for the files of member/ alone. */
#ifndef REGULARS_MEMBER_STORE_H
#define REGULARS_MEMBER_STORE_H

#include "member/book.h"
#include "member/member.h"

/* An order's lot, and whose it is; false: none. */
bool member_store_lot(struct work *w, uint64_t order_id, struct member_lot *out,
		      uint64_t *customer_id);
/* Locks the account, which is made where there is none, and reads it with its lots that hold
 * something, and that of this order (0: of none). */
void member_store_open(struct work *w, uint64_t customer_id, uint64_t order_id,
		       struct member_book *out);
/* Writes what was done. */
void member_store_save(struct work *w, struct member_book *b);
/* The account is what its entries add up to. */
void member_store_sum(struct work *w, uint64_t customer_id);
/* The lot and its entries are somebody else's. */
void member_store_give_lot(struct work *w, uint64_t lot_id, uint64_t customer_id);
/* False: there was nothing. */
bool member_store_give(struct work *w, const struct customer_move *m);
bool member_store_back(struct work *w, const struct customer_move *m);

/* Customers with something to do now; at most max. */
enum member_turn { TURN_RELEASE, TURN_EXPIRE, MEMBER_TURN__MAX };
size_t member_store_due(struct work *w, enum member_turn what, uint64_t *ids, size_t max);
/* Whose points end within a month or a week, and who were not told so yet. */
size_t member_store_untold(struct work *w, struct instant month, struct instant week, uint64_t *ids,
			   size_t max);
/* What ends until then, by day; and all of it is told: 1 within a month, 2 within a week. */
struct points_ending;
size_t member_store_ending(struct work *w, uint64_t customer_id, struct instant until,
			   struct points_ending *out, size_t max);
void member_store_told(struct work *w, uint64_t customer_id, struct instant month,
		       struct instant week);

void member_store_account(struct work *w, uint64_t customer_id, struct member_account *out);
/* id, kind, pending, usable, lapsed, debt, why, at, order number, whether the order is shown to be
 * theirs, the reward's names; newest first. kinds: a bit for each kind of entry. */
struct rows *member_store_list(struct work *w, uint64_t customer_id, unsigned kinds, uint64_t below,
			       int limit);
/* What was usable behind the entries below this one. */
int64_t member_store_balance(struct work *w, uint64_t customer_id, uint64_t below);
/* What is pending, by order: points, order number, release_at, whether it is shown to be theirs. */
struct rows *member_store_pending(struct work *w, uint64_t customer_id, int limit);

#endif
