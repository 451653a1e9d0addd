/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders as rows of a list. */
#include "base/json.h"
#include "order/desk_list_input.h"
#include "order/document.h"
#include "order/face.h"
#include "order/tag.h"

enum { SOON_HOURS = 12, HOURS_SAID = 48 };

static void add_thumbs(struct arena *a, const struct order *o, cJSON *row)
{
	cJSON *thumbs = json_add_array(row, "thumbs");
	struct order_line lines[FACE_THUMBS];
	size_t n = order_face_thumbs(a, o, lines);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(thumbs);
		order_view_name(one, "name", lines[i].name_en, lines[i].name_zh);
		json_add_text(one, "picture", lines[i].picture);
	}
}

/* How long until the promise, or since: only while something of it is still to be kept. */
static void add_time_left(const struct work *w, const struct order *o, cJSON *row)
{
	bool is_open = !instant_is_none(o->promised_to) && instant_is_none(o->delivered_at) &&
		       instant_is_none(o->closed_at) && o->decision != ORDER_CANCELLED;
	int64_t us = is_open ? o->promised_to.us - w->now.us : 0;
	bool is_over = us < 0;
	int64_t hours = (is_over ? -us : us) / INSTANT_HOUR;
	cJSON *left;

	json_add_bool(row, "is_overdue", is_over);
	if (!is_open) {
		json_add_null(row, "left");
		return;
	}
	left = json_add_object(row, "left");
	json_add_bool(left, "is_over", is_over);
	json_add_bool(left, "is_soon", !is_over && hours < SOON_HOURS);
	json_add_bool(left, "in_hours", hours < HOURS_SAID);
	json_add_int(left, "hours", hours > 0 ? hours : 1);
	json_add_int(left, "days", hours / 24);
}

/* Of all amounts a page's row shows one; programs get them all. */
static void add_head(const struct order *o, bool for_page, cJSON *row)
{
	cJSON *payment;

	if (!for_page) {
		order_view_head(o, row);
		return;
	}
	order_view_state(o, row);
	payment = json_add_object(row, "payment");
	json_add_money(payment, "to_pay", order_owed(o), o->currency);
}

static cJSON *row_view(struct work *w, const struct order *o, const struct customer *c,
		       bool for_page)
{
	cJSON *row = json_object();

	json_add_id(row, "id", o->id);
	json_add_int(row, "version", o->version);
	add_head(o, for_page, row);
	json_add_text(row, "source", o->source);
	json_add_text(row, "source_ref", o->source_ref);
	json_add(row, "customer", c ? customer_view(w, c, false) : cJSON_CreateNull());
	add_time_left(w, o, row);
	order_view_priority(o, row);
	add_thumbs(w->arena, o, row);
	return row;
}

static void add_places(struct work *w, struct order_rows rows, cJSON *list)
{
	uint64_t ids[ORDER_PAGE];
	struct contact *contacts[ORDER_PAGE];
	cJSON *row;
	size_t i = 0;

	for (size_t k = 0; k < rows.n; k++)
		ids[k] = rows.v[k].contact_id;
	contact_get_many(w, ids, rows.n, contacts);
	cJSON_ArrayForEach(row, list)
	{
		json_add_text(row, "province", contacts[i] ? contacts[i]->province : NULL);
		json_add_text(row, "city", contacts[i] ? contacts[i]->city : NULL);
		i++;
	}
}

static void add_parcels(struct work *w, struct order_rows rows, cJSON *list)
{
	uint64_t ids[ORDER_PAGE];
	cJSON *into[ORDER_PAGE], *row;
	size_t i = 0;

	cJSON_ArrayForEach(row, list)
	{
		ids[i] = rows.v[i].id;
		into[i++] = json_add_array(row, "parcels");
	}
	w->app->wiring->list_parcels(w, ids, i, into);
}

/* The columns somebody chose: each costs what it reads only where it is shown. */
static void add_columns(struct work *w, struct order_rows rows, const struct list_input *in,
			cJSON *list)
{
	cJSON *row;
	size_t i = 0;

	cJSON_ArrayForEach(row, list)
	{
		json_add_text(row, "customer_note", rows.v[i].customer_note);
		json_add_money(row, "discount",
			       rows.v[i].discount_amount > 0 ? rows.v[i].discount_amount : 0,
			       rows.v[i].currency);
		json_add_bool(row, "has_discount", rows.v[i++].discount_amount > 0);
	}
	if (rows.n > 0 && list_shows(in, COLUMN_PLACE))
		add_places(w, rows, list);
	if (rows.n > 0 && list_shows(in, COLUMN_PARCELS))
		add_parcels(w, rows, list);
}

cJSON *list_rows_view(struct work *w, struct order_rows rows, struct customer *const *customers,
		      const struct list_input *in)
{
	uint64_t ids[ORDER_PAGE];
	cJSON *list = json_array(), *tags[ORDER_PAGE];

	for (size_t i = 0; i < rows.n; i++)
		ids[i] = rows.v[i].id;
	order_tags_of(w, ids, rows.n, tags);
	for (size_t i = 0; i < rows.n; i++) {
		cJSON *row = row_view(w, &rows.v[i], customers ? customers[i] : NULL, in != NULL);

		json_add(row, "tags", tags[i]);
		cJSON_AddItemToArray(list, row);
	}
	if (in)
		add_columns(w, rows, in, list);
	return list;
}

void list_add_rows(struct work *w, struct order_rows rows, const struct list_input *in, cJSON *view)
{
	uint64_t ids[ORDER_PAGE];
	struct customer *customers[ORDER_PAGE];
	cJSON *shows;

	for (size_t i = 0; i < rows.n; i++)
		ids[i] = rows.v[i].customer_id;
	if (rows.n > 0)
		customer_get_many(w, ids, rows.n, customers);
	json_add(view, "orders", list_rows_view(w, rows, customers, in));
	json_add_bool(view, "has_orders", rows.n > 0);
	if (!in)
		return;
	shows = json_add_object(view, "shows");
	for (int c = 0; c < LIST_COLUMN__MAX; c++)
		json_add_bool(shows, list_column_word[c], list_shows(in, (enum list_column)c));
}
