/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing an order: SKUs, customer, amounts, stock, confirmation by rule, event, message and
 * document in one transaction. */
#include <string.h>
#include "base/fail.h"
#include "catalog/catalog.h"
#include "order/bundle.h"
#include "order/document.h"
#include "order/inside.h"
#include "order/intake_store.h"
#include "order/priority.h"
#include "order/store.h"
#include "promotion/promotion.h"

struct placing {
	const struct order_draft *draft;
	struct order_answer *out;
	struct finding *findings;
	size_t n_findings;
};

enum order_refusal order_take_line(const struct order_draft_line *d, const struct sku *s,
				   const char *currency, struct order_line *l)
{
	if (!s)
		return ORDER_NO_SKU;
	if (s->state != PRODUCT_ON_SALE || strcmp(s->currency, currency))
		return ORDER_NOT_ON_SALE;
	if (d->quantity < 1 || d->quantity > ORDER_QUANTITY_MAX)
		return ORDER_BAD_QUANTITY;
	*l = (struct order_line){
		.sku_id = s->id,
		.sku_code = s->code,
		.name_en = s->name_en,
		.name_zh = s->name_zh,
		.picture = s->picture,
		.kind = (int)s->kind,
		.unit_milli = d->unit_milli >= 0 ? d->unit_milli : s->unit_milli,
		.list_milli = s->unit_milli,
		.has_needs = s->has_needs,
		.tax_class = (int)s->tax_class,
		.product_id = s->product_id,
		.trail = s->trail,
		.member_milli = d->unit_milli >= 0 ? 0 : s->member_milli,
		.tax_bp = s->tax_bp,
		.ordered = (int)d->quantity,
		.wait = s->made_to_order ? WAIT_PRODUCTION : WAIT_NONE,
		.wait_until = INSTANT_NONE,
	};
	return ORDER_OK;
}

void order_find_made(struct work *w, const struct order *o, bool *made)
{
	const char *codes[CATALOG_FIND_MAX];
	struct sku *skus[CATALOG_FIND_MAX];

	for (size_t from = 0; from < o->n_lines; from += CATALOG_FIND_MAX) {
		size_t n = o->n_lines - from;

		n = n < CATALOG_FIND_MAX ? n : CATALOG_FIND_MAX;
		for (size_t i = 0; i < n; i++)
			codes[i] = o->lines[from + i].sku_code;
		catalog_find_skus(w, codes, n, skus);
		for (size_t i = 0; i < n; i++)
			made[from + i] = skus[i] && skus[i]->made_to_order;
	}
}

void order_take_member_prices(struct work *w, struct order *o, size_t from, bool counted)
{
	struct customer c;
	bool any = false;

	for (size_t i = from; i < o->n_lines; i++)
		any = any || o->lines[i].member_milli > 0;
	if (!any || !customer_get(w, o->customer_id, &c) ||
	    !order_is_member(!c.provisional, c.n_orders - counted, w->app->settings.member_orders))
		return;
	for (size_t i = from; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];

		if (l->member_milli > 0)
			l->unit_milli = l->list_milli = l->member_milli;
	}
}

static void take_customers_lang(struct work *w, struct order *o)
{
	struct customer c;

	if (customer_get(w, o->customer_id, &c))
		o->lang = c.lang;
}

/* from[k]: which line of the draft the order's k-th is of. */
static enum order_refusal take_lines(struct work *w, const struct order_draft *d, struct order *o,
				     size_t **from, size_t *line)
{
	struct bundle_parts parts;
	struct sku *skus[CATALOG_FIND_MAX];
	const char *codes[CATALOG_FIND_MAX];

	if (d->n_lines == 0 || d->n_lines > CATALOG_FIND_MAX)
		return ORDER_BAD_QUANTITY;
	for (size_t i = 0; i < d->n_lines; i++)
		codes[i] = d->lines[i].sku;
	catalog_find_skus(w, codes, d->n_lines, skus);
	parts = order_find_parts(w, skus, d->n_lines);
	o->lines = arena_array_of(w->arena, d->n_lines + parts.n, struct order_line);
	*from = arena_array_of(w->arena, d->n_lines + parts.n, size_t);
	for (size_t i = 0; i < d->n_lines; i++) {
		size_t k = o->n_lines;
		enum order_refusal r = order_take_item(w, &d->lines[i], skus[i], &parts, o);

		*line = i;
		if (r != ORDER_OK)
			return r;
		for (; k < o->n_lines; k++) {
			o->lines[k].position = (int)k + 1;
			(*from)[k] = i;
		}
	}
	*line = 0;
	return ORDER_OK;
}

