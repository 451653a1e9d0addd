/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The programs as they are called from a shell: options, what goes where, how they end. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "cli/command.h"
#include "support/skip.h"

struct said {
	int status;
	const char *out, *err;
};

static const char *path(const char *name)
{
	return arena_printf(command_app->arena, "%s/%s", command_app->config->var_dir, name);
}

static const char *program(const char *name)
{
	const char *build = getenv("REGULARS_TEST_BUILD");

	return arena_printf(command_app->arena, "%s/%s", build && *build ? build : ".", name);
}

/* The program with these words, as a shell reads them. */
static struct said call(const char *name, const char *words)
{
	const char *line = arena_printf(command_app->arena, "'%s' %s >'%s' 2>'%s'", program(name),
					words, path("out"), path("err"));
	int status = system(line);

	ck_assert_msg(WIFEXITED(status), "%s", line);
	return (struct said){ WEXITSTATUS(status), file_read(command_app->arena, path("out"), NULL),
			      file_read(command_app->arena, path("err"), NULL) };
}

/* The configuration of the test as a file; as_root: yes or no. */
static void write_config(const char *name, const char *as_root)
{
	const struct config *c = command_app->config;
	FILE *f = fopen(path(name), "we");

	ck_assert_ptr_nonnull(f);
	fprintf(f,
		"db_socket = %s\ndb_name = %s\ndb_user = %s\ndb_password_file = %s\n"
		"base_url = %s\ndata_dir = %s\nvar_dir = %s\nsecret_file = %s\nmail = %s\n"
		"mail_from = %s\nrun_as_root = %s\n",
		c->db_socket, c->db_name, c->db_user, c->db_password_file, c->base_url, c->data_dir,
		c->var_dir, c->secret_file, c->mail, c->mail_from, as_root);
	ck_assert_int_eq(fclose(f), 0);
}

static const struct {
	const char *name, *program, *words;
	int status;
	const char *out, *err; /* what stands there; NULL: nothing */
} rows[] = {
	{ "help", "regulars", "help", 0, "Usage: regulars [--config FILE] COMMAND", NULL },
	{ "help_as_an_option", "regulars", "--help", 0, "  doctor ", NULL },
	{ "version", "regulars", "--version", 0, "regulars " PACKAGE_VERSION "\n", NULL },
	{ "no_command", "regulars", "", 64, NULL, "Usage: regulars" },
	{ "an_unknown_command", "regulars", "fly", 64, NULL, "regulars: no command fly" },
	{ "an_unknown_option", "regulars", "--fly", 64, NULL, "--fly" },
	{ "a_command_with_bad_words", "regulars", "routes there", 64, NULL,
	  "Usage: regulars routes" },
	{ "a_command_that_needs_nothing", "regulars", "routes", 0, "GET\t/track\t", NULL },
	{ "no_configuration", "regulars", "--config /nowhere/x.conf setting list", 1, NULL,
	  "regulars: /nowhere/x.conf" },
	{ "worker_help", "regulars-worker", "--help", 0, "Usage: regulars-worker", NULL },
	{ "worker_version", "regulars-worker", "--version", 0,
	  "regulars-worker " PACKAGE_VERSION "\n", NULL },
	{ "worker_with_an_unknown_option", "regulars-worker", "--fly", 64, NULL,
	  "Usage: regulars-worker" },
	{ "worker_with_a_word", "regulars-worker", "fly", 64, NULL, "Usage: regulars-worker" },
	{ "worker_without_a_configuration", "regulars-worker", "--config /nowhere/x.conf", 1, NULL,
	  "regulars-worker: /nowhere/x.conf" },
	{ "web_help", "regulars-web", "--help", 0, "Usage: regulars-web", NULL },
	{ "web_version", "regulars-web", "--version", 0, "regulars-web " PACKAGE_VERSION "\n",
	  NULL },
	{ "web_with_a_word", "regulars-web", "fly", 64, NULL, "regulars-web: fly: not an option" },
	{ "web_with_no_workers", "regulars-web", "--workers 0", 64, NULL,
	  "regulars-web: --workers 0: a number from 1 to 64 is wanted" },
	{ "web_without_a_configuration", "regulars-web", "--config /nowhere/x.conf", 1, NULL,
	  "/nowhere/x.conf" },
};

static void check_stream(const char *name, const char *has, const char *wanted)
{
	if (wanted)
		ck_assert_msg(strstr(has, wanted) != NULL, "%s: %s", name, has);
	else
		ck_assert_msg(!*has, "%s: %s", name, has);
}

START_TEST(options_are_read_and_what_is_wrong_is_said)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct said s = call(rows[i].program, rows[i].words);

		ck_assert_msg(s.status == rows[i].status, "%s: %d: %s", rows[i].name, s.status,
			      s.err);
		check_stream(rows[i].name, s.out, rows[i].out);
		check_stream(rows[i].name, s.err, rows[i].err);
	}
}
END_TEST

