/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files with lines that are none: what is refused is named, its document waits, the rest is booked.
 */
#include <stdlib.h>
#include "base/rows.h"
#include "exchange/import.h"

#define GOOD  "100001,40001,LAMP,5,2015-01-05 09:00:00,2.5,1,France\n"
#define GOOD2 "100002,40001,LAMP,1,2015-01-05 09:10:00,2.5,1,France\n"

static const struct {
	const char *name, *line, *refused;
	int64_t orders; /* 100001 and 100002, but for what is held back */
} bad[] = {
	{ "too_few_fields", "100001,40001,LAMP\n",
	  "3: another number of fields than in the first line\n", 1 },
	{ "too_many_fields", "100001,40001,LAMP,5,2015-01-05 09:00:00,2.5,1,France,x\n",
	  "3: another number of fields than in the first line\n", 1 },
	{ "a_quote_in_a_field", "100001,40001,LA\"MP,5,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: its quotes are not in order\n", 1 },
	{ "a_quote_that_is_not_closed", "100001,40001,\"LAMP,5,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: a quote is never closed\n", 1 },
	{ "not_utf_8", "100001,40001,LAMP \xa3,5,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: not UTF-8\n", 1 },
	{ "an_empty_line", "\n", "3: empty\n", 2 },
	{ "no_invoice", ",40001,LAMP,5,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: no number of an invoice\n", 2 },
	{ "a_document_of_its_own", "100009,40001,LAMP,x,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: the quantity is no whole number, or 0\n", 2 },
	{ "quantity_0", "100001,40001,LAMP,0,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: the quantity is no whole number, or 0\n", 1 },
	{ "quantity_below_0", "100001,40001,LAMP,-1,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: a quantity below 0 outside of a credit document\n", 1 },
	{ "price_below_0", "100001,40001,LAMP,1,2015-01-05 09:00:00,-2.5,1,France\n",
	  "3: a price below 0\n", 1 },
	{ "no_date", "100001,40001,LAMP,1,2015-02-30 09:00:00,2.5,1,France\n",
	  "3: the date is none\n", 1 },
	{ "another_customer", "100001,40001,LAMP,1,2015-01-05 09:00:00,2.5,2,France\n",
	  "3: another customer than on the document's first line\n", 1 },
	{ "nobody_beside_somebody", "100001,40001,LAMP,1,2015-01-05 09:00:00,2.5,,France\n",
	  "3: another customer than on the document's first line\n", 1 },
	{ "out_of_range", "100001,40001,LAMP,1000000000,2015-01-05 09:00:00,90000000000,1,France\n",
	  "3: the amount is out of range\n", 1 },
	{ "a_positive_credit", "C100003,40001,LAMP,1,2015-01-05 09:00:00,2.5,1,France\n",
	  "3: a quantity above 0 on a credit document\n", 2 },
};

START_TEST(a_refused_line_is_named_and_its_document_waits)
{
	const char *text =
		arena_printf(import_app->arena, IMPORT_HEAD GOOD "%s" GOOD2, bad[_i].line);
	struct import_report r = import_text(text, NULL);

	check_text(bad[_i].name, import_refused(), bad[_i].refused);
	check_int(bad[_i].name, (int64_t)r.facts.refused_lines, 1);
	check_int(bad[_i].name, (int64_t)r.facts.lines, 2);
	check_int(bad[_i].name, r.part[IMPORT_ORDERS].documents, bad[_i].orders);
	check_int(bad[_i].name, support_number("SELECT COUNT(*) FROM orders"), bad[_i].orders);
	check_int(bad[_i].name,
		  support_number("SELECT COUNT(*) FROM orders WHERE source_ref = '100002'"), 1);
	check_int(bad[_i].name, r.part[IMPORT_HELD].lines, 2 - bad[_i].orders);
	check_int(bad[_i].name, r.total.lines, 2);
	import_verify();
}
END_TEST

/* Lines behind a quote that is not closed are theirs. */
START_TEST(an_open_quote_takes_no_line_with_it)
{
	struct import_report r =
		import_text(IMPORT_HEAD
			    "100001,40001,\"LAMP,5,2015-01-05 09:00:00,2.5,1,France\n" GOOD2
			    "100003,40001,\"LAMP\",1,2015-01-05 09:20:00,2.5,1,France\n",
			    NULL);

	ck_assert_str_eq(import_refused(), "2: its quotes are not in order\n");
	ck_assert_int_eq(r.part[IMPORT_ORDERS].documents, 2);
}
END_TEST

