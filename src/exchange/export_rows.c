/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the files of orders and customers. */
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/money.h"
#include "customer/customer.h"
#include "exchange/export.h"
#include "order/order.h"

enum { MANY = 64 };

/* ---- cells ---- */

const char *export_id(struct export_rows *e, uint64_t id)
{
	return arena_printf(e->w->arena, "%llu", (unsigned long long)id);
}

const char *export_count(struct export_rows *e, int64_t n)
{
	return arena_printf(e->w->arena, "%lld", (long long)n);
}

const char *export_amount(struct export_rows *e, int64_t minor, const char *currency)
{
	char text[32];

	money_decimal(minor, currency, text, sizeof text);
	return arena_strdup(e->w->arena, text);
}

const char *export_percent(struct export_rows *e, int bp)
{
	return export_amount(e, bp, "CNY"); /* of two places, too */
}

const char *export_unit_price(struct export_rows *e, int64_t milli, const char *currency)
{
	char text[32];

	money_decimal_unit(milli, currency, text, sizeof text);
	return arena_strdup(e->w->arena, text);
}

const char *export_label(struct export_rows *e, const char *kind, const char *word)
{
	return label_text(e->w->app->words, e->lang, kind, word);
}

const char *export_yes_no(struct export_rows *e, bool yes)
{
	return i18n_text(e->w->app->words, e->lang, NULL, yes ? N_("yes") : N_("no"));
}

const char *export_either(struct export_rows *e, const char *en, const char *zh)
{
	return e->lang == LANG_ZH ? zh : en;
}

const char *export_time(struct export_rows *e, struct instant t)
{
	return sheet_time(e->w->arena, t);
}

uint64_t export_place_id(const cJSON *place, const char *name)
{
	const char *text = place ? json_get_text(place, name) : NULL;

	return text ? strtoull(text, NULL, 10) : 0;
}

cJSON *export_new_place(uint64_t id)
{
	cJSON *place = json_object();

	json_add_id(place, "after", id);
	return place;
}

/* ---- orders ---- */

#define HEAD_COLUMNS                                                                               \
	{ N_("Order number"), SHEET_TEXT }, { N_("Placed"), SHEET_TIME },                          \
		{ N_("Source"), SHEET_TEXT }, { N_("Reference there"), SHEET_TEXT },               \
		{ N_("Status"), SHEET_TEXT }, { N_("Payment"), SHEET_TEXT },                       \
		{ N_("Customer number"), SHEET_TEXT }, { N_("Name"), SHEET_TEXT },                 \
		{ N_("Phone"), SHEET_TEXT }, { N_("Email"), SHEET_TEXT },                          \
		{ N_("Country"), SHEET_TEXT }, { N_("Province"), SHEET_TEXT },                     \
		{ N_("City"), SHEET_TEXT }, { N_("District"), SHEET_TEXT },                        \
		{ N_("Street"), SHEET_TEXT }, { N_("Postcode"), SHEET_TEXT },                      \
	{                                                                                          \
		N_("Promised until"), SHEET_TIME                                                   \
	}
enum { HEAD_CELLS = 17 };

static const struct sheet_column order_columns[] = {
	HEAD_COLUMNS,
	{ N_("Units"), SHEET_NUMBER },
	{ N_("Currency"), SHEET_TEXT },
	{ N_("Items"), SHEET_NUMBER },
	{ N_("Discount"), SHEET_NUMBER },
	{ N_("Shipping"), SHEET_NUMBER },
	{ N_("Tax"), SHEET_NUMBER },
	{ N_("Total"), SHEET_NUMBER },
	{ N_("To pay"), SHEET_NUMBER },
	{ N_("Paid"), SHEET_NUMBER },
};
static const struct sheet_column line_columns[] = {
	HEAD_COLUMNS,
	{ N_("Line"), SHEET_NUMBER },
	{ N_("SKU"), SHEET_TEXT },
	{ N_("Item"), SHEET_TEXT },
	{ N_("Ordered"), SHEET_NUMBER },
	{ N_("Cancelled"), SHEET_NUMBER },
	{ N_("Shipped"), SHEET_NUMBER },
	{ N_("Currency"), SHEET_TEXT },
	{ N_("Unit price"), SHEET_NUMBER },
	{ N_("Amount"), SHEET_NUMBER },
	{ N_("Discount"), SHEET_NUMBER },
	{ N_("Tax %"), SHEET_NUMBER },
	{ N_("Tax"), SHEET_NUMBER },
	{ N_("Part of bundle"), SHEET_TEXT },
	{ N_("Bundles"), SHEET_NUMBER },
};

