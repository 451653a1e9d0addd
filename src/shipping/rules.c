/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a parcel is after each piece of news, and what all parcels of an order say together. Pure:
 * no I/O, no clock. */
#include "shipping/shipping.h"

enum {
	SILENT_HOURS = 48,
	LOST_DAYS = 7,
	LOST_DAYS_ABROAD = 21,
};

/* The courses a parcel may be on. What counts on an order's lines depends on the course alone:
 *
 *	course		states					packed	shipped	delivered
 *	here		not_started picking packed		yes	no	no
 *	handed		awaiting_collection			yes	yes	no
 *	moving		collected in_transit customs		yes	yes	no
 *	out		out_for_delivery ready_for_pickup	yes	yes	no
 *	stuck		attempt_failed exception		yes	yes	no
 *	arrived		delivered				yes	yes	yes
 *	going back	returning				yes	yes	no
 *	came back	returned				no	no	no
 *	(flag)		delayed lost				as before
 */
enum course { HERE, HANDED, MOVING, OUT, STUCK, ARRIVED, GOING_BACK, CAME_BACK, FLAG, COURSE__MAX };

static const struct {
	enum course course;
	int step;   /* of the customer's five; 0: stays at the one before */
	int weight; /* of two events at one moment the heavier counts */
} states[PARCEL_STATE__MAX] = {
	[PARCEL_NOT_STARTED] = { HERE, 1, 0 },      [PARCEL_PICKING] = { HERE, 1, 1 },
	[PARCEL_PACKED] = { HERE, 1, 2 },           [PARCEL_AWAITING_COLLECTION] = { HANDED, 2, 3 },
	[PARCEL_COLLECTED] = { MOVING, 2, 4 },      [PARCEL_IN_TRANSIT] = { MOVING, 3, 5 },
	[PARCEL_CUSTOMS] = { MOVING, 3, 6 },        [PARCEL_OUT_FOR_DELIVERY] = { OUT, 4, 7 },
	[PARCEL_READY_FOR_PICKUP] = { OUT, 4, 8 },  [PARCEL_ATTEMPT_FAILED] = { STUCK, 4, 9 },
	[PARCEL_EXCEPTION] = { STUCK, 0, 10 },      [PARCEL_DELIVERED] = { ARRIVED, 5, 11 },
	[PARCEL_RETURNING] = { GOING_BACK, 0, 12 }, [PARCEL_RETURNED] = { CAME_BACK, 0, 13 },
	[PARCEL_DELAYED] = { .course = FLAG },      [PARCEL_LOST] = { .course = FLAG },
};

/* Which courses an event moves a parcel to. Handing over is the desk's act, never news; what has
 * arrived can only come back; scans on the way back do not turn a parcel round; what came back has
 * ended. */
#define TO(course) (1U << (course))
#define ONWARD     (TO(MOVING) | TO(OUT) | TO(STUCK) | TO(ARRIVED))
#define BACKWARD   (TO(GOING_BACK) | TO(CAME_BACK))

static const unsigned moves[COURSE__MAX] = {
	[HERE] = TO(HERE) | ONWARD,
	[HANDED] = ONWARD | BACKWARD,
	[MOVING] = ONWARD | BACKWARD,
	[OUT] = ONWARD | BACKWARD,
	[STUCK] = ONWARD | BACKWARD,
	[ARRIVED] = BACKWARD,
	[GOING_BACK] = TO(ARRIVED) | TO(CAME_BACK),
};

static enum course course_of(enum parcel_state s)
{
	return states[s].course;
}

int parcel_step(enum parcel_state s)
{
	return states[s].step;
}

bool parcel_has_left(enum parcel_state s)
{
	return course_of(s) != HERE && course_of(s) != FLAG;
}

bool parcel_is_over(enum parcel_state s)
{
	return course_of(s) == ARRIVED || course_of(s) == CAME_BACK;
}

struct parcel_counts parcel_counts(enum parcel_state s)
{
	enum course c = course_of(s);

	return (struct parcel_counts){ .packed = c != CAME_BACK,
				       .shipped = c != HERE && c != CAME_BACK,
				       .delivered = c == ARRIVED };
}

