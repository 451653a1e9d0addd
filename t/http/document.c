/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The site map and doc/openapi.yaml say the same: what programs may ask for, with which permission,
 * and with a key or without. */
#include <ctype.h>
#include <string.h>
#include "base/json.h"
#include "http/site.h"

#define API "/api/v1"

static struct app *app;
static cJSON *document;
static struct buf wrong;

static void setup(void)
{
	struct answer *a;

	app = support_app();
	a = support_request(app, "GET", API "/openapi.json", NULL);
	ck_assert_int_eq(a->status, 200);
	ck_assert_str_eq(answer_header(a, "Content-Type"), "application/json; charset=utf-8");
	document = answer_json(a);
	ck_assert_ptr_nonnull(document);
	buf_init(&wrong, app->arena);
}

static void teardown(void)
{
	support_app_free(app);
}

static const char *small(const char *word)
{
	char *s = arena_strdup(app->arena, word);

	for (char *c = s; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return s;
}

static const cJSON *operation(const struct route *r)
{
	return json_get(json_get(json_get(document, "paths"), r->path + strlen(API)),
			small(method_name[r->method]));
}

static bool is_of_programs(const struct route *r)
{
	return strncmp(r->path, API "/", strlen(API "/")) == 0;
}

static bool names_parameter(const cJSON *op, const char *name)
{
	const char *ref = arena_printf(app->arena, "#/components/parameters/%s", name);
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(op, "parameters"))
	{
		const char *said = json_get_text(one, "$ref");
		if (said && strcmp(said, ref) == 0)
			return true;
	}
	return false;
}

static void complain(const struct route *r, const char *what)
{
	buf_addf(&wrong, "\n%s %s: %s", method_name[r->method], r->path, what);
}

static void all_is_said(void)
{
	ck_assert_msg(wrong.len == 0,
		      "doc/openapi.yaml and src/routes.c differ (CONTRIBUTING.md, \"An address "
		      "for programs\"):%s",
		      wrong.p);
}

START_TEST(each_address_for_programs_is_in_the_document)
{
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		if (!is_of_programs(r))
			continue;
		ck_assert_msg(r->face == FACE_API, "%s: no API row", r->path);
		if (!operation(r))
			complain(r, "is not in the document; add it below `paths`, with its "
				    "x-permission, body and answers");
	}
	all_is_said();
}
END_TEST

/* Those that answer JSON alone and are no address of the API: for monitors, for mail programs,
 * and the stylesheet, which only browsers ask for.
 */
START_TEST(every_other_address_is_a_page)
{
	static const char *const known[] = { "/healthz",       "/readyz",
					     "/theme.css",     "/messages/{id}/unsubscribe",
					     "/hooks/bounces", "/hooks/mail",
					     "/hooks/messages" };

	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		bool is_known = r->face == FACE_PAGE || is_of_programs(r);

		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			is_known = is_known || strcmp(r->path, known[k]) == 0;
		if (!is_known)
			complain(r, "is neither a page nor below /api/v1");
	}
	all_is_said();
}
END_TEST

START_TEST(permissions_and_keys_are_those_of_the_row)
{
	static const char *const always[] = { "401", "403", "429", "503" };

	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		const cJSON *op = is_of_programs(r) ? operation(r) : NULL;
		const char *said = json_get_text(op, "x-permission");
		const char *wanted =
			r->access == ACCESS_STAFF ? permission_word[r->permission] : NULL;

		if (!op)
			continue;
		if ((said != NULL) != (wanted != NULL) || (said && strcmp(said, wanted) != 0))
			complain(r, arena_printf(app->arena, "x-permission is %s, the row's is %s",
						 said ? said : "absent", wanted ? wanted : "none"));
		if ((json_get(op, "security") != NULL) != (r->access == ACCESS_PUBLIC))
			complain(r, "`security: []` is for what is public, and only for that");
		for (size_t k = 0; said && k < sizeof always / sizeof *always; k++)
			if (!json_get(json_get(op, "responses"), always[k]))
				complain(r,
					 arena_printf(app->arena, "says nothing of %s", always[k]));
		if (names_parameter(op, "IdempotencyKey") != (r->unsafe == UNSAFE_KEY))
			complain(r, "the parameter IdempotencyKey is for rows with KEY, and only "
				    "for those");
	}
	all_is_said();
}
END_TEST

static bool has_row(const char *path, const char *method)
{
	for (size_t i = 0; i < route_count; i++)
		if (is_of_programs(&routes[i]) && strcmp(routes[i].path + strlen(API), path) == 0 &&
		    strcmp(small(method_name[routes[i].method]), method) == 0)
			return true;
	return false;
}

START_TEST(nothing_else_is_in_the_document)
{
	const cJSON *path, *op;

	cJSON_ArrayForEach(path, json_get(document, "paths"))
	{
		cJSON_ArrayForEach(op, path)
		{
			if (!has_row(path->string, op->string))
				buf_addf(&wrong, "\n%s %s%s has no row in src/routes.c", op->string,
					 API, path->string);
		}
	}
	all_is_said();
}
END_TEST

Suite *http_document_suite(void)
{
	Suite *s = suite_create("http_document");
	TCase *tc = tcase_create("document");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, each_address_for_programs_is_in_the_document);
	tcase_add_test(tc, every_other_address_is_a_page);
	tcase_add_test(tc, permissions_and_keys_are_those_of_the_row);
	tcase_add_test(tc, nothing_else_is_in_the_document);
	suite_add_tcase(s, tc);
	return s;
}
