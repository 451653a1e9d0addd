/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the goods and putting them on sale. */
#include "demo/goods.h"

#include <string.h>
#include "base/fail.h"
#include "stock/stock.h"

#define WHOLESALE "Café supplies"

enum { SKUS_OF_PRODUCT_MAX = 16, USUAL_ORDERS = 4000, TEXT_TO_INT_MAX = 1000000 };

bool good_ships(const struct good *g)
{
	return g->kind == PRODUCT_GOODS || g->kind == PRODUCT_PICKUP;
}

bool good_is_stocked(const struct good *g)
{
	return good_ships(g) && !g->made;
}

/* What is sold out today was there before; a bigger shop has more on its shelves. */
static int shelf_of(const struct good *g, int stock, int orders)
{
	int base = stock > 0 ? stock : g->popularity * 3;

	return good_is_stocked(g) ? base * (orders > USUAL_ORDERS ? orders / USUAL_ORDERS + 1 : 1)
				  : 0;
}

static void read_good(const struct table *t, size_t row, const char *currency, int orders,
		      struct good *g)
{
	*g = (struct good){
		.code = table_text(t, row, "sku"),
		.product = table_text(t, row, "product_code"),
		.category = table_text(t, row, "category_en"),
		.kind = (enum product_kind)table_word(t, row, "kind", product_kind_word,
						      PRODUCT_KIND__MAX),
		.made = table_int(t, row, "made_to_order", 1),
		.backorder = table_int(t, row, "backorder", 1),
		.pre_order = table_int(t, row, "pre_order", 1),
		.unit_milli = table_unit_price(t, row, "price", currency),
		.popularity = table_int(t, row, "weekly_popularity", 1000),
		.reorder_days = table_int(t, row, "reorder_days", 365),
		.arrives_days = table_int(t, row, "arrives_days", 365),
	};
	g->wholesale = strcmp(g->category, WHOLESALE) == 0;
	g->shelf = shelf_of(g, table_int(t, row, "stock", TEXT_TO_INT_MAX), orders);
}

struct goods goods_read(struct arena *a, const char *dir, const char *currency, int orders)
{
	struct goods g = { .table = table_read(a, arena_printf(a, "%s/products.tsv", dir)),
			   .bundles = table_read(a, arena_printf(a, "%s/bundles.tsv", dir)) };

	g.n = g.table.n_rows;
	g.v = arena_array_of(a, g.n, struct good);
	for (size_t i = 0; i < g.n; i++) {
		read_good(&g.table, i, currency, orders, &g.v[i]);
		g.n_products += i == 0 || strcmp(g.v[i].product, g.v[i - 1].product) != 0;
	}
	return g;
}

static struct sku_draft sku_of(const struct goods *g, size_t row, const char *currency)
{
	return (struct sku_draft){
		.code = g->v[row].code,
		.variant_en = table_text(&g->table, row, "variant_en"),
		.variant_zh = table_text(&g->table, row, "variant_zh"),
		.unit_milli = g->v[row].unit_milli,
		.member_milli = *table_text(&g->table, row, "member_price")
					? table_unit_price(&g->table, row, "member_price", currency)
					: 0,
		.pack_size = table_int(&g->table, row, "pack_size", TEXT_TO_INT_MAX),
		.weight_g = table_int(&g->table, row, "weight_g", TEXT_TO_INT_MAX),
	};
}

/* Where a file names one: its values are the variants. */
static void add_option(struct work *w, const struct table *t, size_t row, uint64_t id,
		       const struct product_draft *d)
{
	struct option_value values[SKUS_OF_PRODUCT_MAX];
	struct product_options o = { { { table_text(t, row, "option_en"),
					 table_text(t, row, "option_zh"), values, d->n_skus } },
				     1 };
	struct options_answer a;

	if (!*o.v[0].name_en)
		return;
	for (size_t i = 0; i < d->n_skus; i++)
		values[i] =
			(struct option_value){ 0, d->skus[i].variant_en, d->skus[i].variant_zh };
	if (catalog_set_options(w, id, 1, &o, false, &a) != OPTIONS_OK)
		fail("%s: options of %s", t->path, d->code);
}

/* The product whose SKUs begin at this row. */
static struct product_draft draft_of(struct work *w, const struct goods *g, size_t row,
				     struct sku_draft skus[SKUS_OF_PRODUCT_MAX])
{
	const struct table *t = &g->table;
	struct product_draft d = {
		.code = g->v[row].product,
		.name_en = table_text(t, row, "name_en"),
		.name_zh = table_text(t, row, "name_zh"),
		.description_en = table_text(t, row, "description_en"),
		.description_zh = table_text(t, row, "description_zh"),
		.tags = table_text(t, row, "tags"),
		.tax_class = (enum tax_class)table_word(t, row, "tax_class", tax_class_word,
							TAX_CLASS__MAX),
		.kind = g->v[row].kind,
		.made_to_order = g->v[row].made,
		.state = PRODUCT_ON_SALE,
		.skus = skus,
	};

