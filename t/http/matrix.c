/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of the shop's own site map against everybody: who may not enter is told so, and nothing
 * breaks. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "http/site.h"

#define JSON "HTTP_ACCEPT=application/json"
#define HTML "HTTP_ACCEPT=text/html"

static struct app *app;

static void setup(void)
{
	app = support_app();
	support_sql("INSERT INTO customer (id, number, name, lang, provisional, created_at) "
		    "VALUES (7, 'C-0000-0000', '林雨晴', 'zh-CN', 0, UTC_TIMESTAMP(6))");
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) "
		    "VALUES (11, 'owner@shop.example', 'Ann', 'owner', 'en', 1, UTC_TIMESTAMP(6))");
}

static void teardown(void)
{
	support_app_free(app);
}

/* The row's path with something in place of each capture. */
static const char *path_of(const struct route *r)
{
	struct buf b;

	buf_init(&b, app->arena);
	for (const char *p = r->path; *p; p++) {
		if (*p == '{') {
			buf_addlit(&b, "1");
			p = strchr(p, '}');
		} else {
			buf_addch(&b, *p);
		}
	}
	return b.p;
}

static const char *key_of(uint64_t permissions)
{
	return arena_printf(app->arena, "HTTP_AUTHORIZATION=%s", support_api_key(app, permissions));
}

START_TEST(nobody_enters_what_is_not_public)
{
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		struct answer *a;

		if (r->access != ACCESS_STAFF && r->access != ACCESS_CUSTOMER)
			continue;
		a = support_request(app, method_name[r->method], path_of(r), JSON, NULL);
		ck_assert_msg(a->status == 401, "%s %s: %d", method_name[r->method], r->path,
			      a->status);
		if (r->face == FACE_API)
			continue;
		a = support_request(app, method_name[r->method], path_of(r), HTML, NULL);
		ck_assert_msg(a->status == 303, "%s %s: %d", method_name[r->method], r->path,
			      a->status);
		ck_assert_ptr_nonnull(strstr(answer_header(a, "Location"), "sign-in"));
	}
}
END_TEST

START_TEST(no_customer_enters_the_desk)
{
	struct browser b = browser_new(app);

	browser_sign_in(&b, SESSION_CUSTOMER, 7);
	for (size_t i = 0; i < route_count; i++) {
		struct answer *a;

		if (routes[i].access != ACCESS_STAFF || routes[i].method != METHOD_GET)
			continue;
		a = browser_get(&b, path_of(&routes[i]));
		ck_assert_msg(a->status == (routes[i].face == FACE_API ? 401 : 303), "%s: %d",
			      routes[i].path, a->status);
	}
}
END_TEST

/* A role that lacks the row's permission is refused by every method; one that has it gets past
 * that. */
START_TEST(roles_enter_what_they_may)
{
	uint64_t has;
	const char *key;

	ck_assert(role_permissions(role_word[_i], &has));
	key = key_of(has);
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		bool allowed = has & PERM_BIT(r->permission);
		struct answer *a;

		if (r->access != ACCESS_STAFF || (allowed && r->method != METHOD_GET))
			continue;
		a = support_request(app, method_name[r->method], path_of(r), key, NULL);
		ck_assert_msg(a->status < 500, "%s %s %s: %d", role_word[_i],
			      method_name[r->method], r->path, a->status);
		ck_assert_msg((a->status == 403) == !allowed && a->status != 401, "%s %s %s: %d",
			      role_word[_i], method_name[r->method], r->path, a->status);
	}
}
END_TEST

/* Each page in both languages and both faces; a name the template lacks would be a 500. */
START_TEST(pages_without_captures_open)
{
	struct browser customer = browser_new(app), owner = browser_new(app);

	browser_sign_in(&customer, SESSION_CUSTOMER, 7);
	browser_sign_in(&owner, SESSION_STAFF, 11);
	app->settings.member = true;
	app->settings.referral_points = 100;
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		struct browser *b = r->access == ACCESS_STAFF ? &owner : &customer;

		if (r->method != METHOD_GET || strchr(r->path, '{'))
			continue;
		for (int l = 0; l < LANG__MAX; l++) {
			/* programs say the language by a header, and no field that is unknown */
			const char *target = r->face == FACE_API
						     ? r->path
						     : arena_printf(app->arena, "%s?lang=%s",
								    r->path, lang_tag[l]);
			struct answer *a = browser_get(b, target);

			ck_assert_msg(a->status == 200 || a->status == 303, "%s: %d", target,
				      a->status);
			/* a file to take home has no language */
			if (a->status == 200 && r->face != FACE_API &&
			    !answer_header(a, "Content-Disposition"))
				ck_assert_msg(answer_has(a, arena_printf(app->arena,
									 "<html lang=\"%s\"",
									 lang_tag[l])),
					      "%s", target);
		}
	}
}
END_TEST

static bool is_of_the_shop(const struct route *r)
{
	return r->access == ACCESS_STAFF || r->access == ACCESS_MEMBER;
}

/* One that is not there looks like one that is somebody else's. */
START_TEST(unknown_things_are_404_in_both_faces)
{
	const char *key = key_of(PERM_BIT(PERMISSION__MAX) - 1);
	struct browser owner = browser_new(app), customer = browser_new(app);

	browser_sign_in(&owner, SESSION_STAFF, 11);
	browser_sign_in(&customer, SESSION_CUSTOMER, 7);
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		struct answer *a;

		if (r->method != METHOD_GET || !strchr(r->path, '{'))
			continue;
		a = browser_get(is_of_the_shop(r) ? &owner : &customer, path_of(r));
		ck_assert_msg(a->status == 404 || a->status == 410 || a->status == 401, "%s: %d",
			      r->path, a->status);
		if (r->access != ACCESS_STAFF)
			continue;
		a = support_request(app, "GET", path_of(r), key, NULL);
		ck_assert_msg(a->status == 404, "%s: %d", r->path, a->status);
	}
}
END_TEST

Suite *http_matrix_suite(void)
{
	Suite *s = suite_create("http_matrix");
	TCase *tc = tcase_create("matrix");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, nobody_enters_what_is_not_public);
	tcase_add_test(tc, no_customer_enters_the_desk);
	tcase_add_loop_test(tc, roles_enter_what_they_may, 0, (int)role_count);
	tcase_add_test(tc, pages_without_captures_open);
	tcase_add_test(tc, unknown_things_are_404_in_both_faces);
	suite_add_tcase(s, tc);
	return s;
}
