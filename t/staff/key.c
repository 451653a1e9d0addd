/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs' keys at the desk: shown once, never more than their maker, over when they should be. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "permission.h"
#include "staff/staff.h"
#include "support/app.h"

#define KEYS "/desk/settings/keys"
enum { OWNER = 1, MANAGER };

/* ---- the truth table ---- */

#define AT(s) ((struct instant){ (s)*INSTANT_SECOND })

static const struct {
	const char *name;
	struct staff_key_case given;
	enum staff_key_refusal wanted;
} rows[] = {
	{ "some_of_ones_own", { false, 7, 3, AT(5), INSTANT_NONE }, STAFF_KEY_OK },
	{ "all_of_ones_own", { false, 7, 7, AT(5), AT(6) }, STAFF_KEY_OK },
	{ "a_program", { true, 7, 3, AT(5), INSTANT_NONE }, STAFF_KEY_BY_PROGRAM },
	{ "nothing", { false, 7, 0, AT(5), INSTANT_NONE }, STAFF_KEY_EMPTY },
	{ "more_than_ones_own", { false, 3, 4, AT(5), INSTANT_NONE }, STAFF_KEY_ABOVE },
	{ "ones_own_and_more", { false, 3, 7, AT(5), INSTANT_NONE }, STAFF_KEY_ABOVE },
	{ "above_comes_before_past", { false, 3, 7, AT(5), AT(4) }, STAFF_KEY_ABOVE },
	{ "an_end_that_is_past", { false, 7, 3, AT(5), AT(4) }, STAFF_KEY_PAST },
	{ "an_end_that_is_now", { false, 7, 3, AT(5), AT(5) }, STAFF_KEY_PAST },
};

START_TEST(each_row_is_answered)
{
	ck_assert_msg(staff_key_may(&rows[_i].given) == rows[_i].wanted, "%s: %d", rows[_i].name,
		      staff_key_may(&rows[_i].given));
}
END_TEST

START_TEST(a_key_stands_somewhere)
{
	ck_assert_int_eq(staff_key_state(AT(5), INSTANT_NONE, INSTANT_NONE), STAFF_KEY_VALID);
	ck_assert_int_eq(staff_key_state(AT(5), AT(6), INSTANT_NONE), STAFF_KEY_VALID);
	ck_assert_int_eq(staff_key_state(AT(5), AT(5), INSTANT_NONE), STAFF_KEY_EXPIRED);
	ck_assert_int_eq(staff_key_state(AT(5), AT(4), AT(4)), STAFF_KEY_REVOKED);
}
END_TEST

START_TEST(each_permission_has_its_words)
{
	for (int p = 0; p < PERMISSION__MAX; p++)
		ck_assert_msg(label_find("permission", permission_word[p]), "%s",
			      permission_word[p]);
}
END_TEST

START_TEST(a_set_is_told_in_words)
{
	struct arena *a = arena_new();

	ck_assert_str_eq(permission_words(a, 0), "");
	ck_assert_str_eq(permission_words(a, PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_REFUNDS)),
			 "orders.read,refunds");
	/* the audit log has room for all */
	ck_assert_uint_le(strlen(permission_words(a, PERM_BIT(PERMISSION__MAX) - 1)), 400);
	arena_free(a);
}
END_TEST

/* ---- at the desk ---- */

static struct app *app;
static struct browser owner, manager;

static struct browser signed_in(int id, const char *role)
{
	struct browser b = browser_new(app);

	support_sql(arena_printf(app->arena,
				 "INSERT INTO staff (id, email, name, role, lang, state, "
				 "password_hash, created_at) VALUES (%d, '%s@shop.example', "
				 "'Name %d', '%s', 'en', 1, 'x', UTC_TIMESTAMP(6))",
				 id, role, id, role));
	browser_sign_in(&b, SESSION_STAFF, (uint64_t)id);
	browser_set_cookie(&b, "lang", "en");
	return b;
}

static void setup(void)
{
	app = support_app();
	owner = signed_in(OWNER, "owner");
	manager = signed_in(MANAGER, "manager");
}

static void teardown(void)
{
	support_app_free(app);
}

