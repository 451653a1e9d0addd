/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders as trees of machine values: the pieces, and the staff's view. */
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "order/bundle.h"
#include "order/colleague.h"
#include "order/document.h"
#include "order/face.h"
#include "order/inside.h"
#include "order/priority.h"
#include "order/store.h"

void order_view_name(cJSON *tree, const char *member, const char *en, const char *zh)
{
	cJSON *name = json_add_object(tree, member);

	json_add_text(name, lang_tag[LANG_EN], en);
	json_add_text(name, lang_tag[LANG_ZH], zh);
}

static void add_window(cJSON *tree, const char *name, struct instant from, struct instant to)
{
	cJSON *window;

	if (instant_is_none(to)) {
		json_add_null(tree, name);
		return;
	}
	window = json_add_object(tree, name);
	json_add_instant(window, "from", from);
	json_add_instant(window, "to", to);
}

static void add_money_or_null(cJSON *tree, const char *name, bool is, int64_t amount,
			      const char *currency)
{
	if (is)
		json_add_money(tree, name, amount, currency);
	else
		json_add_null(tree, name);
}

static void add_tax(cJSON *list, const struct order *o, int bp)
{
	int64_t amount = order_tax_at(o, bp);
	char percent[32];
	cJSON *one;

	if (amount == 0)
		return;
	one = json_append_object(list);
	catalog_percent_text(bp, percent);
	json_add_text(one, "percent", percent);
	json_add_money(one, "amount", amount, o->currency);
}

/* The first of the lines with this rate; their number where none has it. */
static size_t first_with(const struct order *o, int bp)
{
	size_t i = 0;

	while (i < o->n_lines && o->lines[i].tax_bp != bp)
		i++;
	return i;
}

/* A sum for each rate: of the lines, in their order, and of shipping. */
static void add_taxes(const struct order *o, cJSON *m)
{
	cJSON *list = json_add_array(m, "taxes");

	for (size_t i = 0; i < o->n_lines; i++)
		if (first_with(o, o->lines[i].tax_bp) == i)
			add_tax(list, o, o->lines[i].tax_bp);
	if (first_with(o, o->shipping_tax_bp) == o->n_lines)
		add_tax(list, o, o->shipping_tax_bp);
}

/* What was credited and charged is one sum: it lowers what is owed, or adds to it. */
static void add_amounts(const struct order *o, cJSON *tree)
{
	cJSON *m = json_add_object(tree, "payment");

	json_add_text(m, "method", order_payment_method_word[o->payment_method]);
	json_add_bool(m, "pay_first", o->pay_first);
	json_add_bool(m, "prices_include_tax", o->prices_include_tax);
	json_add_money(m, "items", o->items_amount, o->currency);
	add_money_or_null(m, "discount", o->discount_amount != 0, -o->discount_amount, o->currency);
	add_money_or_null(m, "own_discount", o->discount_amount != o->promoted_amount,
			  o->promoted_amount - o->discount_amount, o->currency);
	json_add_money(m, "fee", o->shipping_amount + o->promoted_shipping, o->currency);
	json_add_money(m, "shipping", o->shipping_amount, o->currency);
	if (o->shipping_tax != 0)
		json_add_money(m, "shipping_tax", o->shipping_tax, o->currency);
	add_money_or_null(m, "tax", !o->prices_include_tax, o->tax_amount, o->currency);
	add_taxes(o, m);
	json_add_money(m, "total", o->total_amount, o->currency);
	add_money_or_null(m, "cancelled", o->live_amount != o->total_amount,
			  o->live_amount - o->total_amount, o->currency);
	add_money_or_null(m, "credited", o->credited_amount > 0, -o->credited_amount, o->currency);
	add_money_or_null(m, "charged", o->credited_amount < 0, -o->credited_amount, o->currency);
	json_add_money(m, "to_pay", order_owed(o), o->currency);
	json_add_money(m, "paid", o->captured_amount - o->refunded_amount, o->currency);
	json_add_money(m, "due", order_due(o) > 0 ? order_due(o) : 0, o->currency);
	json_add_bool(m, "is_due", order_due(o) > 0);
	json_add_money(m, "owed_back", order_due(o) < 0 ? -order_due(o) : 0, o->currency);
	json_add_bool(m, "is_owed_back", order_due(o) < 0);
	json_add_instant(m, "until", order_due(o) > 0 ? o->pay_until : INSTANT_NONE);
}

