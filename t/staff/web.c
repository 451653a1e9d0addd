/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in for staff, as a browser sees them: an invitation to its end, two steps at the door,
 * and what is said when one of them goes wrong. */
#include <check.h>
#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "staff/staff.h"
#include "support/app.h"

#define MAIL     "zhou@mail.example"
#define PASSWORD "four quiet words here"
#define ENTRY    "email=zhou%40mail.example&password=four+quiet+words+here"

static struct app *app;
static struct work w;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
}

static void teardown(void)
{
	support_app_free(app);
}

static struct browser visitor(void)
{
	struct browser b = browser_new(app);

	browser_set_cookie(&b, "lang", "en");
	return b;
}

/* What the authenticator app would show in that many steps of half a minute. */
static const char *code_in(const char *base32, int steps)
{
	static char code[8];
	char *secret;
	size_t len;

	ck_assert_int_eq(oath_base32_decode(base32, strlen(base32), &secret, &len), OATH_OK);
	ck_assert_int_eq(oath_totp_generate(secret, len,
					    instant_now().us / INSTANT_SECOND + 30 * steps, 30, 0,
					    6, code),
			 OATH_OK);
	free(secret);
	return code;
}

static const char *invitation(const char *email, const char *name, const char *role)
{
	char token[SECRET_TOKEN_SIZE];

	ck_assert_int_eq(staff_invite(&w, email, name, role, LANG_EN, token), STAFF_OK);
	return arena_printf(app->arena, "/desk/invite/%s", token);
}

/* Somebody who has chosen a password; active when both factors are there. */
static uint64_t member(bool active, struct staff_secret *secret)
{
	char token[SECRET_TOKEN_SIZE], codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE];
	uint64_t id;

	ck_assert_int_eq(staff_invite(&w, NULL, NULL, "owner", LANG_EN, token), STAFF_OK);
	ck_assert_int_eq(staff_accept(&w, token,
				      &(struct staff_entry){ MAIL, "Zhou Min", PASSWORD, LANG_EN },
				      &id),
			 STAFF_OK);
	ck_assert(staff_pending_secret(&w, id, secret));
	/* of the step before: the one of now is not used up */
	if (active)
		ck_assert_int_eq(staff_enrol(&w, id, code_in(secret->base32, -1), codes), STAFF_OK);
	return id;
}

/* Before the page that asks for the password, as a member of staff. */
static struct browser at_the_door(bool active, struct staff_secret *secret)
{
	struct browser b = visitor();

	member(active, secret);
	browser_get(&b, "/desk/sign-in");
	return b;
}

static void leads_to(const struct answer *a, const char *where)
{
	ck_assert_int_eq(a->status, 303);
	ck_assert_str_eq(answer_header(a, "Location"), where);
}

static void says(const struct answer *a, const char *words)
{
	bool shut = answer_header(a, "Retry-After") != NULL;

	ck_assert_int_eq(shut, strstr(words, "Too many tries") != NULL);
	ck_assert_int_eq(a->status, shut ? 429 : 422);
	ck_assert_msg(answer_has(a, words), "no “%s”", words);
}

static int64_t events(const char *kind)
{
	return support_number(arena_printf(app->arena,
					   "SELECT COUNT(*) FROM security_event WHERE kind = '%s'",
					   kind));
}

/* ---- an invitation ---- */

