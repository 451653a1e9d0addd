/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewards on the database: points, place and code at once; used by orders, given back by rule. */
#include "customer/merge.h"
#include "member/reward_shop.h"
#include "payment/payment.h"
#include "promotion/promotion.h"

static struct claim got;

static enum reward_why claims(uint64_t reward, uint64_t customer)
{
	return reward_claim(&shop, reward, customer, &got);
}

static struct order_answer said;

static enum order_refusal order_with(const char *code, const char *sku, int quantity)
{
	struct order_draft d = door_draft(sku, quantity);

	d.code = code;
	d.promoted = true;
	return order_place(&shop, &d, &said);
}

static int64_t state_of(const char *column)
{
	return support_number(door_path("SELECT %s FROM member_claim WHERE id = %llu", column,
					(unsigned long long)got.id));
}

static void paid_back(uint64_t order_id, int64_t amount)
{
	struct payment_draft d = { .method = PAY_COD, .amount = 500, .at = INSTANT_NONE };
	struct payment_answer a;
	uint64_t entry;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ order_id, 0 }, &d, &a),
			 PAYMENT_OK);
	entry = a.id;
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ order_id, 0 }, entry, amount,
					"x", &a),
			 PAYMENT_OK);
	if (amount < 500)
		ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ order_id, 0 }, entry,
						500 - amount, "x", &a),
				 PAYMENT_OK);
}

START_TEST(points_place_and_code_are_taken_at_once)
{
	uint64_t who = a_member(60), id;
	struct reward r = a_reward();

	ck_assert_int_eq(member_adjust(&shop, who, 70, "y"), MEMBER_OK);
	r.code_days = 30;
	id = reward_made(r);
	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	ck_assert_int_eq(usable_of(who), 30);
	ck_assert_int_eq(taken_of(id), 1);
	/* the oldest lot first: all of it, and 40 of the next */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM member_entry WHERE kind = 4"), 2);
	ck_assert_int_eq(support_number("SELECT usable FROM member_entry WHERE kind = 4 ORDER BY "
					"lot_id LIMIT 1"),
			 -60);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'reward'"),
			 1);
	ck_assert_int_eq(claims(id, who), REWARD_POINTS);
	ck_assert_int_eq(claims(1, who), REWARD_NOT_FOUND);
	ck_assert_int_eq(claims(id, 1), REWARD_NOT_MEMBER);
	ck_assert_int_eq(taken_of(id), 1);
	shop_check();
}
END_TEST

START_TEST(its_code_is_theirs_alone_and_counts_once)
{
	uint64_t who = a_member(300);
	struct order_draft other =
		shop_draft("13800000002", &(const struct shop_want){ "A", 2 }, 1);

	ck_assert_int_eq(claims(reward_made(a_reward()), who), REWARD_FITS);
	other.code = got.code;
	other.promoted = true;
	ck_assert_int_eq(order_place(&shop, &other, &said), ORDER_NO_PROMOTION);
	ck_assert_int_eq(said.promotion, PROMOTION_NOT_YOURS);
	ck_assert_int_eq(order_with(got.code, "A", 2), ORDER_OK);
	ck_assert_int_eq(said.order->promoted_amount, 500);
	ck_assert_int_eq(order_with(got.code, "A", 2), ORDER_NO_PROMOTION);
	ck_assert_int_eq(said.promotion, PROMOTION_USED_UP);
	shop_check();
}
END_TEST

START_TEST(a_product_takes_one_unit_of_its_sku)
{
	struct reward r = a_reward();
	uint64_t who = a_member(300);

	r.kind = REWARD_PRODUCT;
	r.sku_id = (uint64_t)support_number("SELECT id FROM sku WHERE code = 'A'");
	ck_assert_int_eq(claims(reward_made(r), who), REWARD_FITS);
	ck_assert_int_eq(order_with(got.code, "B", 2), ORDER_NO_PROMOTION);
	ck_assert_int_eq(said.promotion, PROMOTION_NO_ITEM);
	ck_assert_int_eq(order_with(got.code, "A", 3), ORDER_OK);
	ck_assert_int_eq(said.order->promoted_amount, 1000);
	r.kind = REWARD_SHIPPING;
	ck_assert_int_eq(claims(reward_made(r), who), REWARD_FITS);
	ck_assert_int_eq(order_with(got.code, "B", 1),
			 said.order->shipping_amount > 0 ? ORDER_OK : ORDER_NO_PROMOTION);
	shop_check();
}
END_TEST

