/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sixty-four orders at once: a code is used as often as it may be, in all and by each customer. */
#include <check.h>
#include <sys/wait.h>
#include <unistd.h>
#include "promotion/shop.h"

enum { BUYERS = 16, TRIES = 4, IN_ALL = 20, FEW = 4, BY_ONE = 3 };

/* In a process of its own, with a connection of its own; the exit code says how many got it. */
static void buy(int buyer, const char *code, bool as_one)
{
	struct app *app = support_app_again(shop_app);
	struct order_answer a;
	int got = 0;

	shop_app = app;
	shop = support_work(app);
	for (int i = 0; i < TRIES; i++) {
		struct order_draft d =
			shop_draft(as_one ? ANNE
					  : arena_printf(shop.arena, "138%04d%04d", buyer, i),
				   (const struct shop_want[]){ { "A", 1 } }, 1);
		d.code = code;
		d.promoted = true;
		got += order_place(&shop, &d, &a) == ORDER_OK;
	}
	_exit(got);
}

static int all_buy(int buyers, const char *code, bool as_one)
{
	pid_t children[BUYERS];
	int got = 0;

	for (int i = 0; i < buyers; i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0)
			buy(i + 1, code, as_one);
	}
	for (int i = 0; i < buyers; i++) {
		int status;

		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status));
		got += WEXITSTATUS(status);
	}
	return got;
}

START_TEST(a_code_is_used_no_oftener_than_it_may_be)
{
	uint64_t id = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100,
					       .limit_total = IN_ALL),
				     "ALL");

	ck_assert_int_eq(all_buy(BUYERS, "ALL", false), IN_ALL);
	ck_assert_int_eq(promotion_used(id), IN_ALL);
	shop_check();
}
END_TEST

START_TEST(nor_by_one_customer)
{
	uint64_t id = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100,
					       .limit_customer = BY_ONE),
				     "ONE");

	/* they are known before all of them come at once */
	(void)door_order("A", 1);
	ck_assert_int_eq(all_buy(FEW, "ONE", true), BY_ONE);
	ck_assert_int_eq(promotion_used(id), BY_ONE);
	shop_check();
}
END_TEST

Suite *promotion_at_once_suite(void)
{
	Suite *s = suite_create("promotion_at_once");
	TCase *t = tcase_create("at once");

	tcase_add_checked_fixture(t, door_setup, door_teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_code_is_used_no_oftener_than_it_may_be);
	tcase_add_test(t, nor_by_one_customer);
	suite_add_tcase(s, t);
	return s;
}