START_TEST(an_invitation_leads_to_the_desk)
{
	struct browser b = visitor();
	const char *path = invitation(NULL, NULL, "owner"), *at;
	struct answer *a = browser_get(&b, path);
	char key[64] = "";

	ck_assert_int_eq(a->status, 200);
	ck_assert_str_eq(answer_header(a, "Referrer-Policy"), "no-referrer");
	leads_to(browser_post(&b, path, "name=Zhou+Min&" ENTRY), "/desk/enrol");
	a = browser_get(&b, "/desk/enrol");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "class=\"qr\""));
	at = strstr(a->body, "<span class=\"mono\">");
	ck_assert_ptr_nonnull(at);
	ck_assert_int_eq(sscanf(at, "<span class=\"mono\">%63[A-Z2-7]<", key), 1);
	ck_assert_int_ne(browser_get(&b, "/desk/orders")->status, 200);
	browser_get(&b, "/desk/enrol");
	says(browser_post(&b, "/desk/enrol", "code=000000"), "This code is not right");
	says(browser_post(&b, "/desk/enrol", "code="), "Enter the six digits");
	a = browser_post(&b, "/desk/enrol", arena_printf(app->arena, "code=%s", code_in(key, 0)));
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "Keep these codes"));
	ck_assert_int_eq(browser_get(&b, "/desk/orders")->status, 200);
	ck_assert_int_eq(events("invitation_accepted"), 1);
	ck_assert_int_eq(events("second_factor_set_up"), 1);
}
END_TEST

/* The invitation was meant for a reader of Chinese; who reads it in English goes on in English. */
START_TEST(the_language_of_the_invitation_page_stays)
{
	struct browser b = browser_new(app);
	char token[SECRET_TOKEN_SIZE];
	const char *path;

	ck_assert_int_eq(staff_invite(&w, NULL, NULL, "owner", LANG_ZH, token), STAFF_OK);
	path = arena_printf(app->arena, "/desk/invite/%s", token);
	browser_set_cookie(&b, "lang", "en");
	ck_assert(answer_has(browser_get(&b, path), "<html lang=\"en\""));
	leads_to(browser_post(&b, path, "name=Zhou+Min&" ENTRY), "/desk/enrol");
	ck_assert(answer_has(browser_get(&b, "/desk/enrol"), "<html lang=\"en\""));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff WHERE lang = 'en'"), 1);
}
END_TEST

START_TEST(all_that_is_missing_is_said_at_once)
{
	struct browser b = visitor();
	const char *path = invitation(NULL, NULL, "owner");
	struct answer *a;

	browser_get(&b, path);
	a = browser_post(&b, path, "name=&email=&password=");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "id=\"e-name\"") && answer_has(a, "id=\"e-email\"") &&
		  answer_has(a, "id=\"e-password\""));
}
END_TEST

START_TEST(an_invitation_that_is_over_says_so)
{
	struct browser b = visitor();
	const char *path = invitation(NULL, NULL, "owner");
	struct answer *a;

	browser_get(&b, path);
	leads_to(browser_post(&b, path, "name=Zhou+Min&" ENTRY), "/desk/enrol");
	b = visitor();
	a = browser_get(&b, path);
	ck_assert_int_eq(a->status, 410);
	ck_assert(answer_has(a, "Ask the colleague who invited you"));
	ck_assert(answer_has(a, "<body class=\"staff\">"));
	ck_assert(!answer_has(a, "delivery") && !answer_has(a, "/track"));
	browser_get(&b, "/desk/sign-in");
	ck_assert_int_eq(browser_post(&b, path, "name=Other&" ENTRY)->status, 410);
	ck_assert_int_eq(browser_get(&b, "/desk/invite/nothing")->status, 410);
	ck_assert_int_eq(events("invitation_accepted"), 1);
}
END_TEST

static const struct {
	const char *name, *fields, *words;
} answers[] = {
	{ "no_address", "name=Lin&password=four+quiet+words+here", "Enter your email address" },
	{ "no_name", "email=lin%40mail.example&password=four+quiet+words+here", "Enter your name" },
	{ "no_password", "email=lin%40mail.example&name=Lin", "Choose a password" },
	{ "a_short_password", "email=lin%40mail.example&name=Lin&password=short",
	  "Use at least 15 characters" },
	{ "ones_own_address",
	  "email=lin.yuqing%40mail.example&name=Lin&password=lin.yuqinglin.yuqing1",
	  "own name or email address" },
	{ "somebody_elses_address", "name=Lin&" ENTRY, "already uses this address" },
};

