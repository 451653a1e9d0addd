/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How and where a customer signed in, and that nothing is proposed to them by who they are. */
#include "customer/entry.h"
#include "customer/sign_in.h"

#define WORDS "plum+tea+on+a+wet+Tuesday"

static void setup(void)
{
	entry_use(support_app());
}

static void teardown(void)
{
	support_app_free(entry_app);
}

static struct browser by_code(const char *email)
{
	struct browser b = browser_new(entry_app);

	browser_set_cookie(&b, "lang", "en.mine");
	browser_get(&b, "/sign-in");
	browser_post(&b, "/sign-in", arena_printf(entry_work.arena, "email=%s", email));
	browser_get(&b, "/sign-in/code");
	entry_set_code(&b);
	entry_leads(browser_post(&b, "/sign-in/code", "code=123456"), "/me/orders");
	return b;
}

START_TEST(each_sign_in_says_when_how_and_with_what)
{
	uint64_t lin = entry_add("Lin", NULL, "lin@mail.example");
	struct browser b = by_code("lin%40mail.example"), other = browser_new(entry_app);
	const struct sign_in *all;
	const struct answer *a;
	size_t n;

	browser_get(&b, "/me/password");
	entry_leads(browser_post(&b, "/me/password", "password=" WORDS), "/me/account");
	browser_get(&other, "/sign-in/password");
	entry_leads(browser_post(&other, "/sign-in/password",
				 "email=lin%40mail.example&password=" WORDS),
		    "/me/orders");
	support_sql("UPDATE customer_sign_in SET agent = 'Firefox, Linux' WHERE how = 0");
	all = sign_in_store_list(&entry_work, lin, 0, 9, &n);
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(all[0].how, SIGN_IN_BY_PASSWORD);
	ck_assert_int_eq(all[1].how, SIGN_IN_BY_CODE);
	ck_assert_str_eq(all[1].agent, "Firefox, Linux");
	a = browser_get(&b, "/me/sign-ins");
	ck_assert(answer_has(a, "Firefox, Linux"));
	ck_assert(answer_has(a, "With a code"));
	ck_assert(answer_has(a, "With the password"));
	ck_assert(answer_has(a, "Region unknown"));
	/* of theirs alone */
	entry_add("Bo", NULL, "bo@mail.example");
	b = by_code("bo%40mail.example");
	ck_assert(!answer_has(browser_get(&b, "/me/sign-ins"), "With the password"));
}
END_TEST

START_TEST(the_list_goes_on_and_forgets_after_a_year)
{
	enum { MANY = 40 };
	uint64_t lin = entry_add("Lin", NULL, "lin@mail.example");
	struct browser b = by_code("lin%40mail.example");
	struct work old = entry_work;
	const struct answer *a;
	size_t n;

	old.now = instant_add(old.now, -367 * INSTANT_DAY);
	for (int i = 0; i < MANY; i++)
		sign_in_store_insert(&old, &(struct sign_in){ .customer_id = lin,
							      .how = SIGN_IN_BY_PASSWORD });
	a = browser_get(&b, "/me/sign-ins");
	ck_assert(answer_has(a, "?before="));
	(void)sign_in_store_list(&entry_work, lin, 0, 99, &n);
	ck_assert_uint_eq(n, MANY + 1);
	customer_purge_sign_ins(&entry_work);
	(void)sign_in_store_list(&entry_work, lin, 0, 99, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert(!answer_has(browser_get(&b, "/me/sign-ins"), "?before="));
}
END_TEST

/* On unless they say no; each change stands in the ledger, and on their page. */
START_TEST(personal_suggestions_are_switched_off_and_on)
{
	uint64_t lin = entry_add("Lin", NULL, "lin@mail.example");
	struct browser b = by_code("lin%40mail.example");

	ck_assert(customer_is_personal(&entry_work, lin));
	ck_assert(
		answer_has(browser_get(&b, "/me/about"), "name=\"personal\" value=\"1\" checked"));
	entry_leads(browser_post(&b, "/me/personal", "personal=1"), "/me/about");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_consent"), 0);
	browser_get(&b, "/me/about");
	entry_leads(browser_post(&b, "/me/personal", ""), "/me/about");
	ck_assert(!customer_is_personal(&entry_work, lin));
	ck_assert(
		!answer_has(browser_get(&b, "/me/about"), "name=\"personal\" value=\"1\" checked"));
	ck_assert(answer_has(browser_get(&b, "/me/about"), "Personal suggestions · withdrawn"));
	browser_get(&b, "/me/about");
	entry_leads(browser_post(&b, "/me/personal", "personal=1"), "/me/about");
	ck_assert(customer_is_personal(&entry_work, lin));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_consent"), 2);
}
END_TEST

Suite *customer_privacy_suite(void)
{
	Suite *s = suite_create("customer_privacy");
	TCase *tc = tcase_create("privacy");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, each_sign_in_says_when_how_and_with_what);
	tcase_add_test(tc, the_list_goes_on_and_forgets_after_a_year);
	tcase_add_test(tc, personal_suggestions_are_switched_off_and_on);
	suite_add_tcase(s, tc);
	return s;
}
