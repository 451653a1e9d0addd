/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points follow their orders: from payment to delivery, the end of a month, refunds and merging. */
#include <check.h>
#include "customer/merge.h"
#include "member/member.h"
#include "order/door.h"
#include "verify/verify.h"

static void setup(void)
{
	shop_setup();
	shop_app->settings.member = true;
	shop_goods("A", 100, false);
	shop_goods("B", 100, false);
}

/* Of 10.00 each, paid on arrival. */
static struct order *an_order(const char *phone, int quantity)
{
	return shop_order_of(phone, { "A", quantity });
}

static void pay(const struct order *o, int64_t amount)
{
	struct payment_draft d = { .method = PAY_COD, .amount = amount, .at = INSTANT_NONE };
	struct payment_answer a;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &a),
			 PAYMENT_OK);
}

static void give_back(const struct order *o, int64_t amount)
{
	struct payment_answer a;
	uint64_t id = (uint64_t)support_number(
		arena_printf(shop.arena,
			     "SELECT id FROM payment_entry WHERE kind = 1 AND order_id = %llu",
			     (unsigned long long)o->id));

	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, id, amount, "x", &a),
			 PAYMENT_OK);
}

static void deliver(const struct order *o)
{
	static int n;

	ck_assert_int_eq(shop_hear(shop_ship(o, arena_printf(shop.arena, "SF10000%08d", ++n)),
				   PARCEL_DELIVERED),
			 SHIPPING_OK);
}

static void has(uint64_t customer_id, int64_t pending, int64_t usable, int64_t debt)
{
	cJSON *v = member_points_view(&shop, customer_id);

	ck_assert_int_eq(json_get_int(v, "pending"), pending);
	ck_assert_int_eq(json_get_int(v, "usable"), usable);
	ck_assert_int_eq(json_get_int(v, "debt"), debt);
}

/* Whatever a test did, the books agree behind it. */
static void wrong(void *arg, const struct verify_finding *f)
{
	(void)arg;
	if (!strncmp(f->rule, "points.", 7))
		ck_abort_msg("%s: %s", f->rule, f->row);
}

static void teardown(void)
{
	(void)verify_all(&shop, wrong, NULL, NULL);
	shop_teardown();
}

static void use(uint64_t customer_id, int64_t points)
{
	ck_assert_int_eq(member_adjust(&shop, customer_id, -points, "at the counter"), MEMBER_OK);
}

START_TEST(they_are_pending_until_it_arrives)
{
	struct order *o = an_order(ANNE, 3);

	has(o->customer_id, 30, 0, 0);
	deliver(o);
	/* it arrived, and is not paid for */
	has(o->customer_id, 30, 0, 0);
	pay(o, 3000);
	has(o->customer_id, 0, 30, 0);
	pay(o, 100); /* too much earns nothing */
	has(o->customer_id, 0, 30, 0);
}
END_TEST

START_TEST(they_wait_for_the_time_to_return)
{
	struct order *o;

	shop_app->settings.point_wait_days = 7;
	o = an_order(ANNE, 3);
	pay(o, 3000);
	deliver(o);
	has(o->customer_id, 30, 0, 0);
	shop_pass(6 * 24);
	(void)member_move_points(&shop);
	has(o->customer_id, 30, 0, 0);
	shop_pass(24);
	(void)member_move_points(&shop);
	has(o->customer_id, 0, 30, 0);
}
END_TEST

START_TEST(what_is_cancelled_earns_nothing)
{
	struct order *o = an_order(ANNE, 3);
	struct order_answer a;

	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id, 1,
					   "other", &a),
			 ORDER_OK);
	has(o->customer_id, 20, 0, 0);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	has(o->customer_id, 0, 0, 0);
	ck_assert_int_eq(order_reopen(&shop, (struct order_ref){ o->id, 0 }, "x", &a), ORDER_OK);
	has(o->customer_id, 20, 0, 0);
}
END_TEST

START_TEST(what_is_given_back_takes_them_back)
{
	struct order *o = an_order(ANNE, 3);

	pay(o, 3000);
	deliver(o);
	has(o->customer_id, 0, 30, 0);
	give_back(o, 1000);
	has(o->customer_id, 0, 20, 0);
	use(o->customer_id, 15);
	give_back(o, 1000);
	has(o->customer_id, 0, 0, 5);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM member_entry e JOIN member_entry c ON "
				 "c.id = e.cause_id WHERE e.kind = 3 AND c.kind = 1"),
			 2);
	/* what comes next pays for it */
	o = an_order(ANNE, 4);
	pay(o, 4000);
	has(o->customer_id, 40, 0, 5);
	deliver(o);
	has(o->customer_id, 0, 35, 0);
}
END_TEST

START_TEST(they_end_with_their_month)
{
	struct order *o = an_order(ANNE, 3);

	shop_app->settings.point_months = 1;
	pay(o, 3000);
	deliver(o);
	(void)member_move_points(&shop);
	has(o->customer_id, 0, 30, 0);
	shop_pass(62 * 24);
	(void)member_move_points(&shop);
	has(o->customer_id, 0, 0, 0);
	/* what expired is not asked for */
	give_back(o, 3000);
	has(o->customer_id, 0, 0, 0);
}
END_TEST

