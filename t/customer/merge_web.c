/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging two customers at the desk and by programs: the page before, the act, the way back, and
 * where the old number leads. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "customer/merge.h"
#include "order/door.h"

static struct customer anne, guest;
static const char *page;

#define MAY_MERGE (PERM_BIT(PERM_CUSTOMERS_MERGE) | PERM_BIT(PERM_CUSTOMERS_READ))

/* Anne has an account by MAIL; the guest gave her phone and another e-mail. */
static void setup(void)
{
	struct order_draft d;

	door_setup();
	ck_assert(customer_get(&shop, door_order("A", 1)->customer_id, &anne));
	ck_assert(customer_prove_email(&shop, MAIL));
	d = door_draft("B", 2);
	d.contact.email = "anne@work.example";
	d.contact.name = "林小雨";
	ck_assert(customer_get(&shop, door_order_of(d)->customer_id, &guest));
	ck_assert(customer_get(&shop, anne.id, &anne));
	page = door_path("/desk/customers/%s/merge/%s", anne.number, guest.number);
}

static const char *versions(void)
{
	return door_path("kept_version=%d&joined_version=%d", anne.version, guest.version);
}

START_TEST(the_page_shows_both_and_changes_nothing)
{
	struct browser b = door_staff(1);
	struct answer *a = browser_get(&b, page);

	door_want(a, 200);
	door_is_masked(a);
	door_shows(a, anne.number);
	door_shows(a, guest.number);
	door_shows(a, "same phone");
	door_shows(a, "name=\"name\" value=\"joined\"");
	door_hides(a, "This cannot be done now");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_merge"), 0);
	a = browser_get(&b, door_path("/desk/customers/%s/merge/%s", guest.number, anne.number));
	door_shows(a, "keep the account");
	door_hides(a, "Merge the customers</button>");
	door_want(browser_get(&b,
			      door_path("/desk/customers/%s/merge/%s", anne.number, anne.number)),
		  409);
	door_want(browser_get(&b, door_path("/desk/customers/%s/merge/C-0000-0000", anne.number)),
		  404);
}
END_TEST

START_TEST(who_may_not_merge_sees_no_way_to)
{
	struct browser b = door_staff(2);

	door_want(browser_get(&b, page), 403);
	door_want(browser_get(&b, "/desk/customers/alike"), 403);
	door_hides(browser_get(&b, door_path("/desk/customers/%s/contacts", anne.number)),
		   "Compare and merge");
	door_want(door_api(PERM_BIT(PERM_CUSTOMERS_READ) | PERM_BIT(PERM_CUSTOMERS_CHANGE), "POST",
			   door_path("/api/v1/customers/%s/merge/%s", anne.number, guest.number),
			   "{}"),
		  403);
}
END_TEST

START_TEST(the_code_is_asked_for_again)
{
	struct browser b = door_staff(1);

	support_sql("UPDATE session SET stepped_up_at = NULL");
	browser_get(&b, page);
	browser_post(&b, page, versions());
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_merge"), 0);
}
END_TEST

START_TEST(merged_the_old_number_leads_on_and_back)
{
	struct browser b = door_staff(1);
	const char *old = door_path("/desk/customers/%s", guest.number);
	struct answer *a;
	int64_t id;

	door_shows(browser_get(&b, door_path("/desk/customers/%s/contacts", anne.number)), page);
	door_want(browser_get(&b, "/desk/customers/alike?after=x"), 400);
	door_shows(browser_get(&b, "/desk/customers/alike"), page);
	a = door_post(&b, page, door_path("name=joined&contact=joined&%s", versions()));
	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"),
			 door_path("/desk/customers/%s", anne.number));
	a = browser_get(&b, old);
	door_want(a, 303);
	a = browser_get(&b, door_path("/desk/customers/%s", anne.number));
	door_shows(a, "Merged with");
	door_shows(a, guest.number);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE name = '林小雨' AND "
					"joined_into IS NULL"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'customers_merged' AND about = 'customer'"),
			 1);
	id = support_number("SELECT MAX(id) FROM customer_merge");
	a = door_post(&b,
		      door_path("/desk/customers/%s/merges/%lld/undo", anne.number, (long long)id),
		      "");
	door_want(a, 303);
	door_want(browser_get(&b, old), 200);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'customers_parted'"),
			 1);
	door_want(door_post(&b,
			    door_path("/desk/customers/%s/merges/%lld/undo", anne.number,
				      (long long)id),
			    ""),
		  409);
}
END_TEST

START_TEST(what_changed_since_is_shown_again_and_bad_choices_stay)
{
	struct browser b = door_staff(1);
	struct answer *a;

	a = door_post(&b, page, "name=neither&kept_version=1");
	door_want(a, 422);
	a = door_post(&b, page, "kept_version=99&joined_version=99");
	door_want(a, 409);
	door_shows(a, "has just been changed");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_merge"), 0);
}
END_TEST

START_TEST(programs_do_the_same)
{
	const char *two = door_path("/api/v1/customers/%s/merge/%s", anne.number, guest.number);
	struct answer *a = door_api(MAY_MERGE, "GET", two, NULL);
	cJSON *done;

	door_want(a, 200);
	ck_assert(!json_get_bool(answer_json(a), "is_blocked"));
	ck_assert_int_eq(json_get_int(json_get(answer_json(a), "moves"), "orders"), 1);
	a = door_api(MAY_MERGE, "GET", "/api/v1/customers/alike", NULL);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "pairs")), 1);
	a = door_api(MAY_MERGE, "GET", "/api/v1/customers/alike?after=x", NULL);
	door_want(a, 400);
	ck_assert_str_eq(door_errors(a), "/after not_a_cursor");
	a = door_api(MAY_MERGE, "POST",
		     door_path("/api/v1/customers/%s/merge/%s", guest.number, anne.number), "{}");
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "keep_account");
	a = door_api(MAY_MERGE, "POST", two, "{\"lang\": \"joined\"}");
	door_want(a, 200);
	done = json_get(answer_json(a), "merge")
		       ? cJSON_Duplicate(json_get(answer_json(a), "merge"), true)
		       : NULL;
	ck_assert_str_eq(json_get_text(done, "joined"), guest.number);
	a = door_api(MAY_MERGE, "GET", door_path("/api/v1/customers/%s", guest.number), NULL);
	door_want(a, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "number"), anne.number);
	a = door_api(MAY_MERGE, "GET", door_path("/api/v1/customers/%s/merges", guest.number),
		     NULL);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "merges")), 1);
	a = door_api(MAY_MERGE, "POST",
		     door_path("/api/v1/customers/%s/merges/%s/undo", anne.number,
			       json_get_text(done, "id")),
		     "{}");
	door_want(a, 200);
	a = door_api(MAY_MERGE, "GET", door_path("/api/v1/customers/%s", guest.number), NULL);
	ck_assert_str_eq(json_get_text(answer_json(a), "number"), guest.number);
}
END_TEST

Suite *customer_merge_web_suite(void)
{
	Suite *s = suite_create("customer_merge_web");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_test(tc, the_page_shows_both_and_changes_nothing);
	tcase_add_test(tc, who_may_not_merge_sees_no_way_to);
	tcase_add_test(tc, the_code_is_asked_for_again);
	tcase_add_test(tc, merged_the_old_number_leads_on_and_back);
	tcase_add_test(tc, what_changed_since_is_shown_again_and_bad_choices_stay);
	tcase_add_test(tc, programs_do_the_same);
	suite_add_tcase(s, tc);
	return s;
}
