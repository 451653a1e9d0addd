/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles of the shop's own: never more than who makes them, at once for who has them, not deleted
 * under anybody. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "permission.h"
#include "staff/staff.h"
#include "support/app.h"

#define ROLES "/desk/staff/roles"
enum { OWNER = 1, MANAGER, VIEWER };

/* ---- the truth table ---- */

#define ALL  UINT64_C(15)
#define SOME UINT64_C(3)

static const struct {
	const char *name;
	struct staff_role_case given;
	enum staff_role_refusal wanted;
} rows[] = {
	{ "a_new_one", { STAFF_ROLE_MAKE, .mine = ALL, .wanted = SOME }, STAFF_ROLE_OK },
	{ "a_new_one_of_all", { STAFF_ROLE_MAKE, .mine = SOME, .wanted = SOME }, STAFF_ROLE_OK },
	{ "a_new_one_of_more", { STAFF_ROLE_MAKE, .mine = SOME, .wanted = ALL }, STAFF_ROLE_ABOVE },
	{ "a_new_one_of_nothing", { STAFF_ROLE_MAKE, .mine = ALL }, STAFF_ROLE_EMPTY },
	{ "a_name_that_is_taken",
	  { STAFF_ROLE_MAKE, .is_taken = true, .mine = ALL, .wanted = SOME },
	  STAFF_ROLE_TAKEN },
	{ "the_last_that_fits",
	  { STAFF_ROLE_MAKE, .mine = ALL, .wanted = SOME, .n = STAFF_ROLES_MAX - 1 },
	  STAFF_ROLE_OK },
	{ "one_too_many",
	  { STAFF_ROLE_MAKE, .mine = ALL, .wanted = SOME, .n = STAFF_ROLES_MAX },
	  STAFF_ROLE_TOO_MANY },
	{ "a_change",
	  { STAFF_ROLE_CHANGE, .mine = ALL, .now = SOME, .wanted = ALL, .n = STAFF_ROLES_MAX,
	    .n_people = 3 },
	  STAFF_ROLE_OK },
	{ "a_change_of_who_may_more",
	  { STAFF_ROLE_CHANGE, .mine = SOME, .now = ALL, .wanted = 1 },
	  STAFF_ROLE_ABOVE },
	{ "a_change_to_more",
	  { STAFF_ROLE_CHANGE, .mine = SOME, .now = 1, .wanted = ALL },
	  STAFF_ROLE_ABOVE },
	{ "a_change_too_late",
	  { STAFF_ROLE_CHANGE, .is_stale = true, .mine = ALL, .now = 1, .wanted = SOME },
	  STAFF_ROLE_STALE },
	{ "a_shipped_one",
	  { STAFF_ROLE_CHANGE, .is_shipped = true, .mine = ALL, .now = 1, .wanted = SOME },
	  STAFF_ROLE_SHIPPED },
	{ "a_shipped_one_deleted",
	  { STAFF_ROLE_DELETE, .is_shipped = true, .mine = ALL, .now = 1 },
	  STAFF_ROLE_SHIPPED },
	{ "one_that_nobody_has", { STAFF_ROLE_DELETE, .mine = ALL, .now = 1 }, STAFF_ROLE_OK },
	{ "one_that_somebody_has",
	  { STAFF_ROLE_DELETE, .mine = ALL, .now = 1, .n_people = 1 },
	  STAFF_ROLE_IN_USE },
	{ "one_that_may_more", { STAFF_ROLE_DELETE, .mine = SOME, .now = ALL }, STAFF_ROLE_ABOVE },
};

START_TEST(each_row_is_answered)
{
	ck_assert_msg(staff_role_may(&rows[_i].given) == rows[_i].wanted, "%s: %d", rows[_i].name,
		      staff_role_may(&rows[_i].given));
}
END_TEST

/* ---- at the desk ---- */

static struct app *app;
static struct browser owner, manager, viewer;

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
	viewer = signed_in(VIEWER, "viewer");
}

static void teardown(void)
{
	support_app_free(app);
}

static struct answer *post(struct browser *b, const char *target, const char *fields)
{
	browser_get(b, ROLES "/new");
	return browser_post(b, target, fields);
}

DB_STATEMENT(newest_role, "SELECT word FROM staff_role ORDER BY word DESC LIMIT 1");

static const char *word(void)
{
	struct rows *r = db_query(app->db, &newest_role);

	ck_assert(rows_next(r));
	return arena_strdup(app->arena, rows_text(r, 0));
}

static const char *made(const char *fields)
{
	ck_assert_int_eq(post(&owner, ROLES, fields)->status, 303);
	return word();
}

static const char *at(const char *role, const char *tail)
{
	return arena_printf(app->arena, ROLES "/%s%s", role, tail);
}

