/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose an e-mail address or a phone is: it goes to who has shown that it is theirs, with what was
 * ordered under it. */
#include "base/fail.h"
#include "customer/tag.h"
#include "order/order.h"

static bool is_among(const uint64_t *ids, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Without those tied to one that stays, until none is. Returns how many are left. */
static size_t without_tied(uint64_t *ids, size_t n, const struct way_tie *ties, size_t n_ties)
{
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < n_ties; i++) {
			size_t kept = 0;

			if (!is_among(ids, n, ties[i].order) || is_among(ids, n, ties[i].other))
				continue;
			for (size_t k = 0; k < n; k++)
				if (ids[k] != ties[i].order)
					ids[kept++] = ids[k];
			n = kept;
			again = true;
		}
	}
	return n;
}

/* Both rows, the older one first, so that two who do so at once do not wait for each other. */
static void open_both(struct work *w, uint64_t a, uint64_t b, struct customer *one,
		      struct customer *other)
{
	customer_store_lock(w, a < b ? a : b);
	customer_store_lock(w, a < b ? b : a);
	if (!customer_store_read(w, a, one) || !customer_store_read(w, b, other))
		fail("customer: a way of somebody who is not there");
}

static void give(struct work *w, uint64_t from_id, uint64_t to_id, const char *way)
{
	struct customer from, to;
	size_t all, n, n_ties = 0;
	uint64_t *ids;
	const struct way_tie *ties;

	open_both(w, from_id, to_id, &from, &to);
	ids = way_store_orders(w, from.id, way, &all);
	ties = all ? way_store_ties(w, from.id, way, &n_ties) : NULL;
	n = without_tied(ids, all, ties, n_ties);
	for (size_t i = 0; i < n; i++)
		order_give(w, ids[i], to.id, from.number, to.number);
	way_store_give_contacts(w, from.id, to.id, way);
	customer_store_recount(w, from.id);
	customer_store_recount(w, to.id);
	event_store_insert(w, from.id, CUSTOMER_WAY_GONE, to.number);
	event_store_insert(w, to.id, CUSTOMER_WAY_CAME, from.number);
	/* what they share with an order of somebody else's is not theirs alone to take */
	if (n < all)
		event_store_insert(w, to.id, CUSTOMER_TIED, from.number);
}

bool way_take(struct work *w, uint64_t customer_id, const char *way)
{
	enum identity_kind kind = customer_way_kind(way);
	struct actor was = w->actor;
	struct way_in in;

	if (!identity_store_find_way(w, kind, way, &in) ||
	    !identity_store_take(w, customer_id, kind, way))
		return false;
	if (in.customer_id == customer_id)
		return true;
	w->actor = (struct actor){ ACTOR_CUSTOMER, customer_id };
	give(w, in.customer_id, customer_id, way);
	w->actor = was;
	return true;
}
