/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks by programs: added with the secret shown once, changed by who saw the last state,
 * switched, and what was sent read and sent again. */
#include "hook/hook.h"
#include "order/door.h"

#define API  "/api/v1/webhooks"
#define MAY  PERM_BIT(PERM_SETTINGS)
#define GOOD "{\"name\":\"Books\",\"url\":\"https://books.example/in\",\"events\":[\"placed\"]}"

static cJSON *ask(const char *method, const char *target, const char *body, int status)
{
	struct answer *a = door_api(MAY, method, target, body);

	door_want(a, status);
	return answer_json(a);
}

static const char *path_of(const cJSON *hook, const char *tail)
{
	return door_path(API "/%s%s", json_get_text(hook, "id"), tail);
}

static const char *errors_of(const char *target, const char *body)
{
	struct answer *a = door_api(MAY, "POST", target, body);

	door_want(a, 422);
	return door_errors(a);
}

START_TEST(the_secret_is_shown_once_to_programs)
{
	struct answer *a = door_api(MAY, "POST", API, GOOD);
	const cJSON *made = answer_json(a), *list;

	door_want(a, 201);
	ck_assert_str_eq(answer_header(a, "Location"), path_of(made, ""));
	ck_assert(strncmp(json_get_text(made, "secret"), "whsec_", 6) == 0);
	ck_assert_ptr_null(json_get(ask("GET", path_of(made, ""), NULL, 200), "secret"));
	list = ask("GET", API, NULL, 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(list, "webhooks")), 1);
	ck_assert_ptr_null(json_get(json_get(list, "webhooks")->child, "secret"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM idempotency WHERE body LIKE "
					"'%whsec%'"),
			 0);
	ck_assert(strncmp(json_get_text(ask("POST", path_of(made, "/rotate"), "{}", 200), "secret"),
			  "whsec_", 6) == 0);
	door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "GET", API, NULL), 403);
	door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "POST", API, GOOD), 403);
}
END_TEST

static const struct {
	const char *body, *errors;
} bad[] = {
	{ "{}", "/name required, /url required, /events required" },
	{ "{\"name\":\"A\",\"url\":\"https://a.example/\",\"all_events\":false,\"events\":[]}",
	  "/events required" },
	{ "{\"name\":\"A\",\"url\":\"http://a.example/\",\"events\":[\"placed\"]}",
	  "/url not_public_https" },
	{ "{\"name\":\"A\",\"url\":\"https://a.example/\",\"events\":[\"placed\",\"moon\"]}",
	  "/events/1 unknown" },
	{ "{\"name\":\"A\",\"url\":\"https://a.example/\",\"events\":\"placed\",\"surplus\":1}",
	  "/surplus unknown, /events wrong_type" },
};

START_TEST(wrong_members_are_pointed_at)
{
	ck_assert_str_eq(errors_of(API, bad[_i].body), bad[_i].errors);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook"), 0);
}
END_TEST

/* All bits: those of kinds that are still to come, too. */
#define EVERYTHING "SELECT COUNT(*) FROM hook WHERE kinds = 9223372036854775807"

START_TEST(everything_is_more_than_all_there_is)
{
	const cJSON *made = ask("POST", API,
				"{\"name\":\"A\",\"url\":\"https://a.example/\","
				"\"all_events\":true}",
				201),
		    *h;

	ck_assert(json_get_bool(made, "all_events"));
	ck_assert_int_eq(json_get_int(made, "n_events"), ORDER_EVENT_KIND__MAX);
	ck_assert_int_eq(support_number(EVERYTHING), 1);
	h = ask("POST", path_of(made, ""), GOOD, 200);
	ck_assert(!json_get_bool(h, "all_events"));
	ck_assert_int_eq(json_get_int(h, "n_events"), 1);
	ck_assert_int_eq(support_number(EVERYTHING), 0);
}
END_TEST

