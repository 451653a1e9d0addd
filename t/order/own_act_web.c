/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers cancel, move and receive their orders: with and without the proof that a link asks for,
 * and told why not. */
#include <stdlib.h>
#include "order/door.h"

#define NEW_ADDRESS                                                                                \
	"contact.name=Wang+Fang&contact.phone=13900000009&contact.city=Hangzhou"                   \
	"&contact.street=New+Road+99"

static struct order *o;

static void setup(void)
{
	door_setup();
	o = door_order("A", 3);
}

static const char *at(const char *tail)
{
	return door_path("/o/%s%s", o->number, tail);
}

/* A form sent from a page opened by the link. */
static struct answer *by_link(const char *tail, const char *fields)
{
	struct browser b = door_nobody();

	return door_post(&b, at(tail),
			 door_path("k=%s%s%s", door_k(o), *fields ? "&" : "", fields));
}

static const char *const pages[] = { "/cancel", "/address", "/receipt" };

/* What refuses an order like this: cancel and address once it has left, receipt before. */
static void make_fit(const char *page)
{
	if (!strcmp(page, "/receipt"))
		shop_ship(o, "SF1000000000001");
	o = door_look(o);
}

static void make_unfit(const char *page)
{
	if (strcmp(page, "/receipt") != 0)
		shop_ship(o, "SF1000000000001");
	o = door_look(o);
}

/* ---- the pages ---- */

START_TEST(pages_open_by_link_and_ask_for_a_proof)
{
	struct answer *a;

	make_fit(pages[_i]);
	a = support_request(shop_app, "GET", door_link(o, pages[_i]), PAGES, ENGLISH, NULL);
	door_want(a, 200);
	door_shows(a, "name=\"proof\"");
	door_shows(a, door_path("name=\"k\" value=\"%s\"", door_k(o)));
	door_is_masked(a);
	a = support_request(shop_app, "GET", door_link(o, pages[_i]), PAGES,
			    "HTTP_COOKIE=lang=zh-CN", NULL);
	door_want(a, 200);
}
END_TEST

START_TEST(pages_open_by_session_and_ask_for_none)
{
	struct browser b = door_customer(o);
	struct answer *a;

	make_fit(pages[_i]);
	a = browser_get(&b, at(pages[_i]));
	door_want(a, 200);
	door_hides(a, "name=\"proof\"");
}
END_TEST

/* Only who is signed in sees the address as it is. */
START_TEST(the_address_is_there_by_session_only)
{
	struct browser b = door_customer(o);
	struct answer *a = browser_get(&b, at("/address"));

	door_shows(a, "value=\"文三路 4711 号 5 单元 602 室\"");
	door_shows(a, "value=\"林雨晴\"");
	a = support_request(shop_app, "GET", door_link(o, "/address"), PAGES, NULL);
	door_shows(a, "value=\"西湖区\"");
	door_is_masked(a);
	a = support_request(shop_app, "GET", door_link(o, "/address"), TREES, NULL);
	door_is_masked(a);
}
END_TEST

START_TEST(pages_say_at_once_why_not)
{
	struct answer *a;

	make_unfit(pages[_i]);
	a = support_request(shop_app, "GET", door_link(o, pages[_i]), PAGES, ENGLISH, NULL);
	door_want(a, 409);
	door_shows(a, _i == 2 ? "Nothing has been sent yet." : "The parcel has already left.");
	a = support_request(shop_app, "GET", door_link(o, pages[_i]), TREES, NULL);
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), _i == 2 ? "not_shipped" : "already_shipped");
}
END_TEST

static const struct {
	const char *name, *lang, *cancel, *address, *receipt; /* NULL: may be done */
} told[] = {
	{ "open", "en", NULL, NULL, "Nothing has been sent yet." },
	{ "in_production", "en", "Production has already started.", NULL,
	  "Nothing has been sent yet." },
	{ "packed", "en", "The order is already packed.", "The order is already packed.",
	  "Nothing has been sent yet." },
	{ "shipped", "en", "The parcel has already left.", "The parcel has already left.", NULL },
	{ "shipped", "zh-CN", "包裹已发出。", "包裹已发出。", NULL },
	{ "delivered", "en", "The parcel has already left.", "The parcel has already left.",
	  "Everything sent so far has already arrived." },
};

