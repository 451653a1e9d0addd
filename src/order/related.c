/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the catalogue proposes beside an order's items. */
#include "order/related.h"
#include "order/document.h"

#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "order/inside.h"

struct related_sku *order_find_related(struct work *w, const struct order *o, size_t *n)
{
	uint64_t ids[CATALOG_FIND_MAX];
	size_t n_ids = 0;

	for (size_t i = 0; i < o->n_lines && n_ids < CATALOG_FIND_MAX; i++)
		if (o->lines[i].sku_id && o->lines[i].ordered > o->lines[i].cancelled)
			ids[n_ids++] = o->lines[i].sku_id;
	return catalog_find_related(w, ids, n_ids, o->currency, n);
}

/* The item that it belongs to. */
static const struct order_line *line_of(const struct order *o, uint64_t sku_id)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].sku_id == sku_id)
			return &o->lines[i];
	return NULL;
}

static cJSON *begin(cJSON *list, const struct order *o, const struct related_sku *r)
{
	const struct order_line *l = line_of(o, r->of_sku_id);
	cJSON *v = json_append_object(list);

	json_add_text(v, "kind", relation_word[r->kind]);
	json_add_text(v, "code", r->product_code);
	order_view_name(v, "name", r->product_en, r->product_zh);
	order_view_name(v, "of", l ? l->name_en : "", l ? l->name_zh : "");
	json_add_array(v, "skus");
	return v;
}

static void add_sku(const struct order *o, cJSON *product, const struct related_sku *r)
{
	cJSON *v = json_append_object(cJSON_GetObjectItemCaseSensitive(product, "skus"));
	char unit[40];

	money_decimal_unit(r->unit_milli, o->currency, unit, sizeof unit);
	json_add_text(v, "sku", r->sku_code);
	order_view_name(v, "variant", r->variant_en, r->variant_zh);
	json_add_bool(v, "has_variant", *r->variant_en != '\0');
	json_add_text(v, "unit_price", unit);
}

static bool is_listed(const cJSON *list, const char *code)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
	{
		if (!strcmp(json_get_text(one, "code"), code))
			return true;
	}
	return false;
}

/* Needed by one item and going with another: the first counts. */
static bool is_of(const struct related_sku *r, const struct related_sku *last)
{
	return last && last->product_id == r->product_id && last->kind == r->kind &&
	       last->of_sku_id == r->of_sku_id;
}

cJSON *order_related_view(struct work *w, const struct order *o)
{
	cJSON *list = json_array(), *product = NULL;
	const struct related_sku *last = NULL, *all;
	bool needs_alone;
	size_t n;

	all = order_find_related(w, o, &n);
	needs_alone = n > 0 && o->customer_id && !customer_is_personal(w, o->customer_id);
	for (size_t i = 0; i < n; i++) {
		const struct related_sku *r = &all[i];
		if (needs_alone && r->kind != RELATION_NEEDS)
			continue;
		if (!is_of(r, last)) {
			if (is_listed(list, r->product_code))
				continue;
			product = begin(list, o, r);
			last = r;
		}
		add_sku(o, product, r);
	}
	cJSON_ArrayForEach(product, list)
		json_add_bool(product, "several",
			      cJSON_GetArraySize(json_get(product, "skus")) > 1);
	return list;
}
