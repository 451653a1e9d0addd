/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers by programs: added, changed as far as anybody but they may, found, with their
 * addresses, tags, notes and wishes. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "order/door.h"

#define READ   PERM_BIT(PERM_CUSTOMERS_READ)
#define CHANGE (READ | PERM_BIT(PERM_CUSTOMERS_CHANGE))
#define FULL   (CHANGE | PERM_BIT(PERM_PERSONAL_DATA))
#define API    "/api/v1/customers"
#define BO     "{\"contact\":{\"name\":\"Bo Chen\",\"phone\":\"13900001111\",\"city\":\"上海市\"}"

static cJSON *ask(const char *method, const char *target, const char *body, int status)
{
	struct answer *a = door_api(FULL, method, target, body);

	door_want(a, status);
	return status == 204 ? NULL : answer_json(a);
}

static const char *path_of(const cJSON *customer, const char *tail)
{
	return door_path(API "/%s%s", json_get_text(customer, "number"), tail);
}

static cJSON *bo(void)
{
	return ask("POST", API,
		   BO ",\"lang\":\"zh-CN\",\"source\":\"till\",\"source_id\":\"7\","
		      "\"tags\":[\"VIP\",\"vip\",\"tea\"]}",
		   201);
}

static const char *errors_of(const char *target, const char *body)
{
	struct answer *a = door_api(CHANGE, "POST", target, body);

	door_want(a, 422);
	return door_errors(a);
}

static int n_found(const char *query)
{
	const cJSON *tree = ask("GET", door_path(API "?%s", query), NULL, 200);

	return cJSON_GetArraySize(json_get(tree, "customers"));
}

/* ---- adding ---- */

START_TEST(a_customer_is_added_once)
{
	struct answer *a = door_api(CHANGE, "POST", API, BO "}");
	cJSON *made = answer_json(a), *full;

	door_want(a, 201);
	ck_assert_str_eq(answer_header(a, "Location"), path_of(made, ""));
	ck_assert(json_get_bool(made, "provisional"));
	ck_assert_str_ne(json_get_text(made, "name"), "Bo Chen");
	full = ask("GET", path_of(made, ""), NULL, 200);
	ck_assert_str_eq(json_get_text(full, "name"), "Bo Chen");
	ck_assert_str_eq(json_get_text(json_get(full, "contact"), "phone"), "+8613900001111");
	ck_assert_str_eq(errors_of(API, BO "}"), "/contact/phone taken");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 1);
	shop_check();
}
END_TEST

static const struct {
	const char *body, *errors;
} bad[] = {
	{ "{}", "/contact required" },
	{ "{\"contact\":{\"name\":\"Bo\"}}", "/contact/phone required" },
	{ "{\"contact\":{\"name\":\"\",\"phone\":\"12\",\"colour\":1}}",
	  "/contact/colour unknown, /contact/name required, /contact/phone not_a_phone" },
	{ BO ",\"source\":\"till\"}", "/source_id required" },
	{ BO ",\"source_id\":\"7\"}", "/source required" },
	{ BO ",\"lang\":\"fr\",\"surplus\":1}", "/surplus unknown, /lang not_a_choice" },
	{ BO ",\"tags\":[\"\"]}", "/tags/0 required" },
};

START_TEST(wrong_members_are_pointed_at)
{
	ck_assert_str_eq(errors_of(API, bad[_i].body), bad[_i].errors);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 0);
}
END_TEST

START_TEST(keys_do_what_they_may)
{
	const cJSON *made = bo();

	door_want(door_api(READ, "POST", API, BO "}"), 403);
	door_want(door_api(READ, "POST", path_of(made, ""), "{}"), 403);
	door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "GET", API, NULL), 403);
	ask("POST", API "/C-0000-0000", "{}", 404);
	ask("POST", API "/C-0000-0000/addresses", "{}", 404);
}
END_TEST

/* ---- finding ---- */

START_TEST(they_are_found_by_what_is_known_of_them)
{
	const cJSON *made = bo(), *rows;

	door_order("A", 1);
	ck_assert_int_eq(n_found(""), 2);
	ck_assert_int_eq(n_found("q=Bo"), 1);
	ck_assert_int_eq(n_found(door_path("q=%s", json_get_text(made, "number"))), 1);
	ck_assert_int_eq(n_found("q=1111"), 1);
	ck_assert_int_eq(n_found("q=Nobody"), 0);
	ck_assert_int_eq(n_found("source=till&source_id=7"), 1);
	ck_assert_int_eq(n_found("source=web&source_id=7"), 0);
	ck_assert_int_eq(n_found("tag=vip"), 1);
	ck_assert_int_eq(n_found("tag=nothing"), 0);
	ck_assert_int_eq(n_found("tag=tea&q=Bo"), 1);
	ck_assert_int_eq(n_found("tag=tea&phone=" ANNE), 0);
	rows = json_get(ask("GET", API "?tag=tea", NULL, 200), "customers");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(rows->child, "tags")), 2);
}
END_TEST