static void bring_to(const char *state)
{
	struct order_answer a;

	if (!strcmp(state, "in_production"))
		ck_assert_int_eq(order_set_wait(&shop, (struct order_ref){ o->id, 0 },
						o->lines[0].id, WAIT_PRODUCTION, INSTANT_NONE, &a),
				 ORDER_OK);
	else if (!strcmp(state, "packed"))
		ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 3), SHIPPING_OK);
	else if (strcmp(state, "open") != 0)
		shop_ship(o, "SF1000000000001");
	if (!strcmp(state, "delivered"))
		ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ o->id, 0 }, &a),
				 ORDER_OK);
}

/* Off, with the reason beside it; or the way there. */
static void check_told(const struct answer *a, const char *id, const char *tail, const char *why)
{
	const char *off = door_path("disabled aria-describedby=\"%s\"", id);
	const char *there = door_path("/o/%s/%s?k=", o->number, tail);

	if (!why) {
		door_shows(a, there);
		door_hides(a, off);
		return;
	}
	door_shows(a, off);
	door_shows(a, door_path("id=\"%s\">%s", id, why));
	door_hides(a, there);
}

START_TEST(the_page_says_what_may_not_be_done_and_why)
{
	struct answer *a;

	bring_to(told[_i].name);
	a = support_request(shop_app, "GET", door_link(o, ""), PAGES,
			    door_path("HTTP_COOKIE=lang=%s", told[_i].lang), NULL);
	check_told(a, "no-cancel", "cancel", told[_i].cancel);
	check_told(a, "no-address", "address", told[_i].address);
	check_told(a, "no-receipt", "receipt", told[_i].receipt);
}
END_TEST

START_TEST(who_has_cancelled_is_offered_nothing_more)
{
	struct order_answer out;
	struct answer *a;

	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "changed_mind", &out),
			 ORDER_OK);
	a = support_request(shop_app, "GET", door_link(o, ""), PAGES, ENGLISH, NULL);
	door_shows(a, "This order is cancelled");
	door_hides(a, "no-cancel");
	door_hides(a, "no-receipt");
	door_hides(a, "/cancel?k=");
}
END_TEST

