/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was received and credited on orders of the past, in few statements. */
#include "base/fail.h"
#include "payment/store.h"

static const char *money_word(const struct order *o)
{
	return order_money_word[order_money(o->live_amount, o->credited_amount, o->captured_amount,
					    o->refunded_amount)];
}

static void tell(struct work *w, struct order_past *of, struct order_event e, uint64_t id,
		 const char *from)
{
	e.subject_id = id;
	e.from = from;
	e.to = money_word(of->order);
	e.has_amount = true;
	order_past_tell(w, of, e);
}

static struct payment_entry take_capture(struct work *w, const struct payment_past *p)
{
	struct order *o = p->of->order;
	const char *from = money_word(o);
	struct payment_entry e = { .id = work_id_at(w, p->capture.at),
				   .order_id = o->id,
				   .kind = PAYMENT_CAPTURE,
				   .method = order_payment_method_word[p->capture.method],
				   .amount = p->capture.amount,
				   .currency = o->currency,
				   .reference = p->capture.reference,
				   .at = p->capture.at };

	o->captured_amount = p->capture.amount;
	tell(w, p->of, (struct order_event){ .kind = EVENT_PAID, .at = e.at, .amount = e.amount },
	     e.id, from);
	return e;
}

static struct credit_entry take_credit(struct work *w, struct order_past *of,
				       const struct credit_draft *d)
{
	struct order *o = of->order;
	const char *from = money_word(o);
	struct credit_entry e = { .id = work_id_at(w, d->at),
				  .order_id = o->id,
				  .customer_id = o->customer_id,
				  .kind = d->kind,
				  .amount = d->amount,
				  .currency = o->currency,
				  .source = d->source,
				  .source_ref = d->source_ref,
				  .why = d->why,
				  .at = d->at };

	if (payment_may_credit(d->kind, o->live_amount, o->credited_amount, d->amount) !=
	    PAYMENT_OK)
		fail("payment: a credit of the past that may not be");
	o->credited_amount += d->amount;
	tell(w, of,
	     (struct order_event){ .kind = payment_credit_event(d->amount),
				   .at = d->at,
				   .amount = d->amount,
				   .why = d->why },
	     e.id, from);
	return e;
}

void payment_add_past(struct work *w, struct payment_past *v, size_t n)
{
	struct payment_entry *entries = arena_array_of(w->arena, n + 1, struct payment_entry);
	struct payments_read *read = arena_array_of(w->arena, n + 1, struct payments_read);
	struct credit_entry *credits;
	size_t n_entries = 0, n_credits = 0;

	for (size_t i = 0; i < n; i++)
		n_credits += v[i].n_credits;
	credits = arena_array_of(w->arena, n_credits + 1, struct credit_entry);
	n_credits = 0;
	for (size_t i = 0; i < n; i++) {
		struct payment_past *p = &v[i];

		p->of->order->captured_amount = p->of->order->credited_amount = 0;
		p->of->order->payments_at_hand = &read[i];
		if (p->of->taken)
			continue;
		read[i].v = &entries[n_entries];
		if (payment_may_capture(0, p->capture.amount) == PAYMENT_OK) {
			entries[n_entries++] = take_capture(w, p);
			read[i].n = 1;
		}
		for (size_t k = 0; k < p->n_credits; k++)
			credits[n_credits++] = take_credit(w, p->of, &p->credits[k]);
	}
	payment_store_insert_many(w, entries, n_entries);
	payment_store_insert_many_credits(w, credits, n_credits);
}
