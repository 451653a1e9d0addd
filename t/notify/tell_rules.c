/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which message an event makes, and what is said of several. */
#include "base/rows.h"
#include "notify/tell.h"

#define RULE                                                                                       \
	{                                                                                          \
		ACTOR_RULE, 0                                                                      \
	}
#define STAFF                                                                                      \
	{                                                                                          \
		ACTOR_STAFF, 7                                                                     \
	}

static const struct {
	const char *name;
	struct order_event e;
	enum parcel_state state;
	const char *wanted;
} events[] = {
	{ "placed", { .kind = EVENT_PLACED, .to = "confirmed" }, 0, "placed" },
	{ "cancelled", { .kind = EVENT_CANCELLED, .to = "cancelled" }, 0, "cancelled" },
	{ "refunded", { .kind = EVENT_REFUNDED, .to = "refunded" }, 0, "refunded" },
	{ "paid_is_no_news", { .kind = EVENT_PAID, .to = "paid" }, 0, NULL },
	{ "shipped", { .kind = EVENT_SHIPPED, .to = "collected" }, 0, "shipped" },
	{ "delivered", { .kind = EVENT_DELIVERED, .to = "delivered" }, 0, "delivered" },
	{ "a_scan_is_no_news", { .kind = EVENT_PARCEL_CHANGED, .to = "in_transit" }, 0, NULL },
	{ "out_for_delivery",
	  { .kind = EVENT_PARCEL_CHANGED, .to = "out_for_delivery" },
	  0,
	  "out_for_delivery" },
	{ "out_for_delivery_again",
	  { .kind = EVENT_PARCEL_CHANGED, .to = "out_for_delivery", .why = "again" },
	  0,
	  NULL },
	{ "ready",
	  { .kind = EVENT_PARCEL_CHANGED, .to = "ready_for_pickup" },
	  0,
	  "ready_for_pickup" },
	{ "late",
	  { .kind = EVENT_PARCEL_CHANGED, .from = "in_transit", .to = "delayed" },
	  PARCEL_IN_TRANSIT,
	  "late" },
	{ "late_and_on_its_last_mile",
	  { .kind = EVENT_PARCEL_CHANGED, .from = "in_transit", .to = "delayed" },
	  PARCEL_OUT_FOR_DELIVERY,
	  "out_for_delivery" },
	{ "late_and_ready",
	  { .kind = EVENT_PARCEL_CHANGED, .from = "in_transit", .to = "delayed" },
	  PARCEL_READY_FOR_PICKUP,
	  "ready_for_pickup" },
	{ "damaged_on_its_last_mile",
	  { .kind = EVENT_PARCEL_CHANGED, .from = "in_transit", .to = "exception" },
	  PARCEL_OUT_FOR_DELIVERY,
	  "problem" },
	{ "late_as_before_and_ready",
	  { .kind = EVENT_PARCEL_CHANGED, .from = "delayed", .to = "delayed" },
	  PARCEL_READY_FOR_PICKUP,
	  "ready_for_pickup" },
	{ "late_as_before_and_moving",
	  { .kind = EVENT_PARCEL_CHANGED, .from = "delayed", .to = "delayed" },
	  PARCEL_IN_TRANSIT,
	  NULL },
	{ "attempt_failed",
	  { .kind = EVENT_PARCEL_CHANGED, .to = "attempt_failed" },
	  0,
	  "problem" },
	{ "exception", { .kind = EVENT_PARCEL_CHANGED, .to = "exception" }, 0, "problem" },
	{ "lost", { .kind = EVENT_PARCEL_CHANGED, .to = "lost" }, 0, "problem" },
	{ "returning", { .kind = EVENT_PARCEL_CHANGED, .to = "returning" }, 0, "problem" },
	{ "came_back", { .kind = EVENT_CAME_BACK, .to = "returned" }, 0, "problem" },
	{ "taken_apart_at_the_desk", { .kind = EVENT_CAME_BACK, .to = "packed" }, 0, NULL },
	{ "a_later_day",
	  { .kind = EVENT_PROMISE_CHANGED,
	    .actor = STAFF,
	    .from = "2026-11-21T15:59:59Z",
	    .to = "2026-11-22T15:59:59Z" },
	  0,
	  "late" },
	{ "an_hour_of_the_same_day",
	  { .kind = EVENT_PROMISE_CHANGED,
	    .actor = STAFF,
	    .from = "2026-11-21T06:00:00Z",
	    .to = "2026-11-21T09:00:00Z" },
	  0,
	  NULL },
	{ "an_earlier_day",
	  { .kind = EVENT_PROMISE_CHANGED,
	    .actor = STAFF,
	    .from = "2026-11-22T15:59:59Z",
	    .to = "2026-11-21T15:59:59Z" },
	  0,
	  NULL },
	{ "a_first_day",
	  { .kind = EVENT_PROMISE_CHANGED, .actor = STAFF, .to = "2026-11-21T15:59:59Z" },
	  0,
	  NULL },
	{ "an_order_that_waits_longer",
	  { .kind = EVENT_PROMISE_CHANGED,
	    .actor = RULE,
	    .from = "2026-11-21T15:59:59Z",
	    .to = "2026-11-22T15:59:59Z" },
	  0,
	  "late" },
	{ "a_parcel_by_rule",
	  { .kind = EVENT_PROMISE_CHANGED,
	    .actor = RULE,
	    .subject_id = 5,
	    .from = "2026-11-21T15:59:59Z",
	    .to = "2026-11-22T15:59:59Z" },
	  0,
	  NULL },
};

