/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file with every quirk, and what stands in the books after it. The figures are those that
 * t/data/make_quirks.py --facts works out by other means. */
#include <stdlib.h>
#include "base/rows.h"
#include "catalog/catalog.h"
#include "exchange/import.h"
#include "order/order.h"
#include "stock/stock.h"

START_TEST(the_report_equals_the_file)
{
	struct import_report r = import_file(NULL);

	ck_assert_str_eq(import_refused(), "");
	ck_assert_uint_eq(r.facts.lines, 2000);
	ck_assert_uint_eq(r.facts.refused_lines, 0);
	ck_assert_uint_eq(r.facts.invoices, 279);
	ck_assert_uint_eq(r.facts.codes, 136);
	ck_assert_uint_eq(r.facts.folded_codes, 134);
	ck_assert_uint_eq(r.facts.descriptions, 148);
	ck_assert_uint_eq(r.facts.customers, 42);
	ck_assert_uint_eq(r.facts.countries, 11);
	ck_assert_uint_eq(r.facts.days, 126);
	ck_assert_int_eq(r.facts.units, 23077);
	ck_assert_int_eq(r.facts.exact_milli, 12707722610);
	ck_assert_int_eq(r.total.documents, 279);
	ck_assert_int_eq(r.total.lines, 2000);
	ck_assert_int_eq(r.total.units, 23077);
	ck_assert_int_eq(r.total.exact_milli, 12707722610);
	ck_assert_int_eq(r.total.booked, 12707722);
	ck_assert_int_eq(r.guests, 50);
	ck_assert_str_eq(r.unknown_countries, "Atlantis");
	ck_assert(!r.was_done);
	ck_assert_uint_eq(r.lines_before, 0);
}
END_TEST

static const struct {
	const char *name;
	enum import_part part;
	int64_t documents, lines, booked;
} parts[] = {
	{ "orders", IMPORT_ORDERS, 218, 1931, 117262180 },
	{ "credits_of_an_order", IMPORT_CREDITS, 38, 40 + 1, -103413451 },
	{ "credits_of_none", IMPORT_LOOSE_CREDITS, 10, 11, -32575 },
	{ "adjustments", IMPORT_ADJUSTMENTS, 6, 9, -1108432 },
	{ "write_offs", IMPORT_WRITE_OFFS, 7, 8, 0 },
	{ "known", IMPORT_KNOWN, 0, 0, 0 },
	{ "held", IMPORT_HELD, 0, 0, 0 },
};

START_TEST(the_report_says_what_became_of_it)
{
	struct import_report r = import_file(NULL);

	for (size_t i = 0; i < count_of(parts); i++) {
		check_int(parts[i].name, r.part[parts[i].part].documents, parts[i].documents);
		check_int(parts[i].name, r.part[parts[i].part].lines, parts[i].lines);
		check_int(parts[i].name, r.part[parts[i].part].booked, parts[i].booked);
	}
}
END_TEST

