/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money on the database: received, refunded, credited, and orders nobody paid. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "shipping/shop.h"

#define ANNE "13800000001"

static struct order *order_of(int quantity)
{
	shop_sku("A", PRODUCT_GOODS, false);
	return shop_order_of(ANNE, { "A", quantity });
}

static enum payment_refusal receive(const struct order *o, int64_t amount, struct payment_answer *a)
{
	struct payment_draft d = { .method = PAY_BANK_TRANSFER,
				   .amount = amount,
				   .reference = "ICBC 4711",
				   .at = INSTANT_NONE };

	return payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, a);
}

static enum payment_refusal credit(const struct order *o, enum credit_kind kind, int64_t amount,
				   const char *ref)
{
	struct credit_draft d = { .kind = kind,
				  .amount = amount,
				  .source = ref ? "books" : NULL,
				  .source_ref = ref,
				  .at = INSTANT_NONE };
	struct payment_answer a;

	return payment_credit(&shop, (struct order_ref){ o->id, 0 }, &d, &a);
}

static enum order_money money(const struct order *o)
{
	struct order *now = shop_look(o->id);

	return order_money(now->live_amount, now->credited_amount, now->captured_amount,
			   now->refunded_amount);
}

START_TEST(money_goes_through_its_states)
{
	struct order *o = order_of(3);
	struct payment_answer first, second, back;

	ck_assert_int_eq(money(o), MONEY_UNPAID);
	ck_assert_int_eq(receive(o, 1000, &first), PAYMENT_OK);
	ck_assert_int_eq(money(o), MONEY_PART_PAID);
	ck_assert_int_eq(receive(o, 2000, &second), PAYMENT_OK);
	ck_assert_int_eq(money(o), MONEY_PAID);
	ck_assert_int_eq(receive(o, 500, &back), PAYMENT_OK);
	ck_assert_int_eq(money(o), MONEY_CREDIT_OWED);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, back.id, 500,
					"paid twice", &back),
			 PAYMENT_OK);
	ck_assert_int_eq(money(o), MONEY_PAID);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE kind = 10"), 3);
	ck_assert_int_eq(
		support_number("SELECT COUNT(*) FROM order_event WHERE kind = 11 AND amount = 500"),
		1);
	shop_check();
}
END_TEST

START_TEST(refund_stays_within_its_own_payment)
{
	struct order *o = order_of(3);
	struct payment_answer first, second, a;
	struct order_ref ref = { o->id, 0 };

	ck_assert_int_eq(receive(o, 1000, &first), PAYMENT_OK);
	ck_assert_int_eq(receive(o, 2000, &second), PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, ref, first.id, 1001, NULL, &a), PAYMENT_TOO_MUCH);
	ck_assert_int_eq(a.left, 1000);
	ck_assert_int_eq(payment_refund(&shop, ref, first.id, 600, NULL, &a), PAYMENT_OK);
	ck_assert_int_eq(a.left, 400);
	ck_assert_int_eq(payment_refund(&shop, ref, first.id, 401, NULL, &a), PAYMENT_TOO_MUCH);
	ck_assert_int_eq(payment_refund(&shop, ref, a.id + 1, 1, NULL, &a), PAYMENT_NO_CAPTURE);
	ck_assert_int_eq(payment_refund(&shop, ref, second.id, 0, NULL, &a), PAYMENT_BAD_AMOUNT);
	shop_check();
}
END_TEST

START_TEST(refund_is_no_payment_to_refund_from)
{
	struct order *o = order_of(3);
	struct payment_answer first, back, a;
	struct order_ref ref = { o->id, 0 };

	ck_assert_int_eq(receive(o, 1000, &first), PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, ref, first.id, 600, NULL, &back), PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, ref, back.id, 100, NULL, &a), PAYMENT_NO_CAPTURE);
}
END_TEST

