/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels as staff and programs see them: with versions and what may be done; and what anybody with
 * the number may see. */
#include <string.h>
#include "base/json.h"
#include "shipping/inside.h"
#include "shipping/view.h"

enum { OTHERS_MAX = 32 };

void shipping_list_parcels(struct work *w, const uint64_t *order_ids, size_t n, cJSON *const *into)
{
	size_t found;
	struct order_parcel *v = parcel_store_of_list(w, order_ids, n, &found);

	for (size_t i = 0; i < found; i++) {
		const struct carrier *c = carrier_find(v[i].parcel.carrier);
		size_t k = 0;
		cJSON *one;

		while (order_ids[k] != v[i].order_id)
			k++;
		one = json_append_object(into[k]);
		if (c)
			view_add_name(one, "carrier", c->name_en, c->name_zh);
		else
			json_add_null(one, "carrier");
		json_add_text(one, "tracking_number", v[i].parcel.tracking_number);
	}
}

struct parcel_for_file *shipping_list_for_file(struct work *w, const uint64_t *order_ids, size_t n,
					       size_t *found)
{
	const struct order_parcel *all;
	struct parcel_for_file *v;

	*found = 0;
	if (n == 0)
		return NULL;
	all = parcel_store_of_list(w, order_ids, n, found);
	v = arena_array_of(w->arena, *found + 1, struct parcel_for_file);
	for (size_t i = 0; i < *found; i++) {
		const struct carrier *c = carrier_find(all[i].parcel.carrier);

		v[i] = (struct parcel_for_file){ all[i].order_id, &all[i].parcel,
						 c ? c->name_en : NULL, c ? c->name_zh : NULL,
						 parcel_badge_word(&all[i].parcel) };
	}
	return v;
}

void view_add_carriers(cJSON *view, const char *chosen)
{
	cJSON *list = json_add_array(view, "carriers");

	for (size_t i = 0; i < carrier_count; i++) {
		cJSON *one = json_append_object(list);
		json_add_text(one, "code", carriers[i].code);
		view_add_name(one, "name", carriers[i].name_en, carriers[i].name_zh);
		json_add_bool(one, "has_numbers", carriers[i].number != NULL);
		json_add_bool(one, "chosen", chosen && strcmp(chosen, carriers[i].code) == 0);
	}
}

/* What the desk may do with it now. */
static void add_acts(const struct parcel *p, bool held, cJSON *t)
{
	cJSON *may = json_add_object(t, "may");

	for (int i = 0; i < PARCEL_ACT__MAX; i++)
		json_add_bool(may, parcel_act_word[i],
			      parcel_refuses(p, (enum parcel_act)i, held) == SHIPPING_OK);
	/* what everybody waits for is shown off, and says why */
	json_add_text(may, "ship_why",
		      parcel_refuses(p, PARCEL_SHIP, held) == SHIPPING_HELD
			      ? shipping_refusal_code[SHIPPING_HELD]
			      : NULL);
}

/* The other orders of parcels that are still here, and which of them are held. */
struct others {
	uint64_t ids[OTHERS_MAX];
	bool held[OTHERS_MAX];
	size_t n;
};

static const struct parcel *parcel_of(const struct order_parcels_read *v, uint64_t id)
{
	size_t i = 0;

	while (v->parcels[i].id != id)
		i++;
	return &v->parcels[i];
}

static void read_others(struct work *w, const struct order *o, const struct order_parcels_read *v,
			struct others *out)
{
	out->n = 0;
	for (size_t i = 0; i < v->n_lines && out->n < OTHERS_MAX; i++) {
		uint64_t id = v->lines[i].line.order_id;
		size_t k = 0;

		if (id == o->id || parcel_has_left(parcel_of(v, v->lines[i].parcel_id)->state))
			continue;
		while (k < out->n && out->ids[k] != id)
			k++;
		out->ids[k] = id;
		out->n += k == out->n;
	}
	order_held(w, out->ids, out->n, out->held);
}

/* One of the orders in it is. */
static bool is_held(const struct order *o, const struct order_parcels_read *v, uint64_t parcel_id,
		    const struct others *others)
{
	bool held = o->hold_reason != NULL;

	for (size_t i = 0; i < v->n_lines; i++)
		for (size_t k = 0; v->lines[i].parcel_id == parcel_id && k < others->n; k++)
			held = held ||
			       (others->held[k] && others->ids[k] == v->lines[i].line.order_id);
	return held;
}

static void add_open_line(struct work *w, const struct order *o, const struct order_line *l,
			  int row, cJSON *list)
{
	const struct order_bundle *b = order_bundle_of(o, l);
	cJSON *t = json_append_object(list);

	json_add_id(t, "id", l->id);
	json_add_text(t, "id_name", arena_printf(w->arena, "lines.%d.order_line", row));
	json_add_text(t, "sku", l->sku_code);
	view_add_name(t, "name", l->name_en, l->name_zh);
	json_add_text(t, "picture", l->picture);
	if (b)
		view_add_name(t, "bundle", b->name_en, b->name_zh);
	else
		json_add_null(t, "bundle");
	json_add_int(t, "open", order_line_open(l));
	json_add_bool(t, "waits", l->wait != WAIT_NONE);
	json_add_text(t, "wait", l->wait == WAIT_NONE ? NULL : order_wait_word[l->wait]);
	json_add_instant(t, "wait_until", l->wait_until);
	json_add_text(t, "quantity_name", arena_printf(w->arena, "lines.%d.quantity", row));
	json_add_text(t, "quantity_id", arena_printf(w->arena, "lines-%d-quantity", row));
	json_add_int(t, "quantity", order_line_open(l));
	json_add_null(t, "error");
	json_add_null(t, "now");
}

