/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of orders: one reads the HTML form and the JSON body alike. */
#include "order/input.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "guard.h"

#define COUNT(a)         (sizeof(a) / sizeof *(a))
#define AT(type, member) offsetof(struct type, member)

const struct field line_fields[LINE_FIELDS] = {
	{ "sku", FIELD_TEXT, AT(line_input, sku), .max = 40 },
	{ "quantity", FIELD_INT, AT(line_input, quantity), .min = 1, .max = 1000000 },
	{ "unit_price", FIELD_TEXT, AT(line_input, unit_price), .max = 24 },
};
static const char *const languages[] = { "en", "zh-CN" };

const struct field place_fields[] = {
	{ "source", FIELD_TEXT, AT(place_input, source), .max = 32 },
	{ "source_ref", FIELD_TEXT, AT(place_input, source_ref), .max = 190 },
	{ "customer_ref", FIELD_TEXT, AT(place_input, customer_ref), .max = 120 },
	{ "note", FIELD_NOTE, AT(place_input, note), .max = 1000 },
	{ "lang", FIELD_ENUM, AT(place_input, lang), .words = languages,
	  .n_words = COUNT(languages), .label = "language" },
	{ "payment_method", FIELD_ENUM, AT(place_input, payment_method),
	  .words = order_payment_method_word, .n_words = ORDER_PAYMENT_METHOD__MAX,
	  .label = "payment_method" },
	{ "pay_first", FIELD_BOOL, AT(place_input, pay_first) },
	{ "as_draft", FIELD_BOOL, AT(place_input, as_draft) },
	{ "contact", FIELD_OBJECT, AT(place_input, contact), .sub = contact_fields,
	  .n_sub = CONTACT_FIELDS, .sub_size = sizeof(struct contact_draft) },
	{ "lines", FIELD_LIST, AT(place_input, lines), true, 0, 64, .sub = line_fields,
	  .n_sub = COUNT(line_fields), .sub_size = sizeof(struct line_input),
	  .missing = N_("Add at least one item") },
	{ "discount", FIELD_TEXT, AT(place_input, discount), .max = 24 },
	{ "shipping", FIELD_TEXT, AT(place_input, shipping), .max = 24 },
	{ "code", FIELD_TEXT, AT(place_input, code), .max = 40 },
	{ "no_promotions", FIELD_BOOL, AT(place_input, no_promotions) },
	{ "promised_to", FIELD_TIME, AT(place_input, promised_to) },
};
const size_t place_fields_n = COUNT(place_fields);

void read_amount(const char *text, const char *name, const char *currency, int64_t absent,
		 int64_t *out, struct field_errors *e)
{
	char most[32];
	const char *pointer;

	*out = absent;
	if (!text)
		return;
	pointer = arena_printf(e->arena, "/%s", name);
	if (!money_parse(text, currency, out) || *out < 0) {
		field_error(e, pointer, "not_an_amount", N_("Enter an amount like 12.50"), NULL);
	} else if (*out > MONEY_ORDER_MAX) {
		money_decimal(MONEY_ORDER_MAX, currency, most, sizeof most);
		field_error(e, pointer, "out_of_range", N_("At most {arg}"),
			    arena_strdup(e->arena, most));
	}
}

/* Rows that were left empty on the form are no lines. */
size_t take_rows(const struct request *req, const struct field_rows *all, const char *name,
		 const char *currency, struct order_draft_line *out, struct field_errors *e)
{
	const struct line_input *rows = all->v;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct order_draft_line *l = &out[n];
		const char *at = arena_printf(req->arena, "/%s/%zu", name, all->index[i]);
		if (!rows[i].sku && !rows[i].quantity && !rows[i].unit_price)
			continue;
		*l = (struct order_draft_line){ rows[i].sku, rows[i].quantity, -1, all->index[i] };
		if (!rows[i].sku)
			field_error(e, arena_printf(req->arena, "%s/sku", at), "required",
				    N_("Enter the SKU"), NULL);
		if (!rows[i].quantity)
			field_error(e, arena_printf(req->arena, "%s/quantity", at), "required",
				    N_("Enter a quantity"), NULL);
		if (rows[i].unit_price &&
		    (!money_parse_unit(rows[i].unit_price, currency, &l->unit_milli) ||
		     l->unit_milli < 0))
			field_error(e, arena_printf(req->arena, "%s/unit_price", at),
				    "not_an_amount", N_("Enter an amount like 12.50"), NULL);
		n++;
	}
	return n;
}

static void take_lines(const struct request *req, const struct place_input *in,
		       const char *currency, struct order_draft *d, struct field_errors *e)
{
	d->lines = arena_array_of(req->arena, in->lines.n + 1, struct order_draft_line);
	d->n_lines = take_rows(req, &in->lines, "lines", currency, d->lines, e);
	if (d->n_lines == 0 && !field_is_wrong(e, "/lines"))
		field_error(e, "/lines", "required", N_("Add at least one item"), NULL);
}

