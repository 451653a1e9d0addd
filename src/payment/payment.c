/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money received, given back and credited. An order's sums change under its lock, together with the
 * ledger they stand for. */
#include "audit.h"
#include "base/money.h"
#include "payment/store.h"

struct booking {
	struct order_ref ref;
	struct payment_answer *out;
	enum payment_refusal (*book)(struct work *w, struct order *o, const struct booking *b);
	const struct payment_draft *payment;
	const struct credit_draft *credit;
	uint64_t payment_id;
	int64_t amount;
	const char *why;
};

static int run(struct work *w, void *arg)
{
	const struct booking *b = arg;
	struct order *o = order_open(w, b->ref.id);
	enum payment_refusal r;

	*b->out = (struct payment_answer){ .order = o };
	if (!o)
		return PAYMENT_NOT_FOUND;
	if (b->ref.version && b->ref.version != o->version)
		return PAYMENT_STALE;
	r = b->book(w, o, b);
	if (r == PAYMENT_OK)
		order_save(w, o);
	return (int)r;
}

static enum payment_refusal do_booking(struct work *w, struct booking b)
{
	return (enum payment_refusal)work_transaction(w, run, &b);
}

static const char *money_word(const struct order *o)
{
	return order_money_word[order_money(o->live_amount, o->credited_amount, o->captured_amount,
					    o->refunded_amount)];
}

/* What goes out of the shop is proved in the audit log too. */
static void note(struct work *w, const struct order *o, enum order_event_kind kind, int64_t amount)
{
	char text[32];

	money_decimal(amount, o->currency, text, sizeof text);
	audit_write(w, &(struct audit){
			       .kind = kind == EVENT_REFUNDED ? AUDIT_REFUND : AUDIT_CREDIT,
			       .who = w->actor,
			       .customer_id = o->customer_id,
			       .about = "order",
			       .about_id = o->id,
			       .became = arena_printf(w->arena, "%s %s", text, o->currency) });
}

static void tell(struct work *w, struct order *o, enum order_event_kind kind, uint64_t id,
		 int64_t amount, const char *from, const char *why)
{
	order_tell(w, o,
		   (struct order_event){ .kind = kind,
					 .from = from,
					 .to = money_word(o),
					 .why = why,
					 .subject_id = id,
					 .amount = amount,
					 .has_amount = true });
	if (kind != EVENT_PAID && !w->past)
		note(w, o, kind, amount);
}

enum payment_refusal payment_capture_open(struct work *w, struct order *o,
					  const struct payment_draft *d, uint64_t *id)
{
	enum payment_refusal r = payment_may_capture(o->captured_amount, d->amount);
	const char *from = money_word(o);
	struct payment_entry e = { .id = work_id(w),
				   .order_id = o->id,
				   .kind = PAYMENT_CAPTURE,
				   .method = order_payment_method_word[d->method],
				   .amount = d->amount,
				   .currency = o->currency,
				   .reference = d->reference,
				   .at = instant_is_none(d->at) ? w->now : d->at };

	*id = e.id;
	if (r != PAYMENT_OK)
		return r;
	payment_store_insert(w, &e);
	o->captured_amount += d->amount;
	customer_count_spent(w, o->customer_id, d->amount, o->currency);
	/* whoever has begun to pay is not cancelled by the clock */
	o->pay_until = INSTANT_NONE;
	tell(w, o, EVENT_PAID, e.id, d->amount, from, NULL);
	order_fulfil_intangibles(w, o);
	return PAYMENT_OK;
}

/* Clocks differ; who pays long before the order was written down has another order in mind. */
static bool is_likely(const struct work *w, const struct order *o, struct instant at)
{
	return instant_is_none(at) || (at.us <= w->now.us + 15 * INSTANT_MINUTE &&
				       at.us >= o->placed_at.us - 366 * INSTANT_DAY);
}

static enum payment_refusal book_capture(struct work *w, struct order *o, const struct booking *b)
{
	if (!is_likely(w, o, b->payment->at))
		return PAYMENT_BAD_TIME;
	/* More than is due may come in: it is owed back. Once it is cancelled, only what is due. */
	b->out->reason =
		order_refuses(o, o->decision == ORDER_CANCELLED ? ACT_PAY : ACT_CREDIT, false);
	if (b->out->reason)
		return PAYMENT_NOT_NOW;
	return payment_capture_open(w, o, b->payment, &b->out->id);
}

enum payment_refusal payment_capture(struct work *w, struct order_ref r,
				     const struct payment_draft *d, struct payment_answer *out)
{
	return do_booking(w, (struct booking){
				     .ref = r, .out = out, .book = book_capture, .payment = d });
}

static enum payment_refusal book_refund(struct work *w, struct order *o, const struct booking *b)
{
	struct payment_entry capture;
	const char *from = money_word(o);
	enum payment_refusal r;
	int64_t refunded;

	if (!payment_store_capture(w, o->id, b->payment_id, &capture, &refunded))
		return PAYMENT_NO_CAPTURE;
	b->out->left = capture.amount - refunded;
	r = payment_may_refund(capture.amount, refunded, b->amount);
	if (r != PAYMENT_OK)
		return r;
	b->out->id = work_id(w);
	b->out->left -= b->amount;
	payment_store_insert(w, &(struct payment_entry){ .id = b->out->id,
							 .order_id = o->id,
							 .kind = PAYMENT_REFUND,
							 .method = capture.method,
							 .amount = b->amount,
							 .currency = o->currency,
							 .payment_id = b->payment_id,
							 .why = b->why,
							 .at = w->now });
	o->refunded_amount += b->amount;
	customer_count_spent(w, o->customer_id, -b->amount, o->currency);
	tell(w, o, EVENT_REFUNDED, b->out->id, b->amount, from, b->why);
	return PAYMENT_OK;
}

