/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a parcel is, as a tree: state, carrier, arrival, problem, steps, events. shipping/view.c
 * says what each name holds. */
#include "base/json.h"
#include "shipping/inside.h"
#include "shipping/view.h"

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

static struct instant last_second(struct instant t)
{
	struct civil c = instant_to_local(t);

	c.hour = 23;
	c.minute = c.second = 59;
	c.micro = 0;
	return instant_from_local(&c);
}

/* When it comes: as promised, or on the day on which it is out for delivery. */
static bool arrives(const struct parcel *p, struct instant *from, struct instant *to)
{
	*from = p->promised_from;
	*to = p->promised_to;
	if (parcel_is_over(p->state) || is_back(p) || p->state == PARCEL_READY_FOR_PICKUP)
		return false;
	if (p->state == PARCEL_OUT_FOR_DELIVERY &&
	    (instant_is_none(*to) ||
	     instant_local_day(*to) != instant_local_day(p->last_event_at))) {
		*from = INSTANT_NONE;
		*to = last_second(p->last_event_at);
	}
	return !instant_is_none(*to);
}

static bool is_promised_anew(const struct parcel *p, struct instant to)
{
	return !instant_is_none(p->first_promised_to) &&
	       instant_local_day(p->first_promised_to) < instant_local_day(to);
}

/* What is stuck does not come on the day that was promised before it was. */
static void add_arrival(const struct parcel *p, cJSON *t)
{
	struct instant from, to, was = INSTANT_NONE;
	bool comes = arrives(p, &from, &to);
	cJSON *window;

	if (comes && is_promised_anew(p, to)) {
		was = p->first_promised_to;
	} else if (comes && parcel_is_problem(p)) {
		was = to;
		comes = false;
	}
	json_add_instant(t, "was_to", was);
	json_add_bool(t, "within_day", comes && is_within_day(from, to));
	if (!comes) {
		json_add_null(t, "arrival");
		return;
	}
	window = json_add_object(t, "arrival");
	json_add_instant(window, "from", from);
	json_add_instant(window, "to", to);
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
	bool moved = !cJSON_IsNull(json_get(t, "was_to")) && !cJSON_IsNull(json_get(t, "arrival"));
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
