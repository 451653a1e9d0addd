/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the configuration: defaults, what is filled in, and each complaint with its line. */
#include "base/config.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/rows.h"
#include "support/folder.h"

#define NEEDED                                                                                     \
	"db_name = regulars\ndb_user = web\nbase_url = https://shop.example\nvar_dir = var\n"      \
	"secret_file = secret\n"

static struct arena *a;
static char *folder, *path;

static void set_up(void)
{
	a = arena_new();
	folder = support_folder(a);
	path = arena_printf(a, "%s/regulars.conf", folder);
}

static void tear_down(void)
{
	arena_free(a);
}

static void put_file(const char *text, size_t len)
{
	FILE *f = fopen(path, "we");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text, 1, len, f), len);
	ck_assert_int_eq(fclose(f), 0);
}

static const char *in_folder(const char *name)
{
	return arena_printf(a, "%s/%s", folder, name);
}

struct load {
	const char *path;
	struct config *config;
};

static void load(void *arg)
{
	struct load *l = arg;

	l->config = config_load(a, l->path);
}

static struct config *load_text(const char *text)
{
	struct load l = { .path = path };
	struct failure f;

	put_file(text, strlen(text));
	ck_assert_msg(fail_run(load, &l, &f), "%s", f.message);
	return l.config;
}

/* The complaint, without the folder's name in front. */
static const char *complaint(const char *text)
{
	static struct failure f;
	struct load l = { .path = path };

	put_file(text, strlen(text));
	if (fail_run(load, &l, &f))
		return NULL;
	return strstr(f.message, "regulars.conf:") ? strstr(f.message, "regulars.conf:")
						   : f.message;
}

START_TEST(what_is_not_set_has_a_default)
{
	const struct config *c = load_text(NEEDED);

	ck_assert_str_eq(c->path, path);
	ck_assert_str_eq(c->socket, in_folder("var/web.sock"));
	ck_assert_str_eq(c->nginx_user, "");
	ck_assert_int_eq(c->workers, 4);
	ck_assert_str_eq(c->db_hosts, "localhost");
	ck_assert_str_eq(c->db_socket, "");
	ck_assert_str_eq(c->db_password_file, "");
	ck_assert_str_eq(c->db_admin_user, "web");
	ck_assert_str_eq(c->db_admin_password_file, "");
	ck_assert_str_eq(c->base_path, "");
	ck_assert_int_eq(c->data_dir[0], '/');
	ck_assert_str_eq(c->var_dir, in_folder("var"));
	ck_assert_str_eq(c->secret_file, in_folder("secret"));
	ck_assert_str_eq(c->mail, arena_printf(a, "dir:%s/var/mail", folder));
	ck_assert_str_eq(c->mail_from, "regulars@localhost");
	ck_assert_str_eq(c->mail_tls, "required");
	ck_assert_str_eq(c->mail_user, "");
	ck_assert_str_eq(c->mail_password_file, "");
	ck_assert_str_eq(c->mail_ca_file, "");
	ck_assert_int_eq(c->mail_timeout, 30);
	ck_assert(!c->development);
	ck_assert(c->throttle);
	ck_assert(!c->run_as_root);
}
END_TEST

START_TEST(what_is_set_is_taken)
{
	const struct config *c =
		load_text("# a shop\r\n"
			  "  workers=64  # two a core\n\n"
			  "socket = /run/r/web.sock\n"
			  "nginx_user = www-data\n"
			  "db_hosts = db1:3306, db2\n"
			  "db_socket = /run/mysqld/mysqld.sock\n"
			  "db_password_file = /etc/r/pw#1\n"
			  "db_admin_user = admin\n"
			  "base_path = /shop/all\n"
			  "data_dir = /usr/share/r\n"
			  "mail = dir:/var/mail/shop\n"
			  "mail_from = shop@mail.example\n"
			  "development = yes\nthrottle = off\nrun_as_root = true\n" NEEDED);

	ck_assert_int_eq(c->workers, 64);
	ck_assert_str_eq(c->socket, "/run/r/web.sock");
	ck_assert_str_eq(c->nginx_user, "www-data");
	ck_assert_str_eq(c->db_hosts, "db1:3306, db2");
	ck_assert_str_eq(c->db_socket, "/run/mysqld/mysqld.sock");
	ck_assert_str_eq(c->db_name, "regulars");
	ck_assert_str_eq(c->db_password_file, "/etc/r/pw#1");
	ck_assert_str_eq(c->db_admin_user, "admin");
	ck_assert_str_eq(c->db_admin_password_file, "");
	ck_assert_str_eq(c->base_url, "https://shop.example");
	ck_assert_str_eq(c->base_path, "/shop/all");
	ck_assert_str_eq(c->data_dir, "/usr/share/r");
	ck_assert_str_eq(c->mail, "dir:/var/mail/shop");
	ck_assert_str_eq(c->mail_from, "shop@mail.example");
	ck_assert(c->development);
	ck_assert(!c->throttle);
	ck_assert(c->run_as_root);
}
END_TEST

