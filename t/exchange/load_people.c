/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers and orders brought in files: checked without a trace, made once, as by any other way;
 * orders that are over as they ended. */
#include "exchange/loads.h"

static bool says(const cJSON *t, const char *problem, const char *field)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(t, "problems"))
	{
		const char *of = json_get_text(one, "field");

		if (!strcmp(json_get_text(one, "problem"), problem) &&
		    !strcmp(of ? of : "", field ? field : ""))
			return true;
	}
	return false;
}

#define CUSTOMERS "map=customer_ref&map=name&map=phone&map=email&map=city&map=lang&map=tags"
static const char customers[] = "外部编号,姓名,手机,邮箱,城市,语言,标签\n"
				"T-1,林雨晴,13900000011,yuqing@mail.example,杭州,zh-CN,茶；送礼\n"
				"T-2,Lin Fang,,fang@mail.example,,en,tea\n"
				"T-3,,13900000013,,,,\n"
				"T-4,Wang,12,,,,\n"
				",Nobody,,,,,\n"
				"T-2,Again,,,,,\n"
				"T-5,Zhou,,x@,,,\n"
				"T-6,Zhao,13900000016,,,tlh,\n";

START_TEST(customers_are_found_or_made)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "customers", customers);
	cJSON *t = door_tree(&b, door_path("/desk/imports/%s", id));

	ck_assert_int_eq(json_get_int(t, "n_mapped"), 7);
	t = loads_check(&b, id, CUSTOMERS);
	loads_counts(t, 2, 0, 0, 6);
	ck_assert(says(t, "missing", "name"));
	ck_assert(says(t, "not_a_phone", "phone"));
	ck_assert(says(t, "nobody", "phone"));
	ck_assert(says(t, "twice", "customer_ref"));
	ck_assert(says(t, "not_an_email", "email"));
	ck_assert(says(t, "unknown_word", "lang"));
	/* nothing of people stands in the report, and nothing is written yet */
	ck_assert(!strstr(json_text(shop.arena, t), "Zhao"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact"), 0);
	loads_counts(loads_run(&b, id), 2, 0, 0, 6);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer c JOIN customer_identity i "
					"ON i.customer_id = c.id AND i.kind = 3 AND i.source = "
					"'import' WHERE c.lang = 'zh-CN' AND i.value = 'T-1'"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_tag"), 3);
	/* again: the same; with another city: changed, and what has no column stays */
	id = loads_bring(&b, "customers", "Phone,City,Tags\n13900000011,上海,茶\n13900000011x,,\n");
	t = loads_check(&b, id, "map=phone&map=city&map=tags");
	loads_counts(t, 0, 1, 0, 1);
	loads_run(&b, id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact WHERE city = '上海' "
					"AND name = '林雨晴' AND email = 'yuqing@mail.example'"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 2);
	id = loads_bring(&b, "customers", customers);
	loads_counts(loads_check(&b, id, CUSTOMERS), 0, 1, 1, 6);
	shop_check();
}
END_TEST

/* Who has an account chose their name themselves, and signs in by their own address. */
START_TEST(an_account_is_not_taken_over_by_a_file)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);
	const char *id;

	support_sql("UPDATE customer SET provisional = 0");
	id = loads_bring(&b, "customers",
			 "Phone,Name,Email\n" ANNE ",Somebody,thief@mail.example\n");
	loads_check(&b, id, "map=phone&map=name&map=email");
	loads_run(&b, id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE name = 'Somebody' AND "
					"id = (SELECT customer_id FROM orders)"),
			 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity WHERE value = "
					"'thief@mail.example' AND customer_id = (SELECT "
					"customer_id FROM orders)"),
			 0);
	ck_assert_ptr_nonnull(o);
	shop_check();
}
END_TEST

#define ORDERS                                                                                     \
	"map=source_ref&map=placed_at&map=order_state&map=name&map=phone&map=city&map=street&"     \
	"map=sku&map=quantity&map=price&map=paid"
#define HEADS "订单号,下单时间,状态,收件人,手机,城市,地址,货号,数量,单价,已付款\n"
static const char orders[] =
	HEADS "T-1,2026/11/20 9:12,,林雨晴,13900000011,杭州,文三路 100 号,A,2,9.50,是\n"
	      "T-1,,,,,,,B,1,,\n"
	      "T-2,2025-03-01,delivered,Lin Fang,13900000012,杭州,文三路 102 号,A,3,8.00,\n"
	      "T-3,2025-03-02,已取消,Lin Fang,13900000012,杭州,文三路 102 号,B,1,,\n"
	      "T-4,2025-03-03,Completed,Lin Fang,13900000012,杭州,文三路 102 号,A,1,,no\n"
	      "T-5,,,Wang,13900000013,杭州,文三路 1 号,A,1,,\n"
	      "T-5,,,Wang,13900000013,杭州,文三路 1 号,NONE,1,,\n"
	      "T-6,,,Wang,13900000013,杭州,文三路 1 号,A,100000,,\n"
	      "T-7,,shipped,Wang,13900000013,杭州,文三路 1 号,A,1,,\n"
	      "T-8,2026-13-02,,Wang,13900000013,杭州,文三路 1 号,A,1,,\n"
	      "T-9,,,Wang,13900000013,杭州,文三路 1 号,A,1,,\n"
	      "T-9,,,Wu,,,,B,1,,\n"
	      "T-1,,,,,,,A,1,,\n";

