/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The general commands: keys of programs, settings, migrations, the doctor. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cli/command.h"
#include "support/folder.h"
#include "support/mail_server.h"

START_TEST(a_key_is_made_works_and_ends)
{
	const char *out, *list, *who;
	char id[24];

	ck_assert_int_eq(command_run(cli_api_key, &out, "create", "counter",
				     "orders.read,orders.place", NULL),
			 CLI_DONE);
	ck_assert_int_eq(strncmp(out, "rk_", 3), 0);
	who = arena_printf(command_app->arena, "HTTP_AUTHORIZATION=Bearer %.*s",
			   (int)strcspn(out, "\n"), out);
	ck_assert_int_eq(support_request(command_app, "GET", "/healthz", who, NULL)->status, 200);
	ck_assert_int_eq(command_run(cli_api_key, &list, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(list, "  valid    counter  orders.read,orders.place  used "));
	ck_assert_ptr_null(strstr(list, "rk_"));
	snprintf(id, sizeof id, "%.*s", (int)strspn(list, "0123456789"), list);
	ck_assert_int_eq(command_run(cli_api_key, &out, "revoke", id, NULL), CLI_DONE);
	ck_assert_int_eq(command_run(cli_api_key, &out, "revoke", id, NULL), CLI_FAILED);
	ck_assert_int_eq(support_request(command_app, "GET", "/healthz", who, NULL)->status, 401);
	ck_assert_int_eq(command_run(cli_api_key, &list, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(list, "  revoked  counter"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE about = "
					"'api_key' AND kind IN ('key_made', 'key_revoked') AND "
					"actor_kind = 7"),
			 2);
}
END_TEST

START_TEST(a_key_may_take_the_permissions_of_a_role)
{
	const char *out;

	ck_assert_int_eq(command_run(cli_api_key, &out, "create", "reader", "viewer", NULL),
			 CLI_DONE);
	ck_assert_int_eq(support_number("SELECT permissions FROM api_key"),
			 (int64_t)(PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_CATALOG_READ) |
				   PERM_BIT(PERM_CUSTOMERS_READ)));
}
END_TEST

START_TEST(a_key_may_end_by_itself)
{
	const char *out, *list;

	ck_assert_int_eq(command_run(cli_api_key, &out, "create", "till", "stock",
				     "2090-01-31T00:00:00Z", NULL),
			 CLI_DONE);
	ck_assert_int_eq(command_run(cli_api_key, &list, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(list, "  valid    till  stock  until 2090-01-31T00:00:00"));
}
END_TEST

static const struct command_row bad[] = {
	{ "api_key_without_words", cli_api_key, { NULL }, CLI_USAGE },
	{ "api_key_create_without_permissions", cli_api_key, { "create", "x" }, CLI_USAGE },
	{ "api_key_of_an_unknown_permission",
	  cli_api_key,
	  { "create", "x", "orders.read,fly" },
	  CLI_FAILED },
	{ "api_key_without_a_name", cli_api_key, { "create", " ", "viewer" }, CLI_FAILED },
	{ "api_key_without_permissions", cli_api_key, { "create", "x", "" }, CLI_FAILED },
	{ "api_key_until_some_day", cli_api_key, { "create", "x", "viewer", "soon" }, CLI_FAILED },
	{ "api_key_that_ended",
	  cli_api_key,
	  { "create", "x", "viewer", "2020-01-31T00:00:00Z" },
	  CLI_FAILED },
	{ "api_key_that_is_no_number", cli_api_key, { "revoke", "x" }, CLI_FAILED },
	{ "setting_without_words", cli_setting, { NULL }, CLI_USAGE },
	{ "setting_that_is_unknown", cli_setting, { "get", "moon" }, CLI_FAILED },
	{ "setting_to_a_bad_value", cli_setting, { "set", "pay_minutes", "soon" }, CLI_FAILED },
	{ "migrate_to_nowhere", cli_migrate, { "--back" }, CLI_USAGE },
	{ "doctor_for_whom", cli_doctor, { "x" }, CLI_USAGE },
};

START_TEST(bad_words_are_refused)
{
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		command_check_row(&bad[i]);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM api_key"), 0);
}
END_TEST

START_TEST(settings_are_shown_and_set)
{
	const char *out;

	ck_assert_int_eq(command_run(cli_setting, &out, "get", "pay_minutes", NULL), CLI_DONE);
	ck_assert_str_eq(out, "30\n");
	ck_assert_int_eq(command_run(cli_setting, &out, "set", "pay_minutes", "45", NULL),
			 CLI_DONE);
	app_read_settings(command_app);
	ck_assert_int_eq(command_run(cli_setting, &out, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "pay_minutes = 45\n"));
	ck_assert_ptr_nonnull(strstr(out, "prices_include_tax = yes\n"));
}
END_TEST

START_TEST(migrations_say_how_they_stand)
{
	const char *out;

	ck_assert_int_eq(command_run(cli_migrate, &out, "--status", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "pending: 0\n"));
	ck_assert_int_eq(command_run(cli_migrate, &out, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "pending: 0\n"));
}
END_TEST

START_TEST(the_doctor_finds_all_well)
{
	const char *out;

	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_DONE);
	ck_assert_ptr_null(strstr(out, "BAD"));
	ck_assert_ptr_nonnull(strstr(out, "ok    mail"));
	ck_assert_ptr_nonnull(strstr(out, "ok    pictures"));
}
END_TEST

START_TEST(the_doctor_warns_of_a_shop_without_a_name)
{
	static const char *const row[][2] = {
		{ "shop_name_en", "Corner" },  { "shop_name_zh", "街角" },
		{ "hours_en", "Always" },      { "hours_zh", "全天" },
		{ "email", "a@shop.example" }, { "phone", "" },
		{ "address_en", "1 High St" },
	};
	const char *out;

	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "warn  shop           still the example's: "
					  "shop_name_en, shop_name_zh, hours_en, "));
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		ck_assert_int_eq(command_run(cli_setting, &out, "set", row[i][0], row[i][1], NULL),
				 CLI_DONE);
	app_read_settings(command_app);
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "still the example's: address_zh (regulars"));
	ck_assert_int_eq(command_run(cli_setting, &out, "set", "address_zh", "街 1 号", NULL),
			 CLI_DONE);
	app_read_settings(command_app);
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "ok    shop           Corner\n"));
}
END_TEST

