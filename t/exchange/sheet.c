/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as files: quoting, no formulas, and a workbook that opens. */
#include "exchange/sheet.h"

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "support/folder.h"

static struct arena *a;

static void setup(void)
{
	a = arena_new();
}

static void teardown(void)
{
	arena_free(a);
}

static const struct sheet_column two[] = { { "Name", SHEET_TEXT }, { "Sum", SHEET_NUMBER } };

static const char *row(const char *text, const char *number)
{
	const char *cell[] = { text, number };
	struct buf b;

	buf_init(&b, a);
	sheet_row(&b, two, cell, 2);
	return b.p;
}

START_TEST(cells_are_quoted_where_they_must_be)
{
	ck_assert_str_eq(row("plain", "1"), "plain,1\r\n");
	ck_assert_str_eq(row(NULL, NULL), ",\r\n");
	ck_assert_str_eq(row("a, b", "1"), "\"a, b\",1\r\n");
	ck_assert_str_eq(row("say \"so\"", "1"), "\"say \"\"so\"\"\",1\r\n");
	ck_assert_str_eq(row("two\nlines", "1"), "\"two\nlines\",1\r\n");
	ck_assert_str_eq(row("bell\a", "1"), "bell ,1\r\n");
}
END_TEST

START_TEST(no_cell_is_a_formula)
{
	static const char *const evil[] = { "=1+1", "+1",  "-1",  "@SUM(A1)", "\tx",
					    "\rx",  "＝1", "＋1", "－1",      "＠x" };

	for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
		const char *out = row(evil[i], "1");

		ck_assert_msg(strncmp(out, "\"'", 2) == 0, "%s", out);
	}
	ck_assert_str_eq(row("a=1", "-12.50"), "a=1,-12.50\r\n");
}
END_TEST

START_TEST(a_workbook_holds_what_the_file_did)
{
	const char *folder = support_folder(a);
	const char *csv = arena_printf(a, "%s/x.csv", folder);
	char *xlsx = arena_printf(a, "%s/x.xlsx", folder);
	int fd = open(csv, O_RDWR | O_CREAT | O_TRUNC, 0600);
	static const char text[] =
		"\xef\xbb\xbfName,Sum\r\n\"燕麦奶, 1 L\",12.50\r\n\"'=1\",-3\r\n";
	size_t len;
	const char *got;

	ck_assert_int_eq(write(fd, text, sizeof text - 1), sizeof text - 1);
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	sheet_xlsx(a, fd, two, 2, xlsx, folder);
	close(fd);
	ck_assert_int_eq(system(arena_printf(a,
					     "cd '%s' && python3 -c \"import zipfile; "
					     "z = zipfile.ZipFile('x.xlsx'); z.testzip(); "
					     "open('sheet.xml', 'wb').write(z.read("
					     "'xl/worksheets/sheet1.xml'))\"",
					     folder)),
			 0);
	got = file_read(a, arena_printf(a, "%s/sheet.xml", folder), &len);
	ck_assert_ptr_nonnull(got);
	ck_assert_ptr_nonnull(strstr(got, "燕麦奶, 1 L"));
	ck_assert_ptr_nonnull(strstr(got, "<v>12.5</v>"));
	ck_assert_ptr_nonnull(strstr(got, "<v>-3</v>"));
	ck_assert_ptr_nonnull(strstr(got, "'=1"));
	ck_assert_ptr_null(strstr(got, "<f>"));
}
END_TEST

Suite *exchange_sheet_suite(void);

Suite *exchange_sheet_suite(void)
{
	Suite *s = suite_create("exchange_sheet");
	TCase *tc = tcase_create("sheet");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, cells_are_quoted_where_they_must_be);
	tcase_add_test(tc, no_cell_is_a_formula);
	tcase_add_test(tc, a_workbook_holds_what_the_file_did);
	suite_add_tcase(s, tc);
	return s;
}
