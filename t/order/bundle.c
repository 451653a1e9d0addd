/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles: sold as their parts, which share the price to the minor unit, and fall apart when one of
 * their lines becomes another. */
#include "order/bundle.h"
#include "base/money.h"
#include "order/door.h"

static struct order_answer answer;

/* ---- rules ---- */

static const struct {
	const char *name;
	int64_t unit, quantity, list[3];
	int per[3];
	size_t n;
	int64_t amount[3]; /* of the lines; the first -1: it does not divide */
} shares[] = {
	{ "by_list_price", 3000000, 1, { 1000000, 2000000 }, { 1, 1 }, 2, { 1000, 2000 } },
	{ "the_cent_left_over", 1000000, 1, { 1, 1, 1 }, { 1, 1, 1 }, 3, { 334, 333, 333 } },
	{ "several_units", 2599000, 3, { 1000000, 1000000 }, { 2, 1 }, 2, { 5198, 2599 } },
	{ "a_price_that_no_unit_has", 1001000, 7, { 999000, 1000 }, { 3, 1 }, 2, { 7005, 2 } },
	{ "parts_that_cost_nothing", 900000, 1, { 0, 0 }, { 2, 1 }, 2, { 600, 300 } },
	{ "given_away", 0, 5, { 1000000, 1000000 }, { 1, 1 }, 2, { 0, 0 } },
	{ "less_than_a_cent", 400, 1, { 1000000, 1000000 }, { 1, 1 }, 2, { 0, 0 } },
	{ "thousands_of_units", 1001000, 1001, { 7, 3 }, { 99, 98 }, 2, { -1 } },
};

START_TEST(a_price_is_shared_to_the_cent)
{
	int64_t unit[3], one, sum = 0, total;
	bool divides = bundle_share(shares[_i].unit, shares[_i].quantity, shares[_i].list,
				    shares[_i].per, shares[_i].n, unit);

	ck_assert_msg(divides == (shares[_i].amount[0] >= 0), "%s", shares[_i].name);
	for (size_t i = 0; divides && i < shares[_i].n; i++) {
		ck_assert(money_line(unit[i], shares[_i].per[i] * shares[_i].quantity, &one));
		ck_assert_msg(one == shares[_i].amount[i], "%s: %zu: %lld", shares[_i].name, i,
			      (long long)one);
		sum += one;
	}
	ck_assert(money_line(shares[_i].unit, shares[_i].quantity, &total));
	ck_assert(!divides || sum == total);
}
END_TEST

/* ---- the shop ---- */

static struct sku_draft bundle_of(const char *code, const char *parts, int64_t less_bp)
{
	return (struct sku_draft){ .code = code,
				   .variant_en = "",
				   .variant_zh = "",
				   .unit_milli = 2599000,
				   .parts = parts,
				   .less_bp = less_bp };
}

static enum catalog_refusal add(struct sku_draft sku)
{
	struct product_draft d = { .code = arena_printf(shop.arena, "P-%s", sku.code),
				   .name_en = "Morning set",
				   .name_zh = "早安组合",
				   .kind = PRODUCT_GOODS,
				   .state = PRODUCT_ON_SALE,
				   .skus = &sku,
				   .n_skus = 1 };
	uint64_t id;

	return catalog_add(&shop, &d, &id);
}

static struct order *order_three(void)
{
	ck_assert_int_eq(add(bundle_of("SET", "B, A*2", -1)), CATALOG_OK);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM sku_part"), 3);
	return door_order("SET", 3);
}

static int64_t bundles(void)
{
	return support_number("SELECT COUNT(*) FROM order_bundle");
}

