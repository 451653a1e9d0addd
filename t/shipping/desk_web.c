/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels and payments at the desk, on the customer's page, and for anybody with a tracking number.
 */
#include <check.h>
#include "base/json.h"
#include "shipping/shop.h"

#define ANNE   "13800000001"
#define NUMBER "SF1402778133901"

static void setup(void)
{
	shop_setup();
	shop.now = instant_now();
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@shop.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(2, 'wei@shop.example', 'Wei', 'viewer', 'zh-CN', 1, UTC_TIMESTAMP(6))");
	shop_goods("A", 20, false);
}

static struct browser staff(uint64_t id)
{
	struct browser b = browser_new(shop_app);

	browser_sign_in(&b, SESSION_STAFF, id);
	return b;
}

#define path(...) arena_printf(shop.arena, __VA_ARGS__)

/* ---- the desk ---- */

START_TEST(desk_packs_from_the_orders_page)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct browser b = staff(1);
	struct answer *a = browser_get(&b, path("/desk/orders/%s", o->number));

	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, "name=\"lines.0.quantity\""));
	ck_assert(answer_has(a, "顺丰速运") || answer_has(a, "SF Express"));
	ck_assert_int_eq(browser_get(&b, path("/desk/orders/%s/parcels", o->number))->status, 200);
	a = browser_post(&b, path("/desk/orders/%s/parcels", o->number),
			 path("version=%d&lines.0.order_line=%llu&lines.0.quantity=7&carrier=sf&"
			      "tracking_number=77&promised_day=",
			      o->version, (unsigned long long)o->lines[0].id));
	ck_assert_msg(a->status == 422, "%d %s", a->status, a->head);
	ck_assert(answer_has(a, "value=\"7\""));
	ck_assert(answer_has(a, "value=\"77\""));
	ck_assert(answer_has(a, "<option value=\"sf\" selected>"));
	a = browser_post(&b, path("/desk/orders/%s/parcels", o->number),
			 path("version=%d&lines.0.order_line=%llu&lines.0.quantity=2&carrier=sf&"
			      "tracking_number=" NUMBER "&promised_day=2099-02-03",
			      o->version, (unsigned long long)o->lines[0].id));
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	ck_assert_str_eq(answer_header(a, "Location"), path("/desk/orders/%s", o->number));
	a = browser_get(&b, path("/desk/orders/%s", o->number));
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "SF1402 7781 3390 1"));
	ck_assert(answer_has(a, "The parcel is packed and handed over."));
	shop_check();
}
END_TEST

START_TEST(desk_handles_a_parcel_on_its_page)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct browser b = staff(1);
	unsigned long long id = (unsigned long long)shop_ship(o, NUMBER);
	const char *page = path("/desk/parcels/%llu", id);
	struct answer *a = browser_get(&b, page);

	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, "Correct carrier and number"));
	a = browser_post(&b, path("%s/events", page),
			 "state=in_transit&at=&place=%E4%B8%8A%E6%B5%B7&words=&problem=none");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	a = browser_get(&b, page);
	ck_assert(!answer_has(a, "Correct carrier and number"));
	ck_assert(answer_has(a, "上海"));
	a = browser_post(&b, path("%s/events", page), "state=&at=&place=&words=&problem=none");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "Choose what happened"));
	a = browser_post(&b, path("%s/promise", page),
			 "version=99&from_day=2099-01-01&to_day=&reason=weather");
	ck_assert_int_eq(a->status, 409);
	ck_assert(answer_has(a, "Somebody else has just changed this"));
	ck_assert(answer_has(a, "value=\"2099-01-01\""));
	a = browser_post(&b, path("%s/promise", page),
			 "version=0&from_day=2099-01-01&to_day=2099-01-03&reason=weather");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	a = browser_get(&b, page);
	ck_assert(answer_has(a, "Bad weather stopped departures from 上海"));
	a = browser_post(&b, path("%s/deliver", page), "version=0");
	ck_assert_int_eq(a->status, 303);
	a = browser_post(&b, path("%s/unpack", page), "version=0");
	ck_assert_int_eq(a->status, 409);
	shop_check();
}
END_TEST

