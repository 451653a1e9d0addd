/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making up for something, from the inbox; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_ITEM_GIFT_H
#define REGULARS_FEEDBACK_ITEM_GIFT_H

#include "feedback/item.h"

struct gift_wish {
	enum item_gift gift;
	int64_t amount; /* points, or minor units of the order's currency; above zero */
	const char *why;
	int version; /* of the item, as the form showed it */
};
enum gift_refusal {
	GIFT_OK,
	GIFT_NOT_FOUND,
	GIFT_NOT_NOW,
	GIFT_STALE,
	GIFT_NO_ORDER,  /* a credit needs one */
	GIFT_OVER_OWED, /* more than the order is worth */
};
/* What is given and that it was given stand together, or neither does. */
enum gift_refusal item_give(struct work *w, uint64_t id, const struct gift_wish *wish)
	__attribute__((warn_unused_result));

#endif
