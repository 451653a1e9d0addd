/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff on the database and at the door: invitation, password, second factor, each code once. */
#include "staff/staff.h"
#include <check.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include "support/app.h"

static struct app *app;
static struct work w;
static const char password[] = "four quiet words here";

static void setup(void)
{
	app = support_app();
	w = support_work(app);
}

static void teardown(void)
{
	support_app_free(app);
}

/* What the authenticator app would show at that moment. */
static const char *code_at(const char *base32, struct instant t)
{
	static char code[8];
	char *secret;
	size_t len;

	ck_assert_int_eq(oath_base32_decode(base32, strlen(base32), &secret, &len), OATH_OK);
	ck_assert_int_eq(oath_totp_generate(secret, len, t.us / INSTANT_SECOND, 30, 0, 6, code),
			 OATH_OK);
	free(secret);
	return code;
}

static uint64_t invited(const char *role, char token[SECRET_TOKEN_SIZE])
{
	struct staff_member m;

	ck_assert_int_eq(staff_invite(&w, NULL, NULL, role, LANG_EN, token), STAFF_OK);
	ck_assert(staff_invited(&w, token, &m));
	ck_assert_str_eq(m.role, role);
	return m.id;
}

static uint64_t active(const char *email, struct staff_secret *secret,
		       char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE])
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t id = invited("owner", token), accepted = 0;

	ck_assert_int_eq(staff_accept(&w, token,
				      &(struct staff_entry){ email, "Zhou Min", password, LANG_EN },
				      &accepted),
			 STAFF_OK);
	ck_assert_uint_eq(accepted, id);
	ck_assert(staff_pending_secret(&w, id, secret));
	ck_assert_int_eq(staff_enrol(&w, id, code_at(secret->base32, w.now), codes), STAFF_OK);
	return id;
}

START_TEST(an_invitation_works_once)
{
	struct staff_secret secret;
	struct staff_member m;
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE], token[SECRET_TOKEN_SIZE];
	uint64_t id = invited("care", token), accepted;

	ck_assert_int_eq(staff_accept(&w, token,
				      &(struct staff_entry){ "zhou@mail.example", "Zhou Min",
							     "too short", LANG_EN },
				      &accepted),
			 STAFF_WEAK_PASSWORD);
	ck_assert_int_eq(staff_accept(&w, token,
				      &(struct staff_entry){ "zhou@mail.example", "Zhou Min",
							     password, LANG_EN },
				      &accepted),
			 STAFF_OK);
	ck_assert_int_eq(staff_accept(&w, token,
				      &(struct staff_entry){ "zhou@mail.example", "Zhou Min",
							     password, LANG_EN },
				      &accepted),
			 STAFF_LINK_OVER);
	ck_assert(!staff_invited(&w, token, &m));
	ck_assert(staff_pending_secret(&w, id, &secret));
	ck_assert_int_eq(staff_enrol(&w, id, "000000", codes), STAFF_WRONG);
	ck_assert_int_eq(staff_enrol(&w, id, code_at(secret.base32, w.now), codes), STAFF_OK);
	ck_assert(!staff_pending_secret(&w, id, &secret));
	ck_assert(staff_session(&w, id, &m));
	ck_assert_int_eq(m.state, STAFF_ACTIVE);
}
END_TEST

START_TEST(an_old_invitation_is_over)
{
	struct staff_member m;
	char token[SECRET_TOKEN_SIZE];

	invited("owner", token);
	w.now = instant_add(w.now, 8 * INSTANT_DAY);
	ck_assert(!staff_invited(&w, token, &m));
}
END_TEST

START_TEST(an_address_belongs_to_one)
{
	struct staff_secret secret;
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE], token[SECRET_TOKEN_SIZE];
	uint64_t id;

	active("zhou@mail.example", &secret, codes);
	invited("care", token);
	ck_assert_int_eq(staff_accept(&w, token,
				      &(struct staff_entry){ "Zhou@mail.example", "Other", password,
							     LANG_EN },
				      &id),
			 STAFF_EMAIL_TAKEN);
	ck_assert_int_eq(staff_invite(&w, "zhou@mail.example", "X", "care", LANG_EN, token),
			 STAFF_EMAIL_TAKEN);
	ck_assert_int_eq(staff_invite(&w, "x@mail.example", "X", "king", LANG_EN, token),
			 STAFF_NO_ROLE);
}
END_TEST

