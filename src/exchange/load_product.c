/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products and their SKUs from a file: a row a SKU. What a row has no cell for stays as it is. */
#include "exchange/load_product.h"
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/money.h"
#include "catalog/catalog.h"
#include "exchange/load.h"
#include "order/order.h"
#include "stock/stock.h"

/* What is there now, over which the row is laid. */
static void begin_with(const struct product *p, const struct sku_row *now, struct product_said *s)
{
	if (p)
		s->product = (struct product_draft){
			.code = p->code,
			.name_en = p->name_en,
			.name_zh = p->name_zh,
			.description_en = p->description_en,
			.description_zh = p->description_zh,
			.category_id = p->category_id,
			.category_en = p->category_en,
			.category_zh = p->category_zh,
			.tags = p->tags,
			.related = { p->related[RELATION_NEEDS], p->related[RELATION_GOES_WITH],
				     p->related[RELATION_REPLACES] },
			.tax_class = p->tax_class,
			.kind = p->kind,
			.made_to_order = p->made_to_order,
			.state = p->state,
		};
	if (now)
		s->sku = (struct sku_draft){ .code = now->sku.code,
					     .variant_en = now->sku.variant_en,
					     .variant_zh = now->sku.variant_zh,
					     .unit_milli = now->sku.unit_milli,
					     .member_milli = now->sku.member_milli,
					     .tax_bp = now->own_tax_bp,
					     .weight_g = now->sku.weight_g,
					     .pack_size = now->sku.pack_size,
					     .currency = now->sku.currency,
					     .withdrawn = now->withdrawn,
					     .parts = now->parts,
					     .less_bp = now->less_bp };
	s->product.skus = &s->sku;
	s->product.n_skus = 1;
	s->product.is_one_of_many = true;
}

/* ---- what is different ---- */

static bool differs(struct load_row *r, enum column c, const char *was, const char *now)
{
	was = was ? was : "";
	now = now ? now : "";
	if (!strcmp(was, now))
		return false;
	load_differs(r, load_product_fields[c].word, was, now);
	if (r->was)
		return true;
	r->field = (int)c;
	r->was = was;
	r->now = now;
	return true;
}

static const char *price_text(struct load_row *r, int64_t milli)
{
	char text[32];

	money_decimal_unit(milli, r->w->app->settings.currency, text, sizeof text);
	return arena_strdup(r->w->arena, text);
}

static const char *number_text(struct load_row *r, int64_t n)
{
	return arena_printf(r->w->arena, "%lld", (long long)n);
}

/* As a file has it: "13.00"; of its class: nothing. */
static const char *tax_text(struct load_row *r, int64_t bp)
{
	char text[32];

	if (bp < 0)
		return "";
	money_decimal(bp, "CNY", text, sizeof text);
	return arena_strdup(r->w->arena, text);
}

/* Into another category. */
static bool moves(struct load_row *r, const struct product *p, const struct product_draft *d)
{
	bool is_zh = !r->cell[COL_CATEGORY_EN] && r->cell[COL_CATEGORY_ZH];

	if (d->category_id == p->category_id)
		return false;
	return differs(r, is_zh ? COL_CATEGORY_ZH : COL_CATEGORY_EN,
		       is_zh ? p->category_zh : p->category_en,
		       is_zh ? d->category_zh : d->category_en);
}

static const enum column relation_column[RELATION__MAX] = {
	[RELATION_NEEDS] = COL_NEEDS,
	[RELATION_GOES_WITH] = COL_GOES_WITH,
	[RELATION_REPLACES] = COL_REPLACES,
};

static bool relates(struct load_row *r, const struct product *p, const struct product_draft *d)
{
	bool any = false;

	for (int k = 0; k < RELATION__MAX; k++)
		any |= differs(r, relation_column[k], p->related[k], d->related[k]);
	return any;
}

/* True: the row changes something. All of it is noted; the first is what people are shown. */
static bool changes(struct load_row *r, const struct product *p, const struct sku_row *now,
		    const struct product_said *s)
{
	const struct product_draft *d = &s->product;

	return differs(r, COL_PRICE, price_text(r, now->sku.unit_milli),
		       price_text(r, s->sku.unit_milli)) |
	       differs(r, COL_NAME_EN, p->name_en, d->name_en) |
	       differs(r, COL_NAME_ZH, p->name_zh, d->name_zh) |
	       differs(r, COL_DESCRIPTION_EN, p->description_en, d->description_en) |
	       differs(r, COL_DESCRIPTION_ZH, p->description_zh, d->description_zh) |
	       moves(r, p, d) | differs(r, COL_TAGS, p->tags, d->tags) | relates(r, p, d) |
	       differs(r, COL_MEMBER_PRICE, price_text(r, now->sku.member_milli),
		       price_text(r, s->sku.member_milli)) |
	       differs(r, COL_VARIANT_EN, now->sku.variant_en, s->sku.variant_en) |
	       differs(r, COL_VARIANT_ZH, now->sku.variant_zh, s->sku.variant_zh) |
	       differs(r, COL_KIND, product_kind_word[p->kind], product_kind_word[d->kind]) |
	       differs(r, COL_STATE, product_state_word[p->state], product_state_word[d->state]) |
	       differs(r, COL_MADE_TO_ORDER, p->made_to_order ? "yes" : "no",
		       d->made_to_order ? "yes" : "no") |
	       differs(r, COL_TAX_CLASS, tax_class_word[p->tax_class],
		       tax_class_word[d->tax_class]) |
	       differs(r, COL_PACK, number_text(r, now->sku.pack_size),
		       number_text(r, s->sku.pack_size)) |
	       differs(r, COL_TAX, tax_text(r, now->own_tax_bp), tax_text(r, s->sku.tax_bp)) |
	       differs(r, COL_WEIGHT, number_text(r, now->sku.weight_g),
		       number_text(r, s->sku.weight_g)) |
	       differs(r, COL_PARTS, now->parts, s->sku.parts) |
	       differs(r, COL_LESS, tax_text(r, now->less_bp), tax_text(r, s->sku.less_bp)) |
	       differs(r, COL_WITHDRAWN, now->withdrawn ? "yes" : "no",
		       s->sku.withdrawn ? "yes" : "no");
}

