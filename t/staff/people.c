/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues at the desk: invited by mail, given a role, helped, let go; and who may not. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "notify/notify.h"
#include "permission.h"
#include "staff/staff.h"
#include "support/app.h"

enum { OWNER = 1, MANAGER, VIEWER, GONE };

static struct app *app;
static struct work w;
static struct browser owner, manager, viewer;

static void add(int id, const char *role, int state)
{
	support_sql(arena_printf(app->arena,
				 "INSERT INTO staff (id, email, name, role, lang, state, "
				 "password_hash, created_at) VALUES (%d, '%s%d@shop.example', "
				 "'Name %d', '%s', 'en', %d, 'x', UTC_TIMESTAMP(6))",
				 id, role, id, id, role, state));
}

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
	w = support_work(app);
	add(OWNER, "owner", STAFF_ACTIVE);
	add(MANAGER, "manager", STAFF_ACTIVE);
	add(VIEWER, "viewer", STAFF_ACTIVE);
	add(GONE, "care", STAFF_LEFT);
	owner = signed_in(OWNER);
	manager = signed_in(MANAGER);
	viewer = signed_in(VIEWER);
}

static void teardown(void)
{
	support_app_free(app);
}

static const char *at(int id, const char *tail)
{
	return arena_printf(app->arena, "/desk/staff/%d%s", id, tail);
}

static struct answer *post(struct browser *b, const char *target, const char *fields)
{
	browser_get(b, "/desk/staff/new");
	return browser_post(b, target, fields);
}

static int64_t events(const char *kind)
{
	return support_number(arena_printf(app->arena,
					   "SELECT COUNT(*) FROM security_event WHERE kind = '%s'",
					   kind));
}

static int64_t state_of(int id)
{
	return support_number(
		arena_printf(app->arena, "SELECT state FROM staff WHERE id = %d", id));
}

DB_STATEMENT(people_mail, "SELECT data FROM outbox WHERE template = 'staff_invitation' LIMIT 1");

static const char *mailed_link(void)
{
	struct rows *r;
	cJSON *data;

	r = db_query(app->db, &people_mail);
	ck_assert(rows_next(r));
	data = json_read_own(arena_strdup(app->arena, rows_text(r, 0)));
	return strstr(json_get_text(data, "link"), "/desk/invite/");
}

/* ---- the list ---- */

START_TEST(everybody_is_in_the_list)
{
	struct answer *a = browser_get(&owner, "/desk/staff");

	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "manager2@shop.example"));
	ck_assert(answer_has(a, "Switched off"));
	ck_assert(answer_has(a, ">You<"));
	ck_assert_int_eq(browser_get(&viewer, "/desk/staff")->status, 403);
	ck_assert_int_eq(browser_get(&viewer, at(OWNER, ""))->status, 403);
	ck_assert_int_eq(browser_get(&owner, at(99, ""))->status, 404);
}
END_TEST

/* ---- inviting ---- */

START_TEST(an_invitation_goes_out_by_mail_and_lets_in)
{
	struct answer *a = post(&owner, "/desk/staff",
				"email=Li%40shop.example&name=Li+Na&role=care&lang=zh-CN");
	struct browser b = browser_new(app);

	ck_assert_int_eq(a->status, 303);
	ck_assert_int_eq(events("staff_invited"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = "
					"'staff_invitation' AND recipient = 'li@shop.example' "
					"AND lang = 'zh-CN'"),
			 1);
	ck_assert_int_eq(browser_get(&b, mailed_link())->status, 200);
	/* the link is nobody's to read at the desk, and leaves the table when it is sent */
	ck_assert(!answer_has(browser_get(&owner, "/desk/outbox"), "/desk/invite/"));
	ck_assert_int_eq(notify_deliver(&w, 10), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 2 AND data IS "
					"NULL AND subject <> ''"),
			 1);
}
END_TEST

