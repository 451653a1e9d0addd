/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a draft makes different, field by field, in words that people can read. */
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "catalog/inside.h"

bool catalog_note(cJSON *list, const char *sku, const char *field, const char *was,
		  const char *became)
{
	cJSON *one;

	was = was ? was : "";
	became = became ? became : "";
	if (!strcmp(was, became))
		return false;
	one = json_append_object(list);
	json_add_text(one, "sku", sku);
	json_add_text(one, "field", field);
	json_add_text(one, "was", was);
	json_add_text(one, "became", became);
	return true;
}

static const char *yes_no(bool yes)
{
	return yes ? "yes" : "no";
}

void catalog_note_product(cJSON *list, const struct product *now, const struct product_draft *d)
{
	const struct {
		const char *field, *was, *became;
	} all[] = {
		{ "code", now->code, d->code },
		{ "name_en", now->name_en, d->name_en },
		{ "name_zh", now->name_zh, d->name_zh },
		{ "description_en", now->description_en, d->description_en },
		{ "description_zh", now->description_zh, d->description_zh },
		{ "category_en", now->category_en, d->category_en },
		{ "category_zh", now->category_zh, d->category_zh },
		{ "tags", now->tags, d->tags },
		{ "needs", now->related[RELATION_NEEDS], d->related[RELATION_NEEDS] },
		{ "goes_with", now->related[RELATION_GOES_WITH], d->related[RELATION_GOES_WITH] },
		{ "replaces", now->related[RELATION_REPLACES], d->related[RELATION_REPLACES] },
		{ "kind", product_kind_word[now->kind], product_kind_word[d->kind] },
		{ "tax_class", tax_class_word[now->tax_class], tax_class_word[d->tax_class] },
		{ "made_to_order", yes_no(now->made_to_order), yes_no(d->made_to_order) },
		{ "state", product_state_word[now->state], product_state_word[d->state] },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		catalog_note(list, NULL, all[i].field, all[i].was, all[i].became);
}

static void price_text(int64_t milli, const char *currency, char out[32])
{
	money_decimal_unit(milli, currency, out, 32);
}

/* "13", "6.5", without the zeros that follow. */
void catalog_percent_text(int64_t basis_points, char out[32])
{
	size_t len;

	money_decimal(basis_points, "CNY", out, 32);
	len = strlen(out);
	while (out[len - 1] == '0')
		out[--len] = '\0';
	if (out[len - 1] == '.')
		out[--len] = '\0';
}

bool catalog_read_percent(const char *text, int64_t *basis_points)
{
	return money_parse(text, "CNY", basis_points) && *basis_points >= 0 &&
	       *basis_points <= 10000;
}

const char *catalog_percent(struct arena *a, int64_t basis_points)
{
	char text[32];

	catalog_percent_text(basis_points, text);
	return arena_strdup(a, text);
}

static bool note_number(cJSON *list, const char *sku, const char *field, int64_t was,
			int64_t became)
{
	char from[24], to[24];

	snprintf(from, sizeof from, "%lld", (long long)was);
	snprintf(to, sizeof to, "%lld", (long long)became);
	return catalog_note(list, sku, field, from, to);
}

static bool note_price(cJSON *list, const struct sku_row *now, const struct sku_draft *d)
{
	char from[32], to[32];

	price_text(now->sku.unit_milli, now->sku.currency, from);
	price_text(d->unit_milli, d->currency ? d->currency : now->sku.currency, to);
	return catalog_note(list, d->code, "price", from, to);
}

static bool note_member(cJSON *list, const struct sku_row *now, const struct sku_draft *d)
{
	char from[32] = "", to[32] = "";

	if (now->sku.member_milli)
		price_text(now->sku.member_milli, now->sku.currency, from);
	if (d->member_milli)
		price_text(d->member_milli, d->currency ? d->currency : now->sku.currency, to);
	return catalog_note(list, d->code, "member_price", from, to);
}

static bool note_tax(cJSON *list, const struct sku_row *now, const struct sku_draft *d)
{
	char from[32], to[32];

	catalog_percent_text(now->own_tax_bp, from);
	catalog_percent_text(d->tax_bp, to);
	return catalog_note(list, d->code, "tax_percent", from, to);
}

static bool note_less(cJSON *list, const struct sku_row *now, const struct sku_draft *d)
{
	char from[32] = "", to[32] = "";

	if (now->less_bp >= 0)
		catalog_percent_text(now->less_bp, from);
	if (d->less_bp >= 0)
		catalog_percent_text(d->less_bp, to);
	return catalog_note(list, d->code, "less_percent", from, to);
}

static void note_new(cJSON *list, const struct sku_draft *d, const char *currency)
{
	char price[32];

	price_text(d->unit_milli, d->currency ? d->currency : currency, price);
	catalog_note(list, d->code, "sku_added", NULL, price);
}

bool catalog_note_sku(cJSON *list, const struct sku_row *now, const struct sku_draft *d,
		      const char *currency)
{
	int64_t pack = d->pack_size > 0 ? d->pack_size : 1;
	bool any = false;

	if (!now) {
		note_new(list, d, currency);
		return true;
	}
	any |= catalog_note(list, d->code, "variant_en", now->sku.variant_en, d->variant_en);
	any |= catalog_note(list, d->code, "variant_zh", now->sku.variant_zh, d->variant_zh);
	any |= note_price(list, now, d);
	any |= note_member(list, now, d);
	any |= note_tax(list, now, d);
	any |= note_number(list, d->code, "weight_g", now->sku.weight_g, d->weight_g);
	any |= note_number(list, d->code, "pack_size", now->sku.pack_size, pack);
	any |= catalog_note(list, d->code, "parts", now->parts, d->parts);
	any |= note_less(list, now, d);
	any |= catalog_note(list, d->code, "withdrawn", yes_no(now->withdrawn),
			    yes_no(d->withdrawn));
	return any;
}

const char *catalog_changed_fields(struct arena *a, const cJSON *list)
{
	const cJSON *one, *before;
	struct buf b;

	buf_init(&b, a);
	cJSON_ArrayForEach(one, list)
	{
		const char *field = json_get_text(one, "field");
		bool known = false;

		for (before = list->child; before != one; before = before->next)
			known = known || !strcmp(json_get_text(before, "field"), field);
		if (!known)
			buf_addf(&b, "%s%s", b.len ? "," : "", field);
	}
	return b.p;
}

const char *catalog_change_label(const char *field)
{
	static const struct {
		const char *field, *label;
	} all[] = {
		{ "kind", "product_kind" },   { "state", "product_state" },
		{ "tax_class", "tax_class" }, { "made_to_order", "yes_no" },
		{ "withdrawn", "yes_no" },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(all[i].field, field))
			return all[i].label;
	return NULL;
}
