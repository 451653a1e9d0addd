/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a staff password must not be; the words of states. */
#include <check.h>
#include <string.h>
#include "staff/password.h"
#include "staff/staff.h"

#define SHORT "15 characters"
#define LONG  "128 characters"
#define SAME  "more different"
#define NAME  "your own name"
#define TEN   "abcdefghij"
#define HAN   "一二三四五六七八九十"

static const struct {
	const char *name, *password, *email, *person, *flaw;
} rows[] = {
	{ "a_few_words", "four quiet words here", "zhou@shop.example", "Zhou Min", NULL },
	{ "fourteen", "abcdefghijklmn", NULL, NULL, SHORT },
	{ "fifteen", "abcdefghijklmno", NULL, NULL, NULL },
	{ "nothing", "", NULL, NULL, SHORT },
	{ "five_characters_in_fifteen_bytes", "一二三四五", NULL, NULL, SHORT },
	{ "fifteen_chinese_characters", "一二三四五六七八九十甲乙丙丁戊", NULL, NULL, NULL },
	{ "128_characters_in_384_bytes",
	  HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN "一二三四五六七八", NULL, NULL, NULL },
	{ "129_chinese_characters",
	  HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN "一二三四五六七八九", NULL, NULL, LONG },
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

/* Of the least length of 15: ten fresh characters, steps below two thirds, seven unknown ones. */
static const struct {
	const char *name, *password;
	bool worn;
} worn_rows[] = {
	{ "a_few_words", "four quiet words here", false },
	{ "random", "k7#mQz!v2LpW9x", false },
	{ "fifteen_chinese_characters", "一二三四五六七八九十甲乙丙丁戊", false },
	{ "a_word_twice", "passwordpassword", true },
	{ "a_row_three_times", "qwertyqwertyqwerty", true },
	{ "a_sentence_twice", "iloveyouiloveyou", true },
	{ "twice_and_a_digit", "letmeinletmein1", true },
	{ "up_and_down_the_keyboard", "1q2w3e4r5t6y7u8i9o", true },
	{ "the_program_twice", "regularsregulars", true },
	{ "the_shop_run_together", "xiaohemarket2026", true },
	{ "the_shop_with_marks", "Xiaohe-Market-2026!", true },
	{ "the_shop_in_chinese", "小禾集市k7mq2z", true },
	{ "the_shop_and_seven", "xiaohemarketk7mqz3v", false },
	{ "the_shop_and_six", "xiaohemarketk7mqz3", true },
	{ "two_common_words", "Password-Welcome1", true },
	{ "a_common_word_and_seven", "passwordk7mqz3v", false },
	{ "nine_fresh_and_their_repetition", "k7mqz3v9xk7mqz3v9x", true },
	{ "ten_fresh_and_their_repetition", "k7mqz3v9xhk7mqz3v9xh", false },
	{ "a_capital_hides_no_repetition", "k7mqz3v9xK7MQZ3V9X", true },
	{ "three_letters_again_are_no_repetition", "k7mqk7mxk7mzk7mv", false },
	{ "five_chinese_characters_thrice", "春眠不觉晓春眠不觉晓春眠不觉晓", true },
	{ "along_a_row_and_back", "asdfghjkl;lkjhgfdsa", true },
	{ "down_the_columns", "1qaz2wsx3edc4rfv", true },
	{ "the_alphabet_backwards", "zyxwvutsrqponmlkji", true },
	{ "the_alphabet_with_gaps", "acegikmoqsuwybdf", false },
};

START_TEST(a_password_is_worn_or_not)
{
	static const char *const shop[] = { "Xiaohe Market", NULL, "小禾集市" };

	ck_assert_msg(password_is_worn(worn_rows[_i].password, 15, shop, 3) == worn_rows[_i].worn,
		      "%s", worn_rows[_i].name);
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
	tcase_add_loop_test(tc, a_password_is_worn_or_not, 0, sizeof worn_rows / sizeof *worn_rows);
	tcase_add_test(tc, states_have_their_words);
	suite_add_tcase(s, tc);
	return s;
}
