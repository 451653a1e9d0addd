/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags on orders: put on and taken off by one and by many, told, listed, and filtered by. */
#include "order/door.h"
#include "task.h"

static struct order *hers, *his;
static struct browser owner;
static struct order_answer answer;

static void setup(void)
{
	door_setup();
	hers = door_order("A", 1);
	his = door_order("B", 1);
	owner = door_staff(1);
}

static enum order_refusal put_on(const struct order *o, const char *name)
{
	return order_tag_add(&shop, (struct order_ref){ o->id, 0 }, name, &answer);
}

static enum order_refusal take_off(const struct order *o, const char *name)
{
	return order_tag_remove(&shop, (struct order_ref){ o->id, 0 }, name, &answer);
}

static const char *tags_of(const struct order *o)
{
	cJSON *tags;

	order_tags_of(&shop, &o->id, 1, &tags);
	return json_text(shop.arena, tags);
}

START_TEST(a_tag_is_one_in_whatever_case)
{
	int version = door_look(hers)->version;

	ck_assert_int_eq(put_on(hers, "Gift"), ORDER_OK);
	ck_assert_int_eq(put_on(hers, "gift"), ORDER_OK);
	ck_assert_int_eq(put_on(his, "GIFT"), ORDER_OK);
	ck_assert_str_eq(tags_of(hers), "[\"Gift\"]");
	ck_assert_str_eq(tags_of(his), "[\"Gift\"]");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_tag"), 1);
	ck_assert_int_eq(support_number("SELECT n_orders FROM order_tag"), 2);
	ck_assert_int_eq(shop_events(EVENT_TAGGED), 2);
	ck_assert_int_eq(door_look(hers)->version, version + 1);
	ck_assert_int_eq(take_off(hers, "gIFT"), ORDER_OK);
	ck_assert_str_eq(tags_of(hers), "[]");
	ck_assert_int_eq(support_number("SELECT n_orders FROM order_tag"), 1);
	ck_assert_int_eq(shop_events(EVENT_UNTAGGED), 1);
	shop_check();
}
END_TEST

START_TEST(what_is_not_there_is_not_taken_off)
{
	ck_assert_int_eq(take_off(hers, "gift"), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "no_such_tag");
	ck_assert_int_eq(put_on(his, "gift"), ORDER_OK);
	ck_assert_int_eq(take_off(hers, "gift"), ORDER_NOT_NOW);
	ck_assert_int_eq(shop_events(EVENT_UNTAGGED), 0);
	for (int i = 0; i < ORDER_TAGS_MAX; i++)
		ck_assert_int_eq(put_on(hers, door_path("tag %d", i)), ORDER_OK);
	ck_assert_int_eq(put_on(hers, "one more"), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "too_many_tags");
	ck_assert_int_eq(put_on(hers, "tag 3"), ORDER_OK);
	shop_check();
}
END_TEST

#define OF_HERS door_path("/desk/orders/%s/tags", hers->number)

START_TEST(the_desk_puts_them_on_and_takes_them_off)
{
	struct browser viewer = door_staff(2);
	struct answer *a;

	door_want(browser_get(&owner, OF_HERS), 200);
	door_want(door_post(&owner, OF_HERS, "tag=to+wrap"), 303);
	a = browser_get(&owner, door_path("/desk/orders/%s", hers->number));
	door_shows(a, "href=\"/desk/orders?tag=to%20wrap\">to wrap</a>");
	door_shows(a, "Tag added");
	door_shows(browser_get(&owner, "/desk/orders"), ">to wrap</a>");
	a = door_post(&owner, OF_HERS, "tag=");
	door_want(a, 422);
	door_shows(a, "id=\"e-tag\"");
	door_shows(a, "Type the tag first");
	a = door_post(&owner, door_path("%s/remove", OF_HERS), "tag=other");
	door_want(a, 422);
	door_shows(a, "This order doesn’t have that tag.");
	door_want(door_post(&owner, door_path("%s/remove", OF_HERS), "tag=to+wrap"), 303);
	ck_assert_str_eq(tags_of(hers), "[]");
	door_want(door_post(&viewer, OF_HERS, "tag=x"), 403);
}
END_TEST

