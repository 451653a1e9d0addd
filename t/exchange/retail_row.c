/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fields make a row of an online-retail file. */
#include "exchange/retail_row.h"
#include "base/rows.h"

#define HEAD                                                                                       \
	"InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice",           \
		"CustomerID", "Country"

static struct record record_of(const char *const *field, size_t n)
{
	struct record r = { .line = 7, .n = n };

	for (size_t i = 0; i < n; i++) {
		r.field[i] = field[i];
		r.len[i] = strlen(field[i]);
	}
	return r;
}

static const struct {
	const char *name;
	const char *field[9];
	size_t n;
	const char *missing; /* NULL: all are there */
} heads[] = {
	{ "as_published", { HEAD }, 8, NULL },
	{ "one_more_column", { HEAD, "Note" }, 9, NULL },
	{ "no_price",
	  { "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "CustomerID",
	    "Country" },
	  7,
	  "UnitPrice" },
	{ "another_file", { "id", "name" }, 2, "InvoiceNo" },
};

START_TEST(the_first_line_names_the_columns)
{
	struct record r = record_of(heads[_i].field, heads[_i].n);
	struct retail_columns c;
	const char *missing = "?";
	bool found = retail_columns_find(&r, &c, &missing);

	check_int(heads[_i].name, found, heads[_i].missing == NULL);
	if (!found)
		check_text(heads[_i].name, missing, heads[_i].missing);
}
END_TEST

/* One good row; each case changes one field of it. */
static const struct {
	const char *name;
	enum retail_column column;
	const char *value;
	const char *why; /* NULL: taken */
} cases[] = {
	{ "a_sale", RETAIL_INVOICE, "536365", NULL },
	{ "a_credit", RETAIL_INVOICE, "C536365", NULL },
	{ "an_adjustment", RETAIL_INVOICE, "A536365", NULL },
	{ "no_invoice", RETAIL_INVOICE, "", "no number of an invoice" },
	{ "small_letter", RETAIL_INVOICE, "c536365", "no number of an invoice" },
	{ "prefix_alone", RETAIL_INVOICE, "C", "no number of an invoice" },
	{ "thirteen_digits", RETAIL_INVOICE, "1234567890123", "no number of an invoice" },
	{ "code_with_blank", RETAIL_CODE, "BANK CHARGES", NULL },
	{ "no_code", RETAIL_CODE, "", "no stock code" },
	{ "code_begins_with_a_blank", RETAIL_CODE, " 1", "no stock code" },
	{ "code_ends_with_a_blank", RETAIL_CODE, "1 ", "no stock code" },
	{ "code_not_ascii", RETAIL_CODE, "caf\xc3\xa9", "no stock code" },
	{ "code_of_41", RETAIL_CODE, "12345678901234567890123456789012345678901", "no stock code" },
	{ "code_of_40", RETAIL_CODE, "1234567890123456789012345678901234567890", NULL },
	{ "no_description", RETAIL_DESCRIPTION, "", NULL },
	{ "quantity_0", RETAIL_QUANTITY, "0", "the quantity is no whole number, or 0" },
	{ "quantity_of_a_half", RETAIL_QUANTITY, "0.5", "the quantity is no whole number, or 0" },
	{ "no_quantity", RETAIL_QUANTITY, "", "the quantity is no whole number, or 0" },
	{ "minus_alone", RETAIL_QUANTITY, "-", "the quantity is no whole number, or 0" },
	{ "quantity_below_0", RETAIL_QUANTITY, "-80995", NULL },
	{ "a_billion", RETAIL_QUANTITY, "1000000000", NULL },
	{ "more_than_a_billion", RETAIL_QUANTITY, "1000000001",
	  "the quantity is no whole number, or 0" },
	{ "leap_day", RETAIL_DATE, "2012-02-29 00:00:00", NULL },
	{ "no_leap_day", RETAIL_DATE, "2011-02-29 00:00:00", "the date is none" },
	{ "month_13", RETAIL_DATE, "2011-13-01 00:00:00", "the date is none" },
	{ "hour_24", RETAIL_DATE, "2011-12-01 24:00:00", "the date is none" },
	{ "no_seconds", RETAIL_DATE, "2011-12-01 08:26", "the date is none" },
	{ "another_form", RETAIL_DATE, "01/12/2010 08:26:00", "the date is none" },
	{ "letters_in_it", RETAIL_DATE, "2010-12-0x 08:26:00", "the date is none" },
	{ "price_0", RETAIL_PRICE, "0.0", NULL },
	{ "price_below_0", RETAIL_PRICE, "-11062.06", NULL },
	{ "three_decimals", RETAIL_PRICE, "0.001", NULL },
	{ "six_decimals", RETAIL_PRICE, "0.000001", "the price is none" },
	{ "price_with_a_comma", RETAIL_PRICE, "1,5", "the price is none" },
	{ "no_price", RETAIL_PRICE, "", "the price is none" },
	{ "nobodys", RETAIL_CUSTOMER, "", NULL },
	{ "customer_with_a_point", RETAIL_CUSTOMER, "17850.0", "no customer's id" },
	{ "no_country", RETAIL_COUNTRY, "", NULL },
	{ "country_over_two_lines", RETAIL_COUNTRY, "United\nKingdom", "no name of a country" },
};

