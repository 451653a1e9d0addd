/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second factor is asked again for what is worth it: nothing is done before, nothing typed is
 * lost, and the one who proved it has a new token. */
#include <check.h>
#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "permission.h"
#include "staff/staff.h"
#include "support/app.h"

#define KEYS "/desk/settings/keys"
#define MADE "name=Till&permissions=stock&permissions=payments"

static struct app *app;
static struct work w;
static struct staff_secret secret;
static struct browser owner;

static const char *code_in(int steps)
{
	static char code[8];
	char *raw;
	size_t len;

	ck_assert_int_eq(oath_base32_decode(secret.base32, strlen(secret.base32), &raw, &len),
			 OATH_OK);
	ck_assert_int_eq(oath_totp_generate(raw, len,
					    instant_now().us / INSTANT_SECOND + 30 * steps, 30, 0,
					    6, code),
			 OATH_OK);
	free(raw);
	return code;
}

static void setup(void)
{
	char token[SECRET_TOKEN_SIZE], codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE];
	uint64_t id;

	app = support_app();
	w = support_work(app);
	ck_assert_int_eq(staff_invite(&w, NULL, NULL, "owner", LANG_EN, token), STAFF_OK);
	ck_assert_int_eq(staff_accept(&w, token,
				      &(struct staff_entry){ "zhou@mail.example", "Zhou Min",
							     "four quiet words here", LANG_EN },
				      &id),
			 STAFF_OK);
	ck_assert(staff_pending_secret(&w, id, &secret));
	ck_assert_int_eq(staff_enrol(&w, id, code_in(-1), codes), STAFF_OK);
	owner = browser_new(app);
	browser_sign_in(&owner, SESSION_STAFF, id);
	browser_set_cookie(&owner, "lang", "en");
}

static void teardown(void)
{
	support_app_free(app);
}

static void age(const char *minutes)
{
	support_sql(arena_printf(app->arena,
				 "UPDATE session SET stepped_up_at = UTC_TIMESTAMP(6) - INTERVAL "
				 "%s MINUTE",
				 minutes));
}

static int64_t keys(void)
{
	return support_number("SELECT COUNT(*) FROM api_key");
}

static int64_t events(const char *kind)
{
	return support_number(arena_printf(app->arena,
					   "SELECT COUNT(*) FROM security_event WHERE kind = '%s'",
					   kind));
}

static struct answer *send(const char *fields)
{
	browser_get(&owner, KEYS "/new");
	return browser_post(&owner, KEYS, fields);
}

START_TEST(who_proved_it_lately_is_not_asked)
{
	age("14");
	ck_assert_int_eq(send(MADE)->status, 200);
	ck_assert_int_eq(events("proved"), 0);
}
END_TEST

START_TEST(who_proved_it_long_ago_is_asked_and_loses_nothing)
{
	struct answer *a;
	const char *before = browser_cookie(&owner, "__Host-sid");

	age("16");
	a = send(MADE);
	ck_assert_int_eq(a->status, 403);
	ck_assert(answer_has(a, "Confirm that it’s you"));
	ck_assert(answer_has(a, "more than 15 minutes ago"));
	ck_assert(answer_has(a, "name=\"name\" value=\"Till\""));
	ck_assert(answer_has(a, "name=\"permissions\" value=\"stock\""));
	ck_assert(answer_has(a, "name=\"permissions\" value=\"payments\""));
	ck_assert(answer_has(a, "action=\"" KEYS "\""));
	ck_assert_int_eq(keys(), 0);
	a = browser_post(&owner, KEYS,
			 arena_printf(app->arena, MADE "&second_factor=%s", code_in(0)));
	ck_assert_int_eq(a->status, 200);
	ck_assert_int_eq(keys(), 1);
	ck_assert_int_eq(events("proved"), 1);
	/* a new token, and the one before opens nothing */
	ck_assert_str_ne(browser_cookie(&owner, "__Host-sid"), before);
	ck_assert_int_eq(browser_get(&owner, "/desk/orders")->status, 200);
	ck_assert_int_eq(send("name=Second&permissions=stock")->status, 200);
	browser_set_cookie(&owner, "__Host-sid", before);
	ck_assert_int_eq(browser_get(&owner, "/desk/orders")->status, 303);
}
END_TEST

START_TEST(the_page_that_was_answered_can_be_used)
{
	age("16");
	send("");
	/* the refused form of the same answer carries a token of the new session */
	ck_assert_int_eq(browser_post(&owner, KEYS,
				      arena_printf(app->arena, "second_factor=%s", code_in(0)))
				 ->status,
			 422);
	ck_assert_int_eq(browser_post(&owner, KEYS, MADE)->status, 200);
}
END_TEST

START_TEST(a_wrong_code_is_said_beside_the_field)
{
	static const struct {
		const char *code, *words;
	} wrong[] = { { "", "Enter the six digits" }, { "abc", "This code is not right." } };
	struct answer *a;

	age("16");
	send(MADE);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		a = browser_post(&owner, KEYS,
				 arena_printf(app->arena, MADE "&second_factor=%s", wrong[i].code));
		ck_assert_int_eq(a->status, 422);
		ck_assert_msg(answer_has(a, wrong[i].words), "%s", wrong[i].words);
		ck_assert(answer_has(a, "name=\"name\" value=\"Till\""));
		ck_assert(!answer_has(a, "value=\"abc\""));
	}
	ck_assert_int_eq(events("code_failed"), 1);
	ck_assert_int_eq(keys(), 0);
	/* each code works once: the enrolment's is used up */
	a = browser_post(&owner, KEYS,
			 arena_printf(app->arena, MADE "&second_factor=%s", code_in(-1)));
	ck_assert_int_eq(a->status, 422);
	ck_assert_int_eq(keys(), 0);
}
END_TEST