START_TEST(each_code_counts_once)
{
	struct staff_secret secret;
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE];
	uint64_t id = active("zhou@mail.example", &secret, codes);

	/* the code of enrolling is used up */
	ck_assert_int_ne(staff_check_code(&w, id, code_at(secret.base32, w.now)), STAFF_OK);
	w.now = instant_add(w.now, 60 * INSTANT_SECOND);
	ck_assert_int_eq(staff_check_code(&w, id, code_at(secret.base32, w.now)), STAFF_OK);
	ck_assert_int_ne(staff_check_code(&w, id, code_at(secret.base32, w.now)), STAFF_OK);
	ck_assert_int_eq(staff_check_code(&w, id, codes[3]), STAFF_OK);
	ck_assert_int_eq(staff_check_code(&w, id, codes[3]), STAFF_WRONG);
	ck_assert_int_eq(staff_check_code(&w, id, "abcde-fghij"), STAFF_WRONG);
}
END_TEST

START_TEST(common_passwords_are_refused)
{
	static const char *const common[] = { "password12345678", "qwertyuiop123456",
					      "123456789012345",  "administrator123",
					      "regularsregulars", "sunflowersunglasses",
					      "xiaohemarket2026", "1q2w3e4r5t6y7u8i9o" };
	const struct settings shop = { .shop_name_en = "Xiaohe Market" };

	for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
		ck_assert_msg(!password_flaw(PASSWORD_OF_STAFF, common[i], NULL, NULL), "%s",
			      common[i]);
		ck_assert_msg(password_refused(&shop, PASSWORD_OF_STAFF, common[i], NULL, NULL) !=
				      NULL,
			      "%s", common[i]);
	}
	ck_assert_ptr_null(password_refused(&shop, PASSWORD_OF_STAFF, password, "zhou@mail.example",
					    "Zhou Min"));
	ck_assert_ptr_null(password_refused(&shop, PASSWORD_OF_STAFF,
					    "一二三四五六七八九十甲乙丙丁戊", NULL, NULL));
}
END_TEST

START_TEST(a_password_is_needed)
{
	struct staff_secret secret;
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE];
	uint64_t id = active("zhou@mail.example", &secret, codes), found = 0;

	ck_assert_int_eq(staff_check_password(&w, "ZHOU@mail.example", password, &found), STAFF_OK);
	ck_assert_uint_eq(found, id);
	ck_assert_int_eq(staff_check_password(&w, "zhou@mail.example", "five loud words over there",
					      &found),
			 STAFF_WRONG);
	ck_assert_int_eq(staff_check_password(&w, "nobody@mail.example", password, &found),
			 STAFF_WRONG);
}
END_TEST

START_TEST(nothing_secret_is_stored_as_it_is)
{
	struct staff_secret secret;
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE], sql[200];

	active("zhou@mail.example", &secret, codes);
	ck_assert_int_eq(
		support_number("SELECT COUNT(*) FROM staff WHERE password_hash LIKE '$argon2id$%'"),
		1);
	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM staff WHERE INSTR(totp_sealed, '%s') > 0",
		 secret.base32);
	ck_assert_int_eq(support_number(sql), 0);
	ck_assert_int_eq(
		support_number(
			"SELECT COUNT(*) FROM staff_recovery_code WHERE LENGTH(code_hash) = 32"),
		STAFF_RECOVERY_CODES);
}
END_TEST