static void head_cells(struct export_rows *e, const struct order *o, const struct customer *who,
		       const struct contact *at, const char **cell)
{
	struct contact c = at ? contact_for_file(e->w, at, e->in_full) : (struct contact){ 0 };
	const char *badge = order_badge_word[o->badge];
	const char *of_staff = label_find("badge_staff", badge) ? "badge_staff" : "badge";
	enum order_money money = order_money(o->live_amount, o->credited_amount, o->captured_amount,
					     o->refunded_amount);
	const char *const all[HEAD_CELLS] = {
		o->number,
		export_time(e, o->placed_at),
		o->source,
		o->source_ref,
		export_label(e, of_staff, badge),
		export_label(e, "money", order_money_word[money]),
		who ? who->number : NULL,
		c.name,
		c.phone,
		c.email,
		c.country,
		c.province,
		c.city,
		c.district,
		c.street,
		c.postcode,
		export_time(e, o->promised_to),
	};

	memcpy(cell, all, sizeof all);
}

static void write_order(struct export_rows *e, const struct order *o, const char **cell)
{
	const char *c = o->currency;
	int64_t units = 0;
	size_t k = HEAD_CELLS;

	for (size_t i = 0; i < o->n_lines; i++)
		units += o->lines[i].ordered - o->lines[i].cancelled;
	cell[k++] = export_count(e, units);
	cell[k++] = c;
	cell[k++] = export_amount(e, o->items_amount, c);
	cell[k++] = export_amount(e, o->discount_amount, c);
	cell[k++] = export_amount(e, o->shipping_amount, c);
	cell[k++] = export_amount(e, o->tax_amount, c);
	cell[k++] = export_amount(e, o->total_amount, c);
	cell[k++] = export_amount(e, o->live_amount - o->credited_amount, c);
	cell[k++] = export_amount(e, o->captured_amount - o->refunded_amount, c);
	sheet_row(e->to, order_columns, cell, k);
	e->n++;
}

/* What the line was sold in; NULL: it was sold by itself. */
static const struct order_bundle *bundle_of(const struct order *o, const struct order_line *l)
{
	for (size_t i = 0; i < o->n_bundles; i++)
		if (o->bundles[i].id == l->bundle_id)
			return &o->bundles[i];
	return NULL;
}

static void write_lines(struct export_rows *e, const struct order *o, const char **cell)
{
	const char *c = o->currency;

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];
		const struct order_bundle *b = bundle_of(o, l);
		size_t k = HEAD_CELLS;

		cell[k++] = export_count(e, l->position);
		cell[k++] = l->sku_code;
		cell[k++] = export_either(e, l->name_en, l->name_zh);
		cell[k++] = export_count(e, l->ordered);
		cell[k++] = export_count(e, l->cancelled);
		cell[k++] = export_count(e, l->shipped);
		cell[k++] = c;
		cell[k++] = export_unit_price(e, l->unit_milli, c);
		cell[k++] = export_amount(e, l->amount, c);
		cell[k++] = export_amount(e, l->discount, c);
		cell[k++] = export_percent(e, l->tax_bp);
		cell[k++] = export_amount(e, l->tax, c);
		cell[k++] = b ? b->sku_code : NULL;
		cell[k++] = b ? export_count(e, b->quantity) : NULL;
		sheet_row(e->to, line_columns, cell, k);
		e->n++;
	}
}

static cJSON *write_orders(struct export_rows *e, const cJSON *place,
			   void (*write)(struct export_rows *e, const struct order *o,
					 const char **cell))
{
	const char *cell[SHEET_COLUMNS_MAX];
	uint64_t people[MANY], contacts[MANY];
	struct customer *who[MANY];
	struct contact *at[MANY];
	size_t n;
	uint64_t below = export_place_id(place, "after");
	struct order *all = order_list_for_file(e->w, e->filters, &below, &n);

	for (size_t i = 0; i < n; i++) {
		people[i] = all[i].customer_id;
		contacts[i] = all[i].contact_id;
	}
	if (n > 0)
		customer_get_many(e->w, people, n, who);
	contact_get_many(e->w, contacts, n, at);
	for (size_t i = 0; i < n; i++) {
		head_cells(e, &all[i], who[i], at[i], cell);
		write(e, &all[i], cell);
	}
	return below ? export_new_place(below) : NULL;
}

static cJSON *orders(struct export_rows *e, const cJSON *place)
{
	return write_orders(e, place, write_order);
}

