/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reply templates: written in each language, chosen for an answer, filled in as it goes out. */
#include "feedback/wording.h"
#include "order/door.h"

static const struct {
	const char *body, *filled, *unknown;
} rows[] = {
	{ "No places", "No places", NULL },
	{ "Dear {name},", "Dear Lin,", NULL },
	{ "{order}{name}{order}", "R7LinR7", NULL },
	{ "Dear {nmae}, {order}", "Dear {nmae}, R7", "{nmae}" },
	{ "a { b } {", "a { b } {", NULL },
	{ "{{name}}", "{Lin}", NULL },
	{ "{name", "{name", NULL },
	{ "您好 {name}，{姓名}", "您好 Lin，{姓名}", "{姓名}" },
	{ "", "", NULL },
};

START_TEST(places_are_filled)
{
	struct arena *a = arena_new();
	struct wording_facts f = { "Lin", "R7" };

	ck_assert_str_eq(wording_fill(a, rows[_i].body, &f), rows[_i].filled);
	ck_assert_pstr_eq(wording_unknown(a, rows[_i].body), rows[_i].unknown);
	arena_free(a);
}
END_TEST

static struct browser staff;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
}

static struct answer *post(const char *tail, const char *fields)
{
	browser_get(&staff, "/desk/wordings/new");
	return door_post_tree(&staff, door_path("/desk/wordings%s", tail), fields);
}

static const char *newest(const char *table, const char *path)
{
	return door_path("%s/%lld", path,
			 (long long)support_number(door_path("SELECT MAX(id) FROM %s", table)));
}

START_TEST(they_are_kept_changed_and_removed)
{
	struct browser viewer = door_staff(2);
	const char *one;

	ck_assert_str_eq(door_errors(post("", "body_en=x")), "/name required");
	ck_assert_str_eq(door_errors(post("", "name=Late")), "/body_en required");
	ck_assert_str_eq(door_errors(post("", "name=Late&body_zh=%7Bnmae%7D")),
			 "/body_zh unknown_place");
	door_want(post("", "name=Late&body_en=Dear+%7Bname%7D"), 200);
	one = newest("reply_template", "");
	door_shows(browser_get(&staff, door_path("/desk/wordings%s", one)), "Dear {name}");
	door_want(post(one, "name=Very+late&body_en=Dear+%7Bname%7D&version=1"), 200);
	door_want(post(one, "name=Mine&body_en=x&version=1"), 409);
	door_shows(browser_get(&staff, "/desk/wordings"), "Very late");
	door_want(browser_get(&viewer, "/desk/wordings"), 403);
	door_want(post(door_path("%s/remove", one), ""), 204);
	door_want(browser_get(&staff, door_path("/desk/wordings%s", one)), 404);
	door_want(post(one, "name=Mine&body_en=x"), 404);
}
END_TEST

START_TEST(an_answer_begins_with_one_and_names_who_reads_it)
{
	struct order *o = door_order("A", 2);
	struct item_draft d = { .customer_id = o->customer_id,
				.order_id = o->id,
				.source = ITEM_MESSAGE,
				.body = "Where is it?",
				.lang = LANG_EN };
	struct answer *page;
	const char *one, *id;

	(void)message_from_customer(&shop, &d, MESSAGE_BY_PAGE);
	one = newest("feedback_item", "/desk/inbox");
	ck_assert_ptr_null(strstr(browser_get(&staff, one)->body, "Begin with this template"));
	door_want(post("", "name=Only+Chinese&body_zh=%E6%82%A8%E5%A5%BD"), 200);
	ck_assert_ptr_null(strstr(browser_get(&staff, one)->body, "Only Chinese"));
	door_want(post("", "name=Late&body_en=Dear+%7Bname%7D%2C+%7Border%7D+is+late."), 200);
	id = newest("reply_template", "") + 1;
	page = browser_get(&staff, door_path("%s?wording=%s", one, id));
	door_shows(page, "Dear {name}, {order} is late.</textarea>");
	door_is_masked(page);
	door_want(browser_get(&staff, door_path("%s?wording=7", one)), 200);
	door_want(door_post(&staff, door_path("%s/answer", one),
			    "body=Dear+%7Bname%7D%2C+%7Border%7D+is+late."),
		  303);
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM feedback_message m JOIN "
						  "customer c ON c.id = m.customer_id WHERE "
						  "m.is_ours AND m.body = CONCAT('Dear ', c.name, "
						  "', %s is late.')",
						  o->number)),
			 1);
	/* whom nobody knows by name is the shop's customer */
	support_sql("UPDATE customer SET name = ''");
	door_want(door_post(&staff, door_path("%s/answer", one), "body=Dear+%7Bname%7D"), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_message WHERE body = 'Dear "
					"customer'"),
			 1);
}
END_TEST

Suite *feedback_wording_suite(void)
{
	Suite *s = suite_create("feedback_wording");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("doors");

	tcase_add_loop_test(rules, places_are_filled, 0, N(rows));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, they_are_kept_changed_and_removed);
	tcase_add_test(tc, an_answer_begins_with_one_and_names_who_reads_it);
	suite_add_tcase(s, tc);
	return s;
}