static bool passed(struct instant limit, struct instant t)
{
	return !instant_is_none(limit) && t.us > limit.us;
}

/* A later promise does not make good what was promised first. */
static bool is_late(const struct parcel *p, struct instant t)
{
	return passed(p->promised_to, t) || passed(p->first_promised_to, t);
}

/* The flags end with a good scan, but a promise that had passed by then stays broken. */
static void hear_good(struct parcel *p, const struct parcel_heard *e)
{
	bool still;

	p->lost = false;
	p->delayed = is_late(p, e->at);
	still = (p->delayed &&
		 (p->problem == PROBLEM_WEATHER || p->problem == PROBLEM_HUB_BACKLOG)) ||
		(p->problem == PROBLEM_CUSTOMS && p->state == PARCEL_CUSTOMS);
	if (!still)
		p->problem = PROBLEM_NONE;
}

static void hear_end(struct parcel *p)
{
	p->lost = p->delayed = false;
	p->problem = PROBLEM_NONE;
}

static void hear_lost(struct parcel *p)
{
	if (!p->lost)
		p->solved_at = INSTANT_NONE;
	p->lost = true;
	p->problem = PROBLEM_LOST;
}

/* A parcel that has not left, is over or goes back is neither late nor lost. */
static bool takes_flags(enum parcel_state s)
{
	return parcel_has_left(s) && !parcel_is_over(s) && course_of(s) != GOING_BACK;
}

static void hear_state(struct parcel *p, const struct parcel_heard *e)
{
	enum course from = course_of(p->state), to = course_of(e->state);

	p->state = e->state;
	switch (to) {
	case MOVING:
	case OUT:
		hear_good(p, e);
		break;
	case ARRIVED:
		hear_end(p);
		break;
	case STUCK:
		p->solved_at = INSTANT_NONE;
		if (e->state == PARCEL_ATTEMPT_FAILED)
			p->problem = PROBLEM_ATTEMPT_FAILED;
		break;
	case GOING_BACK:
	case CAME_BACK:
		p->lost = p->delayed = false;
		/* whoever dealt with its going back has dealt with its return */
		if (from != GOING_BACK)
			p->solved_at = INSTANT_NONE;
		break;
	case HERE:
	case HANDED:
	case FLAG:
	case COURSE__MAX:
		break;
	}
}

/* Later than all before; of the same moment only when it says more. */
static bool is_news(const struct parcel *p, const struct parcel_heard *e)
{
	if (instant_is_none(p->last_event_at) || e->at.us > p->last_event_at.us)
		return true;
	return e->at.us == p->last_event_at.us &&
	       (course_of(e->state) == FLAG || states[e->state].weight > states[p->state].weight);
}

static bool hear_it(struct parcel *p, const struct parcel_heard *e)
{
	enum course from = course_of(p->state), to = course_of(e->state);

	if (to == FLAG && !takes_flags(p->state))
		return false;
	if (to == HERE && states[e->state].weight <= states[p->state].weight)
		return false;
	if (e->state == PARCEL_LOST)
		hear_lost(p);
	else if (e->state == PARCEL_DELAYED)
		p->delayed = true;
	else if (moves[from] & TO(to))
		hear_state(p, e);
	else
		/* a scan on the way back changes nothing, but it is a sign of life */
		return from == GOING_BACK && to != HANDED;
	return true;
}

bool parcel_hear(struct parcel *p, struct parcel_heard e)
{
	if (!is_news(p, &e) || !hear_it(p, &e))
		return false;
	if (e.problem != PROBLEM_NONE && !parcel_is_over(p->state))
		p->problem = e.problem;
	/* the shop's own acts are no scans: silence is counted from the carrier's last word */
	if (course_of(e.state) != HERE && e.state != PARCEL_LOST)
		p->last_event_at = e.at;
	return true;
}

static bool goes_abroad(const struct parcel *p)
{
	const struct carrier *c = carrier_find(p->carrier);

	return p->state == PARCEL_CUSTOMS || (c && c->abroad);
}