START_TEST(pages_are_nobody_elses)
{
	struct browser other = door_nobody(), nobody = door_nobody(), staff = door_staff(1);
	struct order *others = door_order("A", 1);
	const char *fields = door_path("k=%s&proof=0001", door_k(others));

	browser_sign_in(&other, SESSION_CUSTOMER, customer_add_guest(&shop, "Chen"));
	door_want(browser_get(&other, at(pages[_i])), 404);
	door_want(browser_get(&nobody, at(pages[_i])), 404);
	door_want(browser_get(&staff, at(pages[_i])), 404);
	door_want(door_post(&other, at(pages[_i]), NEW_ADDRESS), 404);
	door_want(door_post(&nobody, at(pages[_i]), fields), 404);
	door_want(door_post(&staff, at(pages[_i]), "proof=0001"), 404);
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

START_TEST(nothing_happens_without_the_forms_token)
{
	struct answer *a =
		support_request(shop_app, "POST", at(pages[_i]), "HTTP_SEC_FETCH_SITE=same-origin",
				"CONTENT_TYPE=application/x-www-form-urlencoded",
				door_path("BODY=k=%s&proof=0001&form_key=1&%s", door_k(o),
					  NEW_ADDRESS),
				NULL);

	door_want(a, 403);
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

/* ---- the proof ---- */

static const struct {
	const char *name, *proof, *shown;
} bad_proofs[] = {
	{ "none", "", "Enter the last four digits" },
	{ "blank", "&proof=+", "Enter the last four digits" },
	{ "wrong_digits", "&proof=0002", "This does not match" },
	{ "wrong_mail", "&proof=somebody%40mail.example", "This does not match" },
	{ "another_whole_phone", "&proof=13800000002", "This does not match" },
};

START_TEST(a_link_alone_changes_nothing)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct answer *a =
			by_link(pages[i], door_path("%s%s", i == 1 ? NEW_ADDRESS : "reason=other",
						    bad_proofs[_i].proof));

		door_want(a, 422);
		door_shows(a, bad_proofs[_i].shown);
		if (i == 1)
			door_shows(a, "value=\"New Road 99\"");
	}
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

START_TEST(the_proof_is_no_guessing_game)
{
	struct answer *a;

	for (int i = 0; i < 5; i++)
		door_want(by_link("/cancel", "proof=0002"), 422);
	a = by_link("/cancel", "proof=0001");
	door_want(a, 429);
	ck_assert_int_gt(atoi(answer_header(a, "Retry-After")), 890);
	door_shows(a, "Too many tries");
	door_want(by_link("/address", NEW_ADDRESS "&proof=0001"), 429);
	ck_assert_int_eq(door_look(o)->decision, ORDER_CONFIRMED);
}
END_TEST

/* ---- cancelling ---- */

static const struct {
	const char *name, *fields, *reason;
} cancels[] = {
	{ "by_phone", "proof=0001&reason=too_slow", "too_slow" },
	{ "by_mail", "proof=Anne.Lin%40mail.example&reason=wrong_item", "wrong_item" },
	{ "without_a_reason", "proof=0001", "other" },
	{ "with_an_empty_reason", "proof=0001&reason=", "other" },
};

/* A refund is spoken of where there is something to give back. */
START_TEST(what_was_paid_is_said_to_come_back)
{
	struct browser b = door_nobody();
	const char *words = "goes back the way you paid";

	door_hides(browser_get(&b, door_link(o, "/cancel")), words);
	support_sql(door_path("UPDATE orders SET captured_amount = 1000 WHERE id = %llu",
			      (unsigned long long)o->id));
	o = door_look(o);
	order_document_write(&shop, o);
	door_shows(browser_get(&b, door_link(o, "/cancel")), words);
}
END_TEST

START_TEST(a_customer_cancels)
{
	struct answer *a = by_link("/cancel", cancels[_i].fields);
	struct order *now = door_look(o);

	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), door_link(o, ""));
	ck_assert_int_eq(now->badge, BADGE_CANCELLED);
	ck_assert_str_eq(now->cancel_reason, cancels[_i].reason);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE kind = 4 AND "
					"actor_kind = 1 AND actor_id IS NULL"),
			 1);
	ck_assert_int_eq(support_number("SELECT SUM(reserved) FROM stock"), 0);
	shop_check();
	door_want(by_link("/cancel", cancels[_i].fields), 409);
}
END_TEST

START_TEST(a_customer_cancels_by_session)
{
	struct browser b = door_customer(o);
	struct answer *a = door_post(&b, at("/cancel"), "reason=changed_mind");

	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), at(""));
	a = browser_get(&b, at(""));
	door_shows(a, "Your order is cancelled.");
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM order_event WHERE kind = 4 "
						  "AND actor_kind = 1 AND actor_id = %llu",
						  (unsigned long long)o->customer_id)),
			 1);
	door_hides(browser_get(&b, at("")), "Your order is cancelled.");
}
END_TEST

START_TEST(the_answer_of_a_program_is_the_tree)
{
	struct browser b = door_customer(o);
	struct answer *a = door_post_tree(&b, at("/cancel"), "reason=changed_mind");

	door_want(a, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "badge"), "cancelled");
	ck_assert_str_eq(a->body, door_path("%s\n", json_text(shop.arena, shop_document(o))));
	a = door_post_tree(&b, at("/cancel"), "reason=changed_mind");
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "cancelled");
	a = door_post_tree(&b, at("/cancel"), "reason=boredom");
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/reason not_a_choice");
}
END_TEST

