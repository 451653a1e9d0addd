/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders are placed by the desk's form and by programs: whole, or with every error beside its
 * field. */
#include "order/door.h"
#include "respond.h"

#define API  "/api/v1/orders"
#define DESK "/desk/orders"
#define CONTACT                                                                                    \
	"\"contact\":{\"name\":\"林雨晴\",\"phone\":\"13800000001\",\"email\":\"" MAIL             \
	"\",\"province\":\"浙江省\",\"city\":\"杭州市\",\"district\":\"西湖区\","         \
	"\"street\":\"文三路 4711 号\",\"postcode\":\"310012\"}"
#define LINES "\"lines\":[{\"sku\":\"A\",\"quantity\":2}]"

static struct browser owner;

static void setup(void)
{
	door_setup();
	owner = door_staff(1);
}

static struct answer *place(const char *tree)
{
	return door_api(ALL_ORDERS, "POST", API, tree);
}

static int64_t orders(void)
{
	return support_number("SELECT COUNT(*) FROM orders");
}

static struct order *newest(void)
{
	return shop_look((uint64_t)support_number("SELECT MAX(id) FROM orders"));
}

/* ---- programs ---- */

START_TEST(who_does_not_say_the_language_takes_the_customers)
{
	shop_app->settings.lang = "zh-CN";
	door_want(place("{" CONTACT "," LINES "}"), 201);
	ck_assert_int_eq(newest()->lang, LANG_ZH);
	ck_assert_int_eq(newest()->payment_method, PAY_COD);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE lang = 'zh-CN'"), 1);
	support_sql("UPDATE customer SET lang = 'en'");
	door_want(place("{" CONTACT "," LINES "}"), 201);
	ck_assert_int_eq(newest()->lang, LANG_EN);
	support_sql("UPDATE customer SET lang = 'zh-CN'");
	door_want(place("{" CONTACT "," LINES ",\"lang\":\"en\"}"), 201);
	ck_assert_int_eq(newest()->lang, LANG_EN);
}
END_TEST

START_TEST(a_program_places_an_order)
{
	struct answer *a =
		place("{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":2},"
		      "{\"sku\":\"B\",\"quantity\":1,\"unit_price\":\"7.50\"}],"
		      "\"source\":\"web-shop\",\"source_ref\":\"W 1/7\","
		      "\"customer_ref\":\"c7\",\"note\":\"ring\\ntwice\",\"lang\":\"en\","
		      "\"payment_method\":\"bank_transfer\",\"pay_first\":true,"
		      "\"discount\":\"2.50\",\"shipping\":\"6\","
		      "\"promised_to\":\"2099-01-02T03:04:05Z\"}");
	struct order *o;
	cJSON *tree, *stored;

	door_want(a, 201);
	o = newest();
	ck_assert_str_eq(answer_header(a, "Location"), door_path(API "/%s", o->number));
	ck_assert_int_eq(o->items_amount, 2750);
	ck_assert_int_eq(o->discount_amount, 250);
	ck_assert_int_eq(o->shipping_amount, 600);
	ck_assert_int_eq(o->total_amount, 3100);
	ck_assert_str_eq(o->source, "web-shop");
	ck_assert_str_eq(o->source_ref, "W 1/7");
	ck_assert_str_eq(o->customer_note, "ring\ntwice");
	ck_assert_int_eq(o->lang, LANG_EN);
	ck_assert_int_eq(o->payment_method, PAY_BANK_TRANSFER);
	ck_assert_int_eq(o->badge, BADGE_AWAITING_PAYMENT);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity WHERE kind = 3 AND "
					"source = 'web-shop' AND value = 'c7'"),
			 1);
	door_is_masked(a);
	/* the answer is the customer's page, and what programs want to keep */
	tree = answer_json(a);
	stored = shop_document(o);
	json_add_id(stored, "id", o->id);
	json_add_int(stored, "version", 1);
	json_add_text(stored, "source", "web-shop");
	json_add_text(stored, "source_ref", "W 1/7");
	json_add_array(stored, "findings");
	json_add_text(stored, "tracking_url",
		      door_path("http://127.0.0.1:8080%s", door_link(o, "")));
	ck_assert_str_eq(json_text(shop.arena, tree), json_text(shop.arena, stored));
	shop_check();
}
END_TEST