static void take_head(struct work *w, const struct order_draft *d, struct order *o)
{
	const struct settings *s = &w->app->settings;

	o->source = d->source;
	o->source_ref = d->source_ref;
	o->customer_note = d->customer_note;
	o->lang = d->lang;
	o->currency = s->currency;
	o->payment_method = d->payment_method;
	o->pay_first = d->pay_first;
	o->placed_at = instant_is_none(d->placed_at) ? w->now : d->placed_at;
	o->pay_until = d->pay_first && s->pay_minutes > 0
			       ? instant_add(o->placed_at, s->pay_minutes * INSTANT_MINUTE)
			       : INSTANT_NONE;
	o->hold_until = o->confirmed_at = o->delivered_at = o->closed_at = INSTANT_NONE;
	o->link_version = d->as_draft ? 0 : 1;
	o->version = 1;
	o->promised_from = o->promised_to = d->promised_to;
	o->meant_from = o->meant_to = INSTANT_NONE;
	o->promised_by_rule = instant_is_none(d->promised_to);
}

/* Clean orders are confirmed by rule; services and downloads in them are done with that. Returns
 * the units that are. */
static int decide(const struct placing *p, struct order *o)
{
	const char *why;
	struct order_axes a;
	int fulfilled;

	o->decision = ORDER_CONFIRMED;
	if (p->draft->as_draft)
		o->decision = ORDER_DRAFT;
	else if (intake_needs_review(p->findings, p->n_findings, &why))
		o->decision = ORDER_REVIEW;
	if (o->decision == ORDER_CONFIRMED)
		o->confirmed_at = o->placed_at;
	o->hold_reason = intake_hold_reason(p->findings, p->n_findings);
	fulfilled = order_fulfil_rule(o);
	a = order_axes(o);
	o->badge = order_badge(&a);
	if (a.ordered == a.delivered)
		o->delivered_at = o->placed_at;
	return fulfilled;
}

static void give_ids(struct work *w, struct order *o)
{
	o->id = work_id_at(w, o->placed_at);
	for (size_t i = 0; i < o->n_lines; i++)
		o->lines[i].id = work_id_at(w, o->placed_at);
}

/* What became of it is told after the rows are there: the wiring may write rows that point to them.
 */
static struct order_event *tell(struct work *w, const struct placing *p, struct order *o,
				int fulfilled, size_t *n)
{
	const struct actor rule = { ACTOR_RULE, 0 };
	struct order_event *e = arena_array_of(w->arena, 4, struct order_event);

	*n = 1;
	e[0] = (struct order_event){ .kind = EVENT_PLACED,
				     .actor = w->actor,
				     .to = order_decision_word[o->decision],
				     .has_amount = true,
				     .amount = o->total_amount };
	(void)intake_needs_review(p->findings, p->n_findings, &e[0].why);
	if (o->decision == ORDER_CONFIRMED)
		e[(*n)++] = (struct order_event){ .kind = EVENT_CONFIRMED, .actor = rule };
	if (o->hold_reason)
		e[(*n)++] = (struct order_event){ .kind = EVENT_HELD,
						  .actor = rule,
						  .to = o->hold_reason };
	if (fulfilled)
		e[(*n)++] = (struct order_event){ .kind = EVENT_FULFILLED,
						  .actor = rule,
						  .quantity = fulfilled };
	for (size_t i = 0; i < *n; i++)
		e[i].version = o->version; /* nothing is saved behind these */
	order_tell_all(w, o, e, *n);
	return e;
}

