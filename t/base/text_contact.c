/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of e-mail addresses and phone numbers. */
#include <stdio.h>
#include "base/rows.h"
#include "base/text.h"

static struct arena *a;

static void set_up(void)
{
	a = arena_new();
}

static void tear_down(void)
{
	arena_free(a);
}

START_TEST(addresses_have_one_form)
{
	static const struct {
		const char *given, *wanted;
	} rows[] = {
		{ "lin@mail.example", "lin@mail.example" },
		{ "Lin.Yuqing+shop@Mail.EXAMPLE", "lin.yuqing+shop@mail.example" },
		{ "o'brien@mail.example", "o'brien@mail.example" },
		{ "a@b.cd", "a@b.cd" },
		{ "a@163.com", "a@163.com" },
		{ "1234567@qq.com", "1234567@qq.com" },
		{ "a@x-y.z1.example", "a@x-y.z1.example" },
		{ "", NULL },
		{ "a", NULL },
		{ "@mail.example", NULL },
		{ "a@", NULL },
		{ "a@localhost", NULL },
		{ "a@b@mail.example", NULL },
		{ "a@.example", NULL },
		{ "a@mail.", NULL },
		{ "a@mail..example", NULL },
		{ "a@-mail.example", NULL },
		{ "a@mail-.example", NULL },
		{ "a@mail_x.example", NULL },
		{ "a@127.0.0.1", NULL },
		{ "a@[127.0.0.1]", NULL },
		{ ".a@mail.example", NULL },
		{ "a.@mail.example", NULL },
		{ "a..b@mail.example", NULL },
		{ "a b@mail.example", NULL },
		{ " a@mail.example", NULL },
		{ "a@mail.example ", NULL },
		{ "a,b@mail.example", NULL },
		{ "a;b@mail.example", NULL },
		{ "\"a\"@mail.example", NULL },
		{ "<a@mail.example>", NULL },
		{ "a@mail.example\nbcc: x", NULL },
		{ "a\r@mail.example", NULL },
		{ "a\x01@mail.example", NULL },
		{ "a@mail.example,b@mail.example", NULL },
		{ "林@mail.example", NULL },
		{ "a@邮件.example", NULL },
		{ "a\xff@mail.example", NULL },
	};

	for (each_row(rows))
		check_text(row->given, text_email_key(a, row->given), row->wanted);
	ck_assert_ptr_null(text_email_key(a, NULL));
}
END_TEST

START_TEST(address_lengths_end_at_the_limits)
{
	char name[80], text[300], label[64];

	memset(name, 'a', sizeof name);
	memset(label, 'b', sizeof label);
	for (int n = 64; n <= 65; n++) {
		snprintf(text, sizeof text, "%.*s@mail.example", n, name);
		ck_assert_int_eq(text_email_key(a, text) != NULL, n == 64);
	}
	for (int n = 63; n <= 64; n++) {
		snprintf(text, sizeof text, "a@%.*s.example", n, label);
		ck_assert_int_eq(text_email_key(a, text) != NULL, n == 63);
	}
	for (int n = 61; n <= 62; n++) {
		snprintf(text, sizeof text, "%.*s@%.63s.%.63s.%.*s", 64, name, label, label, n,
			 label);
		ck_assert_uint_eq(strlen(text), (size_t)(193 + n));
		ck_assert_int_eq(text_email_key(a, text) != NULL, strlen(text) <= 254);
	}
}
END_TEST

START_TEST(phones_become_e164)
{
	static const struct {
		const char *given, *country, *wanted;
	} rows[] = {
		{ "13812345521", "CN", "+8613812345521" },
		{ "138 1234 5521", "CN", "+8613812345521" },
		{ "138-1234-5521", "cn", "+8613812345521" },
		{ "+86 138 1234 5521", "GB", "+8613812345521" },
		{ "+8613812345521", NULL, "+8613812345521" },
		{ "0086 13812345521", NULL, "+8613812345521" },
		{ "8613812345521", "CN", "+8613812345521" },
		{ "(86)13812345521", "CN", "+8613812345521" },
		{ "１３８１２３４５５２１", "CN", "+8613812345521" },
		{ "＋86　138–1234–5521", "CN", "+8613812345521" },
		{ "19912345521", "CN", "+8619912345521" },
		{ "12812345521", "CN", NULL },
		{ "1381234552", "CN", NULL },
		{ "138123455212", "CN", NULL },
		{ "+86 1381234552", "CN", NULL },
		{ "+86 23812345521", "CN", NULL },
		{ "0571-88888888", "CN", "+8657188888888" },
		{ "010-12345678", "CN", "+861012345678" },
		{ "021 6123 4567", "CN", "+862161234567" },
		{ "021 6123 456", "CN", NULL },
		{ "07911 123456", "GB", "+447911123456" },
		{ "+44 (0)7911 123456", "GB", "+447911123456" },
		{ "+44 7911 123456", "CN", "+447911123456" },
		{ "(212) 555-0100", "US", "+12125550100" },
		{ "1 212 555 0100", "US", "+12125550100" },
		{ "06 1234 5678", "IT", "+390612345678" },
		{ "90-1234-5678", "JP", "+819012345678" },
		{ "9123 4567", "HK", "+85291234567" },
		{ "1234567", "IS", "+3541234567" },
		{ "123456", "IS", NULL },
		{ "+123456", NULL, NULL },
		{ "+1234567", NULL, "+1234567" },
		{ "+123456789012345", NULL, "+123456789012345" },
		{ "+1234567890123456", NULL, NULL },
		{ "00123456789012345", NULL, "+123456789012345" },
		{ "123456789012345678901234567890", "GB", NULL },
		{ "+0123456789", NULL, NULL },
		{ "13812345521", NULL, NULL },
		{ "13812345521", "XX", NULL },
		{ "", "CN", NULL },
		{ "+", "CN", NULL },
		{ "00", "CN", NULL },
		{ "++8613812345521", "CN", NULL },
		{ "138+12345521", "CN", NULL },
		{ "1381234552x", "CN", NULL },
		{ "138.1234.5521", "CN", NULL },
		{ "电话13812345521", "CN", NULL },
		{ "1381234552\xff", "CN", NULL },
		{ "13812345521;ext=1", "CN", NULL },
	};

	for (each_row(rows))
		check_text(row->given, text_phone_key(a, row->given, row->country), row->wanted);
	ck_assert_ptr_null(text_phone_key(a, NULL, "CN"));
}
END_TEST

START_TEST(key_of_a_key_is_itself)
{
	static const char *const keys[] = { "+8613812345521", "+447911123456", "+8657188888888" };

	for (size_t i = 0; i < count_of(keys); i++)
		ck_assert_str_eq(text_phone_key(a, keys[i], "CN"), keys[i]);
}
END_TEST

Suite *base_text_contact_suite(void)
{
	Suite *s = suite_create("base_text_contact");
	TCase *t = tcase_create("text_contact");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, addresses_have_one_form);
	tcase_add_test(t, address_lengths_end_at_the_limits);
	tcase_add_test(t, phones_become_e164);
	tcase_add_test(t, key_of_a_key_is_itself);
	suite_add_tcase(s, t);
	return s;
}
