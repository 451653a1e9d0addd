/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splitting texts into words, and the lists and the dictionary that it goes by. */
#include "feedback/words.h"
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/rows.h"
#include "base/text.h"
#include "support/folder.h"

static struct arena *a;
static struct words *house;

static void setup(void)
{
	const char *build = getenv("REGULARS_TEST_BUILD");

	a = arena_new();
	house = words_open(a, arena_printf(a, "%s/data", build && *build ? build : "."));
}

static void teardown(void)
{
	arena_free(a);
}

static char *split(const struct words *w, const char *text, size_t len)
{
	struct word_list l = words_split(w, a, text, len);
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < l.n; i++)
		buf_addf(&b, "%s%.*s", i ? "/" : "", (int)l.v[i].len, text + l.v[i].at);
	return b.p;
}

static const struct {
	const char *name, *text, *wanted;
} rows[] = {
	{ "words of the trade stay whole", "退货好评客服手机壳", "退货/好评/客服/手机壳" },
	{ "a longer word is not torn for them", "顾客服务中心", "顾客/服务中心" },
	{ "of two ways the likelier", "研究生命起源", "研究/生命/起源" },
	{ "numbers keep their measure", "三天用了一百二十三公里，第十五次",
	  "三天/用/了/一百二十三公里/第十五次" },
	{ "a number that is a word stays one", "万一坏了", "万一/坏/了" },
	{ "English by blanks and punctuation", "Don't re-use it, ok?", "Don't/re-use/it/ok" },
	{ "an apostrophe as phones write it", "it’s late", "it’s/late" },
	{ "numbers with their point", "3.5米，1,000 kg.", "3.5/米/1,000/kg" },
	{ "both in one", "AirPods保护套很nice", "AirPods/保护套/很/nice" },
	{ "Latin and Han in one word", "T恤和U盘", "T恤/和/U盘" },
	{ "full width as half width", "ＡＰＰ闪退", "ＡＰＰ/闪退" },
	{ "marks stay with their letter", "cafe\u0301 noir", "cafe\u0301/noir" },
	{ "other scripts by blanks", "שלום עולם привет", "שלום/עולם/привет" },
	{ "what cannot be seen, and pictures, are no words", "\u202e好\u200b 🎁👍", "好" },
	{ "half a surrogate parts", "客服\xed\xa0\x80好", "客服/好" },
	{ "a character cut short parts", "好\xe5\xae", "好" },
	{ "nothing", "", "" },
};

START_TEST(texts_are_split_into_words)
{
	for (each_row(rows))
		check_text(row->name, split(house, row->text, strlen(row->text)), row->wanted);
}
END_TEST

START_TEST(words_are_counted_folded)
{
	const char *text = "ＡＰＰ App APP IT’S";
	struct word_list l = words_split(house, a, text, strlen(text));

	ck_assert_uint_eq(l.n, 4);
	for (size_t i = 0; i < 3; i++)
		ck_assert_str_eq(words_key(a, text, l.v[i]), "app");
	ck_assert_str_eq(words_key(a, text, l.v[3]), "it's");
}
END_TEST

/* A long run without punctuation is split as its parts are: what leaves the window is settled. */
START_TEST(a_megabyte_without_punctuation_is_split)
{
	static const char part[] = "客服态度很好退货也快";
	struct word_list one = words_split(house, a, part, sizeof part - 1), all;
	struct buf b;

	buf_init(&b, a);
	while (b.len < (size_t)1 << 20)
		buf_adds(&b, part);
	all = words_split(house, a, b.p, b.len);
	ck_assert_uint_eq(all.n, one.n * (b.len / (sizeof part - 1)));
	for (size_t i = 0; i < all.n; i++)
		require(all.v[i].at % (sizeof part - 1) == one.v[i % one.n].at &&
			all.v[i].len == one.v[i % one.n].len);
}
END_TEST

START_TEST(a_megabyte_of_one_kind_is_split)
{
	static const char *const parts[] = {
		"一", "a", "\xed\xa0\x80", "\xcc\x81", "-", "第", "　"
	};

	for (size_t i = 0; i < count_of(parts); i++) {
		struct buf b;
		size_t end = 0;
		struct word_list l;

		buf_init(&b, a);
		while (b.len < (size_t)1 << 20)
			buf_adds(&b, parts[i]);
		l = words_split(house, a, b.p, b.len);
		for (size_t k = 0; k < l.n; k++) {
			require(l.v[k].at >= end && l.v[k].len);
			end = (size_t)l.v[k].at + l.v[k].len;
		}
		require(end <= b.len);
	}
}
END_TEST

