/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels and payments by programs. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "shipping/shop.h"

#define ANNE   "13800000001"
#define NUMBER "SF1402778133901"

static const char *key;
static int keys;

static void setup(void)
{
	shop_setup();
	shop.now = instant_now();
	keys = 0;
	key = arena_printf(shop.arena, "HTTP_AUTHORIZATION=%s",
			   support_api_key(shop_app, PERM_BIT(PERM_PARCELS) |
							     PERM_BIT(PERM_PAYMENTS) |
							     PERM_BIT(PERM_REFUNDS) |
							     PERM_BIT(PERM_ORDERS_READ)));
	shop_goods("A", 20, false);
}

#define path(...) arena_printf(shop.arena, __VA_ARGS__)

/* What a carrier saw a second before now, which is behind every order of the test's own clock. */
static const char *moment_ago(void)
{
	char text[40];

	instant_format_utc(instant_add(instant_now(), -INSTANT_SECOND), text, sizeof text);
	return path("%s", text);
}

static struct answer *post(const char *target, const char *body)
{
	return support_request(shop_app, "POST", target, key, "CONTENT_TYPE=application/json",
			       arena_printf(shop.arena, "HTTP_IDEMPOTENCY_KEY=k%d", keys++),
			       arena_printf(shop.arena, "BODY=%s", body), NULL);
}

static const char *code_of(const struct answer *a)
{
	return json_get_text(answer_json(a), "code");
}

/* The code of the first field error. */
static const char *field_code(const struct answer *a, const char **pointer)
{
	const cJSON *e = cJSON_GetArrayItem(json_get(answer_json(a), "errors"), 0);

	*pointer = json_get_text(e, "pointer");
	return json_get_text(e, "code");
}

static unsigned long long id_of(const cJSON *tree, const char *name)
{
	uint64_t id = 0;

	ck_assert(ident_parse(json_get_text(tree, name), &id));
	return (unsigned long long)id;
}

START_TEST(program_packs_ships_and_follows)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct answer *a;
	const cJSON *v;
	unsigned long long id;

	a = post(path("/api/v1/orders/%s/parcels", o->number),
		 path("{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":2}]}",
		      (unsigned long long)o->lines[0].id));
	ck_assert_msg(a->status == 201, "%d %s", a->status, a->body);
	v = answer_json(a);
	id = id_of(v, "id");
	ck_assert_str_eq(json_get_text(v, "state"), "packed");
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(v, "lines"), 0), "quantity"), 2);
	ck_assert(json_get_bool(json_get(v, "may"), "ship"));
	a = post(path("/api/v1/parcels/%llu/ship", id),
		 "{\"carrier\":\"sf\",\"tracking_number\":\"sf 14027 "
		 "78133901\",\"promised_day\":\"2099-01-02\"}");
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert_str_eq(json_get_text(answer_json(a), "tracking_number"), NUMBER);
	ck_assert(!json_get_bool(answer_json(a), "within_day"));
	a = post("/api/v1/parcels/events",
		 path("{\"tracking_number\":\"" NUMBER
		      "\",\"carrier\":\"sf\",\"state\":\"in_transit\",\"at\":\"%s\","
		      "\"place\":\"上海\",\"words\":\"快件到达\",\"lang\":\"zh-CN\"}",
		      moment_ago()));
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert_str_eq(json_get_text(answer_json(a), "state"), "in_transit");
	ck_assert(!json_get_bool(answer_json(a), "repeated"));
	a = post("/api/v1/parcels/events", "{\"tracking_number\":\"" NUMBER
					   "\",\"carrier\":\"１２３\",\"state\":\"in_transit\","
					   "\"at\":\"2026-11-18T03:04:05Z\"}");
	ck_assert_msg(a->status == 404, "%d %s", a->status, a->body);
	a = support_request(shop_app, "GET", path("/api/v1/parcels/%llu", id), key, NULL);
	ck_assert_int_eq(a->status, 200);
	v = cJSON_GetArrayItem(json_get(answer_json(a), "events"), 2);
	ck_assert_str_eq(json_get_text(v, "words"), "快件到达");
	a = post(path("/api/v1/parcels/%llu/deliver", id), "{}");
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert_int_eq(shop_look(o->id)->lines[0].delivered, 2);
	shop_check();
}
END_TEST

