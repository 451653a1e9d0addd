/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail through a real server: over TLS and signed in, and whatever a server may say or not say. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/rows.h"
#include "notify/mail.h"
#include "notify/post.h"
#include "notify/store.h"
#include "shipping/shop.h"
#include "support/folder.h"
#include "support/mail_server.h"

#define ACCOUNT "shop:s3cret"

static struct config config;

static void setup(void)
{
	shop_setup();
	config = *shop_app->config;
	config.mail_from = "orders@shop.example";
	config.base_url = "https://shop.example";
	config.mail_tls = "required";
	config.mail_timeout = 5;
	shop_app->config = &config;
}

static void teardown(void)
{
	shop_teardown();
}

/* libcurl would read "localhost", the name in the certificate, as ::1 first; both are tried. */
static void address(const char *scheme, int port)
{
	config.mail = arena_printf(shop_app->arena, "%s://localhost:%d", scheme, port);
}

static void password(const char *text)
{
	char *path = arena_printf(shop_app->arena, "%s/password", support_folder(shop_app->arena));
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);

	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	config.mail_user = "shop";
	config.mail_password_file = path;
}

static struct mail_server server(const char *tls, const char *account)
{
	struct mail_server s = mail_server_start(shop_app->arena, tls, account);

	address(strcmp(tls, "tls") ? "smtp" : "smtps", s.port);
	config.mail_ca_file = arena_printf(shop_app->arena, "%s/cert.pem", s.folder);
	if (account)
		password("s3cret\n");
	return s;
}

static const char *said; /* of the last letter */

static enum post_outcome send_by(struct post *p, const char *recipient)
{
	const struct letter l = {
		.id = 1, .recipient = recipient, .raw = "Subject: x\r\n\r\n.dot\r\n", .len = 20
	};

	return post_hand_over(p, &l, &said);
}

static enum post_outcome send_to(const char *recipient)
{
	return send_by(post_new(shop_app->arena, &config), recipient);
}

static void taken(const struct mail_server *s, int nth, const char *wanted)
{
	const char *mail = mail_server_taken(shop_app->arena, s, nth);

	ck_assert_msg(mail && strstr(mail, wanted), "%s", or_null(mail));
}

static void says(const char *wanted)
{
	ck_assert_msg(said && strcasestr(said, wanted), "%s", or_null(said));
}

START_TEST(mail_goes_over_tls_and_signed_in)
{
	struct mail_server s = server("starttls", ACCOUNT);

	ck_assert_ptr_null(post_try(post_new(shop_app->arena, &config)));
	ck_assert_int_eq(send_to("anne@mail.example"), POST_DONE);
	says("250");
	taken(&s, 1, "orders@shop.example anne@mail.example tls in shop.example ");
	taken(&s, 1, "\nSubject: x\r\n\r\n.dot\r\n");
}
END_TEST

START_TEST(tls_may_begin_with_the_first_byte)
{
	struct mail_server s = server("tls", ACCOUNT);

	ck_assert_ptr_null(post_try(post_new(shop_app->arena, &config)));
	ck_assert_int_eq(send_to("anne@mail.example"), POST_DONE);
	taken(&s, 1, "anne@mail.example tls in");
}
END_TEST

START_TEST(what_must_be_over_tls_is_not_sent_in_the_clear)
{
	struct mail_server s = server("clear", NULL);

	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	says("mail server: STARTTLS");
	ck_assert_ptr_nonnull(post_try(post_new(shop_app->arena, &config)));
	ck_assert_ptr_null(mail_server_taken(shop_app->arena, &s, 1));
	config.mail_tls = "opportunistic";
	ck_assert_ptr_null(post_try(post_new(shop_app->arena, &config)));
	ck_assert_int_eq(send_to("anne@mail.example"), POST_DONE);
	taken(&s, 1, "anne@mail.example clear out");
}
END_TEST

START_TEST(tls_is_taken_where_it_is_offered)
{
	struct mail_server s = server("starttls", NULL);

	config.mail_tls = "opportunistic";
	config.mail_ca_file = "";
	ck_assert_int_eq(send_to("anne@mail.example"), POST_DONE);
	taken(&s, 1, "anne@mail.example tls out");
}
END_TEST

