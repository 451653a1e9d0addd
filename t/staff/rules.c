/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a staff password must not be; the words of states. */
#include <check.h>
#include <string.h>
#include "staff/staff.h"

#define SHORT "15 characters"
#define LONG  "128 characters"
#define SAME  "more different"
#define NAME  "your own name"
#define TEN   "abcdefghij"

static const struct {
	const char *name, *password, *email, *person, *flaw;
} rows[] = {
	{ "a_few_words", "four quiet words here", "zhou@shop.example", "Zhou Min", NULL },
	{ "fourteen", "abcdefghijklmn", NULL, NULL, SHORT },
	{ "fifteen", "abcdefghijklmno", NULL, NULL, NULL },
	{ "nothing", "", NULL, NULL, SHORT },
	{ "five_characters_in_fifteen_bytes", "一二三四五", NULL, NULL, SHORT },
	{ "fifteen_chinese_characters", "一二三四五六七八九十甲乙丙丁戊", NULL, NULL, NULL },
	{ "128_bytes", TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "abcdefgh", NULL, NULL,
	  NULL },
	{ "129_bytes", TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "abcdefghi", NULL, NULL,
	  LONG },
	{ "five_different", "abcdeabcdeabcde", NULL, NULL, SAME },
	{ "six_different", "abcdefabcdefabc", NULL, NULL, NULL },
	{ "the_address", "zhou.min.zhou.m", "zhou.min@shop.example", NULL, NULL },
	{ "the_whole_address", "zhou.min@shop.example", "zhou.min@shop.example", NULL, NAME },
	{ "the_whole_address_in_capitals_and_six", "ZHOU.MIN@SHOP.EXAMPLE123456",
	  "zhou.min@shop.example", NULL, NAME },
	{ "the_whole_address_and_seven", "zhou.min@shop.example1234567", "zhou.min@shop.example",
	  NULL, NULL },
	{ "the_whole_of_a_short_address", "wei@mail.example", "wei@mail.example", NULL, NAME },
	{ "the_address_twice_and_six", "zhou.minzhou.min123456", "zhou.min@shop.example", NULL,
	  NAME },
	{ "the_address_twice_and_seven", "zhou.minzhou.min1234567", "zhou.min@shop.example", NULL,
	  NULL },
	{ "the_address_in_capitals", "ZHOU.MINzhou.MIN123", "zhou.min@shop.example", NULL, NAME },
	{ "the_name_and_a_little", "Zhou MinZhou Min!", NULL, "Zhou Min", NAME },
	{ "somebody_elses_name", "Zhou MinZhou Min!", "an@shop.example", "An Wei", NULL },
	{ "a_name_of_three_letters", "weiweiweiwei12345", NULL, "wei", NULL },
	{ "a_name_of_four_letters", "minaminamina12345", NULL, "mina", NAME },
	{ "no_address_at_all", "zhouzhouzhouzhou12", "zhou", NULL, NULL },
	{ "an_empty_name", "four quiet words here", "@shop.example", "", NULL },
};

START_TEST(a_password_has_a_flaw_or_none)
{
	const char *flaw = password_flaw(PASSWORD_OF_STAFF, rows[_i].password, rows[_i].email,
					 rows[_i].person);

	if (!rows[_i].flaw)
		ck_assert_msg(!flaw, "%s: %s", rows[_i].name, flaw);
	else
		ck_assert_msg(flaw && strstr(flaw, rows[_i].flaw), "%s: %s", rows[_i].name,
			      flaw ? flaw : "none");
}
END_TEST

START_TEST(states_have_their_words)
{
	ck_assert_str_eq(staff_state_word[STAFF_INVITED], "invited");
	ck_assert_str_eq(staff_state_word[STAFF_ACTIVE], "active");
	ck_assert_str_eq(staff_state_word[STAFF_LEFT], "left");
}
END_TEST

Suite *staff_rules_suite(void)
{
	Suite *s = suite_create("staff_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, a_password_has_a_flaw_or_none, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tc, states_have_their_words);
	suite_add_tcase(s, tc);
	return s;
}
