/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks of orders: told once each, to whom they concern, the way each chose. */
#include "notice/notice.h"
#include "notify/notify.h"
#include "order/door.h"

#define LIST "/desk/notices"

/* The shop's clock is the rows': fractions of seconds are cut. */
static void setup(void)
{
	door_setup();
	shop.now = instant_now();
}

static int64_t notices(uint64_t staff_id)
{
	return support_number(
		door_path("SELECT COUNT(*) FROM staff_notice WHERE staff_id = %d", (int)staff_id));
}

static int64_t mails(void)
{
	return support_number("SELECT COUNT(*) FROM outbox WHERE template = 'clock'");
}

static struct order *held(int64_t hours)
{
	struct order *o = door_order("A", 1);
	struct order_answer a;

	shop.actor = (struct actor){ ACTOR_STAFF, 1 };
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk",
				    instant_add(shop.now, hours * INSTANT_HOUR), &a),
			 ORDER_OK);
	shop.actor = (struct actor){ ACTOR_RULE, 0 };
	return o;
}

START_TEST(a_hold_that_ends_is_told_once_to_who_set_it)
{
	struct browser zhou = door_staff(1), wei = door_staff(2);
	struct order *o = held(5);
	struct answer *a;

	notice_watch(&shop);
	ck_assert_int_eq(notices(1), 0);
	shop.now = instant_add(shop.now, 2 * INSTANT_HOUR);
	notice_watch(&shop);
	notice_watch(&shop);
	ck_assert_int_eq(notices(1), 1);
	ck_assert_int_eq(notices(2), 0);
	ck_assert_int_eq(mails(), 0);
	a = browser_get(&zhou, LIST);
	door_shows(a, "A hold ends");
	door_shows(a, o->number);
	door_shows(a, "<span class=\"cnt hot\">1</span>");
	door_hides(browser_get(&wei, LIST), o->number);
}
END_TEST

START_TEST(a_clock_that_is_set_anew_is_another)
{
	struct order *o = held(2);
	struct order_answer a;

	notice_watch(&shop);
	ck_assert_int_eq(notices(1), 1);
	shop.actor = (struct actor){ ACTOR_STAFF, 1 };
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ o->id, 0 }, &a), ORDER_OK);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk",
				    instant_add(shop.now, 3 * INSTANT_HOUR), &a),
			 ORDER_OK);
	notice_watch(&shop);
	notice_watch(&shop);
	ck_assert_int_eq(notices(1), 2);
}
END_TEST

START_TEST(what_nobody_touched_is_told_to_all)
{
	struct order *o;

	shop_app->settings.review_quantity = 1;
	o = door_order("A", 5);
	ck_assert_int_eq(o->decision, ORDER_REVIEW);
	notice_watch(&shop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff_notice WHERE kind = 2"), 0);
	shop.now = instant_add(shop.now, 4 * INSTANT_HOUR + INSTANT_MINUTE);
	notice_watch(&shop);
	notice_watch(&shop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff_notice WHERE kind = 2"), 2);
}
END_TEST

START_TEST(a_promised_day_is_told_while_there_is_something_to_send)
{
	struct order *o = door_order("A", 1);

	support_sql(door_path("UPDATE orders SET promised_to = UTC_TIMESTAMP() + INTERVAL 20 HOUR "
			      "WHERE id = %llu",
			      (unsigned long long)o->id));
	notice_watch(&shop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff_notice WHERE kind = 3"), 2);
	o = door_order("A", 1);
	shop_ship(o, "SF1000000000001");
	support_sql(door_path("UPDATE orders SET promised_to = UTC_TIMESTAMP() + INTERVAL 20 HOUR "
			      "WHERE id = %llu",
			      (unsigned long long)o->id));
	notice_watch(&shop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff_notice WHERE kind = 3"), 2);
}
END_TEST

#define ALL_MAIL                                                                                   \
	"mention_page=own&mention_mail=none&hold_ends_page=none&hold_ends_mail=all&"               \
	"confirm_late_page=own&confirm_late_mail=none&promise_near_page=own&promise_near_mail="    \
	"none"

START_TEST(each_chooses_the_way)
{
	struct browser wei = door_staff(2);
	struct answer *a;

	door_want(browser_get(&wei, LIST "/choices"), 200);
	door_want(door_post(&wei, LIST "/choices", ALL_MAIL), 303);
	held(2);
	notice_watch(&shop);
	notice_watch(&shop);
	ck_assert_int_eq(notices(1), 1);
	ck_assert_int_eq(notices(2), 0);
	ck_assert_int_eq(mails(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'clock' AND "
					"recipient = 'wei@shop.example'"),
			 1);
	browser_get(&wei, LIST "/choices");
	a = door_post(&wei, LIST "/choices", "mention_page=moon");
	door_want(a, 422);
	a = door_post_tree(&wei, LIST "/choices", "mention_page=own");
	door_want(a, 422);
}
END_TEST

START_TEST(mails_of_clocks_read_in_every_language)
{
	static const char *const kinds[] = { "hold_ends", "confirm_late", "promise_near" };
	struct staff_member who = { .id = 1, .email = "wei@shop.example" };

	for (size_t i = 0; i < COUNT(kinds); i++)
		for (int l = 0; l < LANG__MAX; l++) {
			who.lang = (enum lang)l;
			notify_clock(&shop, "R-7K3M-92Q5", kinds[i], shop.now, &who,
				     (uint64_t)(i * 10 + (size_t)l + 1));
		}
	ck_assert_int_eq(mails(), 6);
	support_sql("UPDATE outbox SET run_at = '2020-01-01'");
	ck_assert_int_eq(notify_deliver(&shop, 20), 6);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'clock' AND "
					"state = 2 AND subject LIKE '%R-7K3M-92Q5%'"),
			 6);
}
END_TEST

Suite *notice_suite(void)
{
	Suite *s = suite_create("notice");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, a_hold_that_ends_is_told_once_to_who_set_it);
	tcase_add_test(tc, a_clock_that_is_set_anew_is_another);
	tcase_add_test(tc, what_nobody_touched_is_told_to_all);
	tcase_add_test(tc, a_promised_day_is_told_while_there_is_something_to_send);
	tcase_add_test(tc, each_chooses_the_way);
	tcase_add_test(tc, mails_of_clocks_read_in_every_language);
	suite_add_tcase(s, tc);
	return s;
}
