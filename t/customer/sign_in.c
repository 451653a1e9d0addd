/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's door, in a browser. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "customer/inside.h"
#include "support/app.h"

static struct app *app;
static struct work w;

static void start(bool throttle)
{
	struct config c = support_config();
	struct app *first = support_app();

	support_app_free(first);
	c = support_config();
	c.throttle = throttle;
	app = support_app_from(&c);
	w = support_work(app);
}

static void setup(void)
{
	start(false);
}

static void setup_throttled(void)
{
	start(true);
}

static void teardown(void)
{
	support_app_free(app);
}

static uint64_t add_lin(void)
{
	const struct contact_draft lin = { .name = "林雨晴",
					   .phone = "13812345521",
					   .email = "lin@mail.example",
					   .lang = LANG_ZH };
	struct contact c;
	uint64_t id;

	customer_for_contact(&w, &lin, INSTANT_NONE, &id, &c);
	return id;
}

/* The code of the newest request becomes 123456. */
static void set_code(const struct browser *b)
{
	const char *token = browser_cookie(b, "__Host-code");
	const char *parts[] = { "sign-in code", token, "123456" };
	uint8_t mac[SECRET_HASH_BYTES];
	char hex[2 * SECRET_HASH_BYTES + 1];

	ck_assert_ptr_nonnull(token);
	secret_mac(app->keys.index, parts, 3, mac);
	for (size_t i = 0; i < sizeof mac; i++)
		snprintf(hex + 2 * i, 3, "%02x", mac[i]);
	support_sql(arena_printf(w.arena, "UPDATE sign_in_code SET code_hash = UNHEX('%s')", hex));
}

static const char *location(const struct answer *a)
{
	const char *to = answer_header(a, "Location");

	ck_assert_msg(a->status == 303 && to, "status %d", a->status);
	return to;
}

START_TEST(code_leads_in)
{
	struct browser b = browser_new(app);
	struct answer *a;
	uint64_t id = add_lin();

	a = browser_get(&b, "/sign-in?next=/me/account");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "value=\"/me/account\""));
	a = browser_post(&b, "/sign-in", "email=Lin%40Mail.example&next=%2Fme%2Faccount");
	ck_assert_str_eq(location(a), "/sign-in/code?next=%2Fme%2Faccount");
	a = browser_get(&b, "/sign-in/code?next=%2Fme%2Faccount");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "one-time-code"));
	set_code(&b);
	a = browser_post(&b, "/sign-in/code", "code=%20123+456&next=%2Fme%2Faccount");
	ck_assert_str_eq(location(a), "/me/account");
	ck_assert_ptr_null(browser_cookie(&b, "__Host-code"));
	a = browser_get(&b, "/me/account");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "林雨晴"));
	ck_assert_int_eq(support_number("SELECT subject_id FROM session WHERE kind = 1"),
			 (int64_t)id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event "
					"WHERE kind = 'sign_in'"),
			 1);
}
END_TEST

START_TEST(known_and_unknown_addresses_get_the_same_answer)
{
	struct browser known = browser_new(app), unknown = browser_new(app);
	struct answer *a, *b;

	add_lin();
	browser_get(&known, "/sign-in");
	browser_get(&unknown, "/sign-in");
	a = browser_post(&known, "/sign-in", "email=lin%40mail.example");
	b = browser_post(&unknown, "/sign-in", "email=nobody%40mail.example");
	ck_assert_str_eq(location(a), location(b));
	ck_assert_uint_eq(a->body_len, b->body_len);
	a = browser_post(&known, "/sign-in/code", "code=000000");
	b = browser_post(&unknown, "/sign-in/code", "code=000000");
	ck_assert_int_eq(a->status, 422);
	ck_assert_int_eq(b->status, 422);
	ck_assert_uint_eq(a->body_len, b->body_len);
}
END_TEST

static const struct {
	const char *fields;
	bool remembered;
	int hours;
} device_rows[] = { { "code=123456&remember=1", true, 90 * 24 }, { "code=123456", false, 12 } };