START_TEST(a_bundle_is_ordered_as_its_parts)
{
	struct order *o = order_three();
	struct browser b = door_staff(1), nobody = door_nobody();
	const struct answer *a;

	ck_assert_uint_eq(o->n_lines, 2);
	ck_assert_str_eq(o->lines[0].sku_code, "A");
	ck_assert_int_eq(o->lines[0].ordered, 6);
	ck_assert_int_eq(o->lines[0].reserved, 6);
	ck_assert_int_eq(o->lines[1].reserved, 3);
	ck_assert_int_eq(o->items_amount, 7797);
	ck_assert_int_eq(o->lines[0].amount + o->lines[1].amount, 7797);
	ck_assert_uint_eq(o->n_bundles, 1);
	ck_assert_int_eq(o->bundles[0].quantity, 3);
	ck_assert_int_eq(o->bundles[0].amount, 7797);
	a = browser_get(&b, door_path("/desk/orders/%s", o->number));
	door_shows(a, "Morning set");
	door_shows(a, "77.97");
	door_shows(browser_get(&nobody, door_link(o, "")), "Morning set");
	a = browser_get(&b, door_path("/desk/orders/%s/pick-list", o->number));
	door_shows(a, "part of Morning set");
	shop_check();
}
END_TEST

/* What goes back for each part adds up with the rest. */
START_TEST(one_part_is_given_up)
{
	struct order *o = order_three();
	int64_t rest = o->lines[0].amount, fee = o->shipping_amount;

	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[1].id, 3,
					   "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(door_look(o)->live_amount, rest + fee);
	ck_assert_int_eq(bundles(), 1);
	shop_check();
}
END_TEST

START_TEST(it_is_packed_and_sent_by_its_parts)
{
	struct order *o = order_three();

	ck_assert_int_eq(shop_hear(shop_ship(o, "SF1000000000009"), PARCEL_DELIVERED), SHIPPING_OK);
	o = door_look(o);
	ck_assert_int_eq(o->lines[0].delivered, 6);
	ck_assert_int_eq(o->lines[1].delivered, 3);
	ck_assert_int_eq(support_number("SELECT on_hand FROM stock t JOIN sku s ON s.id = t.sku_id "
					"WHERE s.code = 'A'"),
			 994);
	shop_check();
}
END_TEST

static void edit(const struct order *o, struct order_edit_line line)
{
	struct order_edit e = {
		.lines = &line, .n_lines = 1, .discount = -1, .shipping = -1, .may_price = true
	};
	struct order_ref r = { o->id, o->version };

	ck_assert_int_eq(order_propose(&shop, r, &e, &answer), ORDER_PROPOSED);
	e.agreed = answer.order->live_amount;
	ck_assert_int_eq(order_edit(&shop, r, &e, &answer), ORDER_OK);
}

START_TEST(it_falls_apart_when_a_part_changes)
{
	struct order *o = order_three();
	struct order_edit_line line = { .line = o->lines[1].id, .quantity = 2, .unit_milli = -1 };

	line.quantity = _i ? 3 : 2;
	line.unit_milli = _i ? 500000 : -1;
	edit(o, line);
	o = door_look(o);
	ck_assert_uint_eq(o->n_lines, 2);
	ck_assert_uint_eq(o->lines[0].bundle_id, 0);
	ck_assert_int_eq(bundles(), 0);
	shop_check();
}
END_TEST

START_TEST(a_change_of_an_order_adds_bundles)
{
	struct order *o = door_order("A", 1);

	ck_assert_int_eq(add(bundle_of("SET", "A*2, B", -1)), CATALOG_OK);
	edit(o, (struct order_edit_line){ .sku = "SET", .quantity = 1, .unit_milli = -1 });
	o = door_look(o);
	ck_assert_uint_eq(o->n_lines, 3);
	ck_assert_int_eq(o->bundles[0].amount, 2599);
	/* another line is nothing to it */
	edit(o,
	     (struct order_edit_line){ .line = o->lines[0].id, .quantity = 4, .unit_milli = -1 });
	ck_assert_int_eq(bundles(), 1);
	shop_check();
}
END_TEST

START_TEST(a_part_that_is_split_off_is_no_bundle)
{
	struct order *o = order_three();
	struct split_line line = { o->lines[1].id, 3, 0 };
	struct regroup_answer a;

	ck_assert_int_eq(order_split(&shop, (struct order_ref){ o->id, o->version },
				     &(struct split_draft){ &line, 1, NULL }, true, &a),
			 ORDER_OK);
	ck_assert_int_eq(bundles(), 0);
	shop_check();
}
END_TEST

