/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an answer leaves: two faces of one tree, field errors, languages, cookies, flash. */
#include <string.h>
#include "base/json.h"
#include "http/site.h"

#define FORM "CONTENT_TYPE=application/x-www-form-urlencoded"

static struct app *app;

static void setup(void)
{
	app = site_app();
	support_sql("INSERT INTO customer (id, number, name, lang, provisional, created_at) "
		    "VALUES (7, 'C-0000-0000', 'Lin Yuqing', 'zh-CN', 0, UTC_TIMESTAMP(6))");
}

static void teardown(void)
{
	support_app_free(app);
}

static const struct {
	const char *accept;
	bool json;
} face[] = {
	{ "X=", false },
	{ "HTTP_ACCEPT=text/html,application/xhtml+xml,*/*;q=0.8", false },
	{ "HTTP_ACCEPT=*/*", false },
	{ "HTTP_ACCEPT=application/json", true },
};

START_TEST(one_tree_two_faces)
{
	struct answer *a = support_request(app, "GET", "/t/page", face[_i].accept, NULL);

	ck_assert_int_eq(a->status, 200);
	ck_assert_str_eq(answer_header(a, "Content-Type"),
			 face[_i].json ? "application/json; charset=utf-8"
				       : "text/html; charset=utf-8");
	if (face[_i].json) {
		const cJSON *control = json_get(json_get(answer_json(a), "form"), "order");

		ck_assert_str_eq(json_get_text(control, "name"), "order");
		ck_assert_ptr_null(json_get(answer_json(a), "page"));
	} else {
		ck_assert(answer_has(a, "id=\"f-order\" name=\"order\""));
	}
}
END_TEST

START_TEST(field_errors_as_a_page)
{
	struct browser b = browser_new(app);
	struct answer *a = browser_post(&b, "/t/page", "order=%3Cx%3E&contact=5521&count=12");

	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "class=\"errsum\""));
	ck_assert(answer_has(a, "href=\"#f-name\""));
	ck_assert(answer_has(a, "value=\"&lt;x&gt;\""));
}
END_TEST

START_TEST(field_errors_as_a_problem)
{
	struct browser b = browser_new(app);
	struct answer *a;
	const cJSON *error;

	browser_get(&b, "/t/page");
	a = support_request(app, "POST", "/t/page", FORM, "HTTP_ACCEPT=application/json",
			    "HTTP_SEC_FETCH_SITE=same-origin",
			    arena_printf(app->arena, "HTTP_COOKIE=__Host-browser=%s",
					 browser_cookie(&b, "__Host-browser")),
			    arena_printf(app->arena, "BODY=csrf=%s&count=12", b.csrf), NULL);
	ck_assert_int_eq(a->status, 422);
	ck_assert_str_eq(answer_header(a, "Content-Type"),
			 "application/problem+json; charset=utf-8");
	ck_assert_str_eq(site_code(a), "invalid");
	ck_assert_str_eq(json_get_text(answer_json(a), "request_id"),
			 answer_header(a, "X-Request-Id"));
	error = json_get(answer_json(a), "errors")->child;
	ck_assert_str_eq(json_get_text(error, "pointer"), "/name");
	ck_assert_str_eq(json_get_text(error, "code"), "required");
	ck_assert_ptr_nonnull(json_get_text(error, "message"));
}
END_TEST

/* ---- language and theme ---- */

