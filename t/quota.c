/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a program may ask: counted by key and minute, by many processes at once. */
#include "quota.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/json.h"
#include "order/door.h"

#define SECOND INT64_C(1000000)

static struct quota *quota;

static void setup(void)
{
	quota = quota_new();
}

static void teardown(void)
{
	quota_free(quota);
}

START_TEST(as_many_as_the_limit_pass_and_no_more)
{
	struct quota_left left;

	for (int i = 1; i <= 3; i++) {
		ck_assert(quota_take(quota, 7, 3, 61 * SECOND, &left));
		ck_assert_int_eq(left.left, 3 - i);
		ck_assert_int_eq(left.seconds, 59);
	}
	ck_assert(!quota_take(quota, 7, 3, 119 * SECOND, &left));
	ck_assert_int_eq(left.left, 0);
	ck_assert_int_eq(left.seconds, 1);
	ck_assert_int_eq(left.limit, 3);
}
END_TEST

START_TEST(the_next_minute_begins_anew)
{
	struct quota_left left;

	ck_assert(quota_take(quota, 7, 1, 0, &left));
	ck_assert(!quota_take(quota, 7, 1, 59 * SECOND, &left));
	ck_assert(quota_take(quota, 7, 1, 60 * SECOND, &left));
}
END_TEST

START_TEST(each_key_has_its_own)
{
	struct quota_left left;

	for (uint64_t key = 1; key <= 1000; key++)
		ck_assert(quota_take(quota, key, 1, 0, &left));
	for (uint64_t key = 1; key <= 1000; key++)
		ck_assert(!quota_take(quota, key, 1, 0, &left));
}
END_TEST

/* More keys than there is room for: those of yesterday make room. */
START_TEST(who_is_gone_makes_room)
{
	struct quota_left left;

	for (uint64_t key = 1; key <= 20000; key++)
		(void)quota_take(quota, key, 1, 0, &left);
	for (uint64_t key = 30001; key <= 30100; key++) {
		ck_assert(quota_take(quota, key, 1, 60 * SECOND, &left));
		ck_assert(!quota_take(quota, key, 1, 60 * SECOND, &left));
	}
}
END_TEST

enum { ASKERS = 4, EACH = 5000, LIMIT = 12345 };

START_TEST(many_processes_count_together)
{
	pid_t children[ASKERS];
	int passed = 0, pipes[2];

	ck_assert_int_eq(pipe(pipes), 0);
	for (int i = 0; i < ASKERS; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct quota_left left;
			int n = 0;
			for (int k = 0; k < EACH; k++)
				n += quota_take(quota, 7, LIMIT, 0, &left);
			_exit(write(pipes[1], &n, sizeof n) != sizeof n);
		}
	}
	for (int i = 0; i < ASKERS; i++) {
		int status, n;
		ck_assert_int_eq(read(pipes[0], &n, sizeof n), sizeof n);
		passed += n;
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	ck_assert_int_eq(passed, LIMIT);
}
END_TEST

/* ---- at the door ---- */

static void open_shop(void)
{
	setup();
	door_setup();
	shop_app->quota = quota;
	shop_app->settings.api_minute = 2;
}

static void close_shop(void)
{
	door_teardown();
	teardown();
}

static struct answer *ask(const char *key)
{
	return support_request(shop_app, "GET", "/api/v1/products",
			       door_path("HTTP_AUTHORIZATION=%s", key), NULL);
}

START_TEST(a_program_is_told_what_is_left_and_then_to_wait)
{
	const char *key = support_api_key(shop_app, PERM_BIT(PERM_CATALOG_READ));
	struct answer *a = ask(key);

	door_want(a, 200);
	ck_assert_str_eq(answer_header(a, "RateLimit-Policy"), "\"minute\";q=2;w=60");
	ck_assert(strncmp(answer_header(a, "RateLimit"), "\"minute\";r=1;t=", 15) == 0);
	a = ask(key);
	door_want(a, 200);
	ck_assert(strncmp(answer_header(a, "RateLimit"), "\"minute\";r=0;t=", 15) == 0);
	a = ask(key);
	door_want(a, 429);
	ck_assert_str_eq(door_code(a), "too_many");
	ck_assert_int_ge(atoi(answer_header(a, "Retry-After")), 1);
	ck_assert_int_le(atoi(answer_header(a, "Retry-After")), QUOTA_SECONDS + 1);
	ck_assert(strncmp(answer_header(a, "RateLimit"), "\"minute\";r=0;t=", 15) == 0);
	door_want(ask(support_api_key(shop_app, PERM_BIT(PERM_CATALOG_READ))), 200);
}
END_TEST

/* The guard counts, and the answer is made anew in the transaction. */
START_TEST(what_is_left_is_told_with_an_effect_too)
{
	struct order *o = door_order("A", 1);
	struct answer *a =
		door_api(ALL_ORDERS, "POST", door_path("/api/v1/orders/%s/hold", o->number),
			 "{\"reason\": \"risk\"}");

	door_want(a, 200);
	ck_assert(strncmp(answer_header(a, "RateLimit"), "\"minute\";r=1;t=", 15) == 0);
}
END_TEST

START_TEST(who_is_not_limited_is_told_nothing)
{
	struct answer *a;

	shop_app->settings.api_minute = 0;
	for (int i = 0; i < 5; i++) {
		a = ask(support_api_key(shop_app, PERM_BIT(PERM_CATALOG_READ)));
		door_want(a, 200);
		ck_assert_ptr_null(answer_header(a, "RateLimit"));
	}
	shop_app->settings.api_minute = 1;
	a = support_request(shop_app, "GET", "/track", NULL);
	ck_assert_ptr_null(answer_header(a, "RateLimit"));
}
END_TEST

Suite *quota_suite(void)
{
	Suite *s = suite_create("quota");
	TCase *tc = tcase_create("counting"), *door = tcase_create("at the door");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, as_many_as_the_limit_pass_and_no_more);
	tcase_add_test(tc, the_next_minute_begins_anew);
	tcase_add_test(tc, each_key_has_its_own);
	tcase_add_test(tc, who_is_gone_makes_room);
	tcase_add_test(tc, many_processes_count_together);
	tcase_add_checked_fixture(door, open_shop, close_shop);
	tcase_add_test(door, a_program_is_told_what_is_left_and_then_to_wait);
	tcase_add_test(door, what_is_left_is_told_with_an_effect_too);
	tcase_add_test(door, who_is_not_limited_is_told_nothing);
	suite_add_tcase(s, tc);
	suite_add_tcase(s, door);
	return s;
}
