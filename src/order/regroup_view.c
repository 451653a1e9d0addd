/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a split and a merger come to, as trees: what goes over, and all orders before and after. */
#include "base/json.h"
#include "order/document.h"
#include "order/inside.h"

static void add_side(cJSON *tree, const char *name, const struct order *o, int64_t paid)
{
	cJSON *t = json_add_object(tree, name);
	int64_t owed = order_owed(o), due = owed - paid;

	json_add_text(t, "number", o->number);
	json_add_money(t, "items", o->items_amount, o->currency);
	json_add_money(t, "discount", -o->discount_amount, o->currency);
	json_add_money(t, "shipping", o->shipping_amount, o->currency);
	json_add_money(t, "tax", o->prices_include_tax ? 0 : o->tax_amount, o->currency);
	json_add_money(t, "total", owed, o->currency);
	json_add_money(t, "paid", paid, o->currency);
	json_add_money(t, "due", due > 0 ? due : 0, o->currency);
	json_add_money(t, "owed_back", due < 0 ? -due : 0, o->currency);
}

static int64_t net(const struct order *o)
{
	return o->captured_amount - o->refunded_amount;
}

/* The units of a line that were live before and are not now. */
static void add_moved(cJSON *tree, const struct order *was, const struct order *now)
{
	cJSON *list = json_add_array(tree, "lines");

	for (size_t i = 0; i < was->n_lines; i++) {
		const struct order_line *l = &was->lines[i], *left = order_find_line(now, l->id);
		int q = l->ordered - (left ? left->ordered : 0);
		cJSON *one;

		if (q <= 0)
			continue;
		one = json_append_object(list);
		json_add_text(one, "sku", l->sku_code);
		order_view_name(one, "name", l->name_en, l->name_zh);
		json_add_int(one, "quantity", q);
		json_add_int(one, "left", l->ordered - l->cancelled - q);
	}
}

cJSON *order_split_view(const struct regroup_answer *a)
{
	const struct order *was = a->said.was, *rest = a->said.order, *part = a->other;
	int64_t paid = net(was);
	cJSON *t = json_object();

	json_add_text(t, "number", was->number);
	json_add_int(t, "version", was->version);
	json_add_text(t, "other", part->number);
	add_moved(t, was, rest);
	add_side(t, "before", was, paid);
	add_side(t, "rest", rest, paid - a->moved);
	add_side(t, "part", part, a->moved);
	json_add_money(t, "moved", a->moved, was->currency);
	json_add_bool(t, "any_paid", paid != 0);
	json_add_bool(t, "has_discount", was->discount_amount != 0 || rest->discount_amount != 0);
	json_add_bool(t, "has_tax", !was->prices_include_tax && was->tax_amount != 0);
	return t;
}

cJSON *order_merge_view(const struct regroup_answer *a)
{
	const struct order *was = a->said.was, *into = a->other, *into_was = a->other_was;
	int64_t paid = net(was), into_paid = net(into_was);
	cJSON *t = json_object();

	json_add_text(t, "number", was->number);
	json_add_int(t, "version", was->version);
	json_add_text(t, "into", into->number);
	add_moved(t, was, a->said.order);
	add_side(t, "goes", was, paid);
	add_side(t, "before", into_was, into_paid);
	add_side(t, "after", into, into_paid + paid);
	json_add_money(t, "moved", paid, was->currency);
	json_add_bool(t, "any_paid", paid != 0 || into_paid != 0);
	json_add_bool(t, "has_discount", into->discount_amount != 0);
	json_add_bool(t, "has_tax", !into->prices_include_tax && into->tax_amount != 0);
	return t;
}
