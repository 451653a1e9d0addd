/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sales become orders: closed, delivered, paid, with the credits that belong to them. */
#include "base/fail.h"
#include "catalog/catalog.h"
#include "exchange/retail_book.h"
#include "payment/payment.h"
#include "shipping/shipping.h"

static bool is_order_line(const struct retail_line *l)
{
	return l->kind == RETAIL_LINE_GOODS || l->kind == RETAIL_LINE_SERVICE;
}

static size_t count_order_lines(const struct retail_plan *p, const struct retail_document *d)
{
	size_t n = 0;

	for (uint32_t i = d->first; d->kind == RETAIL_SALE && i != NAME_NONE; i = p->line[i].next)
		n += is_order_line(&p->line[i]);
	return n;
}

bool retail_is_order(const struct retail_plan *p, const struct retail_document *d)
{
	return count_order_lines(p, d) > 0;
}

/* Nothing of a service is ever in a parcel: it is done. */
static struct order_line order_line(const struct retail_book *b, const struct retail_line *l,
				    int position)
{
	bool goods = l->kind == RETAIL_LINE_GOODS;
	const char *name = retail_line_name(b->plan, l);
	int done = goods ? 0 : l->quantity;

	return (struct order_line){ .position = position,
				    .sku_id = goods ? b->sku_id[l->code] : 0,
				    .sku_code = names_text(b->plan->codes, l->code),
				    .name_en = name,
				    .name_zh = name,
				    .kind = goods ? PRODUCT_GOODS : PRODUCT_SERVICE,
				    .unit_milli = retail_price(b->plan, l),
				    .amount = retail_amount(b->plan, l),
				    .ordered = l->quantity,
				    .packed = done,
				    .shipped = done,
				    .delivered = done,
				    .wait_until = INSTANT_NONE };
}

static void add_lines(const struct retail_book *b, const struct retail_document *d, struct order *o)
{
	const struct retail_plan *p = b->plan;

	for (uint32_t i = d->first; i != NAME_NONE; i = p->line[i].next) {
		if (!is_order_line(&p->line[i]))
			continue;
		o->lines[o->n_lines] = order_line(b, &p->line[i], (int)o->n_lines + 1);
		o->items_amount += o->lines[o->n_lines++].amount;
	}
	o->total_amount = o->items_amount;
}

/* Delivered and closed when it was written: of more the file knows nothing. */
struct order *retail_order(struct retail_book *b, const struct retail_document *d)
{
	struct order *o = arena_new_of(b->work.arena, struct order);

	*o = (struct order){ .source = RETAIL_SOURCE,
			     .source_ref = d->invoice,
			     .currency = RETAIL_CURRENCY,
			     .lang = LANG_EN,
			     .decision = ORDER_CLOSED,
			     .hold_until = INSTANT_NONE,
			     .pay_until = INSTANT_NONE,
			     .promised_from = INSTANT_NONE,
			     .promised_to = INSTANT_NONE,
			     .meant_from = INSTANT_NONE,
			     .meant_to = INSTANT_NONE,
			     .placed_at = d->at,
			     .confirmed_at = d->at,
			     .delivered_at = d->at,
			     .closed_at = d->at,
			     .payment_method = PAY_ELSEWHERE,
			     .prices_include_tax = true };
	o->lines = arena_array_of(b->work.arena, count_order_lines(b->plan, d), struct order_line);
	add_lines(b, d, o);
	return o;
}

static struct credit_draft credit_draft(const struct retail_document *credit)
{
	return (struct credit_draft){ .kind = CREDIT_DOCUMENT,
				      .amount = -credit->booked,
				      .source = RETAIL_SOURCE,
				      .source_ref = credit->invoice,
				      .at = credit->at };
}

static void take_person(struct retail_entry *e)
{
	e->order->customer_id = e->contact.customer_id;
	e->order->contact_id = e->contact.id;
	e->order->contact = &e->contact;
}

static void fill_payment(struct retail_book *b, const struct retail_entry *e,
			 struct payment_past *out)
{
	struct credit_draft *credits =
		arena_array_of(b->work.arena, e->n_credits + 1, struct credit_draft);

	for (size_t i = 0; i < e->n_credits; i++)
		credits[i] = credit_draft(&b->plan->document[e->credits[i]]);
	*out = (struct payment_past){ .of = e->past,
				      .capture = { .method = PAY_ELSEWHERE,
						   .amount = e->order->total_amount,
						   .at = e->order->placed_at },
				      .credits = credits,
				      .n_credits = e->n_credits };
}

/* The order is there from another file, the credit is not. Where the order cannot take it any more
 * it stays loose. */
static void credit_known_order(struct retail_book *b, const struct retail_entry *e)
{
	for (size_t i = 0; i < e->n_credits; i++) {
		struct credit_draft d = credit_draft(&b->plan->document[e->credits[i]]);
		struct order_ref ref = { .id = e->order->id };
		struct payment_answer answer;
		enum payment_refusal r = payment_credit(&b->work, ref, &d, &answer);
		uint64_t id;

		if (r == PAYMENT_NOT_NOW)
			r = payment_credit_loose(&b->work, answer.order->customer_id, &d,
						 RETAIL_CURRENCY, &id);
		if (r != PAYMENT_OK)
			fail("exchange: credit %s cannot be booked", d.source_ref);
	}
}

void retail_book_orders(struct retail_book *b, struct order_past *past, struct retail_entry **e,
			size_t n)
{
	struct parcel_past *parcels = arena_array_of(b->work.arena, n + 1, struct parcel_past);
	struct payment_past *payments = arena_array_of(b->work.arena, n + 1, struct payment_past);

	for (size_t i = 0; i < n; i++) {
		if (!past[i].taken)
			take_person(e[i]);
		parcels[i] = (struct parcel_past){ &past[i], e[i]->d->at, e[i]->d->at };
		fill_payment(b, e[i], &payments[i]);
	}
	parcel_add_past(&b->work, parcels, n);
	payment_add_past(&b->work, payments, n);
	order_past_close(&b->work, past, n);
	for (size_t i = 0; i < n; i++) {
		if (past[i].taken)
			credit_known_order(b, e[i]);
	}
}