START_TEST(what_is_packed_is_not_cancelled)
{
	struct answer *a;

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	a = by_link("/cancel", "proof=0001");
	door_want(a, 409);
	door_shows(a, "The order is already packed.");
	ck_assert_int_eq(door_look(o)->decision, ORDER_CONFIRMED);
}
END_TEST

/* The page was open while the parcel left: the post is refused as the page would be. */
START_TEST(a_late_form_is_told_why)
{
	struct browser b = door_customer(o);
	const char *fields = _i == 1 ? NEW_ADDRESS : "";
	struct answer *a;

	make_fit(pages[_i]);
	browser_get(&b, at(pages[_i]));
	if (_i == 2)
		door_want(door_post(&b, at("/receipt"), ""), 303);
	else
		shop_ship(o, "SF1000000000001");
	a = door_post(&b, at(pages[_i]), fields);
	door_want(a, 409);
	door_shows(a, _i == 2 ? "already arrived" : "The parcel has already left.");
}
END_TEST

/* ---- the address ---- */

START_TEST(a_customer_moves_the_order)
{
	struct browser b = door_customer(o);
	struct answer *a;
	struct contact c;

	if (_i == 0)
		a = door_post(&b, at("/address"), door_path("version=%d&" NEW_ADDRESS, o->version));
	else
		a = by_link("/address", NEW_ADDRESS "&proof=0001");
	door_want(a, 303);
	ck_assert(contact_get(&shop, door_look(o)->contact_id, &c));
	ck_assert_str_eq(c.name, "Wang Fang");
	ck_assert_str_eq(c.phone, "+8613900000009");
	ck_assert_str_eq(c.street, "New Road 99");
	ck_assert_str_eq(c.country, "CN");
	ck_assert_str_eq(c.district, "");
	/* messages go where they went before */
	ck_assert_str_eq(c.email, MAIL);
	ck_assert_uint_eq(c.customer_id, o->customer_id);
	a = browser_get(&b, at(""));
	door_want(a, 200);
	door_shows(a, "139****0009");
	door_hides(a, "New Road 99");
	shop_check();
}
END_TEST

static const struct {
	const char *name, *fields, *error;
} bad_addresses[] = {
	{ "nothing", "", "/contact/name required" },
	{ "no_name", "contact.phone=13900000009&contact.city=X&contact.street=Y",
	  "/contact/name required" },
	{ "no_phone", "contact.name=Wang&contact.city=X&contact.street=Y",
	  "/contact/phone required" },
	{ "no_street", "contact.name=Wang&contact.phone=13900000009&contact.city=X",
	  "/contact/street required" },
	{ "no_town", "contact.name=Wang&contact.phone=13900000009&contact.street=Y",
	  "/contact/city required" },
	{ "no_phone_at_all", "contact.name=Wang&contact.phone=12&contact.city=X&contact.street=Y",
	  "/contact/phone not_a_phone" },
	{ "a_country_of_three", NEW_ADDRESS "&contact.country=CHN",
	  "/contact/country not_a_country" },
	{ "a_country_of_nobody", NEW_ADDRESS "&contact.country=XX",
	  "/contact/country not_a_country" },
	{ "a_name_nobody_sees",
	  "contact.name=%E2%80%8B%E2%80%8D&contact.phone=13900000009&contact.city=X&contact.street="
	  "Y",
	  "/contact/name required" },
	{ "a_bad_phone_and_no_street", "contact.name=Wang&contact.phone=12&contact.city=X",
	  "/contact/phone not_a_phone" },
	{ "somebody_elses", NEW_ADDRESS "&contact.customer_id=7", "/contact/customer_id unknown" },
	{ "no_version", NEW_ADDRESS "&version=x", "/version not_a_number" },
};

START_TEST(a_bad_address_is_refused)
{
	struct browser b = door_customer(o);
	struct answer *a = door_post_tree(&b, at("/address"), bad_addresses[_i].fields);

	door_want(a, 422);
	ck_assert_str_eq(door_error(a), bad_addresses[_i].error);
	a = door_post(&b, at("/address"), bad_addresses[_i].fields);
	door_want(a, 422);
	door_shows(a, "class=\"errsum\"");
	if (strstr(bad_addresses[_i].fields, "name=Wang"))
		door_shows(a, "value=\"Wang");
	ck_assert_uint_eq(door_look(o)->contact_id, o->contact_id);
}
END_TEST

