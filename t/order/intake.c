/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New orders on the database: what is found holds them, one click lets them go on, and clean ones
 * pass untouched; the same by form and by program. */
#include "order/door.h"

static struct order_answer answer;

static void setup(void)
{
	door_setup();
	shop_app->settings.duplicate_minutes = 30;
	shop_app->settings.habit_times = 5;
	shop_app->settings.price_percent = 50;
}

static struct order *place(struct order_draft d)
{
	return door_order_of(d);
}

static uint64_t the_finding(const struct order *o)
{
	return (uint64_t)support_number(
		arena_printf(shop.arena,
			     "SELECT id FROM order_finding WHERE state = 0 AND order_id = %llu",
			     (unsigned long long)o->id));
}

static enum order_refusal settle(const struct order *o, enum finding_answer how, bool may_price)
{
	return order_settle_finding(&shop, (struct order_ref){ o->id, 0 }, the_finding(o), how,
				    may_price, &answer);
}

static int64_t open_ones(void)
{
	return support_number("SELECT COUNT(*) FROM order_finding WHERE state = 0");
}

START_TEST(a_clean_order_passes_untouched)
{
	struct order *o = door_order("A", 1);

	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	ck_assert_ptr_null(o->hold_reason);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_finding"), 0);
	shop_check();
}
END_TEST

START_TEST(the_same_again_is_held_and_kept)
{
	struct order *first = door_order("A", 1), *o = door_order("A", 1);

	ck_assert_ptr_null(door_look(first)->hold_reason);
	ck_assert_str_eq(o->hold_reason, "duplicate");
	ck_assert_int_eq(o->badge, BADGE_HOLD);
	ck_assert_int_eq(shop_events(EVENT_HELD), 1);
	ck_assert_int_eq(support_number("SELECT kind FROM order_finding"), FINDING_DUPLICATE);
	shop_check();
	ck_assert_int_eq(settle(o, FINDING_PASS, false), ORDER_OK);
	o = door_look(o);
	ck_assert_ptr_null(o->hold_reason);
	ck_assert_int_eq(o->badge, BADGE_PREPARING);
	ck_assert_int_eq(shop_events(EVENT_CHECKED), 1);
	ck_assert_int_eq(shop_events(EVENT_RELEASED), 1);
	ck_assert_int_eq(open_ones(), 0);
	ck_assert_int_eq(settle(o, FINDING_PASS, false), ORDER_NOT_NOW);
	shop_check();
}
END_TEST

START_TEST(one_of_two_is_cancelled)
{
	struct order *first = door_order("A", 1), *o = door_order("A", 1);

	ck_assert_int_eq(settle(o, _i ? FINDING_CANCEL_OTHER : FINDING_CANCEL, false), ORDER_OK);
	first = door_look(first);
	o = door_look(o);
	ck_assert_int_eq(first->decision, _i ? ORDER_CANCELLED : ORDER_CONFIRMED);
	ck_assert_int_eq(o->decision, _i ? ORDER_CONFIRMED : ORDER_CANCELLED);
	ck_assert_ptr_null(o->hold_reason);
	ck_assert_str_eq(_i ? first->cancel_reason : o->cancel_reason, "duplicate");
	ck_assert_int_eq(open_ones(), 0);
	shop_check();
}
END_TEST

START_TEST(another_time_or_customer_or_basket_is_not_the_same)
{
	struct order_draft d = door_draft("A", 1);

	door_order("A", 1);
	d.contact.phone = "13800000099";
	d.contact.email = "other@mail.example";
	ck_assert_ptr_null(place(d)->hold_reason);
	ck_assert_ptr_null(door_order("A", 2)->hold_reason);
	ck_assert_ptr_null(door_order("B", 1)->hold_reason);
	shop_pass(1);
	ck_assert_ptr_null(door_order("A", 1)->hold_reason);
	shop_check();
}
END_TEST

START_TEST(a_twin_that_was_cancelled_is_none)
{
	struct order *first = door_order("A", 1);

	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ first->id, 0 }, "customer_wish",
				      &answer),
			 ORDER_OK);
	ck_assert_ptr_null(door_order("A", 1)->hold_reason);
}
END_TEST

