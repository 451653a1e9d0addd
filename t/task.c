/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks: one worker at a time, stopped by who asked, given up after five tries. */
#include "task.h"

#include <check.h>
#include "base/json.h"
#include "exchange/export.h"
#include "order/door.h"

static uint64_t ask(void)
{
	shop.actor = (struct actor){ ACTOR_STAFF, 1 };
	return export_ask(&shop,
			  &(struct export_draft){ EXPORT_PRODUCTS, EXPORT_CSV, "", false, LANG_EN },
			  0);
}

static enum task_state state(uint64_t id)
{
	struct task t;

	ck_assert(task_find(&shop, id, &t));
	return t.state;
}

START_TEST(a_task_is_done_once)
{
	uint64_t id = ask();

	ck_assert_int_eq(state(id), TASK_OPEN);
	ck_assert(task_run_due(shop_app));
	ck_assert_int_eq(state(id), TASK_DONE);
	ck_assert(!task_run_due(shop_app));
}
END_TEST

START_TEST(what_another_worker_has_is_left_alone)
{
	uint64_t id = ask();

	support_sql("UPDATE task SET owner = REPEAT('x', 16), "
		    "lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND");
	ck_assert(!task_run_due(shop_app));
	ck_assert_int_eq(state(id), TASK_OPEN);
}
END_TEST

START_TEST(who_asked_stops_it_and_nobody_else)
{
	struct browser owner = door_staff(1), other = door_staff(2);
	uint64_t id = ask();
	const char *page = door_path("/desk/tasks/%llu", (unsigned long long)id);
	const char *stop = door_path("%s/stop", page);

	door_want(door_post(&other, stop, ""), 404);
	ck_assert_int_eq(state(id), TASK_OPEN);
	/* who has no script sees how far it is all the same */
	door_shows(browser_get(&owner, page), "<noscript><meta http-equiv=\"refresh\"");
	door_want(door_post(&owner, stop, ""), 303);
	ck_assert_int_eq(state(id), TASK_STOPPED);
	door_hides(browser_get(&owner, page), "http-equiv");
	ck_assert(!task_run_due(shop_app));
	ck_assert(answer_has(browser_get(&owner, "/desk/tasks"), "Stopped"));
	ck_assert(!answer_has(browser_get(&other, "/desk/tasks"), "Stopped"));
}
END_TEST

/* It waits longer each time, so that what is broken does not keep the worker busy. */
START_TEST(what_never_works_is_given_up)
{
	uint64_t id = ask();

	support_sql("UPDATE task SET request = '{\"list\":\"nothing\"}'");
	for (int i = 0; i < 5; i++) {
		ck_assert_int_eq(state(id), TASK_OPEN);
		ck_assert(task_run_due(shop_app));
		ck_assert(!task_run_due(shop_app));
		support_sql("UPDATE task SET run_at = '2020-01-01'");
	}
	ck_assert_int_eq(state(id), TASK_FAILED);
	ck_assert(!task_run_due(shop_app));
}
END_TEST

Suite *task_suite(void);

Suite *task_suite(void)
{
	Suite *s = suite_create("task");
	TCase *tc = tcase_create("task");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, a_task_is_done_once);
	tcase_add_test(tc, what_another_worker_has_is_left_alone);
	tcase_add_test(tc, who_asked_stops_it_and_nobody_else);
	tcase_add_test(tc, what_never_works_is_given_up);
	suite_add_tcase(s, tc);
	return s;
}
