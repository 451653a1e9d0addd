/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of what customers say, of their points, and of who may be the same person. */
#include <string.h>
#include "exchange/exports.h"
#include "member/member.h"

static struct browser owner;
static struct order *order;

static void setup(void)
{
	door_setup();
	owner = door_staff(1);
	order = door_order("A", 2);
}

/* Somebody of this role, who is staff 2. */
static struct browser colleague(const char *role)
{
	support_sql(door_path("UPDATE staff SET role = '%s' WHERE id = 2", role));
	return door_staff(2);
}

static void has(const char *text, const char *what)
{
	ck_assert_msg(strstr(text, what) != NULL, "%s is not in %.900s", what, text);
}

static void has_not(const char *text, const char *what)
{
	ck_assert_msg(strstr(text, what) == NULL, "%s is in %.900s", what, text);
}

static void add_review(int id, int stars, const char *body)
{
	support_sql(door_path(
		"INSERT INTO review (id, order_id, order_line_id, customer_id, stars, tags, body, "
		"lang, anonymous, created_at, state, reply, replied_at) SELECT %d, o.id, l.id, "
		"o.customer_id, %d, 3, '%s', 0, 0, UTC_TIMESTAMP(6), 0, '@sorry', "
		"UTC_TIMESTAMP(6) FROM orders o JOIN order_line l ON l.order_id = o.id WHERE o.id "
		"= %llu LIMIT 1",
		id, stars, body, (unsigned long long)order->id));
}

START_TEST(reviews_leave_as_the_list_is_filtered)
{
	const char *text;

	add_review(7, 2, "=1+1");
	text = exports_text(&owner, "list=reviews&format=csv");
	ck_assert_uint_eq(exports_rows(text), 1);
	has(text, door_path(",2,%s,", order->number));
	has(text, ",Shown,");
	has(text, "; ");
	/* what customers and colleagues typed is no formula */
	has(text, "'=1+1");
	has(text, "'@sorry");
	ck_assert_uint_eq(exports_rows(exports_text(&owner,
						    "list=reviews&format=csv&filters=view%3Dlow")),
			  1);
	ck_assert_uint_eq(exports_rows(exports_text(&owner,
						    "list=reviews&format=csv&filters=view%3Dopen")),
			  0);
	support_sql("INSERT INTO review_word (review_id, word, sku_id, week, stars) VALUES (7, "
		    "'leaky', 5, 2, 2)");
	ck_assert_uint_eq(
		exports_rows(exports_text(&owner, "list=reviews&format=csv&filters=word%3Dleaky")),
		1);
	ck_assert_uint_eq(
		exports_rows(exports_text(&owner, "list=reviews&format=csv&filters=word%3Dround")),
		0);
	door_shows(browser_get(&owner, "/desk/reviews?view=low"),
		   "/desk/exports/new?list=reviews&amp;view=low");
}
END_TEST

static void add_item(int id, int shelf, int stars, const char *body)
{
	support_sql(door_path("INSERT INTO feedback_item (id, customer_id, order_id, source, "
			      "state, shelf, later, score, body, lang, owner_id, opened_at, "
			      "due_at) SELECT %d, o.customer_id, o.id, 0, %d, %d, 1, %d, '%s', 0, "
			      "IF(%d = 1, 1, NULL), UTC_TIMESTAMP(6), '9999-12-31' FROM orders o "
			      "WHERE o.id = %llu",
			      id, shelf == 0 ? 0 : shelf + 1, shelf, stars, body, shelf,
			      (unsigned long long)order->id));
}

START_TEST(the_inbox_leaves_as_each_view_has_it)
{
	static const struct {
		const char *filters;
		size_t rows;
	} views[] = {
		{ "", 2 },
		{ "view%3Dtodo", 2 },
		{ "view%3Dlow", 1 },
		{ "view%3Dmine", 1 },
		{ "view%3Dwaiting", 1 },
		{ "view%3Dresolved", 1 },
		{ "view%3Dhidden", 0 },
		{ "view%3Dtodo%26stars%3D1", 1 },
		{ "view%3Dtodo%26from%3D2090-01-01", 0 },
	};
	const char *text;

	add_item(5, 0, 0, "=1+1");
	add_item(6, 0, 1, "broken");
	add_item(7, 1, 0, "waits");
	add_item(8, 2, 0, "done");
	for (int i = 0; i < N(views); i++)
		ck_assert_msg(exports_rows(exports_text(&owner, door_path("list=inbox&format=csv&"
									  "filters=%s",
									  views[i].filters))) ==
				      views[i].rows,
			      "%s", views[i].filters);
	text = exports_text(&owner, "list=inbox&format=csv&in_full=1");
	has(text, door_path(",%s,", order->number));
	has(text, "'=1+1");
	has(text, "林雨晴");
	text = exports_text(&owner, "list=inbox&format=csv");
	has_not(text, "林雨晴");
	text = exports_text(&owner, "list=inbox&format=csv&filters=view%3Dwaiting");
	has(text, ",Waiting for customer,");
	door_want(door_post_tree(&owner, "/desk/exports",
				 "list=inbox&format=csv&filters=view%3Dmoon"),
		  422);
	door_shows(browser_get(&owner, "/desk/inbox?view=low"),
		   "/desk/exports/new?list=inbox&amp;view=low");
}
END_TEST

