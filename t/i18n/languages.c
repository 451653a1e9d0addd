/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which language a tag or an Accept-Language header means; messages with fields. */
#include <string.h>
#include "i18n/i18n.h"
#include "support/skip.h"

static const struct {
	const char *tag;
	bool found;
	enum lang wanted;
} tags[] = {
	{ "en", true, LANG_EN },         { "zh-CN", true, LANG_ZH },   { "zh", true, LANG_ZH },
	{ "zh-Hans", true, LANG_ZH },    { "EN-gb", true, LANG_EN },   { "ZH-cn", true, LANG_ZH },
	{ "zh-Hans-CN", true, LANG_ZH }, { "fr", false, LANG_EN },     { "", false, LANG_EN },
	{ NULL, false, LANG_EN },        { "e", false, LANG_EN },      { "eng", false, LANG_EN },
	{ "en_GB", false, LANG_EN },     { "en;q=1", false, LANG_EN }, { "en ", false, LANG_EN },
};

START_TEST(tag)
{
	enum lang l = LANG_EN;

	ck_assert_int_eq(lang_from_tag(tags[_i].tag, &l), tags[_i].found);
	ck_assert_int_eq(l, tags[_i].wanted);
}
END_TEST

static const struct {
	const char *header;
	enum lang fallback, wanted;
} headers[] = {
	{ NULL, LANG_ZH, LANG_ZH },
	{ "", LANG_EN, LANG_EN },
	{ "en", LANG_ZH, LANG_EN },
	{ "zh-CN,zh;q=0.9,en;q=0.8", LANG_EN, LANG_ZH },
	{ "en-US,en;q=0.9,zh;q=0.8", LANG_ZH, LANG_EN },
	{ "fr,en;q=0.3,zh;q=0.7", LANG_EN, LANG_ZH },
	{ "fr, de;q=0.9", LANG_ZH, LANG_ZH },
	{ "en;q=0.25, zh;q=0.251", LANG_EN, LANG_ZH },
	{ "zh;q=0, en;q=0.001", LANG_ZH, LANG_EN },
	{ "en;q=0", LANG_ZH, LANG_ZH },
	{ " zh-TW ; q=1.0 , en", LANG_EN, LANG_ZH },
	{ "zh;q=0.5,zh;q=0.9,en;q=0.7", LANG_EN, LANG_ZH },
	{ "en;Q=0.9,zh;q=0.5", LANG_ZH, LANG_EN },
	{ "*", LANG_ZH, LANG_ZH },
	{ "en;q=9", LANG_ZH, LANG_ZH },
	{ "en;level=1", LANG_ZH, LANG_ZH },
	{ ",,,;;=,en", LANG_ZH, LANG_EN },
	{ "en;q=0.5, *;q=0.8", LANG_EN, LANG_ZH },
	{ "en;q=0.5, *;q=0.8", LANG_ZH, LANG_ZH },
	{ "zh;q=0.5, *;q=0.1", LANG_EN, LANG_ZH },
	{ "zh;q=0, *", LANG_ZH, LANG_EN },
	{ "*;q=0", LANG_ZH, LANG_ZH },
	{ "zh;q=0", LANG_ZH, LANG_EN },
	{ "zh, en", LANG_EN, LANG_ZH },
	{ "en, zh", LANG_ZH, LANG_EN },
	{ "en;q=1.5, zh;q=0.1", LANG_EN, LANG_ZH },
	{ "en;q=0.8999, zh;q=0.1", LANG_EN, LANG_ZH },
};

START_TEST(accept_language)
{
	ck_assert_int_eq(lang_from_accept(headers[_i].header, headers[_i].fallback),
			 headers[_i].wanted);
}
END_TEST

START_TEST(english_counts_one_apart)
{
	ck_assert_uint_eq(i18n_plural_index(LANG_EN, 1), 0);
	ck_assert_uint_eq(i18n_plural_index(LANG_EN, 0), 1);
	ck_assert_uint_eq(i18n_plural_index(LANG_EN, -1), 1);
	ck_assert_uint_eq(i18n_plural_index(LANG_EN, 2), 1);
	ck_assert_uint_eq(i18n_plural_index(LANG_ZH, 1), 0);
	ck_assert_uint_eq(i18n_plural_index(LANG_ZH, 2), 0);
}
END_TEST

START_TEST(fields_are_filled)
{
	struct arena *a = arena_new();

	ck_assert_str_eq(i18n_fill(a, "At most {n} of {what}", "what", "tea", "n", "3", NULL),
			 "At most 3 of tea");
	ck_assert_str_eq(i18n_fill(a, "{a}{a}", "a", "{b}", "b", "x", NULL), "{b}{b}");
	ck_assert_str_eq(i18n_fill(a, "{n} {nn} {", "n", NULL, NULL), " {nn} {");
	ck_assert_str_eq(i18n_fill(a, "plain", NULL), "plain");
	arena_free(a);
}
END_TEST

Suite *i18n_languages_suite(void);
Suite *i18n_languages_suite(void)
{
	Suite *s = suite_create("i18n_languages");
	TCase *tc = tcase_create("languages");

	tcase_add_loop_test(tc, tag, 0, sizeof tags / sizeof tags[0]);
	tcase_add_loop_test(tc, accept_language, 0, sizeof headers / sizeof headers[0]);
	tcase_add_test(tc, english_counts_one_apart);
	tcase_add_test(tc, fields_are_filled);
	suite_add_tcase(s, tc);
	return s;
}
