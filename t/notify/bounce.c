/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that came back: told with a key, nothing more is sent there, and staff see why. */
#include "notify/bounce.h"
#include "order/door.h"

#define PATH "/api/v1/messages/bounces"
#define MAY  PERM_BIT(PERM_MESSAGES)

static const char *told(const char *kind, int64_t message)
{
	return door_path(
		"{\"email\":\"Anne.Lin@mail.example\",\"kind\":\"%s\",\"reason\":\"550 "
		"anne.lin@mail.example is not here\",\"message_id\":\"<%lld@shop.example>\"}",
		kind, (long long)message);
}

static int64_t placed(int state)
{
	return support_number(door_path("SELECT COUNT(*) FROM outbox WHERE template = 'placed' AND "
					"state = %d",
					state));
}

static int deliver(void)
{
	support_sql("UPDATE outbox SET run_at = '2020-01-01' WHERE state = 0");
	shop.now = instant_now();
	return notify_deliver(&shop, 20);
}

START_TEST(a_hard_bounce_stops_the_address_and_shows)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);
	struct answer *a;
	int64_t id;

	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_SENT), 1);
	id = support_number("SELECT id FROM outbox WHERE template = 'placed'");
	a = door_api(MAY, "POST", PATH, told("hard", id));
	door_want(a, 200);
	door_shows(a, "\"stopped\":true");
	/* what came back was not sent */
	ck_assert_int_eq(placed(OUTBOX_FAILED), 1);
	door_order("A", 1);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_FAILED), 2);
	a = browser_get(&b, door_path("/desk/outbox/%lld", (long long)id));
	door_shows(a, "Mail came back from there");
	door_hides(a, "anne.lin@mail.example");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_bounce WHERE reason LIKE "
					"'%anne.lin@%'"),
			 0);
	a = browser_get(&b,
			door_path("/desk/customers/%s/contacts",
				  json_get_text(json_get(door_tree(&b, door_path("/desk/orders/%s",
										 o->number)),
							 "customer"),
						"number")));
	door_shows(a, "mail comes back");
	/* somebody knows better */
	browser_get(&b, door_path("/desk/outbox/%lld", (long long)id));
	door_want(door_post(&b, door_path("/desk/outbox/%lld/again", (long long)id), ""), 303);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_SENT), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_bounce"), 0);
}
END_TEST

START_TEST(a_soft_bounce_is_counted)
{
	struct answer *a;

	door_order("A", 1);
	door_want(door_api(MAY, "POST", PATH, told("soft", 1)), 200);
	a = door_api(MAY, "POST", PATH, told("soft", 1));
	door_shows(a, "\"stopped\":false");
	door_shows(a, "\"soft\":2");
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_SENT), 1);
}
END_TEST

START_TEST(it_is_told_by_who_may)
{
	door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "POST", PATH, told("hard", 1)), 403);
	door_want(door_api(MAY, "POST", PATH, "{\"email\":\"x\",\"kind\":\"moon\"}"), 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_bounce"), 0);
	ck_assert_uint_eq(bounce_message_id("<912206270309285889@shop.example>"),
			  UINT64_C(912206270309285889));
	ck_assert_uint_eq(bounce_message_id("12@x"), 12);
	ck_assert_uint_eq(bounce_message_id("<x@y>"), 0);
	ck_assert_uint_eq(bounce_message_id(NULL), 0);
}
END_TEST

Suite *notify_bounce_suite(void)
{
	Suite *s = suite_create("notify_bounce");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, a_hard_bounce_stops_the_address_and_shows);
	tcase_add_test(tc, a_soft_bounce_is_counted);
	tcase_add_test(tc, it_is_told_by_who_may);
	suite_add_tcase(s, tc);
	return s;
}
