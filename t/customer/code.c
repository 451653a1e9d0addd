/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-in codes: who gets one, how often it may be tried, what a right one does. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "customer/inside.h"
#include "notify/notify.h"
#include "support/app.h"

static struct app *app;
static struct work w;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	work_lease(app);
}

static void teardown(void)
{
	support_app_free(app);
}

static uint64_t add_lin(void)
{
	const struct contact_draft lin = { .name = "林雨晴",
					   .phone = "13812345521",
					   .email = "Lin@mail.example" };
	struct contact c;
	uint64_t id;

	customer_for_contact(&w, &lin, INSTANT_NONE, &id, &c);
	return id;
}

/* Puts a code we know into the place of the one that was sent. */
static void set_code(const char *token, const char *code)
{
	const char *const parts[] = { "sign-in code", token, code };
	uint8_t mac[SECRET_HASH_BYTES], request[SECRET_HASH_BYTES];
	char hex[2][2 * SECRET_HASH_BYTES + 1];

	secret_mac(app->keys.index, parts, 3, mac);
	secret_hash(token, strlen(token), request);
	for (size_t i = 0; i < SECRET_HASH_BYTES; i++) {
		snprintf(hex[0] + 2 * i, 3, "%02x", mac[i]);
		snprintf(hex[1] + 2 * i, 3, "%02x", request[i]);
	}
	support_sql(arena_printf(w.arena,
				 "UPDATE sign_in_code SET code_hash = UNHEX('%s') "
				 "WHERE request_hash = UNHEX('%s')",
				 hex[0], hex[1]));
}

static void ask(const char *email, char token[SECRET_TOKEN_SIZE])
{
	customer_send_code(&w, email, LANG_ZH, token);
	set_code(token, "123456");
}

START_TEST(right_code_proves_the_address)
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t id = add_lin(), got;
	struct customer c;

	ask("LIN@mail.example", token);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &got), CODE_OK);
	ck_assert_uint_eq(got, id);
	ck_assert(customer_get(&w, id, &c));
	ck_assert(!c.provisional);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity "
					"WHERE verified_at IS NOT NULL AND kind = 1"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity "
					"WHERE verified_at IS NOT NULL"),
			 1);
}
END_TEST

START_TEST(code_works_once)
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t got;

	add_lin();
	ask("lin@mail.example", token);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &got), CODE_OK);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &got), CODE_OVER);
	ck_assert_uint_eq(got, 0);
	ck_assert_int_eq(customer_check_code(&w, token, "000000", &got), CODE_OVER);
}
END_TEST

START_TEST(fifth_wrong_try_is_the_last)
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t got;

	add_lin();
	ask("lin@mail.example", token);
	for (int i = 1; i <= 4; i++)
		ck_assert_int_eq(customer_check_code(&w, token, "123457", &got), CODE_WRONG);
	ck_assert_int_eq(customer_check_code(&w, token, "123457", &got), CODE_OVER);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &got), CODE_OVER);
}
END_TEST

START_TEST(fifth_try_may_be_right)
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t got;

	add_lin();
	ask("lin@mail.example", token);
	for (int i = 1; i <= 4; i++)
		ck_assert_int_eq(customer_check_code(&w, token, "", &got), CODE_WRONG);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &got), CODE_OK);
}
END_TEST

static const struct {
	const char *name;
	int64_t later;
	enum code_result wanted;
} age_rows[] = {
	{ "just before ten minutes", 10 * INSTANT_MINUTE - INSTANT_SECOND, CODE_OK },
	{ "after ten minutes", 10 * INSTANT_MINUTE, CODE_OVER },
};

START_TEST(code_ends)
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t got;

	add_lin();
	ask("lin@mail.example", token);
	w.now = instant_add(w.now, age_rows[_i].later);
	ck_assert_msg(customer_check_code(&w, token, "123456", &got) == age_rows[_i].wanted, "%s",
		      age_rows[_i].name);
}
END_TEST

