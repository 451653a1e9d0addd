/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders are taxed where they go: when they are placed, when items are added, and when the address
 * changes. */
#include "order/door.h"
#include "order/edit.h"
#include "tax/tax.h"

/* Goods A and B of the standard rate, a service S; prices without tax. */
static void setup(void)
{
	door_setup();
	shop_sku("S", PRODUCT_SERVICE, false);
	support_sql("UPDATE product SET tax_class = 1");
	support_sql("INSERT INTO tax_zone (id, country, region, postal, standard_bp, version, "
		    "created_at) VALUES (1, 'HK', '', '', 0, 1, UTC_TIMESTAMP(6)), (2, 'CN', "
		    "'海南省', '', 500, 1, UTC_TIMESTAMP(6)), (3, '', '', '', 2000, 1, "
		    "UTC_TIMESTAMP(6))");
	shop_app->settings.tax_zones = 3;
	shop_app->settings.prices_include_tax = false;
	shop_app->settings.shipping_fee = 0;
}

static struct contact_draft contact_at(const char *country, const char *province)
{
	return (struct contact_draft){ .name = "Anne Lin",
				       .phone = ANNE,
				       .country = country,
				       .province = province,
				       .city = "X",
				       .street = "Y 1",
				       .lang = LANG_EN };
}

static struct order *place_at(const char *country, const char *province, const char *sku)
{
	struct order_draft d = door_draft(sku, 2);

	d.contact.country = country;
	d.contact.province = province;
	d.shipping = shop_app->settings.shipping_fee;
	return door_order_of(d);
}

static enum order_refusal move(struct order *o, const char *country, const char *province,
			       int64_t agreed)
{
	struct contact_draft c = contact_at(country, province);
	struct order_answer a;

	return order_change_contact(&shop, (struct order_ref){ o->id, 0 }, &c, agreed, &a);
}

