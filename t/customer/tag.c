/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags: put on, taken off, counted, and the list of who bears one. */
#include "customer/tag.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "order/door.h"

static uint64_t lin;
static struct customer who;

static void setup(void)
{
	door_setup();
	lin = customer_add_guest(&shop, "Lin");
	ck_assert(customer_get(&shop, lin, &who));
}

static void add(uint64_t customer, const char *name)
{
	ck_assert_int_eq(customer_tag_add(&shop, customer, name), TAG_OK);
}

/* "espresso, VIP" */
static const char *tags_of(uint64_t customer)
{
	cJSON *tags, *one;
	struct buf b;

	buf_init(&b, shop.arena);
	customer_tags_view(&shop, &customer, 1, &tags);
	cJSON_ArrayForEach(one, tags) buf_addf(&b, "%s%s", b.len ? ", " : "", one->valuestring);
	return b.p;
}

static long long count_of(const char *name)
{
	struct tag t;

	ck_assert(tag_store_find(&shop, name, &t));
	return t.n_customers;
}

START_TEST(tags_are_borne_once_whatever_their_case)
{
	uint64_t chen = customer_add_guest(&shop, "Chen");

	add(lin, "VIP");
	add(lin, "vip");
	add(lin, "espresso");
	add(chen, "vip");
	ck_assert_str_eq(tags_of(lin), "espresso, VIP");
	ck_assert_str_eq(tags_of(chen), "VIP");
	ck_assert_int_eq(count_of("VIP"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_tag"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_event WHERE kind = 0"), 3);
}
END_TEST

START_TEST(tags_come_off_once)
{
	add(lin, "VIP");
	ck_assert_int_eq(customer_tag_remove(&shop, lin, "vip"), TAG_OK);
	ck_assert_int_eq(customer_tag_remove(&shop, lin, "vip"), TAG_NOT_FOUND);
	ck_assert_int_eq(customer_tag_remove(&shop, lin, "never"), TAG_NOT_FOUND);
	ck_assert_str_eq(tags_of(lin), "");
	ck_assert_int_eq(count_of("VIP"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_event WHERE kind = 1"), 1);
}
END_TEST

START_TEST(twenty_tags_are_enough)
{
	for (int i = 0; i < TAGS_MAX; i++)
		add(lin, arena_printf(shop.arena, "tag %d", i));
	ck_assert_int_eq(customer_tag_add(&shop, lin, "one more"), TAG_TOO_MANY);
	add(lin, "tag 3");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_tagged"), TAGS_MAX);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_tag"), TAGS_MAX);
}
END_TEST

START_TEST(desk_puts_tags_on_and_takes_them_off)
{
	struct browser b = door_staff(1);
	const char *page = door_path("/desk/customers/%s", who.number);

	browser_get(&b, page);
	door_want(browser_post(&b, door_path("%s/tags", page), "tag=%3Cb%3Elatte"), 303);
	door_shows(browser_get(&b, page), "?tag=%3Cb%3Elatte\">&lt;b&gt;latte</a>");
	door_shows(browser_get(&b, page), "Tag added");
	door_want(browser_post(&b, door_path("%s/tags", page), "tag=+"), 422);
	browser_get(&b, page);
	door_want(browser_post(&b, door_path("%s/tags/remove", page), "tag=%3Cb%3Elatte"), 303);
	ck_assert_str_eq(tags_of(lin), "");
	browser_get(&b, page);
	door_want(browser_post(&b, door_path("%s/tags/remove", page), "tag=%3Cb%3Elatte"), 404);
}
END_TEST

START_TEST(too_many_tags_are_said_beside_the_field)
{
	struct browser b = door_staff(1);
	const char *page = door_path("/desk/customers/%s", who.number);
	struct answer *a;

	for (int i = 0; i < TAGS_MAX; i++)
		add(lin, arena_printf(shop.arena, "tag %d", i));
	browser_get(&b, page);
	a = browser_post(&b, door_path("%s/tags", page), "tag=one+more");
	door_want(a, 422);
	door_shows(a, "id=\"e-tag\"");
	door_shows(a, "value=\"one more\"");
	door_shows(a, "<details class=\"more\" open>");
}
END_TEST