/* Somebody touched the order while the parcel was being filled: the quantities stay. */
START_TEST(an_old_packing_form_comes_back_as_typed)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct browser b = staff(1);
	const char *page = path("/desk/orders/%s/parcels", o->number);
	const char *fields = path("&lines.0.order_line=%llu&lines.0.quantity=2&carrier=",
				  (unsigned long long)o->lines[0].id);
	struct order_answer done;
	struct answer *a;
	int now;

	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &done),
			 ORDER_OK);
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ o->id, 0 }, &done), ORDER_OK);
	now = done.order->version;
	browser_get(&b, page);
	a = browser_post(&b, page, path("version=%d%s", o->version, fields));
	ck_assert_msg(a->status == 409, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, "Put on hold"));
	ck_assert(answer_has(a, "name=\"lines.0.quantity\" value=\"2\""));
	ck_assert(answer_has(a, path("name=\"version\" value=\"%d\"", now)));
	a = browser_post(&b, page, path("version=%d%s", now, fields));
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	shop_check();
}
END_TEST

START_TEST(desk_solves_a_problem_once)
{
	struct order *o = shop_order_of(ANNE, { "A", 1 });
	uint64_t id = shop_ship(o, NUMBER);
	struct browser b = staff(1);
	const char *page = path("/desk/parcels/%llu", (unsigned long long)id);
	struct answer *a;

	browser_get(&b, page);
	ck_assert_int_eq(browser_post(&b, path("%s/solve", page), "")->status, 409);
	ck_assert_int_eq(shop_hear(id, PARCEL_ATTEMPT_FAILED), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	browser_get(&b, page);
	a = browser_post(&b, path("%s/solve", page), "version=99");
	ck_assert_int_eq(a->status, 409);
	ck_assert(instant_is_none(shop_parcel(id).solved_at));
	browser_get(&b, page);
	a = browser_post(&b, path("%s/solve", page), "");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	ck_assert(!instant_is_none(shop_parcel(id).solved_at));
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_IN_TRANSIT);
	shop_check();
}
END_TEST

START_TEST(desk_unpacks_what_has_not_left)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct browser b = staff(1);
	const char *page;
	struct answer *a;

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 2), SHIPPING_OK);
	shop_check_counts(shop_look(o->id), 2, 0, 0);
	page = path("/desk/parcels/%llu", (unsigned long long)shop_answer.parcel->id);
	browser_get(&b, page);
	a = browser_post(&b, path("%s/unpack", page), "");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	ck_assert_str_eq(answer_header(a, "Location"), path("/desk/orders/%s", o->number));
	shop_check_counts(shop_look(o->id), 0, 0, 0);
	ck_assert_int_eq(browser_get(&b, page)->status, 404);
	ck_assert_int_eq(browser_post(&b, path("%s/unpack", page), "")->status, 404);
	shop_check();
}
END_TEST