START_TEST(little_is_enough)
{
	struct answer *a =
		place("{\"contact\":{\"name\":\"W\",\"phone\":\"13800000001\"}," LINES "}");
	struct order *o;

	door_want(a, 201);
	o = newest();
	ck_assert_str_eq(o->source, "api");
	ck_assert_ptr_null(o->source_ref);
	ck_assert_int_eq(o->payment_method, PAY_COD);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	door_want(place("{\"contact\":{\"name\":\"W\",\"email\":\"w@mail.example\"}," LINES "}"),
		  201);
	door_want(place("{\"contact\":{\"name\":\"W\"},\"customer_ref\":\"c8\"," LINES "}"), 201);
	shop_check();
}
END_TEST

static const struct {
	const char *name, *tree, *error;
} bad[] = {
	{ "nothing", "{}", "/lines required" },
	{ "no_lines", "{" CONTACT "}", "/lines required" },
	{ "empty_lines", "{" CONTACT ",\"lines\":[]}", "/lines required" },
	{ "lines_no_list", "{" CONTACT ",\"lines\":{}}", "/lines wrong_type" },
	{ "lines_of_text", "{" CONTACT ",\"lines\":[\"A\"]}", "/lines/0 wrong_type" },
	{ "lines_of_nothing", "{" CONTACT ",\"lines\":[{},{}]}", "/lines required" },
	{ "no_sku", "{" CONTACT ",\"lines\":[{\"quantity\":1}]}", "/lines/0/sku required" },
	{ "sku_a_number", "{" CONTACT ",\"lines\":[{\"sku\":1,\"quantity\":1}]}",
	  "/lines/0/sku wrong_type" },
	{ "no_quantity", "{" CONTACT ",\"lines\":[{\"sku\":\"A\"}]}",
	  "/lines/0/quantity required" },
	{ "quantity_0", "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":0}]}",
	  "/lines/0/quantity out_of_range" },
	{ "quantity_less", "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":-1}]}",
	  "/lines/0/quantity out_of_range" },
	{ "quantity_huge", "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1000001}]}",
	  "/lines/0/quantity out_of_range" },
	{ "quantity_half", "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1.5}]}",
	  "/lines/0/quantity not_a_number" },
	{ "quantity_word", "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":\"many\"}]}",
	  "/lines/0/quantity wrong_type" },
	{ "second_sku",
	  "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1},"
	  "{\"sku\":\"NOPE\",\"quantity\":1}]}",
	  "/lines/1/sku unknown_sku" },
	{ "not_for_sale", "{" CONTACT ",\"lines\":[{\"sku\":\"OLD\",\"quantity\":1}]}",
	  "/lines/0/sku not_on_sale" },
	{ "too_many",
	  "{" CONTACT ",\"lines\":[{\"sku\":\"B\",\"quantity\":1},"
	  "{\"sku\":\"A\",\"quantity\":1001}]}",
	  "/lines/1/quantity no_stock" },
	{ "unknown_in_line", "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"x\":1}]}",
	  "/lines/0/x unknown" },
	{ "price_6_digits",
	  "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unit_price\":\"1.000001\"}]}",
	  "/lines/0/unit_price not_an_amount" },
	{ "price_less",
	  "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unit_price\":\"-1\"}]}",
	  "/lines/0/unit_price not_an_amount" },
	{ "price_a_number",
	  "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unit_price\":1.5}]}",
	  "/lines/0/unit_price wrong_type" },
	{ "price_power",
	  "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unit_price\":\"1e3\"}]}",
	  "/lines/0/unit_price not_an_amount" },
	{ "discount_3_digits", "{" CONTACT "," LINES ",\"discount\":\"0.001\"}",
	  "/discount not_an_amount" },
	{ "discount_beyond_items", "{" CONTACT "," LINES ",\"discount\":\"20.01\"}",
	  "/discount too_large" },
	{ "discount_less", "{" CONTACT "," LINES ",\"discount\":\"-1\"}",
	  "/discount not_an_amount" },
	{ "discount_number", "{" CONTACT "," LINES ",\"discount\":1}", "/discount wrong_type" },
	{ "shipping_word", "{" CONTACT "," LINES ",\"shipping\":\"free\"}",
	  "/shipping not_an_amount" },
	{ "shipping_with_sign", "{" CONTACT "," LINES ",\"shipping\":\"¥5\"}",
	  "/shipping not_an_amount" },
	{ "shipping_grouped", "{" CONTACT "," LINES ",\"shipping\":\"1,000\"}",
	  "/shipping not_an_amount" },
	{ "shipping_beyond_all_money", "{" CONTACT "," LINES ",\"shipping\":\"90071992547409.91\"}",
	  "/shipping out_of_range" },
	{ "lines_beyond_all_money",
	  "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":1000,\"unit_price\":"
	  "\"10000000\"},{\"sku\":\"B\",\"quantity\":1000,\"unit_price\":\"10\"}]}",
	  "/lines too_large" },
	{ "unknown_member", "{" CONTACT "," LINES ",\"total\":\"1\"}", "/total unknown" },
	{ "source_word", "{" CONTACT "," LINES ",\"source\":\"Web Shop\"}", "/source not_a_word" },
	{ "source_long", "{" CONTACT "," LINES ",\"source\":\"123456789012345678901234567890123\"}",
	  "/source too_long" },
	{ "lang", "{" CONTACT "," LINES ",\"lang\":\"fr\"}", "/lang not_a_choice" },
	{ "method", "{" CONTACT "," LINES ",\"payment_method\":\"gold\"}",
	  "/payment_method not_a_choice" },
	{ "pay_first", "{" CONTACT "," LINES ",\"pay_first\":\"maybe\"}", "/pay_first wrong_type" },
	{ "cash_first", "{" CONTACT "," LINES ",\"pay_first\":true,\"payment_method\":\"cod\"}",
	  "/pay_first not_with_method" },
	{ "first_and_no_method", "{" CONTACT "," LINES ",\"pay_first\":true}",
	  "/pay_first not_with_method" },
	{ "promise", "{" CONTACT "," LINES ",\"promised_to\":\"soon\"}",
	  "/promised_to not_a_time" },
	{ "promise_past", "{" CONTACT "," LINES ",\"promised_to\":\"2020-01-02T03:04:05Z\"}",
	  "/promised_to too_early" },
	{ "no_contact", "{" LINES "}", "/contact/name required" },
	{ "empty_contact", "{\"contact\":{}," LINES "}", "/contact/name required" },
	{ "contact_list", "{\"contact\":[]," LINES "}", "/contact wrong_type" },
	{ "contact_no_way", "{\"contact\":{\"name\":\"W\"}," LINES "}", "/contact/phone required" },
	{ "contact_phone", "{\"contact\":{\"name\":\"W\",\"phone\":\"1\"}," LINES "}",
	  "/contact/phone not_a_phone" },
	{ "contact_mail", "{\"contact\":{\"name\":\"W\",\"email\":\"w@\"}," LINES "}",
	  "/contact/email not_an_email" },
	{ "street_nobody_sees",
	  "{\"contact\":{\"name\":\"Anne\",\"phone\":\"13800000001\",\"street\":\"\u200b\u3164\"}"
	  "," LINES "}",
	  "/contact/street invisible" },
	{ "name_nobody_sees",
	  "{\"contact\":{\"name\":\"\u200b\u2060\",\"phone\":\"13800000001\"}," LINES "}",
	  "/contact/name required" },
	{ "country_of_nobody",
	  "{\"contact\":{\"name\":\"W\",\"phone\":\"13800000001\",\"country\":\"XX\"}," LINES "}",
	  "/contact/country not_a_country" },
	{ "nobody_by_a_reference", "{\"customer_ref\":\"c9\"," LINES "}",
	  "/contact/name required" },
};