START_TEST(who_saw_another_state_changes_nothing)
{
	const cJSON *made = ask("POST", API, GOOD, 201);
	const char *path = path_of(made, "");
	struct answer *a = door_api(MAY, "GET", path, NULL);

	ck_assert_str_eq(answer_header(a, "ETag"), "\"1\"");
	door_want(door_api_if(MAY, "\"1\"", "POST", path, GOOD), 200);
	door_want(door_api_if(MAY, "\"1\"", "POST", path, GOOD), 412);
	ck_assert_int_eq(json_get_int(ask("POST", path_of(made, "/off"), "{}", 200), "version"), 3);
	ck_assert_int_eq(json_get_int(ask("GET", path, NULL, 200), "version"), 3);
	ask("POST", path_of(made, "/off"), "{}", 409);
	ask("POST", path_of(made, "/try"), "{}", 409);
	ask("POST", path_of(made, "/on"), "{}", 200);
	ask("POST", path_of(made, "/try"), "{}", 202);
	ck_assert_str_eq(errors_of(path_of(made, "/off"), "{\"surplus\":1}"), "/surplus unknown");
	ask("POST", path_of(made, "/remove"), "{}", 200);
	ask("GET", path, NULL, 404);
}
END_TEST

/* The desk's form says which state it showed. */
START_TEST(an_old_page_is_said_to_be_old)
{
	const cJSON *made = ask("POST", API, GOOD, 201);
	const char *page = door_path("/desk/settings/webhooks/%s", json_get_text(made, "id"));
	struct browser b = door_staff(1);
	struct answer *a;

	door_shows(browser_get(&b, page), "name=\"version\" value=\"1\"");
	ask("POST", path_of(made, ""), GOOD, 200);
	a = door_post(&b, page,
		      "version=1&name=Tax&url=https%3A%2F%2Ftax.example%2F&events=placed");
	door_want(a, 409);
	door_shows(a, "value=\"Tax\"");
	door_shows(a, "Now: Books");
}
END_TEST

START_TEST(what_was_sent_is_read_and_sent_again)
{
	const cJSON *made = ask("POST", API, GOOD, 201), *tree;
	const char *one, *all = path_of(made, "/deliveries");

	shop.now = instant_now();
	for (int i = 0; i < 3; i++)
		door_order("A", 1);
	support_sql("UPDATE hook SET url = 'https://localhost/in'");
	ck_assert_int_gt(hook_deliver(&shop), 0);
	tree = ask("GET", door_path("%s?limit=2", all), NULL, 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "deliveries")), 2);
	tree = ask("GET", door_path("%s?limit=2&after=%s", all, json_get_text(tree, "next")), NULL,
		   200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "deliveries")), 1);
	ck_assert_ptr_null(json_get_text(tree, "next"));
	one = door_path("%s/%s", all, json_get_text(json_get(tree, "deliveries")->child, "id"));
	tree = ask("GET", one, NULL, 200);
	ck_assert_ptr_nonnull(strstr(json_get_text(tree, "body"), "order_number"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "attempts")), 1);
	ask("POST", door_path("%s/replay", one), "{}", 409);
	support_sql("UPDATE hook_delivery SET state = 3");
	tree = ask("GET", door_path("%s?state=failed", all), NULL, 200);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "deliveries")), 3);
	ask("POST", door_path("%s/replay", one), "{}", 200);
	tree = ask("POST", path_of(made, "/replay"),
		   "{\"from\":\"2020-01-01\",\"to\":\"2090-01-01\",\"only_failed\":true}", 200);
	ck_assert_int_eq(json_get_int(tree, "deliveries"), 2);
	ck_assert_str_eq(errors_of(path_of(made, "/replay"),
				   "{\"from\":\"2020-01-02\",\"to\":\"2020-01-01\"}"),
			 "/to before");
	door_want(door_api(MAY, "GET", door_path("%s?state=flying", all), NULL), 400);
	ask("GET", door_path("%s/1", all), NULL, 404);
}
END_TEST

Suite *hook_api_suite(void)
{
	Suite *s = suite_create("hook_api");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, the_secret_is_shown_once_to_programs);
	tcase_add_loop_test(tc, wrong_members_are_pointed_at, 0, N(bad));
	tcase_add_test(tc, everything_is_more_than_all_there_is);
	tcase_add_test(tc, who_saw_another_state_changes_nothing);
	tcase_add_test(tc, an_old_page_is_said_to_be_old);
	tcase_add_test(tc, what_was_sent_is_read_and_sent_again);
	suite_add_tcase(s, tc);
	return s;
}
