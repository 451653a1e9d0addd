/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk: which path and method lead where, limits, failures, bounds, headers. */
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "http/site.h"

static struct app *app;

static void setup(void)
{
	app = site_app();
}

static void teardown(void)
{
	support_app_free(app);
}

static const struct {
	const char *name, *method, *target;
	int status;
	const char *allow;
} way[] = {
	{ "a_page_is_got", "GET", "/t/page", 200, NULL },
	{ "a_page_has_a_head", "HEAD", "/t/page", 200, NULL },
	{ "a_capture_is_taken", "GET", "/t/page/12", 200, NULL },
	{ "a_query_changes_no_path", "GET", "/t/page?x=1", 200, NULL },
	{ "an_unknown_path", "GET", "/t/nothing", 404, NULL },
	{ "an_unknown_path_by_post", "POST", "/t/nothing", 404, NULL },
	{ "an_unknown_path_has_no_options", "OPTIONS", "/t/nothing", 404, NULL },
	{ "a_longer_path", "GET", "/t/page/1/2", 404, NULL },
	{ "a_slash_at_the_end", "GET", "/t/page/", 404, NULL },
	{ "another_method", "DELETE", "/t/page", 405, "GET, HEAD, POST, OPTIONS" },
	{ "post_alone", "GET", "/t/effect", 405, "POST, OPTIONS" },
	{ "head_of_post_alone", "HEAD", "/t/effect", 405, "POST, OPTIONS" },
	{ "an_unknown_method", "BREW", "/t/page", 405, "GET, HEAD, POST, OPTIONS" },
	{ "an_unknown_method_and_path", "BREW", "/t/nothing", 404, NULL },
	{ "options", "OPTIONS", "/t/page", 204, "GET, HEAD, POST, OPTIONS" },
	{ "a_name_given_twice", "GET", "/t/page?x=1&y=2&x=1", 400, NULL },
	{ "a_language_given_twice", "GET", "/t/page?lang=en&lang=zh-CN", 400, NULL },
	{ "twice_where_it_is_posted", "POST", "/t/effect?x=1&x=2", 400, NULL },
	{ "two_names", "GET", "/t/page?x=1&y=1", 200, NULL },
	{ "bad_percent", "GET", "/t/page?x=%zz", 400, NULL },
	{ "a_nul", "GET", "/t/page/%00", 400, NULL },
	{ "an_encoded_slash", "GET", "/t%2fpage", 400, NULL },
	{ "a_dot_segment", "GET", "/t/../t/page", 400, NULL },
};

START_TEST(leads)
{
	struct answer *a = support_request(app, way[_i].method, way[_i].target, NULL);
	const char *allow = answer_header(a, "Allow");

	ck_assert_msg(a->status == way[_i].status, "%s: %d", way[_i].name, a->status);
	ck_assert_msg(!allow == !way[_i].allow && (!allow || strcmp(allow, way[_i].allow) == 0),
		      "%s: Allow: %s", way[_i].name, allow ? allow : "none");
	if (strcmp(way[_i].method, "HEAD") == 0)
		ck_assert_uint_eq(a->body_len, 0);
}
END_TEST

START_TEST(head_tells_the_length_of_get)
{
	struct answer *get = support_request(app, "GET", "/t/who", NULL);
	struct answer *head = support_request(app, "HEAD", "/t/who", NULL);

	ck_assert_str_eq(answer_header(head, "Content-Length"),
			 answer_header(get, "Content-Length"));
}
END_TEST

START_TEST(api_paths_answer_problems)
{
	static const struct {
		const char *method, *target;
		int status;
	} odd[] = { { "BREW", "/api/v1/nothing", 404 }, { "GET", "/api/v1/%2e%2e", 400 } };
	struct answer *a =
		support_request(app, "GET", "/api/v1/nothing", "HTTP_ACCEPT=text/html", NULL);

	for (size_t i = 0; i < 2; i++) {
		struct answer *b = support_request(app, odd[i].method, odd[i].target, NULL);

		ck_assert_int_eq(b->status, odd[i].status);
		ck_assert_str_eq(answer_header(b, "Content-Type"),
				 "application/problem+json; charset=utf-8");
	}
	ck_assert_int_eq(a->status, 404);
	ck_assert_str_eq(answer_header(a, "Content-Type"),
			 "application/problem+json; charset=utf-8");
	ck_assert_str_eq(site_code(a), "not_found");
}
END_TEST