/* All that is wrong is said at once, the proof among it. */
static const struct {
	const char *name, *page, *fields, *errors;
} at_once[] = {
	{ "an_empty_address", "/address", "",
	  "/contact/name required, /contact/phone required, /contact/city required, "
	  "/contact/street required, /proof required" },
	{ "a_wrong_phone_and_proof", "/address",
	  "contact.name=Wang&contact.phone=12&contact.city=X&contact.street=Y&proof=0002",
	  "/contact/phone not_a_phone, /proof wrong" },
	{ "a_wrong_phone_and_the_right_proof", "/address",
	  "contact.name=Wang&contact.phone=12&contact.city=X&contact.street=Y&proof=0001",
	  "/contact/phone not_a_phone" },
	{ "a_wrong_reason_and_proof", "/cancel", "reason=boredom&proof=0002",
	  "/reason not_a_choice, /proof wrong" },
	{ "a_wrong_reason_and_no_proof", "/cancel", "reason=boredom",
	  "/reason not_a_choice, /proof required" },
	{ "too_much_and_no_proof", "/receipt", "reason=boredom",
	  "/reason not_a_choice, /proof required" },
};

START_TEST(all_errors_are_said_at_once)
{
	struct browser b = door_nobody();
	const char *target = at(at_once[_i].page);
	const char *fields = door_path("k=%s&%s", door_k(o), at_once[_i].fields);

	ck_assert_str_eq(door_errors(door_post_tree(&b, target, fields)), at_once[_i].errors);
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

/* Optional is what an address is complete without. */
START_TEST(the_form_marks_what_is_optional)
{
	struct browser b = door_customer(o);
	struct answer *a = browser_get(&b, at("/address"));

	door_shows(a, "Province (optional)");
	door_shows(a, "District (optional)");
	door_shows(a, "Postcode (optional)");
	door_shows(a, "type=\"text\" required autocomplete=\"address-level2\"");
	door_shows(a, "type=\"text\" required autocomplete=\"address-line1\"");
	door_shows(a, "type=\"tel\" required autocomplete");
}
END_TEST

START_TEST(two_windows_do_not_overwrite_each_other)
{
	struct browser b = door_customer(o);
	struct answer *a;

	door_want(door_post(&b, at("/address"), "version=1&" NEW_ADDRESS), 303);
	a = door_post(&b, at("/address"), "version=1&" NEW_ADDRESS);
	door_want(a, 409);
	door_shows(a, "Somebody else has just changed this order.");
	door_shows(a, "value=\"Wang");
	door_shows(a, "name=\"version\" value=\"2\"");
}
END_TEST

/* ---- receipt ---- */

START_TEST(a_customer_has_received_it)
{
	struct answer *a;

	make_fit("/receipt");
	a = by_link("/receipt", "proof=0001");
	door_want(a, 303);
	ck_assert_int_eq(door_look(o)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_events(EVENT_RECEIPT_CONFIRMED), 1);
	shop_check();
}
END_TEST

/* One has left, one is only packed. */
START_TEST(what_is_still_to_leave_is_not_received)
{
	struct browser b = door_customer(o);
	struct answer *a;

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	ck_assert_int_eq(shop_hand_over(shop_answer.parcel->id, "sf", "SF1000000000001"),
			 SHIPPING_OK);
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 2), SHIPPING_OK);
	a = browser_get(&b, at("/receipt"));
	door_shows(a, "Has what was sent arrived?");
	a = door_post(&b, at("/receipt"), "");
	door_want(a, 303);
	a = browser_get(&b, at(""));
	door_shows(a, "What was sent is marked as received; the rest is still to come.");
	door_hides(a, "The order is marked as received.");
	ck_assert_int_eq(door_look(o)->badge, BADGE_PARTLY_SHIPPED);
	shop_check();
}
END_TEST