START_TEST(a_server_that_nobody_vouches_for_gets_nothing)
{
	struct mail_server s = server("starttls", ACCOUNT);

	config.mail_ca_file = "";
	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	says("certificate");
	config.mail_ca_file = arena_printf(shop_app->arena, "%s/cert.pem", s.folder);
	config.mail = arena_printf(shop_app->arena, "smtp://127.0.0.1:%d", s.port);
	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	ck_assert_ptr_null(mail_server_taken(shop_app->arena, &s, 1));
}
END_TEST

START_TEST(a_wrong_password_is_about_us)
{
	server("starttls", ACCOUNT);
	password("guess");
	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	says("535");
	said = post_try(post_new(shop_app->arena, &config));
	says("535");
	config.mail_user = "";
	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	says("530");
}
END_TEST

START_TEST(each_no_is_heard)
{
	static const struct {
		const char *recipient;
		enum post_outcome wanted;
		const char *why;
	} rows[] = {
		{ "gone@mail.example", POST_REFUSED, "550 5.1.1" },
		{ "full@mail.example", POST_LATER, "452 4.2.2 mailbox full" },
		{ "leave@mail.example", POST_AWAY, "421 4.3.2" },
		{ "spam@mail.example", POST_REFUSED, "554 5.7.1 not wanted" },
		{ "busy@mail.example", POST_LATER, "451 4.3.0" },
		{ "cut@mail.example", POST_AWAY, "mail server: " },
		{ "cut-data@mail.example", POST_AWAY, "mail server: " },
		{ "a@b>,<c@mail.example", POST_REFUSED, "not an e-mail address" },
		{ "a@mail.example\r\nDATA", POST_REFUSED, "not an e-mail address" },
	};
	struct mail_server s = server("starttls", ACCOUNT);
	struct post *p = post_new(shop_app->arena, &config);

	for (each_row(rows)) {
		check_int(row->recipient, send_by(p, row->recipient), row->wanted);
		says(row->why);
		/* whoever reads why may not see to whom */
		ck_assert_ptr_null(strstr(said, row->recipient));
	}
	ck_assert_int_eq(send_by(p, "anne@mail.example"), POST_DONE);
	taken(&s, 1, "anne@mail.example tls in");
	config.mail_from = "stranger@shop.example";
	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	says("553 5.7.1");
}
END_TEST

START_TEST(a_batch_has_one_connection)
{
	struct mail_server s = server("starttls", ACCOUNT);
	struct post *p = post_new(shop_app->arena, &config);
	char port[2][20];

	for (int i = 0; i < 2; i++) {
		const char *mail;
		ck_assert_int_eq(send_by(p, i ? "anne@mail.example" : "bo@mail.example"),
				 POST_DONE);
		mail = strstr(mail_server_taken(shop_app->arena, &s, i + 1), "in shop.example ");
		ck_assert_int_eq(sscanf(mail, "in shop.example %19[0-9]", port[i]), 1);
	}
	ck_assert_str_eq(port[0], port[1]);
}
END_TEST

static int64_t ms_since(struct instant then)
{
	return (instant_now().us - then.us) / 1000;
}

START_TEST(nobody_waits_for_ever)
{
	struct instant then;

	server("starttls", ACCOUNT);
	config.mail_timeout = 1;
	then = instant_now();
	ck_assert_int_eq(send_to("hang@mail.example"), POST_AWAY);
	says("timed out");
	address("smtp", mail_server_silent());
	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	says("timed out");
	ck_assert_ptr_nonnull(post_try(post_new(shop_app->arena, &config)));
	ck_assert_int_ge(ms_since(then), 3000);
	ck_assert_int_lt(ms_since(then), 15000);
	address("smtp", 1);
	ck_assert_int_eq(send_to("anne@mail.example"), POST_AWAY);
	says("connect");
}
END_TEST

/* ---- the outbox ---- */

static struct order *order_of(const char *phone, const char *email)
{
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft(phone, &want, 1);
	struct order_answer a;

	d.contact.email = email;
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	return a.order;
}

static int deliver(void)
{
	support_sql("UPDATE outbox SET run_at = '2020-01-01' WHERE state = 0");
	return notify_deliver(&shop, 20);
}

static void row_is(const char *recipient, int state, int tries, const char *why)
{
	char sql[300];

	snprintf(sql, sizeof sql,
		 "SELECT COUNT(*) FROM outbox WHERE recipient = '%s' AND state = %d AND tries = %d "
		 "AND COALESCE(last_error, '') LIKE '%s'",
		 recipient, state, tries, why);
	ck_assert_msg(support_number(sql) == 1, "%s", sql);
}

