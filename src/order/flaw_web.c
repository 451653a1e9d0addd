/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with items, in words beside their fields, and what may be taken instead. */
#include "order/flaw_web.h"

#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "order/document.h"
#include "order/refusal_web.h"

void order_flaws_say(struct field_errors *e, const char *name, const struct order_draft_line *lines,
		     const struct order_flaws *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct order_line_refusal *l = order_line_refusal(f->of[i].why);
		const char *at, *instead;
		size_t n = e->n;

		if (f->of[i].why == ORDER_OK || !l)
			continue;
		at = arena_printf(e->arena, "/%s/%zu/%s", name, lines[i].row, l->tail);
		if (field_is_wrong(e, at))
			continue;
		instead = f->of[i].why == ORDER_NOT_ON_SALE ? order_flaw_instead(e->arena, f, i)
							    : NULL;
		field_error(e, at, l->code,
			    instead ? N_("This item is not on sale. It is replaced by {arg}")
				    : l->words,
			    instead);
		if (e->n > n)
			e->v[n].instead = instead;
	}
}

static cJSON *begin(cJSON *list, const struct order_draft_line *l, const struct related_sku *r)
{
	cJSON *one = json_append_object(list);

	json_add_text(one, "sku", l->sku);
	order_view_name(one, "name", r->product_en, r->product_zh);
	json_add_array(one, "skus");
	return one;
}

static void add_sku(struct work *w, const struct order_draft_line *l, const struct related_sku *r,
		    cJSON *skus)
{
	cJSON *v = json_append_object(skus);
	char unit[40];

	money_decimal_unit(r->unit_milli, w->app->settings.currency, unit, sizeof unit);
	json_add_text(v, "sku", r->sku_code);
	order_view_name(v, "variant", r->variant_en, r->variant_zh);
	json_add_bool(v, "has_variant", *r->variant_en != '\0');
	json_add_text(v, "unit_price", unit);
	json_add_text(v, "put", arena_printf(w->arena, "%zu/%s", l->row, r->sku_code));
}

void order_flaws_offer(struct work *w, const struct order_draft_line *lines,
		       const struct order_flaws *f, cJSON *view)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < f->n; i++) {
		uint64_t product = 0;
		cJSON *one = NULL;

		for (size_t k = 0; f->of[i].why == ORDER_NOT_ON_SALE && k < f->n_instead; k++) {
			const struct related_sku *r = &f->instead[k];

			if (r->of_sku_id != f->of[i].sku_id)
				continue;
			if (r->product_id != product)
				one = begin(list, &lines[i], r);
			product = r->product_id;
			add_sku(w, &lines[i], r, cJSON_GetObjectItemCaseSensitive(one, "skus"));
		}
	}
	if (list->child)
		json_add(view, "instead", list);
	else
		json_add_null(view, "instead");
}

void order_flaws_put(cJSON *values, const char *name, const char *put)
{
	const char *sku = put ? strchr(put, '/') : NULL;
	cJSON *row;

	if (!sku)
		return;
	cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(values, name))
	{
		const char *index = json_get_text(row, "index");

		if (!index || strlen(index) != (size_t)(sku - put) ||
		    strncmp(index, put, strlen(index)) != 0)
			continue;
		cJSON_DeleteItemFromObjectCaseSensitive(row, "sku");
		json_add_text(row, "sku", sku + 1);
		return;
	}
}