START_TEST(viewers_see_tags_and_leave_them)
{
	struct browser b = door_staff(2);
	const char *page = door_path("/desk/customers/%s", who.number);
	struct answer *a;

	add(lin, "latte");
	a = browser_get(&b, page);
	door_shows(a, "latte");
	door_hides(a, "/tags/remove");
	door_want(browser_post(&b, door_path("%s/tags", page), "tag=x"), 403);
	door_want(browser_post(&b, door_path("%s/tags/remove", page), "tag=latte"), 403);
}
END_TEST

START_TEST(an_order_says_its_customers_tags)
{
	const struct order *o = door_order("A", 1);
	struct browser b = door_staff(1);

	add(o->customer_id, "espresso");
	door_shows(browser_get(&b, door_path("/desk/orders/%s", o->number)),
		   "<span class=\"tag\">espresso</span>");
}
END_TEST

/* ---- the list ---- */

static const char *names(struct browser *b, const char *target)
{
	cJSON *one;
	struct buf out;

	buf_init(&out, shop.arena);
	cJSON_ArrayForEach(one, json_get(door_tree(b, target), "customers"))
	{
		buf_addf(&out, "%s%s", out.len ? " " : "", json_get_text(one, "initial"));
	}
	return out.p;
}

START_TEST(list_is_filtered_by_a_tag)
{
	struct browser b = door_staff(1);
	uint64_t chen = customer_add_guest(&shop, "Chen"), wu = customer_add_guest(&shop, "Wu");

	add(lin, "latte");
	add(wu, "latte");
	add(chen, "mocha");
	ck_assert_str_eq(names(&b, "/desk/customers?tag=LATTE"), "W L");
	ck_assert_str_eq(names(&b, "/desk/customers?tag=mocha"), "C");
	ck_assert_str_eq(names(&b, "/desk/customers?tag=never"), "");
	ck_assert_str_eq(names(&b, "/desk/customers?tag=latte&q=Li"), "L");
	ck_assert_str_eq(names(&b, "/desk/customers?tag=latte&q=Ch"), "");
	ck_assert_str_eq(names(&b, "/desk/customers?tag=never&q=Ch"), "");
	door_shows(browser_get(&b, "/desk/customers?tag=latte"), "latte (2)");
}
END_TEST

START_TEST(pages_of_a_tag_are_turned)
{
	struct browser b = door_staff(1);
	cJSON *first, *second;
	const char *next;

	add(lin, "a b");
	for (int i = 0; i < 59; i++)
		add(customer_add_guest(&shop, "Guest"), "a b");
	first = door_tree(&b, "/desk/customers?tag=a%20b");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(first, "customers")), 50);
	ck_assert_ptr_null(json_get_text(json_get(first, "pager"), "prev"));
	next = json_get_text(json_get(first, "pager"), "next");
	second = door_tree(&b, next);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(second, "customers")), 10);
	ck_assert_ptr_null(json_get_text(json_get(second, "pager"), "next"));
	first = door_tree(&b, json_get_text(json_get(second, "pager"), "prev"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(first, "customers")), 50);
	ck_assert_str_eq(json_get_text(json_get(first, "pager"), "next"), next);
}
END_TEST

Suite *customer_tag_suite(void)
{
	Suite *s = suite_create("customer_tag");
	TCase *tc = tcase_create("tags");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, tags_are_borne_once_whatever_their_case);
	tcase_add_test(tc, tags_come_off_once);
	tcase_add_test(tc, twenty_tags_are_enough);
	tcase_add_test(tc, desk_puts_tags_on_and_takes_them_off);
	tcase_add_test(tc, too_many_tags_are_said_beside_the_field);
	tcase_add_test(tc, viewers_see_tags_and_leave_them);
	tcase_add_test(tc, an_order_says_its_customers_tags);
	tcase_add_test(tc, list_is_filtered_by_a_tag);
	tcase_add_test(tc, pages_of_a_tag_are_turned);
	suite_add_tcase(s, tc);
	return s;
}
