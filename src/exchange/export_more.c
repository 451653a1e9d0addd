/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the files of payments, stock and the audit log. */
#include <stdlib.h>
#include "audit.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "exchange/export.h"
#include "order/order.h"
#include "payment/payment.h"
#include "stock/stock.h"

enum { AUDIT_BATCH = 100 };
#define COLUMNS(c) (c), sizeof(c) / sizeof *(c)

/* ---- payments of the orders that the list has ---- */

static const struct sheet_column payment_columns[] = {
	{ N_("Order number"), SHEET_TEXT },
	{ N_("When"), SHEET_TIME },
	{ N_("Kind"), SHEET_TEXT },
	{ N_("Payment method"), SHEET_TEXT },
	{ N_("Amount"), SHEET_NUMBER },
	{ N_("Currency"), SHEET_TEXT },
	{ N_("Reference there"), SHEET_TEXT },
	{ N_("Reason"), SHEET_TEXT },
};

static const char *time_in(struct export_rows *e, const cJSON *one, const char *name)
{
	const char *text = json_get_text(one, name);
	struct instant t;

	return text && instant_parse(text, &t) ? sheet_time(e->w->arena, t) : NULL;
}

static void write_payment(struct export_rows *e, const struct order *o, const cJSON *one,
			  const char *kind)
{
	const char *method = json_get_text(one, "method");
	const char *const cell[] = {
		o->number,
		time_in(e, one, "at"),
		export_label(e, "export_payment", kind),
		method ? export_label(e, "payment_method", method) : NULL,
		export_amount(e, json_get_int(json_get(one, "amount"), "amount"), o->currency),
		o->currency,
		json_get_text(one, "reference"),
		json_get_text(one, "why"),
	};

	sheet_row(e->to, payment_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *payments(struct export_rows *e, const cJSON *place)
{
	uint64_t below = export_place_id(place, "after");
	size_t n;
	struct order *all = order_list_for_file(e->w, e->filters, &below, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *ledger = payment_view_list(e->w, &all[i]);
		const cJSON *one;

		cJSON_ArrayForEach(one, json_get(ledger, "entries"))
		{
			write_payment(e, &all[i], one, json_get_text(one, "kind"));
		}
		cJSON_ArrayForEach(one, json_get(ledger, "credits"))
		{
			write_payment(e, &all[i], one, "credit");
		}
	}
	return below ? export_new_place(below) : NULL;
}

const struct export_source export_payments = { PERM_ORDERS_READ, COLUMNS(payment_columns),
					       payments };

/* ---- stock, a row a SKU that is kept ---- */

static const struct sheet_column stock_columns[] = {
	{ N_("SKU"), SHEET_TEXT },          { N_("English name"), SHEET_TEXT },
	{ N_("Chinese name"), SHEET_TEXT }, { N_("Counted"), SHEET_NUMBER },
	{ N_("Reserved"), SHEET_NUMBER },   { N_("May be back-ordered"), SHEET_TEXT },
	{ N_("Expected"), SHEET_TIME },
};

static void write_stock(struct export_rows *e, const struct sku *s, const struct stock *k)
{
	const char *const cell[] = {
		s->code,
		s->name_en,
		s->name_zh,
		export_count(e, k->on_hand),
		export_count(e, k->reserved),
		i18n_text(e->w->app->words, e->lang, NULL, k->may_backorder ? N_("yes") : N_("no")),
		sheet_time(e->w->arena, k->incoming_at),
	};

	sheet_row(e->to, stock_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static void write_skus(struct export_rows *e, const struct sku_row *rows, size_t n)
{
	struct stock k[STOCK_GET_MAX];
	uint64_t ids[STOCK_GET_MAX] = { 0 };

	for (size_t i = 0; i < n; i++)
		ids[i] = rows[i].sku.id;
	stock_get_many(e->w, ids, n, k);
	for (size_t i = 0; i < n; i++)
		if (k[i].stocked)
			write_stock(e, &rows[i].sku, &k[i]);
}

static cJSON *stock(struct export_rows *e, const cJSON *place)
{
	size_t n;
	struct product_for_file *all =
		catalog_list_for_file(e->w, e->filters, export_place_id(place, "after"), &n);

	for (size_t i = 0; i < n; i++)
		for (size_t at = 0; at < all[i].n_skus; at += STOCK_GET_MAX)
			write_skus(e, all[i].skus + at,
				   all[i].n_skus - at < STOCK_GET_MAX ? all[i].n_skus - at
								      : STOCK_GET_MAX);
	return n ? export_new_place(all[n - 1].product.id) : NULL;
}

const struct export_source export_stock = { PERM_CATALOG_READ, COLUMNS(stock_columns), stock };

/* ---- the audit log ---- */

static const struct sheet_column audit_columns[] = {
	{ N_("When"), SHEET_TIME },  { N_("What happened"), SHEET_TEXT },
	{ N_("Who"), SHEET_TEXT },   { N_("Customer number"), SHEET_TEXT },
	{ N_("About"), SHEET_TEXT }, { N_("Before"), SHEET_TEXT },
	{ N_("After"), SHEET_TEXT },
};

static void write_audit(struct export_rows *e, const struct audit_row *r)
{
	const char *const cell[] = {
		sheet_time(e->w->arena, r->at),
		export_label(e, "audit", audit_kind_word[r->kind]),
		r->who_name ? r->who_name : actor_kind_word[r->who.kind],
		r->customer,
		r->about_name ? r->about_name : r->about,
		r->was_name ? r->was_name : r->was,
		r->became_name ? r->became_name : r->became,
	};

	sheet_row(e->to, audit_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *audit(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct audit_row *rows =
		audit_list_for_file(e->w, e->filters, export_place_id(place, "after"), AUDIT_BATCH,
				    &n);

	for (size_t i = 0; i < n; i++)
		write_audit(e, &rows[i]);
	return n ? export_new_place(rows[n - 1].id) : NULL;
}

const struct export_source export_audit = { PERM_AUDIT, COLUMNS(audit_columns), audit };