/* It is no one customer's, and says of which item and topic it is. */
START_TEST(what_a_topic_raised_leaves_too)
{
	const char *text;

	support_sql("INSERT INTO feedback_item (id, source, state, shelf, later, lang, opened_at, "
		    "due_at) VALUES (9, 4, 0, 0, 1, 0, UTC_TIMESTAMP(6), '9999-12-31')");
	support_sql("INSERT INTO feedback_alarm (item_id, sku_id, topic, cause, week, n_now, "
		    "n_before, all_now, all_before, chance) SELECT 9, id, 0, 1, 2, 5, 0, 9, 9, "
		    "0.001 FROM sku WHERE code = 'A'");
	text = exports_text(&owner, "list=inbox&format=csv&filters=sku%3DA");
	ck_assert_uint_eq(exports_rows(text), 1);
	has(text, ",New,,,,,,A,");
	has(text, ",Packaging,");
}
END_TEST

/* More than a batch, each once. */
START_TEST(every_entry_of_points_leaves_once)
{
	enum { MANY = 53 };
	struct customer c;
	const char *text;

	shop_app->settings.member = true;
	shop.actor = (struct actor){ ACTOR_STAFF, 1 };
	ck_assert(customer_get(&shop, order->customer_id, &c));
	for (int i = 1; i <= MANY; i++)
		ck_assert_int_eq(member_adjust(&shop, c.id, 1000 + i, i == 1 ? "=1+1" : "a gift"),
				 MEMBER_OK);
	text = exports_text(&owner, "list=points&format=csv");
	ck_assert_int_eq(exports_rows(text), support_number("SELECT COUNT(*) FROM member_entry"));
	for (int i = 1; i <= MANY; i++)
		has(text, door_path(",%s,Given by the shop,0,%d,0,0,,", c.number, 1000 + i));
	has(text, ",\"'=1+1\",");
	has_not(text, ",=1+1");
}
END_TEST

/* More pairs than a page has. */
START_TEST(who_may_be_one_person_leaves_masked)
{
	enum { PEOPLE = 11 };
	struct customer c;
	const char *text;

	ck_assert(customer_get(&shop, order->customer_id, &c));
	for (int i = 1; i < PEOPLE; i++) {
		struct order_draft d = door_draft("B", 1);

		d.contact.email = door_path("anne%d@work.example", i);
		d.contact.name = "=林小雨";
		door_order_of(d);
	}
	text = exports_text(&owner, "list=alike&format=csv");
	ck_assert_uint_eq(exports_rows(text), PEOPLE * (PEOPLE - 1) / 2);
	has(text, c.number);
	has(text, "same phone");
	has_not(text, ANNE);
	has_not(text, "=林小雨");
	has_not(text, "anne1@work.example");
	text = exports_text(&owner, "list=alike&format=csv&in_full=1");
	has(text, "'=林小雨");
	has_not(text, ",=林小雨");
	has(text, "anne1@work.example");
}
END_TEST

static const struct {
	const char *role, *list;
	int status;
} permissions[] = {
	{ "finance", "reviews", 422 },   { "finance", "inbox", 422 },
	{ "finance", "points", 422 },    { "finance", "alike", 422 },
	{ "marketing", "reviews", 303 }, { "marketing", "inbox", 303 },
	{ "marketing", "points", 422 },  { "marketing", "alike", 422 },
	{ "manager", "points", 303 },    { "manager", "alike", 303 },
	{ "care", "reviews", 403 },      { "care", "points", 403 },
};

START_TEST(each_is_for_who_may_see_the_list)
{
	for (int i = 0; i < N(permissions); i++) {
		struct browser b = colleague(permissions[i].role);
		const struct answer *a =
			door_post(&b, "/desk/exports",
				  door_path("list=%s&format=csv", permissions[i].list));

		ck_assert_msg(a->status == permissions[i].status, "%s %s: %d", permissions[i].role,
			      permissions[i].list, a->status);
	}
}
END_TEST

/* A second factor of long ago is not enough. */
START_TEST(the_second_factor_is_asked_for_again)
{
	support_sql("UPDATE session SET stepped_up_at = NULL");
	door_shows(door_post(&owner, "/desk/exports", "list=points&format=csv"),
		   "Confirm that it’s you");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task"), 0);
}
END_TEST

Suite *exchange_export_people_suite(void);

Suite *exchange_export_people_suite(void)
{
	Suite *s = suite_create("exchange_export_people");
	TCase *tc = tcase_create("export_people");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, reviews_leave_as_the_list_is_filtered);
	tcase_add_test(tc, the_inbox_leaves_as_each_view_has_it);
	tcase_add_test(tc, what_a_topic_raised_leaves_too);
	tcase_add_test(tc, every_entry_of_points_leaves_once);
	tcase_add_test(tc, who_may_be_one_person_leaves_masked);
	tcase_add_test(tc, each_is_for_who_may_see_the_list);
	tcase_add_test(tc, the_second_factor_is_asked_for_again);
	suite_add_tcase(s, tc);
	return s;
}