START_TEST(a_body_over_the_limit_is_413)
{
	char body[5001] = { 0 };
	struct answer *a;

	memset(body, 'a', 5000);
	a = support_request(app, "POST", "/t/effect",
			    "CONTENT_TYPE=application/x-www-form-urlencoded",
			    arena_printf(app->arena, "BODY=%s", body), NULL);
	ck_assert_int_eq(a->status, 413);
	ck_assert_int_eq(support_request(app, "GET", "/t/page", "BODY=x", NULL)->status, 413);
}
END_TEST

static const struct {
	const char *name, *type, *body;
	int status;
} sent[] = {
	{ "no_type", "CONTENT_TYPE=", "BODY=a=b", 415 },
	{ "multipart", "CONTENT_TYPE=multipart/form-data; boundary=x", "BODY=a=b", 415 },
	{ "another_charset", "CONTENT_TYPE=application/json; charset=utf-16", "BODY={}", 415 },
	{ "broken_json", "CONTENT_TYPE=application/json", "BODY={", 400 },
	{ "no_object", "CONTENT_TYPE=application/json", "BODY=[1]", 400 },
	{ "a_member_twice", "CONTENT_TYPE=application/json", "BODY={\"a\":1,\"a\":2}", 400 },
	{ "broken_form", "CONTENT_TYPE=application/x-www-form-urlencoded", "BODY=a=%e4", 400 },
};

START_TEST(bodies_are_refused)
{
	struct answer *a = support_request(app, "POST", "/t/effect", sent[_i].type, sent[_i].body,
					   "HTTP_ACCEPT=application/json", NULL);

	ck_assert_msg(a->status == sent[_i].status, "%s: %d %s", sent[_i].name, a->status, a->body);
	ck_assert_int_eq(site_effects(), 0);
}
END_TEST

START_TEST(a_failure_is_a_500_with_a_reference_and_no_word_of_the_cause)
{
	struct answer *a = support_request(app, "GET", "/t/broken", "HTTP_ACCEPT=text/html", NULL);
	struct answer *j =
		support_request(app, "GET", "/t/broken", "HTTP_ACCEPT=application/json", NULL);

	ck_assert_int_eq(a->status, 500);
	ck_assert(answer_has(a, answer_header(a, "X-Request-Id")));
	ck_assert(!answer_has(a, "on purpose"));
	ck_assert_int_eq(j->status, 500);
	ck_assert_str_eq(site_code(j), "internal");
	ck_assert(!answer_has(j, "on purpose"));
	ck_assert_int_eq(support_request(app, "GET", "/t/page", NULL)->status, 200);
}
END_TEST

START_TEST(a_handler_without_an_answer_is_a_500)
{
	ck_assert_int_eq(support_request(app, "GET", "/t/silent", NULL)->status, 500);
}
END_TEST

START_TEST(too_many_statements_fail_in_tests_alone)
{
	ck_assert_int_eq(support_request(app, "GET", "/t/greedy", NULL)->status, 500);
	app->check_bounds = false;
	ck_assert_int_eq(support_request(app, "GET", "/t/greedy", NULL)->status, 200);
}
END_TEST

