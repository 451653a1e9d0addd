/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels as staff and programs see them: with versions and what may be done; and what anybody with
 * the number may see. */
#include "base/json.h"
#include "shipping/inside.h"
#include "shipping/view.h"

static void add_carriers(cJSON *view)
{
	cJSON *list = json_add_array(view, "carriers");

	for (size_t i = 0; i < carrier_count; i++) {
		cJSON *one = json_append_object(list), *name;
		json_add_text(one, "code", carriers[i].code);
		json_add_bool(one, "has_numbers", carriers[i].number != NULL);
		name = json_add_object(one, "name");
		json_add_text(name, lang_tag[LANG_EN], carriers[i].name_en);
		json_add_text(name, lang_tag[LANG_ZH], carriers[i].name_zh);
	}
}

/* What the desk may do with it now. */
static void add_acts(const struct parcel *p, cJSON *t)
{
	bool left = parcel_has_left(p->state), over = parcel_is_over(p->state);
	cJSON *may = json_add_object(t, "may");

	json_add_bool(may, "ship", !left);
	json_add_bool(may, "unpack", !left);
	json_add_bool(may, "tell", left);
	json_add_bool(may, "deliver", left && !over);
	json_add_bool(may, "promise", left && !over);
	json_add_bool(may, "solve", parcel_is_problem(p));
}

static void add_pack(const struct order *o, cJSON *view)
{
	const char *why = order_refuses(o, ACT_PACK, false);
	cJSON *pack = json_add_object(view, "pack"), *lines = json_add_array(pack, "lines");
	int ready = 0;

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];
		cJSON *t, *name;

		if (!order_line_ships(l) || order_line_open(l) <= 0)
			continue;
		t = json_append_object(lines);
		json_add_id(t, "id", l->id);
		json_add_int(t, "position", l->position);
		json_add_text(t, "sku", l->sku_code);
		name = json_add_object(t, "name");
		json_add_text(name, lang_tag[LANG_EN], l->name_en);
		json_add_text(name, lang_tag[LANG_ZH], l->name_zh);
		json_add_text(t, "picture", l->picture);
		json_add_int(t, "open", order_line_open(l));
		json_add_bool(t, "waits", l->wait != WAIT_NONE);
		json_add_text(t, "wait", l->wait == WAIT_NONE ? NULL : order_wait_word[l->wait]);
		json_add_instant(t, "wait_until", l->wait_until);
		ready += l->wait == WAIT_NONE;
	}
	json_add_bool(pack, "may", !why && ready > 0);
	json_add_text(pack, "why", why);
}

void shipping_add_to_desk(struct work *w, const struct order *o, cJSON *view)
{
	cJSON *list = json_add_array(view, "parcels"), *t;
	struct order_parcels_read v;
	size_t *order;

	parcels_read(w, o, &v);
	order = parcels_sorted(w, &v);
	for (size_t i = 0; i < v.n_parcels; i++) {
		t = parcels_card(w, o, &v, order[i]);
		json_add_int(t, "version", v.parcels[order[i]].version);
		json_add_instant(t, "packed_at", v.parcels[order[i]].packed_at);
		json_add_instant(t, "shipped_at", v.parcels[order[i]].shipped_at);
		add_acts(&v.parcels[order[i]], t);
		cJSON_AddItemToArray(list, t);
	}
	add_pack(o, view);
	add_carriers(view);
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

cJSON *parcel_view(struct work *w, const struct parcel *p)
{
	struct parcel_event_row *e;
	cJSON *t, *orders;
	size_t n;

	e = parcel_store_events(w, p->id, &n);
	t = parcel_view_movement(w, p, p->packed_at, e, n, true);
	json_add_id(t, "id", p->id);
	json_add_int(t, "version", p->version);
	json_add_instant(t, "packed_at", p->packed_at);
	json_add_instant(t, "shipped_at", p->shipped_at);
	add_acts(p, t);
	orders = json_add_array(t, "lines");
	for (size_t i = 0; i < p->n_lines; i++) {
		cJSON *one = json_append_object(orders);
		json_add_id(one, "order_id", p->lines[i].order_id);
		json_add_id(one, "order_line_id", p->lines[i].order_line_id);
		json_add_int(one, "quantity", p->lines[i].quantity);
	}
	return t;
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
