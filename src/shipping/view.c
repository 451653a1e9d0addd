/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels as trees of machine values, without a clock: what a document holds stays true until its
 * parcel changes. All names are always there; null says that there is none.
 *
 *	"parcels": [{
 *		id, n, of, is_only, shared (another order is in it too),
 *		state, badge, delayed, lost, is_problem, is_delivered, is_back, is_ready,
 *		carrier: {code, name: {en, zh-CN}}, tracking_number, tracking_text, tracking_url,
 *		arrival: {from, to}, within_day (hours of one day), was_to, delivered_at,
 *		problem: {reason, a truth for each reason, is_late, is_returning, is_returned,
 *			at, place, until},
 *		steps: [{step, done, current, late, todo, at}],
 *		lines: [{name, picture, quantity, several}], n_lines, has_many_lines (one asks for
 *them), events: [{state, at, place, words, lang, recent, newest, is_bad}], n_events, has_more,
 *can_confirm
 *	}],
 *	"waiting": [{name, picture, quantity, several, amount,
 *		for_stock, for_production, for_release, until}],
 *	"n_waiting", "has_waiting", "waiting_badge"
 */
#include "shipping/view.h"
#include "base/json.h"
#include "base/money.h"
#include "shipping/inside.h"

/* ---- the customer's document ---- */

static void add_line(const struct order_line *l, int quantity, cJSON *list)
{
	cJSON *t = json_append_object(list);

	view_add_name(t, "name", l->name_en, l->name_zh);
	json_add_text(t, "picture", l->picture);
	json_add_int(t, "quantity", quantity);
	json_add_bool(t, "several", quantity > 1);
}

static const struct order_line *line_of(const struct order *o, uint64_t id)
{
	for (size_t i = 0; i < o->n_lines; i++) {
		if (o->lines[i].id == id)
			return &o->lines[i];
	}
	return NULL;
}

/* Only this order's items; of others in the same parcel it is said that they are there. */
static void add_lines(const struct order *o, const struct order_parcels_read *v, uint64_t parcel_id,
		      cJSON *t)
{
	cJSON *list = json_add_array(t, "lines");
	bool shared = false;
	int n = 0;

	for (size_t i = 0; i < v->n_lines; i++) {
		const struct parcel_line *in = &v->lines[i].line;
		const struct order_line *l;

		if (v->lines[i].parcel_id != parcel_id)
			continue;
		if (in->order_id != o->id) {
			shared = true;
			continue;
		}
		l = line_of(o, in->order_line_id);
		if (!l)
			continue;
		add_line(l, in->quantity, list);
		n++;
	}
	json_add_int(t, "n_lines", n);
	json_add_bool(t, "has_many_lines", n > ORDER_FEW_LINES);
	json_add_bool(t, "shared", shared);
}

cJSON *parcels_card(struct work *w, const struct order *o, const struct order_parcels_read *v,
		    size_t i)
{
	const struct parcel *p = &v->parcels[i];
	struct parcel_event_row *e =
		arena_array_of(w->arena, v->n_events + 1, struct parcel_event_row);
	size_t n = 0;
	cJSON *t;

	for (size_t k = 0; k < v->n_events; k++) {
		if (v->events[k].parcel_id == p->id)
			e[n++] = v->events[k];
	}
	t = parcel_view_movement(w, p, o->placed_at, e, n, true);
	json_add_id(t, "id", p->id);
	json_add_int(t, "n", (int64_t)i + 1);
	json_add_int(t, "of", (int64_t)v->n_parcels);
	json_add_bool(t, "is_only", v->n_parcels == 1);
	add_lines(o, v, p->id, t);
	json_add_bool(t, "can_confirm",
		      p->state == PARCEL_OUT_FOR_DELIVERY || p->state == PARCEL_READY_FOR_PICKUP);
	return t;
}