START_TEST(a_cancelled_order_gives_the_code_back)
{
	struct reward r = a_reward();
	uint64_t who = a_member(100), id, order;

	r.code_days = 10;
	id = reward_made(r);
	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	ck_assert_int_eq(order_with(got.code, "A", 2), ORDER_OK);
	order = said.order->id;
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ order, 0 }, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(state_of("returned_why"), CLAIM_HOLDS);
	ck_assert_int_eq(taken_of(id), 1);
	ck_assert_int_eq(order_with(got.code, "A", 2), ORDER_OK);
	order = said.order->id;
	/* its time is over when this one is cancelled: points and place come back */
	shop_pass(12 * 24);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ order, 0 }, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(state_of("returned_why"), CLAIM_CANCELLED);
	ck_assert_int_eq(taken_of(id), 0);
	ck_assert_int_eq(usable_of(who), 100);
	ck_assert_int_eq(order_with(got.code, "A", 2), ORDER_NO_PROMOTION);
	shop_check();
}
END_TEST

START_TEST(all_money_back_gives_points_and_place_back)
{
	uint64_t who = a_member(200), id = reward_made(a_reward()), order;

	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	ck_assert_int_eq(order_with(got.code, "A", 1), ORDER_OK);
	order = said.order->id;
	ck_assert_int_eq(usable_of(who), 100);
	paid_back(order, 200);
	ck_assert_int_eq(state_of("returned_why"), CLAIM_REFUNDED);
	ck_assert_int_eq(usable_of(who), 200);
	ck_assert_int_eq(taken_of(id), 0);
	/* cancelled behind that, nothing comes back twice, and the code is of no use */
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ order, 0 }, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(usable_of(who), 200);
	ck_assert_int_eq(order_with(got.code, "A", 1), ORDER_NO_PROMOTION);
	shop_check();
}
END_TEST

START_TEST(a_colleague_gives_an_unused_one_back)
{
	uint64_t who = a_member(200), id = reward_made(a_reward());

	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	ck_assert_int_eq(claim_return(&shop, id, got.id), CLAIM_OK);
	ck_assert_int_eq(usable_of(who), 200);
	ck_assert_int_eq(taken_of(id), 0);
	ck_assert_int_eq(claim_return(&shop, id, got.id), CLAIM_IS_BACK);
	ck_assert_int_eq(order_with(got.code, "A", 1), ORDER_NO_PROMOTION);
	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	ck_assert_int_eq(order_with(got.code, "A", 1), ORDER_OK);
	ck_assert_int_eq(claim_return(&shop, id, got.id), CLAIM_IS_USED);
	ck_assert_int_eq(claim_return(&shop, id, 1), CLAIM_NOT_FOUND);
	ck_assert_int_eq(claim_return(&shop, 1, got.id), CLAIM_NOT_FOUND);
	shop_check();
}
END_TEST

START_TEST(what_was_given_back_can_be_claimed_again)
{
	struct reward r = a_reward();
	uint64_t who = a_member(500), id;

	r.limit_customer = r.limit_period = r.stock = 1;
	r.period = PERIOD_YEAR;
	id = reward_made(r);
	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	ck_assert_int_eq(claims(id, who), REWARD_OUT);
	ck_assert_int_eq(claim_return(&shop, id, got.id), CLAIM_OK);
	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	ck_assert(reward_get(&shop, id, &r));
	r.stock = REWARD_NO_STOCK;
	ck_assert_int_eq(reward_change(&shop, &r), REWARD_DONE);
	ck_assert_int_eq(reward_change(&shop, &r), REWARD_STALE);
	ck_assert_int_eq(claims(id, who), REWARD_HAD);
	ck_assert(reward_get(&shop, id, &r));
	r.limit_customer = 0;
	ck_assert_int_eq(reward_change(&shop, &r), REWARD_DONE);
	ck_assert_int_eq(claims(id, who), REWARD_NEXT_TIME);
	shop_pass(366 * 24);
	ck_assert_int_eq(claims(id, who), REWARD_FITS);
	shop_check();
}
END_TEST