START_TEST(bad_orders_are_named_field_by_field)
{
	shop_goods("OLD", 10, false);
	support_sql("UPDATE product SET state = 2 WHERE code = 'P-OLD'");
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct answer *a = place(bad[i].tree);

		ck_assert_msg(a->status == 422 && !strcmp(door_error(a), bad[i].error),
			      "%s: %d %.700s", bad[i].name, a->status, a->body);
	}
	ck_assert_int_eq(orders(), 0);
	ck_assert_int_eq(support_number("SELECT SUM(reserved) FROM stock"), 0);
}
END_TEST

/* What follows from another error is not said besides. */
static const struct {
	const char *tree, *errors;
} together[] = {
	{ "{}", "/lines required, /contact/name required, /contact/phone required" },
	{ "{\"lines\":[{\"sku\":\"A\",\"quantity\":0,\"unit_price\":\"x\"}],\"contact\":{"
	  "\"email\":\"w@\"},\"discount\":\"x\",\"lang\":\"fr\"}",
	  "/lang not_a_choice, /contact/name required, /contact/email not_an_email, "
	  "/lines/0/quantity out_of_range, /discount not_an_amount, "
	  "/lines/0/unit_price not_an_amount" },
	{ "{" CONTACT ",\"lines\":[{\"quantity\":0}]}", "/lines/0/quantity out_of_range" },
	{ "{\"lines\":[{\"sku\":\"NOPE\",\"quantity\":0},{\"sku\":\"A\",\"quantity\":1001},"
	  "{\"sku\":\"NIX\",\"quantity\":1}],\"contact\":{\"name\":\"W\"},\"discount\":\"x\"}",
	  "/lines/0/quantity out_of_range, /contact/phone required, /discount not_an_amount, "
	  "/lines/0/sku unknown_sku, /lines/1/quantity no_stock, /lines/2/sku unknown_sku" },
	{ "{" CONTACT ",\"lines\":[{\"sku\":\"B\",\"quantity\":1},{\"sku\":\"OLD\",\"quantity\":1},"
	  "{\"sku\":\"NOPE\",\"quantity\":1},{\"sku\":\"A\",\"quantity\":1001}]}",
	  "/lines/1/sku not_on_sale, /lines/2/sku unknown_sku, /lines/3/quantity no_stock" },
	{ "{" CONTACT
	  ",\"lines\":[{\"sku\":\"A\",\"quantity\":600},{\"sku\":\"A\",\"quantity\":600},"
	  "{\"sku\":\"B\",\"quantity\":1}],\"discount\":\"9999999\"}",
	  "/discount too_large, /lines/0/quantity no_stock" },
	{ "{" CONTACT ",\"source\":\"web\",\"source_ref\":\"W-1\","
	  "\"lines\":[{\"sku\":\"NOPE\",\"quantity\":1}]}",
	  "/lines/0/sku unknown_sku, /source_ref reference_taken" },
};