void parcels_read(struct work *w, const struct order *o, struct order_parcels_read *out)
{
	*out = o->parcels_at_hand ? *o->parcels_at_hand : (struct order_parcels_read){ 0 };
	if (o->n_parcels == 0 || o->parcels_at_hand)
		return;
	out->parcels = parcel_store_of_order(w, o->id, &out->n_parcels);
	out->lines = parcel_store_lines_beside(w, o->id, &out->n_lines);
	out->events = parcel_store_events_of_order(w, o->id, &out->n_events);
}

/* By rank; within one the earliest arrival first, then in the order they were packed. */
static bool comes_before(const struct parcel *a, const struct parcel *b)
{
	int x = parcel_rank(a), y = parcel_rank(b);

	if (x != y)
		return x < y;
	if (instant_is_none(a->promised_to) || instant_is_none(b->promised_to))
		return false;
	return a->promised_to.us < b->promised_to.us;
}

size_t *parcels_sorted(struct work *w, const struct order_parcels_read *v)
{
	size_t *order = arena_array_of(w->arena, v->n_parcels + 1, size_t);

	for (size_t i = 0; i < v->n_parcels; i++) {
		size_t k = i;
		for (; k > 0 && comes_before(&v->parcels[i], &v->parcels[order[k - 1]]); k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	return order;
}

static int64_t part_of(const struct order_line *l, int units)
{
	int64_t part;

	if (!money_scale(l->amount - l->discount, units, l->ordered, &part))
		return 0;
	return part;
}

/* What still waits says why; the badge above it is the one they share. */
static void add_waiting(const struct order *o, cJSON *document)
{
	static const char *const badge[ORDER_WAIT__MAX] = {
		[WAIT_NONE] = "preparing",
		[WAIT_PRODUCTION] = "in_production",
		[WAIT_PRE_ORDER] = "pre_order",
		[WAIT_BACK_ORDER] = "backordered",
	};
	cJSON *list = json_add_array(document, "waiting");
	const char *shared = NULL;
	int n = 0;

	for (size_t i = 0; i < o->n_lines && o->decision != ORDER_CANCELLED; i++) {
		const struct order_line *l = &o->lines[i];
		int open = order_line_open(l);
		cJSON *t;

		if (!order_line_ships(l) || open <= 0)
			continue;
		shared = n++ == 0 || shared == badge[l->wait] ? badge[l->wait] : badge[WAIT_NONE];
		add_line(l, open, list);
		t = list->child->prev;
		json_add_money(t, "amount", part_of(l, open), o->currency);
		json_add_bool(t, "for_stock", l->wait == WAIT_BACK_ORDER);
		json_add_bool(t, "for_production", l->wait == WAIT_PRODUCTION);
		json_add_bool(t, "for_release", l->wait == WAIT_PRE_ORDER);
		json_add_instant(t, "until", l->wait_until);
	}
	json_add_int(document, "n_waiting", n);
	json_add_bool(document, "has_waiting", n > 0);
	json_add_text(document, "waiting_badge", shared);
}

/* Carriers tell of a parcel without a word in its order's own story. */
static void raise_updated_at(const struct order_parcels_read *v, cJSON *document)
{
	const char *stored = json_get_text(document, "updated_at");
	struct instant newest;

	if (!stored || !instant_parse(stored, &newest))
		return;
	for (size_t i = 0; i < v->n_events; i++) {
		if (v->events[i].at.us > newest.us)
			newest = v->events[i].at;
	}
	cJSON_DeleteItemFromObjectCaseSensitive(document, "updated_at");
	json_add_instant(document, "updated_at", newest);
}

void shipping_add_to_document(struct work *w, const struct order *o, cJSON *document)
{
	cJSON *list = json_add_array(document, "parcels");
	struct order_parcels_read v;
	size_t *order;

	parcels_read(w, o, &v);
	order = parcels_sorted(w, &v);
	for (size_t i = 0; i < v.n_parcels; i++)
		cJSON_AddItemToArray(list, parcels_card(w, o, &v, order[i]));
	add_waiting(o, document);
	raise_updated_at(&v, document);
}