START_TEST(one_account_does_for_both)
{
	const struct config *c = load_text(NEEDED "db_password_file = pw");

	ck_assert_str_eq(c->db_admin_user, "web");
	ck_assert_str_eq(c->db_admin_password_file, in_folder("pw"));
}
END_TEST

START_TEST(mail_folder_is_taken_from_the_files)
{
	ck_assert_str_eq(load_text(NEEDED "mail = dir:post")->mail,
			 arena_printf(a, "dir:%s/post", folder));
	ck_assert_str_eq(load_text(NEEDED "mail = dir:/post")->mail, "dir:/post");
}
END_TEST

#define SERVER NEEDED "mail_from = shop@mail.example\nmail = smtp://mail.example:587\n"

START_TEST(mail_goes_by_a_server)
{
	const struct config *c =
		load_text(SERVER "mail_user = shop\nmail_password_file = mail-password\n"
				 "mail_ca_file = ca.pem\nmail_timeout = 50");

	ck_assert_str_eq(c->mail, "smtp://mail.example:587");
	ck_assert_str_eq(c->mail_tls, "required");
	ck_assert_str_eq(c->mail_user, "shop");
	ck_assert_str_eq(c->mail_password_file, in_folder("mail-password"));
	ck_assert_str_eq(c->mail_ca_file, in_folder("ca.pem"));
	ck_assert_int_eq(c->mail_timeout, 50);
	ck_assert_str_eq(load_text(SERVER "mail_tls = opportunistic")->mail_tls, "opportunistic");
	ck_assert_str_eq(
		load_text(NEEDED "mail_from = shop@mail.example\nmail = smtps://[::1]")->mail,
		"smtps://[::1]");
}
END_TEST

START_TEST(complaints_name_line_and_remedy)
{
	static const struct {
		const char *given, *wanted;
	} rows[] = {
		{ "\n\nworker = 4\n" NEEDED, ":3: unknown key worker; correct or remove it" },
		{ "Workers = 4\n" NEEDED, ":1: unknown key Workers; correct or remove it" },
		{ "= 4\n" NEEDED, ":1: unknown key ; correct or remove it" },
		{ NEEDED "workers = 4\n#\nworkers = 5", ":8: workers is set twice; keep one line" },
		{ NEEDED "workers", ":6: no = in this line; write \"key = value\"" },
		{ NEEDED "workers = 0", ":6: workers is not a number from 1 to 64" },
		{ NEEDED "workers = 65", ":6: workers is not a number from 1 to 64" },
		{ NEEDED "workers = ", ":6: workers is not a number from 1 to 64" },
		{ NEEDED "throttle = maybe", ":6: throttle is not yes or no" },
		{ NEEDED "base_path = shop", ":6: base_path is not empty, or a path like /shop" },
		{ NEEDED "base_path = /shop/", ":6: base_path is not empty, or a path like /shop" },
		{ NEEDED "base_path = /a//b", ":6: base_path is not empty, or a path like /shop" },
		{ NEEDED "base_path = /a?b", ":6: base_path is not empty, or a path like /shop" },
		{ NEEDED "db_hosts = a;b", ":6: db_hosts is not a list like db1:3306,db2" },
		{ NEEDED "mail = post", ":6: mail is not smtp://HOST:PORT, smtps://HOST:PORT or "
					"dir:FOLDER" },
		{ NEEDED "mail = dir:", ":6: mail is not smtp://" },
		{ NEEDED "mail = smtp://", ":6: mail is not smtp://" },
		{ NEEDED "mail = smtp://:25", ":6: mail is not smtp://" },
		{ NEEDED "mail = smtp://u:p@mail.example", ":6: mail is not smtp://" },
		{ NEEDED "mail = smtps://mail.example/x", ":6: mail is not smtp://" },
		{ NEEDED "mail = http://mail.example", ":6: mail is not smtp://" },
		{ NEEDED "mail_tls = no", ":6: mail_tls is not required or opportunistic" },
		{ NEEDED "mail_timeout = 0", ":6: mail_timeout is not a number of seconds" },
		{ NEEDED "mail_timeout = 51", ":6: mail_timeout is not a number of seconds" },
		{ NEEDED "mail = smtp://mail.example",
		  "mail_from is missing; smtp://mail.example" },
		{ SERVER "mail_user = shop", "mail_user and mail_password_file go together" },
		{ SERVER "mail_password_file = pw",
		  "mail_user and mail_password_file go together" },
		{ SERVER "mail_user = shop\nmail_password_file = pw\nmail_tls = opportunistic",
		  "a password needs mail_tls = required" },
		{ NEEDED "mail_from = shop", ":6: mail_from is not an e-mail address" },
		{ "db_name =\n", ":1: db_name is empty" },
		{ "db_name = x\n", ":2: db_user is missing; add a line \"db_user = ...\"" },
		{ "base_url = shop.example", ":1: base_url is not an address like" },
		{ "base_url = https://shop.example/", ":1: base_url is not an address like" },
		{ "base_url = https://shop.example/x", ":1: base_url is not an address like" },
		{ "base_url = https://", ":1: base_url is not an address like" },
		{ "base_url = ftp://shop.example", ":1: base_url is not an address like" },
		{ "base_url = https://shop.example@x", ":1: base_url is not an address like" },
		{ "socket = /1234567890123456789012345678901234567890123456789012345678901234567890"
		  "12345678901234567890123456789012345678\n",
		  ":1: socket is not a path of at most 107 bytes" },
	};

	for (each_row(rows)) {
		const char *got = complaint(row->given);

		ck_assert_msg(got && strstr(got, row->wanted), "%s: got %s, wanted %s", row->given,
			      or_null(got), row->wanted);
	}
}
END_TEST