void order_view_state(const struct order *o, cJSON *tree)
{
	struct order_axes a = order_axes(o);
	struct order_face face = order_face(o);
	bool coming = (o->n_parcels == 0 || face.is_open) && instant_is_none(o->delivered_at) &&
		      instant_is_none(o->closed_at);
	bool pays = order_pays_first(o);
	bool ships = !o->lines || order_any_line_ships(o); /* lists do not know */

	json_add_text(tree, "number", o->number);
	json_add_text(tree, "badge", order_badge_word[o->badge]);
	json_add_text(tree, "stage", order_stage_word[face.stage]);
	json_add_text(tree, "decision", order_decision_word[o->decision]);
	json_add_text(tree, "money", order_money_word[a.money]);
	json_add_text(tree, "care", order_care_word[o->care]);
	if (o->hold_reason) {
		cJSON *hold = json_add_object(tree, "hold");
		json_add_text(hold, "reason", o->hold_reason);
		json_add_instant(hold, "until", o->hold_until);
	} else {
		json_add_null(tree, "hold");
	}
	json_add_text(tree, "cancel_reason", o->cancel_reason);
	json_add_instant(tree, "placed_at", o->placed_at);
	json_add_instant(tree, "delivered_at", o->delivered_at);
	json_add_instant(tree, "closed_at", o->closed_at);
	/* Parcels say their own arrival; the order's promise stands for what is in none. Of what is
	 * cancelled nothing is promised, and before it is paid for nothing depends on the shop. */
	if (o->decision != ORDER_CANCELLED)
		add_window(tree, "promise", o->promised_from, o->promised_to);
	else
		json_add_null(tree, "promise");
	if (coming && !pays)
		add_window(tree, "expected", o->promised_from, o->promised_to);
	else
		json_add_null(tree, "expected");
	json_add_bool(tree, "undated", coming && ships && !pays && instant_is_none(o->promised_to));
	json_add_bool(tree, "after_payment", coming && ships && pays);
	json_add_int(tree, "n_units", face.n_units);
	json_add_int(tree, "n_lines", face.n_lines);
	json_add_bool(tree, "has_many_lines", face.n_lines > ORDER_FEW_LINES);
	json_add_int(tree, "n_parcels", o->n_parcels);
	json_add_bool(tree, "has_parcels", o->n_parcels > 0);
	json_add_text(tree, "note", o->customer_note);
}

void order_view_head(const struct order *o, cJSON *tree)
{
	order_view_state(o, tree);
	add_amounts(o, tree);
}

/* What is kept on the shelf for a line is the shop's business. */
static void add_counters(const struct order_line *l, bool for_customer, cJSON *tree)
{
	const struct {
		const char *word;
		int n;
	} counters[] = {
		{ "cancelled", l->cancelled },
		{ "reserved", for_customer ? 0 : l->reserved },
		{ "in_production", l->in_production },
		{ "packed", l->packed - l->shipped },
		{ "shipped", l->shipped - l->delivered },
		{ "delivered", l->delivered - l->returned },
		{ "return_requested", l->return_requested },
		{ "returned", l->returned },
		{ "written_off", l->written_off },
	};
	cJSON *list = json_add_array(tree, "counters");

	for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
		cJSON *one;
		if (counters[i].n == 0)
			continue;
		one = json_append_object(list);
		json_add_text(one, "counter", counters[i].word);
		json_add_int(one, "n", counters[i].n);
	}
}

cJSON *order_view_line(const struct order *o, const struct order_line *l, bool for_customer)
{
	const char *currency = o->currency;
	cJSON *t = json_object();
	char unit[40];

	money_decimal_unit(l->unit_milli, currency, unit, sizeof unit);
	json_add_id(t, "id", l->id);
	json_add_text(t, "sku", l->sku_code);
	order_view_name(t, "name", l->name_en, l->name_zh);
	json_add_text(t, "picture", l->picture);
	json_add_text(t, "kind", product_kind_word[l->kind]);
	json_add_int(t, "quantity", l->ordered - l->cancelled);
	json_add_int(t, "ordered", l->ordered);
	json_add_bool(t, "is_cancelled", l->cancelled == l->ordered);
	json_add_int(t, "open", order_line_open(l));
	json_add_bool(t, "is_open", order_line_open(l) > 0);
	json_add_text(t, "unit_price", unit);
	json_add_money(t, "amount", l->amount, currency);
	json_add_text(t, "wait", l->wait == WAIT_NONE ? NULL : order_wait_word[l->wait]);
	json_add_instant(t, "wait_until", l->wait_until);
	add_counters(l, for_customer, t);
	order_view_bundle(o, l, t);
	return t;
}

