/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the files of one's own notices and of a product's history. */
#include "base/fail.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "exchange/export.h"
#include "notice/notice.h"

#define COLUMNS(c) (c), sizeof(c) / sizeof *(c)

/* ---- notices of who asks ---- */

static const struct sheet_column notice_columns[] = {
	{ N_("Order number"), SHEET_TEXT }, { N_("Notice"), SHEET_TEXT },
	{ N_("Note"), SHEET_TEXT },         { N_("Who"), SHEET_TEXT },
	{ N_("Runs out"), SHEET_TIME },     { N_("When"), SHEET_TIME },
	{ N_("Seen"), SHEET_TEXT },
};

static void write_notice(struct export_rows *e, const struct notice_line *v)
{
	const char *const cell[] = {
		v->number,
		export_label(e, "notice", notice_kind_word[v->kind]),
		v->body,
		v->by,
		export_time(e, v->due_at),
		export_time(e, v->at),
		export_yes_no(e, !v->is_new),
	};

	sheet_row(e->to, notice_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *notices(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct notice_line *all =
		notice_list_for_file(e->w, export_place_id(place, "after"), &n);

	for (size_t i = 0; i < n; i++)
		write_notice(e, &all[i]);
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_notices = { PERM_ORDERS_READ, COLUMNS(notice_columns), notices };

/* ---- what was changed about a product ---- */

static const struct sheet_column change_columns[] = {
	{ N_("When"), SHEET_TIME }, { N_("Who"), SHEET_TEXT },    { N_("Field"), SHEET_TEXT },
	{ N_("SKU"), SHEET_TEXT },  { N_("Before"), SHEET_TEXT }, { N_("After"), SHEET_TEXT },
};

static const char *value_of(struct export_rows *e, const char *label, const char *value)
{
	return value && *value && label && label_find(label, value) ? export_label(e, label, value)
								    : value;
}

static void write_change(struct export_rows *e, const struct product_change *set,
			 const cJSON *change)
{
	const char *field = json_get_text(change, "field"), *label = catalog_change_label(field);
	const char *const cell[] = {
		export_time(e, set->at),
		set->who_name && *set->who_name
			? set->who_name
			: export_label(e, "actor_staff", actor_kind_word[set->who.kind]),
		export_label(e, "product_field", field),
		json_get_text(change, "sku"),
		value_of(e, label, json_get_text(change, "was")),
		value_of(e, label, json_get_text(change, "became")),
	};

	sheet_row(e->to, change_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *product_changes(struct export_rows *e, const cJSON *place)
{
	const char *code = export_product_of(e->w->arena, e->filters);
	const struct product_change *all;
	const cJSON *one;
	size_t n;

	if (!code)
		fail("product history: filters that nobody can read");
	all = catalog_changes_for_file(e->w, code, export_place_id(place, "after"), &n);
	for (size_t i = 0; i < n; i++)
		cJSON_ArrayForEach(one, all[i].changes)
		{
			write_change(e, &all[i], one);
		}
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_product_changes = { PERM_CATALOG_READ, COLUMNS(change_columns),
						      product_changes };