static const struct {
	const char *target, *name, *wanted;
} header[] = {
	{ "/t/page", "Content-Type", "text/html; charset=utf-8" },
	{ "/t/page", "X-Content-Type-Options", "nosniff" },
	{ "/t/page", "Referrer-Policy", "same-origin" },
	{ "/t/page?k=token", "Referrer-Policy", "no-referrer" },
	{ "/t/page", "Cross-Origin-Opener-Policy", "same-origin" },
	{ "/t/page", "Cache-Control", "private, no-store" },
	{ "/t/page", "Vary", "Accept, Accept-Language, Cookie" },
	{ "/t/page", "Content-Security-Policy",
	  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src "
	  "'self'; connect-src 'self'; "
	  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'" },
	{ "/t/who", "Content-Type", "application/json; charset=utf-8" },
	{ "/t/who", "X-Content-Type-Options", "nosniff" },
	{ "/t/who", "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'" },
	{ "/t/nothing", "X-Content-Type-Options", "nosniff" },
	{ "/t/nothing", "Cache-Control", "private, no-store" },
	{ "/t/broken", "Cache-Control", "private, no-store" },
};

START_TEST(every_answer_carries)
{
	const char *value = answer_header(support_request(app, "GET", header[_i].target, NULL),
					  header[_i].name);

	ck_assert_msg(value && strcmp(value, header[_i].wanted) == 0, "%s %s: %s",
		      header[_i].target, header[_i].name, value ? value : "none");
}
END_TEST

START_TEST(the_log_names_the_route_and_nothing_personal)
{
	const char *path = arena_printf(app->arena, "%s/log", app->config->var_dir), *log;

	ck_assert_ptr_nonnull(freopen(path, "we", stderr));
	support_request(app, "GET", "/t/page/canary-path?k=canary-token",
			"HTTP_COOKIE=__Host-sid=canary-cookie", "HTTP_USER_AGENT=canary-agent",
			NULL);
	support_request(app, "GET", "/t/canary-unknown", "HTTP_AUTHORIZATION=Bearer canary-key",
			NULL);
	support_request(app, "GET", "/t/page", "HTTP_AUTHORIZATION=Bearer canary-key", NULL);
	support_request(app, "POST", "/t/page", "CONTENT_TYPE=application/x-www-form-urlencoded",
			"BODY=name=canary-form", NULL);
	support_request(app, "POST", "/t/page", "CONTENT_TYPE=application/json",
			"BODY={\"canary-json\":", NULL);
	support_request(app, "GET", "/t/duplicate", NULL);
	log = file_read(app->arena, path, NULL);
	ck_assert_ptr_nonnull(log);
	ck_assert_ptr_nonnull(strstr(log, "\"route\":\"/t/page/{id}\",\"status\":200"));
	ck_assert_ptr_nonnull(strstr(log, "Duplicate entry '' for key 'email'"));
	ck_assert_ptr_null(strstr(log, "canary"));
}
END_TEST

START_TEST(monitoring_is_for_this_machine)
{
	ck_assert_int_eq(support_request(app, "GET", "/t/here", NULL)->status, 200);
	ck_assert_int_eq(support_request(app, "GET", "/t/here", "REMOTE_ADDR=::1", NULL)->status,
			 200);
	ck_assert_int_eq(
		support_request(app, "GET", "/t/here", "REMOTE_ADDR=203.0.113.9", NULL)->status,
		404);
	ck_assert_int_eq(support_request(app, "GET", "/t/here",
					 "REMOTE_ADDR=127.0.0.1.evil.example", NULL)
				 ->status,
			 404);
}
END_TEST

Suite *http_walk_suite(void)
{
	Suite *s = suite_create("http_walk");
	TCase *tc = tcase_create("walk");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, leads, 0, sizeof way / sizeof way[0]);
	tcase_add_test(tc, head_tells_the_length_of_get);
	tcase_add_test(tc, api_paths_answer_problems);
	tcase_add_test(tc, a_body_over_the_limit_is_413);
	tcase_add_loop_test(tc, bodies_are_refused, 0, sizeof sent / sizeof sent[0]);
	tcase_add_test(tc, a_failure_is_a_500_with_a_reference_and_no_word_of_the_cause);
	tcase_add_test(tc, a_handler_without_an_answer_is_a_500);
	tcase_add_test(tc, too_many_statements_fail_in_tests_alone);
	tcase_add_loop_test(tc, every_answer_carries, 0, sizeof header / sizeof header[0]);
	tcase_add_test(tc, the_log_names_the_route_and_nothing_personal);
	tcase_add_test(tc, monitoring_is_for_this_machine);
	suite_add_tcase(s, tc);
	return s;
}
