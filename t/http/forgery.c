/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests that other sites make a browser send; tries that run out; what the guard wrote and is
 * over. */
#include <stdlib.h>
#include <string.h>
#include "http/site.h"

#define FORM "CONTENT_TYPE=application/x-www-form-urlencoded"

static struct app *app;

static void setup(void)
{
	app = site_app();
	support_sql("INSERT INTO customer (id, number, name, lang, provisional, created_at) "
		    "VALUES (7, 'C-0000-0000', '林雨晴', 'zh-CN', 0, UTC_TIMESTAMP(6))");
}

static void teardown(void)
{
	support_app_free(app);
}

static struct browser customer(void)
{
	struct browser b = browser_new(app);

	browser_sign_in(&b, SESSION_CUSTOMER, 7);
	return b;
}

/* ---- other sites ---- */

static const struct {
	const char *name, *site, *origin;
	bool has_token;
	int status;
	const char *code;
} forged[] = {
	{ "our_own_page", "HTTP_SEC_FETCH_SITE=same-origin", "X=", true, 201, "" },
	{ "typed_into_the_browser", "HTTP_SEC_FETCH_SITE=none", "X=", true, 201, "" },
	{ "an_older_browser", "X=", "HTTP_ORIGIN=http://127.0.0.1:8080", true, 201, "" },
	{ "without_a_token", "HTTP_SEC_FETCH_SITE=same-origin", "X=", false, 403, "form_expired" },
	{ "another_site", "HTTP_SEC_FETCH_SITE=cross-site", "X=", true, 403, "other_site" },
	{ "a_neighbour", "HTTP_SEC_FETCH_SITE=same-site", "X=", true, 403, "other_site" },
	{ "another_site_with_our_origin", "HTTP_SEC_FETCH_SITE=cross-site",
	  "HTTP_ORIGIN=http://127.0.0.1:8080", true, 403, "other_site" },
	{ "another_origin", "X=", "HTTP_ORIGIN=http://evil.example", true, 403, "other_site" },
	{ "our_origin_as_a_beginning", "X=", "HTTP_ORIGIN=http://127.0.0.1:8080.evil.example", true,
	  403, "other_site" },
	{ "no_origin", "X=", "X=", true, 403, "other_site" },
	{ "null_origin", "X=", "HTTP_ORIGIN=null", true, 403, "other_site" },
};

START_TEST(requests_of_other_sites)
{
	struct browser b = browser_new(app);
	struct answer *a;

	browser_get(&b, "/t/page");
	a = support_request(app, "POST", "/t/effect", FORM, "HTTP_ACCEPT=application/json",
			    forged[_i].site, forged[_i].origin,
			    arena_printf(app->arena, "HTTP_COOKIE=__Host-browser=%s",
					 browser_cookie(&b, "__Host-browser")),
			    arena_printf(app->arena, "BODY=form_key=k&csrf=%s",
					 forged[_i].has_token ? b.csrf : ""),
			    NULL);
	ck_assert_msg(a->status == forged[_i].status, "%s: %d %s", forged[_i].name, a->status,
		      a->body);
	if (*forged[_i].code)
		ck_assert_str_eq(site_code(a), forged[_i].code);
	ck_assert_int_eq(site_effects(), a->status == 201);
}
END_TEST

START_TEST(tokens_are_bound_to_their_browser_and_session)
{
	struct browser a = browser_new(app), b = browser_new(app), c = customer();
	const char *own;

	browser_get(&a, "/t/page");
	browser_get(&b, "/t/page");
	browser_get(&c, "/t/page");
	own = b.csrf;
	b.csrf = a.csrf;
	ck_assert_int_eq(browser_post(&b, "/t/effect", "")->status, 403);
	b.csrf = c.csrf;
	ck_assert_int_eq(browser_post(&b, "/t/effect", "")->status, 403);
	b.csrf = own;
	ck_assert_int_eq(browser_post(&b, "/t/effect", "")->status, 303);
	ck_assert_int_eq(browser_post(&c, "/t/effect", "")->status, 303);
}
END_TEST

