/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two colleagues at one order see one another, and who did what is said by name. */
#include "order/door.h"

static struct browser owner, zhou;
static struct order *o;

static const char *page(const char *tail)
{
	return door_path("/desk/orders/%s%s", o->number, tail);
}

static void setup(void)
{
	door_setup();
	o = door_order("A", 3);
	owner = door_staff(1);
	zhou = door_staff(2);
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'fang@shop.example', 'Lin Fang', 'owner', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(2, 'zhou@shop.example', 'Zhou Min', 'orders', 'en', 1, UTC_TIMESTAMP(6)) "
		    "ON DUPLICATE KEY UPDATE name = VALUES(name), role = VALUES(role)");
}

static void pass(const char *minutes)
{
	support_sql(door_path("UPDATE order_presence SET at = at - INTERVAL %s MINUTE", minutes));
}

START_TEST(who_has_the_order_open_is_seen_by_the_others)
{
	struct answer *a = browser_get(&owner, page(""));

	door_hides(a, "Lin Fang has this order open");
	a = browser_get(&zhou, page(""));
	door_shows(a, "Lin Fang has this order open too");
	door_hides(a, "Zhou Min has");
	pass("3");
	door_hides(browser_get(&zhou, page("")), "Lin Fang");
}
END_TEST

START_TEST(who_changes_it_is_seen_for_longer)
{
	static const char *const forms[] = { "/hold",  "/edit",    "/split",
					     "/merge", "/credits", "/address" };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		support_sql("DELETE FROM order_presence");
		door_want(browser_get(&owner, page(forms[i])), 200);
		pass("3");
		door_shows(browser_get(&zhou, page("")),
			   "Lin Fang is changing this order (form opened 3 minutes ago)");
	}
	pass("8");
	door_hides(browser_get(&zhou, page("")), "Lin Fang");
	/* who is back at the page changes nothing any more */
	door_want(browser_get(&owner, page("/hold")), 200);
	door_want(browser_get(&owner, page("")), 200);
	door_shows(browser_get(&zhou, page("")), "Lin Fang has this order open too");
}
END_TEST

START_TEST(programs_and_refused_forms_are_not_there)
{
	door_want(door_api(ALL_ORDERS, "GET", door_path("/api/v1/orders/%s", o->number), NULL),
		  200);
	door_want(browser_get(&owner, page("/reopen")), 409);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_presence"), 0);
}
END_TEST

/* A page that is looked at again and again is written down now and then. */
START_TEST(a_look_is_noted_once_in_half_a_minute)
{
	door_want(browser_get(&owner, page("")), 200);
	support_sql("UPDATE order_presence SET at = at - INTERVAL 9 SECOND");
	door_want(browser_get(&owner, page("")), 200);
	ck_assert_int_eq(support_number("SELECT at < UTC_TIMESTAMP(6) - INTERVAL 8 SECOND FROM "
					"order_presence"),
			 1);
	pass("1");
	door_want(browser_get(&owner, page("")), 200);
	ck_assert_int_eq(support_number("SELECT at > UTC_TIMESTAMP(6) - INTERVAL 8 SECOND FROM "
					"order_presence"),
			 1);
}
END_TEST

START_TEST(what_is_old_is_forgotten)
{
	door_want(browser_get(&owner, page("")), 200);
	shop.now = instant_now();
	(void)order_sweep(&shop, 10);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_presence"), 1);
	pass("61");
	(void)order_sweep(&shop, 10);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_presence"), 0);
}
END_TEST

START_TEST(notes_and_events_name_who_made_them)
{
	struct answer *a;

	door_want(door_post(&zhou, page("/notes"), "note=called+him"), 303);
	door_want(door_post(&owner, page("/hold"), "reason=risk&version=1"), 303);
	support_sql("DELETE FROM order_presence");
	a = browser_get(&owner, page(""));
	door_shows(a, "called him <span class=\"muted\">Zhou Min</span>");
	door_shows(a, "<span class=\"muted\">Lin Fang</span>");
	/* what was done since the form was opened, too */
	a = door_post(&zhou, page("/cancel"), "reason=other&version=1");
	door_want(a, 409);
	door_shows(a, "Lin Fang");
	/* they left, and still did it */
	support_sql("UPDATE staff SET state = 2 WHERE id = 2");
	door_shows(browser_get(&owner, page("")), "Zhou Min");
}
END_TEST

Suite *order_colleague_suite(void)
{
	Suite *s = suite_create("order_colleague");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_test(tc, who_has_the_order_open_is_seen_by_the_others);
	tcase_add_test(tc, who_changes_it_is_seen_for_longer);
	tcase_add_test(tc, programs_and_refused_forms_are_not_there);
	tcase_add_test(tc, a_look_is_noted_once_in_half_a_minute);
	tcase_add_test(tc, what_is_old_is_forgotten);
	tcase_add_test(tc, notes_and_events_name_who_made_them);
	suite_add_tcase(s, tc);
	return s;
}