START_TEST(the_usual_quantity_is_proposed)
{
	struct order *o;

	for (int i = 0; i < 3; i++) {
		shop_pass(1);
		door_order("A", 2);
	}
	shop_pass(1);
	o = door_order("A", 11);
	ck_assert_int_eq(o->decision, ORDER_REVIEW);
	shop_check();
	ck_assert_int_eq(settle(o, FINDING_ACCEPT, false), ORDER_OK);
	o = door_look(o);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(o->lines[0].ordered, 2);
	ck_assert_int_eq(o->lines[0].reserved, 2);
	ck_assert_int_eq(o->live_amount, 2800); /* not sent for free any more */
	ck_assert_int_eq(support_number("SELECT state FROM order_finding"), FINDING_CORRECTED);
	shop_check();
}
END_TEST

START_TEST(the_list_price_is_proposed_to_who_may_set_it)
{
	struct order_draft d = door_draft("A", 1);
	struct order *o;

	d.lines[0].unit_milli = 100000;
	o = place(d);
	ck_assert_int_eq(o->decision, ORDER_REVIEW);
	ck_assert_int_eq(settle(o, FINDING_ACCEPT, false), ORDER_MAY_NOT_PRICE);
	ck_assert_int_eq(open_ones(), 1);
	ck_assert_int_eq(settle(o, FINDING_ACCEPT, true), ORDER_OK);
	o = door_look(o);
	ck_assert_int_eq(o->lines[0].unit_milli, 1000000);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	shop_check();
}
END_TEST

START_TEST(an_address_of_before_is_proposed)
{
	struct order_draft d = door_draft("B", 1);
	struct contact c;
	struct order *o;

	door_order("A", 1);
	d.contact.street = d.contact.city = NULL;
	o = place(d);
	ck_assert_str_eq(o->hold_reason, "address");
	ck_assert_int_eq(settle(o, FINDING_CANCEL_OTHER, false), ORDER_NOT_NOW);
	ck_assert_int_eq(settle(o, FINDING_ACCEPT, false), ORDER_OK);
	o = door_look(o);
	ck_assert_ptr_null(o->hold_reason);
	ck_assert(contact_get(&shop, o->contact_id, &c));
	ck_assert_str_eq(c.street, "文三路 4711 号 5 单元 602 室");
	shop_check();
}
END_TEST

START_TEST(any_change_that_mends_it_lets_it_go_on)
{
	struct order_draft d = door_draft("B", 1);
	struct order *o;

	d.contact.street = NULL;
	o = place(d);
	ck_assert_str_eq(o->hold_reason, "address");
	ck_assert_int_eq(settle(o, FINDING_ACCEPT, false), ORDER_NOT_NOW);
	d.contact.street = "解放路 2 号";
	ck_assert_int_eq(order_change_contact(&shop, (struct order_ref){ o->id, 0 }, &d.contact,
					      ORDER_NOT_ASKED, &answer),
			 ORDER_OK);
	ck_assert_ptr_null(door_look(o)->hold_reason);
	ck_assert_int_eq(open_ones(), 0);
	shop_check();
}
END_TEST

START_TEST(who_lets_it_go_on_by_hand_has_looked)
{
	struct order_draft d = door_draft("A", 1);
	struct order *held, *o;

	d.lines[0].unit_milli = 100000;
	o = place(d);
	held = place(d); /* a twin at a strange price: held and in review */
	ck_assert_str_eq(held->hold_reason, "duplicate");
	ck_assert_int_eq(held->decision, ORDER_REVIEW);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ held->id, 0 }, &answer),
			 ORDER_OK);
	shop_check();
	ck_assert_int_eq(open_ones(), 1);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ held->id, 0 }, &answer),
			 ORDER_OK);
	ck_assert_int_eq(open_ones(), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_finding WHERE state = 2"), 3);
	shop_check();
}
END_TEST

START_TEST(a_service_is_not_done_while_its_order_is_held)
{
	struct order *o;

	shop_sku("S", PRODUCT_SERVICE, false);
	door_order("S", 1);
	o = door_order("S", 1);
	ck_assert_int_eq(o->lines[0].delivered, 0);
	ck_assert_int_eq(settle(o, FINDING_PASS, false), ORDER_OK);
	ck_assert_int_eq(door_look(o)->lines[0].delivered, 1);
	shop_check();
}
END_TEST

