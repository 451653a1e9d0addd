/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports taken back: what they made goes, what they changed is as it was, and what somebody was at
 * since stays with its reason. */
#include "exchange/loads.h"

static const char *imported(struct browser *b, const char *kind, const char *text, const char *map)
{
	const char *id = loads_bring(b, kind, text);

	loads_check(b, id, map);
	loads_run(b, id);
	return id;
}

static cJSON *undone(struct browser *b, const char *id, int taken_back)
{
	cJSON *t;

	ck_assert(json_get_bool(door_tree(b, door_path("/desk/imports/%s", id)), "may_undo"));
	door_want(door_post(b, door_path("/desk/imports/%s/undo", id), ""), 303);
	rounds_run_tasks();
	t = door_tree(b, door_path("/desk/imports/%s", id));
	ck_assert_str_eq(json_get_text(t, "state"), "undone");
	ck_assert_int_eq(json_get_int(t, "taken_back"), taken_back);
	ck_assert(!json_get_bool(t, "may_undo"));
	return t;
}

static bool keeps(const cJSON *t, const char *why, const char *where)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(t, "kept"))
	{
		if (!strcmp(json_get_text(one, "why"), why))
			return !strcmp(json_get_text(one, "where"), where);
	}
	return false;
}

#define PRODUCTS "map=sku&map=product_code&map=name_en&map=price&map=weight_g"

START_TEST(products_are_as_they_were)
{
	struct browser b = door_staff(1);
	const char *id;
	cJSON *t;

	id = imported(
		&b, "products",
		"SKU,Product code,Name,Price,Weight\n"
		"A,,,12.50,700\nB,,,11.00,\n"
		"OAT-1,OAT,Oat milk,28,\nOAT-6,OAT,Oat milk,150,\nSOLD,,Sold,1,\nKEPT,,Kept,1,\n",
		PRODUCTS);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'A'"), 1250000);
	/* since: one is ordered, one in stock, one has another price */
	door_order("SOLD", 1);
	support_sql("INSERT INTO stock VALUES ((SELECT id FROM sku WHERE code = 'KEPT'), 0, 0, 0, "
		    "NULL, NULL)");
	support_sql("UPDATE sku SET unit_milli = 990000 WHERE code = 'B'");
	t = undone(&b, id, 3);
	ck_assert(keeps(t, "is_ordered", "6"));
	ck_assert(keeps(t, "has_stock", "7"));
	ck_assert(keeps(t, "changed_since", "3"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku WHERE code LIKE 'OAT%'"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product WHERE code = 'OAT'"), 0);
	ck_assert_int_eq(support_number(
				 "SELECT unit_milli FROM sku WHERE code = 'A' AND weight_g = 0"),
			 1000000);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'B'"), 990000);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'import_undone' AND became = 'products: -3 of 6'"),
			 1);
	/* once */
	door_want(door_post(&b, door_path("/desk/imports/%s/undo", id), ""), 409);
	shop_check();
}
END_TEST

START_TEST(counts_are_moved_back)
{
	struct browser b = door_staff(1);
	const char *id;

	shop_sku("NEW", PRODUCT_GOODS, false);
	id = imported(&b, "stock", "SKU,Counted\nA,990\nB,5\nNEW,7\n", "map=sku&map=counted");
	door_order("B", 1);
	undone(&b, id, 3);
	ck_assert_int_eq(support_number("SELECT on_hand FROM stock s JOIN sku k ON k.id = s.sku_id "
					"WHERE k.code = 'A'"),
			 1000);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM stock s JOIN sku k ON k.id = s.sku_id "
				 "WHERE k.code = 'NEW'"),
			 0);
	shop_check();
}
END_TEST

START_TEST(customers_that_nobody_was_at_go)
{
	struct browser b = door_staff(1);
	const char *id;
	cJSON *t;

	door_order("A", 1);
	id = imported(&b, "customers",
		      "Name,Phone,City,Tags\nLin,13900000011,杭州,tea\nFang,13900000012,,\n"
		      ",13800000001,上海,\n",
		      "map=name&map=phone&map=city&map=tags");
	support_sql("INSERT INTO customer_note VALUES (1, (SELECT id FROM customer WHERE name = "
		    "'Fang'), 1, 'nice', UTC_TIMESTAMP(6))");
	t = undone(&b, id, 1);
	ck_assert(keeps(t, "changed_since", "3"));
	ck_assert(keeps(t, "people_stay", "4"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE name = 'Lin'"), 0);
	ck_assert_int_eq(support_number("SELECT n_customers FROM customer_tag WHERE name = 'tea'"),
			 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity WHERE value LIKE "
					"'%13900000011'"),
			 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE name = 'Fang'"), 1);
	shop_check();
}
END_TEST

#define ORDERS "map=source_ref&map=order_state&map=name&map=phone&map=sku&map=quantity&map=paid"
static const char orders[] = "Order number,Status,Name,Phone,SKU,Quantity,Paid\n"
			     "T-1,,Lin,13900000011,A,2,yes\nT-2,,Lin,13900000011,B,1,no\n"
			     "T-3,delivered,Lin,13900000011,A,1,\nT-4,,Lin,13900000012,A,1,no\n";

START_TEST(orders_are_cancelled_and_given_back)
{
	struct browser b = door_staff(1);
	struct order_answer a;
	const char *id = imported(&b, "orders", orders, ORDERS);
	uint64_t touched = (uint64_t)support_number("SELECT id FROM orders WHERE source_ref = "
						    "'T-2'");
	cJSON *t;

	ck_assert_int_eq(order_release(&shop, (struct order_ref){ .id = touched }, &a), ORDER_OK);
	t = undone(&b, id, 2);
	ck_assert(keeps(t, "changed_since", "3"));
	ck_assert(keeps(t, "is_over", "4"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders WHERE decision = 4 AND "
					"refunded_amount = captured_amount AND source_ref LIKE "
					"'T-1 (%)'"),
			 1);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM stock_reservation"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
	shop_check();
	/* put right, it may be brought again */
	id = loads_bring(&b, "orders", orders);
	loads_counts(loads_check(&b, id, ORDERS), 2, 0, 2, 0);
}
END_TEST

START_TEST(a_day_later_it_is_too_late)
{
	struct browser b = door_staff(1);
	const char *id = imported(&b, "stock", "SKU,Counted\nA,990\n", "map=sku&map=counted");

	support_sql("UPDATE import_file SET ended_at = ended_at - INTERVAL 25 HOUR");
	ck_assert(!json_get_bool(door_tree(&b, door_path("/desk/imports/%s", id)), "may_undo"));
	door_want(door_post(&b, door_path("/desk/imports/%s/undo", id), ""), 409);
}
END_TEST

Suite *exchange_load_undo_suite(void);

Suite *exchange_load_undo_suite(void)
{
	Suite *s = suite_create("exchange_load_undo");
	TCase *tc = tcase_create("undo");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, products_are_as_they_were);
	tcase_add_test(tc, counts_are_moved_back);
	tcase_add_test(tc, customers_that_nobody_was_at_go);
	tcase_add_test(tc, orders_are_cancelled_and_given_back);
	tcase_add_test(tc, a_day_later_it_is_too_late);
	suite_add_tcase(s, tc);
	return s;
}
