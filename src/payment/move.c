/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was paid for one order becomes another's: pairs of entries, each naming the other. */
#include "base/fail.h"
#include "payment/store.h"

static int64_t left_on(const struct payment_entry *v, size_t n, size_t i)
{
	int64_t left = v[i].amount;

	if (v[i].kind != PAYMENT_CAPTURE && v[i].kind != PAYMENT_MOVED_IN)
		return 0;
	for (size_t k = 0; k < n; k++)
		left -= v[k].payment_id == v[i].id ? v[k].amount : 0;
	return left;
}

static void move_some(struct work *w, const struct payment_entry *of, const struct order *from,
		      const struct order *to, int64_t amount)
{
	uint64_t out = work_id(w), in = work_id(w);
	struct payment_entry pair[2] = { { .id = out,
					   .order_id = from->id,
					   .payment_id = of->id,
					   .peer_id = in,
					   .kind = PAYMENT_MOVED_OUT,
					   .method = of->method,
					   .currency = of->currency,
					   .reference = of->reference,
					   .amount = amount,
					   .at = w->now },
					 { .id = in,
					   .order_id = to->id,
					   .peer_id = out,
					   .kind = PAYMENT_MOVED_IN,
					   .method = of->method,
					   .currency = of->currency,
					   .reference = of->reference,
					   .amount = amount,
					   .at = w->now } };

	payment_store_insert_many(w, pair, 2);
}

void payment_move(struct work *w, struct order *from, struct order *to, int64_t amount)
{
	int64_t still = amount;
	struct payment_entry *v;
	size_t n;

	v = payment_store_list(w, from->id, &n);
	for (size_t i = 0; i < n && still > 0; i++) {
		int64_t left = left_on(v, n, i), some = left < still ? left : still;

		if (some <= 0)
			continue;
		move_some(w, &v[i], from, to, some);
		still -= some;
	}
	if (still > 0)
		fail("order %s: less was received than is to be moved", from->number);
	from->captured_amount -= amount;
	to->captured_amount += amount;
}
