/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a parcel is after each piece of news: every state against every event, and the rules around
 * them. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "base/rows.h"
#include "shipping/shipping.h"

static const struct instant t0 = { INT64_C(1800000000000000) };

static struct instant at(int64_t hours)
{
	return instant_add(t0, hours * INSTANT_HOUR);
}

static struct parcel parcel_in(enum parcel_state s)
{
	return (struct parcel){ .carrier = "sf",
				.state = s,
				.promised_from = INSTANT_NONE,
				.promised_to = INSTANT_NONE,
				.first_promised_to = INSTANT_NONE,
				.packed_at = t0,
				.shipped_at = parcel_has_left(s) ? t0 : INSTANT_NONE,
				.delivered_at = INSTANT_NONE,
				.last_event_at = INSTANT_NONE,
				.solved_at = INSTANT_NONE };
}

/* One row a state, one column an event, both in the order of the enum:
 *	S  becomes that state		=  heard, stays as it is
 *	d  is flagged delayed		l  is flagged lost
 *	.  is no news */
static const struct {
	enum parcel_state from;
	const char *wanted;
} every_event[] = {
	/*				 n p p a c t u o r D f d e R r l */
	{ PARCEL_NOT_STARTED, ". S S . S S S S S S S . S . . ." },
	{ PARCEL_PICKING, ". . S . S S S S S S S . S . . ." },
	{ PARCEL_PACKED, ". . . . S S S S S S S . S . . ." },
	{ PARCEL_AWAITING_COLLECTION, ". . . . S S S S S S S d S S S l" },
	{ PARCEL_COLLECTED, ". . . . = S S S S S S d S S S l" },
	{ PARCEL_IN_TRANSIT, ". . . . S = S S S S S d S S S l" },
	{ PARCEL_CUSTOMS, ". . . . S S = S S S S d S S S l" },
	{ PARCEL_OUT_FOR_DELIVERY, ". . . . S S S = S S S d S S S l" },
	{ PARCEL_READY_FOR_PICKUP, ". . . . S S S S = S S d S S S l" },
	{ PARCEL_DELIVERED, ". . . . . . . . . . . . . S S ." },
	{ PARCEL_ATTEMPT_FAILED, ". . . . S S S S S S = d S S S l" },
	{ PARCEL_EXCEPTION, ". . . . S S S S S S S d = S S l" },
	{ PARCEL_RETURNING, ". . . . = = = = = S = . = = S ." },
	{ PARCEL_RETURNED, ". . . . . . . . . . . . . . . ." },
};

static char became(const struct parcel *p, enum parcel_state from, enum parcel_state e, bool heard)
{
	if (!heard)
		return p->state == from && !p->delayed && !p->lost ? '.' : '!';
	if (p->lost)
		return 'l';
	if (p->delayed)
		return 'd';
	if (p->state == from)
		return '=';
	return p->state == e ? 'S' : '!';
}

START_TEST(every_state_hears_every_event)
{
	for (size_t i = 0; i < count_of(every_event); i++) {
		for (int e = 0; e < PARCEL_STATE__MAX; e++) {
			enum parcel_state from = every_event[i].from, to = (enum parcel_state)e;
			struct parcel p = parcel_in(from);
			bool heard = parcel_hear(&p, (struct parcel_heard){ to, at(1), 0 });
			char wanted = every_event[i].wanted[2 * e];
			char got = became(&p, from, to, heard);

			ck_assert_msg(got == wanted, "%s hears %s: %c, wanted %c",
				      parcel_state_word[from], parcel_state_word[to], got, wanted);
		}
	}
}
END_TEST

START_TEST(no_state_is_without_a_row)
{
	ck_assert_uint_eq(count_of(every_event) + 2, PARCEL_STATE__MAX);
	for (int s = 0; s < PARCEL_STATE__MAX; s++)
		ck_assert_ptr_nonnull(parcel_state_word[s]);
}
END_TEST