START_TEST(what_cannot_be_had_is_said_of_the_bundle)
{
	struct order_draft_line lines[] = { { "A", 1, -1, 0 }, { "SET", 1, -1, 1 } };
	struct order_draft d = door_draft("A", 1);

	shop_goods("FEW", 1, false);
	ck_assert_int_eq(add(bundle_of("SET", "A, B, FEW*2", -1)), CATALOG_OK);
	d.lines = lines;
	d.n_lines = 2;
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_NO_STOCK);
	ck_assert_uint_eq(answer.line, 1);
	lines[1].quantity = 0;
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_BAD_QUANTITY);
	ck_assert_uint_eq(answer.line, 1);
	support_sql("UPDATE product SET state = 2 WHERE code = 'P-B'");
	lines[1].quantity = 1;
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_NOT_ON_SALE);
}
END_TEST

static const struct {
	const char *code, *parts;
	enum catalog_refusal wanted;
} drafts[] = {
	{ "S2", "SET, A", CATALOG_BAD_PARTS }, { "S2", "S2, A", CATALOG_BAD_PARTS },
	{ "S2", "A", CATALOG_BAD_PARTS },      { "S2", "A, NONE", CATALOG_BAD_PARTS },
	{ "S2", "A*0", CATALOG_BAD_PARTS },    { "S2", "A, A", CATALOG_BAD_PARTS },
	{ "S2", "A*x", CATALOG_BAD_PARTS },    { "S2", "A×2", CATALOG_OK },
	{ "S2", "A*2，B", CATALOG_OK },
};

START_TEST(some_bundles_cannot_be)
{
	ck_assert_int_eq(add(bundle_of("SET", "A*2, B", -1)), CATALOG_OK);
	ck_assert_int_eq(add(bundle_of(drafts[_i].code, drafts[_i].parts, -1)), drafts[_i].wanted);
	shop_check();
}
END_TEST

static int64_t price_of(const char *code)
{
	return support_number(door_path("SELECT unit_milli FROM sku WHERE code = '%s'", code));
}

START_TEST(a_price_follows_the_parts)
{
	struct sku_draft a = {
		.code = "A", .unit_milli = 2000000, .variant_en = "", .variant_zh = ""
	};
	struct product_draft d = { .code = "P-A",
				   .name_en = "Thing A",
				   .name_zh = "商品A",
				   .state = PRODUCT_ON_SALE,
				   .skus = &a,
				   .n_skus = 1 };
	struct product p;

	ck_assert_int_eq(add(bundle_of("SET", "A*2, B", 1000)), CATALOG_OK);
	ck_assert_int_eq(add(bundle_of("OWN", "A*2, B", -1)), CATALOG_OK);
	ck_assert_int_eq(price_of("SET"), 2700000);
	ck_assert(catalog_find_product(&shop, "P-A", &p));
	ck_assert_int_eq(catalog_change(&shop, p.id, p.version, &d), CATALOG_OK);
	ck_assert_int_eq(price_of("SET"), 4500000);
	ck_assert_int_eq(price_of("OWN"), 2599000);
	ck_assert(catalog_find_product(&shop, "P-SET", &p));
	ck_assert_int_eq(p.version, 2);
	/* a part is no bundle, and is not made one */
	a.parts = "B*2";
	ck_assert(catalog_find_product(&shop, "P-A", &p));
	ck_assert_int_eq(catalog_change(&shop, p.id, p.version, &d), CATALOG_BAD_PARTS);
	shop_check();
}
END_TEST

static enum catalog_refusal make_bundle_of_b(void)
{
	struct sku_draft b = bundle_of("B", "A*2", -1);
	struct product_draft d = { .code = "P-B",
				   .name_en = "Thing B",
				   .name_zh = "商品B",
				   .state = PRODUCT_ON_SALE,
				   .skus = &b,
				   .n_skus = 1 };
	struct product p;

	ck_assert(catalog_find_product(&shop, "P-B", &p));
	return catalog_change(&shop, p.id, p.version, &d);
}

static void count_b(int by)
{
	struct stock_move m = {
		.sku_id = (uint64_t)support_number("SELECT id FROM sku WHERE code = 'B'"),
		.quantity = by,
		.kind = MOVE_COUNT,
		.at = INSTANT_NONE,
	};

	ck_assert_int_eq(stock_move(&shop, &m), STOCK_OK);
}

