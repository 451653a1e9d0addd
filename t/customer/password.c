/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's password and the ways of an account, in a browser: what opens them, what a code
 * shows, what is never told. */
#include <stdlib.h>
#include "customer/entry.h"

#define WORDS "three+quiet+words"

static uint64_t lin;

static void start(bool throttle)
{
	struct config c;
	struct app *first = support_app();

	support_app_free(first);
	c = support_config();
	c.throttle = throttle;
	entry_use(support_app_from(&c));
	lin = entry_add("Lin Yuqing", "13812345521", "lin@mail.example");
	ck_assert(customer_prove_email(&entry_work, "lin@mail.example"));
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
	support_app_free(entry_app);
}

static struct browser signed_in(bool proved)
{
	struct browser b = browser_new(entry_app);

	browser_sign_in(&b, SESSION_CUSTOMER, lin);
	if (!proved)
		support_sql("UPDATE session SET stepped_up_at = NULL");
	else
		support_sql("UPDATE session SET stepped_up_at = UTC_TIMESTAMP(6)");
	browser_set_cookie(&b, "lang", "en.mine");
	return b;
}

static struct answer *post(struct browser *b, const char *page, const char *path,
			   const char *fields)
{
	browser_get(b, page);
	return browser_post(b, path, fields);
}

static struct answer *by_password(struct browser *b, const char *fields)
{
	browser_set_cookie(b, "lang", "en");
	return post(b, "/sign-in/password", "/sign-in/password", fields);
}

static void set_password(const char *words)
{
	struct browser b = signed_in(true);

	entry_leads(post(&b, "/me/password", "/me/password",
			 arena_printf(entry_work.arena, "password=%s", words)),
		    "/me/account");
}

START_TEST(a_password_leads_in_and_a_code_still_does)
{
	struct browser b = browser_new(entry_app), c = browser_new(entry_app);
	struct answer *a;

	set_password(WORDS);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_password WHERE hash LIKE "
					"'$argon2id$%'"),
			 1);
	a = by_password(&b, "email=Lin%40mail.example&password=" WORDS "&next=%2Fme%2Fways");
	entry_leads(a, "/me/ways");
	ck_assert_int_eq(browser_get(&b, "/me/account")->status, 200);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session WHERE kind = 1 AND "
					"stepped_up_at IS NULL"),
			 1);
	post(&c, "/sign-in", "/sign-in", "email=lin%40mail.example");
	entry_set_code(&c);
	entry_leads(browser_post(&c, "/sign-in/code", "code=123456"), "/me/orders");
}
END_TEST

START_TEST(nobody_learns_who_has_one)
{
	static const char *const fields[] = {
		"email=lin%40mail.example&password=other+quiet+words",
		"email=nobody%40mail.example&password=other+quiet+words",
		"email=min%40mail.example&password=" WORDS,
	};
	struct answer *first = NULL, *a;

	entry_add("Min Zhou", "13900000001", "min@mail.example");
	set_password(WORDS);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct browser b = browser_new(entry_app);

		a = by_password(&b, fields[i]);
		ck_assert_int_eq(a->status, 422);
		ck_assert(answer_has(a, "This password is not right."));
		ck_assert(!answer_has(a, "quiet words"));
		if (first)
			ck_assert_int_eq(labs((long)a->body_len - (long)first->body_len) < 8, 1);
		first = first ? first : a;
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session WHERE kind = 1 AND "
					"stepped_up_at IS NULL"),
			 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'sign_in_failed'"),
			 3);
}
END_TEST

/* A way that somebody only named does not open the account of whom it was named with. */
START_TEST(a_way_that_was_not_proved_opens_nothing)
{
	struct browser b = browser_new(entry_app);

	set_password(WORDS);
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('sms', 'yes', "
		    "UTC_TIMESTAMP(6))");
	ck_assert(app_read_settings(entry_app));
	ck_assert_int_eq(by_password(&b, "email=13812345521&password=" WORDS)->status, 422);
	support_sql("UPDATE customer_identity SET verified_at = UTC_TIMESTAMP(6)");
	entry_leads(by_password(&b, "email=13812345521&password=" WORDS), "/me/orders");
}
END_TEST

