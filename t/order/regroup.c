/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders split and merged on the database: nothing is lost, whatever was paid, kept and made of
 * them; and the pages that do it. */
#include "order/door.h"
#include "production/production.h"

static struct regroup_answer answer;
static struct order_answer said;

static struct order_ref now(const struct order *o)
{
	return (struct order_ref){ o->id, shop_look(o->id)->version };
}

static enum order_refusal split_off(const struct order *o, size_t line, int quantity, bool apply)
{
	struct split_line l = { o->lines[line].id, quantity, 0 };
	struct split_draft d = { .lines = &l, .n_lines = 1 };

	return order_split(&shop, now(o), &d, apply, &answer);
}

static struct order *pay(struct order *o, int64_t amount)
{
	struct payment_draft money = { .method = PAY_BANK_TRANSFER,
				       .amount = amount,
				       .at = INSTANT_NONE };
	struct payment_answer paid;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	return shop_look(o->id);
}

static struct order *two_lines(void)
{
	struct order_draft d = door_draft("A", 3);
	struct order_draft_line lines[2] = { d.lines[0], d.lines[0] };

	lines[1].sku = "B";
	lines[1].quantity = 2;
	d.lines = lines;
	d.n_lines = 2;
	d.discount = 1;
	d.shipping = 800;
	return door_order_of(d);
}

START_TEST(a_split_is_proposed_and_then_done_once)
{
	struct order *o = pay(two_lines(), 2900), *part;
	int64_t orders = support_number("SELECT COUNT(*) FROM orders");

	ck_assert_int_eq(split_off(o, 0, 1, false), ORDER_PROPOSED);
	ck_assert_int_eq(answer.said.order->live_amount + answer.other->live_amount,
			 o->live_amount);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), orders);
	ck_assert_int_eq(shop_look(o->id)->version, o->version);
	ck_assert_int_eq(split_off(o, 0, 1, true), ORDER_OK);
	part = shop_look(answer.other->id);
	ck_assert_int_eq(part->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(part->lines[0].ordered, 1);
	ck_assert_int_eq(part->lines[0].reserved, 1);
	ck_assert_int_eq(shop_look(o->id)->lines[0].reserved, 2);
	ck_assert_int_eq(part->captured_amount + shop_look(o->id)->captured_amount, 2900);
	ck_assert_int_gt(part->captured_amount, 0);
	ck_assert_int_eq(shop_events(EVENT_SPLIT_OFF), 1);
	ck_assert_int_eq(shop_events(EVENT_SPLIT_FROM), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'placed'"),
			 1);
	ck_assert_int_eq(order_split(&shop, (struct order_ref){ o->id, o->version },
				     &(struct split_draft){ 0 }, true, &answer),
			 ORDER_STALE);
	shop_check();
	/* the customer sees both, and each is sent by itself */
	ck_assert_ptr_nonnull(strstr(cJSON_Print(shop_document(o)), part->number));
	ck_assert_ptr_nonnull(strstr(cJSON_Print(shop_document(part)), o->number));
	shop_ship(part, "SF1402778000001");
	shop_ship(shop_look(o->id), "SF1402778000002");
	shop_check();
}
END_TEST

START_TEST(what_was_paid_in_several_goes_oldest_first)
{
	struct order *o = two_lines(), *part;
	struct payment_answer back;

	o = pay(pay(o, 1000), o->live_amount - 1000);
	ck_assert_int_eq(split_off(o, 0, 2, true), ORDER_OK);
	part = shop_look(answer.other->id);
	ck_assert_int_eq(part->captured_amount, part->live_amount);
	ck_assert_int_eq(shop_look(o->id)->captured_amount, shop_look(o->id)->live_amount);
	shop_check();
	/* it can be given back from there */
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ part->id, 0 },
					(uint64_t)support_number(
						"SELECT MIN(id) FROM payment_entry WHERE kind = 4"),
					500, "late", &back),
			 PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 },
					(uint64_t)support_number(
						"SELECT MIN(id) FROM payment_entry WHERE kind = 1"),
					500, "late", &back),
			 PAYMENT_TOO_MUCH);
	shop_check();
}
END_TEST