enum payment_refusal payment_refund(struct work *w, struct order_ref r, uint64_t payment_id,
				    int64_t amount, const char *why, struct payment_answer *out)
{
	return do_booking(w, (struct booking){ .ref = r,
					       .out = out,
					       .book = book_refund,
					       .payment_id = payment_id,
					       .amount = amount,
					       .why = why });
}

static struct credit_entry credit_of(struct work *w, const struct credit_draft *d,
				     uint64_t order_id, uint64_t customer_id, const char *currency)
{
	return (struct credit_entry){ .id = work_id(w),
				      .order_id = order_id,
				      .customer_id = customer_id,
				      .kind = d->kind,
				      .amount = d->amount,
				      .currency = currency,
				      .source = d->source,
				      .source_ref = d->source_ref,
				      .why = d->why,
				      .at = instant_is_none(d->at) ? w->now : d->at };
}

enum payment_refusal payment_credit_open(struct work *w, struct order *o,
					 const struct credit_draft *d, uint64_t *id)
{
	enum payment_refusal r =
		payment_may_credit(d->kind, o->live_amount, o->credited_amount, d->amount);
	struct credit_entry e = credit_of(w, d, o->id, o->customer_id, o->currency);
	const char *from = money_word(o);

	*id = e.id;
	if (r != PAYMENT_OK)
		return r;
	if (!payment_store_insert_credit(w, &e))
		return PAYMENT_REF_TAKEN;
	o->credited_amount += d->amount;
	tell(w, o, payment_credit_event(d->amount), e.id, d->amount, from, d->why);
	return PAYMENT_OK;
}

void payment_hear_cancelled(struct work *w, struct order *o, const struct order_event *e)
{
	struct work by_rule = *w;
	int64_t live = order_live_amount(o), before = o->live_amount;
	int64_t amount = payment_credit_kept(before, live, o->credited_amount,
					     o->decision == ORDER_CANCELLED) -
			 o->credited_amount;
	struct credit_draft d = { .kind = CREDIT_CANCELLATION,
				  .amount = amount,
				  .at = INSTANT_NONE };
	const char *from = money_word(o);
	struct credit_entry entry;

	(void)e;
	o->live_amount = live; /* what the next of several cancellations finds */
	if (amount == 0)
		return;
	by_rule.actor = (struct actor){ ACTOR_RULE, 0 };
	entry = credit_of(&by_rule, &d, o->id, o->customer_id, o->currency);
	(void)payment_store_insert_credit(&by_rule, &entry); /* names no document: none is taken */
	o->credited_amount += amount;
	tell(&by_rule, o, amount < 0 ? EVENT_CREDIT_TAKEN_BACK : EVENT_CHARGE_TAKEN_BACK, entry.id,
	     amount, from, NULL);
}

void payment_hear_reopened(struct work *w, struct order *o, const struct order_event *e)
{
	struct work by_rule = *w;
	struct credit_draft d = { .kind = CREDIT_CANCELLATION, .at = INSTANT_NONE };
	const char *from = money_word(o);
	struct credit_entry *all, entry;
	int64_t ended = 0;
	size_t n;

	(void)e;
	all = payment_store_credits(w, o->id, &n);
	for (size_t i = 0; i < n; i++)
		if (all[i].kind == CREDIT_CANCELLATION && all[i].at.us == o->was_over_at.us)
			ended += all[i].amount;
	d.amount = payment_credit_again(o->live_amount, o->credited_amount, ended);
	if (d.amount == 0)
		return;
	by_rule.actor = (struct actor){ ACTOR_RULE, 0 };
	entry = credit_of(&by_rule, &d, o->id, o->customer_id, o->currency);
	(void)payment_store_insert_credit(&by_rule, &entry);
	o->credited_amount += d.amount;
	tell(&by_rule, o, payment_credit_event(d.amount), entry.id, d.amount, from, NULL);
}

static enum payment_refusal book_credit(struct work *w, struct order *o, const struct booking *b)
{
	b->out->reason = order_refuses(o, ACT_CREDIT, false);
	if (b->out->reason)
		return PAYMENT_NOT_NOW;
	b->out->left = order_owed(o);
	return payment_credit_open(w, o, b->credit, &b->out->id);
}

enum payment_refusal payment_credit(struct work *w, struct order_ref r,
				    const struct credit_draft *d, struct payment_answer *out)
{
	return do_booking(w, (struct booking){
				     .ref = r, .out = out, .book = book_credit, .credit = d });
}

enum payment_refusal payment_credit_loose(struct work *w, uint64_t customer_id,
					  const struct credit_draft *d, const char *currency,
					  uint64_t *id)
{
	enum payment_refusal r = payment_may_credit(d->kind, MONEY_MAX, 0, d->amount);
	struct credit_entry e = credit_of(w, d, 0, customer_id, currency);

	*id = e.id;
	if (r != PAYMENT_OK)
		return r;
	return payment_store_insert_credit(w, &e) ? PAYMENT_OK : PAYMENT_REF_TAKEN;
}
