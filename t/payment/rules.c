/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be received, refunded and credited. */
#include <check.h>
#include "base/money.h"
#include "base/rows.h"
#include "payment/payment.h"

static const struct {
	const char *name;
	int64_t captured, refunded, amount;
	enum payment_refusal wanted;
} refund_rows[] = {
	{ "part", 1000, 0, 400, PAYMENT_OK },
	{ "all", 1000, 0, 1000, PAYMENT_OK },
	{ "rest", 1000, 400, 600, PAYMENT_OK },
	{ "one_more_than_is_left", 1000, 400, 601, PAYMENT_TOO_MUCH },
	{ "all_is_back_already", 1000, 1000, 1, PAYMENT_TOO_MUCH },
	{ "nothing", 1000, 0, 0, PAYMENT_BAD_AMOUNT },
	{ "less_than_nothing", 1000, 0, -1, PAYMENT_BAD_AMOUNT },
	{ "out_of_range", 1000, 0, INT64_MAX, PAYMENT_TOO_MUCH },
};

START_TEST(refund_stays_within_its_payment)
{
	check_int(refund_rows[_i].name,
		  payment_may_refund(refund_rows[_i].captured, refund_rows[_i].refunded,
				     refund_rows[_i].amount),
		  refund_rows[_i].wanted);
}
END_TEST

static const struct {
	const char *name;
	int64_t before, amount;
	enum payment_refusal wanted;
} capture_rows[] = {
	{ "one", 0, 1, PAYMENT_OK },
	{ "up_to_the_limit", 5, MONEY_ORDER_MAX - 5, PAYMENT_OK },
	{ "beyond_the_limit", 5, MONEY_ORDER_MAX - 4, PAYMENT_BAD_AMOUNT },
	{ "nothing", 0, 0, PAYMENT_BAD_AMOUNT },
	{ "less_than_nothing", 0, -5, PAYMENT_BAD_AMOUNT },
};

START_TEST(capture_is_above_zero)
{
	check_int(capture_rows[_i].name,
		  payment_may_capture(capture_rows[_i].before, capture_rows[_i].amount),
		  capture_rows[_i].wanted);
}
END_TEST

static const struct {
	const char *name;
	enum credit_kind kind;
	int64_t before, amount;
	enum payment_refusal wanted;
	int64_t live; /* 0: as much as there is */
} credit_rows[] = {
	{ "all_of_it", CREDIT_GOODWILL, 0, 500, PAYMENT_OK, 500 },
	{ "a_cent_more_than_all", CREDIT_GOODWILL, 0, 501, PAYMENT_OVER_OWED, 500 },
	{ "a_cent_when_all_is_credited", CREDIT_GOODWILL, 500, 1, PAYMENT_OVER_OWED, 500 },
	{ "the_rest", CREDIT_RETURN, 300, 200, PAYMENT_OK, 500 },
	{ "more_than_the_rest", CREDIT_RETURN, 300, 201, PAYMENT_OVER_OWED, 500 },
	{ "finance_has_the_same_bound", CREDIT_ADJUSTMENT, 300, 201, PAYMENT_OVER_OWED, 500 },
	{ "what_was_too_much_is_taken_back", CREDIT_ADJUSTMENT, 600, -50, PAYMENT_OK, 500 },
	{ "as_much_again_is_charged", CREDIT_ADJUSTMENT, 0, -500, PAYMENT_OK, 500 },
	{ "more_than_it_is_worth_is_charged", CREDIT_ADJUSTMENT, 0, -501, PAYMENT_OVER_WORTH, 500 },
	{ "in_two_steps", CREDIT_ADJUSTMENT, -300, -201, PAYMENT_OVER_WORTH, 500 },
	{ "credited_before", CREDIT_ADJUSTMENT, 100, -600, PAYMENT_OK, 500 },
	{ "a_document_is_a_fact", CREDIT_DOCUMENT, 300, 900, PAYMENT_OK, 500 },
	{ "after_a_correction_upwards", CREDIT_GOODWILL, -100, 600, PAYMENT_OK, 500 },
	{ "goodwill", CREDIT_GOODWILL, 0, 500, PAYMENT_OK },
	{ "the_smallest_goodwill", CREDIT_GOODWILL, 0, 1, PAYMENT_OK },
	{ "goodwill_of_nothing", CREDIT_GOODWILL, 0, 0, PAYMENT_BAD_AMOUNT },
	{ "the_smallest_booking", CREDIT_ADJUSTMENT, 0, 1, PAYMENT_OK },
	{ "the_smallest_booking_the_other_way", CREDIT_ADJUSTMENT, 0, -1, PAYMENT_OK },
	{ "goodwill_is_not_taken_back", CREDIT_GOODWILL, 500, -500, PAYMENT_BAD_AMOUNT },
	{ "return_is_not_taken_back", CREDIT_RETURN, 500, -1, PAYMENT_BAD_AMOUNT },
	{ "document_is_not_negative", CREDIT_DOCUMENT, 0, -1, PAYMENT_BAD_AMOUNT },
	{ "finance_may_book_the_other_way", CREDIT_ADJUSTMENT, 0, -1106206, PAYMENT_OK },
	{ "nothing", CREDIT_ADJUSTMENT, 0, 0, PAYMENT_NO_AMOUNT },
	{ "up_to_the_limit", CREDIT_ADJUSTMENT, MONEY_ORDER_MAX - 1, 1, PAYMENT_OK },
	{ "down_to_the_limit", CREDIT_ADJUSTMENT, -MONEY_ORDER_MAX + 1, -1, PAYMENT_OK },
	{ "out_of_range", CREDIT_ADJUSTMENT, MONEY_ORDER_MAX, 1, PAYMENT_BAD_AMOUNT },
	{ "out_of_range_below", CREDIT_ADJUSTMENT, -MONEY_ORDER_MAX, -1, PAYMENT_BAD_AMOUNT },
};