START_TEST(a_shop_adds_words_of_its_own)
{
	struct words *w = words_new(a);
	const char *ours = "# ours\nword\t常客|再来一单\r\n\nnegative\t翻车 | slow*\n";

	ck_assert_str_eq(split(w, "常客再来", 12), "常/客/再/来");
	ck_assert_uint_eq(words_learn(w, ours, strlen(ours)), 0);
	ck_assert_str_eq(split(w, "常客再来一单", 18), "常客/再来一单");
	ck_assert_uint_eq(words_learn(w, "word\t好再来", 14), 0);
	ck_assert_str_eq(split(w, "常客好再来", 15), "常客/好再来");
	ck_assert_int_eq(words_read(w, a, "slowly", 6).feeling, FEELING_NEGATIVE);
	ck_assert_int_eq(words_read(w, a, "翻车", 6).feeling, FEELING_NEGATIVE);
}
END_TEST

/* A listed word that is torn is none, so no text is marked in the middle of a character. */
START_TEST(a_torn_word_is_not_learned)
{
	struct words *w = words_new(a);

	ck_assert_uint_eq(words_learn(w, "word\tT\xe6\x81v|好\xff\n", 14), 0);
	ck_assert_str_eq(split(w, "T\xe6\x81v", 4), "T/v");
	ck_assert_str_eq(split(w, "T\uFFFD\uFFFDv", 8), "T/v");
}
END_TEST

START_TEST(lists_say_which_line_is_not_understood)
{
	struct words *w = words_new(a);

	ck_assert_uint_eq(words_learn(w, "word\t好\nhint\t好\n", 17), 2);
	ck_assert_uint_eq(words_learn(w, "word 好", 8), 1);
	ck_assert_uint_eq(words_learn(w, "# \n\ntopic\t好\n", 14), 3);
	ck_assert_str_eq(split(w, "好再来", 9), "好/再/来");
}
END_TEST

struct attempt {
	const char *from, *to, *folder;
};

static void compile(void *arg)
{
	struct attempt *t = arg;

	words_compile(a, t->from, t->to);
}

static void open_words(void *arg)
{
	words_open(a, ((struct attempt *)arg)->folder);
}

/* A data folder of two words. */
static struct attempt small_house(void)
{
	static const char dictionary[] =
		"研究 100 v\n生命 90 n\nno count\n研究生 80 n\n命 1 n\n起源 70 n\n";
	struct attempt t = { .folder = support_folder(a) };
	struct failure f;

	t.from = arena_printf(a, "%s/dict.txt", t.folder);
	t.to = arena_printf(a, "%s/words.bin", t.folder);
	file_keep(a, t.from, dictionary, sizeof dictionary - 1);
	ck_assert_int_eq(mkdir(arena_printf(a, "%s/share", t.folder), 0700), 0);
	ck_assert_int_eq(mkdir(arena_printf(a, "%s/share/words", t.folder), 0700), 0);
	file_keep(a, arena_printf(a, "%s/share/words/lists.tsv", t.folder), "word\t常客\n", 12);
	ck_assert(fail_run(compile, &t, &f));
	return t;
}

START_TEST(a_dictionary_is_made_and_mapped)
{
	struct attempt t = small_house();

	ck_assert_str_eq(split(words_open(a, t.folder), "研究生命起源常客", 24),
			 "研究/生命/起源/常客");
}
END_TEST

START_TEST(a_torn_dictionary_is_refused)
{
	struct attempt t = small_house();
	struct failure f;

	ck_assert_int_eq(truncate(t.to, 100), 0);
	ck_assert(!fail_run(open_words, &t, &f));
	ck_assert_ptr_nonnull(strstr(f.message, "torn"));
	ck_assert_int_eq(truncate(t.to, 3), 0);
	ck_assert(!fail_run(open_words, &t, &f));
	ck_assert_ptr_nonnull(strstr(f.message, "too short"));
	ck_assert_int_eq(unlink(t.to), 0);
	ck_assert(!fail_run(open_words, &t, &f));
	ck_assert_ptr_nonnull(strstr(f.message, t.to));
	t.from = t.folder;
	ck_assert(!fail_run(compile, &t, &f));
}
END_TEST

Suite *feedback_words_suite(void)
{
	Suite *s = suite_create("feedback_words");
	TCase *tc = tcase_create("split");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, texts_are_split_into_words);
	tcase_add_test(tc, words_are_counted_folded);
	tcase_add_test(tc, a_megabyte_without_punctuation_is_split);
	tcase_add_test(tc, a_megabyte_of_one_kind_is_split);
	tcase_add_test(tc, a_shop_adds_words_of_its_own);
	tcase_add_test(tc, a_torn_word_is_not_learned);
	tcase_add_test(tc, lists_say_which_line_is_not_understood);
	tcase_add_test(tc, a_dictionary_is_made_and_mapped);
	tcase_add_test(tc, a_torn_dictionary_is_refused);
	suite_add_tcase(s, tc);
	return s;
}