/* What it comes to, for whom it is and where it goes. */
static enum order_refusal reckon(struct work *w, const struct placing *p, struct order *o,
				 const struct contact *contact,
				 const struct order_standing *standing)
{
	const struct order_draft *d = p->draft;
	const struct settings *s = &w->app->settings;
	struct order_terms terms = { { s->prices_include_tax, s->shipping_fee,
				       order_free_over(s->free_shipping_over,
						       standing->free_shipping_over) },
				     d->discount,
				     d->shipping,
				     standing->tier_entry };
	enum order_refusal r;

	order_take_member_prices(w, o, 0, !d->as_draft);
	order_take_tax(w, o, contact);
	r = order_promote(w, o, NULL, d->code, d->promoted, &terms, p->out);
	if (r != ORDER_OK)
		return r;
	return order_price(o, &terms.rules, terms.discount, terms.shipping) ? ORDER_OK
									    : ORDER_TOO_LARGE;
}

static bool reserve(struct work *w, const struct placing *p, struct order *o, const size_t *from)
{
	size_t *line = &p->out->line;

	if (p->draft->as_draft || !w->app->wiring->reserve || w->app->wiring->reserve(w, o, line))
		return true;
	*line = from[*line];
	return false;
}

/* It is whole: looked at, decided, written down and told of. */
static enum order_refusal put_down(struct work *w, struct placing *p, struct order *o,
				   const struct contact *contact,
				   const struct order_standing *standing)
{
	struct order_event *events = NULL;
	bool as_draft = p->draft->as_draft;
	size_t n_events = 0;
	int fulfilled;

	p->n_findings = 0;
	if (!as_draft)
		p->findings = order_intake(w, o, contact, &p->n_findings);
	fulfilled = decide(p, o);
	order_promise(o, o->placed_at, order_dispatch_of(w));
	order_priority_begin(w, o, standing);
	if (!order_store_insert(w, o))
		return ORDER_REF_TAKEN;
	promotion_take(w, o->id, o->promotions, o->n_promotions);
	intake_store_insert(w, o->id, p->findings, p->n_findings);
	p->out->n_findings = p->n_findings;
	if (!as_draft)
		events = tell(w, p, o, fulfilled, &n_events);
	order_settled(w, o);
	p->out->document = order_document_write_new(w, o, contact, events, n_events);
	return ORDER_OK;
}

static int place(struct work *w, void *arg)
{
	struct placing *p = arg;
	const struct order_draft *d = p->draft;
	struct order *o = arena_new_of(w->arena, struct order);
	struct order_standing standing;
	struct contact contact;
	enum order_refusal r;
	size_t *from;

	p->out->order = o;
	if (d->pay_first && !order_may_pay_first(d->payment_method))
		return ORDER_PAYS_LATER;
	take_head(w, d, o);
	r = take_lines(w, d, o, &from, &p->out->line);
	if (r != ORDER_OK)
		return (int)r;
	customer_for_contact(w, &d->contact, d->as_draft ? INSTANT_NONE : o->placed_at,
			     &o->customer_id, &contact);
	if (d->lang_unsaid)
		take_customers_lang(w, o);
	standing = order_standing_of(w, o);
	r = reckon(w, p, o, &contact, &standing);
	if (r != ORDER_OK)
		return (int)r;
	o->contact_id = contact.id;
	o->contact = &contact;
	give_ids(w, o);
	if (!reserve(w, p, o, from))
		return ORDER_NO_STOCK;
	r = put_down(w, p, o, &contact, &standing);
	o->contact = NULL;
	return (int)r;
}

enum order_refusal order_place(struct work *w, const struct order_draft *d,
			       struct order_answer *out)
{
	struct placing p = { .draft = d, .out = out };

	*out = (struct order_answer){ 0 };
	return (enum order_refusal)work_transaction(w, place, &p);
}
