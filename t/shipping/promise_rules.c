/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For when a parcel is promised: packed, handed over, promised anew; and against what it is late.
 */
#include <check.h>
#include "base/rows.h"
#include "catalog/catalog.h"
#include "shipping/shipping.h"

enum { DAYS = 3, NONE = -1000 };

/* Days count from packing; a promise is the day of its end. */
static struct instant day(int n)
{
	static const struct instant packed = { INT64_C(1795219200000000) };

	return n == NONE ? INSTANT_NONE : instant_add(packed, n * INSTANT_DAY);
}

static struct instant end_of(int n)
{
	struct instant from, to = INSTANT_NONE;

	if (n != NONE)
		instant_day_window(day(n), 0, &from, &to);
	return to;
}

static void check_day(const char *name, const char *what, struct instant is, int wanted)
{
	ck_assert_msg(is.us == end_of(wanted).us, "%s: %s", name, what);
}

/* ---- packed ---- */

static const struct {
	const char *name;
	struct {
		int promised; /* NONE: no day */
		bool rest_waits;
	} orders[2];
	size_t n;
	int wanted;
} packed_rows[] = {
	{ "as_the_order", { { 2, false } }, 1, 2 },
	{ "as_the_order_late_in_the_year", { { 32, false } }, 1, 32 },
	{ "the_order_is_overdue", { { -3, false } }, 1, -3 },
	{ "no_day_was_known", { { NONE, true } }, 1, DAYS },
	{ "no_day_was_known_of_what_did_not_wait", { { NONE, false } }, 1, DAYS },
	{ "the_rest_waits", { { 20, true } }, 1, DAYS },
	{ "the_rest_waits_and_all_was_promised_sooner", { { 2, true } }, 1, 2 },
	{ "two_orders", { { 5, false }, { 2, false } }, 2, 2 },
	{ "two_orders_the_rest_of_one_waits", { { 5, false }, { 20, true } }, 2, DAYS },
};

START_TEST(a_parcel_keeps_what_its_orders_were_promised)
{
	struct order_line lines[2];
	struct order orders[2];
	const struct order *const all[2] = { &orders[0], &orders[1] };
	struct parcel p = { .packed_at = day(0) };

	for (size_t i = 0; i < packed_rows[_i].n; i++) {
		lines[i] = (struct order_line){ .kind = PRODUCT_GOODS,
						.ordered = 1,
						.wait = packed_rows[_i].orders[i].rest_waits
								? WAIT_BACK_ORDER
								: WAIT_NONE,
						.wait_until = INSTANT_NONE };
		orders[i] =
			(struct order){ .lines = &lines[i],
					.n_lines = 1,
					.promised_from = INSTANT_NONE,
					.promised_to = end_of(packed_rows[_i].orders[i].promised) };
	}
	parcel_promise_packed(&p, all, packed_rows[_i].n, DAYS);
	check_day(packed_rows[_i].name, "promise", p.promised_to, packed_rows[_i].wanted);
	check_day(packed_rows[_i].name, "first", p.first_promised_to, packed_rows[_i].wanted);
}
END_TEST

/* ---- handed over ---- */

static struct parcel parcel_of(int promised)
{
	return (struct parcel){ .carrier = "sf",
				.state = PARCEL_PACKED,
				.promised_from = INSTANT_NONE,
				.promised_to = end_of(promised),
				.first_promised_to = end_of(promised),
				.packed_at = day(0),
				.delivered_at = INSTANT_NONE,
				.last_event_at = INSTANT_NONE,
				.solved_at = INSTANT_NONE };
}

static const struct {
	const char *name;
	int promised, shipped, wanted, first;
} handed_rows[] = {
	{ "sooner_than_by_the_rule", 1, 0, 1, 1 },
	{ "later_than_by_the_rule", 32, 0, 32, 32 },
	{ "the_day_before", 3, 2, 3, 3 },
	{ "on_the_day_itself", 3, 3, 3, 3 },
	{ "the_day_after", 3, 4, 4 + DAYS, 3 },
	{ "it_was_overdue_when_packed", -3, 0, DAYS, -3 },
	{ "nothing_was_promised", NONE, 1, 1 + DAYS, 1 + DAYS },
};

START_TEST(handing_over_keeps_a_promise_that_can_be_kept)
{
	struct parcel p = parcel_of(handed_rows[_i].promised);

	p.shipped_at = day(handed_rows[_i].shipped);
	parcel_promise_handed(&p, DAYS);
	check_day(handed_rows[_i].name, "promise", p.promised_to, handed_rows[_i].wanted);
	check_day(handed_rows[_i].name, "first", p.first_promised_to, handed_rows[_i].first);
}
END_TEST

START_TEST(the_last_moment_of_a_promise_is_in_time)
{
	struct parcel p = parcel_of(3);

	p.shipped_at = end_of(3);
	parcel_promise_handed(&p, DAYS);
	check_day("the last moment", "promise", p.promised_to, 3);
}
END_TEST

/* ---- late ---- */

static const struct {
	const char *name;
	enum parcel_state state;
	int first, anew, scan;
	bool at_once, after_scan;
} late_rows[] = {
	{ "sooner", PARCEL_IN_TRANSIT, 3, 2, 1, false, false },
	{ "the_same_day", PARCEL_IN_TRANSIT, 3, 3, 1, false, false },
	{ "later", PARCEL_IN_TRANSIT, 3, 5, 4, true, true },
	{ "later_and_moving_in_time", PARCEL_IN_TRANSIT, 3, 5, 2, true, false },
	{ "none_before", PARCEL_IN_TRANSIT, NONE, 5, 4, false, false },
	{ "not_before_it_left", PARCEL_PACKED, 3, 5, 4, false, true },
};

START_TEST(it_is_late_against_what_was_promised_first)
{
	struct parcel p = parcel_of(late_rows[_i].first);

	p.state = late_rows[_i].state;
	p.shipped_at = day(0);
	parcel_promise_anew(&p, INSTANT_NONE, end_of(late_rows[_i].anew));
	check_day(late_rows[_i].name, "promise", p.promised_to, late_rows[_i].anew);
	check_int(late_rows[_i].name, p.delayed, late_rows[_i].at_once);
	ck_assert(parcel_hear(&p, (struct parcel_heard){ .state = PARCEL_IN_TRANSIT,
							 .at = day(late_rows[_i].scan) }));
	check_int(late_rows[_i].name, p.delayed, late_rows[_i].after_scan);
	p.delayed = false;
	(void)parcel_watch(&p, day(late_rows[_i].scan));
	check_int(late_rows[_i].name, p.delayed, late_rows[_i].after_scan);
}
END_TEST

#define loop(tc, test, rows) tcase_add_loop_test(tc, test, 0, (int)count_of(rows))

Suite *shipping_promise_rules_suite(void)
{
	Suite *s = suite_create("shipping_promise_rules");
	TCase *tc = tcase_create("rules");

	loop(tc, a_parcel_keeps_what_its_orders_were_promised, packed_rows);
	loop(tc, handing_over_keeps_a_promise_that_can_be_kept, handed_rows);
	tcase_add_test(tc, the_last_moment_of_a_promise_is_in_time);
	loop(tc, it_is_late_against_what_was_promised_first, late_rows);
	suite_add_tcase(s, tc);
	return s;
}
