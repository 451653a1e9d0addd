/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer buys again and again, and how often. */
#include "order/usual.h"
#include <check.h>
#include "order/door.h"

static const struct {
	const char *name;
	int orders;
	int64_t span_h; /* from the first to the last, in hours */
	int every;
} every_rows[] = {
	{ "one order", 1, 0, 0 },
	{ "three orders say nothing", 3, 48 * 24, 0 },
	{ "four do", 4, 48 * 24, 16 },
	{ "rounded up from the half", 4, 48 * 24 + 36, 17 },
	{ "rounded down below it", 4, 48 * 24 + 35, 16 },
	{ "all on one day", 4, 20, 0 },
	{ "four in two days", 4, 48, 1 },
};

START_TEST(the_mean_gap_in_days)
{
	struct instant first = { INT64_C(1700000000000000) };

	ck_assert_msg(usual_every(every_rows[_i].orders, first,
				  instant_add(first, every_rows[_i].span_h * INSTANT_HOUR)) ==
			      every_rows[_i].every,
		      "%s", every_rows[_i].name);
}
END_TEST

START_TEST(overdue_is_later_than_the_gap)
{
	struct instant last = { INT64_C(1700000000000000) },
		       due = instant_add(last, 7 * INSTANT_DAY);

	ck_assert_int_eq(usual_standing(0, last, due), USUAL_UNKNOWN);
	ck_assert_int_eq(usual_standing(7, last, due), USUAL_ON_TRACK);
	ck_assert_int_eq(usual_standing(7, last, instant_add(due, 1)), USUAL_OVERDUE);
}
END_TEST

/* "A 2x3", newest shop first: SKU, orders, units */
static const char *usual_of(uint64_t customer)
{
	cJSON *one;
	struct buf b;

	buf_init(&b, shop.arena);
	cJSON_ArrayForEach(one, order_usual_for_customer(&shop, customer))
		buf_addf(&b, "%s%s %dx%d", b.len ? ", " : "", json_get_text(one, "sku"),
			 (int)json_get_int(one, "orders"), (int)json_get_int(one, "units"));
	return b.p;
}

START_TEST(what_was_bought_twice_is_usual)
{
	const struct order *o = door_order("A", 1), *gone;
	struct order_answer a;

	ck_assert_str_eq(usual_of(o->customer_id), "");
	shop_pass(24);
	door_order("A", 2);
	ck_assert_str_eq(usual_of(o->customer_id), "A 2x3");
	door_order("B", 1);
	shop_pass(24);
	gone = door_order("B", 1);
	ck_assert_str_eq(usual_of(o->customer_id), "B 2x2, A 2x3");
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ gone->id, 0 }, "other", &a),
			 ORDER_OK);
	ck_assert_str_eq(usual_of(o->customer_id), "A 2x3");
	ck_assert_str_eq(usual_of(o->customer_id + 1), "");
}
END_TEST

START_TEST(the_customers_page_says_it)
{
	const struct order *o = door_order("A", 1);
	struct browser b = door_staff(1);
	struct customer c;

	for (int i = 0; i < 3; i++)
		door_order("A", 1);
	support_sql(
		"UPDATE orders SET placed_at = placed_at - INTERVAL 30 DAY ORDER BY id LIMIT 1");
	ck_assert(customer_get(&shop, o->customer_id, &c));
	door_shows(browser_get(&b, door_path("/desk/customers/%s", c.number)), "about 10 days");
}
END_TEST

START_TEST(pages_of_all_orders_are_turned)
{
	const struct order *o = door_order("A", 1);
	struct browser b = door_staff(1);
	struct customer c;
	cJSON *first, *second;
	const char *next;

	for (int i = 0; i < 29; i++)
		door_order("A", 1);
	ck_assert(customer_get(&shop, o->customer_id, &c));
	first = door_tree(&b, door_path("/desk/customers/%s/orders", c.number));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(first, "orders")), 25);
	ck_assert_ptr_null(json_get_text(json_get(first, "pager"), "prev"));
	next = json_get_text(json_get(first, "pager"), "next");
	second = door_tree(&b, next);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(second, "orders")), 5);
	ck_assert_ptr_null(json_get_text(json_get(second, "pager"), "next"));
	first = door_tree(&b, json_get_text(json_get(second, "pager"), "prev"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(first, "orders")), 25);
	ck_assert_str_eq(json_get_text(json_get(first, "pager"), "next"), next);
}
END_TEST

static const char *const tabs[] = { "orders", "contacts", "messages" };

START_TEST(further_pages_are_masked_and_want_the_permission)
{
	const struct order *o = door_order("A", 1);
	struct browser owner = door_staff(1), viewer = door_staff(2);
	const char *path;
	struct customer c;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	path = door_path("/desk/customers/%s/%s", c.number, tabs[_i / 2]);
	a = browser_get(_i % 2 ? &viewer : &owner, path);
	door_want(a, 200);
	door_is_masked(a);
	door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "GET", path, NULL), 403);
	door_want(browser_get(&owner, door_path("/desk/customers/C-0000-0001/%s", tabs[_i / 2])),
		  404);
}
END_TEST

START_TEST(contacts_say_how_somebody_is_known)
{
	const struct order *o = door_order("A", 1);
	struct browser b = door_staff(1);
	struct customer c;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	a = browser_get(&b, door_path("/desk/customers/%s/contacts", c.number));
	door_shows(a, "not verified");
	ck_assert(customer_prove_email(&shop, MAIL));
	a = browser_get(&b, door_path("/desk/customers/%s/contacts", c.number));
	door_shows(a, "t-success");
	door_shows(browser_get(&b, door_path("/desk/customers/%s/messages", c.number)),
		   "Order placed");
}
END_TEST

Suite *order_usual_suite(void)
{
	Suite *s = suite_create("order_usual");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("pages");

	tcase_add_loop_test(rules, the_mean_gap_in_days, 0, N(every_rows));
	tcase_add_test(rules, overdue_is_later_than_the_gap);
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, what_was_bought_twice_is_usual);
	tcase_add_test(tc, the_customers_page_says_it);
	tcase_add_test(tc, pages_of_all_orders_are_turned);
	tcase_add_loop_test(tc, further_pages_are_masked_and_want_the_permission, 0, 2 * N(tabs));
	tcase_add_test(tc, contacts_say_how_somebody_is_known);
	suite_add_tcase(s, tc);
	return s;
}
