/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sixty-four processes claim at once: rewards are given as often as they may be, in all, in a
 * period, to each customer, and as far as stock and points go. */
#include <sys/wait.h>
#include <unistd.h>
#include "member/reward_shop.h"

enum { AT_ONCE = 64, MEMBERS = 4, REWARDS = 5, IN_ALL = 20 };

/* In a process of its own, with a connection of its own: one of each; the exit code has a bit for
 * each that it got. */
static void claim(const uint64_t *rewards, uint64_t customer, int ready)
{
	struct app *app = support_app_again(shop_app);
	struct claim c;
	int got = 0;
	char one;

	shop_app = app;
	shop_app->settings.member = true;
	shop = support_work(app);
	db_connect(shop.db);
	/* all of them are there before the first begins */
	while (read(ready, &one, 1) > 0)
		;
	for (int i = 0; i < REWARDS; i++)
		if (reward_claim(&shop, rewards[i], customer, &c) == REWARD_FITS)
			got |= 1 << i;
	_exit(got);
}

/* How many got each. */
static void all_claim(const uint64_t *rewards, const uint64_t *customers, int got[REWARDS])
{
	pid_t children[AT_ONCE];
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	for (int i = 0; i < AT_ONCE; i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0) {
			close(ends[1]);
			claim(rewards, customers[i % MEMBERS], ends[0]);
		}
	}
	close(ends[0]);
	close(ends[1]);
	for (int i = 0; i < AT_ONCE; i++) {
		int status;

		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) < 1 << REWARDS);
		for (int k = 0; k < REWARDS; k++)
			got[k] += WEXITSTATUS(status) >> k & 1;
	}
}

static void members(uint64_t *ids, int n, int64_t points)
{
	shop_app->settings.member = true;
	for (int i = 0; i < n; i++) {
		struct order_draft d = shop_draft(arena_printf(shop.arena, "1380001%04d", i),
						  (const struct shop_want[]){ { "A", 1 } }, 1);
		struct order_answer a;

		ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
		ids[i] = a.order->customer_id;
		ck_assert_int_eq(member_adjust(&shop, ids[i], points, "x"), MEMBER_OK);
	}
	support_sql("UPDATE customer SET provisional = 0");
}

static uint64_t limited(int points, int total, int customer, int period, int stock)
{
	struct reward r = a_reward();

	r.points = points;
	r.limit_total = total;
	r.limit_customer = customer;
	r.limit_period = period;
	r.period = PERIOD_YEAR;
	r.stock = stock;
	return reward_made(r);
}

START_TEST(no_oftener_than_they_may_be)
{
	uint64_t ids[MEMBERS];
	const uint64_t rewards[REWARDS] = {
		limited(0, IN_ALL, 0, 0, REWARD_NO_STOCK), limited(0, 0, 5, 0, REWARD_NO_STOCK),
		limited(0, 0, 0, IN_ALL, REWARD_NO_STOCK), limited(0, 0, 0, 0, IN_ALL),
		limited(100, 0, 0, 0, REWARD_NO_STOCK),
	};
	int got[REWARDS] = { 0 };

	/* each can pay for five */
	members(ids, MEMBERS, 599);
	all_claim(rewards, ids, got);
	for (int i = 0; i < REWARDS; i++) {
		ck_assert_int_eq(got[i], IN_ALL);
		ck_assert_int_eq(taken_of(rewards[i]), IN_ALL);
	}
	ck_assert_int_eq(support_number("SELECT SUM(usable) FROM member_account"), MEMBERS * 99);
	ck_assert_int_eq(support_number("SELECT MIN(usable) FROM member_account"), 99);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM promotion_code"), REWARDS * IN_ALL);
}
END_TEST

Suite *member_rewards_at_once_suite(void)
{
	Suite *s = suite_create("member_rewards_at_once");
	TCase *t = tcase_create("at once");

	tcase_add_checked_fixture(t, door_setup, door_teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, no_oftener_than_they_may_be);
	suite_add_tcase(s, t);
	return s;
}
