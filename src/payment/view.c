/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payments as trees of machine values: in full for staff, without references for the customer. */
#include "base/json.h"
#include "payment/store.h"

/* The word of ux 5.2 for a single payment or refund: both are done when they are booked. */
static const char *state_word(const struct payment_entry *e)
{
	if (e->kind == PAYMENT_MOVED_OUT || e->kind == PAYMENT_MOVED_IN)
		return payment_kind_word[e->kind];
	return e->kind == PAYMENT_CAPTURE ? "captured" : "done";
}

static void add_common(const struct payment_entry *e, cJSON *t)
{
	json_add_text(t, "kind", payment_kind_word[e->kind]);
	json_add_bool(t, "is_refund", e->kind == PAYMENT_REFUND);
	json_add_text(t, "state", state_word(e));
	json_add_text(t, "method", e->method);
	json_add_money(t, "amount", e->amount, e->currency);
	json_add_instant(t, "at", e->at);
}

static int64_t left_of(const struct payment_entry *v, size_t n, size_t i)
{
	int64_t left = v[i].amount;

	for (size_t k = 0; k < n; k++)
		left -= v[k].payment_id == v[i].id ? v[k].amount : 0;
	return left;
}

static void add_entry(const struct payment_entry *v, size_t n, size_t i, cJSON *list)
{
	const struct payment_entry *e = &v[i];
	cJSON *t = json_append_object(list);
	bool came_in = e->kind == PAYMENT_CAPTURE || e->kind == PAYMENT_MOVED_IN;
	int64_t left = came_in ? left_of(v, n, i) : 0;

	json_add_id(t, "id", e->id);
	add_common(e, t);
	json_add_text(t, "reference", e->reference);
	json_add_id(t, "payment_id", e->payment_id);
	json_add_id(t, "peer_id", e->peer_id);
	json_add_bool(t, "is_out", e->kind == PAYMENT_REFUND || e->kind == PAYMENT_MOVED_OUT);
	json_add_text(t, "why", e->why);
	json_add_money(t, "left", left, e->currency);
	json_add_bool(t, "may_refund", left > 0);
}

static void add_credit(const struct credit_entry *e, cJSON *list)
{
	cJSON *t = json_append_object(list);

	json_add_id(t, "id", e->id);
	json_add_text(t, "kind", credit_kind_word[e->kind]);
	json_add_bool(t, "is_return", e->kind == CREDIT_RETURN);
	json_add_bool(t, "is_goodwill", e->kind == CREDIT_GOODWILL);
	json_add_bool(t, "is_document", e->kind == CREDIT_DOCUMENT);
	json_add_bool(t, "is_adjustment", e->kind == CREDIT_ADJUSTMENT);
	json_add_bool(t, "is_cancellation", e->kind == CREDIT_CANCELLATION);
	json_add_money(t, "amount", e->amount, e->currency);
	/* what finance adds to what is owed is a charge, and as much as it adds */
	if (e->kind == CREDIT_ADJUSTMENT && e->amount < 0)
		json_add_money(t, "charge", -e->amount, e->currency);
	else
		json_add_null(t, "charge");
	json_add_text(t, "source", e->source);
	json_add_text(t, "source_ref", e->source_ref);
	json_add_text(t, "why", e->why);
	json_add_instant(t, "at", e->at);
}

cJSON *payment_view_list(struct work *w, const struct order *o)
{
	cJSON *t = json_object(), *entries = json_add_array(t, "entries"),
	      *credits = json_add_array(t, "credits");
	struct credit_entry *c;
	struct payment_entry *v;
	size_t n;
	bool any;

	v = payment_store_list(w, o->id, &n);
	for (size_t i = 0; i < n; i++)
		add_entry(v, n, i, entries);
	any = n > 0;
	c = payment_store_credits(w, o->id, &n);
	for (size_t i = 0; i < n; i++)
		add_credit(&c[i], credits);
	json_add_bool(t, "has_any", any || n > 0);
	return t;
}

void payment_add_to_desk(struct work *w, const struct order *o, cJSON *view)
{
	json_add(view, "money_ledger", payment_view_list(w, o));
}

void payment_add_to_document(struct work *w, const struct order *o, cJSON *document)
{
	cJSON *list = json_add_array(document, "payments");
	struct payments_read read = { 0 };

	if (o->payments_at_hand)
		read = *o->payments_at_hand;
	else if (o->captured_amount != 0)
		read.v = payment_store_list(w, o->id, &read.n);
	for (size_t i = 0; i < read.n; i++)
		add_common(&read.v[i], json_append_object(list));
}
