/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text: UTF-8, cleaning, folding, comparing. */
#include "base/text.h"
#include "base/rows.h"

static struct arena *a;

static void set_up(void)
{
	a = arena_new();
}

static void tear_down(void)
{
	arena_free(a);
}

START_TEST(utf8_is_told_from_the_rest)
{
	static const struct {
		const char *name, *given;
		bool wanted;
	} rows[] = {
		{ "empty", "", true },
		{ "ascii", "order 1\n\x7f", true },
		{ "two bytes", "\xc2\x80\xdf\xbf", true },
		{ "three bytes", "\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf", true },
		{ "four bytes", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", true },
		{ "lone tail", "a\x80", false },
		{ "overlong of two", "\xc1\xbf", false },
		{ "overlong of three", "\xe0\x9f\xbf", false },
		{ "overlong of four", "\xf0\x8f\xbf\xbf", false },
		{ "low surrogate", "\xed\xa0\x80", false },
		{ "beyond the last", "\xf4\x90\x80\x80", false },
		{ "five bytes", "\xf8\x88\x80\x80\x80", false },
		{ "cut after one of two", "\xc3", false },
		{ "cut after two of three", "\xe4\xb8", false },
		{ "cut after three of four", "\xf0\x9f\x98", false },
		{ "lead in place of a tail", "\xe4\xb8\xe4", false },
		{ "ff", "\xff", false },
	};

	for (each_row(rows)) {
		size_t len = strlen(row->given);
		/* Exactly as long as the text: the sanitizer sees a byte read too many. */
		char *exact = arena_memdup(a, row->given, len);

		check_row(row, text_is_utf8(exact, len) == row->wanted);
	}
	ck_assert(!text_is_utf8("a\0b", 3));
}
END_TEST

/* Every scalar in its right form, and the surrogates. */
START_TEST(every_scalar_is_utf8)
{
	for (unsigned c = 0x800; c < 0x110000; c++) {
		char text[4] = { (char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 63)),
				 (char)(0x80 | (c & 63)) };
		size_t len = 3;

		if (c > 0xffff) {
			text[0] = (char)(0xf0 | c >> 18);
			text[1] = (char)(0x80 | (c >> 12 & 63));
			text[2] = (char)(0x80 | (c >> 6 & 63));
			text[3] = (char)(0x80 | (c & 63));
			len = 4;
		}
		require(text_is_utf8(text, len) == (c < 0xd800 || c > 0xdfff));
	}
}
END_TEST

START_TEST(length_counts_scalars)
{
	ck_assert_uint_eq(text_length(""), 0);
	ck_assert_uint_eq(text_length("abc"), 3);
	ck_assert_uint_eq(text_length("林雨晴"), 3);
	ck_assert_uint_eq(text_length("e\u0301\U0001F600"), 3);
}
END_TEST

START_TEST(texts_are_cleaned)
{
	static const struct {
		const char *name, *given, *block, *line;
	} rows[] = {
		{ "plain", "two words", "two words", "two words" },
		{ "empty", "", "", "" },
		{ "only white space", " \t\r\n\u3000", "", "" },
		{ "outer white space", "  a b\t\n", "a b", "a b" },
		{ "wide outer space", "\u3000\u00a0林\u2003", "林", "林" },
		{ "inner run", "a  b\t\tc", "a  b\t\tc", "a b c" },
		{ "lines", "a\r\nb\n\nc", "a\nb\n\nc", "a b c" },
		{ "wide inner space", "林\u3000\u3000雨晴", "林\u3000\u3000雨晴", "林 雨晴" },
		{ "line separators", "a\u2028b", "a\u2028b", "a b" },
		{ "decomposed", "Cafe\u0301", "Caf\u00e9", "Caf\u00e9" },
		{ "decomposed at the start", " e\u0301 ", "\u00e9", "\u00e9" },
		{ "hangul parts", "\u1112\u1161\u11ab", "\ud55c", "\ud55c" },
		{ "angstrom sign", "\u212b", "\u00c5", "\u00c5" },
		{ "full width stays", "\uff21", "\uff21", "\uff21" },
		{ "emoji", "\U0001F469\u200d\U0001F4BB", "\U0001F469\u200d\U0001F4BB",
		  "\U0001F469\u200d\U0001F4BB" },
		{ "zero width alone", "\u200b", "", "" },
		{ "zero width, joiners, directions", " \u200b\u200d\u2060\ufeff\u202e ", "", "" },
		{ "fillers of hangul", "\u3164\u115f\uffa0", "", "" },
		{ "empty braille", "\u2800\u2800", "", "" },
		{ "a mark on nothing", "\u0301", "", "" },
		{ "soft hyphen, tags", "\u00ad\U000E0041", "", "" },
		{ "zero width within", "a\u200bb", "a\u200bb", "a\u200bb" },
		{ "directions within", "a\u202eb\u2066c\u2069", "a\u202eb\u2066c\u2069", "abc" },
		{ "a direction before a mark", "e\u202c\u0301", "e\u202c\u0301", "\u00e9" },
		{ "one dot", "\u00b7", "\u00b7", "\u00b7" },
		{ "carriage return alone", "a\rb", NULL, NULL },
		{ "two carriage returns", "a\r\r\nb", NULL, NULL },
		{ "escape", "a\x1b[0m", NULL, NULL },
		{ "delete", "a\x7f", NULL, NULL },
		{ "C1 control",
		  "a\xc2\x85"
		  "b",
		  NULL, NULL },
		{ "not UTF-8", "a\xff", NULL, NULL },
		{ "cut", "a\xe4\xb8", NULL, NULL },
	};

	for (each_row(rows)) {
		check_text(row->name, text_clean(a, row->given, false), row->block);
		check_text(row->name, text_clean(a, row->given, true), row->line);
	}
	ck_assert_ptr_null(text_clean(a, NULL, true));
}
END_TEST