START_TEST(goods_are_taxed_where_they_go_and_services_where_the_shop_is)
{
	static const struct {
		const char *country, *province, *sku;
		int bp;
		int64_t tax;
	} rows[] = {
		{ "CN", "浙江省", "A", 1300, 260 }, { "CN", "海南省", "A", 500, 100 },
		{ "HK", NULL, "A", 0, 0 },          { "FR", NULL, "A", 2000, 400 },
		{ "FR", NULL, "S", 1300, 260 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct order *o = place_at(rows[i].country, rows[i].province, rows[i].sku);

		ck_assert_int_eq(o->lines[0].tax_bp, rows[i].bp);
		ck_assert_int_eq(o->lines[0].tax, rows[i].tax);
		ck_assert_int_eq(o->tax_amount, rows[i].tax);
		ck_assert_int_eq(o->total_amount, 2000 + rows[i].tax);
	}
	shop_app->settings.tax_region = "海南省";
	ck_assert_int_eq(place_at("FR", NULL, "S")->lines[0].tax_bp, 500);
}
END_TEST

START_TEST(prices_that_include_tax_stay_and_hold_another_part)
{
	struct order *o;
	const cJSON *tax;

	shop_app->settings.prices_include_tax = true;
	o = place_at("CN", "海南省", "A");
	ck_assert_int_eq(o->total_amount, 2000);
	ck_assert_int_eq(o->lines[0].tax, 95);
	tax = cJSON_GetArrayItem(json_get(json_get(shop_document(o), "payment"), "taxes"), 0);
	ck_assert_str_eq(json_get_text(tax, "percent"), "5");
	ck_assert_int_eq(json_get_int(json_get(tax, "amount"), "amount"), 95);
	/* nobody is asked where the sum stays */
	ck_assert_int_eq(move(o, "FR", NULL, ORDER_NOT_ASKED), ORDER_OK);
	o = door_look(o);
	ck_assert_int_eq(o->lines[0].tax_bp, 2000);
	ck_assert_int_eq(o->lines[0].tax, 333);
	ck_assert_int_eq(o->total_amount, 2000);
	shop_check();
}
END_TEST

/* 20.00 and 8.00 shipping: {percent, amount} of each rate. */
static void taxes_are(const struct order *o, const char *want)
{
	const cJSON *pay = json_get(shop_document(o), "payment"), *t;
	const char *got = "";

	cJSON_ArrayForEach(t, json_get(pay, "taxes")) got =
		arena_printf(shop.arena, "%s%s:%lld ", got, json_get_text(t, "percent"),
			     (long long)json_get_int(json_get(t, "amount"), "amount"));
	ck_assert_str_eq(got, want);
}

/* 20.00 and 8.00 shipping: what is cancelled and credited is taxed no more. */
START_TEST(within_prices_is_the_tax_of_what_is_left_to_pay)
{
	struct credit_draft half = { .kind = CREDIT_GOODWILL, .amount = 900, .why = "late" };
	struct payment_answer given;
	struct order_answer a;
	struct order_ref r;
	struct order *o;

	shop_app->settings.prices_include_tax = true;
	shop_app->settings.shipping_fee = 800;
	shop_app->settings.tax_shipping = "reduced";
	o = place_at("CN", "浙江省", "A");
	r = (struct order_ref){ o->id, 0 };
	taxes_are(o, "13:230 9:66 ");
	ck_assert_int_eq(order_cancel_line(&shop, r, o->lines[0].id, 1, "other", &a), ORDER_OK);
	taxes_are(o, "13:115 9:66 ");
	ck_assert_int_eq(payment_credit(&shop, r, &half, &given), PAYMENT_OK);
	taxes_are(o, "13:57 9:33 ");
	ck_assert_int_eq(order_cancel(&shop, r, "other", &a), ORDER_OK);
	taxes_are(o, "");
}
END_TEST

START_TEST(shipping_is_taxed_by_its_class_where_the_parcel_goes)
{
	struct order *o;

	shop_app->settings.shipping_fee = 800;
	shop_app->settings.tax_shipping = "reduced";
	o = place_at("CN", "浙江省", "A");
	ck_assert_int_eq(o->shipping_tax_bp, 900);
	ck_assert_int_eq(o->total_amount, 2000 + 260 + 800 + 72);
	taxes_are(o, "13:260 9:72 ");
	shop_app->settings.tax_shipping = "standard";
	o = place_at("CN", "海南省", "A");
	ck_assert_int_eq(o->total_amount, 2000 + 100 + 800 + 40);
	taxes_are(o, "5:140 ");
	ck_assert_int_eq(move(o, "HK", NULL, 2800), ORDER_OK);
	o = door_look(o);
	ck_assert_int_eq(o->shipping_tax_bp, 0);
	ck_assert_int_eq(o->live_amount, 2800);
	taxes_are(o, "");
	ck_assert_int_eq(place_at("HK", NULL, "A")->total_amount, 2800);
	shop_app->settings.tax_shipping = "zero";
	ck_assert_int_eq(place_at("CN", "浙江省", "A")->total_amount, 2000 + 260 + 800);
	shop_check();
}
END_TEST

START_TEST(another_address_is_agreed_to_where_it_costs_something_else)
{
	struct order *o = place_at("CN", "浙江省", "A");

	ck_assert_int_eq(move(o, "FR", NULL, ORDER_NOT_ASKED), ORDER_NOT_AGREED);
	ck_assert_int_eq(move(o, "FR", NULL, 2260), ORDER_NOT_AGREED);
	ck_assert_int_eq(door_look(o)->lines[0].tax_bp, 1300);
	ck_assert_int_eq(shop_events(EVENT_CONTACT_CHANGED), 0);
	ck_assert_int_eq(move(o, "FR", NULL, 2400), ORDER_OK);
	o = door_look(o);
	ck_assert_int_eq(o->lines[0].tax_bp, 2000);
	ck_assert_int_eq(o->total_amount, 2400);
	ck_assert_int_eq(o->live_amount, 2400);
	ck_assert_int_eq(shop_events(EVENT_CONTACT_CHANGED), 1);
	ck_assert_int_eq(shop_events(EVENT_EDITED), 1);
	ck_assert_int_eq(support_number("SELECT amount FROM order_event WHERE kind = 23"), 140);
	shop_check();
	/* within the zone nothing changes */
	ck_assert_int_eq(move(o, "DE", NULL, ORDER_NOT_ASKED), ORDER_OK);
	ck_assert_int_eq(shop_events(EVENT_EDITED), 1);
}
END_TEST

#define TO_LYON                                                                                    \
	"contact.name=Anne&contact.phone=" ANNE "&contact.country=FR&contact.city=Lyon&"           \
	"contact.street=Rue+1&agreed="
START_TEST(the_page_asks_once_and_loses_nothing)
{
	struct order *o = place_at("CN", "浙江省", "A");
	struct browser staff = door_staff(1);
	const char *at = door_path("/desk/orders/%s/address", o->number);
	struct answer *a;

	browser_get(&staff, at);
	a = door_post(&staff, at, TO_LYON);
	door_want(a, 422);
	door_shows(a, "comes to CNY 24.00");
	door_shows(a, "name=\"agreed\" value=\"24.00\"");
	door_shows(a, "value=\"Lyon\"");
	browser_get(&staff, at);
	door_want(door_post(&staff, at, TO_LYON "24.00"), 303);
	ck_assert_int_eq(door_look(o)->total_amount, 2400);
	door_shows(browser_get(&staff, door_path("/desk/orders/%s", o->number)), "Tax, 20 %");
	a = door_api(ALL_ORDERS, "POST", door_path("/api/v1/orders/%s/address", o->number),
		     "{\"contact\":{\"name\":\"Anne\",\"phone\":\"" ANNE "\",\"country\":\"HK\","
		     "\"city\":\"X\",\"street\":\"Y\"}}");
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/agreed other_total");
}
END_TEST

/* What was placed keeps its rate, what comes to it has that of now. */
START_TEST(items_that_are_added_are_taxed_where_the_order_goes)
{
	struct order *o = place_at("CN", "海南省", "A");
	struct order_edit_line more = { .sku = "B", .quantity = 1, .unit_milli = -1 };
	struct order_edit e = { .lines = &more,
				.n_lines = 1,
				.discount = -1,
				.shipping = -1,
				.may_price = true,
				.agreed = 3000 + 150 };
	struct order_answer a;

	support_sql("UPDATE tax_zone SET standard_bp = 500 WHERE id = 3");
	ck_assert_int_eq(order_edit(&shop, (struct order_ref){ o->id, o->version }, &e, &a),
			 ORDER_OK);
	o = door_look(o);
	ck_assert_int_eq(o->lines[0].tax_bp, 500);
	ck_assert_int_eq(o->lines[1].tax_bp, 500);
	ck_assert_int_eq(o->total_amount, 3150);
	shop_check();
}
END_TEST

Suite *order_rate_suite(void)
{
	Suite *s = suite_create("order_rate");
	TCase *tc = tcase_create("rate");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, goods_are_taxed_where_they_go_and_services_where_the_shop_is);
	tcase_add_test(tc, prices_that_include_tax_stay_and_hold_another_part);
	tcase_add_test(tc, within_prices_is_the_tax_of_what_is_left_to_pay);
	tcase_add_test(tc, shipping_is_taxed_by_its_class_where_the_parcel_goes);
	tcase_add_test(tc, another_address_is_agreed_to_where_it_costs_something_else);
	tcase_add_test(tc, the_page_asks_once_and_loses_nothing);
	tcase_add_test(tc, items_that_are_added_are_taxed_where_the_order_goes);
	suite_add_tcase(s, tc);
	return s;
}
