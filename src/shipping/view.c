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
 *		lines: [{name, picture, quantity, several}],
 *		events: [{state, at, place, words, lang, recent, newest, is_bad}],
 *		n_events, has_more, can_confirm
 *	}],
 *	"waiting": [{name, picture, quantity, several, amount,
 *		for_stock, for_production, for_release, until}],
 *	"n_waiting", "has_waiting", "waiting_badge"
 */
#include "shipping/view.h"
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "shipping/inside.h"

enum { STEPS = 5, RECENT = 2 };

static const char *const step_word[STEPS] = { "placed", "shipped", "in_transit", "out_for_delivery",
					      "received" };

void view_add_name(cJSON *t, const char *member, const char *en, const char *zh)
{
	cJSON *name = json_add_object(t, member);

	json_add_text(name, lang_tag[LANG_EN], en);
	json_add_text(name, lang_tag[LANG_ZH], zh);
}

/* ---- carrier and number ---- */

static void add_carrier(struct work *w, const struct parcel *p, cJSON *t)
{
	const struct carrier *c = carrier_find(p->carrier);
	bool numbered = c && p->tracking_number;
	cJSON *one;

	if (c) {
		one = json_add_object(t, "carrier");
		json_add_text(one, "code", c->code);
		view_add_name(one, "name", c->name_en, c->name_zh);
	} else {
		json_add_null(t, "carrier");
	}
	json_add_text(t, "tracking_number", p->tracking_number);
	json_add_text(t, "tracking_text",
		      numbered ? tracking_number_groups(w->arena, p->tracking_number) : NULL);
	json_add_text(t, "tracking_url",
		      numbered ? carrier_url(w->arena, c, p->tracking_number) : NULL);
}

/* ---- when ---- */

static bool is_back(const struct parcel *p)
{
	return p->state == PARCEL_RETURNING || p->state == PARCEL_RETURNED;
}

/* Hours of one day, not the whole of it. */
static bool is_within_day(struct instant from, struct instant to)
{
	if (instant_is_none(from) || instant_local_day(from) != instant_local_day(to))
		return false;
	return to.us != from.us && to.us - from.us < INSTANT_DAY - INSTANT_MINUTE;
}

static void add_arrival(const struct parcel *p, cJSON *t)
{
	bool arrives = !instant_is_none(p->promised_to) && !parcel_is_over(p->state) &&
		       !is_back(p) && p->state != PARCEL_READY_FOR_PICKUP;
	bool moved = arrives && !instant_is_none(p->first_promised_to) &&
		     instant_local_day(p->first_promised_to) != instant_local_day(p->promised_to);
	cJSON *window;

	json_add_instant(t, "was_to", moved ? p->first_promised_to : INSTANT_NONE);
	json_add_bool(t, "within_day", arrives && is_within_day(p->promised_from, p->promised_to));
	if (!arrives) {
		json_add_null(t, "arrival");
		return;
	}
	window = json_add_object(t, "arrival");
	json_add_instant(window, "from", p->promised_from);
	json_add_instant(window, "to", p->promised_to);
}

/* ---- why ---- */

static const char *last_place(const struct parcel_event_row *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (e[i].place)
			return e[i].place;
	}
	return NULL;
}

/* A date is named only where it was promised anew: an old one that passed explains nothing. */
static void add_problem(const struct parcel *p, const char *place, cJSON *t)
{
	bool moved = !cJSON_IsNull(json_get(t, "was_to"));
	cJSON *one;

	if (!p->delayed && !p->lost && !parcel_is_problem(p)) {
		json_add_null(t, "problem");
		return;
	}
	one = json_add_object(t, "problem");
	json_add_text(one, "reason", parcel_problem_word[p->problem]);
	for (int i = 0; i < PARCEL_PROBLEM__MAX; i++)
		json_add_bool(one, parcel_problem_word[i], p->problem == (enum parcel_problem)i);
	json_add_bool(one, "is_late", p->delayed && !parcel_is_problem(p));
	json_add_bool(one, "is_returning", p->state == PARCEL_RETURNING);
	json_add_bool(one, "is_returned", p->state == PARCEL_RETURNED);
	json_add_instant(one, "at",
			 instant_is_none(p->last_event_at) ? p->shipped_at : p->last_event_at);
	json_add_text(one, "place", place);
	json_add_instant(one, "until", moved ? p->promised_to : INSTANT_NONE);
}

