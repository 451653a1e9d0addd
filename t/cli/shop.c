/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that do the shop's own work: who works here, imports, jobs, the proof of the books,
 * the site map. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include "base/file.h"
#include "cli/command.h"
#include "staff/staff.h"

/* The path of the link: what a browser would ask for. */
static const char *path_of(const char *out)
{
	const char *base = "http://127.0.0.1:8080";

	ck_assert_int_eq(strncmp(out, base, strlen(base)), 0);
	return arena_printf(command_app->arena, "%.*s", (int)strcspn(out + strlen(base), "\n"),
			    out + strlen(base));
}

START_TEST(the_first_owner_gets_a_link_that_lets_in)
{
	struct browser b = browser_new(command_app);
	const char *out, *path;
	struct answer *a;

	browser_set_cookie(&b, "lang", "en");
	ck_assert_int_eq(command_run(cli_staff, &out, "invite-owner", NULL), CLI_DONE);
	path = path_of(out);
	ck_assert_int_eq(browser_get(&b, path)->status, 200);
	a = browser_post(&b, path,
			 "email=zhou%40mail.example&name=Zhou+Min&password=four+quiet+words+here");
	ck_assert_int_eq(a->status, 303);
	ck_assert_str_eq(answer_header(a, "Location"), "/desk/enrol");
	ck_assert_int_eq(command_run(cli_staff, &out, "list", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "owner"));
	ck_assert_ptr_nonnull(strstr(out, "Zhou Min <zhou@mail.example>"));
}
END_TEST

START_TEST(there_is_one_first_owner)
{
	const char *out;

	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@mail.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6))");
	ck_assert_int_eq(command_run(cli_staff, &out, "invite-owner", NULL), CLI_FAILED);
	ck_assert_str_eq(out, "");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff"), 1);
}
END_TEST

/* Each link for a first owner ends those before it, and all end with the first owner. */
START_TEST(one_link_makes_the_first_owner)
{
	struct browser b = browser_new(command_app);
	const char *out, *old, *path;

	ck_assert_int_eq(command_run(cli_staff, &out, "invite-owner", NULL), CLI_DONE);
	old = path_of(out);
	ck_assert_int_eq(command_run(cli_staff, &out, "invite-owner", NULL), CLI_DONE);
	path = path_of(out);
	ck_assert_int_eq(browser_get(&b, old)->status, 410);
	ck_assert_int_eq(browser_get(&b, path)->status, 200);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff"), 1);
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@mail.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6))");
	ck_assert_int_eq(browser_get(&b, path)->status, 410);
}
END_TEST

START_TEST(staff_are_invited_with_a_role)
{
	const char *out;
	struct browser b = browser_new(command_app);
	struct answer *a;

	browser_set_cookie(&b, "lang", "en");
	ck_assert_int_eq(command_run(cli_staff, &out, "invite", "wei@mail.example", "Wei", "care",
				     NULL),
			 CLI_DONE);
	a = browser_get(&b, path_of(out));
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "wei@mail.example"));
	ck_assert_int_eq(command_run(cli_staff, &out, "list", NULL), CLI_DONE);
	ck_assert_str_eq(out, "care       invited      Wei <wei@mail.example>\n");
	/* the same address, no such role, no address */
	ck_assert_int_eq(command_run(cli_staff, &out, "invite", "WEI@mail.example", "Wei", "care",
				     NULL),
			 CLI_FAILED);
	ck_assert_int_eq(command_run(cli_staff, &out, "invite", "lin@mail.example", "Lin", "king",
				     NULL),
			 CLI_FAILED);
	ck_assert_int_eq(command_run(cli_staff, &out, "invite", "lin", "Lin", "care", NULL),
			 CLI_FAILED);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff"), 1);
}
END_TEST

static const struct command_row bad[] = {
	{ "staff_without_words", cli_staff, { NULL }, CLI_USAGE },
	{ "staff_invited_without_a_role",
	  cli_staff,
	  { "invite", "a@mail.example", "A" },
	  CLI_USAGE },
	{ "staff_owner_with_a_name", cli_staff, { "invite-owner", "Zhou" }, CLI_USAGE },
	{ "import_without_a_file", cli_import, { "online-retail" }, CLI_USAGE },
	{ "import_of_another_kind", cli_import, { "moon", "x.csv" }, CLI_USAGE },
	{ "import_of_a_file_that_is_not_there",
	  cli_import,
	  { "online-retail", "/nowhere/x.csv" },
	  CLI_FAILED },
	{ "jobs_for_ever", cli_jobs, { NULL }, CLI_USAGE },
	{ "jobs_for_no_time", cli_jobs, { "--for", "0" }, CLI_USAGE },
	{ "jobs_for_more_than_a_day", cli_jobs, { "--for", "86401" }, CLI_USAGE },
	{ "jobs_for_a_word", cli_jobs, { "--for", "soon" }, CLI_USAGE },
	{ "jobs_until", cli_jobs, { "--until", "1" }, CLI_USAGE },
	{ "documents_of_what", cli_documents, { "orders" }, CLI_USAGE },
	{ "verify_what", cli_verify, { "orders" }, CLI_USAGE },
	{ "routes_of_what", cli_routes, { "orders" }, CLI_USAGE },
};