#define OF "WHERE source = 'online-retail' "
static const struct {
	const char *name, *sql;
	int64_t wanted;
} books[] = {
	{ "orders", "SELECT COUNT(*) FROM orders " OF, 218 },
	{ "all_are_completed", "SELECT COUNT(*) FROM orders WHERE badge = 17 AND decision = 3",
	  218 },
	{ "all_are_in_pounds", "SELECT COUNT(*) FROM orders WHERE currency = 'GBP'", 218 },
	{ "amount", "SELECT SUM(total_amount) FROM orders", 117262180 },
	{ "all_is_received", "SELECT SUM(captured_amount) FROM orders", 117262180 },
	{ "as_the_ledger_says",
	  "SELECT SUM(amount) FROM payment_entry WHERE kind = 1 AND method = 'elsewhere'",
	  117262180 },
	{ "nothing_is_received_for_nothing", "SELECT COUNT(*) FROM payment_entry", 216 },
	{ "lines", "SELECT COUNT(*) FROM order_line", 1931 },
	{ "units", "SELECT SUM(ordered) FROM order_line", 105448 },
	{ "all_is_delivered", "SELECT SUM(delivered) FROM order_line", 105448 },
	{ "services", "SELECT COUNT(*) FROM order_line WHERE kind = 1 AND sku_id IS NULL", 11 },
	{ "goods_have_an_entry",
	  "SELECT COUNT(*) FROM order_line l JOIN sku s ON s.id = l.sku_id AND s.code = l.sku_code "
	  "WHERE l.kind = 0",
	  1920 },
	{ "parcels_for_what_ships", "SELECT COUNT(*) FROM parcel WHERE state = 9", 217 },
	{ "a_parcel_line_for_each", "SELECT COUNT(*) FROM parcel_line", 1920 },
	{ "credits_of_an_order",
	  "SELECT COUNT(*) FROM credit_entry " OF "AND kind = 3 AND order_id IS NOT NULL", 38 },
	{ "their_sum",
	  "SELECT SUM(amount) FROM credit_entry WHERE kind = 3 AND order_id IS NOT NULL",
	  103413451 },
	{ "credits_of_none",
	  "SELECT COUNT(*) FROM credit_entry WHERE kind = 3 AND order_id IS NULL", 9 },
	{ "their_sum_too",
	  "SELECT SUM(amount) FROM credit_entry WHERE kind = 3 AND order_id IS NULL", 32575 },
	{ "adjustments", "SELECT COUNT(*) FROM credit_entry WHERE kind = 4", 6 },
	{ "their_sum_is_of_the_other_sign", "SELECT SUM(amount) FROM credit_entry WHERE kind = 4",
	  1108432 },
	{ "lines_of_what_is_no_order", "SELECT COUNT(*) FROM import_line " OF, 61 },
	{ "write_offs", "SELECT COUNT(*) FROM stock_move " OF "AND kind = 3", 8 },
	{ "their_units", "SELECT -SUM(quantity) FROM stock_move WHERE kind = 3", 807 },
	{ "were_taken_over_before", "SELECT SUM(quantity) FROM stock_move WHERE kind = 6", 807 },
	{ "no_balance_is_made_up", "SELECT COUNT(*) FROM stock", 0 },
	{ "customers_and_guests", "SELECT COUNT(*) FROM customer WHERE provisional = 1", 42 + 50 },
	{ "customers_have_their_id",
	  "SELECT COUNT(*) FROM customer_identity WHERE kind = 3 AND source = 'online-retail'",
	  42 },
	{ "guests_have_none",
	  "SELECT COUNT(*) FROM customer WHERE name = '' AND id NOT IN (SELECT customer_id FROM "
	  "customer_identity)",
	  50 },
	{ "a_contact_for_each_country_of_a_customer", "SELECT COUNT(*) FROM customer_contact",
	  42 + 2 + 50 },
	{ "products", "SELECT COUNT(*) FROM product WHERE state = 2", 123 },
	{ "prices_in_pounds", "SELECT COUNT(*) FROM sku WHERE currency = 'GBP'", 123 },
	{ "nobody_is_told", "SELECT COUNT(*) FROM outbox", 0 },
	{ "by_the_import",
	  "SELECT COUNT(*) FROM order_event e JOIN import_run r ON r.id = e.actor_id WHERE "
	  "e.actor_kind <> 6",
	  0 },
	{ "the_run_is_done",
	  "SELECT lines_done FROM import_run WHERE state = 1 AND kind = 'online-retail'", 2000 },
};

START_TEST(the_books_hold_it)
{
	import_file(NULL);
	for (size_t i = 0; i < count_of(books); i++)
		check_int(books[i].name, support_number(books[i].sql), books[i].wanted);
	import_verify();
}
END_TEST

/* Sum of what was booked, from the tables alone, is what the report says. */
START_TEST(the_tables_add_up_to_the_report)
{
	struct import_report r = import_file(NULL);
	int64_t units = support_number("SELECT SUM(ordered) FROM order_line") +
			support_number("SELECT SUM(quantity) FROM import_line") +
			support_number("SELECT SUM(quantity) FROM stock_move WHERE kind = 3");
	int64_t booked = support_number("SELECT SUM(total_amount) FROM orders") -
			 support_number("SELECT SUM(amount) FROM credit_entry");
	int64_t exact =
		support_number("SELECT SUM(CAST(ordered AS SIGNED) * unit_milli) FROM order_line") +
		support_number("SELECT SUM(quantity * unit_milli) FROM import_line");

	ck_assert_int_eq(units, r.total.units);
	ck_assert_int_eq(booked, r.total.booked);
	ck_assert_int_eq(exact, r.total.exact_milli);
}
END_TEST