START_TEST(guessing_is_throttled)
{
	struct answer *a = NULL;

	age("16");
	send(MADE);
	for (int i = 0; i < 11; i++)
		a = browser_post(&owner, KEYS, MADE "&second_factor=000000");
	ck_assert_int_eq(a->status, 429);
	ck_assert(answer_has(a, "Too many tries"));
	ck_assert_ptr_nonnull(answer_header(a, "Retry-After"));
	ck_assert_int_eq(browser_post(&owner, KEYS,
				      arena_printf(app->arena, MADE "&second_factor=%s",
						   code_in(0)))
				 ->status,
			 429);
	ck_assert_int_eq(keys(), 0);
}
END_TEST

START_TEST(the_shop_sets_how_long)
{
	ck_assert(setting_put(app->db, app->arena, "step_up_minutes", "60", instant_now()));
	ck_assert(app_read_settings(app));
	age("59");
	ck_assert_int_eq(send(MADE)->status, 200);
	age("61");
	ck_assert_int_eq(send("name=x&permissions=stock")->status, 403);
}
END_TEST

/* A browser's script speaks JSON too. */
START_TEST(json_is_told_by_a_problem_of_its_own)
{
	const char *cookie = arena_printf(app->arena, "HTTP_COOKIE=__Host-sid=%s",
					  browser_cookie(&owner, "__Host-sid"));
	struct answer *a;
	const char *body;

	browser_get(&owner, KEYS "/new");
	age("16");
	body = arena_printf(app->arena,
			    "BODY={\"csrf\":\"%s\",\"form_key\":\"k1\",\"name\":\"x\","
			    "\"permissions\":[\"stock\"]}",
			    owner.csrf);
	a = support_request(app, "POST", KEYS, cookie, "CONTENT_TYPE=application/json",
			    "HTTP_ACCEPT=application/json", "HTTP_SEC_FETCH_SITE=same-origin", body,
			    NULL);
	ck_assert_int_eq(a->status, 403);
	ck_assert_str_eq(json_get_text(answer_json(a), "code"), "second_factor_needed");
	ck_assert_int_eq(keys(), 0);
}
END_TEST

START_TEST(a_programs_key_is_not_asked)
{
	const char *key = arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
				       support_api_key(app, PERM_BIT(PERMISSION__MAX) - 1));
	struct answer *a =
		support_request(app, "POST", "/desk/staff", key, "HTTP_IDEMPOTENCY_KEY=k1",
				"CONTENT_TYPE=application/json",
				"BODY={\"email\":\"li@shop.example\",\"name\":\"Li\","
				"\"role\":\"care\"}",
				NULL);

	ck_assert_int_eq(a->status, 201);
}
END_TEST

/* What the site map says of it: money, access, keys. */
START_TEST(the_right_routes_ask)
{
	static const struct {
		const char *path;
		bool asks;
	} wanted[] = {
		{ "/desk/orders/{number}/refunds", true },
		{ "/api/v1/orders/{number}/refunds", true },
		{ "/desk/orders/{number}/credits", true },
		{ "/desk/staff", true },
		{ "/desk/exports", true },
		{ "/api/v1/exports", true },
		{ "/desk/staff/{id}/role", true },
		{ "/desk/staff/{id}/reset", true },
		{ "/desk/settings/keys", true },
		{ "/desk/settings/keys/{id}/revoke", true },
		{ "/desk/orders/{number}/payments", false },
		{ "/desk/orders", false },
		{ "/desk/me/end-others", false },
	};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		int n = 0;

		for (size_t k = 0; k < route_count; k++) {
			if (strcmp(routes[k].path, wanted[i].path))
				continue;
			if (routes[k].method == METHOD_GET)
				ck_assert(!routes[k].proof);
			else
				ck_assert_msg(routes[k].proof == wanted[i].asks, "%s",
					      routes[k].path);
			n += routes[k].method == METHOD_POST;
		}
		ck_assert_msg(n == 1, "%s", wanted[i].path);
	}
}
END_TEST

Suite *staff_proof_suite(void)
{
	Suite *s = suite_create("staff_proof");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, who_proved_it_lately_is_not_asked);
	tcase_add_test(tc, who_proved_it_long_ago_is_asked_and_loses_nothing);
	tcase_add_test(tc, the_page_that_was_answered_can_be_used);
	tcase_add_test(tc, a_wrong_code_is_said_beside_the_field);
	tcase_add_test(tc, guessing_is_throttled);
	tcase_add_test(tc, the_shop_sets_how_long);
	tcase_add_test(tc, json_is_told_by_a_problem_of_its_own);
	tcase_add_test(tc, a_programs_key_is_not_asked);
	tcase_add_test(tc, the_right_routes_ask);
	suite_add_tcase(s, tc);
	return s;
}