START_TEST(code_belongs_to_the_browser_that_asked)
{
	char mine[SECRET_TOKEN_SIZE], theirs[SECRET_TOKEN_SIZE];
	uint8_t hash[SECRET_HASH_BYTES];
	uint64_t got;

	add_lin();
	ask("lin@mail.example", mine);
	customer_send_code(&w, "lin@mail.example", LANG_EN, theirs);
	set_code(theirs, "654321");
	ck_assert_int_eq(customer_check_code(&w, theirs, "123456", &got), CODE_WRONG);
	ck_assert_int_eq(customer_check_code(&w, mine, "123456", &got), CODE_OK);
	secret_token(theirs, hash);
	ck_assert_int_eq(customer_check_code(&w, theirs, "123456", &got), CODE_OVER);
}
END_TEST

/* The same statements, the same rows, the same answers up to the right code. */
START_TEST(unknown_address_looks_like_a_known_one)
{
	char known[SECRET_TOKEN_SIZE], unknown[SECRET_TOKEN_SIZE];
	unsigned cost;
	uint64_t got;

	add_lin();
	db_count_reset(w.db);
	customer_send_code(&w, "lin@mail.example", LANG_EN, known);
	cost = db_count(w.db);
	db_count_reset(w.db);
	customer_send_code(&w, "nobody@mail.example", LANG_EN, unknown);
	ck_assert_uint_eq(db_count(w.db), cost);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sign_in_code"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 1);
	set_code(unknown, "123456");
	for (int i = 1; i <= 3; i++)
		ck_assert_int_eq(customer_check_code(&w, unknown, "000000", &got), CODE_WRONG);
	ck_assert_int_eq(customer_check_code(&w, unknown, "123456", &got), CODE_WRONG);
	ck_assert_int_eq(customer_check_code(&w, unknown, "000000", &got), CODE_OVER);
}
END_TEST

START_TEST(guest_takes_the_name_given_with_the_proved_address)
{
	const struct contact_draft victim = { .name = "Victim", .phone = "13812345521" };
	const struct contact_draft other = { .name = "Other",
					     .phone = "13812345521",
					     .email = "other@mail.example" };
	char token[SECRET_TOKEN_SIZE];
	struct contact c;
	struct customer got;
	uint64_t id, same;

	customer_for_contact(&w, &victim, INSTANT_NONE, &id, &c);
	customer_for_contact(&w, &other, INSTANT_NONE, &same, &c);
	ck_assert_uint_eq(id, same);
	ask("other@mail.example", token);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &id), CODE_OK);
	ck_assert(customer_get(&w, id, &got));
	ck_assert_str_eq(got.name, "Other");
}
END_TEST

START_TEST(nothing_is_stored_in_clear)
{
	char token[SECRET_TOKEN_SIZE];

	add_lin();
	customer_send_code(&w, "lin@mail.example", LANG_EN, token);
	ck_assert_int_eq(support_number(arena_printf(
				 w.arena,
				 "SELECT COUNT(*) FROM sign_in_code WHERE LENGTH(code_hash) = 32 "
				 "AND LENGTH(request_hash) = 32 AND HEX(request_hash) <> HEX('%s')",
				 token)),
			 1);
}
END_TEST

START_TEST(old_codes_are_forgotten)
{
	char token[SECRET_TOKEN_SIZE];

	customer_send_code(&w, "a@mail.example", LANG_EN, token);
	ck_assert(!customer_purge_codes(&w));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sign_in_code"), 1);
	w.now = instant_add(w.now, INSTANT_DAY + 11 * INSTANT_MINUTE);
	ck_assert(!customer_purge_codes(&w));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sign_in_code"), 0);
}
END_TEST

/* ---- by phone ---- */

static int64_t codes(int channel)
{
	return support_number(arena_printf(w.arena,
					   "SELECT COUNT(*) FROM outbox WHERE template = "
					   "'sign_in_code' AND channel = %d",
					   channel));
}