static const struct {
	const char *name;
	bool signed_in; /* the customer's setting is zh-CN */
	const char *query, *cookie, *accept, *wanted;
} tongue[] = {
	{ "the_shops_own", false, "", NULL, "X=", "zh-CN" },
	{ "what_the_browser_accepts", false, "", NULL,
	  "HTTP_ACCEPT_LANGUAGE=fr;q=0.9, en-GB;q=0.8, zh;q=0.1", "en" },
	{ "none_of_ours_is_the_shops", false, "", NULL, "HTTP_ACCEPT_LANGUAGE=fr", "zh-CN" },
	{ "the_cookie_before_what_is_accepted", false, "", "zh-CN", "HTTP_ACCEPT_LANGUAGE=en",
	  "zh-CN" },
	{ "a_cookie_we_do_not_know", false, "", "tlh", "HTTP_ACCEPT_LANGUAGE=en", "en" },
	{ "the_address_before_the_cookie", false, "?lang=en", "zh-CN", "HTTP_ACCEPT_LANGUAGE=zh",
	  "en" },
	{ "an_address_we_do_not_know", false, "?lang=tlh", "en", "X=", "en" },
	{ "the_customers_before_what_is_accepted", true, "", NULL, "HTTP_ACCEPT_LANGUAGE=en",
	  "zh-CN" },
	{ "the_customers_before_the_cookie", true, "", "en", "HTTP_ACCEPT_LANGUAGE=en", "zh-CN" },
	{ "the_address_before_the_customers", true, "?lang=en", NULL, "X=", "en" },
	{ "a_choice_while_signed_in_before_the_customers", true, "", "en.mine", "X=", "en" },
	{ "such_a_choice_without_the_session", false, "", "en.mine", "HTTP_ACCEPT_LANGUAGE=zh",
	  "en" },
};

START_TEST(language_is_chosen)
{
	struct browser b = browser_new(app);
	struct answer *a;
	struct buf cookies;

	buf_init(&cookies, app->arena);
	buf_addlit(&cookies, "HTTP_COOKIE=x=y");
	if (tongue[_i].signed_in) {
		browser_sign_in(&b, SESSION_CUSTOMER, 7);
		buf_addf(&cookies, "; __Host-sid=%s", browser_cookie(&b, "__Host-sid"));
	}
	if (tongue[_i].cookie)
		buf_addf(&cookies, "; lang=%s", tongue[_i].cookie);
	a = support_request(app, "GET", arena_printf(app->arena, "/t/who%s", tongue[_i].query),
			    cookies.p, tongue[_i].accept, NULL);
	ck_assert_msg(strcmp(json_get_text(answer_json(a), "lang"), tongue[_i].wanted) == 0, "%s",
		      tongue[_i].name);
}
END_TEST

START_TEST(the_address_sets_the_cookie)
{
	struct answer *a = support_request(app, "GET", "/t/page?lang=en", NULL);
	struct browser b = browser_new(app);

	ck_assert(answer_has(a, "<html lang=\"en\""));
	ck_assert_ptr_nonnull(
		strstr(a->head,
		       "Set-Cookie: lang=en; Path=/; Max-Age=31536000; Secure; SameSite=Lax\r\n"));
	browser_sign_in(&b, SESSION_CUSTOMER, 7);
	ck_assert(answer_has(browser_get(&b, "/t/page"), "<html lang=\"zh-CN\""));
	ck_assert(answer_has(browser_get(&b, "/t/page?lang=en"), "<html lang=\"en\""));
	ck_assert(answer_has(browser_get(&b, "/t/page"), "<html lang=\"en\""));
}
END_TEST

START_TEST(the_other_language_is_one_link_away)
{
	struct answer *a = support_request(app, "GET", "/t/page?a=1&lang=en&b=%26", NULL);

	ck_assert(
		answer_has(a, "href=\"/t/page?lang=zh-CN&amp;a=1&amp;b=%26\" hreflang=\"zh-CN\""));
}
END_TEST

START_TEST(the_theme_is_kept)
{
	struct answer *a = support_request(app, "GET", "/t/page", "HTTP_COOKIE=theme=dark", NULL);

	ck_assert(answer_has(a, "data-theme=\"dark\""));
	a = support_request(app, "GET", "/t/page", "HTTP_COOKIE=theme=pink", NULL);
	ck_assert(!answer_has(a, "data-theme"));
}
END_TEST

/* ---- after a form ---- */