START_TEST(news_by_number_may_be_sent_twice)
{
	struct order *o = shop_order_of(ANNE, { "A", 1 });
	const char *body = path("BODY={\"tracking_number\":\"" NUMBER
				"\",\"state\":\"collected\",\"at\":\"%s\"}",
				moment_ago());
	struct answer *a;

	shop_ship(o, NUMBER);
	a = support_request(shop_app, "GET", "/api/v1/parcels/events", key, NULL);
	ck_assert_int_eq(a->status, 405);
	ck_assert_str_eq(answer_header(a, "Allow"), "POST, OPTIONS");
	a = support_request(shop_app, "POST", "/api/v1/parcels/events", key,
			    "CONTENT_TYPE=application/json", body, NULL);
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	a = support_request(shop_app, "POST", "/api/v1/parcels/events", key,
			    "CONTENT_TYPE=application/json", body, NULL);
	ck_assert_int_eq(a->status, 200);
	ck_assert(json_get_bool(answer_json(a), "repeated"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM parcel_event WHERE state = 4"), 1);
}
END_TEST

START_TEST(orders_of_one_customer_go_along)
{
	struct order *first = shop_order_of(ANNE, { "A", 1 }),
		     *second = shop_order_of(ANNE, { "A", 2 });
	struct answer *a =
		post(path("/api/v1/orders/%s/parcels", first->number),
		     path("{\"also\":[{\"number\":\"%s\"}],\"carrier\":\"own\"}", second->number));

	ck_assert_msg(a->status == 201, "%d %s", a->status, a->body);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "lines")), 2);
	ck_assert_int_eq(shop_look(second->id)->lines[0].shipped, 2);
	shop_check();
}
END_TEST

static const struct {
	const char *name, *body, *code, *pointer;
	int status;
} pack_rows[] = {
	{ "more_than_open", "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":9}]}", "too_many",
	  "/lines/0/quantity", 422 },
	{ "no_lines", "{\"lines\":[]}", "too_few", "/lines", 422 },
	{ "nothing", "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":0}]}", "nothing_to_pack",
	  "/lines", 422 },
	{ "unknown_carrier",
	  "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":1}],\"carrier\":\"pigeon\"}",
	  "unknown_carrier", "/carrier", 422 },
	{ "wrong_number",
	  "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":1}],\"carrier\":\"sf\",\"tracking_"
	  "number\":\"12\"}",
	  "bad_tracking_number", "/tracking_number", 422 },
	{ "no_number", "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":1}],\"carrier\":\"sf\"}",
	  "bad_tracking_number", "/tracking_number", 422 },
	{ "promise_of_the_past",
	  "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":1}],\"carrier\":\"own\",\"promised_"
	  "day\":\"2020-01-01\"}",
	  "bad_time", "/promised_day", 422 },
	{ "stale", "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":1}],\"version\":99}", "stale",
	  NULL, 409 },
	{ "unknown_member",
	  "{\"lines\":[{\"order_line\":\"%llu\",\"quantity\":1}],\"colour\":\"red\"}", "unknown",
	  "/colour", 422 },
};

START_TEST(packing_says_what_is_wrong)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct buf body;
	struct answer *a;
	const char *pointer = NULL, *code, *mark = strstr(pack_rows[_i].body, "%llu");

	buf_init(&body, shop.arena);
	if (mark) {
		buf_add(&body, pack_rows[_i].body, (size_t)(mark - pack_rows[_i].body));
		buf_addi(&body, (int64_t)o->lines[0].id);
		buf_adds(&body, mark + 4);
	} else {
		buf_adds(&body, pack_rows[_i].body);
	}
	a = post(path("/api/v1/orders/%s/parcels", o->number), body.p);
	ck_assert_msg(a->status == pack_rows[_i].status, "%s: %d %s", pack_rows[_i].name, a->status,
		      a->body);
	code = a->status == 422 ? field_code(a, &pointer) : code_of(a);
	ck_assert_msg(code && !strcmp(code, pack_rows[_i].code), "%s: %s", pack_rows[_i].name,
		      a->body);
	if (pack_rows[_i].pointer)
		ck_assert_str_eq(pointer, pack_rows[_i].pointer);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM parcel"), 0);
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
	static const char *const targets[] = {
		"/api/v1/orders/R-0000-0000/parcels", "/api/v1/orders/nonsense/payments",
		"/api/v1/parcels/12345/ship",         "/api/v1/parcels/0/unpack",
		"/api/v1/parcels/abc/events",         "/api/v1/orders/R-0000-0000/refunds"
	};

	for (size_t i = 0; i < COUNT(targets); i++) {
		struct answer *a = post(targets[i], "{}");
		ck_assert_msg(a->status == 404, "%s: %d", targets[i], a->status);
	}
	ck_assert_int_eq(post("/api/v1/parcels/events",
			      "{\"tracking_number\":\"SF0000000000001\",\"state\":\"delivered\","
			      "\"at\":\"2026-11-18T03:04:05Z\"}")
				 ->status,
			 404);
}
END_TEST

START_TEST(key_without_the_permission_may_not)
{
	const char *reader = arena_printf(shop.arena, "HTTP_AUTHORIZATION=%s",
					  support_api_key(shop_app, PERM_BIT(PERM_ORDERS_READ)));
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct answer *a =
		support_request(shop_app, "POST", path("/api/v1/orders/%s/parcels", o->number),
				reader, "CONTENT_TYPE=application/json", "HTTP_IDEMPOTENCY_KEY=x",
				"BODY={}", NULL);

	ck_assert_int_eq(a->status, 403);
	a = support_request(shop_app, "GET", path("/api/v1/orders/%s/ledger", o->number), reader,
			    NULL);
	ck_assert_int_eq(a->status, 200);
}
END_TEST

