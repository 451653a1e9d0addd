/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change set does, as a tree: the lines that change, and what the order comes to. */
#include "base/json.h"
#include "base/money.h"
#include "order/document.h"
#include "order/inside.h"

static void add_terms(cJSON *tree, const char *name, const struct order_line *l,
		      const char *currency)
{
	cJSON *t;
	char unit[40];

	if (!l || l->ordered <= l->cancelled) {
		json_add_null(tree, name);
		return;
	}
	t = json_add_object(tree, name);
	money_decimal_unit(l->unit_milli, currency, unit, sizeof unit);
	json_add_int(t, "quantity", l->ordered - l->cancelled);
	json_add_text(t, "unit_price", unit);
	json_add_money(t, "amount", l->amount, currency);
}

static void add_lines(cJSON *tree, const struct order *was, const struct order *now)
{
	cJSON *list = json_add_array(tree, "lines");

	for (size_t i = 0; i < now->n_lines; i++) {
		const struct order_line *l = &now->lines[i], *before = order_find_line(was, l->id);
		cJSON *one;

		if (!order_line_is_changed(l, before))
			continue;
		one = json_append_object(list);
		if (before)
			json_add_id(one, "id", l->id);
		else
			json_add_null(one, "id");
		json_add_text(one, "sku", l->sku_code);
		order_view_name(one, "name", l->name_en, l->name_zh);
		add_terms(one, "before", before, was->currency);
		add_terms(one, "after", l, was->currency);
		json_add_text(one, "wait", l->wait == WAIT_NONE ? NULL : order_wait_word[l->wait]);
		json_add_instant(one, "wait_until", l->wait_until);
	}
	json_add_bool(tree, "has_lines", cJSON_GetArraySize(list) > 0);
}

static void add_amounts(cJSON *tree, const char *name, const struct order *o)
{
	cJSON *t = json_add_object(tree, name);

	json_add_money(t, "items", o->items_amount, o->currency);
	json_add_money(t, "discount", -o->discount_amount, o->currency);
	json_add_money(t, "shipping", o->shipping_amount, o->currency);
	json_add_money(t, "tax", o->tax_amount, o->currency);
	json_add_money(t, "total", order_owed(o), o->currency);
}

cJSON *order_proposal_view(const struct order *was, const struct order *now)
{
	int64_t difference = now->live_amount - was->live_amount, due = order_due(now);
	cJSON *t = json_object();
	char agreed[40];

	json_add_text(t, "number", was->number);
	json_add_int(t, "version", was->version);
	add_lines(t, was, now);
	add_amounts(t, "before", was);
	add_amounts(t, "after", now);
	json_add_bool(t, "discount_changes", now->discount_amount != was->discount_amount);
	json_add_bool(t, "shipping_changes", now->shipping_amount != was->shipping_amount);
	json_add_bool(t, "tax_changes", now->tax_amount != was->tax_amount);
	json_add_money(t, "difference", difference, now->currency);
	json_add_bool(t, "is_more", difference > 0);
	json_add_bool(t, "is_less", difference < 0);
	json_add_money(t, "by", difference < 0 ? -difference : difference, now->currency);
	json_add_money(t, "due", due > 0 ? due : 0, now->currency);
	json_add_bool(t, "is_due", due > 0);
	json_add_money(t, "owed_back", due < 0 ? -due : 0, now->currency);
	json_add_bool(t, "is_owed_back", due < 0);
	money_decimal(now->live_amount, now->currency, agreed, sizeof agreed);
	json_add_text(t, "agreed", agreed);
	return t;
}