START_TEST(a_wrong_invitation_is_said_beside_the_field)
{
	static const struct {
		const char *fields, *words;
	} wrong[] = {
		{ "name=Li&role=care", "Enter an email address" },
		{ "email=li%40shop.example&role=care", "Enter a name" },
		{ "email=li%40shop.example&name=Li", "Choose a role" },
		{ "email=li%40shop.example&name=Li&role=king", "There is no such role" },
		{ "email=viewer3%40shop.example&name=Li&role=care", "Somebody here has this" },
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct answer *a = post(&owner, "/desk/staff", wrong[i].fields);

		ck_assert_int_eq(a->status, 422);
		ck_assert_msg(answer_has(a, wrong[i].words), "%s", wrong[i].words);
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff"), 4);
}
END_TEST

START_TEST(nobody_invites_above_themselves)
{
	struct answer *a =
		post(&manager, "/desk/staff", "email=li%40shop.example&name=Li&role=owner");

	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "may do more than you may"));
	ck_assert(!answer_has(a, "value=\"owner\""));
	ck_assert(answer_has(a, "value=\"care\""));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff"), 4);
}
END_TEST

START_TEST(a_new_link_ends_the_one_before)
{
	const char *first;
	struct browser b = browser_new(app);

	post(&owner, "/desk/staff", "email=li%40shop.example&name=Li&role=care");
	first = mailed_link();
	support_sql("UPDATE staff SET id = 9 WHERE email = 'li@shop.example'");
	support_sql("UPDATE staff SET invite_until = UTC_TIMESTAMP(6) WHERE id = 9");
	ck_assert(answer_has(browser_get(&owner, at(9, "")), "Invitation expired"));
	ck_assert_int_eq(post(&owner, at(9, "/invite"), "")->status, 303);
	ck_assert_int_eq(browser_get(&b, first)->status, 410);
	support_sql("DELETE FROM outbox ORDER BY id LIMIT 1");
	ck_assert_int_eq(browser_get(&b, mailed_link())->status, 200);
	ck_assert_int_eq(post(&owner, at(9, "/withdraw"), "")->status, 303);
	ck_assert_int_eq(browser_get(&b, mailed_link())->status, 410);
	ck_assert_int_eq(post(&owner, at(9, "/withdraw"), "")->status, 409);
	ck_assert_int_eq(events("invitation_withdrawn"), 1);
}
END_TEST

/* ---- acts ---- */

START_TEST(a_role_counts_at_once)
{
	ck_assert_int_eq(browser_get(&viewer, "/desk/outbox")->status, 403);
	ck_assert_int_eq(post(&owner, at(VIEWER, "/role"), "role=care")->status, 303);
	ck_assert_int_eq(browser_get(&viewer, "/desk/outbox")->status, 200);
	ck_assert_int_eq(post(&owner, at(VIEWER, "/role"), "role=")->status, 422);
	ck_assert_int_eq(post(&owner, at(VIEWER, "/role"), "role=king")->status, 422);
	ck_assert_int_eq(events("role_changed"), 1);
}
END_TEST

START_TEST(who_is_switched_off_is_out)
{
	ck_assert_int_eq(post(&owner, at(VIEWER, "/off"), "")->status, 303);
	ck_assert_int_eq(state_of(VIEWER), STAFF_LEFT);
	ck_assert_int_eq(browser_get(&viewer, "/desk/orders")->status, 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session WHERE subject_id = 3"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff WHERE id = 3 AND "
					"password_hash IS NULL AND totp_sealed IS NULL"),
			 1);
	ck_assert_int_eq(events("staff_switched_off"), 1);
	/* and comes back by a new invitation alone */
	ck_assert_int_eq(post(&owner, at(VIEWER, "/invite"), "")->status, 303);
	ck_assert_int_eq(state_of(VIEWER), STAFF_INVITED);
}
END_TEST