static const char *read_with(enum retail_column column, const char *value, struct retail_row *row)
{
	const char *head[] = { HEAD };
	const char *field[] = { "536365", "85123A", "HEART",         "6", "2011-07-01 08:26:00",
				"2.55",   "17850",  "United Kingdom" };
	struct record h = record_of(head, 8), r;
	struct retail_columns c;
	const char *missing;

	field[column] = value;
	r = record_of(field, 8);
	ck_assert(instant_set_zone(RETAIL_ZONE));
	ck_assert(retail_columns_find(&h, &c, &missing));
	return retail_row_read(&c, &r, row);
}

START_TEST(fields_are_checked)
{
	struct retail_row row;

	check_text(cases[_i].name, read_with(cases[_i].column, cases[_i].value, &row),
		   cases[_i].why);
}
END_TEST

START_TEST(long_descriptions_are_refused)
{
	char text[3 * 201 + 1] = "";
	struct retail_row row;

	for (int i = 0; i < 200; i++)
		strcat(text, "\xe9\xa6\x99");
	ck_assert_ptr_null(read_with(RETAIL_DESCRIPTION, text, &row));
	strcat(text, "x");
	ck_assert_str_eq(read_with(RETAIL_DESCRIPTION, text, &row),
			 "a description of more than 200 characters");
}
END_TEST

START_TEST(a_row_is_what_stands_there)
{
	struct retail_row row;
	char at[40];

	ck_assert_ptr_null(read_with(RETAIL_PRICE, "2.555", &row));
	ck_assert_uint_eq(row.line, 7);
	ck_assert_str_eq(row.code, "85123A");
	ck_assert_int_eq(row.quantity, 6);
	ck_assert_int_eq(row.unit_milli, 255500);
	ck_assert_int_eq(row.day, 20110701);
	/* Summer time: an hour before the clock on the wall. */
	instant_format_utc(row.at, at, sizeof at);
	ck_assert_str_eq(at, "2011-07-01T07:26:00Z");
	ck_assert_ptr_null(read_with(RETAIL_DATE, "2010-12-01 08:26:00", &row));
	instant_format_utc(row.at, at, sizeof at);
	ck_assert_str_eq(at, "2010-12-01T08:26:00Z");
	ck_assert_int_eq(row.day, 20101201);
}
END_TEST

START_TEST(a_row_has_as_many_fields_as_the_first_line)
{
	const char *head[] = { HEAD };
	const char *field[] = { "536365", "85123A", "HEART", "6", "2011-07-01 08:26:00",
				"2.55",   "17850" };
	struct record h = record_of(head, 8), r = record_of(field, 7);
	struct retail_columns c;
	struct retail_row row;
	const char *missing;

	ck_assert(retail_columns_find(&h, &c, &missing));
	ck_assert_str_eq(retail_row_read(&c, &r, &row),
			 "another number of fields than in the first line");
}
END_TEST

Suite *exchange_retail_row_suite(void)
{
	Suite *s = suite_create("exchange_retail_row");
	TCase *t = tcase_create("row");

	tcase_add_loop_test(t, the_first_line_names_the_columns, 0, (int)count_of(heads));
	tcase_add_loop_test(t, fields_are_checked, 0, (int)count_of(cases));
	tcase_add_test(t, long_descriptions_are_refused);
	tcase_add_test(t, a_row_is_what_stands_there);
	tcase_add_test(t, a_row_has_as_many_fields_as_the_first_line);
	suite_add_tcase(s, t);
	return s;
}
