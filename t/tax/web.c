/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings' pages of tax zones: for who may, added, refused, changed, removed, written down. */
#include "order/door.h"
#include "tax/tax.h"

#define LIST "/desk/settings/tax"

static struct browser staff;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
}

static struct answer *add(const char *fields)
{
	browser_get(&staff, LIST "/new");
	return door_post(&staff, LIST, fields);
}

static const char *page(const char *tail)
{
	return door_path(LIST "/%lld%s", (long long)support_number("SELECT MAX(id) FROM tax_zone"),
			 tail);
}

static struct answer *save(const char *fields)
{
	browser_get(&staff, page(""));
	return door_post(&staff, page(""), fields);
}

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2), nobody = door_nobody();

	door_want(browser_get(&viewer, LIST), 403);
	door_want(browser_get(&viewer, LIST "/new"), 403);
	door_want(browser_get(&nobody, LIST), 303);
	door_shows(browser_get(&staff, "/desk/settings"), LIST);
}
END_TEST

START_TEST(one_is_added_changed_and_removed)
{
	cJSON *zone;

	door_shows(browser_get(&staff, LIST), "No zones yet");
	door_want(add("country=us&region=CA&postal=941&standard=8.63&reduced=&own=0&from=2026-01-01"
		      "&until=2026-12-31"),
		  303);
	zone = cJSON_GetArrayItem(json_get(door_tree(&staff, LIST), "zones"), 0);
	ck_assert_str_eq(json_get_text(zone, "country"), "US");
	ck_assert_str_eq(json_get_text(zone, "standard"), "8.63");
	ck_assert_ptr_null(json_get_text(zone, "reduced"));
	ck_assert_str_eq(json_get_text(zone, "own"), "0");
	ck_assert_str_eq(json_get_text(zone, "from"), "2026-01-01");
	ck_assert_str_eq(json_get_text(zone, "until"), "2026-12-31");
	door_want(browser_get(&staff, LIST), 200);
	ck_assert_int_eq(shop_app->settings.tax_zones, 1);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE about = "
				 "'setting' AND was IS NULL AND became LIKE 'US/CA/941%8.63%'"),
			 1);

	door_shows(browser_get(&staff, page("")), "value=\"8.63\"");
	door_want(save("version=1&country=US&region=&postal=941&standard=9&reduced=2.5&own="), 303);
	zone = cJSON_GetArrayItem(json_get(door_tree(&staff, LIST), "zones"), 0);
	ck_assert_ptr_null(json_get_text(zone, "region"));
	ck_assert_str_eq(json_get_text(zone, "standard"), "9");
	ck_assert_ptr_null(json_get_text(zone, "own"));
	ck_assert_ptr_null(json_get_text(zone, "until"));
	door_want(save("version=1&country=US&standard=7"), 409);

	browser_get(&staff, page(""));
	door_want(door_post(&staff, page("/remove"), ""), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM tax_zone"), 0);
	door_want(browser_get(&staff, LIST), 200);
	ck_assert_int_eq(shop_app->settings.tax_zones, 0);
}
END_TEST

START_TEST(what_cannot_be_so_is_said_beside_its_field)
{
	static const struct {
		const char *fields, *error;
	} rows[] = {
		{ "country=DE&standard=", "/standard required" },
		{ "country=DE&standard=x", "/standard not_a_percentage" },
		{ "country=DE&standard=101", "/standard not_a_percentage" },
		{ "country=&region=CA&standard=1", "/country required" },
		{ "country=DE&standard=1&from=2026-02-01&until=2026-01-31", "/until before_from" },
		{ "country=GB&standard=1", "/from clash" },
		{ "country=GB&standard=1&from=2026-06-01", "/from clash" },
	};

	door_want(add("country=GB&standard=20&until=2026-06-30"), 303);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer *a;

		browser_get(&staff, LIST "/new");
		a = door_post_tree(&staff, LIST, rows[i].fields);
		door_want(a, 422);
		ck_assert_str_eq(door_error(a), rows[i].error);
	}
	door_shows(add("country=DE&standard=x&region=Bayern"), "value=\"Bayern\"");
	door_want(add("country=GB&standard=17.5&from=2026-07-01"), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM tax_zone"), 2);
}
END_TEST

Suite *tax_web_suite(void)
{
	Suite *s = suite_create("tax_web");
	TCase *tc = tcase_create("web");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, it_is_for_who_may);
	tcase_add_test(tc, one_is_added_changed_and_removed);
	tcase_add_test(tc, what_cannot_be_so_is_said_beside_its_field);
	suite_add_tcase(s, tc);
	return s;
}
