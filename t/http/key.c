/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One effect per idempotency key: repeats, other bodies, other actors, what is not stored. */
#include <string.h>
#include "base/json.h"
#include "http/site.h"

#define FORM "CONTENT_TYPE=application/x-www-form-urlencoded"
#define JSON "CONTENT_TYPE=application/json"

static struct app *app;

static void setup(void)
{
	app = site_app();
}

static void teardown(void)
{
	support_app_free(app);
}

static const char *auth(uint64_t permissions)
{
	return arena_printf(app->arena, "HTTP_AUTHORIZATION=%s", support_api_key(app, permissions));
}

static struct answer *post(struct app *a, const char *target, const char *key, const char *who,
			   const char *body)
{
	return support_request(a, "POST", target, who, JSON,
			       key ? arena_printf(app->arena, "HTTP_IDEMPOTENCY_KEY=%s", key)
				   : "X=",
			       "HTTP_ACCEPT_LANGUAGE=en", arena_printf(app->arena, "BODY=%s", body),
			       NULL);
}

/* ---- the key itself ---- */

static const struct {
	const char *name, *key;
	int status;
	const char *says;
} shape[] = {
	{ "missing", NULL, 400, "needs an Idempotency-Key" },
	{ "a_uuid", "0e5c1f0e-6c0e-4d5e-9f9f-1d1e5b6c7a80", 201, NULL },
	{ "with_a_space", "a b", 400, "has a blank in it" },
	{ "two_quotes_alone", "\"\"", 400, "is none" },
	{ "a_single_character", "x", 201, NULL },
};

START_TEST(keys_have_a_shape)
{
	struct answer *a = post(app, "/t/effect", shape[_i].key, auth(0), "{}");

	ck_assert_msg(a->status == shape[_i].status, "%s: %d", shape[_i].name, a->status);
	ck_assert_msg(!shape[_i].says || answer_has(a, shape[_i].says), "%s: %s", shape[_i].name,
		      a->body);
}
END_TEST

START_TEST(a_key_is_not_too_long)
{
	const char *who = auth(0);
	char key[300] = { 0 };

	memset(key, 'k', 256);
	ck_assert_int_eq(post(app, "/t/effect", key, who, "{}")->status, 400);
	key[255] = '\0';
	ck_assert_int_eq(post(app, "/t/effect", key, who, "{}")->status, 201);
}
END_TEST

START_TEST(a_form_without_its_key_is_refused)
{
	struct browser b = browser_new(app);

	browser_get(&b, "/t/page");
	b.form_key = "";
	ck_assert_int_eq(browser_post(&b, "/t/effect", "")->status, 400);
	ck_assert_int_eq(site_effects(), 0);
}
END_TEST

/* ---- repeats ---- */

START_TEST(the_same_request_gets_the_first_answer)
{
	const char *who = auth(0);
	struct answer *first = post(app, "/t/effect", "k", who, "{\"a\":1,\"b\":[2,3]}");
	struct answer *again = post(app, "/t/effect", "k", who, "{ \"b\": [2, 3], \"a\": 1 }");

	ck_assert_int_eq(first->status, 201);
	ck_assert_int_eq(again->status, 201);
	ck_assert_str_eq(again->body, first->body);
	ck_assert_str_eq(answer_header(again, "Location"), "/t/page");
	ck_assert_str_eq(answer_header(again, "Content-Type"),
			 answer_header(first, "Content-Type"));
	ck_assert_str_ne(answer_header(again, "X-Request-Id"),
			 answer_header(first, "X-Request-Id"));
	ck_assert_int_eq(site_effects(), 1);
}
END_TEST

static const struct {
	const char *name, *target, *body;
} other[] = {
	{ "another_value", "/t/effect", "{\"a\":2}" },
	{ "another_member", "/t/effect", "{\"a\":1,\"b\":1}" },
	{ "another_type", "/t/effect", "{\"a\":\"1\"}" },
	{ "nothing", "/t/effect", "{}" },
};

START_TEST(another_request_under_the_key_is_422)
{
	const char *who = auth(0);
	struct answer *a;

	ck_assert_int_eq(post(app, "/t/effect", "k", who, "{\"a\":1}")->status, 201);
	a = post(app, other[_i].target, "k", who, other[_i].body);
	ck_assert_msg(a->status == 422, "%s: %d", other[_i].name, a->status);
	ck_assert_str_eq(site_code(a), "key_reused");
	ck_assert_int_eq(site_effects(), 1);
}
END_TEST

START_TEST(another_path_parameter_under_the_key_is_422)
{
	const char *who = auth(0);

	ck_assert_int_eq(post(app, "/t/effect/1", "k", who, "{}")->status, 201);
	ck_assert_int_eq(post(app, "/t/effect/2", "k", who, "{}")->status, 422);
	ck_assert_int_eq(post(app, "/t/effect/1", "k", who, "{}")->status, 201);
	ck_assert_int_eq(site_effects(), 1);
}
END_TEST

START_TEST(another_route_has_keys_of_its_own)
{
	const char *who = auth(0);

	ck_assert_int_eq(post(app, "/t/effect", "k", who, "{}")->status, 201);
	ck_assert_int_eq(post(app, "/t/effect/1", "k", who, "{}")->status, 201);
	ck_assert_int_eq(site_effects(), 2);
}
END_TEST

START_TEST(a_repeat_gets_its_answer_though_the_state_moved_on)
{
	const char *who = auth(0);
	struct answer *first = post(app, "/t/once", "k", who, "{}");

	ck_assert_int_eq(first->status, 201);
	ck_assert_str_eq(post(app, "/t/once", "k", who, "{}")->body, first->body);
	ck_assert_int_eq(post(app, "/t/once", "k", who, "{\"a\":1}")->status, 422);
	ck_assert_int_eq(post(app, "/t/once", "other", who, "{}")->status, 409);
}
END_TEST