START_TEST(claims_go_along_where_two_become_one_and_back)
{
	uint64_t anne = a_member(0), id = reward_made(a_reward()), order;
	uint64_t other = shop_order_of("13800000002", { "A", 1 })->customer_id;
	struct merge_draft d = { .kept_id = anne, .joined_id = other };
	struct merge_answer m;

	ck_assert_int_eq(member_adjust(&shop, other, 150, "x"), MEMBER_OK);
	support_sql("UPDATE customer SET provisional = 0");
	ck_assert_int_eq(claims(id, other), REWARD_FITS);
	support_sql(door_path("UPDATE customer SET provisional = 1 WHERE id = %llu",
			      (unsigned long long)other));
	ck_assert_int_eq(order_with(got.code, "A", 1), ORDER_NO_PROMOTION);
	ck_assert_int_eq(customer_merge(&shop, &d, &m), MERGE_OK);
	ck_assert_int_eq(state_of("customer_id"), (int64_t)anne);
	shop_check();
	/* their code is the other's now */
	ck_assert_int_eq(order_with(got.code, "A", 1), ORDER_OK);
	order = said.order->id;
	ck_assert_uint_eq(said.order->customer_id, anne);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ order, 0 }, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(customer_merge_undo(&shop, anne, m.merge_id), UNDO_OK);
	ck_assert_int_eq(state_of("customer_id"), (int64_t)other);
	ck_assert_int_eq(usable_of(other), 50);
	shop_check();
}
END_TEST

/* At noon of that day, in the shop's zone. */
static void on(int year, int month, int day)
{
	shop.now = instant_from_local(
		&(struct civil){ .year = year, .month = month, .day = day, .hour = 12 });
	ck_assert(!member_greet(&shop));
}

static int64_t greetings(const char *like)
{
	return support_number(door_path("SELECT COUNT(*) FROM outbox WHERE template = 'birthday' "
					"AND data LIKE '%s'",
					like));
}

START_TEST(a_birthday_is_greeted_once_a_year_with_its_gifts)
{
	struct reward r = a_reward(), gold = a_reward();
	uint64_t who = a_member(0);
	struct tier t = { .name = { "Gold", "金卡" },
			  .more = { "", "" },
			  .entry = 100000,
			  .stay = 100000,
			  .rate = 100,
			  .free_shipping_over = -1 };

	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('member', 'yes', "
		    "UTC_TIMESTAMP(6))");
	ck_assert_int_eq(tier_add(&shop, &t, &gold.tier_id), TIER_OK);
	shop_app->settings.tiers = 1;
	r.points = gold.points = 0;
	r.is_birthday = gold.is_birthday = true;
	(void)reward_made(gold);
	ck_assert_int_eq(claims(reward_made(r), who), REWARD_OFF);
	support_sql(door_path("INSERT INTO customer_trait (customer_id, purpose, value, at) VALUES "
			      "(%llu, 0, '1988-02-29', UTC_TIMESTAMP(6))",
			      (unsigned long long)who));
	on(2027, 2, 27);
	ck_assert_int_eq(greetings("%"), 0);
	on(2027, 2, 28);
	on(2027, 2, 28);
	on(2027, 3, 1);
	ck_assert_int_eq(greetings("%\"code\":\"G-%"), 1);
	ck_assert_int_eq(greetings("%"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM member_claim"), 1);
	on(2028, 2, 28);
	ck_assert_int_eq(greetings("%"), 1);
	on(2028, 2, 29);
	ck_assert_int_eq(greetings("%"), 2);
	/* another day, for the worker stood still; and who told another birthday since */
	on(2029, 3, 2);
	ck_assert_int_eq(greetings("%"), 3);
	support_sql("UPDATE customer_trait SET value = '1988-05-05'");
	on(2029, 5, 5);
	ck_assert_int_eq(greetings("%"), 3);
	shop_check();
	/* a wish alone, where there is nothing to give */
	support_sql("UPDATE member_reward SET is_on = 0");
	on(2030, 5, 5);
	ck_assert_int_eq(greetings("%\"has_gifts\":false%"), 1);
}
END_TEST

Suite *member_rewards_suite(void)
{
	Suite *s = suite_create("member_rewards");
	TCase *t = tcase_create("rewards");

	tcase_add_checked_fixture(t, door_setup, door_teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, points_place_and_code_are_taken_at_once);
	tcase_add_test(t, its_code_is_theirs_alone_and_counts_once);
	tcase_add_test(t, a_product_takes_one_unit_of_its_sku);
	tcase_add_test(t, a_cancelled_order_gives_the_code_back);
	tcase_add_test(t, all_money_back_gives_points_and_place_back);
	tcase_add_test(t, a_colleague_gives_an_unused_one_back);
	tcase_add_test(t, what_was_given_back_can_be_claimed_again);
	tcase_add_test(t, a_birthday_is_greeted_once_a_year_with_its_gifts);
	tcase_add_test(t, claims_go_along_where_two_become_one_and_back);
	suite_add_tcase(s, t);
	return s;
}