struct password_case {
	const char *name, *password, *email, *person;
	bool fits;
};
static const struct password_case passwords[] = {
	{ "fifteen_characters", "abcdefghijklmno", "x@mail.example", "Lin", true },
	{ "fourteen_characters", "abcdefghijklmn", "x@mail.example", "Lin", false },
	{ "chinese_characters_count_as_characters", "今天天气很好我们去散步吧好不好呀",
	  "x@mail.example", "Lin", true },
	{ "one_character_over_and_over", "aaaaaaaaaaaaaaaaaaaa", "x@mail.example", "Lin", false },
	{ "the_own_address", "zhoumin-zhoumin", "zhoumin@mail.example", "Lin", false },
	{ "the_own_name_in_a_long_sentence", "zhou min walks along the long river",
	  "x@mail.example", "Zhou Min", true },
	{ "too_long",
	  "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567"
	  "890123456789012345678901234567890123"
	  "456789",
	  "x@mail.example", "Lin", false },
};

START_TEST(passwords_are_judged_by_length)
{
	const struct password_case *c = &passwords[_i];

	ck_assert_msg((password_flaw(PASSWORD_OF_STAFF, c->password, c->email, c->person) ==
		       NULL) == c->fits,
		      "%s", c->name);
}
END_TEST

/* ---- at the door ---- */

START_TEST(the_way_in_takes_both_steps)
{
	struct staff_secret secret;
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE], fields[100];
	struct browser b = browser_new(app);
	struct answer *a;

	active("zhou@mail.example", &secret, codes);
	browser_get(&b, "/desk/sign-in");
	a = browser_post(&b, "/desk/sign-in",
			 "email=zhou%40mail.example&password=wrong+words+all+over");
	ck_assert_int_eq(a->status, 422);
	ck_assert(!answer_has(a, "wrong words all over"));
	a = browser_post(&b, "/desk/sign-in",
			 "email=zhou%40mail.example&password=four+quiet+words+here&next=%2Fdesk%"
			 "2Fcustomers");
	ck_assert_int_eq(a->status, 303);
	/* half way in is not in */
	ck_assert_int_ne(browser_get(&b, "/desk/orders")->status, 200);
	browser_get(&b, "/desk/code?next=/desk/customers");
	snprintf(fields, sizeof fields, "code=%s&next=%%2Fdesk%%2Fcustomers", codes[0]);
	a = browser_post(&b, "/desk/code", fields);
	ck_assert_int_eq(a->status, 303);
	ck_assert_str_eq(answer_header(a, "Location"), "/desk/customers");
	ck_assert_int_eq(browser_get(&b, "/desk/orders")->status, 200);
	ck_assert_int_eq(browser_post(&b, "/desk/sign-out", "")->status, 303);
	ck_assert_int_ne(browser_get(&b, "/desk/orders")->status, 200);
}
END_TEST

START_TEST(next_never_leads_away)
{
	struct staff_secret secret;
	char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE], fields[100];
	struct browser b = browser_new(app);

	active("zhou@mail.example", &secret, codes);
	browser_get(&b, "/desk/sign-in");
	browser_post(
		&b, "/desk/sign-in",
		"email=zhou%40mail.example&password=four+quiet+words+here&next=%2F%2Fevil.example");
	browser_get(&b, "/desk/code");
	snprintf(fields, sizeof fields, "code=%s&next=%%2F%%2Fevil.example", codes[0]);
	ck_assert_str_eq(answer_header(browser_post(&b, "/desk/code", fields), "Location"),
			 "/desk/orders");
}
END_TEST

Suite *staff_suite(void)
{
	Suite *s = suite_create("staff");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, an_invitation_works_once);
	tcase_add_test(tc, an_old_invitation_is_over);
	tcase_add_test(tc, an_address_belongs_to_one);
	tcase_add_test(tc, each_code_counts_once);
	tcase_add_test(tc, common_passwords_are_refused);
	tcase_add_test(tc, a_password_is_needed);
	tcase_add_test(tc, nothing_secret_is_stored_as_it_is);
	tcase_add_loop_test(tc, passwords_are_judged_by_length, 0,
			    (int)(sizeof passwords / sizeof *passwords));
	tcase_add_test(tc, the_way_in_takes_both_steps);
	tcase_add_test(tc, next_never_leads_away);
	suite_add_tcase(s, tc);
	return s;
}