START_TEST(bad_words_are_refused)
{
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		command_check_row(&bad[i]);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM staff"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM job WHERE done_at IS NOT NULL"), 0);
}
END_TEST

#define HEAD "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
#define SALE "100001,40001,LAMP,5,2015-01-05 09:00:00,2.5,1,France\n"
#define BAD  "100002,40001,LAMP,x,2015-01-05 09:10:00,2.5,1,France\n"

static const char *file_with(const char *text)
{
	const char *path =
		arena_printf(command_app->arena, "%s/past.csv", command_app->config->var_dir);
	FILE *f = fopen(path, "we");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert_int_eq(fclose(f), 0);
	return path;
}

START_TEST(a_file_is_imported_once_and_its_sums_are_said)
{
	const char *path = file_with(HEAD SALE), *out;

	ck_assert_int_eq(command_run(cli_import, &out, "online-retail", path, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "12.50"));
	ck_assert_ptr_null(strstr(out, "imported before"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 1);
	ck_assert_int_eq(command_run(cli_import, &out, "online-retail", path, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "imported before: nothing was changed"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 1);
}
END_TEST

/* What the desk takes over, by command: checked, written, and given out again. */
START_TEST(files_of_the_desk_are_taken_over_and_given_out)
{
	const char *path = file_with("SKU,Name,Price\nOAT-1,Oat milk,28.00\nTEA,Tea,soon\n"), *out;

	ck_assert_int_eq(command_run(cli_import, &out, "products", path, "--dry-run", NULL),
			 CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, "rows 2, new 1, changed 0, unchanged 0, with problems 1\n"
					  "Price is no such number: 1, lines 3\n"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku"), 0);
	ck_assert_int_eq(command_run(cli_import, &out, "products", path, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, ".failed\n"));
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'OAT-1'"),
			 2800000);
	path = file_with("Wo,Wieviel\nOAT-1,5\n");
	ck_assert_int_eq(command_run(cli_import, &out, "stock", path, NULL), CLI_FAILED);
	ck_assert_int_eq(command_run(cli_import, &out, "stock", path, "--mapping", "none", NULL),
			 CLI_FAILED);
	support_sql("INSERT INTO import_mapping VALUES ('stock', 'old', '[\"Wo\",\"Wieviel\"]', "
		    "'[\"sku\",\"counted\"]', 7, NULL, UTC_TIMESTAMP(6))");
	ck_assert_int_eq(command_run(cli_import, &out, "stock", path, "--mapping", "old", NULL),
			 CLI_DONE);
	ck_assert_int_eq(support_number("SELECT on_hand FROM stock"), 5);
	ck_assert_int_eq(command_run(cli_export, &out, "products", "-", NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, "OAT-1,"));
	ck_assert_int_eq(command_run(cli_import, &out, "stock", path, "--wrong", NULL), CLI_USAGE);
	ck_assert_int_eq(command_run(cli_export, &out, "moons", "-", NULL), CLI_USAGE);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind IN "
					"('imported', 'exported')"),
			 3);
}
END_TEST

START_TEST(a_refused_line_fails_the_command_and_not_the_rest)
{
	const char *path = file_with(HEAD SALE BAD), *out;

	ck_assert_int_eq(command_run(cli_import, &out, "online-retail", path, NULL), CLI_FAILED);
	ck_assert_ptr_nonnull(strstr(out, "1 line was refused"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 1);
}
END_TEST

START_TEST(a_file_of_something_else_is_not_imported)
{
	const char *path = file_with("name,phone\nLin,1\n"), *out;

	ck_assert_int_eq(command_run(cli_import, &out, "online-retail", path, NULL), CLI_FAILED);
	ck_assert_str_eq(out, "");
}
END_TEST

START_TEST(a_file_may_come_from_standard_input)
{
	int fd = open(file_with(HEAD SALE), O_RDONLY | O_CLOEXEC);
	const char *out;

	ck_assert_int_ge(dup2(fd, STDIN_FILENO), 0);
	ck_assert_int_eq(command_run(cli_import, &out, "online-retail", "-", NULL), CLI_DONE);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 1);
}
END_TEST