static const struct {
	const char *name, *credit, *sale; /* NULL: nobody knows */
} links[] = {
	{ "the_whole_of_a_sale", "C700021", "700020" },
	{ "a_part_of_a_line", "C700023", "700022" },
	{ "another_part", "C700024", "700022" },
	{ "no_more_is_left", "C700025", NULL },
	{ "two_sales_would_do", "C700028", NULL },
	{ "only_one_has_as_many", "C700029", "700027" },
	{ "of_before_the_file", "C700030", NULL },
	{ "more_than_was_sold", "C700031", NULL },
	{ "of_two_sales_at_once", "C700033", NULL },
	{ "the_sale_comes_later", "C700034", NULL },
	{ "nobodys", "C700036", NULL },
	{ "a_discount", "C700038", NULL },
	{ "a_code_twice", "C700039", "700037" },
	{ "another_letter_case", "C700041", "700040" },
	{ "in_the_same_minute", "C700043", "700042" },
};

START_TEST(credits_belong_to_their_only_sale)
{
	import_file(NULL);
	for (size_t i = 0; i < count_of(links); i++) {
		const char *sql =
			arena_printf(import_app->arena,
				     "SELECT COALESCE(o.source_ref, 0) FROM credit_entry c LEFT "
				     "JOIN orders o ON o.id = c.order_id "
				     "WHERE c.source = 'online-retail' AND c.source_ref = '%s'",
				     links[i].credit);
		check_int(links[i].name, support_number(sql),
			  links[i].sale ? atoll(links[i].sale) : 0);
	}
	/* Nothing was credited: no entry, but its line. */
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM credit_entry WHERE source_ref = 'C700044'"),
			 0);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM import_line WHERE source_ref = 'C700044'"),
			 1);
}
END_TEST