START_TEST(orders_are_placed_as_by_any_other_way)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "orders", orders);
	cJSON *t = door_tree(&b, door_path("/desk/imports/%s", id));
	const struct answer *failed;

	ck_assert_int_eq(json_get_int(t, "n_mapped"), 11);
	t = loads_check(&b, id, ORDERS);
	loads_counts(t, 4, 0, 0, 6);
	ck_assert_int_eq(json_get_int(t, "rows"), 13);
	ck_assert(says(t, "no_such_sku", "sku"));
	ck_assert(says(t, "no_stock", "quantity"));
	ck_assert(says(t, "not_such_state", "order_state"));
	ck_assert(says(t, "not_a_date", "placed_at"));
	ck_assert(says(t, "differs", "name"));
	ck_assert(says(t, "apart", "source_ref"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_reservation"), 0);
	loads_counts(loads_run(&b, id), 4, 0, 0, 6);
	/* open: reserved, paid, by whoever brought it; nobody is written to */
	ck_assert_int_eq(support_number("SELECT total_amount FROM orders WHERE source_ref = 'T-1' "
					"AND source = 'import' AND decision = 2 AND "
					"captured_amount = total_amount"),
			 2900);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM stock_reservation"), 3);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE kind = 0 AND "
					"actor_kind = 2 AND actor_id = 1"),
			 4);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
	/* over: delivered and paid then, with its parcel; cancelled; completed and not paid */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders WHERE source_ref = 'T-2' AND "
					"delivered_at = placed_at AND captured_amount = 2400 AND "
					"n_parcels = 1 AND total_amount = 2400"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders WHERE source_ref = 'T-3' AND "
					"decision = 4 AND live_amount = 0 AND captured_amount = 0"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders WHERE source_ref = 'T-4' AND "
					"decision = 3 AND captured_amount = 0"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_move WHERE kind <> 0"), 0);
	/* what is past is no news to programs */
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM order_event e JOIN orders o ON o.id = "
				 "e.order_id WHERE o.source_ref = 'T-2' AND e.position IS NULL"),
			 0);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer WHERE name = 'Lin Fang'"),
			 2);
	failed = browser_get(&b, door_path("/desk/imports/%s/failed", id));
	ck_assert(answer_has(failed, "Another line of this order has a problem"));
	ck_assert(answer_has(failed,
			     "T-5,,,Wang,13900000013,杭州,文三路 1 号,NONE,1,,,SKU: is not in "
			     "the catalogue\r\n"));
	shop_check();
	/* brought again, what is known by its number stays as it is */
	id = loads_bring(&b, "orders", orders);
	loads_counts(loads_check(&b, id, ORDERS), 0, 0, 4, 6);
}
END_TEST

START_TEST(customers_are_written_to_where_that_is_wanted)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "orders",
				     "Order number,Name,Email,SKU,Quantity\n"
				     "E-1,Lin,lin@mail.example,A,1\n");

	loads_check(&b, id, "map=source_ref&map=name&map=email&map=sku&map=quantity");
	door_want(door_post(&b, door_path("/desk/imports/%s/run", id), "tells=1"), 303);
	rounds_run_tasks();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = "
					"'placed'"),
			 1);
	/* intake: no address, no phone to call */
	ck_assert_int_gt(support_number("SELECT COUNT(*) FROM order_finding"), 0);
}
END_TEST

/* An order is whole or not at all, wherever a step of the worker ends. */
START_TEST(many_lines_are_cut_nowhere)
{
	struct browser b = door_staff(1);
	struct buf text;
	const char *id;

	buf_init(&text, shop.arena);
	buf_adds(&text, "Order number,Name,Phone,SKU,Quantity\n");
	for (int i = 0; i < 120; i++)
		for (int l = 0; l < 1 + i % 7; l++)
			buf_addf(&text, "N-%d,Lin,13900000011,%s,1\n", i, l % 2 ? "B" : "A");
	for (int l = 0; l < 200; l++)
		buf_adds(&text, "TOO-MANY,Lin,13900000011,A,1\n");
	buf_adds(&text, "LAST,Lin,13900000011,A,1\nLAST,Lin,\"13900000011,A,1\n");
	id = loads_bring(&b, "orders", text.p);
	loads_check(&b, id, "map=source_ref&map=name&map=phone&map=sku&map=quantity");
	loads_run(&b, id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 120);
	ck_assert_int_eq(
		support_number(
			"SELECT COUNT(*) FROM (SELECT o.id FROM orders o JOIN "
			"order_line l ON l.order_id = o.id GROUP BY o.id, o.source_ref HAVING "
			"COUNT(*) <> 1 + MOD(CAST(SUBSTRING(o.source_ref, 3) AS "
			"UNSIGNED), 7)) wrong"),
		0);
	shop_check();
}
END_TEST

