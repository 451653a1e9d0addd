/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One tag and many customers: who can bear it, the pages and the task that do it. */
#include "customer/bulk.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "order/door.h"

/* ---- rules ---- */

static const struct {
	const char *name;
	enum customer_act act;
	bool bears;
	size_t n_tags;
	const char *why;
} rule_rows[] = {
	{ "the first tag", CUSTOMER_ACT_TAG, false, 0, NULL },
	{ "the last there is room for", CUSTOMER_ACT_TAG, false, 19, NULL },
	{ "one too many", CUSTOMER_ACT_TAG, false, 20, "tags_full" },
	{ "what they bear", CUSTOMER_ACT_TAG, true, 1, "tagged" },
	{ "what they bear, and no room", CUSTOMER_ACT_TAG, true, 20, "tagged" },
	{ "off", CUSTOMER_ACT_UNTAG, true, 1, NULL },
	{ "off, of many", CUSTOMER_ACT_UNTAG, true, 20, NULL },
	{ "off who does not bear it", CUSTOMER_ACT_UNTAG, false, 3, "not_tagged" },
	{ "off who bears none", CUSTOMER_ACT_UNTAG, false, 0, "not_tagged" },
};

START_TEST(a_customer_takes_a_tag_or_refuses)
{
	const char *why =
		customer_bulk_refuses(rule_rows[_i].act, rule_rows[_i].bears, rule_rows[_i].n_tags);

	ck_assert_msg(rule_rows[_i].why ? why && !strcmp(why, rule_rows[_i].why) : !why, "%s: %s",
		      rule_rows[_i].name, why ? why : "nothing");
}
END_TEST

/* ---- at the desk ---- */

static struct browser owner, viewer;
static uint64_t ids[3];

/* Ada has no tag, Bo the one that is meant, Cy all there is room for. */
static void setup(void)
{
	static const char *const names[] = { "Ada", "Bo", "Cy" };

	door_setup();
	owner = door_staff(1);
	viewer = door_staff(2);
	for (int i = 0; i < 3; i++)
		ids[i] = customer_add_guest(&shop, names[i]);
	ck_assert_int_eq(customer_tag_add(&shop, ids[1], "fair"), TAG_OK);
	for (int i = 0; i < TAGS_MAX; i++)
		ck_assert_int_eq(customer_tag_add(&shop, ids[2], door_path("t%d", i)), TAG_OK);
	browser_get(&owner, "/desk/customers");
}

static const char *chosen(const char *rest)
{
	return door_path("customer=%llu&customer=%llu&customer=%llu&%s", (unsigned long long)ids[0],
			 (unsigned long long)ids[1], (unsigned long long)ids[2], rest);
}

static struct answer *check(const char *form)
{
	return browser_post(&owner, "/desk/customers/bulk", form);
}

START_TEST(the_page_says_who_can)
{
	struct answer *a = check(chosen("act=tag"));

	door_want(a, 200);
	door_shows(a, "name=\"tag\"");
	door_hides(a, "customers/bulk/do");
	a = check(chosen("act=tag&look=1"));
	door_want(a, 422);
	door_shows(a, "Enter a tag");
	a = check(chosen("act=tag&look=1&tag=FAIR"));
	door_want(a, 200);
	door_shows(a, "1 of 3 customers can; 2 cannot");
	door_shows(a, "They have this tag already.");
	door_shows(a, "They have 20 tags. Remove one first.");
	door_shows(a, door_path("name=\"customer\" value=\"%llu\">\n<button",
				(unsigned long long)ids[0]));
	a = check(chosen("act=untag&look=1&tag=fair"));
	door_shows(a, "1 of 3 customers can; 2 cannot");
	door_shows(a, "They don’t have this tag.");
	a = check(chosen("act=untag&look=1&tag=nobody+has+it"));
	door_shows(a, "0 of 3 customers can; 3 cannot");
	door_hides(a, "customers/bulk/do");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task"), 0);
}
END_TEST

