/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may enter: sessions, keys of programs, permissions. */
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
	ck_assert_msg(strstr(cookie, "; Path=/; Max-Age=7776000; Secure; HttpOnly; SameSite=Lax"),
		      "%s", cookie);
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
	suite_add_tcase(s, tc);
	return s;
}