START_TEST(bearers_of_a_tag_come_page_by_page)
{
	const char *next;
	const cJSON *tree;

	for (int i = 0; i < 3; i++)
		ask("POST", API,
		    door_path("{\"contact\":{\"name\":\"C\",\"phone\":\"1390000200%d\"},"
			      "\"tags\":[\"tea\"]}",
			      i),
		    201);
	tree = ask("GET", API "?tag=tea&limit=2", NULL, 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "customers")), 2);
	next = json_get_text(tree, "next");
	ck_assert_ptr_nonnull(next);
	tree = ask("GET", door_path(API "?tag=tea&limit=2&after=%s", next), NULL, 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "customers")), 1);
	ck_assert_ptr_null(json_get_text(tree, "next"));
}
END_TEST

/* ---- changing ---- */

START_TEST(what_is_left_out_stays)
{
	const cJSON *made = bo();
	const char *path = path_of(made, "");
	cJSON *now;

	ask("POST", path, "{\"name\":\"Bo C.\",\"contact\":{\"street\":\"Road 1\"}}", 200);
	now = ask("GET", path, NULL, 200);
	ck_assert_str_eq(json_get_text(now, "name"), "Bo C.");
	ck_assert_str_eq(json_get_text(now, "lang"), "zh-CN");
	ck_assert_str_eq(json_get_text(json_get(now, "contact"), "street"), "Road 1");
	ck_assert_str_eq(json_get_text(json_get(now, "contact"), "name"), "Bo Chen");
	ck_assert_int_eq(json_get_int(now, "version"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact"), 2);
	/* the same again is no change */
	ask("POST", path, "{\"name\":\"Bo C.\",\"contact\":{\"street\":\"Road 1\"}}", 200);
	ck_assert_int_eq(support_number("SELECT version FROM customer"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_event WHERE kind = 4"), 1);
	shop_check();
}
END_TEST

START_TEST(who_saw_another_version_changes_nothing)
{
	const char *path = path_of(bo(), "");

	door_want(door_api_if(CHANGE, "\"1\"", "POST", path, "{\"name\":\"A\"}"), 200);
	door_want(door_api_if(CHANGE, "\"1\"", "POST", path, "{\"name\":\"B\"}"), 412);
	door_want(door_api(CHANGE, "POST", path, "{\"name\":\"B\",\"version\":1}"), 409);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE name = 'A'"), 1);
}
END_TEST

START_TEST(what_is_somebody_elses_stays_theirs)
{
	const char *path = path_of(bo(), "");
	struct order *o = door_order("A", 1);

	ck_assert_int_ne(o->customer_id, 0);
	ck_assert_str_eq(errors_of(path, "{\"contact\":{\"phone\":\"" ANNE "\"}}"),
			 "/contact/phone taken");
	ck_assert_str_eq(errors_of(path, "{\"contact\":{\"email\":\"" MAIL "\"}}"),
			 "/contact/email taken");
	ask("POST", path, "{\"contact\":{\"email\":\"bo@mail.example\"}}", 200);
	ck_assert_int_eq(n_found("email=bo@mail.example"), 1);
	support_sql("UPDATE customer SET provisional = 0");
	ck_assert_str_eq(errors_of(path, "{\"contact\":{\"email\":\"other@mail.example\"}}"),
			 "/contact/email has_account");
	ask("POST", path, "{\"contact\":{\"street\":\"Road 2\"}}", 200);
	ask("POST", path, "{\"contact\":{\"phone\":\"13900003333\"}}", 200);
	shop_check();
}
END_TEST

/* ---- what stands beside ---- */

static int n_given(const cJSON *customer)
{
	const cJSON *one;
	int n = 0;

	cJSON_ArrayForEach(one, json_get(customer, "consents"))
	{
		n += json_get_bool(one, "given");
	}
	return n;
}

/* A fact and the consent to it go together, and away together. */
START_TEST(facts_come_with_their_consents)
{
	cJSON *made = ask("POST", API,
			  "{\"contact\":{\"name\":\"Ming\",\"phone\":\"13711112222\"}}", 201),
	      *now;
	const char *about = path_of(made, "/about");
	struct answer *a;

	now = ask("POST", about,
		  "{\"birthday\":\"1990-02-28\",\"birthday_ok\":true,\"income\":\"5k_10k\","
		  "\"income_ok\":true}",
		  200);
	ck_assert_int_eq(n_given(now), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_consent WHERE place = 3 AND "
					"given = 1"),
			 2);
	a = door_api(CHANGE, "POST", about, "{\"birthday\":\"1990-02-28\",\"gender_ok\":true}");
	door_want(a, 422);
	ck_assert_str_eq(door_errors(a), "/birthday_ok required, /gender required");
	door_want(door_api_if(CHANGE, "\"1\"", "POST", about, "{}"), 412);
	now = ask("POST", about, "{\"income\":\"5k_10k\",\"income_ok\":true}", 200);
	ck_assert_int_eq(n_given(now), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_trait"), 1);
	door_want(door_api(PERM_BIT(PERM_CUSTOMERS_READ), "POST", about, "{}"), 403);
}
END_TEST

START_TEST(tags_notes_and_wishes_are_acts)
{
	const cJSON *made = bo();
	cJSON *now = ask("POST", path_of(made, "/tags"), "{\"tag\":\"new\"}", 200);

	ck_assert_int_eq(cJSON_GetArraySize(json_get(now, "tags")), 3);
	now = ask("POST", path_of(made, "/tags/remove"), "{\"tag\":\"VIP\"}", 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(now, "tags")), 2);
	ask("POST", path_of(made, "/tags/remove"), "{\"tag\":\"VIP\"}", 404);
	ck_assert_str_eq(errors_of(path_of(made, "/tags"), "{}"), "/tag required");
	ask("POST", path_of(made, "/notes"), "{\"body\":\"rings twice\"}", 200);
	ck_assert_str_eq(errors_of(path_of(made, "/notes"), "{\"note\":\"x\"}"),
			 "/note unknown, /body required");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_note"), 1);
	now = ask("POST", path_of(made, "/wishes"), "{\"allergy\":\"nuts\",\"taste\":\"dark\"}",
		  200);
	ck_assert_int_eq(json_get_int(now, "version"), 2);
	door_want(door_api_if(CHANGE, "\"1\"", "POST", path_of(made, "/wishes"), "{}"), 412);
	now = ask("POST", path_of(made, "/wishes"), "{\"allergy\":\"nuts\"}", 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(json_get(now, "wishes")->child, "wishes")), 1);
	ask("POST", path_of(made, "/wishes"), "{\"address\":\"7\"}", 404);
	shop_check();
}
END_TEST

#define HOME                                                                                       \
	"{\"label\":\"Home\",\"name\":\"Bo\",\"phone\":\"13900001111\",\"city\":\"Lyon\","         \
	"\"street\":\"1 Road\",\"country\":\"FR\"}"

START_TEST(addresses_have_versions_of_their_own)
{
	const cJSON *made = bo(), *a = ask("POST", path_of(made, "/addresses"), HOME, 201);
	const char *path = path_of(made, door_path("/addresses/%s", json_get_text(a, "id")));
	cJSON *now;

	ck_assert(json_get_bool(a, "is_default"));
	ck_assert_str_ne(json_get_text(a, "street"), "1 Road");
	ck_assert_int_eq(json_get_int(a, "version"), 1);
	/* the country stays unless it is said */
	now = ask("POST", path,
		  "{\"name\":\"Bo\",\"phone\":\"13900001111\",\"city\":\"Lyon\","
		  "\"street\":\"2 Road\",\"version\":1}",
		  200);
	ck_assert_str_eq(json_get_text(now, "country"), "FR");
	ck_assert_int_eq(json_get_int(now, "version"), 2);
	door_want(door_api_if(CHANGE, "\"1\"", "POST", path, HOME), 412);
	door_want(door_api_if(CHANGE, "\"2\"", "POST", path, HOME), 200);
	a = ask("POST", path_of(made, "/addresses"), HOME, 201);
	ck_assert(!json_get_bool(a, "is_default"));
	now = ask("POST",
		  door_path("%s/default",
			    path_of(made, door_path("/addresses/%s", json_get_text(a, "id")))),
		  "{}", 200);
	ck_assert(json_get_bool(now, "is_default"));
	ck_assert_str_eq(errors_of(door_path("%s/remove", path), "{\"surplus\":1}"),
			 "/surplus unknown");
	now = ask("POST", door_path("%s/remove", path), "{}", 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(now, "addresses")), 1);
	ask("POST", path, HOME, 404);
	ck_assert_str_eq(errors_of(path_of(made, "/addresses"), "{}"),
			 "/name required, /phone required, /city required, /street required");
	shop_check();
}
END_TEST

/* What is kept for repeated requests holds nobody in full, whatever the key may see. */
START_TEST(what_is_kept_is_masked)
{
	bo();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM idempotency WHERE body LIKE "
					"'%Bo Chen%' OR body LIKE '%13900001111%'"),
			 0);
	ck_assert_int_gt(support_number("SELECT COUNT(*) FROM idempotency"), 0);
}
END_TEST

Suite *customer_api_suite(void)
{
	Suite *s = suite_create("customer_api");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, a_customer_is_added_once);
	tcase_add_loop_test(tc, wrong_members_are_pointed_at, 0, N(bad));
	tcase_add_test(tc, keys_do_what_they_may);
	tcase_add_test(tc, they_are_found_by_what_is_known_of_them);
	tcase_add_test(tc, bearers_of_a_tag_come_page_by_page);
	tcase_add_test(tc, what_is_left_out_stays);
	tcase_add_test(tc, who_saw_another_version_changes_nothing);
	tcase_add_test(tc, what_is_somebody_elses_stays_theirs);
	tcase_add_test(tc, facts_come_with_their_consents);
	tcase_add_test(tc, tags_notes_and_wishes_are_acts);
	tcase_add_test(tc, addresses_have_versions_of_their_own);
	tcase_add_test(tc, what_is_kept_is_masked);
	suite_add_tcase(s, tc);
	return s;
}
