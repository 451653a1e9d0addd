/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list by customer: each once, with all that the list has of them, on whatever page; and
 * what may be merged at once. */
#include "order/door.h"

#define LIST "/desk/orders"

enum { CUSTOMERS = 9, ORDERS = 56 };
static struct browser owner;

static struct order *order_of(int customer, const char *sku)
{
	struct order_draft d = door_draft(sku, 1);

	d.contact.phone = door_path("1380000%04d", 100 + customer);
	d.contact.email = NULL;
	d.contact.name = door_path("Customer %c", 'A' + customer);
	return door_order_of(d);
}

/* Pages as a browser has them, for programs get no groups. */
static struct answer *page(const char *query)
{
	struct answer *a = browser_get(&owner, door_path(LIST "?%s", query));

	door_want(a, 200);
	return a;
}

static int times(const struct answer *a, const char *words)
{
	int n = 0;

	for (const char *at = a->body; (at = strstr(at, words)); at += strlen(words))
		n++;
	return n;
}

static void many(void)
{
	for (int i = 0; i < ORDERS; i++)
		(void)order_of((i * i + i / 7) % CUSTOMERS, "A");
	support_sql("UPDATE orders SET promised_to = promised_to + INTERVAL (id % 3) DAY, queue = "
		    "255 - id % 5");
}

static const char *const lists[] = { "view=to_ship",
				     "view=to_ship&sort=newest",
				     "view=to_ship&sort=priority",
				     "view=all",
				     "view=all&sku=A",
				     "view=to_ship&column=place&column=note&column=discount&"
				     "column=parcels&note=no&hold=no&status=preparing" };

/* Over both pages each customer once, and each order once, with how many there are. */
START_TEST(each_customer_stands_once)
{
	const char *query = door_path("%s&group=customer", lists[_i]), *link;
	struct answer *first, *second;
	char *next;

	many();
	first = page(query);
	link = strstr(first->body, "rel=\"next\" href=\"");
	ck_assert_ptr_nonnull(link);
	link = strchr(link, '?') + 1;
	next = arena_strndup(shop.arena, link, strcspn(link, "\""));
	for (char *amp = strstr(next, "&amp;"); amp; amp = strstr(amp, "&amp;"))
		memmove(amp + 1, amp + 5, strlen(amp + 5) + 1);
	second = page(next);
	ck_assert_int_eq(support_number("SELECT COUNT(DISTINCT customer_id) FROM orders"),
			 CUSTOMERS);
	ck_assert_int_eq(times(first, "<b class=\"who\">") + times(second, "<b class=\"who\">"),
			 CUSTOMERS);
	ck_assert_int_eq(times(first, "name=\"order\"") + times(second, "name=\"order\""), ORDERS);
}
END_TEST

START_TEST(a_line_says_what_all_of_them_come_to)
{
	struct order_answer held;
	struct answer *a;
	struct order *o;

	(void)order_of(0, "A");
	o = order_of(0, "B");
	(void)order_of(0, "B");
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &held),
			 ORDER_OK);
	a = page("view=to_ship&group=customer");
	ck_assert_int_eq(times(a, "<b class=\"who\">"), 1);
	door_shows(a, "2 orders</span><span class=\"num\">¥20.00</span>");
	door_hides(a, o->number);
	/* by customer, all orders are those that are open */
	a = page("view=all&group=customer");
	door_shows(a, "3 orders</span><span class=\"num\">¥30.00</span>");
	door_shows(a, o->number);
	door_shows(a, door_path("name=\"order\" value=\"%llu\"", (unsigned long long)o->id));
}
END_TEST

START_TEST(what_was_searched_is_grouped_too)
{
	struct order *o = order_of(0, "A");
	struct answer *a;

	(void)order_of(0, "B");
	(void)order_of(1, "B");
	a = page("q=customer&group=customer");
	ck_assert_int_eq(times(a, "<b class=\"who\">"), 2);
	a = page("q=A&group=customer");
	ck_assert_int_eq(times(a, "<b class=\"who\">"), 1);
	door_shows(a, o->number);
}
END_TEST

START_TEST(two_that_may_be_one_are_merged_from_there)
{
	struct order *older = order_of(0, "A"), *newer = order_of(0, "B");
	struct browser viewer = door_staff(2);
	const char *merge =
		door_path("href=\"" LIST "/%s/merge?into=%s\"", newer->number, older->number);
	struct answer *a = page("view=to_ship&group=customer");

	door_shows(a, merge);
	door_want(browser_get(&owner,
			      door_path(LIST "/%s/merge?into=%s", newer->number, older->number)),
		  200);
	door_hides(browser_get(&viewer, LIST "?view=to_ship&group=customer"), "/merge?into=");
	/* what is sent stays by itself */
	shop_ship(older, "SF1000000000001");
	door_hides(page("view=all&group=customer"), "/merge?into=");
}
END_TEST

START_TEST(the_switch_keeps_what_was_asked)
{
	struct answer *a;

	(void)order_of(0, "A");
	a = page("view=to_ship&sku=A");
	door_shows(a, "href=\"" LIST "?view=to_ship&amp;sku=A&amp;group=customer\"");
	a = page("view=to_ship&sku=A&group=customer");
	door_shows(a, "href=\"" LIST "?view=to_ship&amp;sku=A\"");
	door_shows(a, "<input type=\"hidden\" name=\"group\" value=\"customer\">");
	door_want(browser_get(&owner, LIST "?group=city"), 400);
	door_want(door_api(ALL_ORDERS, "GET", "/api/v1/orders?group=customer", NULL), 400);
}
END_TEST

static void setup(void)
{
	door_setup();
	owner = door_staff(1);
}

Suite *order_desk_group_suite(void)
{
	Suite *s = suite_create("order_desk_group");
	TCase *tc = tcase_create("few"), *pages = tcase_create("pages");

	tcase_set_timeout(tc, 60);
	tcase_set_timeout(pages, 120);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_checked_fixture(pages, setup, door_teardown);
	tcase_add_loop_test(pages, each_customer_stands_once, 0, N(lists));
	tcase_add_test(tc, a_line_says_what_all_of_them_come_to);
	tcase_add_test(tc, what_was_searched_is_grouped_too);
	tcase_add_test(tc, two_that_may_be_one_are_merged_from_there);
	tcase_add_test(tc, the_switch_keeps_what_was_asked);
	suite_add_tcase(s, tc);
	suite_add_tcase(s, pages);
	return s;
}