void order_view_acts(const struct order *o, bool by_customer, const enum order_act *acts, size_t n,
		     cJSON *tree)
{
	cJSON *list = json_add_object(tree, "acts");

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_add_object(list, order_act_word[acts[i]]);
		const char *why = order_refuses(o, acts[i], by_customer);
		json_add_bool(one, "allowed", why == NULL);
		json_add_text(one, "why", why);
	}
}

cJSON *order_view_event(const struct order_event *e, const char *currency)
{
	cJSON *t = json_object();

	json_add_text(t, "event", order_event_word[e->kind]);
	json_add_instant(t, "at", e->at);
	json_add_text(t, "actor", actor_kind_word[e->actor.kind]);
	json_add_text(t, "why", e->why);
	if (e->has_amount)
		/* a charge is as much as it adds */
		json_add_money(t, "amount", e->kind == EVENT_CHARGED ? -e->amount : e->amount,
			       currency);
	else
		json_add_null(t, "amount");
	json_add_int(t, "quantity", e->quantity);
	json_add_bool(t, "has_quantity", e->quantity != 0);
	return t;
}

void order_view_priority(const struct order *o, cJSON *tree)
{
	cJSON *why = json_add_array(tree, "priority_why");

	json_add_int(tree, "priority", o->priority);
	for (int i = 0; i < ORDER_PRIORITY__MAX; i++)
		if (o->priority_why & PRIORITY_BIT(i))
			json_append_text(why, order_priority_word[i]);
}

cJSON *order_view(struct work *w, const struct order *o, const struct contact *c, bool in_full)
{
	static const enum order_act acts[] = {
		ACT_CONFIRM, ACT_HOLD,           ACT_RELEASE,         ACT_CANCEL, ACT_CANCEL_LINE,
		ACT_CLOSE,   ACT_CHANGE_CONTACT, ACT_SET_WAIT,        ACT_PACK,   ACT_PAY,
		ACT_REFUND,  ACT_CREDIT,         ACT_CONFIRM_RECEIPT, ACT_EDIT,   ACT_REOPEN,
		ACT_SPLIT,   ACT_MERGE
	};
	cJSON *t = json_object(), *lines;

	json_add_id(t, "id", o->id);
	json_add_int(t, "version", o->version);
	order_view_head(o, t);
	order_view_promotions(w, o, false, t);
	json_add_text(t, "source", o->source);
	json_add_text(t, "source_ref", o->source_ref);
	order_view_priority(o, t);
	json_add_text(t, "lang", lang_tag[o->lang]);
	json_add_instant(t, "confirmed_at", o->confirmed_at);
	json_add(t, "contact", contact_view(w, c, in_full));
	json_add_bool(t, "in_full", in_full);
	lines = json_add_array(t, "lines");
	for (size_t i = 0; i < o->n_lines; i++)
		cJSON_AddItemToArray(lines, order_view_line(o, &o->lines[i], false));
	order_view_acts(o, false, acts, sizeof acts / sizeof *acts, t);
	return t;
}

/* What an event's from, to and why are: each its own name, so that a page knows whose words to look
 * up, and what of it a person wrote. */