START_TEST(a_device_is_remembered_or_not)
{
	struct browser b = browser_new(app);
	struct answer *a;

	add_lin();
	browser_get(&b, "/sign-in");
	browser_post(&b, "/sign-in", "email=lin%40mail.example");
	ck_assert(answer_has(browser_get(&b, "/sign-in/code"),
			     "name=\"remember\" value=\"1\" checked"));
	set_code(&b);
	a = browser_post(&b, "/sign-in/code", device_rows[_i].fields);
	ck_assert_int_eq(a->status, 303);
	ck_assert_int_eq(browser_get(&b, "/me/account")->status, 200);
	ck_assert_int_eq(support_number(
				 "SELECT TIMESTAMPDIFF(HOUR, created_at, expires_at) FROM session"),
			 device_rows[_i].hours);
	ck_assert((strstr(a->head, "Max-Age=7776000") != NULL) == device_rows[_i].remembered);
}
END_TEST

START_TEST(wrong_code_says_so_and_is_not_shown_again)
{
	struct browser b = browser_new(app);
	struct answer *a;

	add_lin();
	browser_get(&b, "/sign-in");
	browser_post(&b, "/sign-in", "email=lin%40mail.example");
	set_code(&b);
	for (int i = 0; i < 4; i++)
		a = browser_post(&b, "/sign-in/code", "code=987654");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "id=\"e-code\""));
	ck_assert(!answer_has_number(a, "987654"));
	a = browser_post(&b, "/sign-in/code", "code=987654");
	ck_assert_int_eq(a->status, 422);
	/* after the fifth only a new code helps */
	a = browser_post(&b, "/sign-in/code", "code=123456");
	ck_assert_int_eq(a->status, 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session"), 0);
}
END_TEST

START_TEST(code_page_without_a_request_leads_back)
{
	struct browser b = browser_new(app);
	struct answer *a = browser_get(&b, "/sign-in/code");

	ck_assert_str_eq(location(a), "/sign-in");
	a = browser_post(&b, "/sign-in/code", "code=123456");
	ck_assert_int_eq(a->status, 422);
}
END_TEST

static const struct {
	const char *next, *wanted;
} next_rows[] = {
	{ "%2Fo%2FR-7K3M-92Q5", "/o/R-7K3M-92Q5" },
	{ "", "/me/orders" },
	{ "%2F%2Fevil.example", "/me/orders" },
	{ "https%3A%2F%2Fevil.example", "/me/orders" },
	{ "%2F%5Cevil.example", "/me/orders" },
	{ "%2Fsign-out", "/me/orders" },
	{ "%2Fsign-in", "/me/orders" },
};

START_TEST(way_on_stays_here)
{
	struct browser b = browser_new(app);
	struct answer *a;

	add_lin();
	browser_get(&b, "/sign-in");
	browser_post(&b, "/sign-in", "email=lin%40mail.example");
	set_code(&b);
	a = browser_post(&b, "/sign-in/code",
			 arena_printf(w.arena, "code=123456&next=%s", next_rows[_i].next));
	ck_assert_msg(!strcmp(location(a), next_rows[_i].wanted), "%s: %s", next_rows[_i].next,
		      location(a));
}
END_TEST

static const char *const bad_emails[] = { "", "email=", "email=lin",
					  "email=lin%40mail.example%0d" };

START_TEST(address_is_checked_first)
{
	struct browser b = browser_new(app);
	struct answer *a;

	browser_get(&b, "/sign-in");
	a = browser_post(&b, "/sign-in", bad_emails[_i]);
	ck_assert_msg(a->status == 422 || _i == 3, "%s: %d", bad_emails[_i], a->status);
	ck_assert_int_le(support_number("SELECT COUNT(*) FROM sign_in_code"), _i == 3);
}
END_TEST

START_TEST(phones_are_asked_for_where_they_are_written_to)
{
	struct browser b = browser_new(app);
	struct answer *a;

	add_lin();
	a = browser_get(&b, "/sign-in");
	ck_assert(!answer_has(a, "type=\"text\" required"));
	a = browser_post(&b, "/sign-in", "email=13812345521");
	ck_assert_int_eq(a->status, 422);
	app->settings.sms = true;
	a = browser_get(&b, "/sign-in");
	ck_assert(answer_has(a, "type=\"text\" required"));
	a = browser_post(&b, "/sign-in", "email=138");
	ck_assert_int_eq(a->status, 422);
	browser_get(&b, "/sign-in");
	a = browser_post(&b, "/sign-in", "email=13812345521");
	ck_assert_int_eq(a->status, 303);
	browser_get(&b, "/sign-in/code");
	set_code(&b);
	a = browser_post(&b, "/sign-in/code", "code=123456");
	ck_assert_str_eq(location(a), "/me/orders");
	app->settings.sms = false;
}
END_TEST