static const struct {
	enum parcel_state state;
	int step;
	bool left, over, packed, shipped, delivered;
} facts[] = {
	{ PARCEL_NOT_STARTED, 1, false, false, true, false, false },
	{ PARCEL_PICKING, 1, false, false, true, false, false },
	{ PARCEL_PACKED, 1, false, false, true, false, false },
	{ PARCEL_AWAITING_COLLECTION, 2, true, false, true, true, false },
	{ PARCEL_COLLECTED, 2, true, false, true, true, false },
	{ PARCEL_IN_TRANSIT, 3, true, false, true, true, false },
	{ PARCEL_CUSTOMS, 3, true, false, true, true, false },
	{ PARCEL_OUT_FOR_DELIVERY, 4, true, false, true, true, false },
	{ PARCEL_READY_FOR_PICKUP, 4, true, false, true, true, false },
	{ PARCEL_DELIVERED, 5, true, true, true, true, true },
	{ PARCEL_ATTEMPT_FAILED, 4, true, false, true, true, false },
	{ PARCEL_EXCEPTION, 0, true, false, true, true, false },
	{ PARCEL_RETURNING, 0, true, false, true, true, false },
	{ PARCEL_RETURNED, 0, true, true, false, false, false },
};

START_TEST(state_has_step_and_counts)
{
	struct parcel_counts c = parcel_counts(facts[_i].state);
	const char *name = parcel_state_word[facts[_i].state];

	check_int(name, parcel_step(facts[_i].state), facts[_i].step);
	check_int(name, parcel_has_left(facts[_i].state), facts[_i].left);
	check_int(name, parcel_is_over(facts[_i].state), facts[_i].over);
	check_int(name, c.packed, facts[_i].packed);
	check_int(name, c.shipped, facts[_i].shipped);
	check_int(name, c.delivered, facts[_i].delivered);
}
END_TEST

/* ---- which of two events counts ---- */

static const struct {
	const char *name;
	enum parcel_state from;
	enum parcel_state event;
	int64_t last, now; /* hours */
	enum parcel_state wanted;
} order_rows[] = {
	{ "later_event_wins", PARCEL_IN_TRANSIT, PARCEL_OUT_FOR_DELIVERY, 5, 6,
	  PARCEL_OUT_FOR_DELIVERY },
	{ "earlier_event_comes_too_late", PARCEL_OUT_FOR_DELIVERY, PARCEL_IN_TRANSIT, 5, 4,
	  PARCEL_OUT_FOR_DELIVERY },
	{ "of_one_moment_the_further_wins", PARCEL_IN_TRANSIT, PARCEL_OUT_FOR_DELIVERY, 5, 5,
	  PARCEL_OUT_FOR_DELIVERY },
	{ "of_one_moment_the_nearer_loses", PARCEL_OUT_FOR_DELIVERY, PARCEL_IN_TRANSIT, 5, 5,
	  PARCEL_OUT_FOR_DELIVERY },
	{ "delivered_of_before_the_last_scan_is_old", PARCEL_IN_TRANSIT, PARCEL_DELIVERED, 5, 4,
	  PARCEL_IN_TRANSIT },
	{ "parcel_may_step_back", PARCEL_OUT_FOR_DELIVERY, PARCEL_IN_TRANSIT, 5, 6,
	  PARCEL_IN_TRANSIT },
	{ "first_scan_may_be_older_than_the_hand_over", PARCEL_AWAITING_COLLECTION,
	  PARCEL_COLLECTED, -1, -2, PARCEL_COLLECTED },
	{ "delivered_stays", PARCEL_DELIVERED, PARCEL_IN_TRANSIT, 5, 9, PARCEL_DELIVERED },
	{ "delivered_may_come_back", PARCEL_DELIVERED, PARCEL_RETURNING, 5, 9, PARCEL_RETURNING },
	{ "returning_may_still_arrive", PARCEL_RETURNING, PARCEL_DELIVERED, 5, 9,
	  PARCEL_DELIVERED },
};

START_TEST(event_counts_by_its_time)
{
	struct parcel p = parcel_in(order_rows[_i].from);

	if (order_rows[_i].last >= 0)
		p.last_event_at = at(order_rows[_i].last);
	parcel_hear(&p, (struct parcel_heard){ order_rows[_i].event, at(order_rows[_i].now), 0 });
	check_text(order_rows[_i].name, parcel_state_word[p.state],
		   parcel_state_word[order_rows[_i].wanted]);
}
END_TEST