bool parcel_watch(struct parcel *p, struct instant now)
{
	int64_t silent, lost_after;
	bool was_delayed = p->delayed, was_lost = p->lost;

	if (!takes_flags(p->state) || p->state == PARCEL_READY_FOR_PICKUP)
		return false;
	silent = now.us - (instant_is_none(p->last_event_at) ? p->shipped_at : p->last_event_at).us;
	lost_after = (goes_abroad(p) ? LOST_DAYS_ABROAD : LOST_DAYS) * INSTANT_DAY;
	if (is_late(p, now))
		p->delayed = true;
	if (silent >= SILENT_HOURS * INSTANT_HOUR && !p->delayed) {
		p->delayed = true;
		if (p->problem == PROBLEM_NONE)
			p->problem = PROBLEM_NO_SCAN;
	}
	if (silent >= lost_after && !p->lost)
		hear_lost(p);
	return p->delayed != was_delayed || p->lost != was_lost;
}

bool parcel_is_problem(const struct parcel *p)
{
	enum course c = course_of(p->state);

	return instant_is_none(p->solved_at) &&
	       (c == STUCK || c == GOING_BACK || c == CAME_BACK || p->lost);
}

/* All parcels of an order together; the first that fits:
 *
 *	problem		one is stuck, comes or came back, or is flagged lost, and nobody has solved
 *it out		one is out for delivery or ready for pickup
 *	moving		one is moving, or was stuck until a person dealt with it
 *	handed over	one is with the carrier, no scan yet
 *	delivered	one arrived, none is on its way
 *	none		else
 */
enum order_parcels parcels_summary(const struct parcel *const *v, size_t n)
{
	static const enum order_parcels says[COURSE__MAX] = {
		[OUT] = PARCELS_OUT,           [MOVING] = PARCELS_MOVING,
		[STUCK] = PARCELS_MOVING,      [HANDED] = PARCELS_HANDED_OVER,
		[ARRIVED] = PARCELS_DELIVERED,
	};
	enum order_parcels all = PARCELS_NONE;

	for (size_t i = 0; i < n; i++) {
		enum order_parcels one =
			parcel_is_problem(v[i]) ? PARCELS_PROBLEM : says[course_of(v[i]->state)];
		if (one != PARCELS_NONE && (all == PARCELS_NONE || one < all))
			all = one;
	}
	return all;
}

static bool needs_customer(const struct parcel *p)
{
	return instant_is_none(p->solved_at) && !parcel_is_over(p->state) &&
	       (p->problem == PROBLEM_ATTEMPT_FAILED || p->problem == PROBLEM_ADDRESS ||
		p->problem == PROBLEM_CUSTOMS || p->problem == PROBLEM_LOST);
}

int parcel_rank(const struct parcel *p)
{
	if (needs_customer(p))
		return 0;
	if (p->state == PARCEL_OUT_FOR_DELIVERY)
		return 1;
	if (parcel_is_problem(p) || p->delayed)
		return 2;
	if (p->state == PARCEL_READY_FOR_PICKUP)
		return 4;
	return parcel_is_over(p->state) ? 5 : 3;
}

bool parcel_may_be_corrected(const struct parcel *p)
{
	const struct carrier *c = carrier_find(p->carrier);

	return c && p->state == c->handed && instant_is_none(p->last_event_at);
}

/*	act		allowed
 *
 *	ship		not held before it left; then until the first scan, whatever is held
 *	unpack		before it left
 *	tell		once it left: the desk; carriers may be early
 *	deliver		on its way, back or forth
 *	promise		on its way, back or forth: the desk; programs before that, too
 *	solve		while it is a problem
 */
enum shipping_refusal parcel_refuses(const struct parcel *p, enum parcel_act act, bool held)
{
	bool left = parcel_has_left(p->state), ok = false;

	switch (act) {
	case PARCEL_SHIP:
		if (!left && held)
			return SHIPPING_HELD;
		ok = !left || parcel_may_be_corrected(p);
		break;
	case PARCEL_UNPACK:
		ok = !left;
		break;
	case PARCEL_TELL:
		ok = left;
		break;
	case PARCEL_DELIVER:
	case PARCEL_PROMISE:
		ok = left && !parcel_is_over(p->state);
		break;
	case PARCEL_SOLVE:
		ok = parcel_is_problem(p);
		break;
	case PARCEL_ACT__MAX:
		break;
	}
	return ok ? SHIPPING_OK : SHIPPING_NOT_NOW;
}