static void give(int id, const char *role)
{
	ck_assert_int_eq(post(&owner, arena_printf(app->arena, "/desk/staff/%d/role", id),
			      arena_printf(app->arena, "role=%s", role))
				 ->status,
			 303);
}

static int64_t events(const char *where)
{
	return support_number(
		arena_printf(app->arena,
			     "SELECT COUNT(*) FROM security_event WHERE about = 'role' AND %s",
			     where));
}

START_TEST(a_role_of_ones_own_counts_at_once)
{
	const char *r = made("name=Weekend&permissions=orders.read&permissions=messages");

	ck_assert_int_eq(browser_get(&viewer, "/desk/outbox")->status, 403);
	give(VIEWER, r);
	ck_assert_int_eq(browser_get(&viewer, "/desk/outbox")->status, 200);
	ck_assert(answer_has(browser_get(&viewer, "/desk/me"), "Weekend"));
	ck_assert(answer_has(browser_get(&owner, "/desk/staff"), "Weekend"));
	/* changed under who has it */
	ck_assert_int_eq(
		post(&owner, at(r, ""), "name=Weekend&permissions=orders.read&version=1")->status,
		303);
	ck_assert_int_eq(browser_get(&viewer, "/desk/outbox")->status, 403);
	ck_assert_int_eq(browser_get(&viewer, "/desk/orders")->status, 200);
	ck_assert_int_eq(events("kind = 'role_made' AND became = 'orders.read,messages'"), 1);
	ck_assert_int_eq(events("kind = 'role_edited' AND was = 'orders.read,messages' AND "
				"became = 'orders.read'"),
			 1);
	ck_assert(answer_has(browser_get(&owner, "/desk/audit?kind=role_edited"), "Weekend"));
	ck_assert(answer_has(browser_get(&owner, "/desk/audit?kind=role_changed"), "Weekend"));
}
END_TEST

START_TEST(somebody_is_invited_with_it)
{
	const char *r = made("name=Weekend&permissions=orders.read");

	ck_assert(answer_has(browser_get(&owner, "/desk/staff/new"), ">Weekend<"));
	ck_assert_int_eq(post(&owner, "/desk/staff",
			      arena_printf(app->arena, "email=li%%40shop.example&name=Li&role=%s",
					   r))
				 ->status,
			 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE data LIKE "
					"'%Weekend%'"),
			 1);
}
END_TEST

START_TEST(nobody_gives_what_they_have_not)
{
	const char *r = made("name=Keys&permissions=settings");
	struct answer *a =
		post(&manager, ROLES, "name=Mine&permissions=orders.read&permissions=settings");

	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "You can only give what you may do yourself"));
	ck_assert(!answer_has(a, "value=\"settings\""));
	ck_assert(answer_has(a, "value=\"orders.read\" checked"));
	ck_assert(answer_has(a, "value=\"Mine\""));
	/* nor takes from a role that may more, nor gives that role */
	ck_assert_int_eq(post(&manager, at(r, ""), "name=Keys&permissions=orders.read")->status,
			 422);
	ck_assert_int_eq(post(&manager, at(r, "/delete"), "")->status, 409);
	ck_assert_int_eq(post(&manager, "/desk/staff/3/role",
			      arena_printf(app->arena, "role=%s", r))
				 ->status,
			 409);
	ck_assert(!answer_has(browser_get(&manager, "/desk/staff/new"), ">Keys<"));
	ck_assert_int_eq(browser_get(&viewer, ROLES)->status, 403);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff_role"), 1);
}
END_TEST

START_TEST(a_wrong_role_is_said_beside_the_field)
{
	static const struct {
		const char *fields, *words;
	} wrong[] = {
		{ "permissions=stock", "Enter a name" },
		{ "name=x", "Choose at least one permission" },
		{ "name=x&permissions=fly", "There is no such permission" },
		{ "name=weekend&permissions=stock", "with this name already" },
		{ "name=manager&permissions=stock", "with this name already" },
		{ "name=%E5%BA%97%E4%B8%BB&permissions=stock", "with this name already" },
	};

	made("name=Weekend&permissions=orders.read");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct answer *a = post(&owner, ROLES, wrong[i].fields);

		ck_assert_int_eq(a->status, 422);
		ck_assert_msg(answer_has(a, wrong[i].words), "%s", wrong[i].fields);
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff_role"), 1);
}
END_TEST

START_TEST(shipped_roles_stay)
{
	struct answer *a = browser_get(&owner, at("owner", ""));

	ck_assert(answer_has(a, "stays as it is"));
	ck_assert(!answer_has(a, "Save the role"));
	ck_assert_int_eq(post(&owner, at("viewer", ""), "name=x&permissions=stock")->status, 409);
	ck_assert_int_eq(post(&owner, at("viewer", "/delete"), "")->status, 409);
	ck_assert_int_eq(browser_get(&owner, at("nobody", ""))->status, 404);
}
END_TEST