START_TEST(jobs_run_for_a_while)
{
	const char *out;

	ck_assert_int_eq(command_run(cli_jobs, &out, "--for", "1", NULL), CLI_DONE);
	ck_assert_int_gt(support_number("SELECT COUNT(*) FROM job"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM job WHERE done_at IS NULL"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM job WHERE owner IS NOT NULL"), 0);
}
END_TEST

START_TEST(the_books_are_proved_or_what_is_wrong_is_named)
{
	const char *path = file_with(HEAD SALE), *out;

	ck_assert_int_eq(command_run(cli_import, &out, "online-retail", path, NULL), CLI_DONE);
	ck_assert_int_eq(command_run(cli_verify, &out, NULL), CLI_DONE);
	ck_assert_ptr_nonnull(strstr(out, " rules, 1 orders, 0 violations\n"));
	support_sql("UPDATE orders SET captured_amount = captured_amount + 1");
	ck_assert_int_eq(command_run(cli_verify, &out, NULL), CLI_FAILED);
	ck_assert_int_eq(strncmp(out, "money.captured ", strlen("money.captured ")), 0);
	ck_assert_ptr_null(strstr(out, " 0 violations"));
}
END_TEST

/* What it says beside its answer, where nobody sits at a terminal. */
static const char *said_by(command_fn *command, const char **out)
{
	const char *path =
		arena_printf(command_app->arena, "%s/said", command_app->config->var_dir);
	int terminal = dup(STDERR_FILENO);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	ck_assert_int_ge(dup2(fd, STDERR_FILENO), 0);
	ck_assert_int_eq(command_run(command, out, NULL), CLI_DONE);
	ck_assert_int_ge(dup2(terminal, STDERR_FILENO), 0);
	close(terminal);
	close(fd);
	return file_read(command_app->arena, path, NULL);
}

START_TEST(long_work_says_how_far_it_is)
{
	const char *path = file_with(HEAD SALE), *out, *said;

	ck_assert_int_eq(command_run(cli_import, &out, "online-retail", path, NULL), CLI_DONE);
	said = said_by(cli_documents, &out);
	ck_assert_str_eq(out, "1 orders, 0 pages written anew\n");
	ck_assert_ptr_eq(strstr(said, "looking at 1 of 1 orders, 100 %, "), said);
	ck_assert_ptr_nonnull(strstr(said, "/s\n"));
	said = said_by(cli_verify, &out);
	ck_assert_ptr_eq(strstr(said, "proving 1 of 1 orders, 100 %, "), said);
}
END_TEST

START_TEST(every_door_is_on_the_map)
{
	const char *out;
	size_t lines = 0;

	ck_assert_int_eq(command_run(cli_routes, &out, NULL), CLI_DONE);
	for (const char *p = out; (p = strchr(p, '\n')); p++)
		lines++;
	ck_assert_uint_eq(lines, route_count);
	ck_assert_ptr_nonnull(strstr(out, "POST\t/api/v1/orders\tapi\tstaff\torders.place\n"));
	ck_assert_ptr_nonnull(strstr(out, "GET\t/desk/sign-in\tpage\tpublic\t-\n"));
}
END_TEST

Suite *cli_shop_suite(void)
{
	Suite *s = suite_create("cli_shop");
	TCase *tc = tcase_create("cli");

	tcase_add_checked_fixture(tc, command_setup, command_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, the_first_owner_gets_a_link_that_lets_in);
	tcase_add_test(tc, there_is_one_first_owner);
	tcase_add_test(tc, one_link_makes_the_first_owner);
	tcase_add_test(tc, staff_are_invited_with_a_role);
	tcase_add_test(tc, bad_words_are_refused);
	tcase_add_test(tc, a_file_is_imported_once_and_its_sums_are_said);
	tcase_add_test(tc, files_of_the_desk_are_taken_over_and_given_out);
	tcase_add_test(tc, a_refused_line_fails_the_command_and_not_the_rest);
	tcase_add_test(tc, a_file_of_something_else_is_not_imported);
	tcase_add_test(tc, a_file_may_come_from_standard_input);
	tcase_add_test(tc, jobs_run_for_a_while);
	tcase_add_test(tc, the_books_are_proved_or_what_is_wrong_is_named);
	tcase_add_test(tc, long_work_says_how_far_it_is);
	tcase_add_test(tc, every_door_is_on_the_map);
	suite_add_tcase(s, tc);
	return s;
}