/* ---- orders that are changed ---- */

static void move_to(const struct order *o, const char *city, const char *street)
{
	struct contact_draft d = door_draft("A", 1).contact;

	d.province = d.district = NULL;
	d.city = city;
	d.street = street;
	ck_assert_int_eq(order_change_contact(&shop, (struct order_ref){ o->id, 0 }, &d,
					      ORDER_NOT_ASKED, &answer),
			 ORDER_OK);
}

START_TEST(an_address_that_lacks_something_stops_it)
{
	struct order *o = door_order("A", 1);
	uint64_t home = o->contact_id;
	struct contact c;

	move_to(o, NULL, "x");
	o = door_look(o);
	ck_assert_str_eq(o->hold_reason, "address");
	ck_assert_int_eq(o->badge, BADGE_HOLD);
	ck_assert_int_eq(shop_events(EVENT_HELD), 1);
	ck_assert_int_eq(support_number("SELECT kind * 10 + severity FROM order_finding"),
			 FINDING_ADDRESS * 10 + FINDING_CHECK);
	ck_assert_uint_eq((uint64_t)support_number("SELECT proposed FROM order_finding"), home);
	shop_check_all();
	/* another that is no better is the same finding */
	move_to(o, NULL, "y");
	ck_assert_int_eq(open_ones(), 1);
	shop_check_all();
	ck_assert_int_eq(settle(o, FINDING_ACCEPT, false), ORDER_OK);
	o = door_look(o);
	ck_assert_ptr_null(o->hold_reason);
	ck_assert(contact_get(&shop, o->contact_id, &c));
	ck_assert_str_eq(c.city, "杭州市");
	ck_assert_int_eq(open_ones(), 0);
	shop_check_all();
}
END_TEST

START_TEST(one_where_only_the_number_lacks_is_noted)
{
	struct order *o = door_order("A", 1);

	move_to(o, "杭州市", "x");
	ck_assert_ptr_null(door_look(o)->hold_reason);
	ck_assert_int_eq(support_number("SELECT kind * 10 + severity FROM order_finding"),
			 FINDING_ADDRESS * 10 + FINDING_NOTE);
	/* worse: the note is settled by it */
	move_to(o, NULL, "x");
	ck_assert_str_eq(door_look(o)->hold_reason, "address");
	ck_assert_int_eq(open_ones(), 1);
	shop_check_all();
	move_to(o, "杭州市", "解放路 2 号");
	ck_assert_ptr_null(door_look(o)->hold_reason);
	ck_assert_int_eq(open_ones(), 0);
	shop_check_all();
}
END_TEST

START_TEST(another_address_is_in_the_same_country)
{
	struct order_draft d = door_draft("A", 1);
	struct contact c;
	struct order *o;

	d.contact.country = "GB";
	d.contact.phone = "+447911123456";
	o = place(d);
	d.contact.country = NULL;
	d.contact.street = "2 High St";
	ck_assert_int_eq(order_change_contact(&shop, (struct order_ref){ o->id, 0 }, &d.contact,
					      ORDER_NOT_ASKED, &answer),
			 ORDER_OK);
	ck_assert(contact_get(&shop, door_look(o)->contact_id, &c));
	ck_assert_str_eq(c.country, "GB");
}
END_TEST

/* Held for something else it stays so; who releases it has seen what was found meanwhile. */
START_TEST(what_a_person_holds_stays_theirs)
{
	struct order *o = door_order("A", 1);

	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &answer),
			 ORDER_OK);
	move_to(o, NULL, "x");
	ck_assert_str_eq(door_look(o)->hold_reason, "risk");
	ck_assert_int_eq(open_ones(), 1);
	shop_check_all();
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	ck_assert_ptr_null(door_look(o)->hold_reason);
	ck_assert_int_eq(open_ones(), 0);
	shop_check_all();
}
END_TEST

static void edit(const struct order *o, struct order_edit_line l)
{
	struct order_edit e = {
		.lines = &l, .n_lines = 1, .discount = -1, .shipping = -1, .may_price = true
	};
	struct order_ref r = { o->id, door_look(o)->version };

	ck_assert_int_eq(order_propose(&shop, r, &e, &answer), ORDER_PROPOSED);
	e.agreed = answer.order->live_amount;
	ck_assert_int_eq(order_edit(&shop, r, &e, &answer), ORDER_OK);
}