static const struct {
	const char *name, *sql;
	int64_t wanted;
} details[] = {
	{ "codes_of_other_case_are_one",
	  "SELECT COUNT(DISTINCT sku_code) FROM order_line WHERE sku_code LIKE '40000%'", 1 },
	{ "manual_lines_too",
	  "SELECT COUNT(*) FROM order_line WHERE sku_code = 'M' AND amount IN (125, 3897000)", 2 },
	{ "the_name_is_the_most_frequent",
	  "SELECT COUNT(*) FROM product WHERE code = '44444' AND name_en = 'RED KITE' AND name_zh "
	  "= name_en",
	  1 },
	{ "a_line_is_called_what_it_was_keyed_as",
	  "SELECT COUNT(*) FROM order_line WHERE sku_code = '44444' AND name_en = 'KITE, "
	  "\"LARGE\"'",
	  1 },
	{ "and_by_the_products_name_where_it_was_not",
	  "SELECT COUNT(*) FROM order_line WHERE sku_code = '44444' AND name_en = 'RED KITE'", 4 },
	{ "and_by_its_code_where_nobody_ever_did",
	  "SELECT COUNT(*) FROM order_line WHERE sku_code = '44445' AND name_en = '44445'", 1 },
	{ "the_price_is_the_most_frequent", "SELECT unit_milli FROM sku WHERE code = '44444'",
	  100000 },
	{ "half_a_penny_goes_to_the_even_one",
	  "SELECT total_amount FROM orders WHERE source_ref = '700009'", 0 + 2 + 2 + 1 + 100 },
	{ "of_two_stamps_the_earlier",
	  "SELECT COUNT(*) FROM orders WHERE source_ref = '700005' AND placed_at = '2015-11-06 "
	  "11:38:00'",
	  1 },
	{ "a_document_in_two_pieces_is_one",
	  "SELECT COUNT(*) FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.source_ref "
	  "= '700006'",
	  2 },
	{ "a_line_keyed_twice_is_two",
	  "SELECT COUNT(*) FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.source_ref "
	  "= '700008'",
	  3 },
	{ "summer_time",
	  "SELECT COUNT(*) FROM orders WHERE source_ref = '700019' AND placed_at = '2016-06-30 "
	  "23:15:00'",
	  1 },
	{ "the_hour_that_was_not",
	  "SELECT COUNT(*) FROM orders WHERE source_ref = '700018' AND placed_at = '2016-03-27 "
	  "01:00:00'",
	  1 },
	{ "later_orders_have_later_ids",
	  "SELECT COUNT(*) FROM orders a JOIN orders b ON a.placed_at < b.placed_at AND a.id > "
	  "b.id",
	  0 },
	{ "the_last_order_counts",
	  "SELECT COUNT(*) FROM customer WHERE name = '90005' AND n_orders = 2 AND last_order_at = "
	  "'2016-06-30 23:15:00'",
	  1 },
	{ "since_the_first",
	  "SELECT COUNT(*) FROM customer WHERE name = '90005' AND created_at = '2016-03-27 "
	  "01:00:00'",
	  1 },
	{ "countries",
	  "SELECT COUNT(*) FROM customer_contact WHERE name = '90003' AND country IN ('AT', 'ES', "
	  "'ZZ')",
	  3 },
	{ "the_first_country_again_is_no_new_contact",
	  "SELECT COUNT(DISTINCT contact_id) FROM orders WHERE source_ref IN ('700012', '700014')",
	  1 },
	{ "a_name_that_is_no_country_is_kept",
	  "SELECT COUNT(*) FROM customer_contact WHERE country = 'ZZ' AND province IN ('Atlantis', "
	  "'Channel Islands')",
	  2 },
	{ "wider_than_a_country",
	  "SELECT COUNT(*) FROM customer_contact WHERE country = 'EU' AND province = 'European "
	  "Community'",
	  1 },
	{ "why_it_was_written_off",
	  "SELECT COUNT(*) FROM stock_move WHERE kind = 3 AND why IN ('damaged', 'lost', 'thrown "
	  "away', 'wrong £ label', 'crushed')",
	  5 },
	{ "or_nobody_said", "SELECT COUNT(*) FROM stock_move WHERE kind = 3 AND why IS NULL", 1 },
	{ "a_thing_without_a_products_code_has_an_entry",
	  "SELECT COUNT(*) FROM stock_move m JOIN sku s ON s.id = m.sku_id WHERE s.code = "
	  "'DCGS0099' AND m.kind = 3",
	  1 },
	{ "though_its_sale_is_a_service",
	  "SELECT COUNT(*) FROM order_line WHERE sku_code = 'DCGS0099' AND kind = 1 AND sku_id IS "
	  "NULL",
	  1 },
	{ "bad_debt_is_owed_again", "SELECT amount FROM credit_entry WHERE source_ref = 'A700053'",
	  -1106206 },
	{ "or_not", "SELECT amount FROM credit_entry WHERE source_ref = 'A700054'", 1106206 },
	{ "a_document_of_two_lines_is_one_entry",
	  "SELECT amount FROM credit_entry WHERE source_ref = 'A700056'", 2001 + 500 },
	{ "a_line_on_an_order_is_one_of_its_customer",
	  "SELECT COUNT(*) FROM credit_entry c JOIN orders o ON o.customer_id = c.customer_id "
	  "WHERE c.source_ref = '700057#2' AND o.source_ref = '700057' AND "
	  "c.amount = 450 AND o.total_amount > 0",
	  1 },
	{ "alone_it_is_a_guests", "SELECT amount FROM credit_entry WHERE source_ref = '700058#1'",
	  -725 },
	{ "what_comes_to_nothing_is_no_entry",
	  "SELECT COUNT(*) FROM credit_entry WHERE source_ref = 'A700059'", 0 },
	{ "an_order_with_credits_owes",
	  "SELECT live_amount - credited_amount - captured_amount + 10 * 165 FROM orders WHERE "
	  "source_ref = '700022'",
	  0 },
	{ "each_step_is_told",
	  "SELECT COUNT(*) FROM order_event e JOIN orders o ON o.id = e.order_id WHERE "
	  "o.source_ref = '700022'",
	  7 },
	{ "in_the_order_of_its_time",
	  "SELECT COUNT(*) FROM order_event a JOIN order_event b ON a.order_id = b.order_id AND "
	  "a.id < b.id AND a.at > b.at",
	  0 },
};