/* ---- how far ---- */

static int step_now(const struct parcel *p, const struct parcel_event_row *e, size_t n)
{
	int step = parcel_step(p->state);

	for (size_t i = 0; i < n && step == 0; i++)
		step = parcel_step(e[i].state);
	return step ? step : 1;
}

/* When a step was first reached; e is newest first. */
static struct instant step_at(const struct parcel *p, struct instant placed_at,
			      const struct parcel_event_row *e, size_t n, int step)
{
	if (step == 1)
		return placed_at;
	if (step == 2)
		return p->shipped_at;
	for (size_t i = n; i > 0; i--) {
		if (parcel_step(e[i - 1].state) == step)
			return e[i - 1].at;
	}
	return INSTANT_NONE;
}

static void add_steps(const struct parcel *p, struct instant placed_at,
		      const struct parcel_event_row *e, size_t n, cJSON *t)
{
	cJSON *list = json_add_array(t, "steps");
	int now = step_now(p, e, n);
	bool late = p->delayed || p->lost || parcel_is_problem(p);

	for (int i = 1; i <= STEPS && !is_back(p); i++) {
		cJSON *one = json_append_object(list);
		bool done = i < now || p->state == PARCEL_DELIVERED, current = i == now && !done;

		json_add_text(one, "step", step_word[i - 1]);
		json_add_bool(one, "done", done);
		json_add_bool(one, "current", current);
		json_add_bool(one, "late", current && late);
		json_add_bool(one, "todo", !done && !current);
		json_add_instant(one, "at",
				 done || current ? step_at(p, placed_at, e, n, i) : INSTANT_NONE);
	}
}

/* ---- what happened ---- */

static bool is_bad(enum parcel_state s)
{
	return s == PARCEL_ATTEMPT_FAILED || s == PARCEL_DELAYED || s == PARCEL_EXCEPTION ||
	       s == PARCEL_RETURNING || s == PARCEL_RETURNED || s == PARCEL_LOST;
}

/* Places along the way; from the last mile on they may be the customer's own. */
static bool is_on_the_way(enum parcel_state s)
{
	return s == PARCEL_COLLECTED || s == PARCEL_IN_TRANSIT || s == PARCEL_CUSTOMS;
}

static void add_events(const struct parcel_event_row *e, size_t n, bool with_words, cJSON *t)
{
	cJSON *list = json_add_array(t, "events");

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "state", parcel_state_word[e[i].state]);
		json_add_instant(one, "at", e[i].at);
		json_add_text(one, "place",
			      with_words || is_on_the_way(e[i].state) ? e[i].place : NULL);
		json_add_text(one, "words", with_words ? e[i].words : NULL);
		json_add_text(one, "lang", with_words ? e[i].lang : NULL);
		json_add_bool(one, "recent", i < RECENT);
		json_add_bool(one, "newest", i == 0);
		json_add_bool(one, "is_bad", is_bad(e[i].state));
	}
	json_add_int(t, "n_events", (int64_t)n);
	json_add_bool(t, "has_more", n > RECENT);
}

cJSON *parcel_view_movement(struct work *w, const struct parcel *p, struct instant placed_at,
			    const struct parcel_event_row *e, size_t n, bool with_words)
{
	cJSON *t = json_object();

	json_add_text(t, "state", parcel_state_word[p->state]);
	json_add_text(t, "badge", parcel_badge_word(p));
	json_add_bool(t, "delayed", p->delayed);
	json_add_bool(t, "lost", p->lost);
	json_add_bool(t, "is_problem", parcel_is_problem(p));
	json_add_bool(t, "is_delivered", p->state == PARCEL_DELIVERED);
	json_add_bool(t, "is_back", is_back(p));
	json_add_bool(t, "is_ready", p->state == PARCEL_READY_FOR_PICKUP);
	json_add_instant(t, "delivered_at", p->delivered_at);
	add_carrier(w, p, t);
	add_arrival(p, t);
	add_problem(p, with_words ? last_place(e, n) : NULL, t);
	add_steps(p, placed_at, e, n, t);
	add_events(e, n, with_words, t);
	return t;
}

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
		if (l)
			add_line(l, in->quantity, list);
	}
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
	*out = (struct order_parcels_read){ 0 };
	if (o->n_parcels == 0)
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
}