START_TEST(a_split_is_undone_as_long_as_nothing_was_sent)
{
	struct order *o = pay(two_lines(), 5799), *part;
	int64_t live = o->live_amount;

	ck_assert_int_eq(split_off(o, 1, 2, true), ORDER_OK);
	part = answer.other;
	ck_assert_uint_eq(shop_look(o->id)->n_lines, 1);
	ck_assert_int_eq(split_off(o, 0, 1, true), ORDER_OK);
	ck_assert_int_eq(order_merge(&shop, now(answer.other), o->id, NULL, true, &answer),
			 ORDER_OK);
	ck_assert_int_eq(order_merge(&shop, now(part), o->id, NULL, true, &answer), ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(o->live_amount, live);
	ck_assert_uint_eq(o->n_lines, 2);
	ck_assert_int_eq(o->lines[0].ordered, 3);
	ck_assert_int_eq(o->lines[0].reserved, 3);
	ck_assert_int_eq(o->captured_amount, 5799);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer"), 1);
	ck_assert_ptr_null(strstr(cJSON_Print(shop_document(o)), part->number));
	shop_check();
}
END_TEST

START_TEST(what_is_packed_stays)
{
	struct order *o = two_lines();

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 2), SHIPPING_OK);
	ck_assert_int_eq(split_off(o, 0, 2, true), ORDER_BAD_QUANTITY);
	ck_assert_int_eq(split_off(o, 0, 1, true), ORDER_OK);
	shop_check();
	ck_assert_int_eq(order_merge(&shop, now(o), answer.other->id, NULL, true, &answer),
			 ORDER_NOT_NOW);
	ck_assert_str_eq(answer.said.reason, "already_packed");
}
END_TEST

START_TEST(something_is_left_and_something_goes)
{
	struct order *o = door_order("A", 2), *one = door_order("A", 1);

	ck_assert_int_eq(split_off(o, 0, 2, true), ORDER_NOTHING_LEFT);
	ck_assert_int_eq(split_off(o, 0, 0, true), ORDER_NO_CHANGE);
	ck_assert_int_eq(split_off(one, 0, 1, true), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.said.reason, "one_piece");
	shop_check();
}
END_TEST

START_TEST(a_hold_and_a_wait_go_along)
{
	struct order *o = two_lines(), *part;

	ck_assert_int_eq(order_set_wait(&shop, (struct order_ref){ o->id, 0 }, o->lines[1].id,
					WAIT_PRE_ORDER, instant_add(shop.now, 9 * INSTANT_DAY),
					&said),
			 ORDER_OK);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &said),
			 ORDER_OK);
	ck_assert_int_eq(split_off(o, 1, 2, true), ORDER_OK);
	part = shop_look(answer.other->id);
	ck_assert_str_eq(part->hold_reason, "risk");
	ck_assert_int_eq(part->lines[0].wait, WAIT_PRE_ORDER);
	shop_check();
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ o->id, 0 }, &said), ORDER_OK);
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ part->id, 0 }, &said), ORDER_OK);
	shop_check();
}
END_TEST

/* Three of five are made, the others are in a batch: split off what is not there yet, and the rest
 * may go. */
START_TEST(what_is_being_made_goes_with_what_waits)
{
	struct production_answer made;
	struct production_draft d = { .sku = "MUG", .due = INSTANT_NONE, .start = true };
	struct order *o, *part;

	shop_sku("MUG", PRODUCT_GOODS, true);
	o = door_order("MUG", 5);
	ck_assert_int_eq(production_plan(&shop, &d, &made), PRODUCTION_OK);
	ck_assert_int_eq(production_finish(&shop, (struct production_ref){ made.batch->id, 0 },
					   &(struct production_result){ 3, 2, "cracks" }, &made),
			 PRODUCTION_OK);
	ck_assert_int_eq(production_plan(&shop, &d, &made), PRODUCTION_OK);
	ck_assert_int_eq(split_off(o, 0, 2, true), ORDER_OK);
	part = shop_look(answer.other->id);
	o = shop_look(o->id);
	ck_assert_int_eq(o->lines[0].wait, WAIT_NONE);
	ck_assert_int_eq(o->lines[0].reserved, 3);
	ck_assert_int_eq(o->lines[0].in_production, 0);
	ck_assert_int_eq(part->lines[0].in_production, 2);
	shop_check();
	shop_ship(o, "SF1402778000001");
	ck_assert_int_eq(production_finish(&shop, (struct production_ref){ made.batch->id, 0 },
					   &(struct production_result){ 2, 0, NULL }, &made),
			 PRODUCTION_OK);
	ck_assert_int_eq(shop_look(part->id)->lines[0].wait, WAIT_NONE);
	shop_check();
}
END_TEST

