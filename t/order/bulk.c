/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on many orders: who is left out and why, and what the task does to the others. */
#include "order/bulk.h"
#include "order/door.h"

#define LIST "/desk/orders"

static struct order *first, *second, *held, *aside, *in_review;
static struct browser owner;

static void setup(void)
{
	struct order_answer a;
	struct order_draft d;

	door_setup();
	first = door_order("A", 1);
	second = door_order("A", 2);
	held = door_order("B", 1);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ held->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	held = door_look(held);
	d = door_draft("A", 1);
	d.as_draft = true;
	aside = door_order_of(d);
	shop_app->settings.review_quantity = 50;
	in_review = door_order("A", 51);
	shop_app->settings.review_quantity = 0;
	owner = door_staff(1);
}

static const char *ids(const struct order *const *o, size_t n)
{
	const char *all = "";

	for (size_t i = 0; i < n; i++)
		all = door_path("%s&order=%llu:%d", all, (unsigned long long)o[i]->id,
				o[i]->version);
	return all;
}
#define ALL_FIVE ids((const struct order *const[]){ first, second, held, aside, in_review }, 5)

/* Each act on each order: why it is left out; "" is not. */
START_TEST(each_act_leaves_some_out)
{
	const struct {
		enum bulk_act act;
		const char *first, *held, *aside, *in_review;
	} rows[] = {
		{ BULK_CONFIRM, "already_confirmed", "already_confirmed", "draft", "" },
		{ BULK_HOLD, "", "held", "", "" },
		{ BULK_RELEASE, "not_held", "", "not_held", "not_held" },
		{ BULK_NOTE, "", "", "", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct order *of[] = { first, held, aside, in_review };
		const char *wanted[] = { rows[i].first, rows[i].held, rows[i].aside,
					 rows[i].in_review };

		for (size_t k = 0; k < COUNT(of); k++) {
			const char *why = bulk_refuses(of[k], rows[i].act);
			ck_assert_msg(!strcmp(why ? why : "", wanted[k]), "%s of %zu: %s",
				      bulk_act_word[rows[i].act], k, why);
		}
	}
}
END_TEST

START_TEST(the_page_says_which_can)
{
	struct answer *a = door_post(&owner, LIST "/bulk", door_path("act=hold%s", ALL_FIVE));
	cJSON *tree;

	door_want(a, 200);
	door_shows(a, "4 of 5 orders can; 1 cannot:");
	door_shows(a, "This order is on hold.");
	door_shows(a, door_path(LIST "/%s\"", held->number));
	door_shows(a,
		   door_path("value=\"%llu:%d\"", (unsigned long long)first->id, first->version));
	door_hides(a, door_path("value=\"%llu:", (unsigned long long)held->id));
	tree = answer_json(
		door_post_tree(&owner, LIST "/bulk", door_path("act=release%s", ALL_FIVE)));
	ck_assert_int_eq(json_get_int(tree, "n_can"), 1);
	ck_assert_int_eq(json_get_int(tree, "n_cannot"), 4);
	door_shows(door_post(&owner, LIST "/bulk", "act=hold"), "No order is chosen.");
}
END_TEST

/* The page on, all that the filters find are one step away. */
START_TEST(all_that_were_found_are_a_second_step)
{
	struct answer *a;

	for (int i = 0; i < 60; i++)
		door_order("B", 1);
	a = browser_get(&owner, LIST "?sku=B");
	door_shows(a, "name=\"more\" value=\"1\"");
	a = door_post(&owner, LIST "/bulk",
		      door_path("act=note&more=1&query=sku%%3DB&order=%llu",
				(unsigned long long)held->id));
	door_shows(a, "The order can.");
	door_shows(a, "Take all that were found");
	a = door_post(&owner, LIST "/bulk", "act=note&query=sku%3DB&all=1");
	door_shows(a, "All 61 orders can.");
	door_hides(a, "Take all that were found");
}
END_TEST

static cJSON *after(struct answer *a)
{
	door_want(a, 303);
	while (task_run_due(shop_app))
		continue;
	return door_tree(&owner, answer_header(a, "Location"));
}

static int held_now(void)
{
	return (door_look(first)->hold_reason != NULL) + (door_look(second)->hold_reason != NULL);
}

/* What could not be done is listed; the others are done, by who asked. */
START_TEST(the_task_does_the_others)
{
	const char *sent = door_path("act=hold&reason=address%s", ALL_FIVE);
	struct order_answer a;
	struct answer *page;
	cJSON *tree;

	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ second->id, 0 }, "risk",
				    INSTANT_NONE, &a),
			 ORDER_OK);
	page = door_post(&owner, LIST "/bulk/do", sent);
	ck_assert_ptr_null(door_look(first)->hold_reason);
	tree = after(page);
	ck_assert_str_eq(json_get_text(tree, "state"), "done");
	ck_assert_int_eq(json_get_int(tree, "n_ok"), 3);
	ck_assert_int_eq(json_get_int(tree, "n_failed"), 2);
	ck_assert_str_eq(door_look(first)->hold_reason, "address");
	ck_assert_str_eq(door_look(second)->hold_reason, "risk");
	ck_assert_int_eq(held_now(), 2);
	page = browser_get(&owner, answer_header(page, "Location"));
	door_shows(page, "3 orders done. 2 could not be done:");
	door_shows(page, door_path(LIST "/%s\"", second->number));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE kind = 2 AND "
					"actor_kind = 2 AND actor_id = 1 AND to_value = "
					"'address'"),
			 3);
}
END_TEST

