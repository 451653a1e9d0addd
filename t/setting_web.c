/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings at the desk: what is saved counts and is written down; what does not fit is said
 * beside its field; two who save undo nothing of one another's. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "permission.h"
#include "setting_change.h"
#include "support/app.h"

#define PAGE "/desk/settings"

static struct app *app;
static struct work w;
static struct browser owner, manager;

static struct browser signed_in(int id, const char *role)
{
	struct browser b = browser_new(app);

	support_sql(arena_printf(app->arena,
				 "INSERT INTO staff (id, email, name, role, lang, state, "
				 "password_hash, created_at) VALUES (%d, '%s@shop.example', "
				 "'Name %d', '%s', 'en', 1, 'x', UTC_TIMESTAMP(6))",
				 id, role, id, role));
	browser_sign_in(&b, SESSION_STAFF, (uint64_t)id);
	browser_set_cookie(&b, "lang", "en");
	return b;
}

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	owner = signed_in(1, "owner");
	manager = signed_in(2, "manager");
}

static void teardown(void)
{
	support_app_free(app);
}

static struct answer *save(const char *fields)
{
	browser_get(&owner, PAGE);
	return browser_post(&owner, PAGE, fields);
}

static int64_t events(const char *where)
{
	return support_number(arena_printf(app->arena,
					   "SELECT COUNT(*) FROM security_event WHERE kind = "
					   "'setting_changed' AND %s",
					   where));
}

START_TEST(each_setting_has_its_words_and_stands_on_the_page)
{
	struct answer *a = browser_get(&owner, PAGE);
	struct setting_info info;
	const char *name;

	ck_assert_int_eq(a->status, 200);
	for (size_t i = 0; (name = setting_name(i)); i++) {
		ck_assert(setting_find(name, &info));
		if (info.group == SETTINGS_HIDDEN)
			continue;
		ck_assert_msg(label_find("setting", name), "%s", name);
		ck_assert_msg(answer_has(a, arena_printf(app->arena, " name=\"%s\"", name)), "%s",
			      name);
	}
	ck_assert_int_eq(browser_get(&manager, PAGE)->status, 403);
}
END_TEST

START_TEST(what_is_saved_counts_at_once_and_is_written_down)
{
	ck_assert_int_eq(save("shop_name_en=Corner&shipping_fee=9.50&pay_minutes=45")->status, 303);
	ck_assert_int_eq(events("was = 'pay_minutes = 30' AND became = 'pay_minutes = 45'"), 1);
	ck_assert_int_eq(events("was = 'shipping_fee = 800' AND became = 'shipping_fee = 950'"), 1);
	ck_assert_int_eq(events("actor_kind = 2 AND actor_id = 1"), 3);
	/* the next request of this process reads it, without a restart */
	ck_assert(answer_has(browser_get(&owner, PAGE), "Corner desk"));
	ck_assert_int_eq(app->settings.pay_minutes, 45);
	ck_assert_int_eq(app->settings.shipping_fee, 950);
	ck_assert(answer_has(browser_get(&owner, "/desk/audit?kind=setting_changed"),
			     "shop_name_en = Corner"));
}
END_TEST

START_TEST(what_does_not_fit_is_said_and_nothing_is_lost)
{
	static const struct {
		const char *fields, *words, *kept;
	} wrong[] = {
		{ "pay_minutes=soon", "A whole number, 1–525600", "value=\"soon\"" },
		{ "pay_minutes=0", "A whole number", "value=\"0\"" },
		{ "shipping_fee=much", "An amount such as", "value=\"much\"" },
		{ "shipping_fee=-1", "An amount such as", "value=\"-1\"" },
		{ "shipping_fee=1%07", "An amount such as", "" },
		{ "currency=gbp", "Not a currency we know", "value=\"gbp\"" },
		{ "country=Britain", "Two capital letters", "value=\"Britain\"" },
		{ "zone=Moon", "Not a time zone we know", "value=\"Moon\"" },
		{ "lang=fr", "Choose one of these", "" },
		{ "languages=fr", "Choose one of these", "" },
		{ "languages=en", "has to be one that customers are offered", "" },
		{ "accent_light=red", "A colour such as #0a6b58", "value=\"red\"" },
		{ "accent_light=%23ffb3c1", "Too light to read", "value=\"#ffb3c1\"" },
		{ "accent_dark=%23c8102e", "Too dark to read", "value=\"#c8102e\"" },
		{ "shop_name_en=", "1 to 60 characters", "" },
		{ "email=nonsense", "Enter an email address", "value=\"nonsense\"" },
		{ "phone=call+us", "Enter a phone number", "value=\"call us\"" },
		{ "phone=12", "Enter a phone number", "value=\"12\"" },
		{ "moon=1", "not a field we know", "" },
	};
	struct answer *a;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		a = save(arena_printf(app->arena, "%s&close_days=16", wrong[i].fields));

		ck_assert_msg(a->status == 422, "%s: %d", wrong[i].fields, a->status);
		ck_assert_msg(answer_has(a, wrong[i].words), "%s", wrong[i].fields);
		ck_assert_msg(answer_has(a, wrong[i].kept), "%s", wrong[i].fields);
		/* what fits is kept too, and written as little */
		ck_assert(answer_has(a, "value=\"16\""));
	}
	/* all that is wrong is said at once */
	a = save("pay_minutes=soon&shipping_fee=much");
	ck_assert(answer_has(a, "e-pay_minutes") && answer_has(a, "e-shipping_fee"));
	/* what the program sets itself is nobody's */
	ck_assert_int_eq(save("webhooks=yes")->status, 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM setting"), 0);
	ck_assert_int_eq(events("1"), 0);
	ck_assert_str_eq(app->settings.zone, "Asia/Shanghai");
}
END_TEST