START_TEST(an_event_makes_one_message)
{
	for (each_row(events))
		check_text(row->name, message_of_event(&row->e, row->state), row->wanted);
}
END_TEST

static const struct {
	const char *template;
	bool waits;
} waiting[] = {
	{ "shipped", true },          { "delivered", true }, { "out_for_delivery", true },
	{ "ready_for_pickup", true }, { "placed", false },   { "late", false },
	{ "problem", false },         { NULL, false },
};

START_TEST(news_of_parcels_waits_for_more)
{
	for (each_row(waiting)) {
		check_int(row->template, message_joins(row->template), row->waits);
		check_int(row->template, message_is_once_a_parcel(row->template), row->waits);
	}
}
END_TEST

START_TEST(days_late_are_counted_by_the_calendar)
{
	struct order_event e = { .kind = EVENT_PROMISE_CHANGED,
				 .from = "2026-11-21T15:59:59Z",
				 .to = "2026-11-21T16:00:00Z" };
	struct instant to;

	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert_int_eq(message_days_late(&e, &to), 1);
	e.to = "2026-12-01T16:00:00Z";
	ck_assert_int_eq(message_days_late(&e, &to), 11);
	ck_assert(!instant_is_none(to));
	e.to = NULL;
	ck_assert_int_eq(message_days_late(&e, &to), 0);
}
END_TEST

#define AT(minutes) ((struct instant){ (minutes)*INSTANT_MINUTE })

static const struct {
	const char *name;
	int64_t placed, until, now, captured;
	enum order_decision decision;
	bool wanted;
} unpaid[] = {
	{ "twenty_minutes_before", 0, 30, 10, 0, ORDER_CONFIRMED, true },
	{ "before_that", 0, 60, 39, 0, ORDER_CONFIRMED, false },
	{ "at_the_last_moment", 0, 30, 29, 0, ORDER_REVIEW, true },
	{ "over", 0, 30, 30, 0, ORDER_CONFIRMED, false },
	{ "placed_just_now", 0, 20, 4, 0, ORDER_CONFIRMED, false },
	{ "a_little_later", 0, 20, 5, 0, ORDER_CONFIRMED, true },
	{ "something_was_paid", 0, 30, 10, 1, ORDER_CONFIRMED, false },
	{ "cancelled", 0, 30, 10, 0, ORDER_CANCELLED, false },
	{ "a_draft", 0, 30, 10, 0, ORDER_DRAFT, false },
};

START_TEST(who_pays_soon_or_loses_it_is_reminded)
{
	for (each_row(unpaid)) {
		struct order o = { .placed_at = AT(row->placed),
				   .pay_until = AT(row->until),
				   .captured_amount = row->captured,
				   .live_amount = 100,
				   .decision = row->decision };
		check_int(row->name, message_is_to_pay(&o, AT(row->now)), row->wanted);
		o.pay_until = INSTANT_NONE;
		check_int(row->name, message_is_to_pay(&o, AT(row->now)), false);
		o.pay_until = AT(row->until);
		o.live_amount = row->captured + 1;
		check_int(row->name, message_is_to_pay(&o, AT(row->now)), row->wanted);
		o.live_amount = row->captured;
		check_int(row->name, message_is_to_pay(&o, AT(row->now)), false);
	}
}
END_TEST

START_TEST(of_a_parcel_the_newest_is_said)
{
	struct message m[] = { { .id = 4, .parcel_id = 9 },
			       { .id = 1, .parcel_id = 8 },
			       { .id = 3, .parcel_id = 8 },
			       { .id = 2, .parcel_id = 7 },
			       { .id = 5 },
			       { .id = 6 } };
	struct message *all[] = { &m[0], &m[1], &m[2], &m[3], &m[4], &m[5] };
	static const uint64_t wanted[] = { 2, 3, 4, 5, 6, 1 };

	ck_assert_uint_eq(message_newest_of_parcels(all, 6), 5);
	for (size_t i = 0; i < 6; i++)
		ck_assert_uint_eq(all[i]->id, wanted[i]);
	ck_assert_uint_eq(message_newest_of_parcels(all, 0), 0);
}
END_TEST

START_TEST(the_next_of_the_same_parcel_is_newer)
{
	struct message m[] = { { .id = 2, .parcel_id = 8 }, { .id = 1, .parcel_id = 8 } };
	struct message *all[] = { &m[0], &m[1] };

	ck_assert_uint_eq(message_newest_of_parcels(all, 1), 1);
	ck_assert_uint_eq(message_newest_of_parcels(all, 2), 1);
	ck_assert_uint_eq(all[0]->id, 2);
}
END_TEST

Suite *notify_tell_rules_suite(void)
{
	Suite *s = suite_create("notify_tell_rules");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, an_event_makes_one_message);
	tcase_add_test(tc, news_of_parcels_waits_for_more);
	tcase_add_test(tc, days_late_are_counted_by_the_calendar);
	tcase_add_test(tc, who_pays_soon_or_loses_it_is_reminded);
	tcase_add_test(tc, of_a_parcel_the_newest_is_said);
	tcase_add_test(tc, the_next_of_the_same_parcel_is_newer);
	suite_add_tcase(s, tc);
	return s;
}