/* Sent twice with one key it is one task. */
START_TEST(twice_is_once)
{
	const char *fields = door_path("act=note&note=look%s", ALL_FIVE);

	browser_get(&owner, "/track");
	door_want(browser_post(&owner, LIST "/bulk/do", fields), 303);
	door_want(browser_post(&owner, LIST "/bulk/do", fields), 303);
	while (task_run_due(shop_app))
		continue;
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note WHERE body = 'look' AND "
					"staff_id = 1"),
			 5);
}
END_TEST

START_TEST(what_was_changed_meanwhile_stays)
{
	const char *sent = door_path("act=release%s", ALL_FIVE);
	struct order_answer a;
	cJSON *tree;

	ck_assert_int_eq(order_release(&shop, (struct order_ref){ held->id, 0 }, &a), ORDER_OK);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ held->id, 0 }, "payment",
				    INSTANT_NONE, &a),
			 ORDER_OK);
	tree = after(door_post(&owner, LIST "/bulk/do", sent));
	ck_assert_int_eq(json_get_int(tree, "n_ok"), 0);
	ck_assert_str_eq(door_look(held)->hold_reason, "payment");
}
END_TEST

START_TEST(what_is_missing_is_said_beside_its_field)
{
	const struct {
		const char *fields, *error;
	} rows[] = {
		{ "order=1", "/act required" },
		{ "act=sing&order=1", "/act not_a_choice" },
		{ "act=hold&reason=risk", "/order required" },
		{ "act=hold&order=1", "/reason required" },
		{ "act=note&order=1", "/note required" },
		{ "act=hold&reason=risk&order=x", "/order no_order" },
		{ "act=hold&reason=risk&order=1:x", "/order no_order" },
		{ "act=hold&reason=risk&order=1:", "/order no_order" },
		{ "act=hold&reason=risk&order=1:-1", "/order no_order" },
		{ "act=hold&reason=risk&order=1&until=2011-01-01", "/until too_early" },
	};
	struct browser viewer = door_staff(2);
	struct answer *a;

	for (size_t i = 0; i < COUNT(rows); i++) {
		a = door_post_tree(&owner, LIST "/bulk/do", rows[i].fields);
		door_want(a, 422);
		ck_assert_msg(!strcmp(door_error(a), rows[i].error), "%s: %s", rows[i].fields,
			      door_error(a));
	}
	a = door_post(&owner, LIST "/bulk/do", door_path("act=hold%s", ALL_FIVE));
	door_want(a, 422);
	door_shows(a, "id=\"e-reason\"");
	door_shows(a, "4 of 5 orders can; 1 cannot:");
	door_hides(browser_get(&viewer, LIST), "data-check");
	door_want(door_post(&viewer, LIST "/bulk/do", door_path("act=hold%s", ALL_FIVE)), 403);
}
END_TEST

Suite *order_bulk_suite(void)
{
	Suite *s = suite_create("order_bulk");
	TCase *tc = tcase_create("bulk");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, each_act_leaves_some_out);
	tcase_add_test(tc, the_page_says_which_can);
	tcase_add_test(tc, all_that_were_found_are_a_second_step);
	tcase_add_test(tc, the_task_does_the_others);
	tcase_add_test(tc, twice_is_once);
	tcase_add_test(tc, what_was_changed_meanwhile_stays);
	tcase_add_test(tc, what_is_missing_is_said_beside_its_field);
	suite_add_tcase(s, tc);
	return s;
}