START_TEST(a_role_is_not_deleted_under_anybody)
{
	const char *r = made("name=Weekend&permissions=orders.read");
	struct answer *a;

	give(VIEWER, r);
	ck_assert(answer_has(browser_get(&owner, at(r, "")), "Give them another one first"));
	a = post(&owner, at(r, "/delete"), "");
	ck_assert_int_eq(a->status, 409);
	ck_assert_int_eq(browser_get(&viewer, "/desk/orders")->status, 200);
	give(VIEWER, "viewer");
	/* nor by its name, which is no address */
	ck_assert_int_eq(post(&owner, at(r, "/delete"), "")->status, 303);
	ck_assert_int_eq(browser_get(&owner, at(r, ""))->status, 404);
	ck_assert(!answer_has(browser_get(&owner, "/desk/staff/new"), "Weekend"));
	ck_assert_int_eq(
		post(&owner, "/desk/staff/3/role", arena_printf(app->arena, "role=%s", r))->status,
		422);
	/* its name is free again, and the log still knows it */
	ck_assert_int_eq(events("kind = 'role_deleted' AND was = 'orders.read'"), 1);
	ck_assert(answer_has(browser_get(&owner, "/desk/audit?kind=role_deleted"), "Weekend"));
	made("name=Weekend&permissions=stock");
}
END_TEST

/* A person bears the word of a role, however it was asked for. */
START_TEST(a_role_is_given_by_its_name)
{
	const char *r = made("name=%E5%91%A8%E6%9C%AB%E7%8F%AD&permissions=orders.read");

	give(VIEWER, "%E5%91%A8%E6%9C%AB%E7%8F%AD");
	ck_assert_int_eq(support_number(arena_printf(app->arena,
						     "SELECT COUNT(*) FROM staff WHERE id = %d "
						     "AND role = '%s'",
						     VIEWER, r)),
			 1);
	ck_assert_int_eq(browser_get(&viewer, "/desk/orders")->status, 200);
}
END_TEST

START_TEST(somebody_else_was_faster)
{
	const char *r = made("name=Weekend&permissions=orders.read");
	struct answer *a;

	post(&owner, at(r, ""), "name=Sunday&permissions=orders.read&version=1");
	a = post(&owner, at(r, ""), "name=Saturday&permissions=stock&version=1");
	ck_assert_int_eq(a->status, 409);
	ck_assert(answer_has(a, "Somebody else changed this role"));
	ck_assert(answer_has(a, "value=\"Saturday\""));
	ck_assert(answer_has(a, "value=\"stock\" checked"));
	ck_assert(answer_has(a, "name=\"version\" value=\"2\""));
}
END_TEST

/* ux: a page without permission says who can give it. */
START_TEST(a_closed_page_says_who_can_open_it)
{
	struct answer *a = browser_get(&viewer, "/desk/outbox");

	ck_assert_int_eq(a->status, 403);
	ck_assert(answer_has(a, "Outbox"));
	ck_assert(answer_has(a, "<li>Name 1"));
	ck_assert(answer_has(a, "<li>Name 2"));
	ck_assert(!answer_has(a, "<li>Name 3"));
	/* managers do not have the settings, so they cannot give them */
	a = browser_get(&viewer, "/desk/settings/keys");
	ck_assert(answer_has(a, "<li>Name 1"));
	ck_assert(!answer_has(a, "<li>Name 2"));
}
END_TEST

Suite *staff_role_suite(void)
{
	Suite *s = suite_create("staff_role");
	TCase *rules = tcase_create("rules"), *desk = tcase_create("desk");

	tcase_add_loop_test(rules, each_row_is_answered, 0, sizeof rows / sizeof *rows);
	suite_add_tcase(s, rules);
	tcase_set_timeout(desk, 60);
	tcase_add_checked_fixture(desk, setup, teardown);
	tcase_add_test(desk, a_role_of_ones_own_counts_at_once);
	tcase_add_test(desk, somebody_is_invited_with_it);
	tcase_add_test(desk, nobody_gives_what_they_have_not);
	tcase_add_test(desk, a_wrong_role_is_said_beside_the_field);
	tcase_add_test(desk, shipped_roles_stay);
	tcase_add_test(desk, a_role_is_not_deleted_under_anybody);
	tcase_add_test(desk, a_role_is_given_by_its_name);
	tcase_add_test(desk, somebody_else_was_faster);
	tcase_add_test(desk, a_closed_page_says_who_can_open_it);
	suite_add_tcase(s, desk);
	return s;
}