/* ---- money by programs ---- */

START_TEST(program_books_money)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct answer *a = post(
		path("/api/v1/orders/%s/payments", o->number),
		"{\"method\":\"bank_transfer\",\"amount\":\"30.00\",\"reference\":\"ICBC 1\"}");
	const char *pointer;
	unsigned long long id;

	ck_assert_msg(a->status == 201, "%d %s", a->status, a->body);
	id = id_of(answer_json(a), "id");
	ck_assert_int_eq(json_get_int(json_get(answer_json(a), "due"), "amount"), 0);
	a = post(path("/api/v1/orders/%s/refunds", o->number),
		 path("{\"payment\":\"%llu\",\"amount\":\"30.01\",\"why\":\"late\"}", id));
	ck_assert_int_eq(a->status, 422);
	ck_assert_str_eq(field_code(a, &pointer), "too_much");
	ck_assert_str_eq(pointer, "/amount");
	a = post(path("/api/v1/orders/%s/refunds", o->number),
		 path("{\"payment\":\"%llu\",\"amount\":\"10.00\",\"why\":\"late\"}", id));
	ck_assert_msg(a->status == 201, "%d %s", a->status, a->body);
	a = post(path("/api/v1/orders/%s/credits", o->number),
		 "{\"kind\":\"goodwill\",\"amount\":\"5\",\"why\":\"sorry\"}");
	ck_assert_msg(a->status == 201, "%d %s", a->status, a->body);
	a = support_request(shop_app, "GET", path("/api/v1/orders/%s/ledger", o->number), key,
			    NULL);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "entries")), 2);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "credits")), 1);
	shop_check();
}
END_TEST

static const struct {
	const char *name, *tail, *body, *code, *pointer;
} money_rows[] = {
	{ "no_amount", "payments", "{\"method\":\"cod\"}", "required", "/amount" },
	{ "nothing", "payments", "{\"method\":\"cod\",\"amount\":\"0\"}", NULL, "/amount" },
	{ "three_decimals", "payments", "{\"method\":\"cod\",\"amount\":\"1.234\"}", NULL,
	  "/amount" },
	{ "no_such_method", "payments", "{\"method\":\"gold\",\"amount\":\"1\"}", NULL, "/method" },
	{ "no_reason", "refunds", "{\"payment\":\"5\",\"amount\":\"1\"}", "required", "/why" },
	{ "no_such_payment", "refunds", "{\"payment\":\"5\",\"amount\":\"1\",\"why\":\"x\"}",
	  "no_such_payment", "/payment" },
	{ "negative_goodwill", "credits", "{\"kind\":\"goodwill\",\"amount\":\"-1\",\"why\":\"x\"}",
	  "bad_amount", "/amount" },
	{ "imported_kind", "credits", "{\"kind\":\"document\",\"amount\":\"1\",\"why\":\"x\"}",
	  NULL, "/kind" },
};

START_TEST(money_says_what_is_wrong)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct answer *a = post(path("/api/v1/orders/%s/%s", o->number, money_rows[_i].tail),
				money_rows[_i].body);
	const char *pointer, *code;

	ck_assert_msg(a->status == 422, "%s: %d %s", money_rows[_i].name, a->status, a->body);
	code = field_code(a, &pointer);
	ck_assert_msg(!strcmp(pointer, money_rows[_i].pointer), "%s: %s", money_rows[_i].name,
		      a->body);
	if (money_rows[_i].code)
		ck_assert_str_eq(code, money_rows[_i].code);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM payment_entry"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM credit_entry"), 0);
}
END_TEST

START_TEST(same_key_books_once)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct answer *a[2];

	for (int i = 0; i < 2; i++)
		a[i] = support_request(shop_app, "POST",
				       path("/api/v1/orders/%s/payments", o->number), key,
				       "CONTENT_TYPE=application/json", "HTTP_IDEMPOTENCY_KEY=once",
				       "BODY={\"method\":\"cod\",\"amount\":\"30\"}", NULL);
	ck_assert_int_eq(a[0]->status, 201);
	ck_assert_str_eq(a[0]->body, a[1]->body);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM payment_entry"), 1);
	shop_check();
}
END_TEST

Suite *shipping_web_suite(void)
{
	Suite *s = suite_create("shipping_web");
	TCase *tc = tcase_create("web");

	tcase_add_checked_fixture(tc, setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, program_packs_ships_and_follows);
	tcase_add_test(tc, news_by_number_may_be_sent_twice);
	tcase_add_test(tc, orders_of_one_customer_go_along);
	tcase_add_loop_test(tc, packing_says_what_is_wrong, 0, (int)COUNT(pack_rows));
	tcase_add_test(tc, what_is_not_there_is_not_found);
	tcase_add_test(tc, key_without_the_permission_may_not);
	tcase_add_test(tc, program_books_money);
	tcase_add_loop_test(tc, money_says_what_is_wrong, 0, (int)COUNT(money_rows));
	tcase_add_test(tc, same_key_books_once);
	suite_add_tcase(s, tc);
	return s;
}