/* What lies there by itself, or is promised so, would be lost sight of. */
START_TEST(what_is_in_stock_is_no_bundle)
{
	struct browser desk = door_staff(1);
	const struct order *o = door_order("B", 1);
	struct order_answer said;
	const struct answer *a;

	ck_assert_int_eq(make_bundle_of_b(), CATALOG_BAD_PARTS);
	browser_get(&desk, "/desk/products/P-B");
	a = door_post(&desk, "/desk/products/P-B",
		      "code=P-B&name_en=B&name_zh=B&kind=goods&state=on_sale&version=1&"
		      "skus.0.code=B&skus.0.price=1&skus.0.parts=A*2");
	door_want(a, 422);
	door_shows(a, "Some of this SKU are in stock or promised.");
	door_shows(a, "id=\"e-skus-0-parts\"");
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(make_bundle_of_b(), CATALOG_BAD_PARTS);
	count_b(-1000);
	ck_assert_int_eq(make_bundle_of_b(), CATALOG_OK);
	shop_check();
}
END_TEST

START_TEST(the_desk_makes_bundles_and_says_what_is_wrong)
{
	struct browser b = door_staff(1);
	const char *form = "code=P-SET&name_en=Set&name_zh=x&kind=goods&state=on_sale&version=0&"
			   "skus.0.code=SET&skus.0.price=1&skus.0.less_percent=10&skus.0.parts=";
	const struct answer *a;

	browser_get(&b, "/desk/products/new");
	a = door_post(&b, "/desk/products", door_path("%sA,NONE", form));
	door_want(a, 422);
	door_shows(a, "There is no SKU NONE");
	door_shows(a, "id=\"e-skus-0-parts\"");
	a = door_post(&b, "/desk/products", door_path("%sB,A*2", form));
	door_want(a, 303);
	/* its percentage sets the price: it needs none of its own */
	form = "code=P-SET2&name_en=Set&name_zh=x&kind=goods&state=on_sale&version=0&"
	       "skus.0.code=SET2";
	browser_get(&b, "/desk/products/new");
	a = door_post(&b, "/desk/products", door_path("%s&skus.0.less_percent=10", form));
	door_want(a, 422);
	door_shows(a, "Enter the price");
	a = door_post(&b, "/desk/products", door_path("%s&skus.0.parts=B,A*2", form));
	door_want(a, 422);
	door_shows(a, "Enter the price");
	door_want(door_post(&b, "/desk/products",
			    door_path("%s&skus.0.less_percent=10&skus.0.parts=B,A*2", form)),
		  303);
	ck_assert_int_eq(price_of("SET2"), price_of("SET"));
	a = browser_get(&b, "/desk/products/P-SET");
	door_shows(a, "value=\"A*2, B\"");
	door_shows(a, "value=\"27.00\"");
	door_shows(a, "The shelves make 500 of the bundle SET");
}
END_TEST

Suite *order_bundle_suite(void)
{
	Suite *s = suite_create("order_bundle");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("shop");

	tcase_add_loop_test(rules, a_price_is_shared_to_the_cent, 0, N(shares));
	suite_add_tcase(s, rules);
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, a_bundle_is_ordered_as_its_parts);
	tcase_add_test(tc, one_part_is_given_up);
	tcase_add_test(tc, it_is_packed_and_sent_by_its_parts);
	tcase_add_loop_test(tc, it_falls_apart_when_a_part_changes, 0, 2);
	tcase_add_test(tc, a_change_of_an_order_adds_bundles);
	tcase_add_test(tc, a_part_that_is_split_off_is_no_bundle);
	tcase_add_test(tc, what_cannot_be_had_is_said_of_the_bundle);
	tcase_add_loop_test(tc, some_bundles_cannot_be, 0, N(drafts));
	tcase_add_test(tc, a_price_follows_the_parts);
	tcase_add_test(tc, what_is_in_stock_is_no_bundle);
	tcase_add_test(tc, the_desk_makes_bundles_and_says_what_is_wrong);
	suite_add_tcase(s, tc);
	return s;
}