static struct answer *make(const char *fields)
{
	browser_get(&owner, KEYS "/new");
	return browser_post(&owner, KEYS, fields);
}

/* The key that a page shows, as a program sends it. */
static const char *shown(const struct answer *a)
{
	const char *at = strstr(a->body, "data-copy=\"rk_");

	ck_assert_ptr_nonnull(at);
	at += strlen("data-copy=\"");
	return arena_printf(app->arena, "HTTP_AUTHORIZATION=Bearer %.*s", (int)strcspn(at, "\""),
			    at);
}

static int ask(const char *key, const char *target)
{
	return support_request(app, "GET", target, key, NULL)->status;
}

static int64_t events(const char *where)
{
	return support_number(
		arena_printf(app->arena,
			     "SELECT COUNT(*) FROM security_event WHERE about = 'api_key' AND %s",
			     where));
}

static const char *one(const char *tail)
{
	return arena_printf(app->arena, KEYS "/%lld%s",
			    (long long)support_number("SELECT MAX(id) FROM api_key"), tail);
}

START_TEST(a_key_is_shown_once_and_works)
{
	struct answer *a = make("name=Till&permissions=orders.read&permissions=catalog.read");
	const char *key;

	ck_assert_int_eq(a->status, 200);
	key = shown(a);
	ck_assert_int_eq(ask(key, "/api/v1/orders"), 200);
	ck_assert_int_eq(ask(key, "/api/v1/products"), 200);
	ck_assert_int_eq(ask(key, "/desk/customers"), 403);
	a = browser_get(&owner, KEYS);
	ck_assert(answer_has(a, "Till"));
	ck_assert(answer_has(a, "Name 1"));
	ck_assert(!answer_has(a, "rk_"));
	ck_assert(!answer_has(browser_get(&owner, one("")), "data-copy"));
	ck_assert_int_eq(events("kind = 'key_made' AND actor_kind = 2 AND actor_id = 1 AND "
				"became = 'orders.read,catalog.read'"),
			 1);
	/* it is in no table, neither as it is nor in an answer kept for who asks again */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM idempotency WHERE status = 303"), 1);
}
END_TEST