START_TEST(all_errors_come_at_once)
{
	shop_goods("OLD", 10, false);
	support_sql("UPDATE product SET state = 2 WHERE code = 'P-OLD'");
	door_want(place("{" CONTACT "," LINES ",\"source\":\"web\",\"source_ref\":\"W-1\"}"), 201);
	for (size_t i = 0; i < COUNT(together); i++)
		ck_assert_str_eq(door_errors(place(together[i].tree)), together[i].errors);
	ck_assert_int_eq(orders(), 1);
}
END_TEST

/* What is not on sale is named with what replaces it; on the form one click puts that in its row.
 */
START_TEST(what_is_not_on_sale_is_replaced)
{
	struct browser b = door_staff(1);
	struct answer *a;
	const cJSON *e;

	shop_goods("OLD", 10, false);
	shop_goods("NEW", 10, false);
	support_sql("UPDATE product SET state = 2 WHERE code = 'P-OLD'");
	support_sql(
		"INSERT INTO product_relation (product_id, other_id, kind) SELECT n.id, o.id, 2 "
		"FROM product n JOIN product o ON n.code = 'P-NEW' AND o.code = 'P-OLD'");
	a = place("{" CONTACT ",\"lines\":[{\"sku\":\"OLD\",\"quantity\":1}]}");
	ck_assert_str_eq(door_errors(a), "/lines/0/sku not_on_sale");
	e = json_get(answer_json(a), "errors")->child;
	ck_assert_str_eq(json_get(e, "instead")->child->valuestring, "NEW");
	ck_assert_ptr_nonnull(strstr(json_get_text(e, "message"), "NEW"));
	a = door_post(&b, "/desk/orders",
		      "lines.0.sku=A&lines.0.quantity=1&lines.3.sku=OLD&lines.3.quantity=2&"
		      "contact.name=W&contact.phone=13800000001&payment_method=cod");
	door_want(a, 422);
	ck_assert(answer_has(a, "name=\"do_put\" value=\"3/NEW\""));
	a = door_post(&b, "/desk/orders/new",
		      "lines.0.sku=A&lines.0.quantity=1&lines.3.sku=OLD&lines.3.quantity=2&"
		      "contact.name=W&contact.phone=13800000001&payment_method=cod&do_put=3/NEW");
	door_want(a, 200);
	ck_assert(answer_has(a, "value=\"NEW\""));
	ck_assert(answer_has(a, "value=\"A\""));
	ck_assert(!answer_has(a, "value=\"OLD\""));
	/* what replaces it is not on sale either: nobody is sent there */
	support_sql("UPDATE product SET state = 2 WHERE code = 'P-NEW'");
	a = place("{" CONTACT ",\"lines\":[{\"sku\":\"OLD\",\"quantity\":1}]}");
	ck_assert_str_eq(door_errors(a), "/lines/0/sku not_on_sale");
	ck_assert(!answer_has(a, "NEW"));
}
END_TEST

