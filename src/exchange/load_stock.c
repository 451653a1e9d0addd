/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts from a file: what was counted of each SKU. What differs becomes a move. */
#include "base/fail.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "exchange/load.h"
#include "stock/stock.h"

enum { UNITS_MAX = 1000000000 };
enum column { COL_SKU, COL_COUNTED, COL_BACKORDER, COL__MAX };

static const struct load_field fields[COL__MAX] = {
	[COL_SKU] = { "sku",
		      N_("SKU"),
		      true,
		      { "sku code", "商品编号", "货号" },
		      { "OAT-1L", "OAT-6" } },
	[COL_COUNTED] = { "counted",
			  N_("Counted"),
			  true,
			  { "on hand", "stock", "quantity", "库存", "数量", "盘点数" },
			  { "120", "0" } },
	[COL_BACKORDER] = { "may_backorder",
			    N_("May be back-ordered"),
			    false,
			    { "backorder", "允许缺货下单" },
			    { "no", "yes" } },
};

static enum load_outcome begin(struct load_row *r, uint64_t sku_id, int counted, bool back)
{
	struct stock_draft d = { sku_id, counted, back, INSTANT_NONE };

	if (stock_add(r->w, &d) != STOCK_OK)
		fail("import: stock of line %llu began elsewhere", (unsigned long long)r->line);
	r->made_id = sku_id;
	load_differs(r, fields[COL_COUNTED].word, "", arena_printf(r->w->arena, "%d", counted));
	return ROW_NEW;
}

static enum load_outcome change(struct load_row *r, const struct stock *s, int counted, bool back)
{
	struct stock_move m = { .sku_id = s->sku_id,
				.quantity = counted - s->on_hand,
				.kind = MOVE_COUNT,
				.why = "stock count from a file",
				.source = "import",
				.source_ref = arena_printf(r->w->arena, "%llu:%llu%s",
							   (unsigned long long)r->file_id,
							   (unsigned long long)r->line,
							   r->again ? ":back" : ""),
				.at = INSTANT_NONE };

	/* What is promised to orders cannot be counted away. */
	if (counted < s->reserved && !back)
		return load_bad(r, "reserved", COL_COUNTED);
	load_differs(r, fields[COL_COUNTED].word, arena_printf(r->w->arena, "%d", s->on_hand),
		     arena_printf(r->w->arena, "%d", counted));
	load_differs(r, fields[COL_BACKORDER].word, s->may_backorder ? "yes" : "no",
		     back ? "yes" : "no");
	r->field = COL_COUNTED;
	r->was = arena_printf(r->w->arena, "%d", s->on_hand);
	r->now = arena_printf(r->w->arena, "%d", counted);
	if (back != s->may_backorder &&
	    stock_set(r->w, s->sku_id, back, s->incoming_at) != STOCK_OK)
		fail("import: stock of line %llu went", (unsigned long long)r->line);
	if (m.quantity != 0 && stock_move(r->w, &m) != STOCK_OK)
		fail("import: stock of line %llu moved meanwhile", (unsigned long long)r->line);
	return ROW_CHANGED;
}

static enum load_outcome stock_row(struct load_row *r)
{
	const char *code = r->cell[COL_SKU];
	struct stock s;
	struct sku *sku;
	int64_t counted;
	bool back;

	if (!cell_count(r->cell[COL_COUNTED], UNITS_MAX, &counted))
		return load_bad(r, "bad_number", COL_COUNTED);
	catalog_find_skus(r->w, &code, 1, &sku);
	if (!sku)
		return load_bad(r, "no_such_sku", COL_SKU);
	if (sku->is_bundle)
		return load_bad(r, "is_bundle", COL_SKU);
	stock_get_many(r->w, &sku->id, 1, &s);
	back = s.stocked && s.may_backorder;
	if (r->cell[COL_BACKORDER] && !cell_yes(r->w->app, r->cell[COL_BACKORDER], &back))
		return load_bad(r, "unknown_word", COL_BACKORDER);
	if (!s.stocked)
		return begin(r, sku->id, (int)counted, back);
	if (s.on_hand == counted && back == s.may_backorder)
		return ROW_SAME;
	return change(r, &s, (int)counted, back);
}

static const char *take_back(struct load_row *r, const struct load_made *m)
{
	const char *counted = json_get_text(json_read_own(arena_strdup(r->w->arena, m->became)),
					    fields[COL_COUNTED].word);
	struct stock s;
	int64_t n;

	stock_get_many(r->w, &m->made_id, 1, &s);
	if (!cell_count(counted, UNITS_MAX, &n) || !s.stocked || s.on_hand != n || s.reserved != 0)
		return "changed_since";
	return stock_forget(r->w, m->made_id) ? NULL : "changed_since";
}

static const char *key_of(struct arena *a, const char *const *cell)
{
	(void)a;
	return cell[COL_SKU];
}

const struct load_source load_stock = { .permission = PERM_STOCK,
					.fields = fields,
					.n_fields = COL__MAX,
					.key = COL_SKU,
					.key_of = key_of,
					.row = stock_row,
					.take_back = take_back };