/* ---- the row ---- */

static void must(enum catalog_refusal answer)
{
	/* All was looked at before: somebody else was at it in this moment. The batch runs again.
	 */
	if (answer != CATALOG_OK)
		fail("import: the catalogue says no (%d) after it was asked", (int)answer);
}

static enum load_outcome add(struct load_row *r, const struct product *p, struct product_said *s)
{
	struct sku *made;
	uint64_t id;

	if (!r->cell[COL_PRICE] && s->sku.less_bp < 0)
		return load_bad(r, "missing", COL_PRICE);
	if (!s->product.name_en && !s->product.name_zh)
		return load_bad(r, "missing", COL_NAME_EN);
	s->product.name_en = s->product.name_en ? s->product.name_en : s->product.name_zh;
	s->product.name_zh = s->product.name_zh ? s->product.name_zh : s->product.name_en;
	if (p)
		must(catalog_change(r->w, p->id, p->version, &s->product));
	else
		must(catalog_add(r->w, &s->product, &id));
	catalog_find_skus(r->w, &s->sku.code, 1, &made);
	r->made_id = made ? made->id : 0;
	r->was_cells = json_object();
	r->now_cells = json_object();
	return ROW_NEW;
}

/* False: the cells are no path in the tree. */
static bool read_category(struct load_row *r, struct product_said *s)
{
	const char *en = r->cell[COL_CATEGORY_EN], *zh = r->cell[COL_CATEGORY_ZH];

	return (!en && !zh) || catalog_find_category(r->w, en, zh, true, &s->product.category_id);
}

/* Parts and price in their one order. */
static bool read_parts(struct load_row *r, struct product_said *s)
{
	if (!catalog_clean_parts(r->w, &s->product))
		return false;
	s->sku = s->product.skus[0];
	s->product.skus = &s->sku;
	return true;
}

static enum load_outcome apply(struct load_row *r, struct product_for_file *there,
			       const struct sku_row *now, struct product_said *s)
{
	enum relation wrong_one;
	const char *problem;
	enum column wrong;

	problem = load_product_read(r, s, &wrong);
	if (problem)
		return load_bad(r, problem, wrong);
	s->product.tags = catalog_clean_tags(r->w->arena, s->product.tags);
	if (!s->product.tags)
		return load_bad(r, "too_long", COL_TAGS);
	if (!catalog_clean_relations(r->w, there ? there->product.id : 0, &s->product, &wrong_one))
		return load_bad(r, "no_related", relation_column[wrong_one]);
	if (!read_parts(r, s))
		return load_bad(r, "bad_parts", COL_PARTS);
	if (!read_category(r, s))
		return load_bad(r, "bad_path",
				r->cell[COL_CATEGORY_EN] ? COL_CATEGORY_EN : COL_CATEGORY_ZH);
	if (!now)
		return add(r, there ? &there->product : NULL, s);
	if (!changes(r, &there->product, now, s))
		return ROW_SAME;
	must(catalog_change(r->w, there->product.id, there->product.version, &s->product));
	return ROW_CHANGED;
}

/* By the SKU; where it is new, by the product's code, which is the SKU's own unless it is given. */
static enum load_outcome product_row(struct load_row *r)
{
	struct product_said s = { .product = { .state = PRODUCT_ON_SALE },
				  .sku = { .less_bp = -1 } };
	const char *code = r->cell[COL_SKU], *of = r->cell[COL_PRODUCT];
	struct product_for_file there;
	const struct sku_row *now = NULL;
	struct sku *sku;
	bool known;

	catalog_find_skus(r->w, &code, 1, &sku);
	known = sku ? catalog_find_for_file(r->w, sku->product_id, NULL, &there)
		    : catalog_find_for_file(r->w, 0, of ? of : code, &there);
	if (sku && (!known || (of && strcmp(of, there.product.code) != 0)))
		return load_bad(r, "taken", COL_SKU);
	for (size_t i = 0; known && i < there.n_skus; i++)
		if (!strcmp(there.skus[i].sku.code, code))
			now = &there.skus[i];
	begin_with(known ? &there.product : NULL, now, &s);
	s.sku.code = code;
	if (!known)
		s.product.code = of ? of : code;
	return apply(r, known ? &there : NULL, now, &s);
}

/* What was sold or is in stock stays in the catalogue. */
static const char *take_back(struct load_row *r, const struct load_made *m)
{
	const char *code = json_get_text(json_read_own(arena_strdup(r->w->arena, m->was)), "sku");
	struct stock stock;

	if (order_has_sku(r->w, code))
		return "is_ordered";
	stock_get_many(r->w, &m->made_id, 1, &stock);
	if (stock.stocked)
		return "has_stock";
	return catalog_remove_sku(r->w, m->made_id) ? NULL : "changed_since";
}

static const char *key_of(struct arena *a, const char *const *cell)
{
	(void)a;
	return cell[COL_SKU];
}

const struct load_source load_products = { .permission = PERM_CATALOG_CHANGE,
					   .fields = load_product_fields,
					   .n_fields = COL__MAX,
					   .key = COL_SKU,
					   .key_of = key_of,
					   .row = product_row,
					   .take_back = take_back };
