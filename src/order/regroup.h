/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One order made two, and two made one: items, what was paid for them, what is kept and made for
 * them. Nothing is gained or lost by it, to the minor unit. Part of order.h. */
#ifndef REGULARS_ORDER_REGROUP_H
#define REGULARS_ORDER_REGROUP_H

#include "order/rules.h"

struct split_line {
	uint64_t line;
	int64_t quantity; /* 0: none of it */
	size_t row;       /* where it stood in what was sent: for errors */
};
struct split_draft {
	struct split_line *lines;
	size_t n_lines;
	const char *why;
};
struct regroup_answer {
	struct order_answer said;      /* order: the one that was split, or merged; was: before */
	struct order *other;           /* what was split off, or what it was merged into */
	const struct order *other_was; /* before; NULL: it is new */
	int64_t moved;                 /* of what was paid */
	enum order_refusal *wrong;     /* what of a split's lines cannot go, each for itself */
};
/* Some of its items become an order of their own, of the same customer, to the same address, on the
 * same terms; what is packed stays. Proposed (ORDER_PROPOSED, nothing is written) or done. The
 * reference needs its version. */
enum order_refusal order_split(struct work *w, struct order_ref r, const struct split_draft *d,
			       bool apply, struct regroup_answer *out)
	__attribute__((warn_unused_result));
/* All of it goes over to another order of the customer; it stays in the books as cancelled, and
 * leads there. So is a split undone, as long as nothing was sent. */
enum order_refusal order_merge(struct work *w, struct order_ref r, uint64_t into, const char *why,
			       bool apply, struct regroup_answer *out)
	__attribute__((warn_unused_result));

/* ---- rules (order/regroup_rules.c): pure ---- */
/* Two orders of one: q[i] units of was->lines[i] go over to `part`, which has a line for each that
 * does; `rest` has as many lines as `was`. All amounts add up to those of `was`. False: a price of
 * less than a minor unit cannot be divided so. */
bool order_split_amounts(const struct order *was, const int *q, struct order *rest,
			 struct order *part) __attribute__((warn_unused_result));
/* Of promotions is no more than comes off at all: parts of lines are rounded by themselves. */
void order_bound_promoted(struct order *o);
/* How much of what was paid goes along with a part that comes to part_live. */
int64_t order_split_money(const struct order *was, int64_t part_live);
/* Adds a line of another order to one of the same item and terms; false: they are not. */
bool order_join_line(struct order_line *l, const struct order_line *more)
	__attribute__((warn_unused_result));
/* Why the one cannot be merged into the other; NULL: it can. */
const char *order_merge_refuses(const struct order *o, const struct order *into);

#endif
