/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The site map: no row forgets what it needs. */
#include "routes.h"

#include <check.h>
#include <string.h>

START_TEST(every_row_is_whole)
{
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		ck_assert_msg(r->path && r->path[0] == '/', "row %zu: path", i);
		ck_assert_msg(r->face >= FACE_PAGE && r->face <= FACE_BOTH, "%s: face", r->path);
		ck_assert_msg(r->access > ACCESS_NONE && r->access <= ACCESS_LOOPBACK, "%s: access",
			      r->path);
		ck_assert_msg(r->permission >= 0 && r->permission < PERMISSION__MAX,
			      "%s: permission", r->path);
		ck_assert_msg(r->handler != NULL, "%s: handler", r->path);
		ck_assert_msg(r->queries <= 340, "%s: %u statements are no bound", r->path,
			      r->queries);
		/* files to import, pictures, and nothing else are large */
		ck_assert_msg(r->body_max <= 65536 || !strcmp(r->path, "/desk/imports") ||
				      !strcmp(r->path, "/api/v1/imports") ||
				      strstr(r->path, "/pictures") ||
				      !strcmp(r->path, "/o/{number}/photos") ||
				      !strcmp(r->path, "/desk/settings/logo"),
			      "%s: body", r->path);
	}
}
END_TEST

START_TEST(safe_methods_are_safe_and_unsafe_ones_say_how)
{
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		if (r->method == METHOD_GET) {
			ck_assert_msg(r->unsafe == UNSAFE_NO && r->body_max == 0, "GET %s",
				      r->path);
			continue;
		}
		ck_assert_msg(r->method == METHOD_POST || r->method == METHOD_PUT ||
				      r->method == METHOD_PATCH || r->method == METHOD_DELETE,
			      "%s: method", r->path);
		ck_assert_msg(r->unsafe == UNSAFE_KEY || r->unsafe == UNSAFE_NATURAL, "%s: unsafe",
			      r->path);
		if (r->unsafe == UNSAFE_KEY)
			ck_assert_msg(r->queries >= 4,
				      "%s: START, the effect, its key and COMMIT are four",
				      r->path);
	}
}
END_TEST

/* Two paths that some request fits both; captures count as equal. */
static bool is_same(const char *a, const char *b)
{
	while (*a && *b) {
		size_t la = strcspn(a, "/"), lb = strcspn(b, "/");
		bool both_captures = a[0] == '{' && b[0] == '{';

		if (!both_captures && (la != lb || memcmp(a, b, la) != 0))
			return false;
		a += la + (a[la] == '/');
		b += lb + (b[lb] == '/');
	}
	return !*a && !*b;
}

START_TEST(no_row_stands_twice)
{
	for (size_t i = 0; i < route_count; i++)
		for (size_t j = i + 1; j < route_count; j++)
			ck_assert_msg(routes[i].method != routes[j].method ||
					      !is_same(routes[i].path + 1, routes[j].path + 1),
				      "%s %s and %s", method_name[routes[i].method], routes[i].path,
				      routes[j].path);
}
END_TEST

/* A row is reached by its own path: none above it, of whatever method, takes that away. */
START_TEST(every_row_is_reached)
{
	struct arena *a = arena_new();

	for (size_t i = 0; i < route_count; i++)
		for (size_t j = 0; j < i; j++) {
			const char *captures[REQUEST_PATH_PARAMS];

			if (strcmp(routes[j].path, routes[i].path) == 0)
				continue;
			ck_assert_msg(!route_match(routes[j].path, routes[i].path, a, captures),
				      "%s hides %s", routes[j].path, routes[i].path);
		}
	arena_free(a);
}
END_TEST

/* What stands before the desk's door. */
static bool is_before_the_desk(const char *path)
{
	static const char *const door[] = { "/desk/sign-", "/desk/code", "/desk/invite/",
					    "/desk/enrol" };

	for (size_t i = 0; i < sizeof door / sizeof door[0]; i++)
		if (strncmp(path, door[i], strlen(door[i])) == 0)
			return true;
	return false;
}

START_TEST(api_rows_are_for_programs_and_the_desk_for_staff)
{
	for (size_t i = 0; i < route_count; i++) {
		bool api = strncmp(routes[i].path, "/api/", 5) == 0;

		if (api)
			ck_assert_msg(routes[i].face == FACE_API, "%s", routes[i].path);
		if (strncmp(routes[i].path, "/desk/", 6) == 0 &&
		    !is_before_the_desk(routes[i].path))
			ck_assert_msg(routes[i].access == ACCESS_STAFF ||
					      routes[i].access == ACCESS_MEMBER,
				      "%s: the desk is for staff", routes[i].path);
	}
}
END_TEST

Suite *routes_suite(void)
{
	Suite *s = suite_create("routes");
	TCase *tc = tcase_create("routes");

	tcase_add_test(tc, every_row_is_whole);
	tcase_add_test(tc, safe_methods_are_safe_and_unsafe_ones_say_how);
	tcase_add_test(tc, no_row_stands_twice);
	tcase_add_test(tc, every_row_is_reached);
	tcase_add_test(tc, api_rows_are_for_programs_and_the_desk_for_staff);
	suite_add_tcase(s, tc);
	return s;
}