START_TEST(one_that_is_refused_does_not_stop_the_rest)
{
	struct mail_server s = server("starttls", ACCOUNT);

	shop_goods("A", 10, false);
	order_of("13800000001", "gone@mail.example");
	order_of("13800000002", "full@mail.example");
	order_of("13800000003", "anne@mail.example");
	ck_assert_int_eq(deliver(), 3);
	row_is("gone@mail.example", OUTBOX_FAILED, 1, "550 5.1.1%");
	row_is("full@mail.example", OUTBOX_WAITING, 1, "452 4.2.2 mailbox full");
	row_is("anne@mail.example", OUTBOX_SENT, 1, "");
	taken(&s, 1, "Subject: ");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 0 AND run_at > "
					"'2020-01-01'"),
			 1);
	ck_assert_int_eq(deliver(), 1);
	row_is("full@mail.example", OUTBOX_WAITING, 2, "452%");
}
END_TEST

START_TEST(while_the_server_is_away_one_asks_for_all)
{
	struct mail_server s = server("starttls", ACCOUNT);

	shop_goods("A", 10, false);
	for (int i = 0; i < 3; i++)
		order_of(arena_printf(shop_app->arena, "1380000000%d", i),
			 arena_printf(shop_app->arena, "anne%d@mail.example", i));
	address("smtp", 1);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 0 AND tries = 0 "
					"AND last_error IS NULL AND run_at > '2020-01-01'"),
			 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 0 AND tries = 1 "
					"AND last_error IS NOT NULL"),
			 1);
	address("smtp", s.port);
	ck_assert_int_eq(deliver(), 3);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 2"), 3);
}
END_TEST

START_TEST(a_password_that_cannot_be_read_keeps_mail_waiting)
{
	server("starttls", ACCOUNT);
	shop_goods("A", 10, false);
	order_of("13800000001", "anne@mail.example");
	order_of("13800000002", "bo@mail.example");
	ck_assert_int_eq(chmod(config.mail_password_file, 0644), 0);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 0 AND "
					"last_error LIKE '%others may read this secret%'"),
			 1);
	ck_assert_int_eq(chmod(config.mail_password_file, 0400), 0);
	ck_assert_int_eq(deliver(), 2);
}
END_TEST

/* Another worker may have it by the time its turn comes. */
START_TEST(a_message_whose_lease_went_is_left_alone)
{
	uint8_t token[16] = { 1 }, other[16] = { 2 };
	struct message *all;
	size_t n;

	shop_goods("A", 10, false);
	order_of("13800000001", "anne@mail.example");
	support_sql("UPDATE outbox SET run_at = '2020-01-01'");
	all = outbox_claim(&shop, token, 20, &n);
	ck_assert_uint_eq(n, 1);
	support_sql("UPDATE outbox SET lease_until = '2020-01-01'");
	ck_assert(outbox_keep(&shop, &all[0], token));
	ck_assert_int_eq(outbox_reap(&shop), 0);
	support_sql("UPDATE outbox SET lease_until = '2020-01-01'");
	ck_assert_int_eq(outbox_reap(&shop), 1);
	outbox_claim(&shop, other, 20, &n);
	ck_assert(!outbox_keep(&shop, &all[0], token));
}
END_TEST

Suite *notify_smtp_suite(void)
{
	Suite *s = suite_create("notify_smtp");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, mail_goes_over_tls_and_signed_in);
	tcase_add_test(tc, tls_may_begin_with_the_first_byte);
	tcase_add_test(tc, what_must_be_over_tls_is_not_sent_in_the_clear);
	tcase_add_test(tc, tls_is_taken_where_it_is_offered);
	tcase_add_test(tc, a_server_that_nobody_vouches_for_gets_nothing);
	tcase_add_test(tc, a_wrong_password_is_about_us);
	tcase_add_test(tc, each_no_is_heard);
	tcase_add_test(tc, a_batch_has_one_connection);
	tcase_add_test(tc, nobody_waits_for_ever);
	tcase_add_test(tc, one_that_is_refused_does_not_stop_the_rest);
	tcase_add_test(tc, while_the_server_is_away_one_asks_for_all);
	tcase_add_test(tc, a_password_that_cannot_be_read_keeps_mail_waiting);
	tcase_add_test(tc, a_message_whose_lease_went_is_left_alone);
	suite_add_tcase(s, tc);
	return s;
}