START_TEST(payment_of_another_order_is_none_of_ours)
{
	struct order *o = order_of(3), *other = shop_order_of(ANNE, { "A", 1 });
	struct payment_answer first, a;

	ck_assert_int_eq(receive(o, 1000, &first), PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ other->id, 0 }, first.id, 1,
					NULL, &a),
			 PAYMENT_NO_CAPTURE);
	shop_check();
}
END_TEST

START_TEST(cancelled_order_only_gives_back)
{
	struct order *o = order_of(3);
	struct payment_answer first, a;
	struct order_answer answer;

	ck_assert_int_eq(receive(o, 3000, &first), PAYMENT_OK);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "customer_wish",
				      &answer),
			 ORDER_OK);
	ck_assert_int_eq(money(o), MONEY_CREDIT_OWED);
	ck_assert_int_eq(receive(o, 1, &a), PAYMENT_NOT_NOW);
	ck_assert_str_eq(a.reason, "cancelled");
	ck_assert_int_eq(credit(o, CREDIT_GOODWILL, 1, NULL), PAYMENT_NOT_NOW);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, first.id, 3000, NULL,
					&a),
			 PAYMENT_OK);
	ck_assert_int_eq(money(o), MONEY_REFUNDED);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_CLOSED);
	shop_check();
}
END_TEST

START_TEST(stale_and_absent_orders_are_told_apart)
{
	struct order *o = order_of(1);
	struct payment_draft d = { .method = PAY_COD, .amount = 5, .at = INSTANT_NONE };
	struct payment_answer a;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, o->version + 1 }, &d,
					 &a),
			 PAYMENT_STALE);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ 1, 0 }, &d, &a),
			 PAYMENT_NOT_FOUND);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, o->version }, &d, &a),
			 PAYMENT_OK);
	d.amount = 0;
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &a),
			 PAYMENT_BAD_AMOUNT);
	shop_check();
}
END_TEST

START_TEST(credit_lowers_what_is_owed)
{
	struct order *o = order_of(3);
	struct payment_answer a;
	uint64_t id;

	ck_assert_int_eq(credit(o, CREDIT_GOODWILL, 500, NULL), PAYMENT_OK);
	ck_assert_int_eq(order_due(shop_look(o->id)), 2500);
	ck_assert_int_eq(receive(o, 2500, &a), PAYMENT_OK);
	ck_assert_int_eq(money(o), MONEY_PAID);
	ck_assert_int_eq(credit(o, CREDIT_DOCUMENT, 500, "C-1"), PAYMENT_OK);
	ck_assert_int_eq(credit(o, CREDIT_DOCUMENT, 500, "C-1"), PAYMENT_REF_TAKEN);
	ck_assert_int_eq(money(o), MONEY_CREDIT_OWED);
	ck_assert_int_eq(credit(o, CREDIT_GOODWILL, -1, NULL), PAYMENT_BAD_AMOUNT);
	ck_assert_int_eq(payment_credit_loose(&shop, o->customer_id,
					      &(struct credit_draft){ .kind = CREDIT_ADJUSTMENT,
								      .amount = -1106206,
								      .source = "books",
								      .source_ref = "A-1",
								      .at = INSTANT_NONE },
					      "GBP", &id),
			 PAYMENT_OK);
	shop_check();
}
END_TEST

/* ---- cancelled afterwards ---- */

static struct order *cancelled(const struct order *o, int quantity)
{
	struct order_ref ref = { o->id, 0 };
	struct order_answer a;

	ck_assert_int_eq(quantity ? order_cancel_line(&shop, ref, o->lines[0].id, quantity,
						      "no_stock", &a)
				  : order_cancel(&shop, ref, "customer_wish", &a),
			 ORDER_OK);
	return shop_look(o->id);
}

/* Units of 3 that are cancelled (0: the order), then again; what was credited and paid; what is
 * left of both. */