static const struct {
	const char *name, *tree, *code;
	int status;
} refused[] = {
	{ "a_list", "[]", "", 0 },
	{ "half_a_tree", "{" CONTACT ",", "", 400 },
	{ "twice_the_same", "{" CONTACT "," LINES "," LINES "}", "", 400 },
	{ "no_number", "{" CONTACT ",\"lines\":[{\"sku\":\"A\",\"quantity\":NaN}]}", "", 400 },
	{ "lone_surrogate", "{" CONTACT "," LINES ",\"note\":\"\\ud800\"}", "", 400 },
	{ "null_byte", "{" CONTACT "," LINES ",\"note\":\"\\u0000\"}", "", 400 },
	{ "no_text", "\"order\"", "", 0 },
};

START_TEST(what_cannot_be_is_refused)
{
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct answer *a = place(refused[i].tree);

		if (!refused[i].status)
			ck_assert_msg(a->status == 400 || a->status == 422, "%s: %d",
				      refused[i].name, a->status);
		else
			ck_assert_msg(a->status == refused[i].status, "%s: %d", refused[i].name,
				      a->status);
		if (*refused[i].code)
			ck_assert_str_eq(door_code(a), refused[i].code);
	}
	ck_assert_int_eq(orders(), 0);
}
END_TEST

START_TEST(all_that_is_given_away_is_nothing_to_pay)
{
	door_want(place("{" CONTACT "," LINES ",\"discount\":\"20\",\"shipping\":\"0\"}"), 201);
	ck_assert_int_eq(newest()->total_amount, 0);
	shop_check();
}
END_TEST

/* Thousandths of a cent are prices; a line is rounded half to even. */
static const struct {
	const char *price;
	int quantity;
	int64_t milli, amount;
} prices[] = {
	{ "1.005", 1, 100500, 100 },
	{ "1.015", 1, 101500, 102 },
	{ "1.005", 3, 100500, 302 },
	{ "0.00001", 1, 1, 0 },
	{ "0.00001", 501, 1, 1 },
	{ "0.00001", 500, 1, 0 },
	{ "0", 7, 0, 0 },
	{ "12.50", 2, 1250000, 2500 },
	{ "12.34567", 1, 1234567, 1235 },
};

START_TEST(unit_prices_have_three_places_more)
{
	shop_goods("C", 10000, false);
	for (size_t i = 0; i < COUNT(prices); i++) {
		struct answer *a = place(door_path(
			"{" CONTACT
			",\"lines\":[{\"sku\":\"C\",\"quantity\":%d,\"unit_price\":\"%s\"}]}",
			prices[i].quantity, prices[i].price));
		struct order *o;

		door_want(a, 201);
		o = newest();
		ck_assert_int_eq(o->lines[0].unit_milli, prices[i].milli);
		ck_assert_msg(o->lines[0].amount == prices[i].amount, "%s x %d: %lld",
			      prices[i].price, prices[i].quantity, (long long)o->lines[0].amount);
	}
}
END_TEST

/* n lines of one piece each. */
static const char *many_lines(int n)
{
	struct buf b;

	buf_init(&b, shop.arena);
	buf_addlit(&b, "{" CONTACT ",\"lines\":[");
	for (int i = 0; i < n; i++)
		buf_addf(&b, "%s{\"sku\":\"S%d\",\"quantity\":1}", i ? "," : "", i);
	buf_addlit(&b, "]}");
	return b.p;
}

START_TEST(sixty_four_lines_fit)
{
	struct answer *a;

	for (int i = 0; i < 65; i++)
		shop_goods(door_path("S%d", i), 10, false);
	a = place(many_lines(65));
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/lines too_many");
	door_want(place(many_lines(64)), 201);
	ck_assert_uint_eq(newest()->n_lines, 64);
	ck_assert_int_eq(support_number("SELECT SUM(reserved) FROM stock"), 64);
	shop_check();
}
END_TEST