START_TEST(a_command_finds_the_shop_by_its_configuration)
{
	struct said s;

	write_config("shop.conf", "yes");
	s = call("regulars",
		 arena_printf(command_app->arena, "--config '%s' setting get pay_minutes",
			      path("shop.conf")));
	ck_assert_msg(s.status == 0, "%s", s.err);
	ck_assert_str_eq(s.out, "30\n");
	ck_assert_int_eq(setenv("REGULARS_CONFIG", path("shop.conf"), 1), 0);
	s = call("regulars", "setting get pay_minutes");
	ck_assert_str_eq(s.out, "30\n");
}
END_TEST

/* Refused lines and progress are for the person, the report is for a file. */
START_TEST(an_import_tells_of_lines_beside_its_report)
{
	FILE *f = fopen(path("past.csv"), "we");
	struct said s;

	ck_assert_ptr_nonnull(f);
	fputs("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
	      "100001,40001,LAMP,5,2015-01-05 09:00:00,2.5,1,France\n"
	      "100002,40001,LAMP,x,2015-01-05 09:10:00,2.5,1,France\n",
	      f);
	ck_assert_int_eq(fclose(f), 0);
	write_config("shop.conf", "yes");
	s = call("regulars",
		 arena_printf(command_app->arena, "--config '%s' import online-retail - <'%s'",
			      path("shop.conf"), path("past.csv")));
	ck_assert_int_eq(s.status, 1);
	ck_assert_ptr_nonnull(strstr(s.err, "line 3: the quantity is no whole number"));
	ck_assert_ptr_null(strstr(s.out, "line 3"));
	ck_assert_ptr_nonnull(strstr(s.out, "1 line was refused"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 1);
}
END_TEST

static pid_t start_worker(const char *config)
{
	pid_t pid = fork();

	if (pid == 0) {
		execl(program("regulars-worker"), "regulars-worker", "--config", path(config),
		      "--pid-file", path("worker.pid"), (char *)NULL);
		_exit(127);
	}
	ck_assert_int_gt(pid, 0);
	return pid;
}

/* Until something comes true, for at most 30 seconds. */
#define wait_for(truth)                                                                            \
	do {                                                                                       \
		for (int i_ = 0; !(truth) && i_ < 600; i_++)                                       \
			usleep(50000);                                                             \
		ck_assert(truth);                                                                  \
	} while (0)

START_TEST(the_worker_works_until_it_is_told_to_end)
{
	const char *said;
	pid_t pid;
	int status;

	write_config("shop.conf", "yes");
	pid = start_worker("shop.conf");
	wait_for(support_number("SELECT COUNT(*) FROM job WHERE done_at IS NULL") == 0);
	said = file_read(command_app->arena, path("worker.pid"), NULL);
	ck_assert_ptr_nonnull(said);
	ck_assert_int_eq(atol(said), pid);
	ck_assert_int_eq(kill(pid, SIGTERM), 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

START_TEST(the_worker_is_not_root_unless_it_may)
{
	struct said s;

	if (geteuid() != 0)
		skip("only root can be refused");
	write_config("no-root.conf", "no");
	s = call("regulars-worker",
		 arena_printf(command_app->arena, "--config '%s'", path("no-root.conf")));
	ck_assert_int_eq(s.status, 1);
	ck_assert_ptr_nonnull(strstr(s.err, "started as root"));
}
END_TEST

START_TEST(a_pid_file_that_cannot_be_written_is_said)
{
	struct said s;

	write_config("shop.conf", "yes");
	s = call("regulars-worker",
		 arena_printf(command_app->arena, "--config '%s' --pid-file /nowhere/pid",
			      path("shop.conf")));
	ck_assert_int_eq(s.status, 1);
	ck_assert_ptr_nonnull(strstr(s.err, "/nowhere/pid: cannot be written"));
}
END_TEST

Suite *cli_programs_suite(void)
{
	Suite *s = suite_create("cli_programs");
	TCase *tc = tcase_create("cli");

	tcase_add_checked_fixture(tc, command_setup, command_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, options_are_read_and_what_is_wrong_is_said);
	tcase_add_test(tc, a_command_finds_the_shop_by_its_configuration);
	tcase_add_test(tc, an_import_tells_of_lines_beside_its_report);
	tcase_add_test(tc, the_worker_works_until_it_is_told_to_end);
	tcase_add_test(tc, the_worker_is_not_root_unless_it_may);
	tcase_add_test(tc, a_pid_file_that_cannot_be_written_is_said);
	suite_add_tcase(s, tc);
	return s;
}