/* As said; else as the customer's note says; else by which door it came. */
static const char *source_of(const struct request *req, const struct place_input *in)
{
	const char *noted = source_of_note(req->arena, req->app->settings.source_words, in->note);

	if (in->source || noted)
		return in->source ? in->source : noted;
	return req->session && req->session->actor.kind == ACTOR_API_KEY ? "api" : "desk";
}

static void check_contact(const struct contact_draft *d, struct field_errors *e)
{
	static const char *const ways[] = { "/contact/phone", "/contact/email", "/customer_ref" };
	bool reached = d->phone || d->email || d->external_id;

	for (size_t i = 0; i < COUNT(ways); i++)
		reached = reached || field_is_wrong(e, ways[i]);
	if (!d->name)
		field_error(e, "/contact/name", "required", N_("Enter the recipient’s name"), NULL);
	if (!reached)
		field_error(e, "/contact/phone", "required",
			    N_("Enter a phone number or an email address"), NULL);
}

/* For who is not known yet: the shop's own. */
static enum lang shops_lang(const struct settings *s)
{
	enum lang lang = LANG_EN;

	(void)!lang_from_tag(s->lang, &lang);
	return lang;
}

bool place_draft(const struct request *req, struct place_input *in, struct order_draft *d,
		 struct field_errors *e)
{
	const struct settings *s = &req->app->settings;

	*d = (struct order_draft){
		.source = source_of(req, in),
		.source_ref = in->source_ref,
		.customer_note = in->note,
		.lang = in->lang < 0 ? shops_lang(s) : (enum lang)in->lang,
		.lang_unsaid = in->lang < 0,
		.payment_method = (enum order_payment_method)in->payment_method,
		.pay_first = in->pay_first,
		.as_draft = in->as_draft,
		.code = in->code,
		.promoted = !in->no_promotions,
		.placed_at = INSTANT_NONE,
		.promised_to = in->promised_to,
	};
	customer_check_source(d->source, e);
	if (!instant_is_none(in->promised_to) && in->promised_to.us < req->now.us)
		field_error(e, "/promised_to", "too_early", N_("This is in the past"), NULL);
	d->contact = in->contact;
	d->contact.lang = d->lang;
	if (!d->contact.country)
		d->contact.country = s->country;
	d->contact.external_id = in->customer_ref;
	d->contact.external_source = in->customer_ref ? d->source : NULL;
	check_contact(&d->contact, e);
	if (!order_may_pay_first(d->payment_method) && d->pay_first)
		field_error(e, "/pay_first", "not_with_method",
			    N_("Cash on delivery is paid on arrival. Choose another payment "
			       "method, or don’t ask for payment first."),
			    NULL);
	read_amount(in->discount, "discount", s->currency, 0, &d->discount, e);
	read_amount(in->shipping, "shipping", s->currency, -1, &d->shipping, e);
	take_lines(req, in, s->currency, d, e);
	return e->n == 0;
}

const struct field act_fields[] = {
	{ "version", FIELD_INT, AT(act_input, version), .min = 0, .max = INT32_MAX },
};
const size_t act_fields_n = COUNT(act_fields);

const char *const hold_reason_word[HOLD_REASONS] = { "address", "risk",      "customer_wish",
						     "payment", "duplicate", "other" };
const char *const cancel_reason_word[] = { "customer_wish",  "no_stock", "duplicate",
					   "payment_failed", "address",  "other" };
#define CANCEL_REASONS COUNT(cancel_reason_word)

const struct field hold_fields[] = {
	{ "version", FIELD_INT, AT(act_input, version), .min = 0, .max = INT32_MAX },
	{ "reason", FIELD_ENUM, AT(act_input, reason), true, .words = hold_reason_word,
	  .n_words = HOLD_REASONS, .label = "hold_reason", .missing = N_("Choose a reason") },
	{ "until", FIELD_DATE, AT(act_input, until) },
};
const size_t hold_fields_n = COUNT(hold_fields);

const struct field cancel_fields[] = {
	{ "version", FIELD_INT, AT(act_input, version), .min = 0, .max = INT32_MAX },
	{ "reason", FIELD_ENUM, AT(act_input, reason), true, .words = cancel_reason_word,
	  .n_words = CANCEL_REASONS, .label = "cancel_reason", .missing = N_("Choose a reason") },
};
const size_t cancel_fields_n = COUNT(cancel_fields);