START_TEST(sign_out_ends_the_session)
{
	struct browser b = browser_new(app);
	struct answer *a;

	browser_sign_in(&b, SESSION_CUSTOMER, add_lin());
	ck_assert_int_eq(browser_get(&b, "/me/account")->status, 200);
	a = browser_get(&b, "/sign-in?next=/me/addresses");
	ck_assert_str_eq(location(a), "/me/addresses");
	browser_get(&b, "/me/account");
	a = browser_post(&b, "/sign-out", "");
	ck_assert_str_eq(location(a), "/track");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session"), 0);
	a = browser_get(&b, "/me/account");
	ck_assert_str_eq(location(a), "/sign-in?next=%2Fme%2Faccount");
}
END_TEST

/* ---- throttles ---- */

static int ask(const char *remote, const char *email)
{
	struct browser b = browser_new(app);

	browser_get(&b, "/sign-in");
	return support_request(app, "POST", "/sign-in", "HTTP_SEC_FETCH_SITE=same-origin",
			       "CONTENT_TYPE=application/x-www-form-urlencoded",
			       arena_printf(w.arena, "REMOTE_ADDR=%s", remote),
			       arena_printf(w.arena, "HTTP_COOKIE=__Host-browser=%s",
					    browser_cookie(&b, "__Host-browser")),
			       arena_printf(w.arena, "BODY=csrf=%s&email=%s", b.csrf, email), NULL)
		->status;
}

/* A person has a whole /24, or a /64; an IPv4 address written as IPv6 is the same one. */
static const struct {
	const char *first, *beside, *elsewhere;
} places[] = {
	{ "10.0.0.1", "10.0.0.1", "10.0.1.1" },
	{ "10.0.0.1", "10.0.0.254", "10.1.0.1" },
	{ "10.0.0.1", "::ffff:10.0.0.7", "::ffff:10.0.1.7" },
	{ "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1" },
	{ "2001:db8:1:2::1", "2001:0DB8:0001:0002::2", "2001:db8::1:2:0:1" },
};

START_TEST(one_place_asks_rarely)
{
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(ask(places[_i].first,
				     arena_printf(w.arena, "a%d%%40b.example", i)),
				 303);
	ck_assert_int_eq(ask(places[_i].beside, "new%40b.example"), 429);
	ck_assert_int_eq(ask(places[_i].elsewhere, "new%40b.example"), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sign_in_code"), 6);
}
END_TEST

/* However it is typed, known or not. */
START_TEST(one_address_is_asked_for_rarely)
{
	const char *email = _i ? "nobody%40mail.example" : "lin%40mail.example";

	add_lin();
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(ask(arena_printf(w.arena, "10.0.%d.1", i), email), 303);
	ck_assert_int_eq(ask("10.0.9.9", email), 429);
	if (!_i)
		ck_assert_int_eq(ask("10.0.9.9", "LIN%40Mail.example"), 429);
	ck_assert_int_eq(ask("10.0.9.9", "other%40mail.example"), 303);
}
END_TEST

Suite *customer_sign_in_suite(void)
{
	Suite *s = suite_create("customer_sign_in");
	TCase *tc = tcase_create("door"), *throttled = tcase_create("throttles");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, code_leads_in);
	tcase_add_test(tc, known_and_unknown_addresses_get_the_same_answer);
	tcase_add_loop_test(tc, a_device_is_remembered_or_not, 0, 2);
	tcase_add_test(tc, wrong_code_says_so_and_is_not_shown_again);
	tcase_add_test(tc, code_page_without_a_request_leads_back);
	tcase_add_loop_test(tc, way_on_stays_here, 0, sizeof next_rows / sizeof *next_rows);
	tcase_add_loop_test(tc, address_is_checked_first, 0, 4);
	tcase_add_test(tc, phones_are_asked_for_where_they_are_written_to);
	tcase_add_test(tc, sign_out_ends_the_session);
	suite_add_tcase(s, tc);
	tcase_add_checked_fixture(throttled, setup_throttled, teardown);
	tcase_set_timeout(throttled, 30);
	tcase_add_loop_test(throttled, one_place_asks_rarely, 0,
			    (int)(sizeof places / sizeof *places));
	tcase_add_loop_test(throttled, one_address_is_asked_for_rarely, 0, 2);
	suite_add_tcase(s, throttled);
	return s;
}
