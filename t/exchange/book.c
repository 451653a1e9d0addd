/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks as CSV: what people see in them, and what somebody made of them to do harm. */
#include "exchange/book.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "exchange/book_xml.h"
#include "support/folder.h"

static struct arena *arena;
static const char *folder;

static void setup(void)
{
	arena = arena_new();
	folder = support_folder(arena);
}

static void teardown(void)
{
	arena_free(arena);
}

static const char *at(const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

static const char *content(const char *path)
{
	struct stat st;
	char *text;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(fstat(fd, &st), 0);
	text = arena_alloc(arena, (size_t)st.st_size + 1);
	ck_assert_int_eq(read(fd, text, (size_t)st.st_size), st.st_size);
	text[st.st_size] = '\0';
	close(fd);
	return text;
}

static void make_list(const char *path)
{
	lxw_workbook *b = workbook_new(path);
	lxw_worksheet *s = workbook_add_worksheet(b, "Liste");
	lxw_format *day = workbook_add_format(b), *moment = workbook_add_format(b);
	lxw_format *percent = workbook_add_format(b);
	lxw_datetime t = { 2026, 11, 21, 9, 12, 0 };
	static const char *const heads[] = { "SKU", "名称", "Price", "Day", "Phone", "Tax" };

	workbook_add_worksheet(b, "second");
	format_set_num_format(day, "yyyy\"年\"m\"月\"d\"日\"");
	format_set_num_format_index(moment, 22);
	format_set_num_format(percent, "0.0%");
	for (lxw_col_t c = 0; c < 6; c++)
		worksheet_write_string(s, 0, c, heads[c], NULL);
	worksheet_write_string(s, 1, 0, "OAT-1", NULL);
	worksheet_write_string(s, 1, 1, "燕麦奶, 1 升\n\"新\" <b>&", NULL);
	worksheet_write_number(s, 1, 2, 28.1, NULL);
	worksheet_write_datetime(s, 1, 3, &t, day);
	worksheet_write_number(s, 1, 4, 13800000001.0, NULL);
	worksheet_write_number(s, 1, 5, 0.13, percent);
	/* a row and cells are left out; the same text again */
	worksheet_write_string(s, 3, 0, "=OAT-1", NULL);
	worksheet_write_datetime(s, 3, 3, &t, moment);
	worksheet_write_formula_num(s, 3, 2, "=C2*2", NULL, 56.2);
	worksheet_write_boolean(s, 3, 5, 1, NULL);
	ck_assert_int_eq(workbook_close(b), LXW_NO_ERROR);
}

START_TEST(a_sheet_reads_as_people_see_it)
{
	make_list(at("list.xlsx"));
	ck_assert(book_to_csv(arena, at("list.xlsx"), at("list.csv"), 0));
	ck_assert_str_eq(content(at("list.csv")),
			 "SKU,名称,Price,Day,Phone,Tax\r\n"
			 "OAT-1,\"燕麦奶, 1 升\n\"\"新\"\" <b>&\",28.1,2026-11-21 09:12:00,"
			 "13800000001,13%\r\n"
			 ",\r\n"
			 "=OAT-1,,56.2,2026-11-21 09:12:00,,yes\r\n");
	/* only its first lines */
	ck_assert(book_to_csv(arena, at("list.xlsx"), at("head.csv"), 2));
	ck_assert_ptr_nonnull(strstr(content(at("head.csv")), "OAT-1,"));
	ck_assert_ptr_null(strstr(content(at("head.csv")), "=OAT-1"));
}
END_TEST

START_TEST(formats_say_what_numbers_are)
{
	static const struct {
		const char *code;
		enum look look;
	} row[] = {
		{ "General", LOOK_PLAIN },
		{ "#,##0.00", LOOK_PLAIN },
		{ "0.00E+00", LOOK_PLAIN },
		{ "yyyy-mm-dd", LOOK_TIME },
		{ "[$-804]aaaa;@", LOOK_PLAIN },
		{ "[h]:mm", LOOK_TIME },
		{ "#,##0 \"days\"", LOOK_PLAIN },
		{ "#,##0\\d", LOOK_PLAIN },
		{ "[Red]0.00;[Blue]-0.00", LOOK_PLAIN },
		{ "0%", LOOK_PERCENT },
		{ "yyyy\"年\"m\"月\"", LOOK_TIME },
		{ "\"open", LOOK_PLAIN },
	};
	static const struct {
		const char *number;
		enum look look;
		bool from_1904;
		const char *text;
	} seen[] = {
		{ "46347", LOOK_TIME, false, "2026-11-21" },
		{ "46347.3833333333", LOOK_TIME, false, "2026-11-21 09:12:00" },
		{ "44885", LOOK_TIME, true, "2026-11-21" },
		{ "0.5", LOOK_TIME, false, "0.5" },
		{ "1e300", LOOK_TIME, false, "1e300" },
		{ "1.3800000001E10", LOOK_PLAIN, false, "13800000001" },
		{ "6.0000000000000001E17", LOOK_PLAIN, false, "600000000000000000" },
		{ "28.100000000000001", LOOK_PLAIN, false, "28.1" },
		{ "0.13", LOOK_PERCENT, false, "13%" },
		{ "no number", LOOK_TIME, false, "no number" },
		{ "1E-7", LOOK_PLAIN, false, "1E-7" },
		{ "nan", LOOK_PLAIN, false, "nan" },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		ck_assert_msg(look_of_code(row[i].code) == row[i].look, "%s", row[i].code);
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		ck_assert_str_eq(look_at_number(arena, seen[i].number, seen[i].look,
						seen[i].from_1904),
				 seen[i].text);
}
END_TEST

/* ---- made by hand ---- */

static const char book_part[] =
	"<workbook xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='r1'/>"
	"</sheets></workbook>";
static const char ties_part[] = "<Relationships><Relationship Id='r1' Target='/xl/s.xml'/>"
				"</Relationships>";

static void add_part(zip_t *z, const char *name, const char *p, size_t len)
{
	ck_assert_int_ge(zip_file_add(z, name, zip_source_buffer(z, p, len, 0), 0), 0);
}

static bool reads(const char *sheet, size_t len, const char *texts)
{
	zip_t *z = zip_open(at("made.xlsx"), ZIP_CREATE | ZIP_TRUNCATE, NULL);

	add_part(z, "xl/workbook.xml", book_part, sizeof book_part - 1);
	add_part(z, "xl/_rels/workbook.xml.rels", ties_part, sizeof ties_part - 1);
	add_part(z, "xl/s.xml", sheet, len);
	if (texts)
		add_part(z, "xl/sharedStrings.xml", texts, strlen(texts));
	ck_assert_int_eq(zip_close(z), 0);
	return book_to_csv(arena, at("made.xlsx"), at("made.csv"), 0);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

START_TEST(what_is_made_to_do_harm_is_refused)
{
	static const struct {
		const char *sheet, *texts;
		bool fine;
	} row[] = {
		{ SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c></row>"),
		  "<sst><si><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></si></sst>", true },
		{ "<x:worksheet xmlns:x='x'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>ab"
		  "</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>",
		  NULL, true },
		/* a text that is not there; rows that fall, or are too many */
		{ SHEET("<row r='1'><c r='A1' t='s'><v>7</v></c></row>"), "<sst/>", false },
		{ SHEET("<row r='2'/><row r='1'/>"), NULL, false },
		{ SHEET("<row r='1048577'/>"), NULL, false },
		/* entities of its own; damage */
		{ "<!DOCTYPE x [<!ENTITY a 'ab'>]>" SHEET(
			  "<row r='1'><c t='str'><v>&a;</v></c></row>"),
		  NULL, false },
		{ "<worksheet><sheetData><row r='1'>", NULL, false },
		{ "", NULL, false },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		ck_assert_msg(reads(row[i].sheet, strlen(row[i].sheet), row[i].texts) ==
				      row[i].fine,
			      "%zu", i);
		if (row[i].fine)
			ck_assert_str_eq(content(at("made.csv")), "ab,\r\n");
	}
}
END_TEST

static void write_file(const char *path, const char *text, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	ck_assert_int_eq(write(fd, text, len), (ssize_t)len);
	close(fd);
}

START_TEST(what_is_no_workbook_is_refused)
{
	zip_t *z = zip_open(at("empty.xlsx"), ZIP_CREATE | ZIP_TRUNCATE, NULL);

	add_part(z, "a.txt", "a", 1);
	ck_assert_int_eq(zip_close(z), 0);
	ck_assert(!book_to_csv(arena, at("empty.xlsx"), at("out.csv"), 0));
	write_file(at("no.xlsx"), "PK\3\4no", 6);
	ck_assert(!book_to_csv(arena, at("no.xlsx"), at("out.csv"), 0));
	ck_assert(book_is_one("PK\3\4no", 6));
	ck_assert(!book_is_one("PK", 2));
	ck_assert(book_is_closed("\xd0\xcf\x11\xe0..", 6));
}
END_TEST

/* More than half a gigabyte, made while it is packed. */
struct flood {
	zip_uint64_t left;
	bool begun;
};

static zip_int64_t pour(void *arg, void *data, zip_uint64_t len, zip_source_cmd_t what)
{
	static const char head[] = "<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>";
	struct flood *f = arg;

	switch (what) {
	case ZIP_SOURCE_OPEN:
		*f = (struct flood){ .left = UINT64_C(600) << 20 };
		return 0;
	case ZIP_SOURCE_READ:
		len = len < f->left ? len : f->left;
		memset(data, 'x', len);
		if (!f->begun)
			memcpy(data, head, sizeof head - 1);
		f->begun = true;
		f->left -= len;
		return (zip_int64_t)len;
	case ZIP_SOURCE_STAT:
		zip_stat_init(data);
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
						      ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
						      ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	default:
		return 0;
	}
}

/* It ends where the limit is, and memory does not grow. */
START_TEST(a_bomb_does_not_go_off)
{
	zip_t *z = zip_open(at("bomb.xlsx"), ZIP_CREATE | ZIP_TRUNCATE, NULL);
	struct rusage before, after;
	struct flood f;
	struct stat st;

	add_part(z, "xl/workbook.xml", book_part, sizeof book_part - 1);
	add_part(z, "xl/_rels/workbook.xml.rels", ties_part, sizeof ties_part - 1);
	ck_assert_int_ge(zip_file_add(z, "xl/s.xml", zip_source_function(z, pour, &f), 0), 0);
	ck_assert_int_eq(zip_close(z), 0);
	ck_assert_int_eq(stat(at("bomb.xlsx"), &st), 0);
	ck_assert_int_lt(st.st_size, 2 << 20);
	getrusage(RUSAGE_SELF, &before);
	ck_assert(!book_to_csv(arena, at("bomb.xlsx"), at("out.csv"), 0));
	getrusage(RUSAGE_SELF, &after);
	ck_assert_int_lt(after.ru_maxrss - before.ru_maxrss, 16 << 10);
}
END_TEST

Suite *exchange_book_suite(void);

Suite *exchange_book_suite(void)
{
	Suite *s = suite_create("exchange_book");
	TCase *tc = tcase_create("book");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, a_sheet_reads_as_people_see_it);
	tcase_add_test(tc, formats_say_what_numbers_are);
	tcase_add_test(tc, what_is_made_to_do_harm_is_refused);
	tcase_add_test(tc, what_is_no_workbook_is_refused);
	tcase_add_test(tc, a_bomb_does_not_go_off);
	suite_add_tcase(s, tc);
	return s;
}