START_TEST(what_has_all_arrived_is_received)
{
	struct browser b = door_customer(o);

	make_fit("/receipt");
	door_shows(browser_get(&b, at("/receipt")), "Has everything arrived?");
	door_want(door_post(&b, at("/receipt"), ""), 303);
	door_shows(browser_get(&b, at("")), "The order is marked as received.");
}
END_TEST

/* ---- what is not sent ---- */

static const struct {
	const char *name, *lang, *cancel, *receipt;
} services[] = {
	{ "en", "en", "It has already been provided.", "Nothing of this order is sent." },
	{ "zh", "zh-CN", "所订的已经提供完毕。", "这笔订单没有需要寄送的东西。" },
};

START_TEST(of_services_nobody_says_that_they_left)
{
	struct answer *a;
	struct order *s;

	shop_sku("S", PRODUCT_SERVICE, false);
	s = o = door_order("S", 1);
	ck_assert_int_eq(s->badge, BADGE_DELIVERED);
	a = support_request(shop_app, "GET", door_link(s, ""), PAGES,
			    door_path("HTTP_COOKIE=lang=%s", services[_i].lang), NULL);
	check_told(a, "no-cancel", "cancel", services[_i].cancel);
	check_told(a, "no-address", "address", services[_i].cancel);
	check_told(a, "no-receipt", "receipt", services[_i].receipt);
	door_hides(a, "parcel");
	door_hides(a, "包裹");
	a = support_request(shop_app, "GET", door_link(s, "/cancel"), TREES, NULL);
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "already_provided");
	a = door_api(ALL_ORDERS, "POST", door_path("/api/v1/orders/%s/cancel", s->number),
		     "{\"reason\":\"other\"}");
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "already_provided");
}
END_TEST

Suite *order_own_act_web_suite(void)
{
	Suite *s = suite_create("order_own_act_web");
	TCase *tc = tcase_create("acts");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, pages_open_by_link_and_ask_for_a_proof, 0, N(pages));
	tcase_add_loop_test(tc, pages_open_by_session_and_ask_for_none, 0, N(pages));
	tcase_add_test(tc, the_address_is_there_by_session_only);
	tcase_add_loop_test(tc, the_page_says_what_may_not_be_done_and_why, 0, N(told));
	tcase_add_test(tc, who_has_cancelled_is_offered_nothing_more);
	tcase_add_loop_test(tc, pages_say_at_once_why_not, 0, N(pages));
	tcase_add_loop_test(tc, pages_are_nobody_elses, 0, N(pages));
	tcase_add_loop_test(tc, nothing_happens_without_the_forms_token, 0, N(pages));
	tcase_add_loop_test(tc, a_link_alone_changes_nothing, 0, N(bad_proofs));
	tcase_add_test(tc, the_proof_is_no_guessing_game);
	tcase_add_loop_test(tc, a_customer_cancels, 0, N(cancels));
	tcase_add_test(tc, what_was_paid_is_said_to_come_back);
	tcase_add_test(tc, a_customer_cancels_by_session);
	tcase_add_test(tc, the_answer_of_a_program_is_the_tree);
	tcase_add_test(tc, what_is_packed_is_not_cancelled);
	tcase_add_loop_test(tc, a_late_form_is_told_why, 0, N(pages));
	tcase_add_loop_test(tc, a_customer_moves_the_order, 0, 2);
	tcase_add_loop_test(tc, a_bad_address_is_refused, 0, N(bad_addresses));
	tcase_add_test(tc, two_windows_do_not_overwrite_each_other);
	tcase_add_test(tc, a_customer_has_received_it);
	tcase_add_loop_test(tc, all_errors_are_said_at_once, 0, N(at_once));
	tcase_add_test(tc, the_form_marks_what_is_optional);
	tcase_add_test(tc, what_is_still_to_leave_is_not_received);
	tcase_add_test(tc, what_has_all_arrived_is_received);
	tcase_add_loop_test(tc, of_services_nobody_says_that_they_left, 0, N(services));
	suite_add_tcase(s, tc);
	return s;
}