START_TEST(the_doctor_misses_the_program_for_pictures)
{
	struct config c = *command_app->config;
	const char *out;

	c.picture_program = "/nowhere/regulars-picture";
	command_configure(&c);
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(
		strstr(out, "BAD   pictures       /nowhere/regulars-picture: No such"));
}
END_TEST

START_TEST(the_doctor_names_what_is_not)
{
	const char *out;

	ck_assert_int_eq(rmdir(command_app->config->mail + strlen("dir:")), 0);
	ck_assert_int_eq(chmod(command_app->config->secret_file, 0644), 0);
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, "BAD   mail"));
	ck_assert_ptr_nonnull(strstr(out, "BAD   secret"));
	ck_assert_ptr_nonnull(strstr(out, "ok    database"));
}
END_TEST

START_TEST(the_doctor_signs_in_where_mail_goes)
{
	struct arena *a = command_app->arena;
	struct mail_server s = mail_server_start(a, "starttls", "shop:s3cret");
	struct config c = *command_app->config;
	const char *out, *answers = arena_printf(a, "smtp://localhost:%d", s.port);
	FILE *f;

	c.mail = answers;
	c.mail_ca_file = arena_printf(a, "%s/cert.pem", s.folder);
	c.mail_user = "shop";
	c.mail_password_file = arena_printf(a, "%s/password", s.folder);
	umask(0077);
	f = fopen(c.mail_password_file, "we");
	ck_assert_ptr_nonnull(f);
	fputs("s3cret", f);
	ck_assert_int_eq(fclose(f), 0);
	command_configure(&c);
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(
		strstr(out,
		       arena_printf(a, "ok    mail           %s answers and lets us in", answers)));
	ck_assert_ptr_null(mail_server_taken(a, &s, 1));
	c.mail_user = "guess";
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, "BAD   mail           535 "));
	c.mail = "smtp://localhost:1";
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, "BAD   mail           mail server: Failed to connect"));
}
END_TEST

static const char *const shared[] = { "po", "sql" };

/* Nothing is left behind by a look that fails in the middle: the sanitizer would say so. */
START_TEST(the_doctor_reads_templates)
{
	struct arena *a = command_app->arena;
	struct config c = *command_app->config;
	const char *out, *broken, *real = c.data_dir;
	FILE *f;

	c.data_dir = support_folder(a);
	for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
		ck_assert_int_eq(symlink(arena_printf(a, "%s/%s", real, shared[i]),
					 arena_printf(a, "%s/%s", c.data_dir, shared[i])),
				 0);
	ck_assert_int_eq(mkdir(arena_printf(a, "%s/templates", c.data_dir), 0700), 0);
	broken = arena_printf(a, "%s/templates/page.html", c.data_dir);
	f = fopen(broken, "we");
	ck_assert_ptr_nonnull(f);
	fputs("<p>{{#open}}", f);
	ck_assert_int_eq(fclose(f), 0);
	command_configure(&c);
	ck_assert_int_eq(command_run(cli_doctor, &out, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, arena_printf(a, "BAD   templates      %s:1:", broken)));
	ck_assert_ptr_nonnull(strstr(out, "ok    schema"));
}
END_TEST

Suite *cli_general_suite(void)
{
	Suite *s = suite_create("cli_general");
	TCase *tc = tcase_create("cli");

	tcase_add_checked_fixture(tc, command_setup, command_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_key_is_made_works_and_ends);
	tcase_add_test(tc, a_key_may_take_the_permissions_of_a_role);
	tcase_add_test(tc, a_key_may_end_by_itself);
	tcase_add_test(tc, bad_words_are_refused);
	tcase_add_test(tc, settings_are_shown_and_set);
	tcase_add_test(tc, migrations_say_how_they_stand);
	tcase_add_test(tc, the_doctor_finds_all_well);
	tcase_add_test(tc, the_doctor_warns_of_a_shop_without_a_name);
	tcase_add_test(tc, the_doctor_names_what_is_not);
	tcase_add_test(tc, the_doctor_misses_the_program_for_pictures);
	tcase_add_test(tc, the_doctor_signs_in_where_mail_goes);
	tcase_add_test(tc, the_doctor_reads_templates);
	suite_add_tcase(s, tc);
	return s;
}