static void add_control(cJSON *form, const char *name)
{
	cJSON *one = json_add_object(form, name);

	json_add_text(one, "name", name);
	json_add_text(one, "id", name);
	json_add_text(one, "value", "");
	json_add_null(one, "error");
	json_add_null(one, "now");
}

cJSON *pack_view(struct work *w, const struct order *o)
{
	const char *why = order_refuses(o, ACT_PACK, false);
	cJSON *pack = json_object(), *lines = json_add_array(pack, "lines"), *form;
	int rows = 0;

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];

		if (!order_line_ships(l) || order_line_open(l) <= 0)
			continue;
		add_open_line(w, o, l, l->wait == WAIT_NONE ? rows : 0, lines);
		rows += l->wait == WAIT_NONE;
	}
	json_add_bool(pack, "may", !why && rows > 0);
	json_add_text(pack, "why", why);
	json_add_bool(pack, "is_off", why && lines->child);
	json_add_bool(pack, "may_wait", true);
	view_add_carriers(pack, NULL);
	form = json_add_object(pack, "form");
	json_add_null(form, "lines_error");
	add_control(form, "carrier");
	add_control(form, "tracking_number");
	add_control(form, "promised_day");
	return pack;
}

void shipping_add_to_desk(struct work *w, const struct order *o, cJSON *view)
{
	cJSON *list = json_add_array(view, "parcels"), *t;
	struct order_parcels_read v;
	struct others others;
	size_t *order;

	parcels_read(w, o, &v);
	read_others(w, o, &v, &others);
	order = parcels_sorted(w, &v);
	for (size_t i = 0; i < v.n_parcels; i++) {
		t = parcels_card(w, o, &v, order[i]);
		json_add_int(t, "version", v.parcels[order[i]].version);
		json_add_instant(t, "packed_at", v.parcels[order[i]].packed_at);
		json_add_instant(t, "shipped_at", v.parcels[order[i]].shipped_at);
		json_add_bool(t, "has_left", parcel_has_left(v.parcels[order[i]].state));
		add_acts(&v.parcels[order[i]], is_held(o, &v, v.parcels[order[i]].id, &others), t);
		cJSON_AddItemToArray(list, t);
	}
	json_add(view, "pack", pack_view(w, o));
}

bool parcel_get(struct work *w, uint64_t id, struct parcel *out)
{
	if (!parcel_store_read(w, id, false, out))
		return false;
	parcel_store_read_lines(w, out);
	return true;
}

bool shipping_find_order(struct work *w, const char *typed, uint64_t *order_id)
{
	char number[TRACKING_NUMBER_SIZE];

	*order_id = tracking_number_fold(typed, number) ? parcel_store_find_order(w, number) : 0;
	return *order_id != 0;
}

/* Its lines with the names the orders have for them; `orders` are all of the parcel. */
static void add_inside(const struct parcel *p, struct order *const *orders, size_t n, cJSON *t)
{
	cJSON *list = json_add_array(t, "lines");

	for (size_t i = 0; i < p->n_lines; i++) {
		const struct parcel_line *in = &p->lines[i];

		for (size_t k = 0; k < n; k++) {
			for (size_t j = 0; in->order_id == orders[k]->id && j < orders[k]->n_lines;
			     j++) {
				const struct order_line *l = &orders[k]->lines[j];
				cJSON *one;

				if (l->id != in->order_line_id)
					continue;
				one = json_append_object(list);
				json_add_id(one, "order_line", l->id);
				json_add_text(one, "order", orders[k]->number);
				json_add_text(one, "sku", l->sku_code);
				view_add_name(one, "name", l->name_en, l->name_zh);
				json_add_text(one, "picture", l->picture);
				json_add_int(one, "quantity", in->quantity);
			}
		}
	}
}

static cJSON *parcel_view(struct work *w, const struct parcel *p, struct order *const *orders,
			  size_t n_orders)
{
	struct parcel_event_row *e;
	size_t n;
	bool held = false;
	cJSON *t;

	for (size_t i = 0; i < n_orders; i++)
		held = held || orders[i]->hold_reason;
	e = parcel_store_events(w, p->id, &n);
	t = parcel_view_movement(w, p, p->packed_at, e, n, true);
	json_add_id(t, "id", p->id);
	json_add_int(t, "version", p->version);
	json_add_instant(t, "packed_at", p->packed_at);
	json_add_instant(t, "shipped_at", p->shipped_at);
	json_add_bool(t, "has_left", parcel_has_left(p->state));
	add_acts(p, held, t);
	add_inside(p, orders, n_orders, t);
	return t;
}

/* Nearly always of one order. */
cJSON *parcel_view_alone(struct work *w, const struct parcel *p)
{
	struct order *orders[PARCEL_ORDERS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < p->n_lines && n < PARCEL_ORDERS_MAX; i++) {
		size_t k = 0;
		while (k < n && orders[k]->id != p->lines[i].order_id)
			k++;
		if (k == n && order_get(w, p->lines[i].order_id, &orders[n]))
			n++;
	}
	return parcel_view(w, p, orders, n);
}

cJSON *shipping_view_movement(struct work *w, const char *typed)
{
	char number[TRACKING_NUMBER_SIZE];
	struct parcel_event_row *e;
	struct parcel p;
	uint64_t id;
	size_t n;

	if (!tracking_number_fold(typed, number))
		return NULL;
	id = parcel_store_find_number(w, number, NULL);
	if (!id || !parcel_store_read(w, id, false, &p))
		return NULL;
	e = parcel_store_events(w, id, &n);
	return parcel_view_movement(w, &p, p.packed_at, e, n, false);
}
