/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which wishes hold for an order. */
#include <string.h>
#include "customer/wish.h"

const char *const wish_word[WISH__MAX] = {
	[WISH_ALLERGY] = "allergy",
	[WISH_PACKING] = "packing",
	[WISH_DELIVERY_TIME] = "delivery_time",
	[WISH_TASTE] = "taste",
	[WISH_OTHER] = "other",
};

static bool same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

bool contact_is_same_place(const struct contact *a, const struct contact *b)
{
	return same_text(a->country, b->country) && same_text(a->province, b->province) &&
	       same_text(a->city, b->city) && same_text(a->district, b->district) &&
	       same_text(a->street, b->street) && same_text(a->postcode, b->postcode);
}

static bool is_for(const struct wish *one, const struct contact *to)
{
	return one->address_id && one->contact.id && contact_is_same_place(&one->contact, to);
}

/*
 *	of all orders	the address says	holds
 *	packing, time	the same kind		no
 *	packing, time	nothing of it		yes
 *	other kinds	whatever		yes
 *	of an address	goes there		yes
 *	of an address	goes elsewhere		no
 */
bool wish_holds(const struct wish *all, size_t n, const struct wish *one, const struct contact *to)
{
	bool gives_way = one->kind == WISH_PACKING || one->kind == WISH_DELIVERY_TIME;

	if (one->address_id)
		return is_for(one, to);
	for (size_t i = 0; gives_way && i < n; i++)
		if (all[i].kind == one->kind && is_for(&all[i], to))
			return false;
	return true;
}