START_TEST(an_actor_never_gets_anothers_answer)
{
	const char *one = auth(0), *two = auth(0);
	struct answer *a = post(app, "/t/effect", "k", one, "{}"),
		      *b = post(app, "/t/effect", "k", two, "{}");

	ck_assert_int_eq(b->status, 201);
	ck_assert_str_ne(a->body, b->body);
	ck_assert_int_eq(site_effects(), 2);
}
END_TEST

START_TEST(nor_does_another_browser)
{
	struct browser a = browser_new(app), b = browser_new(app);

	browser_get(&a, "/t/page");
	browser_get(&b, "/t/page");
	a.form_key = b.form_key = "shared";
	ck_assert_int_eq(browser_post(&a, "/t/effect", "")->status, 303);
	ck_assert_int_eq(browser_post(&b, "/t/effect", "")->status, 303);
	ck_assert_int_eq(site_effects(), 2);
}
END_TEST

START_TEST(a_form_sent_twice_has_one_effect)
{
	struct browser b = browser_new(app);
	const char *key, *csrf;

	browser_get(&b, "/t/page");
	key = b.form_key;
	csrf = b.csrf;
	ck_assert_int_eq(browser_post(&b, "/t/effect", "a=1")->status, 303);
	browser_get(&b, "/t/page");
	ck_assert_str_ne(b.form_key, key);
	/* Pressed again: another token of the same browser, the same key. */
	b.form_key = key;
	ck_assert_str_ne(b.csrf, csrf);
	ck_assert_int_eq(browser_post(&b, "/t/effect", "a=1")->status, 303);
	ck_assert_int_eq(site_effects(), 1);
	ck_assert_int_eq(browser_post(&b, "/t/effect", "a=2")->status, 422);
}
END_TEST

START_TEST(of_cookies_only_the_flash_is_given_again)
{
	struct browser b = browser_new(app);
	struct answer *first, *again;
	const char *key;

	browser_get(&b, "/t/page");
	key = b.form_key;
	first = browser_post(&b, "/t/effect", "");
	ck_assert_ptr_nonnull(strstr(first->head, "Set-Cookie: passing=by"));
	ck_assert_ptr_nonnull(strstr(first->head, "Set-Cookie: __Host-flash="));
	browser_get(&b, "/t/page");
	b.form_key = key;
	again = browser_post(&b, "/t/effect", "");
	ck_assert_ptr_null(strstr(again->head, "Set-Cookie: passing=by"));
	ck_assert_ptr_nonnull(strstr(again->head, "Set-Cookie: __Host-flash="));
	ck_assert_str_eq(answer_header(again, "Location"), "/t/page");
}
END_TEST

/* ---- what is not stored ---- */

START_TEST(refusals_leave_nothing_behind)
{
	const char *who = auth(0);

	ck_assert_int_eq(post(app, "/t/refuse", "k", who, "{}")->status, 409);
	ck_assert_int_eq(site_effects(), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM idempotency"), 0);
	ck_assert_int_eq(post(app, "/t/refuse", "k", who, "{\"a\":1}")->status, 409);
}
END_TEST

START_TEST(failures_leave_nothing_behind)
{
	const char *who = auth(0);

	ck_assert_int_eq(post(app, "/t/fail", "k", who, "{}")->status, 500);
	ck_assert_int_eq(site_effects(), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM idempotency"), 0);
	ck_assert_int_eq(post(app, "/t/effect", "k", who, "{}")->status, 201);
}
END_TEST

START_TEST(a_deadlock_is_tried_again_from_the_start)
{
	struct answer *a = post(app, "/t/deadlock", "k", auth(0), "{}");

	ck_assert_int_eq(a->status, 201);
	ck_assert_int_eq(site_effects(), 1);
	ck_assert_ptr_nonnull(json_get_text(answer_json(a), "id"));
}
END_TEST

START_TEST(but_not_beyond_the_requests_time)
{
	struct answer *a = post(app, "/t/deadlock-late", "k", auth(0), "{}");

	ck_assert_int_eq(a->status, 503);
	ck_assert_ptr_nonnull(answer_header(a, "Retry-After"));
	ck_assert_int_eq(site_effects(), 0);
}
END_TEST

Suite *http_key_suite(void)
{
	Suite *s = suite_create("http_key");
	TCase *tc = tcase_create("key");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, keys_have_a_shape, 0, sizeof shape / sizeof shape[0]);
	tcase_add_test(tc, a_key_is_not_too_long);
	tcase_add_test(tc, a_form_without_its_key_is_refused);
	tcase_add_test(tc, the_same_request_gets_the_first_answer);
	tcase_add_loop_test(tc, another_request_under_the_key_is_422, 0,
			    sizeof other / sizeof other[0]);
	tcase_add_test(tc, another_path_parameter_under_the_key_is_422);
	tcase_add_test(tc, another_route_has_keys_of_its_own);
	tcase_add_test(tc, a_repeat_gets_its_answer_though_the_state_moved_on);
	tcase_add_test(tc, an_actor_never_gets_anothers_answer);
	tcase_add_test(tc, nor_does_another_browser);
	tcase_add_test(tc, a_form_sent_twice_has_one_effect);
	tcase_add_test(tc, of_cookies_only_the_flash_is_given_again);
	tcase_add_test(tc, refusals_leave_nothing_behind);
	tcase_add_test(tc, failures_leave_nothing_behind);
	tcase_add_test(tc, a_deadlock_is_tried_again_from_the_start);
	tcase_add_test(tc, but_not_beyond_the_requests_time);
	suite_add_tcase(s, tc);
	return s;
}