START_TEST(tries_are_limited_and_a_code_helps)
{
	struct browser b = browser_new(entry_app);
	struct answer *a = NULL;

	set_password(WORDS);
	for (int i = 0; i < 10; i++)
		a = by_password(&b, "email=lin%40mail.example&password=wrong+quiet+words");
	ck_assert_int_eq(a->status, 422);
	a = by_password(&b, "email=LIN%40mail.example&password=" WORDS);
	ck_assert_int_eq(a->status, 429);
	entry_leads(post(&b, "/sign-in", "/sign-in", "email=lin%40mail.example"), "/sign-in/code");
	entry_set_code(&b);
	entry_leads(browser_post(&b, "/sign-in/code", "code=123456"), "/me/orders");
}
END_TEST

static const struct {
	const char *password, *why;
} weak[] = {
	{ "", "Choose a password" },
	{ "short", "at least 12 characters" },
	{ "aaaaaaaaaaaaaa", "more different characters" },
	{ "lin%40mail.example", "your own name or email" },
	{ "Lin+YuqingLin+Yuqing", "your own name or email" },
	{ "password12345678", "guessed soon" },
};

START_TEST(weak_ones_are_refused_beside_the_field)
{
	struct browser b = signed_in(true);
	struct answer *a = post(&b, "/me/password", "/me/password",
				arena_printf(entry_work.arena, "password=%s", weak[_i].password));

	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "id=\"e-password\""));
	ck_assert_msg(answer_has(a, weak[_i].why), "%s", weak[_i].password);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_password"), 0);
}
END_TEST

START_TEST(a_code_opens_the_page_and_ends_the_others)
{
	struct browser b = signed_in(false), other = browser_new(entry_app);
	struct answer *a = browser_get(&b, "/me/password");

	ck_assert_msg(a->status == 200, "%s", a->body);
	ck_assert(!answer_has(a, "name=\"password\""));
	ck_assert_int_eq(browser_post(&b, "/me/password", "password=" WORDS)->status, 403);
	ck_assert_int_eq(post(&b, "/me/password", "/me/password/remove", "")->status, 403);
	a = post(&b, "/me/password", "/me/password/code", "way=2");
	ck_assert_msg(a->status == 422, "%s", a->body);
	ck_assert_int_eq(post(&b, "/me/password", "/me/password/code", "way=9")->status, 422);
	entry_leads(post(&b, "/me/password", "/me/password/code", "way=1"),
		    "/me/code?next=%2Fme%2Fpassword");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = "
					"'sign_in_code' AND recipient = 'lin@mail.example'"),
			 1);
	entry_set_code(&b);
	ck_assert_int_eq(post(&b, "/me/code", "/me/code", "code=000000")->status, 422);
	entry_leads(browser_post(&b, "/me/code", "code=123456&next=%2Fme%2Fpassword"),
		    "/me/password");
	browser_sign_in(&other, SESSION_CUSTOMER, lin);
	entry_leads(post(&b, "/me/password", "/me/password", "password=" WORDS), "/me/account");
	ck_assert_int_eq(browser_get(&b, "/me/account")->status, 200);
	ck_assert_int_eq(browser_get(&other, "/me/account")->status, 303);
	/* and an hour later it takes a new one */
	support_sql("UPDATE session SET stepped_up_at = stepped_up_at - INTERVAL 16 MINUTE");
	ck_assert_int_eq(post(&b, "/me/password", "/me/password/remove", "")->status, 403);
}
END_TEST

START_TEST(it_is_removed)
{
	struct browser b = signed_in(true), c = browser_new(entry_app);

	entry_leads(post(&b, "/me/password", "/me/password", "password=" WORDS), "/me/account");
	entry_leads(post(&b, "/me/password", "/me/password/remove", ""), "/me/account");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_password"), 0);
	ck_assert_int_eq(by_password(&c, "email=lin%40mail.example&password=" WORDS)->status, 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind IN "
					"('password_set', 'password_removed')"),
			 2);
}
END_TEST

