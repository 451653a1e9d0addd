/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Production at the desk and for programs: what waits, one act that starts it, what came of it. */
#include "order/door.h"
#include "production/production.h"
#include "task.h"

#define BENCH PERM_BIT(PERM_PRODUCTION)

static void sell_mugs(void)
{
	shop_sku("MUG", PRODUCT_GOODS, true);
}

static char *batch_path(const char *tail)
{
	return door_path("/desk/production/%lld%s",
			 (long long)support_number("SELECT MAX(id) FROM production_order"), tail);
}

START_TEST(one_act_starts_all_of_a_kind)
{
	struct browser zhou = door_staff(1);
	struct order *a, *b;
	struct answer *got;

	sell_mugs();
	got = browser_get(&zhou, "/desk/production");
	door_want(got, 200);
	door_shows(got, "Nothing waits to be made");
	a = door_order("MUG", 2);
	b = door_order("MUG", 3);
	got = browser_get(&zhou, "/desk/production");
	door_shows(got, "5 pieces");
	door_shows(got, a->number);
	door_shows(got, b->number);
	door_is_masked(got);
	door_want(door_post(&zhou, "/desk/production", "sku=MUG&start=1"), 303);
	got = browser_get(&zhou, batch_path(""));
	door_want(got, 200);
	door_shows(got, a->number);
	door_shows(got, "In production");
	door_hides(browser_get(&zhou, "/desk/production"), "5 pieces");
	got = browser_get(&zhou, batch_path("/sheet"));
	door_want(got, 200);
	door_shows(got, "Work sheet");
	door_is_masked(got);
	door_want(door_post(&zhou, batch_path("/finish"), "version=1&made=4&scrapped=1"), 422);
	got = door_post(&zhou, batch_path("/finish"), "version=1&made=9&why=x");
	door_want(got, 422);
	door_shows(got, "5 at most");
	door_shows(got, "value=\"9\"");
	door_want(door_post(&zhou, batch_path("/finish"),
			    "version=1&made=4&scrapped=1&why=a+crack"),
		  303);
	got = browser_get(&zhou, batch_path(""));
	door_shows(got, "a crack");
	door_hides(got, "/finish");
	got = browser_get(&zhou, door_path("/desk/orders/%s", a->number));
	door_shows(got, "Production · MUG ×2");
	shop_check();
}
END_TEST

START_TEST(some_are_chosen)
{
	struct browser zhou = door_staff(1);
	struct order *a, *b;
	struct answer *got;

	sell_mugs();
	a = door_order("MUG", 2);
	b = door_order("MUG", 3);
	got = browser_get(&zhou, "/desk/production/new?sku=MUG");
	door_want(got, 200);
	door_shows(got, a->number);
	door_want(browser_get(&zhou, "/desk/production/new"), 200);
	got = door_post(&zhou, "/desk/production",
			door_path("sku=MUG&start=1&note=blue&lines.0.line=%llu&lines.0.quantity=4&"
				  "lines.1.line=%llu&lines.1.quantity=0",
				  (unsigned long long)a->lines[0].id,
				  (unsigned long long)b->lines[0].id));
	door_want(got, 422);
	door_shows(got, "Fewer of it are left to be made.");
	door_shows(got, "value=\"4\"");
	door_shows(got, "value=\"blue\"");
	got = door_post(&zhou, "/desk/production", "sku=NONE&start=1");
	door_want(got, 422);
	door_shows(got, "There is no such SKU");
	got = door_post(&zhou, "/desk/production", "sku=A&start=1");
	door_shows(got, "Nothing of it can be made now.");
	got = door_post(&zhou, "/desk/production",
			door_path("sku=MUG&start=1&do_plan=1&due=2099-01-02&planned=5&"
				  "lines.0.line=%llu&lines.0.quantity=2",
				  (unsigned long long)a->lines[0].id));
	door_want(got, 303);
	got = browser_get(&zhou, batch_path(""));
	door_shows(got, "Planned");
	door_want(door_post(&zhou, batch_path("/start"), "version=1"), 303);
	got = door_post(&zhou, batch_path("/start"), "version=1");
	door_want(got, 409);
	got = door_post(&zhou, batch_path("/finish"), "version=1&made=5");
	door_want(got, 409);
	door_shows(got, "Somebody else has just changed this batch");
	door_want(door_post(&zhou, batch_path("/finish"), "version=2&made=5"), 303);
	got = door_post(&zhou, batch_path("/finish"), "version=3&made=5");
	door_want(got, 409);
	shop_check();
}
END_TEST

