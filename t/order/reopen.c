/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders that were over go on, with what is theirs and nothing else. */
#include <check.h>
#include "shipping/shop.h"

static struct order_answer answer;

static void setup(void)
{
	shop_setup();
	shop.now = instant_now();
	shop_goods("A", 5, false);
	shop_goods("B", 2, true);
	shop_sku("M", PRODUCT_GOODS, true);
}

static struct order_ref ref_of(const struct order *o)
{
	return (struct order_ref){ o->id, shop_look(o->id)->version };
}

static void cancel(const struct order *o)
{
	ck_assert_int_eq(order_cancel(&shop, ref_of(o), "duplicate", &answer), ORDER_OK);
}

START_TEST(a_cancelled_order_gets_back_what_went_with_it)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 }, { "B", 2 }, { "M", 1 });
	int64_t orders = support_number("SELECT n_orders FROM customer");

	ck_assert_int_eq(order_cancel_line(&shop, ref_of(o), o->lines[0].id, 1, "other", &answer),
			 ORDER_OK);
	cancel(o);
	ck_assert_int_eq(order_reopen(&shop, ref_of(o), "Mistake", &answer), ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	ck_assert_ptr_null(o->cancel_reason);
	ck_assert_int_eq(o->lines[0].cancelled, 1);
	ck_assert_int_eq(o->lines[0].reserved, 2);
	ck_assert_int_eq(o->lines[1].reserved, 2);
	ck_assert_int_eq(o->lines[2].wait, WAIT_PRODUCTION);
	ck_assert_int_eq(o->live_amount, 5000);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer"), orders);
	ck_assert_int_eq(shop_events(EVENT_REOPENED), 1);
	ck_assert_int_eq(order_reopen(&shop, ref_of(o), "Mistake", &answer), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "not_over");
	shop_check_all();
}
END_TEST

START_TEST(what_somebody_else_has_by_now_is_gone)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });

	cancel(o);
	(void)shop_order_of("13800000002", { "A", 4 });
	ck_assert_int_eq(order_reopen(&shop, ref_of(o), "Mistake", &answer), ORDER_NO_STOCK);
	ck_assert_int_eq(shop_look(o->id)->decision, ORDER_CANCELLED);
	shop_check_all();
}
END_TEST

START_TEST(what_was_cancelled_piece_by_piece_stays_so)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });

	ck_assert_int_eq(order_cancel_line(&shop, ref_of(o), o->lines[0].id, 3, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(order_reopen(&shop, ref_of(o), "Mistake", &answer), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "all_cancelled");
	ck_assert_int_eq(shop_look(o->id)->decision, ORDER_CANCELLED);
	shop_check_all();
}
END_TEST

START_TEST(a_draft_is_a_draft_again)
{
	const struct shop_want want = { "A", 50 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order *o;

	d.as_draft = true;
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_OK);
	o = shop_look(answer.order->id);
	cancel(o);
	ck_assert_int_eq(order_reopen(&shop, ref_of(o), "Mistake", &answer), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->decision, ORDER_DRAFT);
	ck_assert_int_eq(shop_look(o->id)->lines[0].reserved, 0);
	shop_check_all();
}
END_TEST

START_TEST(the_time_to_pay_begins_anew)
{
	const struct shop_want want = { "A", 1 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order *o;

	shop_app->settings.pay_minutes = 30;
	d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_OK);
	o = shop_look(answer.order->id);
	ck_assert_int_eq(order_cancel(&shop, ref_of(o), "payment_expired", &answer), ORDER_OK);
	shop_pass(5);
	ck_assert_int_eq(order_reopen(&shop, ref_of(o), "Will pay", &answer), ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(o->pay_until.us, shop.now.us + 30 * INSTANT_MINUTE);
	ck_assert_int_eq(o->badge, BADGE_AWAITING_PAYMENT);
	shop_check_all();
}
END_TEST

/* The clock closed it once; now a person does. */
START_TEST(a_completed_order_goes_on_until_somebody_closes_it)
{
	struct order *o = shop_order_of("13800000001", { "A", 1 });
	struct payment_draft money = { .method = PAY_COD, .amount = 1000, .at = INSTANT_NONE };
	struct payment_answer paid;
	uint64_t id;

	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(order_confirm_receipt(&shop, ref_of(o), &answer), ORDER_OK);
	ck_assert_int_eq(payment_capture(&shop, ref_of(o), &money, &paid), PAYMENT_OK);
	shop_pass(24 * 30);
	ck_assert_uint_eq(order_find_to_close(&shop, shop.now, &id, 1), 1);
	ck_assert_int_eq(order_close(&shop, ref_of(o), &answer), ORDER_OK);
	ck_assert_int_eq(order_reopen(&shop, ref_of(o), "Damaged", &answer), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_DELIVERED);
	ck_assert_uint_eq(order_find_to_close(&shop, shop.now, &id, 1), 0);
	ck_assert_int_eq(order_close(&shop, ref_of(o), &answer), ORDER_OK);
	shop_check_all();
}
END_TEST

Suite *order_reopen_suite(void)
{
	Suite *s = suite_create("order_reopen");
	TCase *tc = tcase_create("reopen");

	tcase_add_checked_fixture(tc, setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_cancelled_order_gets_back_what_went_with_it);
	tcase_add_test(tc, what_somebody_else_has_by_now_is_gone);
	tcase_add_test(tc, what_was_cancelled_piece_by_piece_stays_so);
	tcase_add_test(tc, a_draft_is_a_draft_again);
	tcase_add_test(tc, the_time_to_pay_begins_anew);
	tcase_add_test(tc, a_completed_order_goes_on_until_somebody_closes_it);
	suite_add_tcase(s, tc);
	return s;
}