static const struct {
	const char *name;
	int64_t before, live, credited;
	bool cancelled;
	int64_t wanted;
} kept_rows[] = {
	{ "nothing_was_credited", 500, 0, 0, true, 0 },
	{ "all_is_cancelled", 500, 0, 300, true, 0 },
	{ "the_last_line_is", 500, 0, 300, false, 0 },
	{ "what_is_left_is_worth_more", 500, 301, 300, false, 300 },
	{ "what_is_left_is_worth_as_much", 500, 300, 300, false, 300 },
	{ "what_is_left_is_worth_less", 500, 299, 300, false, 299 },
	{ "a_service_was_done", 500, 200, 300, true, 200 },
	{ "charged_and_it_goes_on", 500, 200, -5, false, -5 },
	{ "charged_and_it_is_cancelled", 500, 0, -5, true, 0 },
	{ "charged_the_least_and_it_is_cancelled", 500, 0, -1, true, 0 },
	{ "a_document_of_more_than_it_was", 500, 0, 600, true, 100 },
	{ "a_document_and_part_is_left", 500, 200, 600, false, 300 },
	{ "asked_again_nothing_changes", 0, 0, 100, true, 100 },
};

START_TEST(credit_ends_with_what_it_was_given_on)
{
	int64_t kept = payment_credit_kept(kept_rows[_i].before, kept_rows[_i].live,
					   kept_rows[_i].credited, kept_rows[_i].cancelled);

	ck_assert_msg(kept == kept_rows[_i].wanted, "%s: %lld", kept_rows[_i].name,
		      (long long)kept);
}
END_TEST

START_TEST(credit_has_its_sign)
{
	check_int(credit_rows[_i].name,
		  payment_may_credit(credit_rows[_i].kind,
				     credit_rows[_i].live ? credit_rows[_i].live : MONEY_ORDER_MAX,
				     credit_rows[_i].before, credit_rows[_i].amount),
		  credit_rows[_i].wanted);
}
END_TEST

Suite *payment_rules_suite(void)
{
	Suite *s = suite_create("payment_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, refund_stays_within_its_payment, 0, (int)count_of(refund_rows));
	tcase_add_loop_test(tc, capture_is_above_zero, 0, (int)count_of(capture_rows));
	tcase_add_loop_test(tc, credit_has_its_sign, 0, (int)count_of(credit_rows));
	tcase_add_loop_test(tc, credit_ends_with_what_it_was_given_on, 0, (int)count_of(kept_rows));
	suite_add_tcase(s, tc);
	return s;
}
