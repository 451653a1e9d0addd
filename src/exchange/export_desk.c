/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the files of parcels, production, messages, imports and webhooks' deliveries. */
#include "base/json.h"
#include "exchange/export.h"
#include "exchange/load.h"
#include "hook/hook.h"
#include "notify/notify.h"
#include "order/order.h"
#include "production/production.h"
#include "shipping/shipping.h"

enum { IMPORTS = 100 };
#define COLUMNS(c) (c), sizeof(c) / sizeof *(c)

/* ---- parcels of the orders that the list has, a row for each order in each ---- */

static const struct sheet_column parcel_columns[] = {
	{ N_("Order number"), SHEET_TEXT },    { N_("Status"), SHEET_TEXT },
	{ N_("Problem"), SHEET_TEXT },         { N_("Carrier"), SHEET_TEXT },
	{ N_("Tracking number"), SHEET_TEXT }, { N_("Promised from"), SHEET_TIME },
	{ N_("Promised until"), SHEET_TIME },  { N_("First promised"), SHEET_TIME },
	{ N_("Packed"), SHEET_TIME },          { N_("Shipped"), SHEET_TIME },
	{ N_("Delivered"), SHEET_TIME },       { N_("Last news"), SHEET_TIME },
};

static void write_parcel(struct export_rows *e, const char *number, const struct parcel_for_file *r)
{
	const struct parcel *p = r->parcel;
	const char *const cell[] = {
		number,
		export_label(e, "parcel", r->badge),
		p->problem ? export_label(e, "problem", parcel_problem_word[p->problem]) : NULL,
		r->carrier_en ? export_either(e, r->carrier_en, r->carrier_zh) : p->carrier,
		p->tracking_number,
		export_time(e, p->promised_from),
		export_time(e, p->promised_to),
		export_time(e, p->first_promised_to),
		export_time(e, p->packed_at),
		export_time(e, p->shipped_at),
		export_time(e, p->delivered_at),
		export_time(e, p->last_event_at),
	};

	sheet_row(e->to, parcel_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *parcels(struct export_rows *e, const cJSON *place)
{
	uint64_t below = export_place_id(place, "after"), ids[ORDER_PAGE];
	size_t n, n_parcels;
	const struct order *all = order_list_for_file(e->w, e->filters, &below, &n);
	const struct parcel_for_file *v;

	for (size_t i = 0; i < n; i++)
		ids[i] = all[i].id;
	v = shipping_list_for_file(e->w, ids, n, &n_parcels);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n_parcels; k++)
			if (v[k].order_id == all[i].id)
				write_parcel(e, all[i].number, &v[k]);
	return below ? export_new_place(below) : NULL;
}

const struct export_source export_parcels = { PERM_ORDERS_READ, COLUMNS(parcel_columns), parcels };

/* ---- batches of what is made to order ---- */

static const struct sheet_column batch_columns[] = {
	{ N_("Batch"), SHEET_TEXT },      { N_("SKU"), SHEET_TEXT },
	{ N_("Item"), SHEET_TEXT },       { N_("Status"), SHEET_TEXT },
	{ N_("Planned"), SHEET_NUMBER },  { N_("Units made"), SHEET_NUMBER },
	{ N_("Scrapped"), SHEET_NUMBER }, { N_("Ready by"), SHEET_TIME },
	{ N_("Begun"), SHEET_TIME },      { N_("Ended"), SHEET_TIME },
};

static void write_batch(struct export_rows *e, const struct production *p)
{
	const char *const cell[] = {
		p->number,
		p->sku,
		export_either(e, p->name_en, p->name_zh),
		export_label(e, "production", production_state_word[p->state]),
		export_count(e, p->planned),
		export_count(e, p->made),
		export_count(e, p->scrapped),
		export_time(e, p->due_at),
		export_time(e, p->created_at),
		export_time(e, p->finished_at),
	};

	sheet_row(e->to, batch_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *production(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct production *all =
		production_list_for_file(e->w, export_place_id(place, "after"), &n);

	for (size_t i = 0; i < n; i++)
		write_batch(e, &all[i]);
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_production = { PERM_PRODUCTION, COLUMNS(batch_columns),
						 production };

/* ---- messages; what they say is the recipient's ---- */

static const struct sheet_column message_columns[] = {
	{ N_("Message"), SHEET_TEXT },      { N_("Way"), SHEET_TEXT },
	{ N_("Sent to"), SHEET_TEXT },      { N_("Language"), SHEET_TEXT },
	{ N_("Order number"), SHEET_TEXT }, { N_("Status"), SHEET_TEXT },
	{ N_("Subject"), SHEET_TEXT },      { N_("Tries"), SHEET_NUMBER },
	{ N_("Last error"), SHEET_TEXT },   { N_("Answer of the service"), SHEET_TEXT },
	{ N_("Created"), SHEET_TIME },      { N_("Sent"), SHEET_TIME },
};

static void write_message(struct export_rows *e, const struct message_for_file *m)
{
	const char *const cell[] = {
		export_label(e, "message_kind", m->template),
		export_label(e, "channel", m->channel),
		m->recipient,
		m->lang,
		m->order,
		export_label(e, "message", m->state),
		m->subject,
		export_count(e, m->tries),
		m->last_error,
		m->answer,
		export_time(e, m->created_at),
		export_time(e, m->sent_at),
	};

	sheet_row(e->to, message_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *messages(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct message_for_file *all =
		notify_list_for_file(e->w, e->filters, export_place_id(place, "after"), e->in_full,
				     &n);

	for (size_t i = 0; i < n; i++)
		write_message(e, &all[i]);
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_messages = { PERM_MESSAGES, COLUMNS(message_columns), messages };

/* ---- files that were taken over ---- */

static const struct sheet_column import_columns[] = {
	{ N_("File"), SHEET_TEXT },        { N_("Kind"), SHEET_TEXT },
	{ N_("Who"), SHEET_TEXT },         { N_("Status"), SHEET_TEXT },
	{ N_("Bytes"), SHEET_NUMBER },     { N_("Lines"), SHEET_NUMBER },
	{ N_("New"), SHEET_NUMBER },       { N_("Changed"), SHEET_NUMBER },
	{ N_("As before"), SHEET_NUMBER }, { N_("With problems"), SHEET_NUMBER },
	{ N_("Brought"), SHEET_TIME },     { N_("Ended"), SHEET_TIME },
};

static void write_import(struct export_rows *e, const struct load_file *f)
{
	static const char *const counts[] = { "rows", "new", "changed", "same", "bad" };
	enum { HEAD = 5, COUNTS = sizeof counts / sizeof *counts };
	const char *cell[] = {
		f->name,
		export_label(e, "import_kind", load_kind_word[f->kind]),
		f->who_name,
		export_label(e, "import_state", load_state_word[f->state]),
		export_count(e, f->n_bytes),
		NULL,
		NULL,
		NULL,
		NULL,
		NULL,
		export_time(e, f->created_at),
		export_time(e, f->ended_at),
	};

	for (int i = 0; f->report && i < COUNTS; i++)
		cell[HEAD + i] = export_count(e, json_get_int(f->report, counts[i]));
	sheet_row(e->to, import_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *imports(struct export_rows *e, const cJSON *place)
{
	uint64_t below = export_place_id(place, "after");
	size_t n;
	const struct load_file *all = load_store_list(e->w, below ? below : INT64_MAX, IMPORTS, &n);

	for (size_t i = 0; i < n; i++)
		write_import(e, &all[i]);
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_imports = { PERM_CATALOG_READ, COLUMNS(import_columns), imports };

/* ---- what was sent to a webhook ---- */

static const struct sheet_column delivery_columns[] = {
	{ N_("Event"), SHEET_TEXT },   { N_("When"), SHEET_TIME },  { N_("Status"), SHEET_TEXT },
	{ N_("Tries"), SHEET_NUMBER }, { N_("Ended"), SHEET_TIME },
};

static cJSON *deliveries(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct hook_delivery *all =
		hook_list_for_file(e->w, e->filters, export_place_id(place, "after"), &n);

	for (size_t i = 0; i < n; i++) {
		const char *const cell[] = {
			all[i].type,
			export_time(e, all[i].event_at),
			export_label(e, "hook_delivery", hook_delivery_word[all[i].state]),
			export_count(e, all[i].tries),
			export_time(e, all[i].done_at),
		};

		sheet_row(e->to, delivery_columns, cell, sizeof cell / sizeof *cell);
		e->n++;
	}
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_deliveries = { PERM_SETTINGS, COLUMNS(delivery_columns),
						 deliveries };
