/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money at the desk and by programs: what is wrong is said beside its field, and nothing that was
 * typed is lost. */
#include "order/door.h"

static struct browser owner;

static void setup(void)
{
	door_setup();
	owner = door_staff(1);
}

static const char *page_of(const struct order *o, const char *tail)
{
	return door_path("/desk/orders/%s/%s", o->number, tail);
}

static int64_t credits(void)
{
	return support_number("SELECT COUNT(*) FROM credit_entry");
}

/* 3 things of 10.00 each, no shipping: 30.00. */
static const char *const kinds[] = { "goodwill", "return", "adjustment" };

START_TEST(no_more_is_credited_than_the_order_is_worth)
{
	struct order *o = door_order("A", 3);
	const char *form = door_path("version=%d&kind=%s&why=Late&amount=", o->version, kinds[_i]);
	const char *tree = door_path("{\"kind\":\"%s\",\"why\":\"Late\",\"amount\":", kinds[_i]);
	const char *api = door_path("/api/v1/orders/%s/credits", o->number);
	struct answer *a;

	ck_assert_int_eq(o->live_amount, 3000);
	a = door_post(&owner, page_of(o, "credits"), door_path("%s30.01", form));
	door_want(a, 422);
	door_shows(a, "at most ¥30.00");
	door_shows(a, "value=\"30.01\"");
	door_shows(a, "value=\"Late\"");
	door_want(door_api(PERM_BIT(PERM_REFUNDS), "POST", api, door_path("%s\"10.00\"}", tree)),
		  201);
	a = door_api(PERM_BIT(PERM_REFUNDS), "POST", api, door_path("%s\"20.01\"}", tree));
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/amount over_owed");
	door_shows(a, "¥20.00");
	ck_assert_int_eq(credits(), 1);
	door_want(door_api(PERM_BIT(PERM_REFUNDS), "POST", api, door_path("%s\"20.00\"}", tree)),
		  201);
	shop_check();
}
END_TEST

START_TEST(a_charge_is_called_so_in_both_languages)
{
	struct order *o = door_order("A", 3);
	const char *desk = door_path("/desk/orders/%s", o->number);
	struct answer *a;

	door_want(door_api(PERM_BIT(PERM_REFUNDS), "POST",
			   door_path("/api/v1/orders/%s/credits", o->number),
			   "{\"kind\":\"adjustment\",\"why\":\"Wrapping\",\"amount\":\"-4.25\"}"),
		  201);
	a = support_request(shop_app, "GET", door_link(o, ""), PAGES, ENGLISH, NULL);
	door_shows(a, "<dt>Charge</dt><dd>¥4.25</dd>");
	door_shows(a, "Charge booked · ¥4.25");
	door_hides(a, "Credit");
	a = support_request(shop_app, "GET", door_link(o, ""), PAGES, "HTTP_COOKIE=lang=zh-CN",
			    NULL);
	door_shows(a, "<dt>加收</dt><dd>¥4.25</dd>");
	door_hides(a, "减免");
	a = browser_get(&owner, desk);
	door_shows(a, "<dt>Charge</dt><dd>¥4.25</dd>");
	door_shows(a, "Charge booked · ¥4.25");
	door_shows(a, "<span class=\"badge\">Charge</span>");
	support_sql("UPDATE staff SET lang = 'zh-CN'");
	browser_set_cookie(&owner, "lang", "zh-CN");
	door_shows(browser_get(&owner, desk), "<span class=\"badge\">加收</span>");
}
END_TEST

START_TEST(the_page_says_how_much_it_may_be)
{
	struct order *o = door_order("A", 3);

	door_shows(browser_get(&owner, page_of(o, "credits")), "At most ¥30.00");
}
END_TEST

static const struct {
	const char *tail, *fields, *kept;
} forms[] = {
	{ "payments", "method=bank_transfer&amount=7.25&reference=B-77", "value=\"B-77\"" },
	{ "credits", "kind=goodwill&amount=7.25&why=Broken+cup", "value=\"Broken cup\"" },
	{ "refunds", "payment=PAYMENT&amount=7.25&why=Broken+cup", "value=\"Broken cup\"" },
};

static uint64_t paid(const struct order *o)
{
	struct payment_draft d = { .method = PAY_COD, .amount = 1000, .at = INSTANT_NONE };
	struct payment_answer a;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &a),
			 PAYMENT_OK);
	return a.id;
}

static struct answer *paid_at(const struct order *o, int64_t hours)
{
	struct civil c = instant_to_local(instant_add(shop.now, hours * INSTANT_HOUR));

	return door_api(PERM_BIT(PERM_PAYMENTS), "POST",
			door_path("/api/v1/orders/%s/payments", o->number),
			door_path("{\"method\":\"cod\",\"amount\":\"1.00\",\"at\":"
				  "\"%04d-%02d-%02dT12:00:00Z\"}",
				  c.year, c.month, c.day));
}

START_TEST(money_comes_in_at_a_likely_time)
{
	struct order *o = door_order("A", 3);
	struct answer *a = paid_at(o, 2 * 24);

	door_want(a, 422);
	ck_assert_str_eq(door_errors(a), "/at bad_time");
	door_want(paid_at(o, -368 * 24), 422);
	door_want(paid_at(o, -24), 201);
	ck_assert_int_eq(door_look(o)->captured_amount, 100);
}
END_TEST

START_TEST(an_old_form_comes_back_with_what_changed)
{
	struct order *o = door_order("A", 3), *now;
	uint64_t payment = paid(o);
	const char *at = strstr(forms[_i].fields, "PAYMENT"), *fields = forms[_i].fields;
	struct order_answer held;
	struct answer *a;

	if (at)
		fields = door_path("payment=%llu%s", (unsigned long long)payment,
				   at + strlen("PAYMENT"));
	now = door_look(o);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &held),
			 ORDER_OK);
	a = door_post(&owner, page_of(o, forms[_i].tail),
		      door_path("version=%d&%s", now->version, fields));
	door_want(a, 409);
	door_shows(a, "What you typed is still here");
	door_shows(a, "Put on hold");
	door_hides(a, "Payment received");
	door_shows(a, "value=\"7.25\"");
	door_shows(a, forms[_i].kept);
	now = door_look(o);
	door_shows(a, door_path("name=\"version\" value=\"%d\"", now->version));
	a = browser_post(&owner, page_of(o, forms[_i].tail),
			 door_path("version=%d&%s", now->version, fields));
	door_want(a, 303);
	shop_check();
}
END_TEST

Suite *payment_web_suite(void)
{
	Suite *s = suite_create("payment_web");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, money_comes_in_at_a_likely_time);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_loop_test(tc, no_more_is_credited_than_the_order_is_worth, 0, N(kinds));
	tcase_add_test(tc, a_charge_is_called_so_in_both_languages);
	tcase_add_test(tc, the_page_says_how_much_it_may_be);
	tcase_add_loop_test(tc, an_old_form_comes_back_with_what_changed, 0, N(forms));
	suite_add_tcase(s, tc);
	return s;
}
