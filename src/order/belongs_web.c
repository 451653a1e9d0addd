/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before an order is placed at the desk: what belongs with the items that were typed, and one of it
 * taken in by one click. Nothing is written. */
#include "base/json.h"
#include "guard.h"
#include "order/flaw_web.h"
#include "order/form_web.h"
#include "order/input.h"
#include "order/inside.h"
#include "order/related.h"
#include "order/web.h"
#include "respond.h"

enum { LEAST_ROWS = 6 };

static bool is_empty(const char *s)
{
	return !s || !*s;
}

/* Into the first row that is empty; one is left to type into. */
static void take(cJSON *values, const char *sku)
{
	cJSON *rows, *row;

	order_add_rows(values, "lines", 1, LEAST_ROWS);
	rows = cJSON_GetObjectItemCaseSensitive(values, "lines");
	cJSON_ArrayForEach(row, rows)
	{
		if (!is_empty(json_get_text(row, "sku")))
			continue;
		cJSON_DeleteItemFromObjectCaseSensitive(row, "sku");
		cJSON_DeleteItemFromObjectCaseSensitive(row, "quantity");
		json_add_text(row, "sku", sku);
		json_add_text(row, "quantity", "1");
		break;
	}
	order_add_rows(values, "lines", 1, LEAST_ROWS);
}

/* The items as lines of an order that nobody placed: those that are in the catalogue. */
static struct order items_of(struct work *w, const cJSON *values)
{
	const char *codes[CATALOG_FIND_MAX];
	struct sku *skus[CATALOG_FIND_MAX];
	struct order o = { .currency = w->app->settings.currency };
	const cJSON *row;
	size_t n = 0;

	cJSON_ArrayForEach(row, json_get(values, "lines"))
	{
		const char *sku = json_get_text(row, "sku");

		if (!is_empty(sku) && n < CATALOG_FIND_MAX)
			codes[n++] = sku;
	}
	catalog_find_skus(w, codes, n, skus);
	o.lines = arena_array_of(w->arena, n + 1, struct order_line);
	for (size_t i = 0; i < n; i++)
		if (skus[i])
			o.lines[o.n_lines++] = (struct order_line){ .sku_id = skus[i]->id,
								    .name_en = skus[i]->name_en,
								    .name_zh = skus[i]->name_zh,
								    .ordered = 1 };
	return o;
}

void order_web_place_look(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *t, *list;
	cJSON *values = fields_typed(req, place_fields, place_fields_n);
	const char *chosen = params_get(&req->form, "take");
	struct work w = work_of(req);
	struct order o;

	if (chosen)
		take(values, chosen);
	order_flaws_put(values, "lines", params_get(&req->form, "do_put"));
	o = items_of(&w, values);
	list = order_related_view(&w, &o);
	json_add_null(view, "instead");
	t = json_add_object(view, "belongs");
	json_add_bool(t, "any", cJSON_GetArraySize(list) > 0);
	json_add(t, "products", list);
	json_add(view, "form", respond_form(req, place_fields, place_fields_n, values, NULL));
	respond_view(req, res, "order/desk_place", view);
}