/* ---- flags and reasons ---- */

static const struct {
	const char *name;
	enum parcel_state from, event;
	bool delayed, lost;
	enum parcel_problem problem, given;
	int64_t promise; /* hours; the event is at 10; 0: none */
	bool wanted_delayed, wanted_lost;
	enum parcel_problem wanted;
} flag_rows[] = {
	{ "good_scan_clears_both", PARCEL_IN_TRANSIT, PARCEL_IN_TRANSIT, true, true, PROBLEM_LOST,
	  0, 0, false, false, PROBLEM_NONE },
	{ "kept_promise_clears_delay", PARCEL_IN_TRANSIT, PARCEL_OUT_FOR_DELIVERY, true, false,
	  PROBLEM_WEATHER, 0, 12, false, false, PROBLEM_NONE },
	{ "broken_promise_stays_late_and_explained", PARCEL_IN_TRANSIT, PARCEL_IN_TRANSIT, true,
	  false, PROBLEM_WEATHER, 0, 8, true, false, PROBLEM_WEATHER },
	{ "scan_ends_the_silence", PARCEL_IN_TRANSIT, PARCEL_IN_TRANSIT, true, false,
	  PROBLEM_NO_SCAN, 0, 8, true, false, PROBLEM_NONE },
	{ "customs_keeps_its_question", PARCEL_CUSTOMS, PARCEL_CUSTOMS, false, false,
	  PROBLEM_CUSTOMS, 0, 0, false, false, PROBLEM_CUSTOMS },
	{ "beyond_customs_it_is_answered", PARCEL_CUSTOMS, PARCEL_IN_TRANSIT, false, false,
	  PROBLEM_CUSTOMS, 0, 0, false, false, PROBLEM_NONE },
	{ "arrival_clears_all", PARCEL_ATTEMPT_FAILED, PARCEL_DELIVERED, true, true,
	  PROBLEM_ATTEMPT_FAILED, 0, 8, false, false, PROBLEM_NONE },
	{ "failed_attempt_says_itself", PARCEL_OUT_FOR_DELIVERY, PARCEL_ATTEMPT_FAILED, false,
	  false, PROBLEM_NONE, 0, 0, false, false, PROBLEM_ATTEMPT_FAILED },
	{ "given_reason_wins", PARCEL_OUT_FOR_DELIVERY, PARCEL_ATTEMPT_FAILED, false, false,
	  PROBLEM_NONE, PROBLEM_ADDRESS, 0, false, false, PROBLEM_ADDRESS },
	{ "carrier_announces_delay", PARCEL_IN_TRANSIT, PARCEL_DELAYED, false, false, PROBLEM_NONE,
	  PROBLEM_HUB_BACKLOG, 0, true, false, PROBLEM_HUB_BACKLOG },
	{ "lost_says_itself", PARCEL_IN_TRANSIT, PARCEL_LOST, false, false, PROBLEM_NONE, 0, 0,
	  false, true, PROBLEM_LOST },
	{ "going_back_is_not_late", PARCEL_IN_TRANSIT, PARCEL_RETURNING, true, true, PROBLEM_NONE,
	  PROBLEM_REFUSED, 8, false, false, PROBLEM_REFUSED },
	{ "exception_keeps_the_flags", PARCEL_IN_TRANSIT, PARCEL_EXCEPTION, true, false,
	  PROBLEM_NONE, PROBLEM_DAMAGED, 8, true, false, PROBLEM_DAMAGED },
};

START_TEST(event_sets_and_clears_flags)
{
	struct parcel p = parcel_in(flag_rows[_i].from);
	const char *name = flag_rows[_i].name;

	p.delayed = flag_rows[_i].delayed;
	p.lost = flag_rows[_i].lost;
	p.problem = flag_rows[_i].problem;
	if (flag_rows[_i].promise)
		p.promised_to = at(flag_rows[_i].promise);
	ck_assert(parcel_hear(&p, (struct parcel_heard){ flag_rows[_i].event, at(10),
							 flag_rows[_i].given }));
	check_int(name, p.delayed, flag_rows[_i].wanted_delayed);
	check_int(name, p.lost, flag_rows[_i].wanted_lost);
	check_text(name, parcel_problem_word[p.problem], parcel_problem_word[flag_rows[_i].wanted]);
}
END_TEST