START_TEST(heaps_of_marks_are_refused)
{
	char text[200];

	for (int marks = 30; marks <= 31; marks++) {
		char *p = text;

		*p++ = 'e';
		for (int i = 0; i < marks; i++) {
			*p++ = '\xcc';
			*p++ = '\x81';
		}
		strcpy(p, "x");
		ck_assert_int_eq(text_clean(a, text, true) != NULL, marks == 30);
	}
}
END_TEST

START_TEST(cleaning_twice_changes_nothing)
{
	static const char *const texts[] = { "  a \u3000 b ", "Cafe\u0301 \r\n x", "文三路 478 号",
					     "\u212b\u0301" };

	for (size_t i = 0; i < count_of(texts); i++)
		for (int line = 0; line < 2; line++) {
			char *once = text_clean(a, texts[i], line);

			ck_assert_str_eq(text_clean(a, once, line), once);
		}
}
END_TEST

START_TEST(folded_texts_compare)
{
	static const struct {
		const char *name, *given, *wanted;
	} rows[] = {
		{ "ascii", "Lin YUQING", "lin yuqing" },
		{ "accent", "\u00c9COLE", "\u00e9cole" },
		{ "decomposed", "E\u0301", "\u00e9" },
		{ "sharp s", "Stra\u00dfe", "strasse" },
		{ "greek", "\u03a3\u03c2", "\u03c3\u03c3" },
		{ "chinese", "林雨晴", "林雨晴" },
		{ "empty", "", "" },
		{ "not UTF-8", "\xff", NULL },
	};

	for (each_row(rows))
		check_text(row->name, text_fold(a, row->given), row->wanted);
}
END_TEST

START_TEST(ascii_comparisons)
{
	ck_assert(text_equal_ci("Content-Type", "content-TYPE"));
	ck_assert(text_equal_ci("", ""));
	ck_assert(!text_equal_ci("a", "ab"));
	ck_assert(!text_equal_ci("ab", "a"));
	ck_assert(!text_equal_ci("\u00c9", "\u00e9"));
	ck_assert(!text_equal_ci("[", "{"));
	ck_assert(text_starts_with("order/1", "order"));
	ck_assert(text_starts_with("x", ""));
	ck_assert(!text_starts_with("ord", "order"));
}
END_TEST

START_TEST(numbers_are_digits_in_range)
{
	static const struct {
		const char *name;
		int64_t min, max;
		bool good;
		int64_t wanted;
	} rows[] = {
		{ "0", 0, 9, true, 0 },
		{ "007", 0, 9, true, 7 },
		{ "9", 0, 9, true, 9 },
		{ "10", 0, 9, false, -1 },
		{ "1", 2, 9, false, -1 },
		{ "9223372036854775807", 0, INT64_MAX, true, INT64_MAX },
		{ "9223372036854775808", 0, INT64_MAX, false, -1 },
		{ "99999999999999999999", 0, INT64_MAX, false, -1 },
		{ "", 0, 9, false, -1 },
		{ "-1", -5, 9, false, -1 },
		{ "+1", 0, 9, false, -1 },
		{ " 1", 0, 9, false, -1 },
		{ "1 ", 0, 9, false, -1 },
		{ "1.0", 0, 9, false, -1 },
		{ "0x1", 0, 9, false, -1 },
		{ "１", 0, 9, false, -1 },
	};

	for (each_row(rows)) {
		int64_t out = -1;

		check_row(row, text_to_i64(row->name, row->min, row->max, &out) == row->good);
		check_int(row->name, out, row->wanted);
	}
}
END_TEST

Suite *base_text_suite(void)
{
	Suite *s = suite_create("base_text");
	TCase *t = tcase_create("text");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, utf8_is_told_from_the_rest);
	tcase_add_test(t, every_scalar_is_utf8);
	tcase_add_test(t, length_counts_scalars);
	tcase_add_test(t, texts_are_cleaned);
	tcase_add_test(t, heaps_of_marks_are_refused);
	tcase_add_test(t, cleaning_twice_changes_nothing);
	tcase_add_test(t, folded_texts_compare);
	tcase_add_test(t, ascii_comparisons);
	tcase_add_test(t, numbers_are_digits_in_range);
	suite_add_tcase(s, t);
	return s;
}