START_TEST(a_phone_gets_a_code_where_sms_is_on)
{
	char token[SECRET_TOKEN_SIZE];
	struct customer c;
	uint64_t lin = add_lin(), id;

	app->settings.sms = true;
	ask("138 1234 5521", token);
	ck_assert_int_eq(codes(CHANNEL_SMS), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE recipient = "
					"'+8613812345521'"),
			 1);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &id), CODE_OK);
	ck_assert_uint_eq(id, lin);
	ck_assert(customer_get(&w, lin, &c));
	ck_assert(!c.provisional);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity WHERE kind = 2 AND "
					"verified_at IS NOT NULL"),
			 1);
	/* nobody's number gets none, and looks the same */
	ask("13900000009", token);
	ck_assert_int_eq(codes(CHANNEL_SMS), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sign_in_code"), 2);
	app->settings.sms = false;
}
END_TEST

/* Who ordered for somebody else, or mistyped a number, lets nobody into their account: whose number
 * it is gets one of their own. */
START_TEST(a_number_that_was_only_named_opens_no_proved_account)
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t lin = add_lin(), id, other;

	app->settings.sms = true;
	ask("lin@mail.example", token);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &id), CODE_OK);
	ck_assert_uint_eq(id, lin);
	ask("13812345521", token);
	ck_assert_int_eq(codes(CHANNEL_SMS), 1);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &other), CODE_OK);
	ck_assert_uint_ne(other, lin);
	ask("13812345521", token);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &id), CODE_OK);
	ck_assert_uint_eq(id, other);
	/* what they gave themselves stays theirs */
	ask("lin@mail.example", token);
	ck_assert_int_eq(customer_check_code(&w, token, "123456", &id), CODE_OK);
	ck_assert_uint_eq(id, lin);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact"), 1);
	app->settings.sms = false;
}
END_TEST

START_TEST(what_was_typed_is_one_way_or_none)
{
	static const struct {
		const char *typed, *with_sms, *without;
	} row[] = {
		{ "Lin@Mail.example", "lin@mail.example", "lin@mail.example" },
		{ "138-1234-5521", "+8613812345521", NULL },
		{ "+44 20 7946 0000", "+442079460000", NULL },
		{ "12", NULL, NULL },
		{ "lin", NULL, NULL },
		{ "", NULL, NULL },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		const char *a = customer_way_in(w.arena, row[i].typed, "CN", true),
			   *b = customer_way_in(w.arena, row[i].typed, "CN", false);

		ck_assert_msg(!strcmp(a ? a : "", row[i].with_sms ? row[i].with_sms : ""), "%s",
			      row[i].typed);
		ck_assert_msg(!strcmp(b ? b : "", row[i].without ? row[i].without : ""), "%s",
			      row[i].typed);
	}
}
END_TEST

Suite *customer_code_suite(void)
{
	Suite *s = suite_create("customer_code");
	TCase *tc = tcase_create("codes");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, right_code_proves_the_address);
	tcase_add_test(tc, code_works_once);
	tcase_add_test(tc, fifth_wrong_try_is_the_last);
	tcase_add_test(tc, fifth_try_may_be_right);
	tcase_add_loop_test(tc, code_ends, 0, sizeof age_rows / sizeof *age_rows);
	tcase_add_test(tc, code_belongs_to_the_browser_that_asked);
	tcase_add_test(tc, unknown_address_looks_like_a_known_one);
	tcase_add_test(tc, guest_takes_the_name_given_with_the_proved_address);
	tcase_add_test(tc, nothing_is_stored_in_clear);
	tcase_add_test(tc, old_codes_are_forgotten);
	tcase_add_test(tc, a_phone_gets_a_code_where_sms_is_on);
	tcase_add_test(tc, a_number_that_was_only_named_opens_no_proved_account);
	tcase_add_test(tc, what_was_typed_is_one_way_or_none);
	suite_add_tcase(s, tc);
	return s;
}