START_TEST(who_sends_the_form_again_is_not_shown_it_again)
{
	struct browser again;
	struct answer *a;

	browser_get(&owner, KEYS "/new");
	again = owner;
	ck_assert_int_eq(browser_post(&owner, KEYS, "name=Till&permissions=stock")->status, 200);
	a = browser_post(&again, KEYS, "name=Till&permissions=stock");
	ck_assert_int_eq(a->status, 303);
	ck_assert(!answer_has(a, "rk_"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM api_key"), 1);
	ck_assert(answer_has(browser_get(&again, one("")), "was shown once"));
}
END_TEST

START_TEST(a_wrong_key_is_said_beside_the_field)
{
	static const struct {
		const char *fields, *words;
	} wrong[] = {
		{ "permissions=stock", "Enter a name" },
		{ "name=Till", "Choose at least one permission" },
		{ "name=Till&permissions=fly", "There is no such permission" },
		{ "name=Till&permissions=stock&until=2020-01-01", "still to come" },
		{ "name=Till&permissions=stock&until=soon", "e-until" },
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct answer *a = make(wrong[i].fields);

		ck_assert_int_eq(a->status, 422);
		ck_assert_msg(answer_has(a, wrong[i].words), "%s", wrong[i].words);
	}
	/* and nothing that was typed is lost */
	ck_assert(answer_has(make("name=Till&permissions=stock&until=soon"), "value=\"Till\""));
	ck_assert(answer_has(make("permissions=stock"), "value=\"stock\" checked"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM api_key"), 0);
}
END_TEST

/* A role of the shop's settings that may do little else. */
START_TEST(nobody_gives_what_they_have_not)
{
	const char *key = arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
				       support_api_key(app, PERM_BIT(PERM_SETTINGS)));
	struct answer *a;

	ck_assert_int_eq(browser_get(&manager, KEYS)->status, 403);
	ck_assert_int_eq(browser_post(&manager, KEYS, "name=x&permissions=stock")->status, 403);
	/* programs list keys, and make none */
	ck_assert_int_eq(ask(key, KEYS), 200);
	a = support_request(app, "POST", KEYS, key, "HTTP_IDEMPOTENCY_KEY=k1",
			    "CONTENT_TYPE=application/json",
			    "BODY={\"name\":\"x\",\"permissions\":[\"settings\"]}", NULL);
	ck_assert_int_eq(a->status, 403);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM api_key"), 1);
}
END_TEST

START_TEST(a_key_ends_by_its_day)
{
	const char *key = shown(make("name=Till&permissions=catalog.read&until=2090-01-31"));

	ck_assert_int_eq(support_number("SELECT expires_at > '2090-01-31' AND expires_at < "
					"'2090-02-02' FROM api_key"),
			 1);
	ck_assert_int_eq(ask(key, "/api/v1/products"), 200);
	support_sql("UPDATE api_key SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	ck_assert_int_eq(ask(key, "/api/v1/products"), 401);
	ck_assert(answer_has(browser_get(&owner, KEYS), "Expired"));
}
END_TEST

START_TEST(a_revoked_key_is_out_at_once)
{
	const char *key = shown(make("name=Till&permissions=catalog.read"));

	ck_assert_int_eq(ask(key, "/api/v1/products"), 200);
	browser_get(&owner, one(""));
	ck_assert_int_eq(browser_post(&owner, one("/revoke"), "")->status, 303);
	ck_assert_int_eq(ask(key, "/api/v1/products"), 401);
	ck_assert(answer_has(browser_get(&owner, one("")), "Revoked"));
	ck_assert_int_eq(browser_post(&owner, one("/revoke"), "")->status, 409);
	ck_assert_int_eq(browser_post(&owner, KEYS "/99/revoke", "")->status, 404);
	ck_assert_int_eq(events("kind = 'key_revoked' AND was = 'catalog.read'"), 1);
	ck_assert(answer_has(browser_get(&owner, "/desk/audit?kind=key_revoked"), "Till"));
}
END_TEST

START_TEST(use_is_noted_to_the_minute)
{
	const char *key = shown(make("name=Till&permissions=catalog.read"));

	ck_assert(answer_has(browser_get(&owner, KEYS), "Never"));
	ask(key, "/api/v1/products");
	ck_assert_int_eq(support_number("SELECT last_used_at > UTC_TIMESTAMP(6) - INTERVAL 1 "
					"MINUTE FROM api_key"),
			 1);
	support_sql("UPDATE api_key SET last_used_at = UTC_TIMESTAMP(6) - INTERVAL 10 SECOND");
	ask(key, "/api/v1/products");
	ck_assert_int_eq(support_number("SELECT last_used_at < UTC_TIMESTAMP(6) - INTERVAL 5 "
					"SECOND FROM api_key"),
			 1);
	support_sql("UPDATE api_key SET last_used_at = UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE");
	ask(key, "/api/v1/products");
	ck_assert_int_eq(support_number("SELECT last_used_at > UTC_TIMESTAMP(6) - INTERVAL 1 "
					"MINUTE FROM api_key"),
			 1);
}
END_TEST

Suite *staff_key_suite(void)
{
	Suite *s = suite_create("staff_key");
	TCase *rules = tcase_create("rules"), *desk = tcase_create("desk");

	tcase_add_loop_test(rules, each_row_is_answered, 0, sizeof rows / sizeof *rows);
	tcase_add_test(rules, a_key_stands_somewhere);
	tcase_add_test(rules, each_permission_has_its_words);
	tcase_add_test(rules, a_set_is_told_in_words);
	suite_add_tcase(s, rules);
	tcase_set_timeout(desk, 60);
	tcase_add_checked_fixture(desk, setup, teardown);
	tcase_add_test(desk, a_key_is_shown_once_and_works);
	tcase_add_test(desk, who_sends_the_form_again_is_not_shown_it_again);
	tcase_add_test(desk, a_wrong_key_is_said_beside_the_field);
	tcase_add_test(desk, nobody_gives_what_they_have_not);
	tcase_add_test(desk, a_key_ends_by_its_day);
	tcase_add_test(desk, a_revoked_key_is_out_at_once);
	tcase_add_test(desk, use_is_noted_to_the_minute);
	suite_add_tcase(s, desk);
	return s;
}