static const struct {
	const char *name;
	int64_t quantity, unit_milli;
	enum finding_kind kind;
} edits[] = {
	{ "more_than_the_limit", 51, -1, FINDING_LARGE_QUANTITY },
	{ "far_below_the_list", -1, 100000, FINDING_PRICE },
	{ "above_all_amounts", 40, -1, FINDING_LARGE_AMOUNT },
};

START_TEST(lines_that_are_out_of_all_bounds_send_it_back)
{
	struct order *o;

	shop_app->settings.review_quantity = 50;
	shop_app->settings.review_over = 39000;
	o = door_order("A", 1);
	edit(o, (struct order_edit_line){ .line = o->lines[0].id,
					  .quantity = edits[_i].quantity,
					  .unit_milli = edits[_i].unit_milli });
	o = door_look(o);
	ck_assert_int_eq(o->decision, ORDER_REVIEW);
	ck_assert_int_eq(o->badge, BADGE_IN_REVIEW);
	ck_assert(instant_is_none(o->confirmed_at));
	ck_assert_int_eq(shop_events(EVENT_TO_REVIEW), 1);
	ck_assert_int_ge(support_number(door_path("SELECT COUNT(*) FROM order_finding WHERE "
						  "state = 0 AND kind = %d",
						  (int)edits[_i].kind)),
			 1);
	shop_check_all();
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	ck_assert_int_eq(open_ones(), 0);
	shop_check_all();
	/* what somebody said is right is not asked again */
	edit(o, (struct order_edit_line){ .sku = "B", .quantity = 1, .unit_milli = -1 });
	if (edits[_i].kind != FINDING_LARGE_AMOUNT && edits[_i].quantity < 0)
		ck_assert_int_eq(door_look(o)->decision, ORDER_CONFIRMED);
	shop_check_all();
}
END_TEST

START_TEST(lines_within_all_bounds_do_not)
{
	struct order *o;

	shop_app->settings.review_quantity = 50;
	o = door_order("A", 1);
	edit(o,
	     (struct order_edit_line){ .line = o->lines[0].id, .quantity = 50, .unit_milli = -1 });
	ck_assert_int_eq(door_look(o)->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_finding"), 0);
	shop_check_all();
}
END_TEST

/* The same lines as another order a moment ago, by an edit. */
START_TEST(one_that_becomes_the_same_as_another_is_held)
{
	struct order *o;

	door_order("A", 2);
	o = door_order("A", 1);
	ck_assert_ptr_null(o->hold_reason);
	edit(o,
	     (struct order_edit_line){ .line = o->lines[0].id, .quantity = 2, .unit_milli = -1 });
	ck_assert_str_eq(door_look(o)->hold_reason, "duplicate");
	shop_check_all();
}
END_TEST

/* ---- the doors ---- */

#define BODY                                                                                          \
	"{\"contact\":{\"name\":\"Lin\",\"phone\":\"13800000001\",\"city\":\"杭州市\",\"street\":" \
	"\""                                                                                          \
	"%s\",\"postcode\":\"%s\"},\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"note\":\"%s\"}"

static struct answer *post(const char *street, const char *postcode, const char *note)
{
	return door_api(ALL_ORDERS, "POST", "/api/v1/orders",
			arena_printf(shop.arena, BODY, street, postcode, note));
}

START_TEST(a_program_reads_what_was_found)
{
	struct answer *a = post("", "31001２", "by WeChat");
	const cJSON *tree, *one;

	door_want(a, 201);
	tree = cJSON_Parse(a->body);
	ck_assert_str_eq(json_get_text(tree, "source"), "wechat");
	one = json_get(tree, "findings")->child;
	ck_assert_str_eq(json_get_text(one, "kind"), "address");
	ck_assert_str_eq(json_get_text(one, "severity"), "check");
	ck_assert_str_eq(json_get_text(one, "field"), "/contact/street");
	one = one->next;
	ck_assert_str_eq(json_get_text(one, "kind"), "postcode");
	ck_assert_str_eq(json_get_text(one, "severity"), "note");
	ck_assert_str_eq(json_get_text(one, "proposed"), "310012");
	a = door_api(ALL_ORDERS, "POST",
		     door_path("/api/v1/orders/%s/findings/%s", json_get_text(tree, "number"),
			       json_get_text(one, "id")),
		     "{\"answer\":\"accept\"}");
	door_want(a, 200);
	ck_assert_int_eq(open_ones(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact WHERE postcode = "
					"'310012'"),
			 1);
}
END_TEST

START_TEST(a_program_that_moves_an_order_reads_what_was_found)
{
	struct order *o = door_order("A", 1);
	struct answer *a = door_api(
		ALL_ORDERS, "POST", door_path("/api/v1/orders/%s/address", o->number),
		"{\"contact\":{\"name\":\"Lin\",\"phone\":\"13800000001\",\"street\":\"x\"}}");

	door_want(a, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "badge"), "hold");
	a = door_api(ALL_ORDERS, "GET", door_path("/api/v1/orders/%s", o->number), NULL);
	door_want(a, 200);
	ck_assert_str_eq(json_get_text(json_get(answer_json(a), "findings")->child, "kind"),
			 "address");
}
END_TEST

