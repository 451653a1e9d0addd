/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products as trees. A name in both languages is one member that templates read in theirs; beside
 * it stand the two that the form and the API write. */
#include "base/buf.h"
#include "base/json.h"
#include "base/money.h"
#include "catalog/option.h"
#include "catalog/part.h"
#include "catalog/relation.h"

void catalog_add_price(cJSON *object, const char *name, int64_t milli, const char *currency)
{
	cJSON *price = json_add_object(object, name);
	char decimal[32];

	money_decimal_unit(milli, currency, decimal, sizeof decimal);
	json_add_int(price, "milli", milli);
	json_add_text(price, "currency", currency);
	json_add_text(price, "decimal", decimal);
}

void catalog_add_both(cJSON *object, const char *name, const char *en, const char *zh)
{
	cJSON *both = json_add_object(object, name);

	json_add_text(both, lang_tag[LANG_EN], en);
	json_add_text(both, lang_tag[LANG_ZH], zh);
}

cJSON *product_view(const struct product *p)
{
	cJSON *v = json_object();

	json_add_id(v, "id", p->id);
	json_add_text(v, "code", p->code);
	catalog_add_both(v, "name", p->name_en, p->name_zh);
	json_add_text(v, "name_en", p->name_en);
	json_add_text(v, "name_zh", p->name_zh);
	catalog_add_both(v, "category", p->category_en, p->category_zh);
	json_add_text(v, "category_en", p->category_en);
	json_add_text(v, "category_zh", p->category_zh);
	json_add_id(v, "category_id", p->category_id);
	json_add_text(v, "tags", p->tags);
	for (int k = 0; k < RELATION__MAX; k++)
		json_add_text(v, relation_word[k], p->related[k]);
	json_add_text(v, "picture", p->picture);
	json_add_text(v, "kind", product_kind_word[p->kind]);
	json_add_text(v, "state", product_state_word[p->state]);
	json_add_text(v, "tax_class", tax_class_word[p->tax_class]);
	json_add_bool(v, "made_to_order", p->made_to_order);
	json_add_int(v, "version", p->version);
	return v;
}

static cJSON *add_sku(struct arena *a, cJSON *list, const struct sku_row *row)
{
	const struct sku *s = &row->sku;
	cJSON *v = json_append_object(list), *values;

	json_add_id(v, "id", s->id);
	json_add_text(v, "code", s->code);
	catalog_add_both(v, "variant", s->variant_en, s->variant_zh);
	json_add_text(v, "variant_en", s->variant_en);
	json_add_text(v, "variant_zh", s->variant_zh);
	json_add_text(v, "picture", s->picture);
	catalog_add_price(v, "unit_price", s->unit_milli, s->currency);
	if (s->member_milli)
		catalog_add_price(v, "member_unit_price", s->member_milli, s->currency);
	else
		json_add_null(v, "member_unit_price");
	json_add_text(v, "tax_percent", catalog_percent(a, row->own_tax_bp));
	json_add_int(v, "weight_g", s->weight_g);
	json_add_int(v, "pack_size", s->pack_size);
	json_add_bool(v, "withdrawn", row->withdrawn);
	json_add_bool(v, "is_bundle", s->is_bundle);
	json_add_text(v, "parts", row->parts);
	json_add_text(v, "less_percent",
		      row->less_bp >= 0 ? catalog_percent(a, row->less_bp) : NULL);
	values = json_add_array(v, "values");
	for (size_t i = 0; i < OPTIONS_MAX && row->value[i]; i++)
		json_append_text(values,
				 arena_printf(a, "%llu", (unsigned long long)row->value[i]));
	json_add_text(v, "state", product_state_word[s->state]);
	return v;
}

/* How many the shelves make of each bundle of a product. */
struct limits {
	uint64_t *sku_id;
	int *n;
	size_t count;
};

static struct limits read_limits(struct work *w, uint64_t product_id)
{
	struct rows *r = part_store_available(w, product_id);
	struct limits all = { arena_array_of(w->arena, rows_count(r) + 1, uint64_t),
			      arena_array_of(w->arena, rows_count(r) + 1, int), 0 };

	while (rows_next(r)) {
		if (rows_is_null(r, 1))
			continue;
		all.sku_id[all.count] = rows_id(r, 0);
		all.n[all.count++] = rows_int(r, 1) > 0 ? rows_int(r, 1) : 0;
	}
	return all;
}

static void add_limit(const struct limits *all, uint64_t sku_id, cJSON *v)
{
	size_t i = 0;

	while (i < all->count && all->sku_id[i] != sku_id)
		i++;
	json_add_bool(v, "is_limited", i < all->count);
	if (i < all->count)
		json_add_int(v, "available", all->n[i]);
	else
		json_add_null(v, "available");
}

cJSON *product_full_view(struct work *w, const struct product *p)
{
	cJSON *v = product_view(p), *list;
	struct product_options options;
	struct limits limits = { .count = 0 };
	bool any = false;
	size_t n;
	const struct sku_row *rows = sku_store_of_product(w, p->id, &n);

	catalog_add_both(v, "description", p->description_en, p->description_zh);
	json_add_text(v, "description_en", p->description_en);
	json_add_text(v, "description_zh", p->description_zh);
	option_store_read(w, p->id, &options);
	json_add(v, "options", option_view(&options));
	json_add_bool(v, "has_options", options.n > 0);
	json_add(v, "relations", relation_view(w, p->id));
	list = json_add_array(v, "skus");
	for (size_t i = 0; i < n; i++)
		any = any || rows[i].sku.is_bundle;
	if (any)
		limits = read_limits(w, p->id);
	for (size_t i = 0; i < n; i++)
		add_limit(&limits, rows[i].sku.id, add_sku(w->arena, list, &rows[i]));
	return v;
}

cJSON *product_rows_view(const struct product_row *rows, size_t n)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < n; i++) {
		const struct product_row *row = &rows[i];
		cJSON *v = product_view(&row->product);

		json_add_int(v, "n_skus", row->n_skus);
		json_add_bool(v, "several_skus", row->n_skus > 1);
		json_add_bool(v, "has_price", row->currency != NULL);
		json_add_bool(v, "several_prices", row->low_milli != row->high_milli);
		if (row->currency) {
			catalog_add_price(v, "lowest", row->low_milli, row->currency);
			catalog_add_price(v, "highest", row->high_milli, row->currency);
		}
		cJSON_AddItemToArray(list, v);
	}
	return list;
}
