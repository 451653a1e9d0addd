/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All of an order leaves at once: packed, if it is not, and handed over. */
#include "shipping/inside.h"

bool leave_is_carrier(const char *code, bool *has_numbers)
{
	const struct carrier *c = carrier_find(code);

	*has_numbers = c && c->number;
	return c != NULL;
}

bool leave_number_fits(const char *carrier, const char *number)
{
	const struct carrier *c = carrier_find(carrier);
	char folded[TRACKING_NUMBER_SIZE];

	if (!c || !c->number || !number)
		return c && !c->number && !number;
	return tracking_number_fold(number, folded) && carrier_number_fits(c, folded);
}

static enum shipping_refusal hand_over(struct work *w, struct order_ref r,
				       const struct ship_draft *ship, struct shipping_answer *a)
{
	size_t n;
	const struct parcel *all = parcel_store_of_order(w, r.id, &n);

	return n == 1 ? parcel_ship(w, (struct parcel_ref){ .id = all[0].id }, ship, a)
		      : SHIPPING_NOT_FOUND;
}

const char *leave_all(struct work *w, struct order_ref r, const char *carrier, const char *number)
{
	struct ship_draft ship = { .carrier = carrier,
				   .tracking_number = number,
				   .promised_from = INSTANT_NONE,
				   .promised_to = INSTANT_NONE,
				   .at = INSTANT_NONE };
	struct parcel_draft d = {
		.orders = &r, .n_orders = 1, .at = INSTANT_NONE, .ship = carrier ? &ship : NULL
	};
	struct shipping_answer a;
	struct order *o;
	enum shipping_refusal refusal;

	if (!order_get(w, r.id, &o))
		return shipping_refusal_code[SHIPPING_NOT_FOUND];
	if (carrier && order_refuses(o, ACT_PACK, false))
		refusal = hand_over(w, r, &ship, &a);
	else
		refusal = parcel_pack(w, &d, &a);
	return refusal == SHIPPING_OK ? NULL : shipping_refusal_code[refusal];
}
