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
		{ BULK_PACK, "", "held", "draft", "in_review" },
		{ BULK_SHIP, "", "held", "draft", "in_review" },
		{ BULK_NOTE, "", "", "", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct order *of[] = { first, held, aside, in_review };
		const char *wanted[] = { rows[i].first, rows[i].held, rows[i].aside,
					 rows[i].in_review };

		for (size_t k = 0; k < COUNT(of); k++) {
			const char *why = bulk_refuses(&shop, of[k], rows[i].act);
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

static int64_t parcels_out(void)
{
	return support_number("SELECT COUNT(*) FROM parcel WHERE shipped_at IS NOT NULL");
}

/* All of what can leaves, with its number; why the others stay is said before. */
START_TEST(many_leave_with_their_numbers)
{
	const struct order *all[] = { first, second, held, aside, in_review };
	struct order *mates[] = { door_order("A", 1), door_order("A", 1) }, *packed;
	struct order_answer link;
	struct answer *a;
	cJSON *tree;

	packed = door_order("B", 1);
	ck_assert_int_eq(order_link(&shop, (struct order_ref){ mates[0]->id, 0 }, mates[1]->id,
				    LINK_TOGETHER, &link),
			 ORDER_OK);
	a = door_post(&owner, LIST "/bulk",
		      door_path("act=pack&order=%llu", (unsigned long long)packed->id));
	door_shows(a, "The order can.");
	tree = after(door_post(&owner, LIST "/bulk/do",
			       door_path("act=pack&order=%llu", (unsigned long long)packed->id)));
	ck_assert_int_eq(json_get_int(tree, "n_ok"), 1);
	ck_assert_int_eq(parcels_out(), 0);
	a = door_post(&owner, LIST "/bulk",
		      door_path("act=ship%s&order=%llu&order=%llu", ids(all, 5),
				(unsigned long long)mates[0]->id, (unsigned long long)packed->id));
	door_want(a, 200);
	door_shows(a, "3 of 7 orders can; 4 cannot:");
	door_shows(a, "It goes into one parcel with the order it is linked with.");
	door_shows(a, door_path("%s \n%s \n%s", first->number, second->number, packed->number));
	tree = after(door_post(
		&owner, LIST "/bulk/do",
		door_path("act=ship&carrier=sf&order=%llu&order=%llu&order=%llu&numbers=%s%%09SF"
			  "1402778133901%%0D%%0ASF1402778133902,%s",
			  (unsigned long long)first->id, (unsigned long long)second->id,
			  (unsigned long long)packed->id, packed->number, first->number)));
	ck_assert_int_eq(json_get_int(tree, "n_ok"), 2);
	ck_assert_int_eq(json_get_int(tree, "n_failed"), 0);
	ck_assert_int_eq(parcels_out(), 2);
	ck_assert_int_eq(door_look(first)->badge, BADGE_SHIPPED);
	ck_assert_int_eq(door_look(packed)->badge, BADGE_SHIPPED);
	ck_assert_int_eq(door_look(second)->badge, BADGE_PREPARING);
	ck_assert_int_eq(support_number(
				 door_path("SELECT COUNT(*) FROM parcel p JOIN parcel_line l ON "
					   "l.parcel_id = p.id WHERE p.tracking_number = "
					   "'SF1402778133902' AND l.order_id = %llu",
					   (unsigned long long)first->id)),
			 1);
	shop_check();
}
END_TEST

/* A number another parcel has is found when it is written: that order alone stays. */
START_TEST(a_number_that_is_taken_keeps_one_order_here)
{
	struct order *other = door_order("B", 1);
	const char *sent;
	cJSON *tree;

	shop_ship(other, "SF1402778133901");
	sent = door_path("act=ship&carrier=sf&order=%llu&order=%llu&numbers=SF1402778133901%%0A"
			 "SF1402778133902",
			 (unsigned long long)first->id, (unsigned long long)second->id);
	tree = after(door_post(&owner, LIST "/bulk/do", sent));
	ck_assert_int_eq(json_get_int(tree, "n_ok"), 1);
	ck_assert_str_eq(json_get_text(json_get(tree, "failed")->child, "why"),
			 "tracking_number_taken");
	ck_assert_str_eq(json_get_text(json_get(tree, "failed")->child, "number"), first->number);
	ck_assert_int_eq(door_look(first)->n_parcels, 0);
	ck_assert_int_eq(door_look(second)->badge, BADGE_SHIPPED);
	shop_check();
}
END_TEST

START_TEST(wrong_numbers_are_said_and_kept)
{
	const char *one = door_path("act=ship&order=%llu", (unsigned long long)first->id);
	const struct {
		const char *fields, *error;
	} rows[] = {
		{ "", "/carrier required" },
		{ "&carrier=owl", "/carrier unknown_carrier" },
		{ "&carrier=sf", "/numbers required" },
		{ "&carrier=sf&numbers=12", "/numbers bad_tracking_number" },
		{ "&carrier=sf&numbers=SF1402778133901%0ASF1402778133902",
		  "/numbers another_count" },
		{ "&carrier=own&numbers=SF1402778133901", "/numbers bad_tracking_number" },
	};
	struct answer *a;

	for (size_t i = 0; i < COUNT(rows); i++) {
		a = door_post_tree(&owner, LIST "/bulk/do", door_path("%s%s", one, rows[i].fields));
		door_want(a, 422);
		ck_assert_msg(!strcmp(door_error(a), rows[i].error), "%s: %s", rows[i].fields,
			      door_error(a));
	}
	a = door_post(&owner, LIST "/bulk/do",
		      door_path("%s&carrier=zto&numbers=%s+12", one, first->number));
	door_want(a, 422);
	door_shows(a, "Not a tracking number of this carrier: 12");
	door_shows(a, door_path("%s 12</textarea>", first->number));
	door_shows(a, "<option value=\"zto\" selected>");
	/* our own delivery has none */
	a = door_post(&owner, LIST "/bulk/do", door_path("%s&carrier=own", one));
	door_want(a, 303);
	after(a);
	ck_assert_int_eq(parcels_out(), 1);
}
END_TEST

/* Parcels are the warehouse's, the rest is not. */
START_TEST(each_act_has_its_permission)
{
	struct browser warehouse;

	support_sql("UPDATE staff SET role = 'warehouse' WHERE id = 2");
	warehouse = door_staff(2);
	door_shows(browser_get(&warehouse, LIST), "value=\"ship\"");
	door_hides(browser_get(&warehouse, LIST), "value=\"confirm\"");
	door_want(door_post(&warehouse, LIST "/bulk", door_path("act=ship%s", ALL_FIVE)), 200);
	door_want(door_post(&warehouse, LIST "/bulk", door_path("act=hold%s", ALL_FIVE)), 403);
	door_want(door_post(&warehouse, LIST "/bulk/do", door_path("act=note&note=x%s", ALL_FIVE)),
		  403);
	support_sql("UPDATE staff SET role = 'care' WHERE id = 2");
	door_hides(browser_get(&warehouse, LIST), "value=\"ship\"");
	door_want(door_post(&warehouse, LIST "/bulk/do",
			    door_path("act=ship&carrier=own%s", ALL_FIVE)),
		  403);
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
	tcase_add_test(tc, many_leave_with_their_numbers);
	tcase_add_test(tc, a_number_that_is_taken_keeps_one_order_here);
	tcase_add_test(tc, wrong_numbers_are_said_and_kept);
	tcase_add_test(tc, each_act_has_its_permission);
	tcase_add_test(tc, twice_is_once);
	tcase_add_test(tc, what_was_changed_meanwhile_stays);
	tcase_add_test(tc, what_is_missing_is_said_beside_its_field);
	suite_add_tcase(s, tc);
	return s;
}
