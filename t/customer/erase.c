/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer is erased: nothing of them is left in any table, and the books stand as before. */
#include "customer/erase.h"
#include "customer/traces.h"
#include "feedback/feedback.h"

static int64_t books(void)
{
	return support_number("SELECT COUNT(*) + SUM(total_amount) + SUM(captured_amount) FROM "
			      "orders") +
	       support_number("SELECT COUNT(*) FROM order_event") +
	       support_number("SELECT COUNT(*) FROM payment_entry") +
	       support_number("SELECT COUNT(*) FROM stock_move");
}

/* Of each area one at the least, so that each has something to forget. */
static const char *const told[] = {
	"customer_contact.email", "review.body",           "feedback_item.body",
	"survey_answer.body",     "survey_response.facts", "feedback_item_event.why",
	"feedback_message.body",  "member_entry.why",      "order_note.body",
};

START_TEST(nothing_of_them_is_left_anywhere)
{
	struct order *other = door_order("B", 1);
	const char *where = NULL;
	int64_t before;

	traces_leave();
	ck_assert_int_ge(traces_columns(&where), 10);
	for (size_t i = 0; i < N(told); i++)
		ck_assert_msg(strstr(where, door_path(" %s ", told[i])) != NULL, "%s", told[i]);
	before = books();
	ck_assert_int_eq(customer_erase(&shop, xenia), ERASE_OK);
	shop_pass(1);
	while (feedback_read_reviews(&shop) || order_documents_renew(&shop))
		;
	ck_assert_msg(traces_columns(&where) == 0, "%s", where);
	ck_assert_int_eq(books(), before);
	ck_assert_int_eq(customer_erase(&shop, xenia), ERASE_NOT_FOUND);
	/* and of nobody else */
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM customer_contact WHERE "
						  "customer_id = %llu AND email = '" MAIL "'",
						  (unsigned long long)other->customer_id)),
			 1);
	shop_check_all();
}
END_TEST

START_TEST(not_while_an_order_is_open)
{
	traces_order();
	ck_assert_int_eq(customer_erase(&shop, xenia), ERASE_OPEN_ORDERS);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE erased_at IS NOT "
					"NULL"),
			 0);
}
END_TEST

static struct browser signed_in(void)
{
	struct browser b = door_nobody();

	ck_assert(customer_prove_email(&shop, EMAIL));
	browser_sign_in(&b, SESSION_CUSTOMER, xenia);
	return b;
}

START_TEST(nobody_comes_in_any_more)
{
	struct browser b = signed_in(), nobody = door_nobody();
	const char *link = door_link(order, "");

	door_want(browser_get(&nobody, link), 200);
	door_shows(browser_get(&b, "/me/erase"), "What goes at once");
	support_sql("UPDATE session SET stepped_up_at = NULL");
	browser_get(&b, "/me/erase");
	door_want(door_post(&b, "/me/erase", "sure=1"), 403);
	support_sql("UPDATE session SET stepped_up_at = UTC_TIMESTAMP(6)");
	browser_get(&b, "/me/erase");
	door_want(door_post(&b, "/me/erase", ""), 422);
	door_want(door_post(&b, "/me/erase", "sure=1"), 303);
	door_want(browser_get(&b, "/me/account"), 303);
	door_want(browser_get(&nobody, link), 404);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session WHERE kind = 1"), 0);
}
END_TEST

START_TEST(the_page_names_open_orders)
{
	struct browser b = signed_in();

	traces_order();
	door_shows(browser_get(&b, "/me/erase"), order->number);
	browser_get(&b, "/me/account");
	door_want(door_post(&b, "/me/erase", "sure=1"), 409);
}
END_TEST

Suite *customer_erase_suite(void)
{
	Suite *s = suite_create("customer_erase");
	TCase *tc = tcase_create("erase");

	tcase_add_checked_fixture(tc, traces_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, nothing_of_them_is_left_anywhere);
	tcase_add_test(tc, not_while_an_order_is_open);
	tcase_add_test(tc, nobody_comes_in_any_more);
	tcase_add_test(tc, the_page_names_open_orders);
	suite_add_tcase(s, tc);
	return s;
}