START_TEST(what_columns_are_is_saved_and_offered_again)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "customers", "Wer,Wo\nLin,13900000011\n");
	cJSON *t;

	loads_check(&b, id, "map=name&map=phone&save_as=Our+old+shop");
	id = loads_bring(&b, "customers", "Wer,Wo\nFang,13900000012\n");
	t = door_tree(&b, door_path("/desk/imports/%s", id));
	ck_assert_str_eq(json_get_text(t, "mapped_as"), "Our old shop");
	ck_assert_int_eq(json_get_int(t, "n_mapped"), 2);
	/* other columns: by its name, as far as it knows them */
	id = loads_bring(&b, "customers", "Wo,Wann\n13900000012,2026\n");
	t = door_tree(&b, door_path("/desk/imports/%s", id));
	ck_assert_ptr_null(json_get_text(t, "mapped_as"));
	ck_assert_int_eq(json_get_int(t, "n_mapped"), 0);
	t = door_tree(&b, door_path("/desk/imports/%s?mapping=Our+old+shop", id));
	ck_assert_int_eq(json_get_int(t, "n_mapped"), 1);
	/* of another kind it is not */
	id = loads_bring(&b, "orders", "Wer,Wo\nLin,1\n");
	t = door_tree(&b, door_path("/desk/imports/%s", id));
	ck_assert_int_eq(json_get_int(t, "n_mapped"), 0);
}
END_TEST

/* Files of people are for who brought them, and for who may see people. */
START_TEST(files_of_people_are_not_for_everybody)
{
	struct browser b = door_staff(1), other;
	const char *id = loads_bring(&b, "customers", "Name,Phone\nLin,13900000011\n");

	support_sql("UPDATE staff SET role = 'viewer' WHERE id = 2");
	other = door_staff(2);
	door_want(browser_get(&other, door_path("/desk/imports/%s", id)), 404);
	door_want(browser_get(&b, door_path("/desk/imports/%s", id)), 200);
}
END_TEST

START_TEST(days_are_read_as_people_write_them)
{
	static const struct {
		const char *text, *wanted; /* NULL: none */
	} row[] = {
		{ "2026-11-21", "2026-11-20T16:00:00Z" },
		{ "2026/1/2 9:05", "2026-01-02T01:05:00Z" },
		{ "2026年11月21日", "2026-11-20T16:00:00Z" },
		{ "2026年11月21日 09:12:33", "2026-11-21T01:12:33Z" },
		{ "2024.02.29", "2024-02-28T16:00:00Z" },
		{ "2026-11-21T09:12:00+08:00", "2026-11-21T01:12:00Z" },
		{ "2026/13/02", NULL },
		{ "2025-02-29", NULL },
		{ "21/11/2026", NULL },
		{ "2026-11-21 25:00", NULL },
		{ "2026-11-21 9", NULL },
		{ "2026-11-21 09:12:33 x", NULL },
		{ "2026- 1-02", NULL },
		{ "-026-11-21", NULL },
		{ "soon", NULL },
	};
	struct instant t;
	char text[40];

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		ck_assert_msg(cell_time(row[i].text, &t) == (row[i].wanted != NULL), "%s",
			      row[i].text);
		if (!row[i].wanted)
			continue;
		instant_format_utc(t, text, sizeof text);
		ck_assert_str_eq(text, row[i].wanted);
	}
}
END_TEST

Suite *exchange_load_people_suite(void);

Suite *exchange_load_people_suite(void)
{
	Suite *s = suite_create("exchange_load_people");
	TCase *tc = tcase_create("load");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, customers_are_found_or_made);
	tcase_add_test(tc, an_account_is_not_taken_over_by_a_file);
	tcase_add_test(tc, orders_are_placed_as_by_any_other_way);
	tcase_add_test(tc, customers_are_written_to_where_that_is_wanted);
	tcase_add_test(tc, many_lines_are_cut_nowhere);
	tcase_add_test(tc, what_columns_are_is_saved_and_offered_again);
	tcase_add_test(tc, files_of_people_are_not_for_everybody);
	tcase_add_test(tc, days_are_read_as_people_write_them);
	suite_add_tcase(s, tc);
	return s;
}