START_TEST(an_invitation_is_not_accepted_with_what_is_wrong)
{
	struct browser b = visitor();
	struct staff_secret secret;
	const char *path;

	member(false, &secret);
	path = invitation(NULL, NULL, "care");
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct answer *a;

		browser_get(&b, path);
		a = browser_post(&b, path, answers[i].fields);
		ck_assert_msg(a->status == 422 && answer_has(a, answers[i].words), "%s: %d",
			      answers[i].name, a->status);
		ck_assert_msg(!answer_has(a, "quiet words"), "%s", answers[i].name);
	}
	ck_assert_int_eq(browser_get(&b, path)->status, 200);
	ck_assert_int_eq(events("invitation_accepted"), 0);
}
END_TEST

START_TEST(an_invitation_knows_its_address)
{
	struct browser b = visitor();
	const char *path = invitation("wei@mail.example", "Wei", "care");
	struct answer *a = browser_get(&b, path);

	ck_assert(answer_has(a, "wei@mail.example"));
	ck_assert(answer_has(a, "value=\"Wei\""));
	says(browser_post(&b, path, "name=Wei&password=wei%40mail.example"),
	     "own name or email address");
	leads_to(browser_post(&b, path, "name=Wei&password=four+quiet+words+here"), "/desk/enrol");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff WHERE "
					"email = 'wei@mail.example' AND name = 'Wei'"),
			 1);
}
END_TEST

/* ---- the door ---- */

START_TEST(the_door_wants_both_words)
{
	struct browser b = visitor();

	browser_get(&b, "/desk/sign-in");
	says(browser_post(&b, "/desk/sign-in", "password=four+quiet+words+here"),
	     "Enter your email address");
	says(browser_post(&b, "/desk/sign-in", "email=zhou%40mail.example"), "Enter your password");
	ck_assert_int_eq(events("sign_in_failed"), 0);
}
END_TEST

/* Whether there is such an address is nobody's business. */
START_TEST(a_wrong_password_and_an_unknown_address_are_one_answer)
{
	struct staff_secret secret;
	struct browser b = at_the_door(true, &secret);

	says(browser_post(&b, "/desk/sign-in", "email=zhou%40mail.example&password=x"),
	     "The email address or the password is not right.");
	says(browser_post(&b, "/desk/sign-in", "email=who%40mail.example&password=x"),
	     "The email address or the password is not right.");
	ck_assert_int_eq(events("sign_in_failed"), 2);
}
END_TEST

START_TEST(ten_wrong_passwords_close_the_door_for_a_while)
{
	struct staff_secret secret;
	struct browser b = at_the_door(true, &secret);

	for (int i = 0; i < 10; i++)
		says(browser_post(&b, "/desk/sign-in",
				  i % 2 ? "email=zhou%40mail.example&password=x"
					: "email=ZHOU%40Mail.Example&password=x"),
		     "is not right");
	says(browser_post(&b, "/desk/sign-in", ENTRY), "Too many tries. Try again in 15 minutes.");
	ck_assert_int_eq(events("sign_in_failed"), 10);
}
END_TEST

/* Who came in by the password alone and has no second factor yet sets it up now. */
START_TEST(a_password_without_a_second_factor_leads_to_it)
{
	struct staff_secret secret;
	struct browser b = at_the_door(false, &secret);

	leads_to(browser_post(&b, "/desk/sign-in", ENTRY), "/desk/enrol");
	ck_assert(answer_has(browser_get(&b, "/desk/enrol"), secret.base32));
}
END_TEST

START_TEST(the_second_step_follows_the_first)
{
	static const char *const pages[] = { "/desk/code", "/desk/enrol" };
	struct browser b = visitor();

	for (size_t i = 0; i < 2; i++) {
		leads_to(browser_get(&b, pages[i]), "/desk/sign-in");
		browser_get(&b, "/desk/sign-in");
		leads_to(browser_post(&b, pages[i], "code=123456"), "/desk/sign-in");
	}
}
END_TEST