START_TEST(programs_put_them_on_too)
{
	struct answer *a =
		door_api(ALL_ORDERS, "POST", door_path("/api/v1/orders/%s/tags", hers->number),
			 "{\"tag\":\"gift\"}");

	door_want(a, 200);
	a = door_api(ALL_ORDERS, "GET", door_path("/api/v1/orders/%s", hers->number), NULL);
	ck_assert_str_eq(json_text(shop.arena, json_get(answer_json(a), "tags")), "[\"gift\"]");
	a = door_api(ALL_ORDERS, "GET", "/api/v1/orders?tag=Gift", NULL);
	ck_assert_str_eq(door_numbers(answer_json(a)), hers->number);
	ck_assert_str_eq(json_text(shop.arena,
				   json_get(json_get(answer_json(a), "orders")->child, "tags")),
			 "[\"gift\"]");
	a = door_api_if(ALL_ORDERS, "\"1\"", "POST",
			door_path("/api/v1/orders/%s/tags/remove", hers->number),
			"{\"tag\":\"gift\"}");
	door_want(a, 412);
	a = door_api(PERM_BIT(PERM_ORDERS_READ), "POST",
		     door_path("/api/v1/orders/%s/tags", hers->number), "{\"tag\":\"x\"}");
	door_want(a, 403);
}
END_TEST

START_TEST(the_list_is_filtered_by_them)
{
	const struct {
		const char *query, *wanted;
	} rows[] = {
		{ "?tag=gift", hers->number },
		{ "?tag=GIFT&view=to_ship", hers->number },
		{ "?tag=none", "" },
		{ "?tag=none&view=to_ship", "" },
		{ "?tag=gift&status=draft", "" },
		{ "?tag=gift&sku=A", hers->number },
		{ "?tag=gift&sku=B", "" },
		{ "?tag=gift&sort=due&view=to_ship", hers->number },
		{ "?tag=wrap", his->number },
		{ "?tag=wrap&q=0001", his->number },
	};

	ck_assert_int_eq(put_on(hers, "gift"), ORDER_OK);
	ck_assert_int_eq(put_on(his, "wrap"), ORDER_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *got =
			door_numbers(door_tree(&owner, door_path("/desk/orders%s", rows[i].query)));

		ck_assert_msg(!strcmp(got, rows[i].wanted), "%s: %s", rows[i].query, got);
	}
	door_shows(browser_get(&owner, "/desk/orders?tag=gift"), "Tag: gift");
	/* one that no order bears any more finds none, and is not offered */
	ck_assert_int_eq(take_off(hers, "gift"), ORDER_OK);
	ck_assert_str_eq(door_numbers(door_tree(&owner, "/desk/orders?tag=gift")), "");
	door_hides(browser_get(&owner, "/desk/orders"), "<option value=\"gift\">");
	door_shows(browser_get(&owner, "/desk/orders"), "<option value=\"wrap\">");
}
END_TEST

START_TEST(many_are_tagged_at_once)
{
	const char *both = door_path("&order=%llu&order=%llu", (unsigned long long)hers->id,
				     (unsigned long long)his->id);
	struct answer *a;
	cJSON *tree;

	a = door_post(&owner, "/desk/orders/bulk", door_path("act=tag%s", both));
	door_shows(a, "name=\"tag\"");
	a = door_post(&owner, "/desk/orders/bulk/do", door_path("act=tag%s", both));
	door_want(a, 422);
	door_shows(a, "id=\"e-tag\"");
	door_want(door_post(&owner, "/desk/orders/bulk/do", door_path("act=tag&tag=gift%s", both)),
		  303);
	while (task_run_due(shop_app))
		continue;
	ck_assert_str_eq(tags_of(his), "[\"gift\"]");
	ck_assert_int_eq(take_off(his, "gift"), ORDER_OK);
	a = door_post(&owner, "/desk/orders/bulk", door_path("act=untag%s", both));
	door_shows(a, "<option>gift</option>");
	a = door_post(&owner, "/desk/orders/bulk/do", door_path("act=untag&tag=gift%s", both));
	door_want(a, 303);
	while (task_run_due(shop_app))
		continue;
	tree = door_tree(&owner, answer_header(a, "Location"));
	ck_assert_int_eq(json_get_int(tree, "n_ok"), 1);
	ck_assert_str_eq(json_get_text(json_get(tree, "failed")->child, "why"), "no_such_tag");
	ck_assert_str_eq(tags_of(hers), "[]");
	shop_check();
}
END_TEST

Suite *order_tag_suite(void)
{
	Suite *s = suite_create("order_tag");
	TCase *tc = tcase_create("tags");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_tag_is_one_in_whatever_case);
	tcase_add_test(tc, what_is_not_there_is_not_taken_off);
	tcase_add_test(tc, the_desk_puts_them_on_and_takes_them_off);
	tcase_add_test(tc, programs_put_them_on_too);
	tcase_add_test(tc, the_list_is_filtered_by_them);
	tcase_add_test(tc, many_are_tagged_at_once);
	suite_add_tcase(s, tc);
	return s;
}
