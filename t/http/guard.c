/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may enter: sessions, keys of programs, permissions, requests of other sites, throttles. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "http/site.h"

#define FORM "CONTENT_TYPE=application/x-www-form-urlencoded"

static struct app *app;

static void setup(void)
{
	app = site_app();
	support_sql("INSERT INTO customer (id, number, name, lang, provisional, created_at) "
		    "VALUES (7, 'C-0000-0000', '林雨晴', 'zh-CN', 0, UTC_TIMESTAMP(6))");
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(11, 'owner@shop.example', 'Ann', 'owner', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(12, 'view@shop.example', 'Vic', 'viewer', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(13, 'left@shop.example', 'Lou', 'owner', 'en', 2, UTC_TIMESTAMP(6))");
}

static void teardown(void)
{
	support_app_free(app);
}

/* ---- access ---- */

enum who { NOBODY, CUSTOMER, OWNER, VIEWER, LEFT, HALF };

static struct browser browser_of(enum who who)
{
	static const struct {
		enum session_kind kind;
		uint64_t id;
	} row[] = {
		[CUSTOMER] = { SESSION_CUSTOMER, 7 }, [OWNER] = { SESSION_STAFF, 11 },
		[VIEWER] = { SESSION_STAFF, 12 },     [LEFT] = { SESSION_STAFF, 13 },
		[HALF] = { SESSION_STAFF_HALF, 11 },
	};
	struct browser b = browser_new(app);

	if (who != NOBODY)
		browser_sign_in(&b, row[who].kind, row[who].id);
	return b;
}

static const struct {
	const char *name;
	enum who who;
	const char *target;
	int status;
	const char *location;
} entry[] = {
	{ "nobody_reads_what_is_public", NOBODY, "/t/page", 200, NULL },
	{ "nobody_has_no_orders", NOBODY, "/t/me", 303, "/sign-in?next=%2Ft%2Fme" },
	{ "nobody_comes_back_with_the_query", NOBODY, "/t/me?a=1&b=2", 303,
	  "/sign-in?next=%2Ft%2Fme%3Fa%3D1%26b%3D2" },
	{ "a_customer_has_orders", CUSTOMER, "/t/me", 200, NULL },
	{ "staff_are_no_customers", OWNER, "/t/me", 303, "/sign-in?next=%2Ft%2Fme" },
	{ "nobody_is_at_the_desk", NOBODY, "/t/refunds", 303, "/desk/sign-in?next=%2Ft%2Frefunds" },
	{ "no_customer_is_at_the_desk", CUSTOMER, "/t/refunds", 303,
	  "/desk/sign-in?next=%2Ft%2Frefunds" },
	{ "the_owner_is_at_the_desk", OWNER, "/t/refunds", 200, NULL },
	{ "a_viewer_lacks_the_permission", VIEWER, "/t/refunds", 403, NULL },
	{ "who_left_is_nobody", LEFT, "/t/refunds", 303, "/desk/sign-in?next=%2Ft%2Frefunds" },
	{ "the_second_factor_is_not_skipped", HALF, "/t/refunds", 303,
	  "/desk/sign-in?next=%2Ft%2Frefunds" },
};

START_TEST(enters)
{
	struct browser b = browser_of(entry[_i].who);
	struct answer *a = browser_get(&b, entry[_i].target);
	const char *location = answer_header(a, "Location");

	ck_assert_msg(a->status == entry[_i].status, "%s: %d", entry[_i].name, a->status);
	ck_assert_msg(!location == !entry[_i].location &&
			      (!location || strcmp(location, entry[_i].location) == 0),
		      "%s: %s", entry[_i].name, location ? location : "none");
}
END_TEST

START_TEST(programs_are_told_401)
{
	struct answer *a =
		support_request(app, "GET", "/t/refunds", "HTTP_ACCEPT=application/json", NULL);

	ck_assert_int_eq(a->status, 401);
	ck_assert_str_eq(site_code(a), "not_signed_in");
	ck_assert_str_eq(answer_header(a, "WWW-Authenticate"), "Bearer");
}
END_TEST

/* ---- sessions ---- */

static const struct {
	const char *name;
	enum who who;
	const char *change;
	int status;
} age[] = {
	{ "staff_29_minutes", OWNER,
	  "UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 29 MINUTE", 200 },
	{ "staff_31_minutes", OWNER,
	  "UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 31 MINUTE", 303 },
	{ "staff_past_the_end", OWNER,
	  "UPDATE session SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND", 303 },
	{ "customer_13_days", CUSTOMER,
	  "UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 13 DAY", 200 },
	{ "customer_15_days", CUSTOMER,
	  "UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 15 DAY", 303 },
	{ "deleted", OWNER, "DELETE FROM session", 303 },
	{ "of_an_unknown_kind", OWNER, "UPDATE session SET kind = 9", 303 },
};

START_TEST(sessions_end)
{
	struct browser b = browser_of(age[_i].who);
	struct answer *a;

	support_sql(age[_i].change);
	a = browser_get(&b, age[_i].who == CUSTOMER ? "/t/me" : "/t/refunds");
	ck_assert_msg(a->status == age[_i].status, "%s: %d", age[_i].name, a->status);
}
END_TEST

START_TEST(seen_moves_once_a_minute)
{
	const char *moved = "SELECT COUNT(*) FROM session WHERE seen_at > UTC_TIMESTAMP(6) - "
			    "INTERVAL 10 SECOND";
	struct browser b = browser_of(OWNER);

	support_sql("UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 50 SECOND");
	browser_get(&b, "/t/refunds");
	ck_assert_int_eq(support_number(moved), 0);
	support_sql("UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 70 SECOND");
	browser_get(&b, "/t/refunds");
	ck_assert_int_eq(support_number(moved), 1);
}
END_TEST

START_TEST(signing_in_makes_a_new_token_and_ends_the_old)
{
	struct browser b = browser_new(app);
	const char *first, *cookie;
	struct answer *a = browser_post(&b, "/t/sign-in", "");

	ck_assert_int_eq(a->status, 303);
	cookie = answer_header(a, "Set-Cookie");
	ck_assert_ptr_nonnull(strstr(cookie, "__Host-sid="));
	ck_assert_ptr_nonnull(
		strstr(cookie, "; Path=/; Max-Age=7776000; Secure; HttpOnly; SameSite=Lax"));
	first = browser_cookie(&b, "__Host-sid");
	ck_assert_int_eq(browser_get(&b, "/t/me")->status, 200);
	browser_get(&b, "/t/page");
	ck_assert_int_eq(browser_post(&b, "/t/sign-in", "")->status, 303);
	ck_assert_str_ne(browser_cookie(&b, "__Host-sid"), first);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session"), 1);
	browser_set_cookie(&b, "__Host-sid", first);
	ck_assert_int_eq(browser_get(&b, "/t/me")->status, 303);
}
END_TEST

START_TEST(the_table_holds_no_token)
{
	struct browser b = browser_new(app);

	browser_post(&b, "/t/sign-in", "");
	ck_assert_int_eq(support_number(arena_printf(
				 app->arena, "SELECT COUNT(*) FROM session WHERE token_hash = '%s'",
				 browser_cookie(&b, "__Host-sid"))),
			 0);
}
END_TEST

START_TEST(signing_out_deletes)
{
	struct browser b = browser_of(CUSTOMER);

	browser_get(&b, "/t/page");
	ck_assert_int_eq(browser_post(&b, "/t/sign-out", "")->status, 303);
	ck_assert_ptr_null(browser_cookie(&b, "__Host-sid"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session"), 0);
}
END_TEST

START_TEST(all_sessions_of_one_can_be_ended)
{
	struct browser one = browser_of(OWNER), half = browser_of(HALF), other = browser_of(VIEWER);
	struct work w = support_work(app);

	session_end_all(&w, SESSION_STAFF, 11);
	ck_assert_int_eq(browser_get(&one, "/t/refunds")->status, 303);
	ck_assert_int_eq(browser_get(&other, "/t/refunds")->status, 403);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session"), 1);
	(void)half;
}
END_TEST

/* ---- keys of programs ---- */

START_TEST(a_key_has_its_permissions)
{
	const char *can = arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
				       support_api_key(app, PERM_BIT(PERM_REFUNDS)));
	const char *cannot = arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
					  support_api_key(app, PERM_BIT(PERM_STOCK)));
	struct answer *a = support_request(app, "GET", "/t/refunds", can, NULL);

	ck_assert_int_eq(a->status, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "actor"), "api_key");
	a = support_request(app, "GET", "/t/refunds", cannot, NULL);
	ck_assert_int_eq(a->status, 403);
	ck_assert_str_eq(site_code(a), "not_permitted");
	support_sql("UPDATE api_key SET revoked_at = UTC_TIMESTAMP(6)");
	ck_assert_int_eq(support_request(app, "GET", "/t/refunds", can, NULL)->status, 401);
}
END_TEST

static const char *const bad_key[] = { "Bearer nonsense", "bearer nonsense", "Bearer  " };

START_TEST(a_bad_key_is_refused_everywhere)
{
	struct answer *a =
		support_request(app, "GET", "/t/page",
				arena_printf(app->arena, "HTTP_AUTHORIZATION=%s", bad_key[_i]),
				NULL);

	ck_assert_int_eq(a->status, 401);
	ck_assert_str_eq(site_code(a), "bad_api_key");
}
END_TEST

START_TEST(another_scheme_is_nobodys)
{
	const char *basic = "HTTP_AUTHORIZATION=Basic YTpi", *json = "HTTP_ACCEPT=application/json";

	ck_assert_int_eq(support_request(app, "GET", "/t/page", basic, NULL)->status, 200);
	ck_assert_int_eq(support_request(app, "GET", "/t/refunds", basic, json, NULL)->status, 401);
}
END_TEST

START_TEST(a_program_sends_json_and_needs_no_form_token)
{
	const char *key = arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
				       support_api_key(app, PERM_BIT(PERM_REFUNDS)));

	ck_assert_int_eq(support_request(app, "DELETE", "/t/natural", key, NULL)->status, 200);
	ck_assert_int_eq(
		support_request(app, "DELETE", "/t/natural", key, FORM, "BODY=a=b", NULL)->status,
		415);
}
END_TEST

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
	struct browser a = browser_new(app), b = browser_new(app), c = browser_of(CUSTOMER);
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
	a = browser_post(&b, "/t/page", "name=R%26D+%3Cb%3E");
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
	struct browser b = browser_of(CUSTOMER);
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

Suite *http_guard_suite(void)
{
	Suite *s = suite_create("http_guard");
	TCase *tc = tcase_create("guard");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, enters, 0, sizeof entry / sizeof entry[0]);
	tcase_add_test(tc, programs_are_told_401);
	tcase_add_loop_test(tc, sessions_end, 0, sizeof age / sizeof age[0]);
	tcase_add_test(tc, seen_moves_once_a_minute);
	tcase_add_test(tc, signing_in_makes_a_new_token_and_ends_the_old);
	tcase_add_test(tc, the_table_holds_no_token);
	tcase_add_test(tc, signing_out_deletes);
	tcase_add_test(tc, all_sessions_of_one_can_be_ended);
	tcase_add_test(tc, a_key_has_its_permissions);
	tcase_add_loop_test(tc, a_bad_key_is_refused_everywhere, 0,
			    sizeof bad_key / sizeof bad_key[0]);
	tcase_add_test(tc, another_scheme_is_nobodys);
	tcase_add_test(tc, a_program_sends_json_and_needs_no_form_token);
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
