/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The general commands, run in the test's process with what they print kept in a file. */
#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "cli/cli.h"
#include "support/app.h"

#define ARGS_MAX 8

static struct app *app;
static struct cli cli;
static const char *printed;

static void setup(void)
{
	app = support_app();
	cli = (struct cli){ .arena = app->arena, .config = app->config, .app = app };
	printed = arena_printf(app->arena, "%s/printed", app->config->var_dir);
}

static void teardown(void)
{
	support_app_free(app);
}

/* Runs the command with these words, up to NULL; *out is what it printed. */
static int run(int (*command)(struct cli *c, int argc, char **argv), const char **out, ...)
{
	char *argv[ARGS_MAX + 1] = { "command" };
	int argc = 1, status;
	const char *word;
	va_list ap;

	va_start(ap, out);
	while ((word = va_arg(ap, const char *)))
		argv[argc++] = arena_strdup(app->arena, word);
	va_end(ap);
	fflush(stdout);
	ck_assert_ptr_nonnull(freopen(printed, "we", stdout));
	status = command(&cli, argc, argv);
	fflush(stdout);
	*out = file_read(app->arena, printed, NULL);
	ck_assert_ptr_nonnull(*out);
	return status;
}

START_TEST(a_key_is_made_works_and_ends)
{
	const char *out, *list, *who;
	char id[24];

	ck_assert_int_eq(run(cli_api_key, &out, "create", "counter", "orders.read,orders.place",
			     NULL),
			 CLI_DONE);
	ck_assert_int_eq(strncmp(out, "rk_", 3), 0);
	who = arena_printf(app->arena, "HTTP_AUTHORIZATION=Bearer %.*s", (int)strcspn(out, "\n"),
			   out);
	ck_assert_int_eq(support_request(app, "GET", "/healthz", who, NULL)->status, 200);
	ck_assert_int_eq(run(cli_api_key, &list, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(list, "  valid    counter  orders.read,orders.place\n"));
	ck_assert_ptr_null(strstr(list, "rk_"));
	snprintf(id, sizeof id, "%.*s", (int)strspn(list, "0123456789"), list);
	ck_assert_int_eq(run(cli_api_key, &out, "revoke", id, NULL), CLI_DONE);
	ck_assert_int_eq(run(cli_api_key, &out, "revoke", id, NULL), CLI_FAILED);
	ck_assert_int_eq(support_request(app, "GET", "/healthz", who, NULL)->status, 401);
	ck_assert_int_eq(run(cli_api_key, &list, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(list, "  revoked  counter"));
}
END_TEST

START_TEST(a_key_may_take_the_permissions_of_a_role)
{
	const char *out;

	ck_assert_int_eq(run(cli_api_key, &out, "create", "reader", "viewer", NULL), CLI_DONE);
	ck_assert_int_eq(support_number("SELECT permissions FROM api_key"),
			 (int64_t)(PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_CATALOG_READ) |
				   PERM_BIT(PERM_CUSTOMERS_READ)));
}
END_TEST

static const struct {
	const char *name;
	int (*command)(struct cli *c, int argc, char **argv);
	const char *word[4];
	int status;
} bad[] = {
	{ "api_key_without_words", cli_api_key, { NULL }, CLI_USAGE },
	{ "api_key_create_without_permissions", cli_api_key, { "create", "x" }, CLI_USAGE },
	{ "api_key_of_an_unknown_permission",
	  cli_api_key,
	  { "create", "x", "orders.read,fly" },
	  CLI_FAILED },
	{ "api_key_without_a_name", cli_api_key, { "create", " ", "viewer" }, CLI_FAILED },
	{ "api_key_that_is_no_number", cli_api_key, { "revoke", "x" }, CLI_FAILED },
	{ "setting_without_words", cli_setting, { NULL }, CLI_USAGE },
	{ "setting_that_is_unknown", cli_setting, { "get", "moon" }, CLI_FAILED },
	{ "setting_to_a_bad_value", cli_setting, { "set", "pay_minutes", "soon" }, CLI_FAILED },
	{ "migrate_to_nowhere", cli_migrate, { "--back" }, CLI_USAGE },
	{ "doctor_for_whom", cli_doctor, { "x" }, CLI_USAGE },
};

START_TEST(bad_words_are_refused)
{
	const char *out;
	const char *const *w = bad[_i].word;
	int status = run(bad[_i].command, &out, w[0], w[1], w[2], w[3], NULL);

	ck_assert_msg(status == bad[_i].status, "%s: %d", bad[_i].name, status);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM api_key"), 0);
}
END_TEST

START_TEST(settings_are_shown_and_set)
{
	const char *out;

	ck_assert_int_eq(run(cli_setting, &out, "get", "pay_minutes", NULL), CLI_DONE);
	ck_assert_str_eq(out, "30\n");
	ck_assert_int_eq(run(cli_setting, &out, "set", "pay_minutes", "45", NULL), CLI_DONE);
	app_read_settings(app);
	ck_assert_int_eq(run(cli_setting, &out, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "pay_minutes = 45\n"));
	ck_assert_ptr_nonnull(strstr(out, "prices_include_tax = yes\n"));
}
END_TEST

START_TEST(migrations_say_how_they_stand)
{
	const char *out;

	ck_assert_int_eq(run(cli_migrate, &out, "--status", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "pending: 0\n"));
	ck_assert_int_eq(run(cli_migrate, &out, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "pending: 0\n"));
}
END_TEST

START_TEST(the_doctor_finds_all_well)
{
	const char *out;

	ck_assert_int_eq(run(cli_doctor, &out, NULL), CLI_DONE);
	ck_assert_ptr_null(strstr(out, "BAD"));
	ck_assert_ptr_nonnull(strstr(out, "ok    mail"));
}
END_TEST

START_TEST(the_doctor_names_what_is_not)
{
	const char *out;

	ck_assert_int_eq(rmdir(app->config->mail + strlen("dir:")), 0);
	ck_assert_int_eq(chmod(app->config->secret_file, 0644), 0);
	ck_assert_int_eq(run(cli_doctor, &out, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, "BAD   mail"));
	ck_assert_ptr_nonnull(strstr(out, "BAD   secret"));
	ck_assert_ptr_nonnull(strstr(out, "ok    database"));
}
END_TEST

Suite *cli_general_suite(void)
{
	Suite *s = suite_create("cli_general");
	TCase *tc = tcase_create("cli");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_key_is_made_works_and_ends);
	tcase_add_test(tc, a_key_may_take_the_permissions_of_a_role);
	tcase_add_loop_test(tc, bad_words_are_refused, 0, sizeof bad / sizeof bad[0]);
	tcase_add_test(tc, settings_are_shown_and_set);
	tcase_add_test(tc, migrations_say_how_they_stand);
	tcase_add_test(tc, the_doctor_finds_all_well);
	tcase_add_test(tc, the_doctor_names_what_is_not);
	suite_add_tcase(s, tc);
	return s;
}