const struct field cancel_line_fields[] = {
	{ "version", FIELD_INT, AT(act_input, version), .min = 0, .max = INT32_MAX },
	{ "line", FIELD_ID, AT(act_input, line), true, .missing = N_("Choose an item") },
	{ "quantity", FIELD_INT, AT(act_input, quantity), true, 1, 1000000,
	  .missing = N_("Enter a quantity") },
	{ "reason", FIELD_ENUM, AT(act_input, reason), true, .words = cancel_reason_word,
	  .n_words = CANCEL_REASONS, .label = "cancel_reason", .missing = N_("Choose a reason") },
};
const size_t cancel_line_fields_n = COUNT(cancel_line_fields);

const struct field wait_fields[] = {
	{ "version", FIELD_INT, AT(act_input, version), .min = 0, .max = INT32_MAX },
	{ "line", FIELD_ID, AT(act_input, line), true, .missing = N_("Choose an item") },
	{ "wait", FIELD_ENUM, AT(act_input, wait), true, .words = order_wait_word,
	  .n_words = ORDER_WAIT__MAX, .label = "wait" },
	{ "until", FIELD_DATE, AT(act_input, until) },
};
const size_t wait_fields_n = COUNT(wait_fields);

const struct field promise_fields[] = {
	{ "version", FIELD_INT, AT(act_input, version), .min = 0, .max = INT32_MAX },
	{ "from", FIELD_DATE, AT(act_input, from), true, .missing = N_("Enter a date") },
	{ "until", FIELD_DATE, AT(act_input, until) },
	{ "why", FIELD_TEXT, AT(act_input, why), .max = 200 },
};
const size_t promise_fields_n = COUNT(promise_fields);

const struct field reopen_fields[] = {
	{ "version", FIELD_INT, AT(act_input, version), .min = 0, .max = INT32_MAX },
	{ "why", FIELD_TEXT, AT(act_input, why), true, 1, 200,
	  .missing = N_("Say why, for those who read it later") },
};
const size_t reopen_fields_n = COUNT(reopen_fields);

const struct field link_fields[] = {
	{ "version", FIELD_INT, AT(link_input, version), .min = 0, .max = INT32_MAX },
	{ "other", FIELD_TEXT, AT(link_input, other), true, 1, 20,
	  .missing = N_("Enter the other order’s number") },
	{ "kind", FIELD_ENUM, AT(link_input, kind), true, .words = link_kind_word,
	  .n_words = LINK_MERGED_INTO, .label = "link", .missing = N_("Choose a kind") },
};
const size_t link_fields_n = COUNT(link_fields);

const struct field finding_fields[] = {
	{ "version", FIELD_INT, AT(finding_input, version), .min = 0, .max = INT32_MAX },
	{ "answer", FIELD_ENUM, AT(finding_input, answer), true, .words = finding_answer_word,
	  .n_words = FINDING_ANSWER__MAX, .label = "finding_answer",
	  .missing = N_("Choose what is to be done") },
};
const size_t finding_fields_n = COUNT(finding_fields);

const struct field note_fields[] = {
	{ "note", FIELD_NOTE, AT(act_input, note), true, 1, 2000,
	  .missing = N_("Write a note first") },
};
const size_t note_fields_n = COUNT(note_fields);

const struct field address_fields[] = {
	{ "version", FIELD_INT, AT(address_input, version), .min = 0, .max = INT32_MAX },
	{ "k", FIELD_TEXT, AT(address_input, key), .max = 64 },
	{ "proof", FIELD_TEXT, AT(address_input, proof), .max = 254 },
	{ "agreed", FIELD_MONEY, AT(address_input, agreed) },
	{ "contact", FIELD_OBJECT, AT(address_input, contact), true, .sub = contact_fields,
	  .n_sub = CONTACT_FIELDS, .sub_size = sizeof(struct contact_draft) },
};
const size_t address_fields_n = COUNT(address_fields);

const char *const own_cancel_reason[] = { "changed_mind", "ordered_twice", "wrong_item", "too_slow",
					  "other" };
const size_t own_cancel_reason_n = COUNT(own_cancel_reason);
const struct field own_fields[] = {
	{ "k", FIELD_TEXT, AT(own_input, key), .max = 64 },
	{ "proof", FIELD_TEXT, AT(own_input, proof), .max = 254 },
	{ "reason", FIELD_ENUM, AT(own_input, reason), .words = own_cancel_reason,
	  .n_words = COUNT(own_cancel_reason), .label = "cancel_reason" },
};
const size_t own_fields_n = COUNT(own_fields);

const struct field find_fields[] = {
	{ "order", FIELD_TEXT, AT(find_input, order), true, 1, 40,
	  .missing = N_("Enter your order number") },
	{ "contact", FIELD_TEXT, AT(find_input, contact), true, 1, 254,
	  .missing = N_("Enter the last four digits of the phone, or the email address") },
};
const size_t find_fields_n = COUNT(find_fields);
