/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer buys again and again, and how often. */
#include "order/usual.h"
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "order/door.h"

/* Letters are items, words orders, one a day; what is found: "A 2" is in two orders. */
static const struct {
	const char *name, *orders, *usual;
} rows[] = {
	{ "nothing", "", "" },
	{ "one order is no habit", "A", "" },
	{ "in two orders", "A A", "A 2" },
	{ "twice in one order", "AA", "" },
	{ "most orders first", "AB B AB", "B 3, A 2" },
	{ "of as many, the last bought first", "AB A B", "B 2, A 2" },
	{ "then by code", "BA AB", "A 2, B 2" },
	{ "no more than wanted", "ABCD ABCD D", "D 3, A 2, B 2" },
};

static size_t lines_of(const char *orders, struct usual_line *out)
{
	static const char *const sku[] = { "A", "B", "C", "D" };
	uint64_t order = 1;
	size_t n = 0;

	for (const char *c = orders; *c; c++) {
		if (*c == ' ')
			order++;
		else
			out[n++] = (struct usual_line){
				.sku = sku[*c - 'A'],
				.order_id = order,
				.at = { INT64_C(1700000000000000) + (int64_t)order * INSTANT_DAY },
				.units = 2,
			};
	}
	return n;
}

START_TEST(in_more_than_one_order)
{
	struct usual_line lines[16];
	struct usual found[3];
	size_t n = usual_of(lines, lines_of(rows[_i].orders, lines), found, N(found));
	char said[64] = "";

	for (size_t i = 0; i < n; i++)
		snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s %d", i ? ", " : "",
			 found[i].newest->sku, found[i].orders);
	ck_assert_msg(!strcmp(said, rows[_i].usual), "%s: %s", rows[_i].name, said);
}
END_TEST

START_TEST(each_has_its_rhythm)
{
	struct usual_line lines[16];
	struct usual found[2];
	size_t n = usual_of(lines, lines_of("AB A A AB A B", lines), found, N(found));

	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(found[0].orders, 5);
	ck_assert_int_eq(found[0].units, 10);
	ck_assert_int_eq(found[0].rhythm.every, 1);
	ck_assert_int_eq(found[1].rhythm.every, 0);
}
END_TEST

/* "A 2x3", newest shop first: SKU, orders, units */
static const char *usual_for(uint64_t customer)
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

	ck_assert_str_eq(usual_for(o->customer_id), "");
	shop_pass(24);
	door_order("A", 2);
	ck_assert_str_eq(usual_for(o->customer_id), "A 2x3");
	door_order("B", 1);
	shop_pass(24);
	gone = door_order("B", 1);
	ck_assert_str_eq(usual_for(o->customer_id), "B 2x2, A 2x3");
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ gone->id, 0 }, "other", &a),
			 ORDER_OK);
	ck_assert_str_eq(usual_for(o->customer_id), "A 2x3");
	ck_assert_str_eq(usual_for(o->customer_id + 1), "");
}
END_TEST

START_TEST(the_customers_page_says_it)
{
	const struct order *o = door_order("A", 1);
	struct browser b = door_staff(1);
	struct customer c;

	for (int i = 0; i < 3; i++) {
		support_sql("UPDATE orders SET placed_at = placed_at - INTERVAL 10 DAY");
		door_order("A", 1);
	}
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

	tcase_add_loop_test(rules, in_more_than_one_order, 0, N(rows));
	tcase_add_test(rules, each_has_its_rhythm);
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