static const struct {
	const char *name;
	enum parcel_state from, event;
	bool solved, lost;
	bool wanted; /* still solved */
} solved_rows[] = {
	{ "second_failed_attempt_opens_it_again", PARCEL_ATTEMPT_FAILED, PARCEL_ATTEMPT_FAILED,
	  true, false, false },
	{ "exception_opens_it", PARCEL_IN_TRANSIT, PARCEL_EXCEPTION, true, false, false },
	{ "return_of_what_was_dealt_with_does_not", PARCEL_RETURNING, PARCEL_RETURNED, true, false,
	  true },
	{ "return_out_of_the_blue_does", PARCEL_IN_TRANSIT, PARCEL_RETURNED, true, false, false },
	{ "lost_once_more_does_not", PARCEL_IN_TRANSIT, PARCEL_LOST, true, true, true },
	{ "newly_lost_does", PARCEL_IN_TRANSIT, PARCEL_LOST, true, false, false },
	{ "scan_leaves_it", PARCEL_IN_TRANSIT, PARCEL_CUSTOMS, true, false, true },
};

START_TEST(new_problem_opens_a_solved_one)
{
	struct parcel p = parcel_in(solved_rows[_i].from);

	p.solved_at = at(1);
	p.lost = solved_rows[_i].lost;
	parcel_hear(&p, (struct parcel_heard){ solved_rows[_i].event, at(2), 0 });
	check_int(solved_rows[_i].name, !instant_is_none(p.solved_at), solved_rows[_i].wanted);
}
END_TEST

START_TEST(same_state_of_the_same_moment_is_no_news)
{
	struct parcel p = parcel_in(PARCEL_IN_TRANSIT);

	p.last_event_at = at(5);
	ck_assert(!parcel_hear(&p,
			       (struct parcel_heard){ PARCEL_IN_TRANSIT, at(5), PROBLEM_WEATHER }));
	ck_assert_int_eq(p.problem, PROBLEM_NONE);
	ck_assert(parcel_hear(&p, (struct parcel_heard){ PARCEL_DELAYED, at(5), 0 }));
}
END_TEST

/* Of two events of one moment the heavier counts: in this order. */
START_TEST(at_one_moment_the_heavier_counts)
{
	static const enum parcel_state rising[] = {
		PARCEL_NOT_STARTED,      PARCEL_PICKING,
		PARCEL_PACKED,           PARCEL_AWAITING_COLLECTION,
		PARCEL_COLLECTED,        PARCEL_IN_TRANSIT,
		PARCEL_CUSTOMS,          PARCEL_OUT_FOR_DELIVERY,
		PARCEL_READY_FOR_PICKUP, PARCEL_ATTEMPT_FAILED,
		PARCEL_EXCEPTION,        PARCEL_DELIVERED,
		PARCEL_RETURNING,        PARCEL_RETURNED,
	};

	for (size_t i = 0; i < count_of(rising); i++) {
		for (size_t j = 0; j < count_of(rising); j++) {
			struct parcel now = parcel_in(rising[i]), later = now;
			bool heard, may;

			now.last_event_at = later.last_event_at = at(5);
			heard = parcel_hear(&now, (struct parcel_heard){ rising[j], at(5), 0 });
			may = parcel_hear(&later, (struct parcel_heard){ rising[j], at(6), 0 });
			ck_assert_msg(heard == (may && j > i), "%s, then %s",
				      parcel_state_word[rising[i]], parcel_state_word[rising[j]]);
		}
	}
}
END_TEST

START_TEST(own_acts_do_not_break_the_silence)
{
	struct parcel p = parcel_in(PARCEL_NOT_STARTED);

	ck_assert(parcel_hear(&p, (struct parcel_heard){ PARCEL_PACKED, at(1), 0 }));
	ck_assert(instant_is_none(p.last_event_at));
	p = parcel_in(PARCEL_IN_TRANSIT);
	p.last_event_at = at(1);
	ck_assert(parcel_hear(&p, (struct parcel_heard){ PARCEL_LOST, at(200), 0 }));
	ck_assert_int_eq(p.last_event_at.us, at(1).us);
}
END_TEST

