/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call is written down at the desk, and what an item is about is said there. */
#include "feedback/item.h"
#include "order/door.h"

static struct browser staff;
static struct order *order;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
	order = door_order("A", 2);
}

static struct answer *call(const char *fields)
{
	browser_get(&staff, "/desk/calls/new");
	return door_post_tree(&staff, "/desk/calls", fields);
}

static int64_t items(const char *where)
{
	return support_number(door_path("SELECT COUNT(*) FROM feedback_item WHERE %s", where));
}

START_TEST(a_call_is_found_by_what_is_known)
{
	struct browser viewer = door_staff(2);
	struct order_draft d = door_draft("A", 1);

	ck_assert_str_eq(door_errors(call("")), "/who required, /body required");
	ck_assert_str_eq(door_errors(call("who=13899999999&body=x")), "/who not_found");
	ck_assert_str_eq(door_errors(call("who=nobody%40mail.example&body=x")), "/who not_found");
	/* in letters that a number cannot have */
	ck_assert_str_eq(door_errors(call("who=%EF%BC%B2%E2%80%94%E8%AE%A2%E5%8D%95&body=x")),
			 "/who not_found");
	ck_assert_int_eq(items("1 = 1"), 0);
	door_want(call("who=138+0000+0001&body=It+came+late"), 200);
	ck_assert_int_eq(items("source = 5 AND state = 0 AND order_id IS NULL AND owner_id = 1 AND "
			       "due_at < '9000-01-01'"),
			 1);
	door_want(call(door_path("who=%s&body=It+leaked&topic=packaging&outcome=replaced",
				 order->number)),
		  200);
	ck_assert_int_eq(
		items("source = 5 AND state = 3 AND outcome = 2 AND topics = 1 AND order_id "
		      "IS NOT NULL"),
		1);
	door_want(call("who=" MAIL "&body=Once+more"), 200);
	ck_assert_int_eq(items("1 = 1"), 2);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM feedback_message WHERE way = 2 AND NOT "
				 "is_ours AND staff_id = 1"),
			 3);
	/* two with one phone: their numbers say which */
	d.contact.email = "other@mail.example";
	(void)door_order_of(d);
	if (support_number("SELECT COUNT(*) FROM customer") > 1)
		ck_assert_str_eq(door_errors(call("who=13800000001&body=x")), "/who several");
	door_want(browser_get(&viewer, "/desk/calls/new"), 403);
	ck_assert(!feedback_read_items(&shop));
	ck_assert_int_eq(items("topics = 1 AND order_id IS NOT NULL"), 1);
	shop_check();
}
END_TEST

START_TEST(what_it_is_about_is_said)
{
	struct item_draft d = { .customer_id = order->customer_id,
				.order_id = order->id,
				.source = ITEM_MESSAGE,
				.body = "The box was crushed and it leaked" };
	const char *one;

	one = door_path("/desk/inbox/%llu",
			(unsigned long long)message_from_customer(&shop, &d, MESSAGE_BY_PAGE));
	ck_assert(!feedback_read_items(&shop));
	ck_assert_int_eq(items("topics & 1"), 1);
	browser_get(&staff, one);
	ck_assert_str_eq(door_errors(door_post_tree(&staff, door_path("%s/topic", one), "")),
			 "/topic required");
	door_want(door_post_tree(&staff, door_path("%s/topic", one), "topic=price&version=9"), 409);
	door_want(door_post_tree(&staff, door_path("%s/topic", one), "topic=price&version=1"), 200);
	ck_assert_int_eq(items("topics = 8 AND state = 0"), 1);
	door_shows(browser_get(&staff, one), "Topic changed");
	ck_assert_int_eq(cJSON_GetArraySize(
				 json_get(door_tree(&staff, "/desk/inbox?topic=price"), "items")),
			 1);
	/* and it is not read over */
	support_sql("UPDATE feedback_item SET read_at = NULL");
	ck_assert(!feedback_read_items(&shop));
	ck_assert_int_eq(items("topics = 8"), 1);
	door_want(door_post_tree(&staff, door_path("%s/topic", one), "topic=none"), 200);
	ck_assert_int_eq(items("topics = 0"), 1);
	door_want(door_post_tree(&staff, door_path("%s/resolve", one), "outcome=answered"), 200);
	door_want(door_post_tree(&staff, door_path("%s/topic", one), "topic=price"), 409);
	shop_check();
}
END_TEST

Suite *feedback_call_suite(void)
{
	Suite *s = suite_create("feedback_call");
	TCase *tc = tcase_create("doors");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_call_is_found_by_what_is_known);
	tcase_add_test(tc, what_it_is_about_is_said);
	suite_add_tcase(s, tc);
	return s;
}