static const struct {
	const char *name;
	int first, then;
	int64_t credited, paid, kept, due;
	int taken_back;
	enum credit_kind kind;
} cancel_rows[] = {
	{ "nothing_paid", 0, -1, 1000, 0, 0, 0, 1, CREDIT_GOODWILL },
	{ "one_unit", 1, -1, 2500, 0, 2000, 0, 1, CREDIT_GOODWILL },
	{ "one_unit_within_what_is_left", 1, -1, 1500, 0, 1500, 500, 0, CREDIT_GOODWILL },
	{ "one_unit_then_all", 1, 0, 2500, 0, 0, 0, 2, CREDIT_GOODWILL },
	{ "all_units", 3, -1, 2500, 0, 0, 0, 1, CREDIT_GOODWILL },
	{ "paid_in_part", 0, -1, 1000, 700, 0, -700, 1, CREDIT_GOODWILL },
	{ "paid_in_full", 0, -1, 1000, 2000, 0, -2000, 1, CREDIT_GOODWILL },
	{ "charged_more", 0, -1, -500, 3500, 0, -3500, 1, CREDIT_ADJUSTMENT },
	{ "charged_more_and_paid_in_part", 3, -1, -500, 3000, 0, -3000, 1, CREDIT_ADJUSTMENT },
	{ "charged_more_and_goes_on", 1, -1, -500, 0, -500, 2500, 0, CREDIT_ADJUSTMENT },
};

START_TEST(a_credit_ends_with_what_it_was_given_on)
{
	struct order *o = order_of(3);
	struct payment_answer a;
	int64_t n;

	ck_assert_int_eq(credit(o, cancel_rows[_i].kind, cancel_rows[_i].credited, NULL),
			 PAYMENT_OK);
	if (cancel_rows[_i].paid)
		ck_assert_int_eq(receive(o, cancel_rows[_i].paid, &a), PAYMENT_OK);
	o = cancelled(o, cancel_rows[_i].first);
	if (cancel_rows[_i].then >= 0)
		o = cancelled(o, cancel_rows[_i].then);
	ck_assert_msg(o->credited_amount == cancel_rows[_i].kept, "%s: credited %lld",
		      cancel_rows[_i].name, (long long)o->credited_amount);
	ck_assert_msg(order_due(o) == cancel_rows[_i].due, "%s: due %lld", cancel_rows[_i].name,
		      (long long)order_due(o));
	n = support_number("SELECT COUNT(*) FROM credit_entry WHERE kind = 5 AND actor_kind = 5");
	ck_assert_int_eq(n, cancel_rows[_i].taken_back);
	ck_assert_int_eq(shop_events(cancel_rows[_i].credited < 0 ? EVENT_CHARGE_TAKEN_BACK
								  : EVENT_CREDIT_TAKEN_BACK),
			 cancel_rows[_i].taken_back);
	/* what is owed back can be given back */
	if (order_due(o) < 0)
		ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, a.id,
						-order_due(o), NULL, &a),
				 PAYMENT_OK);
	shop_check();
}
END_TEST