static const struct said {
	enum order_event_kind kind;
	const char *from, *to, *why;
} said[] = {
	{ EVENT_PLACED, .why = "review_reason" },
	{ EVENT_HELD, .to = "hold_reason" },
	{ EVENT_RELEASED, .from = "hold_reason" },
	{ EVENT_CANCELLED, .why = "cancel_reason" },
	{ EVENT_LINE_CANCELLED, .to = "sku", .why = "cancel_reason" },
	{ EVENT_WAIT_CHANGED, "wait_was", "wait_is", NULL },
	{ EVENT_PROMISE_CHANGED, "promise_was", "promise_is", "text" },
	{ EVENT_PAID, "money_was", "money_is", NULL },
	{ EVENT_REFUNDED, "money_was", "money_is", "text" },
	{ EVENT_CREDITED, "money_was", "money_is", "text" },
	{ EVENT_SHIPPED, .why = "parcel_why" },
	{ EVENT_DELIVERED, .why = "parcel_why" },
	{ EVENT_CAME_BACK, .why = "parcel_why" },
	{ EVENT_PARCEL_CHANGED, "parcel_was", "parcel_is", "parcel_why" },
	{ EVENT_LINE_ADDED, .why = "sku" },
	{ EVENT_LINE_REMOVED, .why = "sku" },
	{ EVENT_LINE_CHANGED, "terms_was", "terms_is", "sku" },
	{ EVENT_EDITED, .why = "text" },
	{ EVENT_REOPENED, .why = "text" },
	{ EVENT_CHECKED, .why = "review_reason" },
	{ EVENT_LINKED, .to = "other_order", .why = "link" },
	{ EVENT_UNLINKED, .to = "other_order", .why = "link" },
	{ EVENT_PRODUCTION, "production_was", "production_is", "batch" },
	{ EVENT_TAGGED, .to = "text" },
	{ EVENT_UNTAGGED, .from = "text" },
	{ EVENT_SPLIT_OFF, .to = "other_order", .why = "text" },
	{ EVENT_SPLIT_FROM, .to = "other_order", .why = "text" },
	{ EVENT_MERGED, .to = "other_order", .why = "text" },
	{ EVENT_MERGED_IN, .to = "other_order", .why = "text" },
	{ EVENT_CHARGED, "money_was", "money_is", "text" },
	{ EVENT_OWNER_CHANGED, "customer_was", "customer_is", NULL },
	{ EVENT_TO_REVIEW, .why = "review_reason" },
};
static const char *const said_names[] = {
	"review_reason", "hold_reason", "cancel_reason", "sku",         "wait_was",
	"wait_is",       "promise_was", "promise_is",    "money_was",   "money_is",
	"parcel_was",    "parcel_is",   "parcel_why",    "problem",     "terms_was",
	"terms_is",      "text",        "link",          "other_order", "production_was",
	"production_is", "batch",       "customer_was",  "customer_is",
};

static const struct said *said_of(enum order_event_kind kind)
{
	static const struct said nothing = { .kind = ORDER_EVENT_KIND__MAX };

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (said[i].kind == kind)
			return &said[i];
	return &nothing;
}

/* Where something became what it was, only that it did is said; of a parcel the carrier's reason is
 * kept, of an order what somebody wrote. */
static void add_said(const struct order *o, const struct order_event *e, cJSON *one)
{
	const struct said *s = said_of(e->kind);
	bool stayed = e->from && e->to && strcmp(e->from, e->to) == 0;
	bool of_parcel = e->kind == EVENT_PROMISE_CHANGED && e->subject_id;
	bool of_line = e->kind == EVENT_WAIT_CHANGED || e->kind == EVENT_PRODUCTION;
	const struct order_line *l = of_line ? order_find_line(o, e->subject_id) : NULL;
	const struct {
		const char *name, *value;
	} parts[] = {
		{ s->from, stayed ? NULL : e->from },
		{ s->to, stayed ? NULL : e->to },
		{ of_parcel ? "problem" : s->why, e->why },
		{ "sku", l ? l->sku_code : NULL },
	};
	cJSON *t = json_add_object(one, "said");

	for (size_t i = 0; i < sizeof said_names / sizeof *said_names; i++) {
		const char *value = NULL;
		for (size_t k = 0; k < sizeof parts / sizeof *parts && !value; k++)
			if (parts[k].name && strcmp(parts[k].name, said_names[i]) == 0)
				value = parts[k].value;
		json_add_text(t, said_names[i], value);
	}
}

static cJSON *events_behind(struct work *w, const struct order *o, int version)
{
	size_t n;
	struct order_event *e = order_store_events(w, o->id, &n);
	cJSON *list = json_array();

	for (size_t i = n; i > 0; i--) {
		cJSON *one;

		if (e[i - 1].version <= version)
			break; /* they rise with the ids */
		one = order_view_event(&e[i - 1], o->currency);
		json_add_text(one, "from", e[i - 1].from);
		json_add_text(one, "to", e[i - 1].to);
		json_add_id(one, "actor_id", e[i - 1].actor.id);
		add_said(o, &e[i - 1], one);
		cJSON_AddItemToArray(list, one);
	}
	return list;
}

cJSON *order_events_view(struct work *w, const struct order *o)
{
	return events_behind(w, o, -1);
}

cJSON *order_events_since(struct work *w, const struct order *o, int version)
{
	cJSON *list = events_behind(w, o, version);

	colleague_name_rows(w, list);
	return list;
}
