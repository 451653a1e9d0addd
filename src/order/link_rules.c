/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which orders may be linked, and what a link forbids. Pure: no I/O, no clock.
 *
 *	together	not packed before the other can come along, as long as something of it is
 *open after		not packed before all of the other has left the others	forbid nothing
 *
 * An order that was given up forbids nothing. */
#include "order/order.h"

const char *const link_kind_word[LINK_KIND__MAX] = {
	[LINK_TOGETHER] = "together",       [LINK_AFTER] = "after",
	[LINK_COMPLEMENT] = "complement",   [LINK_REPLACES] = "replaces",
	[LINK_SPLIT_FROM] = "split_from",   [LINK_DUPLICATE_OF] = "duplicate_of",
	[LINK_MERGED_INTO] = "merged_into",
};

bool link_is_mutual(enum link_kind k)
{
	return k == LINK_TOGETHER || k == LINK_COMPLEMENT;
}

static bool is_about_parcels(enum link_kind k)
{
	return k == LINK_TOGETHER || k == LINK_AFTER;
}

static const char *refuses_parcels(const struct order *o)
{
	struct order_axes a = order_axes(o);

	if (o->decision == ORDER_CANCELLED)
		return "cancelled";
	if (o->decision == ORDER_CLOSED)
		return "closed";
	return a.packed >= a.ordered - a.cancelled ? "already_packed" : NULL;
}

const char *link_refuses(const struct order *o, const struct order *other, enum link_kind k)
{
	const char *why;

	if (o->id == other->id)
		return "same_order";
	if (o->customer_id != other->customer_id)
		return "other_customer";
	if (!is_about_parcels(k))
		return NULL;
	why = refuses_parcels(o);
	return why ? why : refuses_parcels(other);
}

bool link_forbids_packing(const struct link_end *e)
{
	if (e->in_parcel || e->decision == ORDER_CANCELLED || e->decision == ORDER_CLOSED)
		return false;
	if (e->kind == LINK_TOGETHER)
		return e->packed < e->live;
	return e->kind == LINK_AFTER && !e->is_back && e->shipped < e->live;
}
