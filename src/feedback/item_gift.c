/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making up for something: points, or a credit on the order, within what a role may give. */
#include "feedback/item_gift.h"
#include "member/member.h"
#include "payment/payment.h"

const char *const item_gift_word[ITEM_GIFT__MAX] = {
	[GIFT_POINTS] = "points", [GIFT_CREDIT] = "credit"
};

struct giving {
	uint64_t id;
	const struct gift_wish *wish;
};

/* The order is locked before its item, as everywhere. */
static enum gift_refusal give_credit(struct work *w, const struct item *i,
				     const struct gift_wish *wish, uint64_t *entry)
{
	struct credit_draft d = { .kind = CREDIT_GOODWILL,
				  .amount = wish->amount,
				  .why = wish->why,
				  .at = INSTANT_NONE };
	struct payment_answer a;
	enum payment_refusal r;

	if (!i->order_id)
		return GIFT_NO_ORDER;
	r = payment_credit(w, (struct order_ref){ i->order_id, 0 }, &d, &a);
	*entry = a.id;
	return r == PAYMENT_OK ? GIFT_OK : GIFT_OVER_OWED;
}

static enum gift_refusal give(struct work *w, const struct item *i, const struct gift_wish *wish,
			      uint64_t *entry)
{
	*entry = 0;
	if (wish->gift == GIFT_CREDIT)
		return give_credit(w, i, wish, entry);
	return member_adjust(w, i->customer_id, wish->amount, wish->why) == MEMBER_OK
		       ? GIFT_OK
		       : GIFT_NOT_FOUND;
}

static int run(struct work *w, void *arg)
{
	const struct giving *g = arg;
	enum gift_refusal r;
	uint64_t entry;
	struct item i;

	if (!item_store_get(w, g->id, false, &i))
		return GIFT_NOT_FOUND;
	if (!i.customer_id)
		return GIFT_NOT_NOW;
	r = give(w, &i, g->wish, &entry);
	if (r != GIFT_OK)
		return (int)r;
	if (!item_store_get(w, g->id, true, &i))
		return GIFT_NOT_FOUND;
	if (g->wish->version && g->wish->version != i.version)
		return GIFT_STALE;
	if (!item_step(i.state, ITEM_COMPENSATED, &i.state))
		return GIFT_NOT_NOW;
	item_store_save(w, &i);
	item_store_tell(w, i.id,
			&(struct item_event){ .kind = ITEM_COMPENSATED,
					      .state = i.state,
					      .subject_id = entry,
					      .word = (int)g->wish->gift,
					      .amount = g->wish->amount,
					      .why = g->wish->why });
	return GIFT_OK;
}

enum gift_refusal item_give(struct work *w, uint64_t id, const struct gift_wish *wish)
{
	struct giving g = { id, wish };

	return (enum gift_refusal)work_transaction(w, run, &g);
}