START_TEST(a_duplicate_is_merged)
{
	struct order *a = pay(door_order("A", 2), 2000), *b = pay(door_order("A", 2), 500);
	struct order_ref both = { b->id, 0 };

	order_add_note(&shop, b->id, "call first");
	ck_assert_int_eq(order_cancel_line(&shop, both, b->lines[0].id, 1, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(order_merge(&shop, both, a->id, "twice", false, &answer), ORDER_PROPOSED);
	ck_assert_int_eq(order_merge(&shop, both, a->id, "twice", true, &answer), ORDER_OK);
	a = shop_look(a->id);
	b = shop_look(b->id);
	ck_assert_int_eq(b->decision, ORDER_CANCELLED);
	ck_assert_str_eq(b->cancel_reason, "merged");
	ck_assert_int_eq(b->live_amount, 0);
	ck_assert_int_eq(a->lines[0].ordered, 3);
	ck_assert_int_eq(a->captured_amount, 2500);
	ck_assert_int_eq(
		support_number(
			"SELECT COUNT(*) FROM order_note n JOIN orders o ON o.id = n.order_id "
			"WHERE o.cancel_reason IS NULL"),
		1);
	ck_assert_str_eq(order_refuses(b, ACT_REOPEN, false), "merged");
	ck_assert_int_eq(shop_events(EVENT_MERGED), 1);
	ck_assert_int_eq(shop_events(EVENT_MERGED_IN), 1);
	ck_assert_int_eq(shop_events(EVENT_CANCELLED), 0);
	shop_check();
	ck_assert_int_eq(order_merge(&shop, both, a->id, NULL, true, &answer), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.said.reason, "cancelled");
	ck_assert_int_eq(order_unlink(&shop, both,
				      (uint64_t)support_number("SELECT id FROM order_link"), &said),
			 ORDER_NOT_NOW);
	shop_ship(a, "SF1402778000001");
	shop_check();
}
END_TEST

START_TEST(another_address_is_another_parcel)
{
	struct order *a = door_order("A", 1), *b;
	struct order_draft d = door_draft("B", 1);

	d.contact.street = "别的路 7 号";
	b = door_order_of(d);
	ck_assert_int_eq(order_merge(&shop, now(b), a->id, NULL, false, &answer), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.said.reason, "other_address");
}
END_TEST

START_TEST(the_desk_splits_and_merges)
{
	struct browser zhou = door_staff(1);
	struct order *o = two_lines();
	const struct order *part;
	const char *link = door_link(o, ""), *path = door_path("/desk/orders/%s/split", o->number);
	struct answer *got = browser_get(&zhou, path);

	door_want(got, 200);
	door_shows(browser_get(&zhou, door_path("/desk/orders/%s", o->number)), "/split");
	got = door_post(&zhou, door_path("%s/check", path),
			door_path("version=1&lines.0.line=%llu&lines.0.quantity=9",
				  (unsigned long long)o->lines[0].id));
	door_want(got, 422);
	door_shows(got, "value=\"9\"");
	got = door_post(&zhou, door_path("%s/check", path),
			door_path("version=1&lines.0.line=%llu&lines.0.quantity=1",
				  (unsigned long long)o->lines[0].id));
	door_want(got, 200);
	door_shows(got, "Nothing has been changed yet");
	got = door_post(&zhou, path,
			door_path("version=1&lines.0.line=%llu&lines.0.quantity=1",
				  (unsigned long long)o->lines[0].id));
	door_want(got, 303);
	part = shop_look((uint64_t)support_number("SELECT MAX(id) FROM orders"));
	got = browser_get(&zhou, door_path("/desk/orders/%s", o->number));
	door_shows(got, part->number);
	got = support_request(shop_app, "GET", link, PAGES, ENGLISH, NULL);
	door_shows(got, "Some of its items are an order of their own now");
	got = door_post(&zhou, door_path("/desk/orders/%s/merge/check", part->number),
			door_path("version=1&into=%s", part->number));
	door_want(got, 422);
	door_shows(got, "An order is not linked with itself");
	got = door_post(&zhou, door_path("/desk/orders/%s/merge/check", part->number),
			door_path("version=1&into=%s", o->number));
	door_want(got, 200);
	door_shows(got, o->number);
	link = door_link(part, "");
	got = door_post(&zhou, door_path("/desk/orders/%s/merge", part->number),
			door_path("version=1&into=%s", o->number));
	door_want(got, 303);
	/* its link leads on */
	got = support_request(shop_app, "GET", link, PAGES, ENGLISH, NULL);
	door_want(got, 303);
	door_shows(browser_get(&zhou, door_path("/desk/orders/%s", part->number)), "Merged into");
	shop_check();
}
END_TEST

START_TEST(all_that_is_wrong_is_said_at_once)
{
	struct browser zhou = door_staff(1);
	struct order *o = two_lines();
	const char *path = door_path("/desk/orders/%s/split/check", o->number);
	unsigned long long a = o->lines[0].id, b = o->lines[1].id;
	struct answer *got;

	browser_get(&zhou, door_path("/desk/orders/%s/split", o->number));
	got = door_post(&zhou, path,
			door_path("version=1&lines.0.line=%llu&lines.0.quantity=9&"
				  "lines.1.line=%llu&lines.1.quantity=8",
				  a, b));
	door_want(got, 422);
	door_shows(got, "There are 2 things to correct");
	door_shows(got, "id=\"e-lines-0-quantity\"");
	door_shows(got, "id=\"e-lines-1-quantity\"");
	got = door_api(ALL_ORDERS, "POST", door_path("/api/v1/orders/%s/split/check", o->number),
		       door_path("{\"version\":1,\"lines\":[{\"line\":\"%llu\",\"quantity\":1},"
				 "{\"line\":\"7\",\"quantity\":1},"
				 "{\"line\":\"%llu\",\"quantity\":3}]}",
				 a, b));
	door_want(got, 422);
	ck_assert_str_eq(door_errors(got),
			 "/lines/1/line unknown_line, /lines/2/quantity bad_quantity");
	shop_check();
}
END_TEST

START_TEST(the_radar_merges_by_its_page)
{
	struct browser zhou = door_staff(1);
	struct order *a, *b;
	struct answer *got;

	shop_app->settings.duplicate_minutes = 60;
	a = door_order("A", 3);
	b = door_order("A", 3);
	ck_assert_str_eq(b->hold_reason, "duplicate");
	got = browser_get(&zhou, door_path("/desk/orders/%s", b->number));
	door_shows(got, door_path("/merge?into=%s", a->number));
	got = browser_get(&zhou, door_path("/desk/orders/%s/merge?into=%s", b->number, a->number));
	door_shows(got, door_path("value=\"%s\"", a->number));
	door_want(door_post(&zhou, door_path("/desk/orders/%s/merge", b->number),
			    door_path("version=1&into=%s", a->number)),
		  303);
	ck_assert_ptr_null(shop_look(a->id)->hold_reason);
	shop_check();
	/* the other way round: the question is settled, the hold with it */
	a = door_order("B", 3);
	b = door_order("B", 3);
	ck_assert_int_eq(order_merge(&shop, now(a), b->id, NULL, true, &answer), ORDER_OK);
	ck_assert_ptr_null(shop_look(b->id)->hold_reason);
	shop_check();
}
END_TEST

Suite *order_regroup_suite(void)
{
	Suite *s = suite_create("order_regroup");
	TCase *tc = tcase_create("two");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, a_split_is_proposed_and_then_done_once);
	tcase_add_test(tc, what_was_paid_in_several_goes_oldest_first);
	tcase_add_test(tc, a_split_is_undone_as_long_as_nothing_was_sent);
	tcase_add_test(tc, what_is_packed_stays);
	tcase_add_test(tc, something_is_left_and_something_goes);
	tcase_add_test(tc, a_hold_and_a_wait_go_along);
	tcase_add_test(tc, what_is_being_made_goes_with_what_waits);
	tcase_add_test(tc, a_duplicate_is_merged);
	tcase_add_test(tc, another_address_is_another_parcel);
	tcase_add_test(tc, the_desk_splits_and_merges);
	tcase_add_test(tc, all_that_is_wrong_is_said_at_once);
	tcase_add_test(tc, the_radar_merges_by_its_page);
	suite_add_tcase(s, tc);
	return s;
}