START_TEST(the_desk_shows_it_and_settles_it)
{
	struct browser zhou = door_staff(1), wei = door_staff(2);
	struct order *first = door_order("A", 1), *o = door_order("A", 1);
	char *page = door_path("/desk/orders/%s", o->number);
	char *at = door_path("/desk/orders/%s/findings/%llu", o->number,
			     (unsigned long long)the_finding(o));
	struct answer *a;

	a = browser_get(&zhou, page);
	door_shows(a, "Possibly ordered twice");
	door_shows(a, first->number);
	door_shows(a, "Keep both");
	a = browser_get(&wei, page);
	door_shows(a, "Possibly ordered twice");
	door_hides(a, "Keep both");
	a = browser_get(&zhou, "/desk/checks");
	door_shows(a, o->number);
	door_is_masked(a);
	door_shows(a, "Of 2 orders in the last 7 days, 1 passed every check.");
	door_want(door_post(&zhou, at, "answer="), 409);
	door_want(door_post(&zhou, at, "answer=pass&version=1"), 303);
	door_want(door_post(&zhou, at, "answer=pass"), 409);
	a = browser_get(&zhou, "/desk/checks");
	door_hides(a, o->number);
	door_shows(a, "Nothing to look at");
}
END_TEST

Suite *order_intake_suite(void)
{
	Suite *s = suite_create("order_intake");
	TCase *tc = tcase_create("intake");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_test(tc, a_clean_order_passes_untouched);
	tcase_add_test(tc, the_same_again_is_held_and_kept);
	tcase_add_loop_test(tc, one_of_two_is_cancelled, 0, 2);
	tcase_add_test(tc, another_time_or_customer_or_basket_is_not_the_same);
	tcase_add_test(tc, a_twin_that_was_cancelled_is_none);
	tcase_add_test(tc, the_usual_quantity_is_proposed);
	tcase_add_test(tc, the_list_price_is_proposed_to_who_may_set_it);
	tcase_add_test(tc, an_address_of_before_is_proposed);
	tcase_add_test(tc, any_change_that_mends_it_lets_it_go_on);
	tcase_add_test(tc, who_lets_it_go_on_by_hand_has_looked);
	tcase_add_test(tc, a_service_is_not_done_while_its_order_is_held);
	tcase_add_test(tc, an_address_that_lacks_something_stops_it);
	tcase_add_test(tc, one_where_only_the_number_lacks_is_noted);
	tcase_add_test(tc, another_address_is_in_the_same_country);
	tcase_add_test(tc, what_a_person_holds_stays_theirs);
	tcase_add_loop_test(tc, lines_that_are_out_of_all_bounds_send_it_back, 0, N(edits));
	tcase_add_test(tc, lines_within_all_bounds_do_not);
	tcase_add_test(tc, one_that_becomes_the_same_as_another_is_held);
	tcase_add_test(tc, a_program_reads_what_was_found);
	tcase_add_test(tc, a_program_that_moves_an_order_reads_what_was_found);
	tcase_add_test(tc, the_desk_shows_it_and_settles_it);
	suite_add_tcase(s, tc);
	return s;
}