START_TEST(tokens_differ_from_page_to_page_and_all_hold)
{
	struct browser b = browser_new(app);
	const char *first;

	browser_get(&b, "/t/page");
	first = b.csrf;
	browser_get(&b, "/t/page");
	ck_assert_str_ne(first, b.csrf);
	b.csrf = first;
	ck_assert_int_eq(browser_post(&b, "/t/effect", "")->status, 303);
}
END_TEST

START_TEST(an_expired_form_keeps_what_was_typed)
{
	struct browser b = browser_new(app);
	struct answer *a;

	browser_get(&b, "/t/page");
	b.csrf = "old";
	a = browser_post(&b, "/t/page", "name=R%26D+%3Cb%3E&password=hunter2");
	ck_assert_int_eq(a->status, 403);
	ck_assert(!answer_has(a, "hunter2"));
	b.csrf = "old";
	a = browser_post(&b, "/t/page", "name=R%26D+%3Cb%3E&code=123456");
	ck_assert(!answer_has_number(a, "123456"));
	b.csrf = "old";
	a = browser_post(&b, "/t/page", "name=R%26D+%3Cb%3E&contact.postcode=310012");
	ck_assert(answer_has(a, "name=\"contact.postcode\" value=\"310012\""));
	ck_assert(answer_has(a, "name=\"name\" value=\"R&amp;D &lt;b&gt;\""));
	ck_assert(answer_has(a, "action=\"/t/page\""));
	ck_assert_int_eq(browser_post(&b, "/t/page", "name=again")->status, 303);
}
END_TEST

/* ---- throttles ---- */

START_TEST(tries_run_out)
{
	struct browser b = browser_new(app);
	const char *path = _i ? "/t/guess-natural" : "/t/guess";
	struct answer *a;

	for (int i = 0; i < 3; i++) {
		browser_get(&b, "/t/page");
		ck_assert_int_eq(browser_post(&b, path, "")->status, 409);
	}
	browser_get(&b, "/t/page");
	a = browser_post(&b, path, "");
	ck_assert_int_eq(a->status, 429);
	ck_assert_int_gt(atoi(answer_header(a, "Retry-After")), 890);
	ck_assert_int_le(atoi(answer_header(a, "Retry-After")), 900);
	support_sql("UPDATE throttle SET until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	browser_get(&b, "/t/page");
	ck_assert_int_eq(browser_post(&b, path, "")->status, 409);
	ck_assert_int_eq(support_number("SELECT n FROM throttle"), 1);
}
END_TEST

START_TEST(throttles_can_be_switched_off)
{
	struct config c = support_config();
	struct app *free_app;
	struct browser b;

	c.throttle = false;
	free_app = support_app_from(&c);
	free_app->routes = app->routes;
	free_app->n_routes = app->n_routes;
	b = browser_new(free_app);
	for (int i = 0; i < 6; i++) {
		browser_get(&b, "/t/page");
		ck_assert_int_eq(browser_post(&b, "/t/guess", "")->status, 409);
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM throttle"), 0);
	support_app_free(free_app);
}
END_TEST

START_TEST(what_is_over_is_swept)
{
	struct browser b = customer();
	struct work w = support_work(app);

	browser_get(&b, "/t/page");
	browser_post(&b, "/t/effect", "");
	browser_get(&b, "/t/page");
	browser_post(&b, "/t/guess", "");
	ck_assert_int_eq(guard_sweep(&w, 500), 0);
	support_sql("UPDATE session SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	support_sql("UPDATE throttle SET until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	support_sql("UPDATE idempotency SET created_at = UTC_TIMESTAMP(6) - INTERVAL 8 DAY");
	ck_assert_int_eq(guard_sweep(&w, 500), 3);
}
END_TEST

Suite *http_forgery_suite(void)
{
	Suite *s = suite_create("http_forgery");
	TCase *tc = tcase_create("forgery");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, requests_of_other_sites, 0, sizeof forged / sizeof forged[0]);
	tcase_add_test(tc, tokens_are_bound_to_their_browser_and_session);
	tcase_add_test(tc, tokens_differ_from_page_to_page_and_all_hold);
	tcase_add_test(tc, an_expired_form_keeps_what_was_typed);
	tcase_add_loop_test(tc, tries_run_out, 0, 2);
	tcase_add_test(tc, throttles_can_be_switched_off);
	tcase_add_test(tc, what_is_over_is_swept);
	suite_add_tcase(s, tc);
	return s;
}
