/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change sets of orders that are placed: proposed, priced, applied once. Part of order.h. */
#ifndef REGULARS_ORDER_EDIT_H
#define REGULARS_ORDER_EDIT_H

#include "order/rules.h"

/* A change set: what is named becomes so, all else stays. */
struct order_edit_line {
	uint64_t line;      /* 0: a new one, of `sku` */
	const char *sku;    /* NULL: one that is there */
	int64_t quantity;   /* wanted, without what was cancelled, 0: removed; -1: as it is */
	int64_t unit_milli; /* -1: as it is; of a new one: the list price */
	size_t row;         /* where it stood in what was sent: for errors */
};
struct order_edit {
	struct order_edit_line *lines;
	size_t n_lines;
	/* minor units; -1: as it is, and a shipping fee that was the shop's rule's stays that */
	int64_t discount, shipping;
	const char *code; /* of a promotion to take besides; NULL: none */
	bool unpromoted;  /* promotions take nothing off any more */
	const char *why;
	bool may_price; /* whether who asks may set prices, discount and shipping */
	int64_t agreed; /* what the order comes to, as it was proposed; ORDER_EDIT_ANY */
};
/* Whatever it comes to: of what follows from the order alone, which nobody was shown a sum of. */
#define ORDER_EDIT_ANY INT64_MIN
/* Tries it to the end, stock included, and writes nothing: ORDER_PROPOSED, *out has the order
 * before and after. The reference needs its version. */
enum order_refusal order_propose(struct work *w, struct order_ref r, const struct order_edit *e,
				 struct order_answer *out) __attribute__((warn_unused_result));
/* Once, as it was agreed to; what it comes to more or less is due or owed back from then on. */
enum order_refusal order_edit(struct work *w, struct order_ref r, const struct order_edit *e,
			      struct order_answer *out) __attribute__((warn_unused_result));

/* ---- rules of a change set (order/edit_rules.c) ---- */
/* Brings one line to what is wanted of it. ORDER_UNDER_PACKED: *why says what is packed or
 * shipped. */
enum order_refusal order_edit_line(struct order_line *l, const struct order_edit_line *e,
				   const char **why) __attribute__((warn_unused_result));
/* By what an order is priced: a discount besides promotions, a fee before them (-1: by the rule).
 */
struct order_terms {
	struct order_price_rules rules;
	int64_t discount, shipping;
	int64_t tier_entry; /* where the customer's tier begins; -1: they are in none */
};
struct order_terms order_edit_terms(const struct order *was, const struct order_edit *e,
				    const struct order_price_rules *shop);
/* Prices the order anew, as placing would. `was`: before its lines were changed. */
bool order_edit_price(struct order *o, const struct order *was, const struct order_edit *e,
		      const struct order_price_rules *shop) __attribute__((warn_unused_result));

#endif