START_TEST(socket_path_has_107_bytes_at_most)
{
	char name[120];

	memset(name, 'x', sizeof name);
	ck_assert_ptr_null(complaint(arena_printf(a, NEEDED "socket = /%.106s", name)));
	ck_assert_ptr_nonnull(complaint(arena_printf(a, NEEDED "socket = /%.107s", name)));
	ck_assert_ptr_nonnull(complaint(arena_printf(a, NEEDED "db_socket = /%.107s", name)));
	/* The default lies in var_dir. */
	ck_assert_ptr_nonnull(complaint(arena_printf(a,
						     "var_dir = /%.100s\ndb_name = a\ndb_user = b\n"
						     "base_url = http://c.example\nsecret_file = d",
						     name)));
}
END_TEST

START_TEST(file_is_found_by_its_three_names)
{
	struct load l = { .path = NULL };
	struct failure f;

	load_text(NEEDED);
	setenv("REGULARS_CONFIG", path, 1);
	ck_assert(fail_run(load, &l, &f));
	ck_assert_str_eq(l.config->path, path);
	setenv("REGULARS_CONFIG", "/nowhere/regulars.conf", 1);
	ck_assert(!fail_run(load, &l, &f));
	ck_assert_ptr_nonnull(
		strstr(f.message, "/nowhere/regulars.conf: No such file or directory"));
	ck_assert_ptr_nonnull(strstr(f.message, "--config FILE"));
	l.path = path;
	ck_assert(fail_run(load, &l, &f));
	l.path = folder;
	ck_assert(!fail_run(load, &l, &f));
}
END_TEST

START_TEST(binary_file_is_refused)
{
	struct load l = { .path = path };
	struct failure f;

	put_file("db_name\0=x", 10);
	ck_assert(!fail_run(load, &l, &f));
	ck_assert_ptr_nonnull(strstr(f.message, "zero byte"));
}
END_TEST

static void read_secret(void *out)
{
	*(char **)out = config_read_secret(a, path);
}

START_TEST(secrets_are_for_their_owner)
{
	struct failure f;
	char *text = NULL;

	put_file("s3cret\n", 7);
	chmod(path, 0440);
	ck_assert(!fail_run(read_secret, &text, &f));
	ck_assert_ptr_nonnull(strstr(f.message, "chmod 400"));
	chmod(path, 0404);
	ck_assert(!fail_run(read_secret, &text, &f));
	chmod(path, 0600);
	ck_assert(fail_run(read_secret, &text, &f));
	ck_assert_str_eq(text, "s3cret");
	put_file("a\nb\r\n", 5);
	ck_assert(fail_run(read_secret, &text, &f));
	ck_assert_str_eq(text, "a\nb");
	put_file("", 0);
	ck_assert(fail_run(read_secret, &text, &f));
	ck_assert_str_eq(text, "");
	unlink(path);
	ck_assert(!fail_run(read_secret, &text, &f));
}
END_TEST

Suite *base_config_suite(void)
{
	Suite *s = suite_create("base_config");
	TCase *t = tcase_create("config");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, what_is_not_set_has_a_default);
	tcase_add_test(t, what_is_set_is_taken);
	tcase_add_test(t, one_account_does_for_both);
	tcase_add_test(t, mail_folder_is_taken_from_the_files);
	tcase_add_test(t, mail_goes_by_a_server);
	tcase_add_test(t, complaints_name_line_and_remedy);
	tcase_add_test(t, socket_path_has_107_bytes_at_most);
	tcase_add_test(t, file_is_found_by_its_three_names);
	tcase_add_test(t, binary_file_is_refused);
	tcase_add_test(t, secrets_are_for_their_owner);
	suite_add_tcase(s, t);
	return s;
}