/* As many orders as a request works at. */
START_TEST(a_large_batch_keeps_to_its_bound)
{
	struct browser zhou = door_staff(1);

	sell_mugs();
	for (int i = 0; i < PRODUCTION_LINES_AT_ONCE; i++)
		door_order("MUG", 1);
	door_want(door_post(&zhou, "/desk/production", "sku=MUG&start=1&due=2099-01-02"), 303);
	ck_assert_int_eq(support_number("SELECT planned FROM production_order"),
			 PRODUCTION_LINES_AT_ONCE);
	door_want(door_post(&zhou, batch_path("/finish"),
			    door_path("made=%d", PRODUCTION_LINES_AT_ONCE)),
		  303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task"), 0);
	shop_check();
}
END_TEST

static void order_more(int n)
{
	for (int i = 0; i < n; i++)
		door_order("MUG", 1);
}

/* The task's page, when it was worked at. */
static struct answer *worked(struct browser *b, struct answer *asked)
{
	door_want(asked, 303);
	ck_assert(task_run_due(shop.app));
	return browser_get(b, answer_header(asked, "Location"));
}

/* As many as a batch may have, and one more, which is left for the next. */
START_TEST(a_larger_one_is_worked_at_by_a_task)
{
	enum { LINES = PRODUCTION_LINES_MAX };
	struct browser zhou = door_staff(1);
	struct answer *got;

	sell_mugs();
	order_more(LINES + 1);
	got = worked(&zhou, door_post(&zhou, "/desk/production", "sku=MUG"));
	door_shows(got, "A new batch");
	door_shows(got, batch_path("\""));
	got = browser_get(&zhou, batch_path(""));
	ck_assert_int_eq(cJSON_GetArraySize(
				 json_get(json_get(door_tree(&zhou, batch_path("")), "batch"),
					  "lines")),
			 LINES);
	got = worked(&zhou, door_post(&zhou, batch_path("/start"), "version=1"));
	ck_assert_int_eq(support_number("SELECT SUM(in_production) FROM order_line"), LINES);
	/* what cannot be is said at once */
	door_want(door_post(&zhou, batch_path("/start"), "version=2"), 409);
	door_want(door_post(&zhou, batch_path("/finish"), "version=2&made=101"), 422);
	got = worked(&zhou, door_post(&zhou, batch_path("/finish"),
				      door_path("version=2&made=%d", LINES)));
	door_shows(got, "Record what came of a batch");
	ck_assert_int_eq(support_number("SELECT SUM(made) FROM production_line"), LINES);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_line WHERE wait = 1"), 1);
	door_shows(browser_get(&zhou, "/desk/production"), "1 piece");
	shop_check();
}
END_TEST

/* Between the request and the task somebody else may be at it. */
START_TEST(a_task_that_comes_too_late_says_so)
{
	struct browser zhou = door_staff(1);
	struct answer *asked;
	struct production_answer a;

	sell_mugs();
	order_more(PRODUCTION_LINES_AT_ONCE + 1);
	asked = door_post(&zhou, "/desk/production", "sku=MUG&start=1");
	door_want(asked, 303);
	ck_assert_int_eq(production_plan(&shop, &(struct production_draft){ .sku = "MUG" }, &a),
			 PRODUCTION_OK);
	ck_assert_uint_eq(a.n_lines, PRODUCTION_LINES_AT_ONCE + 1);
	door_shows(worked(&zhou, asked), "Nothing of it can be made now.");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM production_order"), 1);
	ck_assert_int_eq(support_number("SELECT SUM(in_production) FROM order_line"), 0);
	shop_check();
}
END_TEST

START_TEST(what_may_not_be_made_yet_says_why)
{
	struct browser zhou = door_staff(1);
	struct order_answer said;
	struct answer *got;
	struct order *a;

	sell_mugs();
	a = door_order("MUG", 2);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ a->id, 0 }, "risk", INSTANT_NONE,
				    &said),
			 ORDER_OK);
	got = browser_get(&zhou, "/desk/production");
	door_shows(got, "2 more cannot be made yet");
	door_shows(got, "This order is on hold.");
	door_hides(got, "Start all");
}
END_TEST

START_TEST(only_who_may_makes)
{
	struct browser wei = door_staff(2);
	struct answer *got;

	sell_mugs();
	door_order("MUG", 2);
	door_want(browser_get(&wei, "/desk/production"), 403);
	got = door_api(ALL_ORDERS, "GET", "/api/v1/production", NULL);
	door_want(got, 403);
	got = door_api(BENCH, "POST", "/api/v1/production", "{\"sku\":\"MUG\"}");
	door_want(got, 201);
	ck_assert_int_eq(support_number("SELECT state FROM production_order"), PRODUCTION_PLANNED);
	got = door_api(BENCH, "POST", door_path("/api/v1%s", batch_path("/start") + 5), "{}");
	door_want(got, 200);
	got = door_api(BENCH, "POST", door_path("/api/v1%s", batch_path("/finish") + 5),
		       "{\"made\":2,\"version\":1}");
	door_want(got, 409);
	got = door_api(BENCH, "POST", door_path("/api/v1%s", batch_path("/finish") + 5),
		       "{\"made\":0}");
	door_want(got, 422);
	ck_assert_str_eq(door_error(got), "/why required");
	got = door_api(BENCH, "POST", door_path("/api/v1%s", batch_path("/finish") + 5),
		       "{\"made\":2}");
	door_want(got, 200);
	got = door_api(BENCH, "GET", door_path("/api/v1%s", batch_path("") + 5), NULL);
	door_want(got, 200);
	door_want(door_api(BENCH, "GET", "/api/v1/production/7", NULL), 404);
	shop_check();
}
END_TEST

Suite *production_web_suite(void)
{
	Suite *s = suite_create("production_web");
	TCase *tc = tcase_create("pages");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, one_act_starts_all_of_a_kind);
	tcase_add_test(tc, some_are_chosen);
	tcase_add_test(tc, a_large_batch_keeps_to_its_bound);
	tcase_add_test(tc, a_larger_one_is_worked_at_by_a_task);
	tcase_add_test(tc, a_task_that_comes_too_late_says_so);
	tcase_add_test(tc, what_may_not_be_made_yet_says_why);
	tcase_add_test(tc, only_who_may_makes);
	suite_add_tcase(s, tc);
	return s;
}