START_TEST(the_second_step_takes_each_code_once)
{
	struct staff_secret secret;
	struct browser b = at_the_door(true, &secret), again = visitor();
	const char *fields;

	leads_to(browser_post(&b, "/desk/sign-in", ENTRY), "/desk/code?next=%2Fdesk%2Forders");
	browser_get(&b, "/desk/code");
	says(browser_post(&b, "/desk/code", "code="), "Enter the six digits");
	says(browser_post(&b, "/desk/code", "code=000000"), "This code is not right.");
	ck_assert_int_eq(events("code_failed"), 1);
	/* the second factor stands: there is nothing to set up */
	leads_to(browser_get(&b, "/desk/enrol"), "/desk/code");
	fields = arena_printf(app->arena, "code=%s", code_in(secret.base32, 0));
	leads_to(browser_post(&b, "/desk/code", fields), "/desk/orders");
	ck_assert_int_eq(events("sign_in"), 1);
	/* both steps are done */
	leads_to(browser_get(&b, "/desk/code"), "/desk/orders");
	browser_get(&again, "/desk/sign-in");
	browser_post(&again, "/desk/sign-in", ENTRY);
	browser_get(&again, "/desk/code");
	ck_assert_int_eq(browser_post(&again, "/desk/code", fields)->status, 422);
	ck_assert_int_ne(browser_get(&again, "/desk/orders")->status, 200);
}
END_TEST

START_TEST(ten_wrong_codes_close_the_second_step_for_a_while)
{
	struct staff_secret secret;
	struct browser b = at_the_door(true, &secret);

	browser_post(&b, "/desk/sign-in", ENTRY);
	browser_get(&b, "/desk/code");
	for (int i = 0; i < 10; i++)
		says(browser_post(&b, "/desk/code", "code=000000"), "This code is not right.");
	says(browser_post(&b, "/desk/code",
			  arena_printf(app->arena, "code=%s", code_in(secret.base32, 0))),
	     "Too many tries");
	ck_assert_int_eq(events("sign_in"), 0);
}
END_TEST

START_TEST(next_stays_on_the_desk)
{
	struct browser b = visitor();

	ck_assert(answer_has(browser_get(&b, "/desk/sign-in?next=/desk/customers"),
			     "name=\"next\" value=\"/desk/customers\""));
	ck_assert(answer_has(browser_get(&b, "/desk/sign-in?next=/me/orders"),
			     "name=\"next\" value=\"/desk/orders\""));
	ck_assert(answer_has(browser_get(&b, "/desk/sign-in?next=https://evil.example/desk"),
			     "name=\"next\" value=\"/desk/orders\""));
}
END_TEST

Suite *staff_web_suite(void)
{
	Suite *s = suite_create("staff_web");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, an_invitation_leads_to_the_desk);
	tcase_add_test(tc, the_language_of_the_invitation_page_stays);
	tcase_add_test(tc, all_that_is_missing_is_said_at_once);
	tcase_add_test(tc, an_invitation_that_is_over_says_so);
	tcase_add_test(tc, an_invitation_is_not_accepted_with_what_is_wrong);
	tcase_add_test(tc, an_invitation_knows_its_address);
	tcase_add_test(tc, the_door_wants_both_words);
	tcase_add_test(tc, a_wrong_password_and_an_unknown_address_are_one_answer);
	tcase_add_test(tc, ten_wrong_passwords_close_the_door_for_a_while);
	tcase_add_test(tc, a_password_without_a_second_factor_leads_to_it);
	tcase_add_test(tc, the_second_step_follows_the_first);
	tcase_add_test(tc, the_second_step_takes_each_code_once);
	tcase_add_test(tc, ten_wrong_codes_close_the_second_step_for_a_while);
	tcase_add_test(tc, next_stays_on_the_desk);
	suite_add_tcase(s, tc);
	return s;
}