START_TEST(desk_books_money_on_its_pages)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct browser b = staff(1);
	struct answer *a = browser_get(&b, path("/desk/orders/%s/payments", o->number));
	const char *id;

	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, "value=\"30.00\""));
	a = browser_post(&b, path("/desk/orders/%s/payments", o->number),
			 "version=1&method=cod&amount=abc&reference=till+4");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "value=\"till 4\""));
	a = browser_post(&b, path("/desk/orders/%s/payments", o->number),
			 "version=1&method=cod&amount=30&reference=till+4");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	id = path("%llu", (unsigned long long)support_number("SELECT id FROM payment_entry"));
	a = browser_get(&b, path("/desk/orders/%s/refunds", o->number));
	ck_assert(answer_has(a, "value=\"30.00\""));
	ck_assert(answer_has(a, path("value=\"%s\" checked", id)));
	a = browser_get(&b, path("/desk/orders/%s/credits", o->number));
	ck_assert(!answer_has(a, "value=\"30.00\""));
	a = browser_get(&b, path("/desk/orders/%s/refunds?payment=%s", o->number, id));
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, path("value=\"%s\" checked", id)));
	a = browser_post(&b, path("/desk/orders/%s/refunds", o->number),
			 path("version=0&payment=%s&amount=40&why=late", id));
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "That is more than is left on this payment."));
	ck_assert(answer_has(a, path("value=\"%s\" checked", id)));
	a = browser_post(&b, path("/desk/orders/%s/refunds", o->number),
			 path("version=0&payment=%s&amount=10&why=late", id));
	ck_assert_int_eq(a->status, 303);
	ck_assert_int_eq(browser_get(&b, path("/desk/orders/%s/credits", o->number))->status, 200);
	a = browser_post(&b, path("/desk/orders/%s/credits", o->number),
			 "version=0&kind=goodwill&amount=10&why=sorry");
	ck_assert_int_eq(a->status, 303);
	a = browser_get(&b, path("/desk/orders/%s", o->number));
	ck_assert(answer_has(a, "till 4"));
	ck_assert(answer_has(a, "sorry"));
	shop_check();
}
END_TEST

START_TEST(a_cancelled_order_takes_no_money)
{
	struct order *o = shop_order_of(ANNE, { "A", 1 });
	struct browser b = staff(1);
	struct order_answer done;
	struct answer *a;

	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "customer_asked",
				      &done),
			 ORDER_OK);
	browser_set_cookie(&b, "lang", "en");
	browser_get(&b, "/desk/orders");
	a = browser_post(&b, path("/desk/orders/%s/payments", o->number),
			 "method=cod&amount=10.00&reference=till");
	ck_assert_int_eq(a->status, 409);
	ck_assert(answer_has(a, "This order is cancelled"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM payment_entry"), 0);
}
END_TEST

START_TEST(viewer_looks_but_does_not_touch)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct browser b = staff(2);

	ck_assert_int_eq(browser_get(&b, path("/desk/orders/%s", o->number))->status, 200);
	ck_assert_int_eq(browser_get(&b, path("/desk/orders/%s/parcels", o->number))->status, 403);
	ck_assert_int_eq(browser_get(&b, path("/desk/orders/%s/refunds", o->number))->status, 403);
	ck_assert_int_eq(browser_post(&b, path("/desk/orders/%s/payments", o->number),
				      "version=0&method=cod&amount=30")
				 ->status,
			 403);
}
END_TEST

/* ---- customers ---- */

static const char *link_of(const struct order *o)
{
	char tag[SECRET_TAG_SIZE];

	order_link_token(shop_app, o->id, o->link_version, tag);
	return path("/o/%s?k=%s", o->number, tag);
}

START_TEST(customer_sees_parcels_in_both_languages)
{
	struct order *o;
	unsigned long long id;
	struct answer *a;

	shop_goods("B", 0, true);
	o = shop_order_of(ANNE, { "A", 3 }, { "B", 1 });
	id = (unsigned long long)shop_ship(o, NUMBER);
	ck_assert_int_eq(shop_hear(id, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	a = support_request(shop_app, "GET", path("%s&lang=zh-CN", link_of(o)), NULL);
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, "顺丰速运"));
	ck_assert(answer_has(a, "派送中"));
	ck_assert(answer_has(a, "商品A"));
	a = support_request(shop_app, "GET", path("%s&lang=en", link_of(o)), NULL);
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "SF Express"));
	ck_assert(answer_has(a, "Out for delivery"));
	ck_assert(answer_has(a, "Thing A"));
	ck_assert(answer_has(a, "waits for stock"));
	ck_assert(answer_has(a, "Confirm receipt"));
	ck_assert(answer_has(a, "sf-express"));
}
END_TEST

