/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Static names to hashed ones. */
#include "assets.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/fail.h"
#include "support/folder.h"

static struct arena *a;
static char *folder;

static void setup(void)
{
	a = arena_new();
	folder = support_folder(a);
}

static void teardown(void)
{
	arena_free(a);
}

static void write_manifest(const char *text)
{
	FILE *f = fopen(arena_printf(a, "%s/static.manifest", folder), "we");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

START_TEST(names_get_their_hash_and_prefix)
{
	struct assets *s;

	write_manifest("app.css\tapp.1a2b3c.css\nimg/logo.svg\timg/logo.4d5e6f.svg\n");
	s = assets_load(a, folder, "/shop");
	ck_assert_str_eq(assets_url(s, "app.css"), "/shop/static/app.1a2b3c.css");
	ck_assert_str_eq(assets_url(s, "img/logo.svg"), "/shop/static/img/logo.4d5e6f.svg");
}
END_TEST

START_TEST(without_a_manifest_names_stay)
{
	ck_assert_str_eq(assets_url(assets_load(a, folder, ""), "app.css"), "/static/app.css");
}
END_TEST

static void ask_unknown(void *arg)
{
	assets_url(arg, "other.css");
}

static void load(void *arg)
{
	assets_load(a, arg, "");
}

START_TEST(an_unknown_name_or_a_broken_line_fails)
{
	struct failure f;

	write_manifest("app.css\tapp.1a2b3c.css\n");
	ck_assert(!fail_run(ask_unknown, assets_load(a, folder, ""), &f));
	write_manifest("app.css app.1a2b3c.css\n");
	ck_assert(!fail_run(load, folder, &f));
}
END_TEST

Suite *assets_suite(void)
{
	Suite *s = suite_create("assets");
	TCase *tc = tcase_create("assets");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, names_get_their_hash_and_prefix);
	tcase_add_test(tc, without_a_manifest_names_stay);
	tcase_add_test(tc, an_unknown_name_or_a_broken_line_fails);
	suite_add_tcase(s, tc);
	return s;
}