START_TEST(a_credit_comes_again_with_what_it_was_given_on)
{
	struct order *o = order_of(3);
	struct order_answer a;

	ck_assert_int_eq(credit(o, cancel_rows[_i].kind, cancel_rows[_i].credited, NULL),
			 PAYMENT_OK);
	shop_pass(1);
	o = cancelled(o, 0);
	shop_pass(1);
	ck_assert_int_eq(order_reopen(&shop, (struct order_ref){ o->id, 0 }, "by mistake", &a),
			 ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(o->credited_amount, cancel_rows[_i].credited);
	ck_assert_int_eq(order_due(o), 3000 - cancel_rows[_i].credited);
	shop_check();
	/* and ends, and comes, once more */
	shop_pass(1);
	o = cancelled(o, 0);
	ck_assert_int_eq(o->credited_amount, 0);
	ck_assert_int_eq(order_reopen(&shop, (struct order_ref){ o->id, 0 }, "again", &a),
			 ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->credited_amount, cancel_rows[_i].credited);
	shop_check();
}
END_TEST

/* Finance's bookings one after the other; what the order then says of them. */
static const struct {
	const char *name;
	int64_t first, then, credited, charged;
} sums[] = {
	{ "a_credit", 200, 0, -200, 0 },
	{ "a_charge", -500, 0, 0, 500 },
	{ "less_is_charged_than_was_credited", 300, -100, -200, 0 },
	{ "more_is_charged_than_was_credited", 200, -500, 0, 300 },
	{ "as_much", 200, -200, 0, 0 },
};

static int64_t amount_in(const cJSON *tree, const char *name)
{
	const cJSON *m = json_get(tree, name);

	return m && !cJSON_IsNull(m) ? json_get_int(m, "amount") : 0;
}

START_TEST(a_charge_stands_under_its_own_name)
{
	struct order *o = order_of(3);
	struct order_document d;
	const cJSON *payment, *first;

	ck_assert_int_eq(credit(o, CREDIT_ADJUSTMENT, sums[_i].first, NULL), PAYMENT_OK);
	if (sums[_i].then)
		ck_assert_int_eq(credit(o, CREDIT_ADJUSTMENT, sums[_i].then, NULL), PAYMENT_OK);
	ck_assert(order_document_find(&shop, o->number, &d));
	payment = json_get(d.tree, "payment");
	ck_assert_int_eq(amount_in(payment, "credited"), sums[_i].credited);
	ck_assert_int_eq(amount_in(payment, "charged"), sums[_i].charged);
	ck_assert_int_eq(amount_in(payment, "to_pay"), 3000 + sums[_i].credited + sums[_i].charged);
	ck_assert_int_eq(shop_events(EVENT_CREDITED), (sums[_i].first > 0) + (sums[_i].then > 0));
	ck_assert_int_eq(shop_events(EVENT_CHARGED), (sums[_i].first < 0) + (sums[_i].then < 0));
	first = cJSON_GetArrayItem(json_get(payment_view_list(&shop, shop_look(o->id)), "credits"),
				   0);
	ck_assert_int_eq(amount_in(first, "charge"), sums[_i].first < 0 ? -sums[_i].first : 0);
	ck_assert_int_eq(amount_in(first, "amount"), sums[_i].first);
	shop_check();
}
END_TEST

START_TEST(a_service_of_a_cancelled_order_is_paid)
{
	struct payment_answer paid;
	struct order *o;

	shop_goods("CLOTH", 10, false);
	shop_sku("HEMMING", PRODUCT_SERVICE, false);
	o = shop_order_of("13800000009", { "CLOTH", 1 }, { "HEMMING", 1 });
	o = cancelled(o, 0);
	ck_assert_int_eq(order_due(o), 1000);
	ck_assert_ptr_null(order_refuses(o, ACT_PAY, false));
	ck_assert_int_eq(receive(o, 1000, &paid), PAYMENT_OK);
	ck_assert_int_eq(money(o), MONEY_PAID);
	ck_assert_int_eq(receive(o, 1, &paid), PAYMENT_NOT_NOW);
	shop_check();
}
END_TEST

START_TEST(lists_say_what_is_left)
{
	struct order *o = order_of(3);
	struct payment_answer first, a;
	struct order_document d;
	cJSON *list, *entry;

	ck_assert_int_eq(receive(o, 3000, &first), PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, first.id, 1000,
					"late", &a),
			 PAYMENT_OK);
	list = payment_view_list(&shop, shop_look(o->id));
	entry = cJSON_GetArrayItem(json_get(list, "entries"), 0);
	ck_assert_str_eq(json_get_text(entry, "kind"), "capture");
	ck_assert_str_eq(json_get_text(entry, "reference"), "ICBC 4711");
	ck_assert_int_eq(json_get_int(json_get(entry, "left"), "amount"), 2000);
	ck_assert(json_get_bool(entry, "may_refund"));
	entry = cJSON_GetArrayItem(json_get(list, "entries"), 1);
	ck_assert_str_eq(json_get_text(entry, "kind"), "refund");
	ck_assert_str_eq(json_get_text(entry, "why"), "late");
	/* the customer sees when and how, but no reference */
	ck_assert(order_document_find(&shop, o->number, &d));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(d.tree, "payments")), 2);
	ck_assert_ptr_null(strstr(json_text(shop.arena, d.tree), "4711"));
}
END_TEST

