/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the masks: rows of {what is known, what is shown}. */
#include "base/rows.h"
#include "base/text.h"

struct mask {
	const char *given, *wanted;
};

static void check_masks(char *(*mask)(struct arena *a, const char *s), const struct mask *rows,
			size_t n)
{
	struct arena *a = arena_new();

	for (size_t i = 0; i < n; i++)
		check_text(rows[i].given, mask(a, rows[i].given), rows[i].wanted);
	check_text("nothing", mask(a, NULL), NULL);
	check_text("empty", mask(a, ""), "");
	arena_free(a);
}

START_TEST(names)
{
	static const struct mask rows[] = {
		{ "林雨晴", "林**" },
		{ "林雨", "林*" },
		{ "林", "林*" },
		{ "欧阳娜娜", "欧***" },
		{ "阿卜杜拉·买买提", "阿***" },
		{ "Lin Yuqing", "Lin Y." },
		{ "Mary Ann Smith", "Mary S." },
		{ "Émile Élan", "Émile É." },
		{ "Madonna", "M***" },
		{ "Élan", "É***" },
		{ "Lin ", "L***" },
		{ "Lin 雨晴", "L***" },
		{ "山田 太郎", "山***" },
		{ "Анна Иванова", "Анна И." },
	};

	check_masks(text_mask_name, rows, count_of(rows));
}
END_TEST

START_TEST(phones)
{
	static const struct mask rows[] = {
		{ "13812345521", "138****5521" },
		{ "+8613812345521", "138****5521" },
		{ "138 1234 5521", "138****5521" },
		{ "+447911123456", "+44****3456" },
		{ "+8657188888888", "571****8888" },
		{ "+861012345678", "****5678" },
		{ "91234567", "****4567" },
		{ "1234567", "****7" },
		{ "110", "****" },
		{ "none", "****" },
	};

	check_masks(text_mask_phone, rows, count_of(rows));
}
END_TEST

START_TEST(addresses)
{
	static const struct mask rows[] = {
		{ "lin.yuqing@mail.example", "l***@mail.example" },
		{ "l@mail.example", "l***@mail.example" },
		{ "a@b@mail.example", "a***@mail.example" },
		{ "é@mail.example", "é***@mail.example" },
		{ "@mail.example", "***" },
		{ "no address", "***" },
	};

	check_masks(text_mask_email, rows, count_of(rows));
}
END_TEST

START_TEST(streets)
{
	static const struct mask rows[] = {
		{ "文三路478号", "文三路***号" },
		{ "文三路 478 号", "文三路 ***号" },
		{ "文三路478号 翠苑小区3幢502室", "文三路***号 翠苑***" },
		{ "文三路478号翠苑小区3幢502室", "文三路***号" },
		{ "文三路478-2号", "文三路***号" },
		{ "文三路４７８号", "文三路***号" },
		{ "文三路478 翠苑小区", "文三路*** 翠苑***" },
		{ "南京西路1601弄3A", "南京西路***弄" },
		{ "文三路478号 3幢502室", "文三路***号 ***" },
		{ "翠苑小区", "翠苑***" },
		{ "翠苑", "翠苑***" },
		{ "街", "街***" },
		{ "478号", "***号" },
		{ "478 Wensan Road", "*** Wensan Road" },
		{ "12B Baker Street, Flat 3", "*** Baker Street, Flat ***" },
		{ "Flat 5, 12 Baker Street", "Flat ***, *** Baker Street" },
		{ "Unit 5 12 Baker Street", "Unit *** Baker Street" },
		{ "Rose Cottage, Mill Lane", "*** Cottage, Mill Lane" },
		{ " Rose Cottage", "*** Cottage" },
		{ "Broadway", "***" },
		{ "12", "***" },
		{ "Straße 12", "Straße ***" },
	};

	check_masks(text_mask_street, rows, count_of(rows));
}
END_TEST

/* Nothing a mask shows may hold a digit of a street or more than four in a row of a phone. */
START_TEST(broken_text_stays_masked)
{
	static const char *const broken[] = { "\xff\xfe",
					      "文三路\xff"
					      "478号",
					      "1\xe4\xb8", "\xe6", "a\x80 b" };
	struct arena *a = arena_new();

	for (size_t i = 0; i < count_of(broken); i++) {
		ck_assert_ptr_null(strstr(text_mask_street(a, broken[i]), "478"));
		text_mask_name(a, broken[i]);
		text_mask_email(a, broken[i]);
		text_mask_phone(a, broken[i]);
	}
	arena_free(a);
}
END_TEST

Suite *base_text_mask_suite(void)
{
	Suite *s = suite_create("base_text_mask");
	TCase *t = tcase_create("text_mask");

	tcase_add_test(t, names);
	tcase_add_test(t, phones);
	tcase_add_test(t, addresses);
	tcase_add_test(t, streets);
	tcase_add_test(t, broken_text_stays_masked);
	suite_add_tcase(s, t);
	return s;
}
