/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several buyers at once: the last unit is sold once. */
#include <check.h>
#include <sys/wait.h>
#include <unistd.h>
#include "shipping/shop.h"

static int reserved(uint64_t sku)
{
	struct stock s;

	stock_get_many(&shop, &sku, 1, &s);
	return s.reserved;
}

enum { BUYERS = 4, TRIES = 10, THERE = 25 };

/* In a process of its own, with a connection of its own; the exit code says how many it got. */
static void buy(int buyer)
{
	struct app *app = support_app_again(shop_app);
	struct order_answer a;
	int got = 0;

	shop_app = app;
	shop = support_work(app);
	for (int i = 0; i < TRIES; i++) {
		struct order_draft d =
			shop_draft(arena_printf(shop.arena, "1380000%d%03d", buyer, i),
				   (const struct shop_want[]){ { "A", 1 }, { "B", 1 } }, 2);
		got += order_place(&shop, &d, &a) == ORDER_OK;
	}
	_exit(got);
}

START_TEST(the_last_one_is_sold_once)
{
	uint64_t a = shop_goods("A", THERE, false), b = shop_goods("B", 100, false);
	pid_t children[BUYERS];
	int sold = 0;

	for (int i = 0; i < BUYERS; i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0)
			buy(i + 1);
	}
	for (int i = 0; i < BUYERS; i++) {
		int status;
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status));
		sold += WEXITSTATUS(status);
	}
	ck_assert_int_eq(sold, THERE);
	ck_assert_int_eq(reserved(a), THERE);
	ck_assert_int_eq(reserved(b), THERE);
	shop_check();
}
END_TEST

Suite *stock_at_once_suite(void)
{
	Suite *s = suite_create("stock_at_once");
	TCase *tc = tcase_create("at once");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, the_last_one_is_sold_once);
	suite_add_tcase(s, tc);
	return s;
}
