/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a shop sets itself: values that fit, values that do not, and when they are read. */
#include "setting.h"

#include <check.h>
#include <string.h>
#include "support/app.h"

static struct app *app;

static void setup(void)
{
	app = support_app();
}

static void teardown(void)
{
	support_app_free(app);
}

static const struct {
	const char *name, *value;
	bool fits;
} row[] = {
	{ "shop_name_en", "The Corner Shop", true },
	{ "shop_name_en", "", false },
	{ "shop_name_en", "  ", false },
	{ "shop_name_zh", "街角小店", true },
	{ "shop_name_en", "0123456789012345678901234567890123456789012345678901234567890", false },
	{ "bank_account_en", "Example Bank\n0000 1234", true },
	{ "bank_account_zh", "", true },
	{ "phone", "", true },
	{ "email", "\xff", false },
	{ "currency", "GBP", true },
	{ "currency", "gbp", false },
	{ "currency", "XXX1", false },
	{ "country", "GB", true },
	{ "country", "GBR", false },
	{ "country", "g1", false },
	{ "zone", "Europe/London", true },
	{ "zone", "Europe/Nowhere", false },
	{ "lang", "en", true },
	{ "lang", "fr", false },
	{ "languages", "en", true },
	{ "languages", "zh-CN", true },
	{ "languages", "en,zh-CN", true },
	{ "languages", "zh-CN,en", false },
	{ "languages", "en,en", false },
	{ "languages", "en,", false },
	{ "languages", "", false },
	{ "accent_light", "#c8102e", true },
	{ "accent_light", "", true },
	{ "accent_light", "#ffb3c1", false },
	{ "accent_light", "red", false },
	{ "accent_dark", "#ffb3c1", true },
	{ "accent_dark", "#c8102e", false },
	{ "prices_include_tax", "no", true },
	{ "prices_include_tax", "maybe", false },
	{ "pay_minutes", "45", true },
	{ "pay_minutes", "0", false },
	{ "pay_minutes", "-1", false },
	{ "pay_minutes", "1.5", false },
	{ "free_shipping_over", "0", true },
	{ "free_shipping_over", "99999999999999999999", false },
	{ "no_such_setting", "1", false },
};

START_TEST(values_fit_or_not)
{
	struct work w = support_work(app);
	bool put = setting_put(w.db, w.arena, row[_i].name, row[_i].value, w.now);

	ck_assert_msg(put == row[_i].fits, "%s = %s", row[_i].name, row[_i].value);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM setting"), row[_i].fits);
	ck_assert(app_read_settings(app));
	if (put)
		ck_assert_str_eq(setting_text(&app->settings, row[_i].name, app->arena),
				 row[_i].value);
}
END_TEST

START_TEST(a_value_is_put_again)
{
	struct work w = support_work(app);

	ck_assert(setting_put(w.db, w.arena, "pay_minutes", "45", w.now));
	ck_assert(setting_put(w.db, w.arena, "pay_minutes", "50", w.now));
	ck_assert(app_read_settings(app));
	ck_assert_int_eq(app->settings.pay_minutes, 50);
}
END_TEST

START_TEST(bad_and_unknown_rows_are_skipped)
{
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('pay_minutes', 'soon', "
		    "UTC_TIMESTAMP(6)), "
		    "('close_days', '20', UTC_TIMESTAMP(6)), ('moon', 'full', UTC_TIMESTAMP(6))");
	ck_assert(app_read_settings(app));
	ck_assert_int_eq(app->settings.pay_minutes, 30);
	ck_assert_int_eq(app->settings.close_days, 20);
}
END_TEST

START_TEST(every_name_has_a_value)
{
	size_t n = 0;

	for (const char *name; (name = setting_name(n)); n++)
		ck_assert_msg(setting_text(&app->settings, name, app->arena) != NULL, "%s", name);
	ck_assert_uint_gt(n, 15);
	ck_assert_ptr_null(setting_text(&app->settings, "moon", app->arena));
}
END_TEST

START_TEST(running_programs_follow_when_a_minute_is_over)
{
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('shop_name_zh', "
		    "'街角小店', UTC_TIMESTAMP(6))");
	ck_assert(!answer_has(support_request(app, "GET", "/nothing", NULL), "街角小店"));
	app->settings_due = app_clock();
	ck_assert(answer_has(support_request(app, "GET", "/nothing", NULL), "街角小店"));
	ck_assert_int_gt(app->settings_due, app_clock() + 55 * INSTANT_SECOND);
	ck_assert_int_le(app->settings_due, app_clock() + 60 * INSTANT_SECOND);
}
END_TEST

Suite *setting_suite(void)
{
	Suite *s = suite_create("setting");
	TCase *tc = tcase_create("setting");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, values_fit_or_not, 0, sizeof row / sizeof row[0]);
	tcase_add_test(tc, a_value_is_put_again);
	tcase_add_test(tc, bad_and_unknown_rows_are_skipped);
	tcase_add_test(tc, every_name_has_a_value);
	tcase_add_test(tc, running_programs_follow_when_a_minute_is_over);
	suite_add_tcase(s, tc);
	return s;
}
