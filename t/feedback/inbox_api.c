/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox for programs, and the filter by tier. */
#include "feedback/item.h"
#include "order/door.h"

#define FEEDBACK PERM_BIT(PERM_FEEDBACK)

static struct order *order;

static void setup(void)
{
	door_setup();
	order = door_order("A", 2);
}

static uint64_t item(uint64_t order_id, const char *body)
{
	struct item_draft d = { .customer_id = order->customer_id,
				.order_id = order_id,
				.source = ITEM_MESSAGE,
				.body = body };

	return message_from_customer(&shop, &d, MESSAGE_BY_PAGE);
}

static struct answer *api(const char *method, const char *tail, const char *body)
{
	return door_api(FEEDBACK, method, door_path("/api/v1/inbox%s", tail), body);
}

static const cJSON *listed(const char *query)
{
	struct answer *a = api("GET", query, NULL);

	door_want(a, 200);
	return answer_json(a);
}

static int count(const char *query)
{
	return cJSON_GetArraySize(json_get(listed(query), "items"));
}

START_TEST(programs_read_page_by_page)
{
	const cJSON *first;
	const char *next;
	struct answer *a;

	(void)item(order->id, "One");
	(void)item(0, "Two");
	(void)item(door_order("B", 1)->id, "Three");
	ck_assert_int_eq(count(""), 3);
	first = listed("?limit=2");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(first, "items")), 2);
	next = json_get_text(first, "next");
	ck_assert_ptr_nonnull(next);
	ck_assert_int_eq(count(door_path("?limit=2&after=%s", next)), 1);
	ck_assert(cJSON_IsNull(json_get(listed(door_path("?limit=2&after=%s", next)), "next")));
	ck_assert_int_eq(count("?sku=B"), 1);
	ck_assert_int_eq(count("?source=review"), 0);
	ck_assert_int_eq(count("?view=resolved"), 0);
	door_want(api("GET", "?view=all", NULL), 400);
	door_want(api("GET", "?limit=51", NULL), 400);
	door_want(api("GET", "?weather=fine", NULL), 400);
	a = api("GET", "", NULL);
	door_is_masked(a);
	door_want(door_api(ALL_ORDERS, "GET", "/api/v1/inbox", NULL), 403);
}
END_TEST

START_TEST(programs_answer_hand_over_and_resolve)
{
	const char *one = door_path("/%llu", (unsigned long long)item(order->id, "Where is it?"));
	const cJSON *full;

	door_want(api("GET", "/1", NULL), 404);
	door_want(api("POST", door_path("%s/answer", one), "{}"), 422);
	door_want(api("POST", door_path("%s/answer", one), "{\"body\":\"Today\",\"waits\":true}"),
		  200);
	door_want(api("POST", door_path("%s/topic", one), "{\"topic\":\"delivery\"}"), 200);
	door_want(api("POST", door_path("%s/give", one), "{\"to\":\"2\"}"), 422);
	door_want(api("POST", door_path("%s/give", one), "{\"to\":\"1\"}"), 200);
	door_want(api("POST", door_path("%s/resolve", one),
		      "{\"outcome\":\"answered\",\"version\":1}"),
		  409);
	door_want(api("POST", door_path("%s/resolve", one), "{\"outcome\":\"answered\"}"), 200);
	door_want(api("POST", door_path("%s/answer", one), "{\"body\":\"Late\"}"), 409);
	full = answer_json(api("GET", one, NULL));
	ck_assert_str_eq(json_get_text(full, "state"), "resolved");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(full, "messages")), 2);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(full, "events")), 5);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'answer'"),
			 1);
	shop_check();
}
END_TEST

START_TEST(the_list_is_narrowed_to_a_tier)
{
	(void)item(order->id, "One");
	support_sql(door_path("REPLACE INTO member_account (customer_id, pending, usable, debt, "
			      "tier_id) VALUES (%llu, 0, 0, 0, 7)",
			      (unsigned long long)order->customer_id));
	ck_assert_int_eq(count("?tier=7"), 1);
	ck_assert_int_eq(count("?tier=8"), 0);
}
END_TEST

Suite *feedback_inbox_api_suite(void)
{
	Suite *s = suite_create("feedback_inbox_api");
	TCase *tc = tcase_create("api");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, programs_read_page_by_page);
	tcase_add_test(tc, programs_answer_hand_over_and_resolve);
	tcase_add_test(tc, the_list_is_narrowed_to_a_tier);
	suite_add_tcase(s, tc);
	return s;
}