START_TEST(what_was_not_touched_is_not_written)
{
	struct answer *a;

	/* somebody else saved meanwhile what this page still shows as it was */
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('close_days', '20', "
		    "UTC_TIMESTAMP(6))");
	a = save("was.close_days=7&close_days=7&was.link_days=30&link_days=31");
	ck_assert_int_eq(a->status, 303);
	ck_assert_int_eq(support_number("SELECT value FROM setting WHERE name = 'close_days'"), 20);
	ck_assert_int_eq(support_number("SELECT value FROM setting WHERE name = 'link_days'"), 31);
	ck_assert_int_eq(events("1"), 1);
	/* what is the same as now is no change */
	save("link_days=31");
	ck_assert_int_eq(events("1"), 1);
}
END_TEST

START_TEST(the_currency_stays_when_there_are_orders)
{
	struct setting_wish wish = { .name = "currency", .value = "GBP" };
	struct answer *a;

	ck_assert_int_eq(save("currency=GBP")->status, 303);
	ck_assert_int_eq(save("currency=CNY")->status, 303);
	support_sql("INSERT INTO orders (id, number, customer_id, contact_id, source, lang, "
		    "decision, payment_method, pay_first, currency, prices_include_tax, "
		    "items_amount, total_amount, live_amount, badge, placed_at) VALUES (1, "
		    "'R-7K3M-92Q5', 1, 1, 'web', 'en', 2, 'cod', 0, 'CNY', 1, 0, 0, 0, 1, "
		    "UTC_TIMESTAMP(6))");
	a = save("currency=GBP");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "There are orders in the currency of now"));
	ck_assert_int_eq(save("currency=CNY&pay_minutes=44")->status, 303);
	/* by command too */
	ck_assert(!setting_change(&w, &wish, 1));
	ck_assert_int_eq(wish.refusal, SETTING_HAS_ORDERS);
}
END_TEST

START_TEST(language_and_languages_are_changed_together)
{
	ck_assert_int_eq(save("lang=en&languages=en")->status, 303);
	ck_assert_int_eq(save("lang=zh-CN")->status, 422);
	ck_assert_int_eq(save("languages=zh-CN")->status, 422);
	ck_assert_int_eq(save("languages=en%2Czh-CN")->status, 303);
	ck_assert_int_eq(save("lang=zh-CN")->status, 303);
}
END_TEST

START_TEST(programs_send_json)
{
	const char *key = arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
				       support_api_key(app, PERM_BIT(PERM_SETTINGS)));
	struct answer *a = support_request(app, "POST", PAGE, key, "HTTP_IDEMPOTENCY_KEY=k1",
					   "CONTENT_TYPE=application/json",
					   "BODY={\"pay_minutes\":46,\"prices_include_tax\":false,"
					   "\"shipping_fee\":\"7.00\"}",
					   NULL);

	ck_assert_int_eq(a->status, 200);
	ck_assert_int_eq(events("actor_kind = 3"), 3);
	a = support_request(app, "POST", PAGE, key, "HTTP_IDEMPOTENCY_KEY=k2",
			    "CONTENT_TYPE=application/json",
			    "BODY={\"pay_minutes\":[1],\"phone\":null}", NULL);
	ck_assert_int_eq(a->status, 422);
	ck_assert_int_eq(events("actor_kind = 3"), 3);
}
END_TEST

Suite *setting_web_suite(void)
{
	Suite *s = suite_create("setting_web");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, each_setting_has_its_words_and_stands_on_the_page);
	tcase_add_test(tc, what_is_saved_counts_at_once_and_is_written_down);
	tcase_add_test(tc, what_does_not_fit_is_said_and_nothing_is_lost);
	tcase_add_test(tc, what_was_not_touched_is_not_written);
	tcase_add_test(tc, the_currency_stays_when_there_are_orders);
	tcase_add_test(tc, language_and_languages_are_changed_together);
	tcase_add_test(tc, programs_send_json);
	suite_add_tcase(s, tc);
	return s;
}