/* A code of an account is none to sign in with, nor one for somebody else's account. */
START_TEST(codes_serve_what_they_were_asked_for)
{
	struct browser b = signed_in(false), stranger = browser_new(entry_app);
	uint64_t min = entry_add("Min Zhou", "13900000001", "min@mail.example");

	entry_leads(post(&b, "/me/ways", "/me/ways", "email=new%40mail.example"),
		    "/me/code?next=%2Fme%2Fways");
	entry_set_code(&b);
	browser_sign_in(&stranger, SESSION_CUSTOMER, min);
	browser_set_cookie(&stranger, "__Host-code", browser_cookie(&b, "__Host-code"));
	ck_assert_int_eq(post(&stranger, "/me/ways", "/me/code", "code=123456")->status, 422);
	ck_assert_int_eq(post(&stranger, "/track", "/sign-in/code", "code=123456")->status, 422);
	entry_leads(post(&b, "/me/code", "/me/code", "code=123456&next=%2Fme%2Fways"), "/me/ways");
	ck_assert_int_eq(support_number(arena_printf(
				 entry_work.arena,
				 "SELECT COUNT(*) FROM customer_identity WHERE customer_id = %llu "
				 "AND value = 'new@mail.example' AND verified_at IS NOT NULL",
				 (unsigned long long)lin)),
			 1);
}
END_TEST

static int64_t owner(const char *way)
{
	return support_number(arena_printf(entry_work.arena,
					   "SELECT customer_id FROM customer_identity WHERE value "
					   "= '%s'",
					   way));
}

static struct answer *show(struct browser *b, const char *way)
{
	ck_assert_int_eq(post(b, "/me/ways", "/me/ways",
			      arena_printf(entry_work.arena, "email=%s", way))
				 ->status,
			 303);
	entry_set_code(b);
	return post(b, "/me/code", "/me/code", "code=123456&next=%2Fme%2Fways");
}

START_TEST(a_way_belongs_to_who_shows_it)
{
	struct browser b = signed_in(false);
	struct answer *a;
	uint64_t min = entry_add("Min Zhou", "13900000001", "min@mail.example");

	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('sms', 'yes', "
		    "UTC_TIMESTAMP(6))");
	ck_assert(app_read_settings(entry_app));
	/* their own number, which an order named */
	entry_leads(show(&b, "13812345521"), "/me/ways");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity WHERE value = "
					"'+8613812345521' AND verified_at IS NOT NULL"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE channel = 1 AND "
					"recipient = '+8613812345521'"),
			 1);
	/* one that somebody else only named */
	ck_assert_int_eq(owner("+8613900000001"), (int64_t)min);
	entry_leads(show(&b, "13900000001"), "/me/ways");
	ck_assert_int_eq(owner("+8613900000001"), (int64_t)lin);
	/* one that somebody else has shown */
	ck_assert(customer_prove_email(&entry_work, "min@mail.example"));
	a = show(&b, "min%40mail.example");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "belongs to another account"));
	ck_assert_int_eq(owner("min@mail.example"), (int64_t)min);
}
END_TEST

START_TEST(who_is_remembered_stays_so_after_a_code)
{
	struct browser b = signed_in(false);
	struct answer *a;

	support_sql("UPDATE session SET expires_at = UTC_TIMESTAMP(6) + INTERVAL 80 DAY");
	a = show(&b, "new%40mail.example");
	ck_assert_ptr_nonnull(strstr(a->head, "Max-Age=69"));
	support_sql("UPDATE session SET expires_at = UTC_TIMESTAMP(6) + INTERVAL 8 HOUR");
	a = show(&b, "newer%40mail.example");
	ck_assert_ptr_nonnull(strstr(a->head, "-sid="));
	ck_assert_ptr_null(strstr(strstr(a->head, "-sid="), "Max-Age=2"));
}
END_TEST

Suite *customer_password_suite(void)
{
	Suite *s = suite_create("customer_password");
	TCase *tc = tcase_create("account"), *limits = tcase_create("limits");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_password_leads_in_and_a_code_still_does);
	tcase_add_test(tc, nobody_learns_who_has_one);
	tcase_add_test(tc, a_way_that_was_not_proved_opens_nothing);
	tcase_add_loop_test(tc, weak_ones_are_refused_beside_the_field, 0,
			    sizeof weak / sizeof *weak);
	tcase_add_test(tc, a_code_opens_the_page_and_ends_the_others);
	tcase_add_test(tc, it_is_removed);
	tcase_add_test(tc, codes_serve_what_they_were_asked_for);
	tcase_add_test(tc, a_way_belongs_to_who_shows_it);
	tcase_add_test(tc, who_is_remembered_stays_so_after_a_code);
	suite_add_tcase(s, tc);
	tcase_set_timeout(limits, 60);
	tcase_add_checked_fixture(limits, setup_throttled, teardown);
	tcase_add_test(limits, tries_are_limited_and_a_code_helps);
	suite_add_tcase(s, limits);
	return s;
}
