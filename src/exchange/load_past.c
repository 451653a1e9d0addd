/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of a file that are over: delivered, completed or cancelled. They come into the books as
 * they ended: no stock moves, for what they took is gone already. */
#include "catalog/catalog.h"
#include "exchange/load_order.h"
#include "payment/payment.h"
#include "shipping/shipping.h"

static const enum order_decision decision_of[OVER__MAX] = {
	[OVER_DELIVERED] = ORDER_CONFIRMED,
	[OVER_CLOSED] = ORDER_CLOSED,
	[OVER_CANCELLED] = ORDER_CANCELLED,
};

/* As it was sold then: whether it is still on sale is no matter. */
static struct order_line line_of(const struct load_order *o, const struct order_draft_line *d,
				 const struct sku *s, size_t position)
{
	bool intangible = s->kind == PRODUCT_SERVICE || s->kind == PRODUCT_DIGITAL;
	int n = (int)d->quantity, done = o->over != OVER_CANCELLED && intangible ? n : 0;

	return (struct order_line){ .position = (int)position,
				    .sku_id = s->id,
				    .sku_code = s->code,
				    .name_en = s->name_en,
				    .name_zh = s->name_zh,
				    .picture = s->picture,
				    .kind = (int)s->kind,
				    .unit_milli =
					    d->unit_milli >= 0 ? d->unit_milli : s->unit_milli,
				    .tax_bp = s->tax_bp,
				    .ordered = n,
				    .packed = done,
				    .shipped = done,
				    .delivered = done,
				    .wait_until = INSTANT_NONE };
}

static enum order_refusal fill_lines(struct work *w, const struct load_order *o, struct order *out,
				     size_t *line)
{
	const struct order_draft *d = &o->draft;
	struct sku *skus[CATALOG_FIND_MAX];
	const char *codes[CATALOG_FIND_MAX];

	for (size_t i = 0; i < d->n_lines; i++)
		codes[i] = d->lines[i].sku;
	catalog_find_skus(w, codes, d->n_lines, skus);
	out->lines = arena_array_of(w->arena, d->n_lines, struct order_line);
	for (*line = 0; *line < d->n_lines; ++*line) {
		if (!skus[*line])
			return ORDER_NO_SKU;
		out->lines[out->n_lines++] = line_of(o, &d->lines[*line], skus[*line], *line + 1);
	}
	*line = 0;
	return ORDER_OK;
}

static struct order order_of(const struct load_order *o, const char *currency)
{
	const struct order_draft *d = &o->draft;
	bool arrived = o->over != OVER_CANCELLED;

	return (struct order){ .source = d->source,
			       .source_ref = d->source_ref,
			       .customer_note = d->customer_note,
			       .cancel_reason = arrived ? NULL : "other",
			       .currency = currency,
			       .lang = d->lang,
			       .decision = decision_of[o->over],
			       .hold_until = INSTANT_NONE,
			       .pay_until = INSTANT_NONE,
			       .promised_from = INSTANT_NONE,
			       .promised_to = INSTANT_NONE,
			       .meant_from = INSTANT_NONE,
			       .meant_to = INSTANT_NONE,
			       .placed_at = d->placed_at,
			       .confirmed_at = arrived ? d->placed_at : INSTANT_NONE,
			       .delivered_at = arrived ? o->ended_at : INSTANT_NONE,
			       .closed_at = o->over == OVER_DELIVERED ? INSTANT_NONE : o->ended_at,
			       .payment_method = d->payment_method };
}

/* What is cancelled is owed no more; the sums stay as they were ordered. */
static void cancel_lines(struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		o->lines[i].cancelled = o->lines[i].ordered;
}

static void book(struct work *w, const struct load_order *o, struct order_past *p)
{
	struct parcel_past parcel = { p, o->ended_at, o->ended_at };
	struct payment_past money = { .of = p,
				      .capture = { .method = o->draft.payment_method,
						   .amount = o->paid ? p->order->total_amount : 0,
						   .reference = o->draft.source_ref,
						   .at = o->draft.placed_at } };

	if (o->over == OVER_CANCELLED)
		order_past_tell(w, p,
				(struct order_event){ .kind = EVENT_CANCELLED,
						      .at = o->ended_at,
						      .to = "cancelled",
						      .why = p->order->cancel_reason });
	else
		parcel_add_past(w, &parcel, 1);
	payment_add_past(w, &money, 1);
	order_past_close(w, p, 1);
}

enum load_outcome load_order_over(struct load_row *r, const struct load_order *o)
{
	const struct settings *s = &r->w->app->settings;
	struct order_price_rules prices = { s->prices_include_tax, 0, 0 };
	struct work w = *r->w;
	struct order order = order_of(o, s->currency);
	struct order_past p = { .order = &order };
	struct contact contact;
	enum order_refusal why;
	size_t line;

	w.past = true;
	w.now = o->draft.placed_at;
	why = fill_lines(&w, o, &order, &line);
	order.shipping_tax_bp = order_shipping_tax_at_home(s);
	if (why == ORDER_OK && !order_price(&order, &prices, o->draft.discount, o->draft.shipping))
		why = ORDER_TOO_LARGE;
	if (why != ORDER_OK)
		return load_order_refused(r, why, line);
	if (o->over == OVER_CANCELLED)
		cancel_lines(&order);
	customer_for_contact(&w, &o->draft.contact, INSTANT_NONE, &order.customer_id, &contact);
	order.contact_id = contact.id;
	order.contact = &contact;
	order_past_open(&w, &p, 1);
	if (p.taken)
		return ROW_SAME;
	book(&w, o, &p);
	r->made_id = order.id;
	return ROW_NEW;
}