START_TEST(a_file_put_right_is_booked)
{
	import_text(IMPORT_HEAD GOOD "100001,40002,VASE,x,2015-01-05 09:00:00,1,1,France\n" GOOD2,
		    NULL);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 1);
	import_text(IMPORT_HEAD GOOD "100001,40002,VASE,2,2015-01-05 09:00:00,1,1,France\n" GOOD2,
		    NULL);
	ck_assert_str_eq(import_refused(), "");
	ck_assert_int_eq(support_number(
				 "SELECT total_amount FROM orders WHERE source_ref = '100001'"),
			 1450);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 2);
	import_verify();
}
END_TEST

static const struct {
	const char *name, *text, *failure;
} heads[] = {
	{ "empty", "", "it is empty" },
	{ "another_file", "a,b\n1,2\n", "line 1: no column InvoiceNo" },
	{ "not_utf_8", "InvoiceNo\xff,b\n1,2\n", "line 1: not UTF-8" },
	{ "a_packed_file",
	  "\xfd"
	  "7zXZ\x01\n1,2\n",
	  "line 1: a control character" },
	{ "an_empty_line", "\n" IMPORT_HEAD GOOD, "line 1: empty" },
	{ "no_price", "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,CustomerID,Country\n",
	  "line 1: no column UnitPrice" },
	{ "columns_in_another_order",
	  "Country,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,InvoiceNo\n"
	  "France,1,2.5,2015-01-05 09:00:00,5,LAMP,40001,100001\n",
	  NULL },
	{ "nothing_but_the_head", IMPORT_HEAD, "there is no line below the first" },
};

START_TEST(the_first_line_names_the_columns)
{
	struct import_report r;

	check_text(heads[_i].name, import_try(heads[_i].text, NULL, &r), heads[_i].failure);
	check_int(heads[_i].name, support_number("SELECT COUNT(*) FROM import_run"),
		  heads[_i].failure == NULL);
}
END_TEST

/* The zone of the shop is as it was, whatever happens. */
START_TEST(the_shops_zone_stays)
{
	struct import_report r;
	struct instant noon = { 1420459200 * INSTANT_SECOND };

	import_text(IMPORT_HEAD GOOD, NULL);
	ck_assert_int_eq(instant_to_local(noon).offset, 480);
	ck_assert_ptr_nonnull(import_try("", NULL, &r));
	ck_assert_int_eq(instant_to_local(noon).offset, 480);
}
END_TEST

START_TEST(the_report_is_printed)
{
	struct import_report r =
		import_text(IMPORT_HEAD GOOD
			    "100003,40001,LAMP,1,2015-01-05 09:00:00,0.005,,Atlantis\n"
			    "100004,40001,LAMP,x,2015-01-05 09:00:00,2.5,1,France\n"
			    "100005,40001,,-7,2015-01-05 09:00:00,0,,France\n"
			    "C100006,40001,,-1234,2015-01-05 09:00:00,1000,,France\n",
			    NULL);
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	import_report_print(&r, f);
	fclose(f);
	ck_assert_str_eq(
		text, "online-retail\n"
		      "           4 lines\n"
		      "           4 invoices\n"
		      "           1 stock codes\n"
		      "           1 stock codes, case ignored\n"
		      "           1 descriptions\n"
		      "           1 customers\n"
		      "           2 guests, one for each document without a customer\n"
		      "           2 countries\n"
		      "           1 trading days\n"
		      "\n"
		      "                          documents      lines        units         exact, "
		      "GBP           booked\n"
		      "orders                            2          2            6             "
		      "12.505            12.50\n"
		      "credits of an order               0          0            0               "
		      "0.00             0.00\n"
		      "credits, order unknown            1          1       -1,234      "
		      "-1,234,000.00    -1,234,000.00\n"
		      "adjustments                       0          0            0               "
		      "0.00             0.00\n"
		      "write-offs                        1          1           -7               "
		      "0.00             0.00\n"
		      "held back                         1          0            0               "
		      "0.00             0.00\n"
		      "sum                               5          4       -1,235     "
		      "-1,233,987.495    -1,233,987.50\n"
		      "booked less exact: -0.005 GBP, for each line is rounded to the minor unit\n"
		      "countries without a code: Atlantis\n"
		      "1 line was refused: the documents are held back, until a file has them "
		      "right\n");
	free(text);
}
END_TEST

Suite *exchange_online_retail_bad_suite(void)
{
	Suite *s = suite_create("exchange_online_retail_bad");
	TCase *t = tcase_create("bad");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, import_setup, import_teardown);
	tcase_add_loop_test(t, a_refused_line_is_named_and_its_document_waits, 0,
			    (int)count_of(bad));
	tcase_add_test(t, an_open_quote_takes_no_line_with_it);
	tcase_add_test(t, a_file_put_right_is_booked);
	tcase_add_loop_test(t, the_first_line_names_the_columns, 0, (int)count_of(heads));
	tcase_add_test(t, the_shops_zone_stays);
	tcase_add_test(t, the_report_is_printed);
	suite_add_tcase(s, t);
	return s;
}