static cJSON *order_lines(struct export_rows *e, const cJSON *place)
{
	return write_orders(e, place, write_lines);
}

/* ---- customers ---- */

static const struct sheet_column customer_columns[] = {
	{ N_("Customer number"), SHEET_TEXT }, { N_("Name"), SHEET_TEXT },
	{ N_("Phone"), SHEET_TEXT },           { N_("Email"), SHEET_TEXT },
	{ N_("Language"), SHEET_TEXT },        { N_("Country"), SHEET_TEXT },
	{ N_("Province"), SHEET_TEXT },        { N_("City"), SHEET_TEXT },
	{ N_("District"), SHEET_TEXT },        { N_("Street"), SHEET_TEXT },
	{ N_("Postcode"), SHEET_TEXT },        { N_("Orders"), SHEET_NUMBER },
	{ N_("Spent"), SHEET_NUMBER },         { N_("Last order"), SHEET_TIME },
	{ N_("Since"), SHEET_TIME },
};

static void write_customer(struct export_rows *e, const struct customer_row *row)
{
	const struct customer *p = &row->customer;
	struct contact c = contact_for_file(e->w, &row->contact, e->in_full);
	const char *const cell[] = {
		p->number,
		customer_name_for_file(e->w, p, e->in_full),
		c.phone,
		c.email,
		lang_tag[p->lang],
		c.country,
		c.province,
		c.city,
		c.district,
		c.street,
		c.postcode,
		export_count(e, p->n_orders),
		export_amount(e, p->spent, e->w->app->settings.currency),
		export_time(e, p->last_order_at),
		export_time(e, p->created_at),
	};

	sheet_row(e->to, customer_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *customers(struct export_rows *e, const cJSON *place)
{
	struct customer_place from = { export_place_id(place, "after"), 0 };
	const char *at = place ? json_get_text(place, "at") : NULL;
	struct customer_row *all;
	size_t n;
	cJSON *next;

	if (at)
		from.at = strtoll(at, NULL, 10);
	all = customer_list_for_file(e->w, e->filters, &from, &n);
	for (size_t i = 0; i < n; i++)
		write_customer(e, &all[i]);
	if (!from.id)
		return NULL;
	next = export_new_place(from.id);
	json_add_text(next, "at", export_count(e, from.at));
	return next;
}

/* ---- all of them ---- */

#define COLUMNS(c) (c), sizeof(c) / sizeof *(c)
const struct export_source *export_source_of(enum export_list list)
{
	static const struct export_source of_orders = { PERM_ORDERS_READ, COLUMNS(order_columns),
							orders },
					  of_lines = { PERM_ORDERS_READ, COLUMNS(line_columns),
						       order_lines },
					  of_customers = { PERM_CUSTOMERS_READ,
							   COLUMNS(customer_columns), customers };
	static const struct export_source *const all[EXPORT_LIST__MAX] = {
		[EXPORT_ORDERS] = &of_orders,
		[EXPORT_ORDER_LINES] = &of_lines,
		[EXPORT_PAYMENTS] = &export_payments,
		[EXPORT_PARCELS] = &export_parcels,
		[EXPORT_CUSTOMERS] = &of_customers,
		[EXPORT_PRODUCTS] = &export_products,
		[EXPORT_STOCK] = &export_stock,
		[EXPORT_CATEGORIES] = &export_categories,
		[EXPORT_PRODUCTION] = &export_production,
		[EXPORT_MESSAGES] = &export_messages,
		[EXPORT_IMPORTS] = &export_imports,
		[EXPORT_TASKS] = &export_tasks,
		[EXPORT_STAFF] = &export_staff,
		[EXPORT_ROLES] = &export_roles,
		[EXPORT_KEYS] = &export_keys,
		[EXPORT_DELIVERIES] = &export_deliveries,
		[EXPORT_AUDIT] = &export_audit,
		[EXPORT_NOTICES] = &export_notices,
		[EXPORT_PRODUCT_CHANGES] = &export_product_changes,
		[EXPORT_TAX_ZONES] = &export_tax_zones,
		[EXPORT_WEBHOOKS] = &export_webhooks,
		[EXPORT_SURVEY_ANSWERS] = &export_survey_answers,
		[EXPORT_REVIEWS] = &export_reviews,
		[EXPORT_INBOX] = &export_inbox,
		[EXPORT_POINTS] = &export_points,
		[EXPORT_ALIKE] = &export_alike,
	};

	return all[list];
}
