/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own account: where one is signed in, ended one by one or all but here; nobody else's. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "permission.h"
#include "support/app.h"

#define FIREFOX "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"

static struct app *app;
static struct browser here, there, other;

static struct browser signed_in(uint64_t id)
{
	struct browser b = browser_new(app);

	browser_sign_in(&b, SESSION_STAFF, id);
	browser_set_cookie(&b, "lang", "en");
	return b;
}

static void setup(void)
{
	app = support_app();
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@shop.example', 'Zhou Min', 'viewer', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(2, 'an@shop.example', 'An Wei', 'owner', 'en', 1, UTC_TIMESTAMP(6))");
	here = signed_in(1);
	there = signed_in(1);
	other = signed_in(2);
}

static void teardown(void)
{
	support_app_free(app);
}

/* The id of the session that is not `mine`, as its owner's page names it. */
static const char *other_session(struct browser *b)
{
	const char *at = strstr(browser_get(b, "/desk/me")->body, "/desk/me/sessions/");

	ck_assert_ptr_nonnull(at);
	return arena_strndup(app->arena, at, strcspn(at, "\""));
}

static bool is_in(struct browser *b)
{
	return browser_get(b, "/desk/me")->status == 200;
}

START_TEST(the_page_shows_where_one_is_signed_in)
{
	struct answer *a = browser_get(&here, "/desk/me");

	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "Zhou Min"));
	ck_assert(answer_has(a, "This one"));
	ck_assert(answer_has(a, "End all others"));
	ck_assert(!answer_has(browser_get(&other, "/desk/me"), "End all others"));
}
END_TEST

START_TEST(one_session_is_ended)
{
	const char *path = other_session(&here);

	ck_assert_int_eq(browser_post(&here, path, "")->status, 303);
	ck_assert(is_in(&here));
	ck_assert(!is_in(&there));
	ck_assert(is_in(&other));
	browser_get(&here, "/desk/me");
	ck_assert_int_eq(browser_post(&here, path, "")->status, 409);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'session_ended' AND actor_kind = 2 AND actor_id = 1"),
			 1);
}
END_TEST

START_TEST(nobody_ends_anothers_nor_their_own)
{
	const char *path = other_session(&here), *own = other_session(&there);

	browser_get(&other, "/desk/me");
	ck_assert_int_eq(browser_post(&other, path, "")->status, 409);
	browser_get(&here, "/desk/me");
	ck_assert_int_eq(browser_post(&here, own, "")->status, 409);
	ck_assert(is_in(&here) && is_in(&there) && is_in(&other));
}
END_TEST

START_TEST(all_others_are_ended)
{
	struct browser third = signed_in(1);

	browser_get(&here, "/desk/me");
	ck_assert_int_eq(browser_post(&here, "/desk/me/end-others", "")->status, 303);
	ck_assert(answer_has(browser_get(&here, "/desk/me"), "You are signed in here alone."));
	ck_assert(is_in(&here) && is_in(&other));
	ck_assert(!is_in(&there) && !is_in(&third));
	browser_post(&here, "/desk/me/end-others", "");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'sessions_ended'"),
			 1);
}
END_TEST

START_TEST(what_is_over_is_not_shown)
{
	struct answer *a;

	support_sql("UPDATE session SET seen_at = seen_at - INTERVAL 31 MINUTE WHERE subject_id = "
		    "1 ORDER BY token_hash LIMIT 1");
	a = browser_get(is_in(&here) ? &here : &there, "/desk/me");
	ck_assert_int_eq(a->status, 200);
	ck_assert(!answer_has(a, "End all others"));
}
END_TEST

START_TEST(a_program_has_no_account)
{
	struct answer *a =
		support_request(app, "GET", "/desk/me",
				arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
					     support_api_key(app, PERM_BIT(PERMISSION__MAX) - 1)),
				NULL);

	ck_assert_int_eq(a->status, 403);
	ck_assert_int_eq(support_request(app, "GET", "/desk/me", "HTTP_ACCEPT=application/json",
					 NULL)
				 ->status,
			 401);
}
END_TEST

/* What a session is made with is what its page shows; of the address only the network. */
START_TEST(a_session_knows_its_browser_and_network)
{
	static const struct {
		const char *address, *network;
	} rows[] = {
		{ "203.0.113.77", "203.0.113.0/24" },
		{ "2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002::/64" },
		{ "::ffff:203.0.113.77", "203.0.113.0/24" },
		{ "unix:", NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct request req = { .arena = app->arena,
				       .app = app,
				       .now = instant_now(),
				       .user_agent = FIREFOX,
				       .remote_addr = rows[i].address };
		struct response res;

		response_init(&res, app->arena);
		support_sql("DELETE FROM session");
		session_start(&req, &res, SESSION_STAFF, 1);
		ck_assert_int_eq(
			support_number(arena_printf(
				app->arena,
				"SELECT COUNT(*) FROM session WHERE agent = 'Firefox, Windows' "
				"AND network %s%s%s",
				rows[i].network ? "= '" : "IS NULL",
				rows[i].network ? rows[i].network : "",
				rows[i].network ? "'" : "")),
			1);
	}
}
END_TEST

static const struct {
	const char *agent, *wanted;
} agents[] = {
	{ FIREFOX, "Firefox, Windows" },
	{ "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
	  "Chrome/140.0.0.0 Safari/537.36",
	  "Chrome, Linux" },
	{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
	  "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
	  "Edge, Windows" },
	{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
	  "Gecko) Version/18.0 Safari/605.1.15",
	  "Safari, macOS" },
	{ "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
	  "like Gecko) Mobile/15E148 MicroMessenger/8.0.50",
	  "WeChat, iPhone" },
	{ "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
	  "Chrome/140.0.0.0 Mobile Safari/537.36",
	  "Chrome, Android" },
	{ "curl/8.0", NULL },
	{ "Windows", "Windows" },
	{ NULL, NULL },
};

START_TEST(browsers_are_called_by_their_names)
{
	const char *name = session_agent(app->arena, agents[_i].agent);

	if (agents[_i].wanted)
		ck_assert_str_eq(name, agents[_i].wanted);
	else
		ck_assert_ptr_null(name);
}
END_TEST

Suite *staff_me_suite(void)
{
	Suite *s = suite_create("staff_me");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, the_page_shows_where_one_is_signed_in);
	tcase_add_test(tc, one_session_is_ended);
	tcase_add_test(tc, nobody_ends_anothers_nor_their_own);
	tcase_add_test(tc, all_others_are_ended);
	tcase_add_test(tc, what_is_over_is_not_shown);
	tcase_add_test(tc, a_program_has_no_account);
	tcase_add_test(tc, a_session_knows_its_browser_and_network);
	tcase_add_loop_test(tc, browsers_are_called_by_their_names, 0,
			    sizeof agents / sizeof *agents);
	suite_add_tcase(s, tc);
	return s;
}