/* ---- the clock ---- */

static const struct {
	const char *name;
	enum parcel_state state;
	const char *carrier;
	int64_t last, promise, now; /* hours; last 0: only handed over; promise 0: none */
	bool delayed, lost;
	enum parcel_problem problem;
} watch_rows[] = {
	{ "in_time_is_quiet", PARCEL_IN_TRANSIT, "sf", 10, 40, 30, false, false, PROBLEM_NONE },
	{ "promise_passed_is_late", PARCEL_IN_TRANSIT, "sf", 39, 40, 41, true, false,
	  PROBLEM_NONE },
	{ "last_moment_of_the_promise_is_in_time", PARCEL_IN_TRANSIT, "sf", 39, 40, 40, false,
	  false, PROBLEM_NONE },
	{ "48_hours_without_a_scan_is_late", PARCEL_IN_TRANSIT, "sf", 1, 0, 49, true, false,
	  PROBLEM_NO_SCAN },
	{ "47_hours_are_not", PARCEL_IN_TRANSIT, "sf", 1, 0, 48, false, false, PROBLEM_NONE },
	{ "silence_counts_from_the_hand_over", PARCEL_AWAITING_COLLECTION, "sf", 0, 0, 48, true,
	  false, PROBLEM_NO_SCAN },
	{ "7_days_without_is_lost", PARCEL_IN_TRANSIT, "sf", 1, 0, 169, true, true, PROBLEM_LOST },
	{ "an_hour_less_is_not_lost", PARCEL_IN_TRANSIT, "sf", 1, 0, 168, true, false,
	  PROBLEM_NO_SCAN },
	{ "abroad_7_days_are_only_late", PARCEL_IN_TRANSIT, "dhl", 1, 0, 169, true, false,
	  PROBLEM_NO_SCAN },
	{ "abroad_a_day_less_is_not_lost", PARCEL_IN_TRANSIT, "dhl", 1, 0, 504, true, false,
	  PROBLEM_NO_SCAN },
	{ "abroad_21_days_are_lost", PARCEL_IN_TRANSIT, "dhl", 1, 0, 505, true, true,
	  PROBLEM_LOST },
	{ "in_customs_21_days", PARCEL_CUSTOMS, "sf", 1, 0, 169, true, false, PROBLEM_NO_SCAN },
	{ "packed_waits_for_us", PARCEL_PACKED, NULL, 0, 40, 500, false, false, PROBLEM_NONE },
	{ "ready_for_pickup_waits_for_the_customer", PARCEL_READY_FOR_PICKUP, "pickup", 1, 40, 500,
	  false, false, PROBLEM_NONE },
	{ "delivered_is_done", PARCEL_DELIVERED, "sf", 1, 40, 500, false, false, PROBLEM_NONE },
	{ "returning_is_ours_again", PARCEL_RETURNING, "sf", 1, 40, 500, false, false,
	  PROBLEM_NONE },
};

START_TEST(clock_flags_what_the_carrier_does_not_say)
{
	struct parcel p = parcel_in(watch_rows[_i].state);
	const char *name = watch_rows[_i].name;
	bool flagged = watch_rows[_i].delayed || watch_rows[_i].lost;

	p.carrier = watch_rows[_i].carrier;
	p.last_event_at = watch_rows[_i].last ? at(watch_rows[_i].last) : INSTANT_NONE;
	p.promised_to = watch_rows[_i].promise ? at(watch_rows[_i].promise) : INSTANT_NONE;
	check_int(name, parcel_watch(&p, at(watch_rows[_i].now)), flagged);
	check_int(name, p.delayed, watch_rows[_i].delayed);
	check_int(name, p.lost, watch_rows[_i].lost);
	check_text(name, parcel_problem_word[p.problem],
		   parcel_problem_word[watch_rows[_i].problem]);
	check_int(name, parcel_watch(&p, at(watch_rows[_i].now)), false);
}
END_TEST

/* ---- whatever comes ---- */

