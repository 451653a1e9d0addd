/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of webhooks: for who may, the secret once, what was sent. */
#include "hook/hook.h"
#include "order/door.h"

#define LIST "/desk/settings/webhooks"
#define GOOD "name=Books&url=https%3A%2F%2Fbooks.example%2Fin&events=placed&events=shipped"

static const char *page(const char *tail)
{
	return door_path(LIST "/%lld%s", (long long)support_number("SELECT MAX(id) FROM hook"),
			 tail);
}

static struct browser owner(void)
{
	struct browser b = door_staff(1);

	door_want(browser_get(&b, LIST "/new"), 200);
	door_want(door_post(&b, LIST, GOOD), 200);
	return b;
}

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2), nobody = door_nobody();

	door_want(browser_get(&viewer, LIST), 403);
	door_want(browser_get(&viewer, LIST "/new"), 403);
	door_want(browser_get(&nobody, LIST), 303);
}
END_TEST

START_TEST(the_secret_is_shown_once)
{
	struct browser b = door_staff(1);
	struct answer *a;

	door_want(browser_get(&b, LIST), 200);
	door_want(browser_get(&b, LIST "/new"), 200);
	a = door_post(&b, LIST, GOOD);
	door_want(a, 200);
	door_shows(a, "whsec_");
	a = browser_get(&b, page(""));
	door_want(a, 200);
	door_hides(a, "whsec_");
	door_shows(a, "https://books.example/in");
	a = browser_get(&b, LIST);
	door_shows(a, "Books");
	door_hides(a, "whsec_");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM idempotency WHERE body LIKE "
					"'%whsec%'"),
			 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'webhook_made' AND became = 'books.example'"),
			 1);
	ck_assert(shop_app->settings.webhooks);
}
END_TEST

START_TEST(wrong_input_says_where_and_loses_nothing)
{
	struct browser b = door_staff(1);
	struct answer *a;

	browser_get(&b, LIST "/new");
	a = door_post(&b, LIST, "name=Books&url=http%3A%2F%2Fbooks.example%2Fin&events=placed");
	door_want(a, 422);
	door_shows(a, "http://books.example/in");
	door_shows(a, "value=\"placed\" checked");
	door_shows(a, "begins with https://");
	a = door_post_tree(&b, LIST, "name=&url=&events=moon");
	door_want(a, 422);
	a = door_post_tree(&b, LIST, "name=a&url=https%3A%2F%2Fa.example%2F&events=moon");
	ck_assert_str_eq(door_error(a), "/events/0 unknown");
	a = door_post_tree(&b, LIST, "name=a&url=https%3A%2F%2F10.0.0.1:8%2F&events=placed");
	ck_assert_str_eq(door_error(a), "/url not_public_https");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook"), 0);
}
END_TEST

START_TEST(it_is_changed_switched_and_removed)
{
	struct browser b = owner();
	struct answer *a;

	a = door_post(&b, page(""), "name=Tax&url=https%3A%2F%2Ftax.example%2F&events=refunded");
	door_want(a, 303);
	a = browser_get(&b, page(""));
	door_shows(a, "https://tax.example/");
	door_shows(a, "value=\"refunded\" checked");
	door_hides(a, "value=\"placed\" checked");
	door_hides(a, "name=\"all_events\" value=\"1\" checked");
	a = door_post(&b, page(""), "name=Tax&url=https%3A%2F%2Ftax.example%2F&all_events=1");
	door_want(a, 303);
	a = browser_get(&b, page(""));
	door_shows(a, "name=\"all_events\" value=\"1\" checked");
	door_hides(a, "value=\"refunded\" checked");
	door_shows(browser_get(&b, LIST), "everything");
	a = door_post(&b, page(""), "name=&url=https%3A%2F%2Ftax.example%2F&events=refunded");
	door_want(a, 422);
	door_want(door_post(&b, page("/rotate"), ""), 200);
	door_want(door_post(&b, page("/off"), ""), 303);
	door_want(door_post(&b, page("/off"), ""), 409);
	door_want(door_post(&b, page("/try"), ""), 409);
	door_want(door_post(&b, page("/on"), ""), 303);
	door_want(door_post(&b, page("/try"), ""), 303);
	door_want(door_post(&b, page("/remove"), ""), 303);
	door_want(browser_get(&b, page("")), 404);
	ck_assert(!shop_app->settings.webhooks);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE about = "
					"'hook'"),
			 7);
}
END_TEST

START_TEST(what_was_sent_is_shown_and_sent_again)
{
	struct browser b = owner();
	const char *row;
	struct answer *a;

	shop.now = instant_now();
	door_order("A", 1);
	support_sql("UPDATE hook SET url = 'https://localhost/in'");
	ck_assert_int_gt(hook_deliver(&shop), 0);
	a = browser_get(&b, page("/log"));
	door_want(a, 200);
	door_shows(a, "order.placed");
	door_want(browser_get(&b, page("/log?state=failed")), 200);
	row = door_path("%s/%lld", page("/log"),
			(long long)support_number("SELECT MAX(id) FROM hook_delivery"));
	a = browser_get(&b, row);
	door_want(a, 200);
	door_shows(a, "is not public");
	door_shows(a, "order_number");
	door_want(door_post(&b, door_path("%s/replay", row), ""), 409);
	support_sql("UPDATE hook_delivery SET state = 3");
	a = browser_get(&b, row);
	door_want(door_post(&b, door_path("%s/replay", row), ""), 303);
	support_sql("UPDATE hook_delivery SET state = 3");
	a = door_post(&b, page("/replay"), "from=2020-01-01&to=2090-01-01&only_failed=on");
	door_want(a, 303);
	a = door_post(&b, page("/replay"), "from=2020-01-02&to=2020-01-01");
	door_want(a, 422);
	door_shows(a, "before the first");
	a = door_post(&b, page("/replay"), "from=2020-01-01&to=2020-01-01");
	door_want(a, 422);
	door_want(browser_get(&b, page("/log/1")), 404);
}
END_TEST

Suite *hook_web_suite(void)
{
	Suite *s = suite_create("hook_web");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, it_is_for_who_may);
	tcase_add_test(tc, the_secret_is_shown_once);
	tcase_add_test(tc, wrong_input_says_where_and_loses_nothing);
	tcase_add_test(tc, it_is_changed_switched_and_removed);
	tcase_add_test(tc, what_was_sent_is_shown_and_sent_again);
	suite_add_tcase(s, tc);
	return s;
}
