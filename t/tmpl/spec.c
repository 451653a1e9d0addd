/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public Mustache specification, where its files are at hand: every mandatory case, and
 * inheritance. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "support/skip.h"
#include "tmpl/tmpl.h"

static const struct module {
	const char *file;
	int cases;
} modules[] = {
	{ "comments.json", 12 },     { "delimiters.json", 14 }, { "interpolation.json", 42 },
	{ "inverted.json", 22 },     { "partials.json", 12 },   { "sections.json", 34 },
	{ "~inheritance.json", 27 },
};

/* $REGULARS_SHARED, else the folder beside the source tree. */
static char *folder(struct arena *a)
{
	const char *shared = getenv("REGULARS_SHARED"), *src = getenv("srcdir");

	if (shared && *shared)
		return arena_printf(a, "%s/data/mustache-spec", shared);
	return arena_printf(a, "%s/../shared/data/mustache-spec", src && *src ? src : ".");
}

static const char *partial(void *arg, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(arg, name));
}

static const char *text_of(const cJSON *test, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(test, name));
}

static void check_case(struct arena *a, const struct module *m, const cJSON *test)
{
	struct tmpl_partials partials = { partial,
					  cJSON_GetObjectItemCaseSensitive(test, "partials") };
	struct tmpl_context ctx = { .view = cJSON_GetObjectItemCaseSensitive(test, "data") };
	const char *wanted = text_of(test, "expected");
	struct buf out;

	buf_init(&out, a);
	tmpl_render_text(a, text_of(test, "template"), &partials, &ctx, &out);
	ck_assert_msg(strcmp(out.p, wanted) == 0, "%s, %s: \"%s\" in place of \"%s\"", m->file,
		      text_of(test, "name"), out.p, wanted);
}

START_TEST(mustache_specification)
{
	const struct module *m = &modules[_i];
	struct arena *a = arena_new();
	char *path = arena_printf(a, "%s/%s", folder(a), m->file), *text = file_read(a, path, NULL);
	const cJSON *test;
	cJSON *root;
	int n = 0;

	if (!text) {
		char reason[512];

		snprintf(reason, sizeof reason, "no %s (REGULARS_SHARED)", path);
		arena_free(a);
		skip("%s", reason);
	}
	root = cJSON_Parse(text);
	ck_assert_ptr_nonnull(root);
	cJSON_ArrayForEach(test, cJSON_GetObjectItemCaseSensitive(root, "tests"))
	{
		check_case(a, m, test);
		n++;
	}
	ck_assert_int_eq(n, m->cases);
	cJSON_Delete(root);
	arena_free(a);
}
END_TEST

Suite *tmpl_spec_suite(void);
Suite *tmpl_spec_suite(void)
{
	Suite *s = suite_create("tmpl_spec");
	TCase *tc = tcase_create("modules");

	tcase_add_loop_test(tc, mustache_specification, 0, sizeof modules / sizeof modules[0]);
	suite_add_tcase(s, tc);
	return s;
}