START_TEST(a_reference_is_placed_once)
{
	const char *tree = "{" CONTACT "," LINES ",\"source\":\"web\",\"source_ref\":\"7\"}";
	struct answer *a;

	door_want(place(tree), 201);
	a = place(tree);
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "reference_taken");
	ck_assert_int_eq(orders(), 1);
}
END_TEST

static struct answer *keyed(const char *who, const char *key, const char *type, const char *tree)
{
	return support_request(shop_app, "POST", API, door_path("HTTP_AUTHORIZATION=%s", who),
			       door_path("CONTENT_TYPE=%s", type),
			       door_path("HTTP_IDEMPOTENCY_KEY=%s", key),
			       door_path("BODY=%s", tree), NULL);
}

#define JSON "application/json"
START_TEST(a_key_places_one_order)
{
	const char *who = support_api_key(shop_app, ALL_ORDERS), *tree = "{" CONTACT "," LINES "}";
	struct answer *a, *again;

	a = support_request(shop_app, "POST", API, door_path("HTTP_AUTHORIZATION=%s", who),
			    "CONTENT_TYPE=" JSON, door_path("BODY=%s", tree), NULL);
	door_want(a, 400);
	ck_assert_str_eq(door_code(a), "key_missing");
	a = keyed(who, "one", JSON, tree);
	again = keyed(who, "one", JSON, "{" LINES "," CONTACT "}");
	door_want(a, 201);
	door_want(again, 201);
	ck_assert_str_eq(a->body, again->body);
	door_want(keyed(who, "one", JSON, "{" CONTACT "," LINES ",\"note\":\"x\"}"), 422);
	ck_assert_int_eq(orders(), 1);
}
END_TEST

START_TEST(bodies_are_bounded_and_typed)
{
	const char *who = support_api_key(shop_app, ALL_ORDERS);
	struct answer *a = keyed(who, "a", "text/plain", "{" CONTACT "," LINES "}");

	door_want(a, 415);
	a = keyed(who, "b", JSON, door_path("{" CONTACT "," LINES ",\"note\":\"%0*d\"}", 66000, 0));
	door_want(a, 413);
	a = keyed(who, "c", JSON, door_path("{" CONTACT "," LINES ",\"note\":\"%0*d\"}", 1001, 0));
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/note too_long");
	ck_assert_int_eq(orders(), 0);
}
END_TEST

START_TEST(who_may_not_places_nothing)
{
	struct browser viewer = door_staff(2);
	const char *tree = "{" CONTACT "," LINES "}";

	door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "POST", API, tree), 403);
	door_want(support_request(shop_app, "POST", API, "CONTENT_TYPE=" JSON,
				  "HTTP_IDEMPOTENCY_KEY=x", door_path("BODY=%s", tree), NULL),
		  401);
	door_want(browser_get(&viewer, DESK "/new"), 403);
	door_want(door_post(&viewer, DESK, "lines.0.sku=A"), 403);
	ck_assert_int_eq(orders(), 0);
}
END_TEST

/* ---- the desk ---- */

#define PERSON "contact.name=Lin&contact.phone=13800000001"
#define LINE   "lines.0.sku=A&lines.0.quantity=2"

START_TEST(the_form_opens)
{
	struct answer *a = browser_get(&owner, DESK "/new");

	door_want(a, 200);
	door_shows(a, "name=\"lines.5.sku\"");
	door_hides(a, "name=\"lines.6.sku\"");
	door_shows(a, "value=\"cod\" selected");
	door_want(browser_get(&owner, DESK "/new?lang=zh-CN"), 200);
}
END_TEST

