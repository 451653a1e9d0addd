/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several parcels say together, and which card of a page comes first. */
#include <check.h>
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

/* ---- several parcels ---- */

static const struct {
	const char *name;
	enum parcel_state states[3];
	int n;
	enum order_parcels wanted;
} summary_rows[] = {
	{ "no_parcel", { 0 }, 0, PARCELS_NONE },
	{ "packed_has_not_left", { PARCEL_PACKED }, 1, PARCELS_NONE },
	{ "handed_over", { PARCEL_PACKED, PARCEL_AWAITING_COLLECTION }, 2, PARCELS_HANDED_OVER },
	{ "between_two_places_is_moving", { PARCEL_IN_TRANSIT }, 1, PARCELS_MOVING },
	{ "out_for_delivery", { PARCEL_OUT_FOR_DELIVERY }, 1, PARCELS_OUT },
	{ "moving_says_more_than_handed_over",
	  { PARCEL_AWAITING_COLLECTION, PARCEL_COLLECTED },
	  2,
	  PARCELS_MOVING },
	{ "out_says_more_than_moving",
	  { PARCEL_IN_TRANSIT, PARCEL_OUT_FOR_DELIVERY },
	  2,
	  PARCELS_OUT },
	{ "ready_for_pickup_is_out",
	  { PARCEL_DELIVERED, PARCEL_READY_FOR_PICKUP },
	  2,
	  PARCELS_OUT },
	{ "one_arrived_one_moves", { PARCEL_DELIVERED, PARCEL_CUSTOMS }, 2, PARCELS_MOVING },
	{ "all_that_left_arrived", { PARCEL_DELIVERED, PARCEL_PACKED }, 2, PARCELS_DELIVERED },
	{ "problem_says_most",
	  { PARCEL_OUT_FOR_DELIVERY, PARCEL_ATTEMPT_FAILED, PARCEL_DELIVERED },
	  3,
	  PARCELS_PROBLEM },
	{ "returning_is_a_problem", { PARCEL_RETURNING }, 1, PARCELS_PROBLEM },
	{ "returned_is_one_too", { PARCEL_RETURNED, PARCEL_DELIVERED }, 2, PARCELS_PROBLEM },
};

START_TEST(summary_is_the_first_that_fits)
{
	struct parcel v[3];
	const struct parcel *all[3] = { &v[0], &v[1], &v[2] };

	for (int i = 0; i < 3; i++)
		v[i] = parcel_in(summary_rows[_i].states[i]);
	check_int(summary_rows[_i].name, parcels_summary(all, (size_t)summary_rows[_i].n),
		  summary_rows[_i].wanted);
}
END_TEST

START_TEST(solved_problem_is_none)
{
	static const struct {
		enum parcel_state state;
		enum order_parcels wanted;
	} rows[] = { { PARCEL_ATTEMPT_FAILED, PARCELS_MOVING },
		     { PARCEL_EXCEPTION, PARCELS_MOVING },
		     { PARCEL_RETURNING, PARCELS_NONE },
		     { PARCEL_RETURNED, PARCELS_NONE } };

	for (size_t i = 0; i < count_of(rows); i++) {
		struct parcel p = parcel_in(rows[i].state);
		const struct parcel *all[] = { &p };

		p.solved_at = at(1);
		ck_assert(!parcel_is_problem(&p));
		check_int(parcel_state_word[rows[i].state], parcels_summary(all, 1),
			  rows[i].wanted);
	}
}
END_TEST

static const struct {
	const char *name;
	enum parcel_state state;
	bool delayed, lost;
	enum parcel_problem problem;
	int wanted;
} rank_rows[] = {
	{ "customer_must_act", PARCEL_ATTEMPT_FAILED, false, false, PROBLEM_ATTEMPT_FAILED, 0 },
	{ "customs_asks_the_customer", PARCEL_CUSTOMS, false, false, PROBLEM_CUSTOMS, 0 },
	{ "address_asks_the_customer", PARCEL_EXCEPTION, false, false, PROBLEM_ADDRESS, 0 },
	{ "lost_asks_the_customer", PARCEL_IN_TRANSIT, false, true, PROBLEM_LOST, 0 },
	{ "arriving_today", PARCEL_OUT_FOR_DELIVERY, false, false, PROBLEM_NONE, 1 },
	{ "late", PARCEL_IN_TRANSIT, true, false, PROBLEM_WEATHER, 2 },
	{ "stuck", PARCEL_EXCEPTION, false, false, PROBLEM_DAMAGED, 2 },
	{ "coming_back", PARCEL_RETURNING, false, false, PROBLEM_REFUSED, 2 },
	{ "moving", PARCEL_IN_TRANSIT, false, false, PROBLEM_NONE, 3 },
	{ "packed", PARCEL_PACKED, false, false, PROBLEM_NONE, 3 },
	{ "waiting_at_the_counter", PARCEL_READY_FOR_PICKUP, false, false, PROBLEM_NONE, 4 },
	{ "arrived", PARCEL_DELIVERED, false, false, PROBLEM_NONE, 5 },
};

START_TEST(rank_puts_the_urgent_first)
{
	struct parcel p = parcel_in(rank_rows[_i].state);

	p.delayed = rank_rows[_i].delayed;
	p.lost = rank_rows[_i].lost;
	p.problem = rank_rows[_i].problem;
	check_int(rank_rows[_i].name, parcel_rank(&p), rank_rows[_i].wanted);
}
END_TEST

#define loop(tc, test, rows) tcase_add_loop_test(tc, test, 0, (int)count_of(rows))

Suite *shipping_summary_suite(void)
{
	Suite *s = suite_create("shipping_summary");
	TCase *tc = tcase_create("rules");

	loop(tc, summary_is_the_first_that_fits, summary_rows);
	tcase_add_test(tc, solved_problem_is_none);
	loop(tc, rank_puts_the_urgent_first, rank_rows);
	suite_add_tcase(s, tc);
	return s;
}