/* Every reason in both languages: nothing unknown, nothing untranslated within a template. */
START_TEST(every_problem_has_its_words)
{
	static const enum parcel_state states[] = { PARCEL_DELAYED, PARCEL_EXCEPTION,
						    PARCEL_RETURNING, PARCEL_RETURNED };
	struct order *o = shop_order_of(ANNE, { "A", 1 });
	uint64_t id = shop_ship(o, NUMBER);
	struct shipping_answer answer;

	for (size_t s = 0; s < COUNT(states); s++) {
		for (int p = 0; p < PARCEL_PROBLEM__MAX; p++) {
			struct parcel_news n = { .parcel_id = id,
						 .state = states[s],
						 .at = INSTANT_NONE,
						 .place = p % 2 ? "上海" : NULL,
						 .problem = (enum parcel_problem)p };
			shop_pass(1);
			ck_assert_int_eq(parcel_event(&shop, &n, &answer), SHIPPING_OK);
			for (int l = 0; l < LANG__MAX; l++) {
				struct answer *a = support_request(shop_app, "GET",
								   path("%s&lang=%s",
									link_of(shop_look(o->id)),
									lang_tag[l]),
								   NULL);
				ck_assert_msg(a->status == 200, "%s %s: %s",
					      parcel_state_word[states[s]], parcel_problem_word[p],
					      a->body);
				ck_assert(answer_has(a, "class=\"notice t-"));
			}
		}
	}
}
END_TEST

START_TEST(anybody_may_follow_a_number)
{
	struct order *o = shop_order_of(ANNE, { "A", 3 });
	struct answer *a;

	shop_ship(o, NUMBER);
	a = support_request(shop_app, "GET", "/track/parcel", NULL);
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	a = support_request(shop_app, "GET", "/track/parcel?n=sf1402+7781+33901&lang=en", NULL);
	ck_assert_msg(a->status == 200, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, "Awaiting collection"));
	ck_assert(!answer_has(a, "Thing"));
	ck_assert(!answer_has(a, o->number));
	ck_assert(!answer_has(a, "文三路"));
	a = support_request(shop_app, "GET", "/track/parcel?n=SF0000000000000", NULL);
	ck_assert_int_eq(a->status, 422);
	a = support_request(shop_app, "GET", "/track/parcel?n=SF1402778133901",
			    "HTTP_ACCEPT=application/json", NULL);
	ck_assert_str_eq(json_get_text(json_get(answer_json(a), "parcel"), "state"),
			 "awaiting_collection");
}
END_TEST

START_TEST(looking_is_counted)
{
	struct answer *a = NULL;

	for (int i = 0; i < 31; i++)
		a = support_request(shop_app, "GET", "/track/parcel?n=SF0000000000000",
				    "REMOTE_ADDR=192.0.2.7", NULL);
	ck_assert_int_eq(a->status, 429);
	a = support_request(shop_app, "GET", "/track/parcel", "REMOTE_ADDR=192.0.2.7", NULL);
	ck_assert_int_eq(a->status, 200);
}
END_TEST

Suite *shipping_desk_web_suite(void)
{
	Suite *s = suite_create("shipping_desk_web");
	TCase *tc = tcase_create("web");

	tcase_add_checked_fixture(tc, setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, desk_packs_from_the_orders_page);
	tcase_add_test(tc, desk_handles_a_parcel_on_its_page);
	tcase_add_test(tc, an_old_packing_form_comes_back_as_typed);
	tcase_add_test(tc, desk_solves_a_problem_once);
	tcase_add_test(tc, desk_unpacks_what_has_not_left);
	tcase_add_test(tc, desk_books_money_on_its_pages);
	tcase_add_test(tc, a_cancelled_order_takes_no_money);
	tcase_add_test(tc, viewer_looks_but_does_not_touch);
	tcase_add_test(tc, customer_sees_parcels_in_both_languages);
	tcase_add_test(tc, every_problem_has_its_words);
	tcase_add_test(tc, anybody_may_follow_a_number);
	tcase_add_test(tc, looking_is_counted);
	suite_add_tcase(s, tc);
	return s;
}