START_TEST(the_desk_places_an_order)
{
	struct answer *a =
		door_post(&owner, DESK,
			  PERSON
			  "&lines.0.sku=&lines.0.quantity=&lines.0.unit_price="
			  "&lines.1.sku=A&lines.1.quantity=%EF%BC%93&lines.1.unit_price="
			  "&lines.2.sku=B&lines.2.quantity=1&lines.2.unit_price=9.99"
			  "&payment_method=cod&lang=zh-CN&note=&discount=&shipping=&source_ref=");
	struct order *o;

	door_want(a, 303);
	o = newest();
	ck_assert_str_eq(answer_header(a, "Location"), door_path(DESK "/%s", o->number));
	ck_assert_str_eq(o->source, "desk");
	ck_assert_int_eq(o->lang, LANG_ZH);
	ck_assert_uint_eq(o->n_lines, 2);
	ck_assert_int_eq(o->lines[0].ordered, 3);
	ck_assert_int_eq(o->items_amount, 3999);
	door_shows(browser_get(&owner, answer_header(a, "Location")), "The order is placed.");
	shop_check();
}
END_TEST

START_TEST(the_desk_keeps_a_draft)
{
	struct answer *a = place("{" CONTACT "," LINES ",\"as_draft\":true}");
	struct order *o;

	door_want(a, 201);
	ck_assert_ptr_nonnull(strstr(a->body, "\"tracking_url\":null"));
	door_want(door_post(&owner, DESK,
			    PERSON "&" LINE "&as_draft=on&pay_first=on"
				   "&payment_method=bank_transfer"),
		  303);
	o = newest();
	ck_assert_int_eq(o->badge, BADGE_DRAFT);
	ck_assert(o->pay_first);
	ck_assert_int_eq(support_number("SELECT SUM(reserved) FROM stock"), 0);
	shop_check();
}
END_TEST

/* at: the control the error stands beside. */
static const struct {
	const char *fields, *at, *shown, *kept;
} bad_forms[] = {
	{ "", "lines", "Add at least one item", "" },
	{ PERSON "&lines.0.sku=&lines.0.quantity=", "lines", "Add at least one item",
	  "value=\"Lin\"" },
	{ PERSON "&lines.0.sku=NOPE&lines.0.quantity=1", "lines.0.sku", "There is no such SKU",
	  "name=\"lines.0.sku\" value=\"NOPE\"" },
	{ PERSON "&lines.0.sku=&lines.0.quantity=&lines.1.sku=&lines.1.quantity="
		 "&lines.2.sku=NOPE&lines.2.quantity=1",
	  "lines.2.sku", "There is no such SKU", "name=\"lines.2.sku\" value=\"NOPE\"" },
	{ PERSON "&lines.0.sku=A&lines.0.quantity=1&lines.1.sku=+&lines.1.quantity="
		 "&lines.2.sku=B&lines.2.quantity=1001",
	  "lines.2.quantity", "There is not enough in stock", "value=\"1001\"" },
	{ PERSON "&lines.0.sku=&lines.1.sku=A&lines.1.quantity=", "lines.1.quantity",
	  "Enter a quantity", "name=\"lines.1.sku\" value=\"A\"" },
	{ PERSON "&lines.0.sku=&lines.1.sku=&lines.1.quantity=3", "lines.1.sku", "Enter the SKU",
	  "value=\"3\"" },
	{ PERSON "&lines.3.sku=NOPE&lines.3.quantity=1&lines.9.sku=A"
		 "&lines.9.quantity=1",
	  "lines.3.sku", "There is no such SKU", "name=\"lines.9.sku\" value=\"A\"" },
	{ PERSON "&lines.1.sku=A&lines.1.quantity=x", "lines.1.quantity", "Enter a whole number",
	  "value=\"x\"" },
	{ PERSON "&lines.1.sku=A&lines.1.quantity=1&lines.1.unit_price=cheap", "lines.1.unit_price",
	  "Enter an amount like 12.50", "value=\"cheap\"" },
	{ PERSON "&" LINE "&discount=x&shipping=5", "discount", "Enter an amount like 12.50",
	  "name=\"shipping\" value=\"5\"" },
	{ PERSON "&" LINE "&shipping=-5&note=%3Ci%3E", "shipping", "Enter an amount like 12.50",
	  "&lt;i&gt;" },
	{ "contact.name=&contact.phone=13800000001&" LINE, "contact.name",
	  "Enter the recipient’s name", "value=\"13800000001\"" },
	{ "contact.name=Lin&" LINE "&as_draft=on", "contact.phone",
	  "Enter a phone number or an email address", "name=\"as_draft\" value=\"1\" checked" },
	{ PERSON "&" LINE "&pay_first=on&payment_method=cod", "pay_first",
	  "Cash on delivery is paid on arrival.", "name=\"pay_first\" value=\"1\" checked" },
	{ "contact.name=Lin&contact.phone=1&" LINE "&payment_method=bank_transfer", "contact.phone",
	  "phone", "value=\"bank_transfer\" selected" },
};