START_TEST(quirks_end_where_they_should)
{
	import_file(NULL);
	for (size_t i = 0; i < count_of(details); i++)
		check_int(details[i].name, support_number(details[i].sql), details[i].wanted);
}
END_TEST

/* The customer's page is there, and shows the order as it was, to whoever may still see it. */
static const struct {
	const char *name, *before;
	int status;
} pages[] = {
	{ "the_link_ended_long_ago", "DO 0", 410 },
	{ "the_link_does_not_end_yet", "UPDATE order_document SET link_until = NULL", 200 },
};

START_TEST(an_imported_order_has_its_page)
{
	struct work w = support_work(import_app);
	uint64_t id;
	struct order *o;
	struct answer *a;

	import_file(NULL);
	support_sql(pages[_i].before);
	id = (uint64_t)support_number("SELECT id FROM orders WHERE source_ref = '700022'");
	ck_assert(order_get(&w, id, &o));
	a = support_request(import_app, "GET",
			    order_link_url(&w, o) + strlen(import_app->config->base_url), NULL);
	check_int(pages[_i].name, a->status, pages[_i].status);
	if (a->status != 200)
		return;
	ck_assert(answer_has(a, o->number));
	ck_assert(answer_has(a, "AMBER SLATE CLOCK 0"));
	ck_assert(answer_has(a, "£"));
	ck_assert(!answer_has_number(a, "90007"));
}
END_TEST

/* A shop that sells in pounds goes on selling; what it has counted stays counted. */
START_TEST(the_shop_of_the_file_goes_on_selling)
{
	struct work w = support_work(import_app);
	struct sku_draft sku = { .code = "40406", .unit_milli = 1000 };
	struct product_draft d = { .code = "40406",
				   .name_en = "ours",
				   .name_zh = "ours",
				   .state = PRODUCT_ON_SALE,
				   .skus = &sku,
				   .n_skus = 1 };
	struct sku *found;
	uint64_t id;

	ck_assert(setting_put(w.db, w.arena, "currency", "GBP", w.now));
	ck_assert(app_read_settings(import_app));
	ck_assert_int_eq(catalog_add(&w, &d, &id), CATALOG_OK);
	catalog_find_skus(&w, (const char *[]){ "40406" }, 1, &found);
	ck_assert_int_eq(stock_add(&w, &(struct stock_draft){ .sku_id = found->id,
							      .on_hand = 5,
							      .incoming_at = INSTANT_NONE }),
			 STOCK_OK);
	import_file(NULL);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product WHERE state = 1"), 123);
	ck_assert_int_eq(
		support_number(
			"SELECT COUNT(*) FROM product WHERE code = '40406' AND name_en = 'ours'"),
		1);
	ck_assert_int_eq(support_number("SELECT on_hand FROM stock"), 5);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM stock_move m JOIN stock s ON "
					"s.sku_id = m.sku_id"),
			 5);
	import_verify();
}
END_TEST

Suite *exchange_online_retail_suite(void)
{
	Suite *s = suite_create("exchange_online_retail");
	TCase *t = tcase_create("books");

	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, import_setup, import_teardown);
	tcase_add_test(t, the_report_equals_the_file);
	tcase_add_test(t, the_report_says_what_became_of_it);
	tcase_add_test(t, the_books_hold_it);
	tcase_add_test(t, the_tables_add_up_to_the_report);
	tcase_add_test(t, credits_belong_to_their_only_sale);
	tcase_add_test(t, quirks_end_where_they_should);
	tcase_add_loop_test(t, an_imported_order_has_its_page, 0, (int)count_of(pages));
	tcase_add_test(t, the_shop_of_the_file_goes_on_selling);
	suite_add_tcase(s, t);
	return s;
}
