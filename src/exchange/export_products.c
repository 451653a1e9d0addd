/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the file of products, which an import takes back. */
#include "base/json.h"
#include "catalog/catalog.h"
#include "exchange/export.h"

/* A row a SKU. */

static const struct sheet_column product_columns[] = {
	{ N_("Product code"), SHEET_TEXT },
	{ N_("English name"), SHEET_TEXT },
	{ N_("Chinese name"), SHEET_TEXT },
	{ N_("English category"), SHEET_TEXT },
	{ N_("Chinese category"), SHEET_TEXT },
	{ N_("Tags"), SHEET_TEXT },
	{ N_("Needs"), SHEET_TEXT },
	{ N_("Goes with"), SHEET_TEXT },
	{ N_("Replaces"), SHEET_TEXT },
	{ N_("English description"), SHEET_TEXT },
	{ N_("Chinese description"), SHEET_TEXT },
	{ N_("Kind"), SHEET_TEXT },
	{ N_("Made to order"), SHEET_TEXT },
	{ N_("Status"), SHEET_TEXT },
	{ N_("Tax class"), SHEET_TEXT },
	{ N_("SKU"), SHEET_TEXT },
	{ N_("English variant"), SHEET_TEXT },
	{ N_("Chinese variant"), SHEET_TEXT },
	{ N_("Price"), SHEET_NUMBER },
	{ N_("Member price"), SHEET_NUMBER },
	{ N_("Currency"), SHEET_TEXT },
	{ N_("Tax %"), SHEET_NUMBER },
	{ N_("Weight (g)"), SHEET_NUMBER },
	{ N_("Pack size"), SHEET_NUMBER },
	{ N_("Withdrawn"), SHEET_TEXT },
	{ N_("Made of"), SHEET_TEXT },
	{ N_("Less %"), SHEET_NUMBER },
};
enum { PRODUCT_CELLS = sizeof product_columns / sizeof *product_columns, OF_PRODUCT = 15 };

static void write_product(struct export_rows *e, const struct product_for_file *row)
{
	const struct product *p = &row->product;
	const char *cell[PRODUCT_CELLS] = {
		p->code,
		p->name_en,
		p->name_zh,
		p->category_en,
		p->category_zh,
		p->tags,
		p->related[RELATION_NEEDS],
		p->related[RELATION_GOES_WITH],
		p->related[RELATION_REPLACES],
		p->description_en,
		p->description_zh,
		export_label(e, "product_kind", product_kind_word[p->kind]),
		export_yes_no(e, p->made_to_order),
		export_label(e, "product_state", product_state_word[p->state]),
		export_label(e, "tax_class", tax_class_word[p->tax_class]),
	};

	if (row->n_skus == 0) {
		sheet_row(e->to, product_columns, cell, PRODUCT_CELLS);
		e->n++;
	}
	for (size_t i = 0; i < row->n_skus; i++) {
		const struct sku *s = &row->skus[i].sku;
		size_t k = OF_PRODUCT;

		cell[k++] = s->code;
		cell[k++] = s->variant_en;
		cell[k++] = s->variant_zh;
		cell[k++] = export_unit_price(e, s->unit_milli, s->currency);
		cell[k++] =
			s->member_milli ? export_unit_price(e, s->member_milli, s->currency) : NULL;
		cell[k++] = s->currency;
		cell[k++] = export_percent(e, row->skus[i].own_tax_bp);
		cell[k++] = export_count(e, s->weight_g);
		cell[k++] = export_count(e, s->pack_size);
		cell[k++] = export_yes_no(e, row->skus[i].withdrawn);
		cell[k++] = row->skus[i].parts;
		cell[k++] = row->skus[i].less_bp >= 0
				    ? export_amount(e, row->skus[i].less_bp, "CNY")
				    : NULL;
		sheet_row(e->to, product_columns, cell, PRODUCT_CELLS);
		e->n++;
	}
}

static cJSON *products(struct export_rows *e, const cJSON *place)
{
	size_t n;
	struct product_for_file *all =
		catalog_list_for_file(e->w, e->filters, export_place_id(place, "after"), &n);

	for (size_t i = 0; i < n; i++)
		write_product(e, &all[i]);
	return n ? export_new_place(all[n - 1].product.id) : NULL;
}

const struct export_source export_products = { PERM_CATALOG_READ, product_columns, PRODUCT_CELLS,
					       products };