START_TEST(bad_forms_come_back_as_typed)
{
	for (size_t i = 0; i < COUNT(bad_forms); i++) {
		struct answer *a = door_post(&owner, DESK, bad_forms[i].fields);

		ck_assert_msg(a->status == 422, "%s: %d", bad_forms[i].fields, a->status);
		ck_assert_msg(answer_has(a, door_path("id=\"e-%s\"",
						      respond_id(shop.arena, bad_forms[i].at))),
			      "%s: no error beside %s", bad_forms[i].fields, bad_forms[i].at);
		door_shows(a, bad_forms[i].shown);
		door_shows(a, bad_forms[i].kept);
	}
	ck_assert_int_eq(orders(), 0);
}
END_TEST

/* A form that is refused as a whole loses nothing either. */
START_TEST(a_discount_beyond_the_items_is_said_beside_it)
{
	struct answer *a = door_post(&owner, DESK, PERSON "&" LINE "&discount=20.01");

	door_want(a, 422);
	door_shows(a, "id=\"e-discount\"");
	door_shows(a, "name=\"discount\" value=\"20.01\"");
	door_shows(a, "value=\"Lin\"");
	door_want(door_post(&owner, DESK, PERSON "&" LINE "&source_ref=7"), 303);
	a = door_post(&owner, DESK, PERSON "&" LINE "&source_ref=7");
	door_want(a, 422);
	door_shows(a, "id=\"e-source_ref\"");
	door_shows(a, "This source already has an order with that reference.");
}
END_TEST

/* From a customer's page: who may see people in full need not type them again, and that is
 * written down. */
START_TEST(the_form_knows_the_customer)
{
	struct order *o = door_order("A", 1);
	const uint64_t place_only = PERM_BIT(PERM_ORDERS_PLACE);
	struct customer c;
	const char *target;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	target = door_path(DESK "/new?customer=%s", c.number);
	a = browser_get(&owner, target);
	door_want(a, 200);
	door_shows(a, "name=\"contact.name\" value=\"林雨晴\"");
	door_shows(a, "name=\"contact.phone\" value=\"+8613800000001\"");
	door_shows(a, "name=\"contact.email\" value=\"" MAIL "\"");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event "
					"WHERE kind = 'personal_data_shown'"),
			 1);
	a = door_api(place_only, "GET", target, NULL);
	door_want(a, 200);
	door_is_masked(a);
	door_want(browser_get(&owner, DESK "/new?customer=C-0000-0000"), 200);
	door_want(browser_get(&owner, DESK "/new?customer=nobody"), 200);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event "
					"WHERE kind = 'personal_data_shown'"),
			 1);
}
END_TEST

Suite *order_place_web_suite(void)
{
	Suite *s = suite_create("order_place_web");
	TCase *tc = tcase_create("placing");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, who_does_not_say_the_language_takes_the_customers);
	tcase_add_test(tc, a_program_places_an_order);
	tcase_add_test(tc, little_is_enough);
	tcase_add_test(tc, bad_orders_are_named_field_by_field);
	tcase_add_test(tc, all_errors_come_at_once);
	tcase_add_test(tc, what_is_not_on_sale_is_replaced);
	tcase_add_test(tc, what_cannot_be_is_refused);
	tcase_add_test(tc, all_that_is_given_away_is_nothing_to_pay);
	tcase_add_test(tc, unit_prices_have_three_places_more);
	tcase_add_test(tc, sixty_four_lines_fit);
	tcase_add_test(tc, a_reference_is_placed_once);
	tcase_add_test(tc, a_key_places_one_order);
	tcase_add_test(tc, bodies_are_bounded_and_typed);
	tcase_add_test(tc, who_may_not_places_nothing);
	tcase_add_test(tc, the_form_opens);
	tcase_add_test(tc, the_form_knows_the_customer);
	tcase_add_test(tc, the_desk_places_an_order);
	tcase_add_test(tc, the_desk_keeps_a_draft);
	tcase_add_test(tc, bad_forms_come_back_as_typed);
	tcase_add_test(tc, a_discount_beyond_the_items_is_said_beside_it);
	suite_add_tcase(s, tc);
	return s;
}