START_TEST(whoever_loses_some_is_told_twice)
{
	struct order *o = door_order("A", 3);
	struct instant end;
	int64_t told = 0;

	shop_app->settings.point_months = 3;
	ck_assert(customer_prove_email(&shop, MAIL));
	pay(o, 3000);
	deliver(o);
	ck_assert_int_eq(member_adjust(&shop, o->customer_id, 12, "sorry"), MEMBER_OK);
	end = instant_add(shop.now, 130 * INSTANT_DAY);
	for (; shop.now.us < end.us; shop_pass(5 * 24)) {
		while (member_move_points(&shop))
			;
		ck_assert(support_number("SELECT COUNT(*) FROM outbox WHERE template = "
					 "'points_end'") -
				  told <=
			  1);
		told = support_number("SELECT COUNT(*) FROM outbox WHERE template = 'points_end'");
	}
	/* one for both lots, a month before and a week before */
	ck_assert_int_eq(told, 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'points_end' "
					"AND data LIKE '%\"points\":42,%'"),
			 2);
	has(o->customer_id, 0, 0, 0);
}
END_TEST

START_TEST(they_go_along_where_two_become_one_and_back)
{
	struct order *a = an_order(ANNE, 3), *b = an_order("13800000002", 5);
	struct merge_draft d = { .kept_id = a->customer_id, .joined_id = b->customer_id };
	struct merge_answer m;

	pay(a, 3000);
	deliver(a);
	pay(b, 5000);
	deliver(b);
	use(a->customer_id, 30);
	give_back(a, 3000);
	has(a->customer_id, 0, 0, 30);
	ck_assert_int_eq(customer_merge(&shop, &d, &m), MERGE_OK);
	/* what the one has pays what the other owes */
	has(a->customer_id, 0, 20, 0);
	has(b->customer_id, 0, 0, 0);
	while (customer_tell_merges(&shop))
		;
	has(a->customer_id, 0, 20, 0);
	ck_assert_int_eq(customer_merge_undo(&shop, a->customer_id, m.merge_id), UNDO_OK);
	while (customer_tell_merges(&shop))
		;
	has(a->customer_id, 0, 0, 30);
	has(b->customer_id, 0, 50, 0);
}
END_TEST

START_TEST(they_go_over_with_an_order)
{
	struct order *a = an_order(ANNE, 3), *b = an_order("13800000002", 5);
	uint64_t was = a->customer_id;

	pay(a, 3000);
	deliver(a);
	use(was, 10);
	support_sql(arena_printf(shop.arena, "UPDATE customer_contact SET customer_id = %llu",
				 (unsigned long long)b->customer_id));
	order_give(&shop, a->id, b->customer_id, "C-1", "C-2");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM member_lot WHERE usable = 20"), 1);
	ck_assert_int_eq(json_get_int(member_points_view(&shop, was), "usable"), 0);
	ck_assert_int_eq(json_get_int(member_points_view(&shop, b->customer_id), "usable"), 20);
}
END_TEST

START_TEST(nothing_moves_while_it_is_off)
{
	struct order *o = an_order(ANNE, 3), *p;

	shop_app->settings.member = false;
	pay(o, 3000);
	deliver(o);
	p = an_order(ANNE, 4);
	(void)member_move_points(&shop);
	has(o->customer_id, 30, 0, 0);
	/* what happens next to an order is made up for */
	shop_app->settings.member = true;
	pay(o, 1);
	has(o->customer_id, 0, 30, 0);
	pay(p, 1);
	has(o->customer_id, 40, 30, 0);
}
END_TEST

START_TEST(colleagues_give_and_take)
{
	struct order *o = an_order(ANNE, 3);

	ck_assert_int_eq(member_adjust(&shop, o->customer_id, 50, "sorry"), MEMBER_OK);
	has(o->customer_id, 30, 50, 0);
	/* pending ones cannot be taken */
	ck_assert_int_eq(member_adjust(&shop, o->customer_id, -51, "x"), MEMBER_TOO_FEW);
	ck_assert_int_eq(member_adjust(&shop, o->customer_id, -50, "x"), MEMBER_OK);
	has(o->customer_id, 30, 0, 0);
	ck_assert_int_eq(member_adjust(&shop, 1, 5, "x"), MEMBER_NOT_FOUND);
}
END_TEST

Suite *member_points_suite(void)
{
	Suite *s = suite_create("member_points");
	TCase *t = tcase_create("points");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, they_are_pending_until_it_arrives);
	tcase_add_test(t, they_wait_for_the_time_to_return);
	tcase_add_test(t, what_is_cancelled_earns_nothing);
	tcase_add_test(t, what_is_given_back_takes_them_back);
	tcase_add_test(t, they_end_with_their_month);
	tcase_add_test(t, whoever_loses_some_is_told_twice);
	tcase_add_test(t, they_go_along_where_two_become_one_and_back);
	tcase_add_test(t, they_go_over_with_an_order);
	tcase_add_test(t, nothing_moves_while_it_is_off);
	tcase_add_test(t, colleagues_give_and_take);
	suite_add_tcase(s, t);
	return s;
}
