/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the use cases of member/ share. */
#ifndef REGULARS_MEMBER_INSIDE_H
#define REGULARS_MEMBER_INSIDE_H

#include "member/store.h"

/* What is pending of the lot is usable from now on, for as long as the shop's rules say. */
void member_release(const struct work *w, struct member_book *b, struct member_lot *l);
/* After rows came or went: the account is what its entries come to. What of somebody's points paid
 * for another comes back, and what they owe is paid. */
void member_balance(struct work *w, uint64_t customer_id);

/* Hundredths as people write them: "1.5". */
const char *member_rate_text(struct arena *a, int64_t rate);

/* Which kinds of entries a filter lets through, a bit each. */
unsigned member_kinds(enum member_filter which);

#endif