START_TEST(old_news_change_nothing_whatever_they_are)
{
	unsigned seed = 7;

	for (int round = 0; round < 20000; round++) {
		struct parcel p = parcel_in((enum parcel_state)(rand_r(&seed) % PARCEL_DELAYED)),
			      before;
		int64_t last = -1000;

		for (int i = 0; i < 12; i++) {
			enum parcel_state e =
				(enum parcel_state)(rand_r(&seed) % PARCEL_STATE__MAX);
			int64_t when = rand_r(&seed) % 100;
			bool over = parcel_is_over(p.state);
			struct parcel_counts c;

			before = p;
			parcel_hear(&p, (struct parcel_heard){ e, at(when), 0 });
			c = parcel_counts(p.state);
			require(c.delivered <= c.shipped && c.shipped <= c.packed);
			require(p.state != PARCEL_DELAYED && p.state != PARCEL_LOST);
			require(!over || p.state == before.state || p.state == PARCEL_RETURNING ||
				p.state == PARCEL_RETURNED);
			require(when >= last || (p.state == before.state && p.lost == before.lost &&
						 p.delayed == before.delayed));
			if (!instant_is_none(p.last_event_at))
				last = (p.last_event_at.us - t0.us) / INSTANT_HOUR;
		}
	}
}
END_TEST

/* Acts that are allowed, a letter each: Ship, Unpack, Tell, Deliver, Promise, solVe; h: not handed
 * over while an order in it is held. */
static const struct {
	enum parcel_state state;
	const char *free, *held;
	bool scanned, solved;
} act_rows[] = {
	{ PARCEL_NOT_STARTED, "SU", "hU" },
	{ PARCEL_PACKED, "SU", "hU" },
	{ PARCEL_AWAITING_COLLECTION, "STDP", "STDP" },
	{ PARCEL_AWAITING_COLLECTION, "TDP", "TDP", .scanned = true },
	{ PARCEL_IN_TRANSIT, "TDP", "TDP" },
	{ PARCEL_READY_FOR_PICKUP, "TDP", "TDP" },
	{ PARCEL_ATTEMPT_FAILED, "TDPV", "TDPV" },
	{ PARCEL_EXCEPTION, "TDP", "TDP", .solved = true },
	{ PARCEL_RETURNING, "TDPV", "TDPV" },
	{ PARCEL_DELIVERED, "T", "T" },
	{ PARCEL_RETURNED, "TV", "TV" },
};

START_TEST(state_allows_its_acts)
{
	static const char letters[] = "SUTDPV";

	for (int held = 0; held < 2; held++) {
		struct parcel p = parcel_in(act_rows[_i].state);
		char text[16];
		size_t n = 0;

		p.last_event_at = act_rows[_i].scanned ? t0 : INSTANT_NONE;
		p.solved_at = act_rows[_i].solved ? t0 : INSTANT_NONE;
		for (int a = 0; a < PARCEL_ACT__MAX; a++) {
			enum shipping_refusal r = parcel_refuses(&p, (enum parcel_act)a, held);

			if (r != SHIPPING_NOT_NOW)
				text[n++] = r == SHIPPING_OK ? letters[a] : 'h';
		}
		text[n] = 0;
		ck_assert_str_eq(text, held ? act_rows[_i].held : act_rows[_i].free);
	}
}
END_TEST

#define loop(tc, test, rows) tcase_add_loop_test(tc, test, 0, (int)count_of(rows))

Suite *shipping_rules_suite(void)
{
	Suite *s = suite_create("shipping_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_test(tc, every_state_hears_every_event);
	tcase_add_test(tc, no_state_is_without_a_row);
	loop(tc, state_has_step_and_counts, facts);
	loop(tc, event_counts_by_its_time, order_rows);
	loop(tc, event_sets_and_clears_flags, flag_rows);
	loop(tc, new_problem_opens_a_solved_one, solved_rows);
	tcase_add_test(tc, same_state_of_the_same_moment_is_no_news);
	tcase_add_test(tc, at_one_moment_the_heavier_counts);
	tcase_add_test(tc, own_acts_do_not_break_the_silence);
	loop(tc, clock_flags_what_the_carrier_does_not_say, watch_rows);
	loop(tc, state_allows_its_acts, act_rows);
	tcase_add_test(tc, old_news_change_nothing_whatever_they_are);
	suite_add_tcase(s, tc);
	return s;
}