START_TEST(sessions_end_for_everybody_elses)
{
	struct browser second = signed_in(VIEWER);

	ck_assert(answer_has(browser_get(&owner, at(VIEWER, "")), "2 sessions"));
	ck_assert_int_eq(post(&owner, at(VIEWER, "/end-sessions"), "")->status, 303);
	ck_assert_int_eq(browser_get(&viewer, "/desk/orders")->status, 303);
	ck_assert_int_eq(browser_get(&second, "/desk/orders")->status, 303);
	ck_assert_int_eq(browser_get(&owner, "/desk/orders")->status, 200);
	ck_assert_int_eq(state_of(VIEWER), STAFF_ACTIVE);
}
END_TEST

START_TEST(a_lost_second_factor_is_set_up_anew)
{
	struct staff_secret secret;

	support_sql("INSERT INTO staff_recovery_code (staff_id, code_hash) VALUES (3, "
		    "REPEAT('x', 32))");
	ck_assert(!staff_pending_secret(&w, VIEWER, &secret));
	ck_assert_int_eq(post(&owner, at(VIEWER, "/reset"), "")->status, 303);
	ck_assert(staff_pending_secret(&w, VIEWER, &secret));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff_recovery_code"), 0);
	ck_assert_int_eq(browser_get(&viewer, "/desk/orders")->status, 303);
	ck_assert(answer_has(browser_get(&owner, at(VIEWER, "")), "Setting up"));
}
END_TEST

START_TEST(what_may_not_be_is_refused)
{
	static const char *const tails[] = { "/off", "/reset", "/end-sessions", "/invite" };

	for (size_t i = 0; i < 4; i++) {
		ck_assert_int_eq(post(&owner, at(OWNER, tails[i]), "")->status, 409);
		ck_assert_int_eq(post(&manager, at(OWNER, tails[i]), "")->status, 409);
		ck_assert_int_eq(post(&viewer, at(MANAGER, tails[i]), "")->status, 403);
	}
	ck_assert_int_eq(post(&manager, at(VIEWER, "/role"), "role=owner")->status, 409);
	ck_assert_int_eq(post(&owner, at(99, "/off"), "")->status, 404);
	ck_assert(answer_has(browser_get(&owner, at(OWNER, "")), "This is you."));
	ck_assert(answer_has(browser_get(&manager, at(OWNER, "")), "only somebody who may"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind <> "
					"'refused'"),
			 0);
	ck_assert_int_eq(events("refused"), 8);
	ck_assert_int_eq(state_of(OWNER), STAFF_ACTIVE);
}
END_TEST

/* A program's key is nobody's self: it could take the last owner away. */
START_TEST(a_key_leaves_the_last_owner)
{
	const char *key = arena_printf(app->arena, "HTTP_AUTHORIZATION=%s",
				       support_api_key(app, PERM_BIT(PERMISSION__MAX) - 1));
	struct answer *a = support_request(app, "POST", at(OWNER, "/off"), key,
					   "HTTP_IDEMPOTENCY_KEY=k1", NULL);

	ck_assert_int_eq(a->status, 409);
	ck_assert_str_eq(json_get_text(answer_json(a), "code"), "last_owner");
	add(8, "owner", STAFF_ACTIVE);
	a = support_request(app, "POST", at(OWNER, "/off"), key, "HTTP_IDEMPOTENCY_KEY=k2", NULL);
	ck_assert_int_eq(a->status, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "standing"), "off");
}
END_TEST

Suite *staff_people_suite(void)
{
	Suite *s = suite_create("staff_people");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, everybody_is_in_the_list);
	tcase_add_test(tc, an_invitation_goes_out_by_mail_and_lets_in);
	tcase_add_test(tc, a_wrong_invitation_is_said_beside_the_field);
	tcase_add_test(tc, nobody_invites_above_themselves);
	tcase_add_test(tc, a_new_link_ends_the_one_before);
	tcase_add_test(tc, a_role_counts_at_once);
	tcase_add_test(tc, who_is_switched_off_is_out);
	tcase_add_test(tc, sessions_end_for_everybody_elses);
	tcase_add_test(tc, a_lost_second_factor_is_set_up_anew);
	tcase_add_test(tc, what_may_not_be_is_refused);
	tcase_add_test(tc, a_key_leaves_the_last_owner);
	suite_add_tcase(s, tc);
	return s;
}