	while (row + d.n_skus < g->n && strcmp(g->v[row + d.n_skus].product, d.code) == 0) {
		if (d.n_skus == SKUS_OF_PRODUCT_MAX)
			fail("%s: too many SKUs of %s", t->path, d.code);
		skus[d.n_skus] = sku_of(g, row + d.n_skus, w->app->settings.currency);
		d.n_skus++;
	}
	if (!catalog_find_category(w, table_text(t, row, "category_en"),
				   table_text(t, row, "category_zh"), true, &d.category_id))
		fail("%s: category of %s", t->path, d.code);
	return d;
}

/* Returns how many SKUs it has. */
static size_t add_product(struct work *w, const struct goods *g, size_t row)
{
	const struct table *t = &g->table;
	struct sku_draft skus[SKUS_OF_PRODUCT_MAX];
	struct product_draft d = draft_of(w, g, row, skus);
	uint64_t id;

	if (catalog_add(w, &d, &id) != CATALOG_OK)
		fail("demo: product %s is there already", d.code);
	add_option(w, t, row, id, &d);
	catalog_set_picture(w, id,
			    arena_printf(w->arena, "img/products/%s",
					 table_text(t, row, "picture")));
	return d.n_skus;
}

/* What it needs and goes with, when all of them are there. */
static void relate(struct work *w, const struct goods *g, size_t row)
{
	struct sku_draft skus[SKUS_OF_PRODUCT_MAX];
	struct product_draft d;
	struct product p;
	bool any = false;

	for (int k = 0; k < RELATION__MAX; k++)
		any = any || *table_text(&g->table, row, relation_word[k]);
	if (!any)
		return;
	d = draft_of(w, g, row, skus);
	for (int k = 0; k < RELATION__MAX; k++)
		d.related[k] = table_text(&g->table, row, relation_word[k]);
	if (!catalog_find_product(w, d.code, &p) ||
	    catalog_change(w, p.id, p.version, &d) != CATALOG_OK)
		fail("%s: what %s is related to", g->table.path, d.code);
}

/* Their parts are sold and counted; what they come to follows those. */
static void add_bundles(struct work *w, const struct goods *g)
{
	const struct table *t = &g->bundles;

	for (size_t row = 0; row < t->n_rows; row++) {
		struct sku_draft sku = { .code = table_text(t, row, "sku"),
					 .parts = table_text(t, row, "parts"),
					 .less_bp = 100 * table_int(t, row, "less_percent", 100) };
		struct product_draft d = {
			.code = table_text(t, row, "product_code"),
			.name_en = table_text(t, row, "name_en"),
			.name_zh = table_text(t, row, "name_zh"),
			.description_en = table_text(t, row, "description_en"),
			.description_zh = table_text(t, row, "description_zh"),
			.tags = table_text(t, row, "tags"),
			.kind = PRODUCT_GOODS,
			.state = PRODUCT_ON_SALE,
			.skus = &sku,
			.n_skus = 1,
		};
		uint64_t id;

		if (!catalog_find_category(w, table_text(t, row, "category_en"),
					   table_text(t, row, "category_zh"), true,
					   &d.category_id) ||
		    catalog_add(w, &d, &id) != CATALOG_OK)
			fail("%s: bundle %s", t->path, d.code);
		catalog_set_picture(w, id,
				    arena_printf(w->arena, "img/products/%s",
						 table_text(t, row, "picture")));
	}
}

static void find_ids(struct work *w, struct goods *g)
{
	for (size_t from = 0; from < g->n; from += CATALOG_FIND_MAX) {
		const char *codes[CATALOG_FIND_MAX];
		struct sku *found[CATALOG_FIND_MAX];
		size_t n = g->n - from < CATALOG_FIND_MAX ? g->n - from : CATALOG_FIND_MAX;

		for (size_t i = 0; i < n; i++)
			codes[i] = g->v[from + i].code;
		catalog_find_skus(w, codes, n, found);
		for (size_t i = 0; i < n; i++)
			g->v[from + i].id = found[i]->id;
	}
}

/* What is sold before it exists has never been on a shelf. */
static void keep_stock(struct work *w, struct good *g, struct instant today)
{
	struct stock_draft d = { .sku_id = g->id,
				 .on_hand = g->pre_order ? 0 : g->shelf,
				 .may_backorder = g->backorder,
				 .incoming_at = INSTANT_NONE };

	if (g->pre_order)
		d.incoming_at = instant_add(today, g->arrives_days * INSTANT_DAY);
	if (stock_add(w, &d) != STOCK_OK)
		fail("demo: stock of %s is kept already", g->code);
	g->available = d.on_hand;
}

void goods_add(struct work *w, struct goods *g, struct instant today)
{
	for (size_t i = 0; i < g->n;)
		i += add_product(w, g, i);
	for (size_t i = 0; i < g->n; i++)
		if (i == 0 || strcmp(g->v[i].product, g->v[i - 1].product) != 0)
			relate(w, g, i);
	add_bundles(w, g);
	find_ids(w, g);
	for (size_t i = 0; i < g->n; i++) {
		if (good_is_stocked(&g->v[i]))
			keep_stock(w, &g->v[i], today);
	}
}
