/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points at the doors: the customer's own page, the desk, programs. */
#include "member/member.h"
#include "order/door.h"

static void setup(void)
{
	door_setup();
	shop_app->settings.member = true;
}

static void pay(const struct order *o)
{
	struct payment_draft d = { .method = PAY_COD,
				   .amount = o->total_amount,
				   .at = INSTANT_NONE };
	struct payment_answer a;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &a),
			 PAYMENT_OK);
}

static const char *number_of(const struct order *o)
{
	struct customer c;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	return c.number;
}

START_TEST(customers_see_what_they_have)
{
	struct order *o = door_order("A", 3);
	struct browser anne = door_customer(o);
	struct answer *a;

	a = browser_get(&anne, "/me/points");
	door_want(a, 200);
	door_shows(a, "1 points for each ¥1.00");
	door_shows(a, "+30 pending");
	door_shows(a, "QR code of your member number");
	door_shows(a, number_of(o));
	door_shows(a, o->number);
	ck_assert_int_eq(shop_hear(shop_ship(o, "SF1000000000001"), PARCEL_DELIVERED), SHIPPING_OK);
	pay(o);
	ck_assert_int_eq(member_adjust(&shop, o->customer_id, 12, "a late parcel"), MEMBER_OK);
	a = browser_get(&anne, "/me/points");
	door_shows(a, "worth about ¥0.42");
	door_shows(a, "a late parcel");
	door_hides(a, "Taken back");
	a = browser_get(&anne, "/me/points?show=expired");
	door_want(a, 200);
	door_shows(a, "No such changes");
	door_want(browser_get(&anne, "/me/points?show=nothing&before=x"), 200);
	shop_app->settings.member = false;
	door_want(browser_get(&anne, "/me/points"), 404);
	door_hides(browser_get(&anne, "/me/orders"), "/me/points");
}
END_TEST

START_TEST(an_order_that_is_not_shown_to_be_theirs_has_no_number)
{
	struct order *o = door_order("A", 3), *other;
	struct browser anne = door_customer(o);
	struct order_draft d = door_draft("A", 1);
	struct answer *a;

	/* given with her number, which nobody proved, and another address */
	d.contact.email = NULL;
	d.contact.phone = ANNE;
	other = door_order_of(d);
	if (other->customer_id != o->customer_id)
		return;
	a = browser_get(&anne, "/me/points");
	door_shows(a, o->number);
	door_hides(a, other->number);
	door_shows(a, "+10 pending");
}
END_TEST

START_TEST(the_ledger_goes_on_page_by_page)
{
	struct order *o = door_order("A", 3);
	struct browser anne = door_customer(o);
	struct answer *a;

	for (int i = 1; i <= 25; i++)
		ck_assert_int_eq(member_adjust(&shop, o->customer_id, i,
					       arena_printf(shop.arena, "number %d.", i)),
				 MEMBER_OK);
	a = browser_get(&anne, "/me/points");
	door_shows(a, "number 25.");
	door_hides(a, "number 5.");
	a = browser_get(&anne,
			door_path("/me/points?before=%lld",
				  (long long)support_number("SELECT id FROM member_entry WHERE why "
							    "= 'number 6.'")));
	door_shows(a, "number 5.");
	door_hides(a, "number 6.");
	/* 1 + 2 + 3 + 4 + 5 */
	door_shows(a, ">15<");
}
END_TEST

START_TEST(the_desk_gives_and_takes_within_its_limit)
{
	struct order *o = door_order("A", 3);
	struct browser zhou = door_staff(1), wei = door_staff(2);
	const char *page = door_path("/desk/customers/%s/points", number_of(o));
	const char *form = door_path("%s/change", page);
	struct answer *a;

	a = browser_get(&zhou, page);
	door_want(a, 200);
	door_shows(a, "Give or take points");
	door_shows(a, o->number);
	door_want(door_post(&zhou, form, "way=give&points=100&why=a+late+parcel"), 303);
	a = browser_get(&zhou, page);
	door_shows(a, "a late parcel");
	door_shows(a, "+100");
	a = door_post(&zhou, form, "way=take&points=101&why=x");
	door_want(a, 422);
	door_shows(a, "not as many");
	door_shows(a, "value=\"101\"");
	door_want(door_post(&zhou, form, "way=take&points=-5&why=x"), 422);
	door_want(door_post(&zhou, form, "way=take&points=5&why="), 422);
	door_want(door_post(&zhou, form, "way=take&points=40&why=at+the+counter"), 303);
	door_shows(browser_get(&zhou, page), "60");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'points_adjusted'"),
			 2);
	/* who only reads sees no button */
	a = browser_get(&wei, page);
	door_want(a, 200);
	door_hides(a, "Give or take points");
	door_want(browser_get(&wei, form), 403);
	support_sql("UPDATE staff SET role = 'care' WHERE id = 2");
	a = browser_get(&wei, form);
	door_want(a, 200);
	door_shows(a, "500 at a time");
	a = door_post(&wei, form, "way=give&points=501&why=x");
	door_want(a, 422);
	door_shows(a, "at most 500");
	door_want(door_post(&wei, form, "way=give&points=500&why=x"), 303);
}
END_TEST

#define MAY_READ   PERM_BIT(PERM_CUSTOMERS_READ)
#define MAY_POINTS (PERM_BIT(PERM_CUSTOMERS_READ) | PERM_BIT(PERM_POINTS))

START_TEST(programs_read_and_write)
{
	struct order *o = door_order("A", 3);
	const char *path = door_path("/api/v1/customers/%s/points", number_of(o));
	const char *give = "{\"way\": \"give\", \"points\": 20, \"why\": \"x\"}";
	struct answer *a = door_api(MAY_READ, "GET", path, NULL);

	door_want(a, 200);
	door_shows(a, "\"pending\":30");
	door_want(door_api(MAY_READ, "POST", path, give), 403);
	/* keys may as much as the shop says */
	shop_app->settings.point_limits = "care=500";
	a = door_api(MAY_POINTS, "POST", path, give);
	door_want(a, 422);
	ck_assert_str_eq(door_errors(a), "/points over_limit");
	shop_app->settings.point_limits = "program=50";
	door_want(door_api(MAY_POINTS, "POST", path, give), 200);
	a = door_api(MAY_READ, "GET", door_path("%s?limit=1", path), NULL);
	door_shows(a, "\"given\"");
	door_hides(a, "\"earned\"");
	door_shows(a, "\"next\":\"");
	door_want(door_api(MAY_READ, "GET", door_path("%s?show=x", path), NULL), 400);
}
END_TEST

Suite *member_web_suite(void)
{
	Suite *s = suite_create("member_web");
	TCase *t = tcase_create("doors");

	tcase_add_checked_fixture(t, setup, door_teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, customers_see_what_they_have);
	tcase_add_test(t, an_order_that_is_not_shown_to_be_theirs_has_no_number);
	tcase_add_test(t, the_ledger_goes_on_page_by_page);
	tcase_add_test(t, the_desk_gives_and_takes_within_its_limit);
	tcase_add_test(t, programs_read_and_write);
	suite_add_tcase(s, t);
	return s;
}
