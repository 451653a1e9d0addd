/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links between orders: told in both, taken off again, and what they forbid where parcels are
 * packed. */
#include "order/door.h"

static struct order_answer answer;

static enum order_refusal link_to(const struct order *o, const struct order *other,
				  enum link_kind k)
{
	return order_link(&shop, (struct order_ref){ o->id, 0 }, other->id, k, &answer);
}

static int64_t links(void)
{
	return support_number("SELECT COUNT(*) FROM order_link");
}

static enum shipping_refusal pack(const struct order *o)
{
	return shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0);
}

START_TEST(both_orders_tell_of_it)
{
	struct order *a = door_order("A", 1), *b = door_order("B", 1);

	ck_assert_int_eq(link_to(b, a, LINK_TOGETHER), ORDER_OK);
	ck_assert_int_eq(links(), 1);
	ck_assert_int_eq(shop_events(EVENT_LINKED), 2);
	/* the same from the other end is no news */
	ck_assert_int_eq(link_to(a, b, LINK_TOGETHER), ORDER_OK);
	ck_assert_int_eq(links(), 1);
	ck_assert_int_eq(shop_events(EVENT_LINKED), 2);
	shop_check();
	ck_assert_int_eq(order_unlink(&shop, (struct order_ref){ a->id, 0 },
				      (uint64_t)support_number("SELECT id FROM order_link"),
				      &answer),
			 ORDER_OK);
	ck_assert_int_eq(links(), 0);
	ck_assert_int_eq(shop_events(EVENT_UNLINKED), 2);
	ck_assert_int_eq(order_unlink(&shop, (struct order_ref){ a->id, 0 }, 1, &answer),
			 ORDER_NOT_FOUND);
	shop_check();
}
END_TEST

START_TEST(orders_that_go_together_are_not_packed_alone)
{
	struct order *a = door_order("A", 1), *b = door_order("B", 1);
	const struct order_ref both[] = { { a->id, 0 }, { b->id, 0 } };

	ck_assert_int_eq(link_to(a, b, LINK_TOGETHER), ORDER_OK);
	ck_assert_int_eq(pack(a), SHIPPING_TOGETHER);
	ck_assert_int_eq(pack(b), SHIPPING_TOGETHER);
	ck_assert_int_eq(shop_pack(both, 2, NULL, 0), SHIPPING_OK);
	shop_check();
}
END_TEST

START_TEST(nothing_waits_for_what_was_cancelled)
{
	struct order *a = door_order("A", 1), *b = door_order("B", 1);

	ck_assert_int_eq(link_to(a, b, LINK_TOGETHER), ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ b->id, 0 }, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(pack(a), SHIPPING_OK);
	shop_check();
}
END_TEST

START_TEST(one_goes_after_the_other)
{
	struct order *a = door_order("A", 1), *b = door_order("B", 1), *c = door_order("A", 2);

	ck_assert_int_eq(link_to(b, a, LINK_AFTER), ORDER_OK);
	ck_assert_int_eq(link_to(c, b, LINK_AFTER), ORDER_OK);
	ck_assert_int_eq(link_to(a, c, LINK_AFTER), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "in_a_circle");
	ck_assert_int_eq(pack(b), SHIPPING_AFTER);
	shop_ship(a, "SF1402778000001");
	ck_assert_int_eq(pack(b), SHIPPING_OK);
	shop_check();
}
END_TEST

START_TEST(only_one_customers_orders_are_linked)
{
	struct order_draft d = door_draft("A", 1);
	struct order *a = door_order("A", 1), *b;

	d.contact.phone = "13800000099";
	d.contact.email = "other@mail.example";
	b = door_order_of(d);
	ck_assert_int_eq(link_to(a, b, LINK_REPLACES), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "other_customer");
	ck_assert_int_eq(link_to(a, a, LINK_REPLACES), ORDER_NOT_NOW);
	ck_assert_int_eq(links(), 0);
}
END_TEST

START_TEST(the_desk_links_by_one_click)
{
	struct browser zhou = door_staff(1), wei = door_staff(2);
	struct order *a = door_order("A", 1), *b = door_order("B", 1);
	char *page = door_path("/desk/orders/%s", b->number);
	char *form = door_path("/desk/orders/%s/links", b->number);
	struct answer *got = browser_get(&zhou, page);

	door_shows(got, "goes to the same address");
	door_hides(browser_get(&wei, page), "goes to the same address");
	door_want(door_post(&zhou, form, door_path("kind=together&other=%s", a->number)), 303);
	got = browser_get(&zhou, page);
	door_hides(got, "goes to the same address");
	door_shows(got, "/remove");
	got = browser_get(&zhou, form);
	door_want(got, 200);
	got = door_post(&zhou, form, "kind=after&other=R-0000-0000&version=1");
	door_want(got, 422);
	door_shows(got, "There is no such order");
	got = door_post(&zhou, form, door_path("kind=after&other=%s&version=1", a->number));
	door_want(got, 409);
	got = door_post(&zhou,
			door_path("/desk/orders/%s/links/%lld/remove", a->number,
				  (long long)support_number("SELECT id FROM order_link")),
			"");
	door_want(got, 303);
	ck_assert_int_eq(links(), 0);
}
END_TEST

START_TEST(programs_link_too)
{
	struct order *a = door_order("A", 1), *b = door_order("B", 1);
	char *path = door_path("/api/v1/orders/%s/links", b->number);
	struct answer *got;

	got = door_api(ALL_ORDERS, "POST", path,
		       door_path("{\"kind\":\"after\",\"other\":\"%s\"}", b->number));
	door_want(got, 422);
	ck_assert_str_eq(door_error(got), "/other same_order");
	got = door_api(ALL_ORDERS, "POST", path,
		       door_path("{\"kind\":\"after\",\"other\":\"%s\"}", a->number));
	door_want(got, 200);
	got = door_api(ALL_ORDERS, "POST",
		       door_path("/api/v1/orders/%s/links/%lld/remove", b->number,
				 (long long)support_number("SELECT id FROM order_link")),
		       "{}");
	door_want(got, 200);
	ck_assert_int_eq(links(), 0);
}
END_TEST

Suite *order_link_suite(void)
{
	Suite *s = suite_create("order_link");
	TCase *tc = tcase_create("links");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, both_orders_tell_of_it);
	tcase_add_test(tc, orders_that_go_together_are_not_packed_alone);
	tcase_add_test(tc, nothing_waits_for_what_was_cancelled);
	tcase_add_test(tc, one_goes_after_the_other);
	tcase_add_test(tc, only_one_customers_orders_are_linked);
	tcase_add_test(tc, the_desk_links_by_one_click);
	tcase_add_test(tc, programs_link_too);
	suite_add_tcase(s, tc);
	return s;
}