START_TEST(document_without_money_asks_nothing)
{
	struct order *o = order_of(3);
	cJSON *tree = json_object();

	db_count_reset(shop.db);
	payment_add_to_document(&shop, o, tree);
	ck_assert_uint_eq(db_count(shop.db), 0);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "payments")), 0);
}
END_TEST

/* ---- nobody paid ---- */

static struct order *to_be_paid_first(void)
{
	struct order_draft d = shop_draft(ANNE, (const struct shop_want[]){ { "A", 1 } }, 1);
	struct order_answer a;

	d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	return shop_look(a.order->id);
}

START_TEST(unpaid_order_ends_with_its_time)
{
	struct order *late, *begun, *fresh;
	struct payment_answer a;

	shop_goods("A", 5, false);
	late = to_be_paid_first();
	begun = to_be_paid_first();
	ck_assert_int_eq(late->badge, BADGE_AWAITING_PAYMENT);
	ck_assert_int_eq(receive(begun, 100, &a), PAYMENT_OK);
	ck_assert_uint_eq(payment_expire_unpaid(&shop), 0);
	shop.now = instant_add(late->pay_until, INSTANT_SECOND);
	fresh = to_be_paid_first();
	ck_assert_uint_eq(payment_expire_unpaid(&shop), 1);
	ck_assert_int_eq(shop_look(late->id)->decision, ORDER_CANCELLED);
	ck_assert_str_eq(shop_look(late->id)->cancel_reason, "payment_expired");
	ck_assert_int_eq(shop_look(late->id)->badge, BADGE_CLOSED);
	ck_assert_int_eq(shop_look(begun->id)->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(shop_look(fresh->id)->decision, ORDER_CONFIRMED);
	ck_assert_uint_eq(payment_expire_unpaid(&shop), 0);
	ck_assert_int_eq(
		support_number(
			"SELECT COUNT(*) FROM order_event WHERE kind = 4 AND actor_kind = 5"),
		1);
	shop_check();
}
END_TEST

Suite *payment_payment_suite(void)
{
	Suite *s = suite_create("payment_payment");
	TCase *tc = tcase_create("payment");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, money_goes_through_its_states);
	tcase_add_test(tc, refund_stays_within_its_own_payment);
	tcase_add_test(tc, refund_is_no_payment_to_refund_from);
	tcase_add_test(tc, payment_of_another_order_is_none_of_ours);
	tcase_add_test(tc, cancelled_order_only_gives_back);
	tcase_add_loop_test(tc, a_charge_stands_under_its_own_name, 0,
			    (int)(sizeof sums / sizeof *sums));
	tcase_add_test(tc, a_service_of_a_cancelled_order_is_paid);
	tcase_add_loop_test(tc, a_credit_comes_again_with_what_it_was_given_on, 0,
			    COUNT(cancel_rows));
	tcase_add_test(tc, stale_and_absent_orders_are_told_apart);
	tcase_add_test(tc, credit_lowers_what_is_owed);
	tcase_add_loop_test(tc, a_credit_ends_with_what_it_was_given_on, 0,
			    (int)COUNT(cancel_rows));
	tcase_add_test(tc, lists_say_what_is_left);
	tcase_add_test(tc, document_without_money_asks_nothing);
	tcase_add_test(tc, unpaid_order_ends_with_its_time);
	suite_add_tcase(s, tc);
	return s;
}