START_TEST(a_flash_is_shown_once)
{
	struct browser b = browser_new(app);
	struct answer *a = browser_post(&b, "/t/effect?lang=en", "");
	const char *flash;

	ck_assert_int_eq(a->status, 303);
	ck_assert_str_eq(answer_header(a, "Location"), "/t/page");
	flash = browser_cookie(&b, "__Host-flash");
	ck_assert_ptr_nonnull(flash);
	a = browser_get(&b, "/t/page?lang=en");
	ck_assert(answer_has(a, "class=\"notice flash t-success\" role=\"status\""));
	ck_assert_ptr_null(browser_cookie(&b, "__Host-flash"));
	ck_assert(!answer_has(browser_get(&b, "/t/page"), "role=\"status\""));
	browser_set_cookie(&b, "__Host-flash", arena_printf(app->arena, "%sx", flash));
	ck_assert(!answer_has(browser_get(&b, "/t/page"), "role=\"status\""));
}
END_TEST

START_TEST(programs_get_the_view_and_its_place)
{
	const char *key =
		arena_printf(app->arena, "HTTP_AUTHORIZATION=%s", support_api_key(app, 0));
	struct answer *a =
		support_request(app, "POST", "/t/effect", key, "HTTP_IDEMPOTENCY_KEY=k", NULL);

	ck_assert_int_eq(a->status, 201);
	ck_assert_str_eq(answer_header(a, "Location"), "/t/page");
	ck_assert_ptr_nonnull(json_get_text(answer_json(a), "id"));
	ck_assert_ptr_null(strstr(a->head, "flash"));
}
END_TEST

START_TEST(under_a_prefix_addresses_and_cookies_carry_it)
{
	struct config c = support_config();
	struct app *below;
	struct answer *a;

	c.base_path = "/shop";
	below = support_app_from(&c);
	below->routes = app->routes;
	below->n_routes = app->n_routes;
	a = support_request(below, "GET", "/shop/t/page", NULL);
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "action=\"/shop/track\""));
	ck_assert(answer_has(a, "href=\"/shop/static/app."));
	ck_assert_ptr_nonnull(strstr(answer_header(a, "Set-Cookie"), "__Secure-browser="));
	ck_assert_ptr_nonnull(
		strstr(answer_header(a, "Set-Cookie"), "; Path=/shop; Secure; HttpOnly"));
	ck_assert_str_eq(answer_header(support_request(below, "GET", "/shop/t/me", NULL),
				       "Location"),
			 "/shop/sign-in?next=%2Ft%2Fme");
	ck_assert_int_eq(support_request(below, "GET", "/t/page", NULL)->status, 400);
	support_app_free(below);
}
END_TEST

START_TEST(preferences_are_kept_and_lead_back_home)
{
	static const struct {
		const char *back, *location;
	} row[] = {
		{ "/t/page", "/t/page" },
		{ "//evil.example", "/" },
		{ "https://evil.example", "/" },
		{ "", "/" },
	};
	struct browser b = browser_new(app);
	struct answer *a;

	app->routes = routes;
	app->n_routes = route_count;
	browser_get(&b, "/nothing");
	a = browser_post(&b, "/preferences",
			 arena_printf(app->arena, "lang=en&theme=dark&back=%s", row[_i].back));
	ck_assert_int_eq(a->status, 303);
	ck_assert_str_eq(answer_header(a, "Location"), row[_i].location);
	ck_assert_str_eq(browser_cookie(&b, "lang"), "en");
	ck_assert_str_eq(browser_cookie(&b, "theme"), "dark");
}
END_TEST

Suite *http_face_suite(void)
{
	Suite *s = suite_create("http_face");
	TCase *tc = tcase_create("face");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, one_tree_two_faces, 0, sizeof face / sizeof face[0]);
	tcase_add_test(tc, field_errors_as_a_page);
	tcase_add_test(tc, field_errors_as_a_problem);
	tcase_add_loop_test(tc, language_is_chosen, 0, sizeof tongue / sizeof tongue[0]);
	tcase_add_test(tc, the_address_sets_the_cookie);
	tcase_add_test(tc, the_other_language_is_one_link_away);
	tcase_add_test(tc, the_theme_is_kept);
	tcase_add_test(tc, a_flash_is_shown_once);
	tcase_add_test(tc, programs_get_the_view_and_its_place);
	tcase_add_test(tc, under_a_prefix_addresses_and_cookies_carry_it);
	tcase_add_loop_test(tc, preferences_are_kept_and_lead_back_home, 0, 4);
	suite_add_tcase(s, tc);
	return s;
}