START_TEST(all_that_the_list_finds_are_meant)
{
	struct answer *a = check("act=tag&look=1&tag=new&all=1&query=view%3Dall");

	door_shows(a, "2 of 3 customers can; 1 cannot");
	a = check("act=tag&look=1&tag=new&all=1&query=tag%3Dfair");
	door_shows(a, "All customers can: 1");
	a = check(chosen("act=tag&more=1&query=tag%3Dfair"));
	door_shows(a, "Take all that were found");
	a = check("act=tag&all=1&query=orders_from%3Dx");
	door_shows(a, "No customer is chosen");
}
END_TEST

START_TEST(what_names_nobody_is_refused)
{
	door_shows(check("act=tag"), "No customer is chosen");
	door_want(check("act=nothing"), 422);
	door_want(check("act=tag&customer=x"), 422);
	door_want(browser_post(&owner, "/desk/customers/bulk/do", "act=tag&tag=new"), 422);
	browser_get(&viewer, "/desk/customers");
	door_want(browser_post(&viewer, "/desk/customers/bulk", chosen("act=tag")), 403);
	door_hides(browser_get(&viewer, "/desk/customers"), "data-bulk");
	door_shows(browser_get(&owner, "/desk/customers"), "data-bulk");
}
END_TEST

START_TEST(a_task_tags_them_and_says_whom_it_could_not)
{
	struct answer *a =
		browser_post(&owner, "/desk/customers/bulk/do", chosen("act=tag&tag=fair&look=1"));

	door_want(a, 303);
	ck_assert(task_run_due(shop.app));
	ck_assert_int_eq(support_number("SELECT n_customers FROM customer_tag WHERE name = 'fair'"),
			 2);
	ck_assert_int_eq(support_number(door_path(
				 "SELECT COUNT(*) FROM customer_event WHERE actor_kind = 2 AND "
				 "what = 'fair' AND customer_id = %llu",
				 (unsigned long long)ids[0])),
			 1);
	a = browser_get(&owner, answer_header(a, "Location"));
	door_shows(a, "Customers changed: 1 · not changed: 2");
	door_shows(a, "They have 20 tags. Remove one first.");
	door_shows(a, "Add a tag · fair");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task WHERE state = 1 AND n_done = 3"),
			 1);
	browser_get(&owner, "/desk/customers");
	door_want(browser_post(&owner, "/desk/customers/bulk/do",
			       chosen("act=untag&tag=fair&look=1")),
		  303);
	ck_assert(task_run_due(shop.app));
	ck_assert_int_eq(support_number("SELECT n_customers FROM customer_tag WHERE name = 'fair'"),
			 0);
}
END_TEST

/* Merged after the page was looked at. */
START_TEST(who_was_merged_is_left_out)
{
	struct customer_bulk b = { CUSTOMER_ACT_TAG, "new" };

	support_sql(door_path("UPDATE customer SET joined_into = %llu WHERE id = %llu",
			      (unsigned long long)ids[0], (unsigned long long)ids[1]));
	customer_bulk_begin(&shop, &b, ids, 2, 0, LANG_EN);
	ck_assert(task_run_due(shop.app));
	ck_assert_int_eq(support_number("SELECT n_customers FROM customer_tag WHERE name = 'new'"),
			 1);
	ck_assert_int_eq(support_number("SELECT result LIKE '%merged%' FROM task"), 1);
	door_shows(check(chosen("act=tag&look=1&tag=new")), "0 of 2 customers can; 2 cannot");
}
END_TEST

Suite *customer_bulk_suite(void)
{
	Suite *s = suite_create("customer_bulk");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("desk");

	tcase_add_loop_test(rules, a_customer_takes_a_tag_or_refuses, 0, N(rule_rows));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, the_page_says_who_can);
	tcase_add_test(tc, all_that_the_list_finds_are_meant);
	tcase_add_test(tc, what_names_nobody_is_refused);
	tcase_add_test(tc, a_task_tags_them_and_says_whom_it_could_not);
	tcase_add_test(tc, who_was_merged_is_left_out);
	suite_add_tcase(s, tc);
	return s;
}
