/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a customer is signed in: ended one by one or all but here; nobody else's. */
#include <check.h>
#include <string.h>
#include "order/door.h"

static struct order *order;
static struct browser here, there, other;

static void setup(void)
{
	door_setup();
	order = door_order("A", 1);
	here = door_customer(order);
	there = door_customer(order);
	other = browser_new(shop_app);
	browser_sign_in(&other, SESSION_CUSTOMER, customer_add_guest(&shop, "Chen"));
	browser_set_cookie(&other, "lang", "en");
}

static bool is_in(struct browser *b)
{
	return browser_get(b, "/me/sessions")->status == 200;
}

static const char *other_session(struct browser *b)
{
	const char *at = strstr(browser_get(b, "/me/sessions")->body, "/me/sessions/");

	ck_assert_ptr_nonnull(at);
	return arena_strndup(shop.arena, at, strcspn(at, "\""));
}

START_TEST(the_page_shows_where_one_is_signed_in)
{
	struct answer *a = browser_get(&here, "/me/sessions");

	door_shows(a, "This one");
	door_shows(a, "End all others");
	door_hides(browser_get(&other, "/me/sessions"), "End all others");
}
END_TEST

START_TEST(one_session_is_ended_and_nobody_elses)
{
	const char *path = other_session(&here), *own = other_session(&there);

	browser_get(&other, "/me/sessions");
	door_want(browser_post(&other, path, ""), 409);
	browser_get(&here, "/me/sessions");
	door_want(browser_post(&here, own, ""), 409);
	browser_get(&here, "/me/sessions");
	door_want(browser_post(&here, path, ""), 303);
	ck_assert(is_in(&here) && !is_in(&there) && is_in(&other));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'session_ended' AND actor_kind = 1"),
			 1);
}
END_TEST

START_TEST(all_others_are_ended)
{
	browser_get(&here, "/me/sessions");
	door_want(browser_post(&here, "/me/end-others", ""), 303);
	ck_assert(is_in(&here) && !is_in(&there) && is_in(&other));
}
END_TEST

Suite *customer_session_suite(void)
{
	Suite *s = suite_create("customer_session");
	TCase *tc = tcase_create("sessions");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, the_page_shows_where_one_is_signed_in);
	tcase_add_test(tc, one_session_is_ended_and_nobody_elses);
	tcase_add_test(tc, all_others_are_ended);
	suite_add_tcase(s, tc);
	return s;
}
