/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views of the desk's list: whose they are, what they hold, what is changed of them. */
#include "order/door.h"

#define LIST  "/desk/orders"
#define VIEWS "/desk/order-views"

static struct browser owner, viewer;

static void setup(void)
{
	door_setup();
	owner = door_staff(1);
	viewer = door_staff(2);
}

static cJSON *shown(struct browser *b, const char *query)
{
	return door_tree(b, door_path(LIST "%s", query));
}

/* The names of the views somebody sees. */
static const char *names(struct browser *b)
{
	const cJSON *one;
	const char *all = "";

	cJSON_ArrayForEach(one, json_get(shown(b, ""), "saved_views")) all =
		door_path("%s%s%s", all, *all ? " " : "", json_get_text(one, "name"));
	return all;
}

static const char *id_of(struct browser *b, const char *name)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(shown(b, ""), "saved_views"))
	{
		if (!strcmp(json_get_text(one, "name"), name))
			return json_get_text(one, "id");
	}
	return NULL;
}

#define QUERY "view%3Dto_ship%26payment%3Dpaid"

static struct answer *save(struct browser *b, const char *name, const char *who)
{
	return door_post(b, VIEWS, door_path("name=%s&who=%s&query=%s", name, who, QUERY));
}

START_TEST(what_is_looked_at_is_saved)
{
	struct answer *a = browser_get(&owner, VIEWS "/new?payment=paid&view=to_ship&after=9");

	door_want(a, 200);
	door_shows(a, "name=\"query\" value=\"view=to_ship&amp;payment=paid\"");
	a = save(&owner, "Paid", "me");
	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"),
			 door_path(LIST "?saved=%s&view=to_ship&payment=paid",
				   id_of(&owner, "Paid")));
	a = browser_get(&owner, answer_header(a, "Location"));
	door_want(a, 200);
	door_shows(a, "aria-current=\"page\">Paid</a>");
	door_shows(a, "Payment: Paid");
	door_hides(a, "Revert");
}
END_TEST

/* Own ones are nobody else's; the shop's are everybody's. */
START_TEST(who_sees_what)
{
	door_want(save(&owner, "Mine", "me"), 303);
	door_want(save(&owner, "Ours", "shop"), 303);
	door_want(save(&viewer, "Mine", "me"), 303); /* names are each one's own */
	ck_assert_str_eq(names(&owner), "Mine Ours");
	ck_assert_str_eq(names(&viewer), "Mine Ours");
	door_want(browser_get(&viewer, door_path(VIEWS "/%s", id_of(&owner, "Mine"))), 404);
	door_want(door_post(&viewer, door_path(VIEWS "/%s/delete", id_of(&owner, "Mine")), ""),
		  404);
}
END_TEST

START_TEST(what_was_changed_says_so)
{
	const char *id;
	struct answer *a;

	door_want(save(&owner, "Paid", "me"), 303);
	id = id_of(&owner, "Paid");
	a = browser_get(&owner, door_path(LIST "?saved=%s&view=to_ship&payment=unpaid", id));
	door_shows(a, "changed");
	door_shows(a, "Revert");
	a = door_post(&owner, door_path(VIEWS "/%s", id),
		      "name=Unpaid&who=shop&query=view%3Dto_ship%26payment%3Dunpaid");
	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"),
			 door_path(LIST "?saved=%s&view=to_ship&payment=unpaid", id));
	ck_assert_str_eq(names(&viewer), "Unpaid");
	door_want(door_post(&owner, door_path(VIEWS "/%s/delete", id), ""), 303);
	ck_assert_str_eq(names(&viewer), "");
}
END_TEST

/* What somebody shares is changed by them, and by who decides about staff. */
START_TEST(who_may_change_what_is_shared)
{
	const char *his, *hers;

	door_want(save(&viewer, "His", "shop"), 303);
	door_want(save(&owner, "Hers", "shop"), 303);
	his = id_of(&owner, "His");
	hers = id_of(&owner, "Hers");
	door_want(door_post(&viewer, door_path(VIEWS "/%s/delete", hers), ""), 409);
	door_hides(browser_get(&viewer, door_path(VIEWS "/%s", hers)), "Delete this view");
	door_want(door_post(&owner, door_path(VIEWS "/%s/delete", his), ""), 303);
	ck_assert_str_eq(names(&viewer), "Hers");
}
END_TEST

START_TEST(what_cannot_be_saved_is_refused)
{
	const struct {
		const char *fields, *error;
	} rows[] = {
		{ "who=me&query=view%3Dall", "/name required" },
		{ "name=x&who=all&query=view%3Dall", "/who not_a_choice" },
		{ "name=x&who=me", "/query required" },
		{ "name=x&who=me&query=view%3Dnone", "/query not_a_query" },
		{ "name=x&who=me&query=amount_from%3Dx", "/query not_a_query" },
		{ "name=PAID&who=me&query=view%3Dall", "/name taken" },
	};

	door_want(save(&owner, "Paid", "me"), 303);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer *a = door_post_tree(&owner, VIEWS, rows[i].fields);

		door_want(a, 422);
		ck_assert_str_eq(door_error(a), rows[i].error);
	}
	door_shows(door_post(&owner, VIEWS, "name=PAID&who=shop&query=view%3Dall"),
		   "You have a view of that name already");
	support_sql("INSERT INTO order_view (id, owner_id, shared, name, query, created_at) SELECT "
		    "p.id + 100 * l.id, 1, 0, CONCAT(p.id, '-', l.id), 'view=all', "
		    "UTC_TIMESTAMP(6) FROM (SELECT 1 AS id UNION SELECT 2 UNION SELECT 3 UNION "
		    "SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7) p, (SELECT 1 AS id "
		    "UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 "
		    "UNION SELECT 7) l");
	ck_assert_str_eq(door_error(
				 door_post_tree(&owner, VIEWS, "name=y&who=me&query=view%3Dall")),
			 "/name too_many");
}
END_TEST

Suite *order_saved_web_suite(void)
{
	Suite *s = suite_create("order_saved_web");
	TCase *tc = tcase_create("saved");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, what_is_looked_at_is_saved);
	tcase_add_test(tc, who_sees_what);
	tcase_add_test(tc, what_was_changed_says_so);
	tcase_add_test(tc, who_may_change_what_is_shared);
	tcase_add_test(tc, what_cannot_be_saved_is_refused);
	suite_add_tcase(s, tc);
	return s;
}
