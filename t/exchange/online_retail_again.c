/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports done twice, broken off, two at once, and of files that overlap: the books end the same.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/rows.h"
#include "exchange/import.h"

START_TEST(the_same_file_twice_changes_nothing)
{
	struct import_report first = import_file(NULL), second;
	const char *books = import_books();

	second = import_file(NULL);
	ck_assert(second.was_done);
	ck_assert_mem_eq(second.part, first.part, sizeof first.part);
	ck_assert_int_eq(second.guests, first.guests);
	ck_assert_str_eq(import_books(), books);
}
END_TEST

/* Also when nobody remembers the run: each document is booked once. */
START_TEST(documents_are_known_by_their_references)
{
	struct import_report first = import_file(NULL), second;
	const char *books = import_books();

	support_sql("DELETE FROM import_run");
	second = import_file(NULL);
	ck_assert(!second.was_done);
	ck_assert_int_eq(second.part[IMPORT_KNOWN].documents, 279);
	ck_assert_int_eq(second.part[IMPORT_KNOWN].lines, 2000);
	ck_assert_int_eq(second.part[IMPORT_ORDERS].documents, 0);
	ck_assert_mem_eq(&second.total, &first.total, sizeof first.total);
	ck_assert_int_eq(second.guests, 0);
	ck_assert_str_eq(import_books(), books);
	import_verify();
}
END_TEST

/* ---- broken off ---- */

static void die_behind(void *arg, enum import_phase phase, uint64_t done, uint64_t total)
{
	const uint64_t *lines = arg;

	(void)total;
	if (phase == IMPORT_BOOKING && done >= *lines)
		raise(SIGKILL);
}

/* An import in a process and on a connection of its own. */
static pid_t begin(struct import_watch watch)
{
	pid_t pid = fork();

	if (pid == 0) {
		struct import_report r;

		import_app = support_app_again(import_app);
		_exit(import_try(import_quirks(), &watch, &r) ? 1 : 0);
	}
	return pid;
}

static int end(pid_t pid)
{
	int status;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/* How the books look when nothing happens. */
static const char *quiet_books(struct import_report *r)
{
	const char *books;

	*r = import_file(NULL);
	books = import_books();
	support_empty();
	return books;
}

static const uint64_t killed_at[] = { 0, 1, 700, 1800 };

START_TEST(killed_between_two_batches_it_goes_on)
{
	uint64_t lines = killed_at[_i];
	struct import_report quiet, r;
	const char *books = quiet_books(&quiet);

	ck_assert_int_eq(end(begin((struct import_watch){
				 .moved = die_behind, .arg = &lines, .batch_lines = 100 })),
			 -SIGKILL);
	ck_assert_str_ne(import_books(), books);
	r = import_file(NULL);
	ck_assert_uint_ge(r.lines_before, lines);
	ck_assert(!r.was_done);
	ck_assert_mem_eq(r.part, quiet.part, sizeof r.part);
	ck_assert_int_eq(r.guests, quiet.guests);
	ck_assert_str_eq(import_books(), books);
	import_verify();
}
END_TEST

/* However fast the machine is, 200 batches of 10 lines take a second. */
static void take_time(void *arg, enum import_phase phase, uint64_t done, uint64_t total)
{
	(void)arg;
	(void)done;
	(void)total;
	if (phase == IMPORT_BOOKING)
		usleep(5000);
}

/* Somewhere, again and again, until it is through. */
START_TEST(killed_anywhere_it_goes_on)
{
	struct import_report quiet;
	const char *books = quiet_books(&quiet);
	int killed = 0;

	for (unsigned ms = 30;; ms += 40) {
		pid_t pid = begin((struct import_watch){ .moved = take_time, .batch_lines = 10 });
		int status;

		usleep(ms * 1000);
		kill(pid, SIGKILL);
		status = end(pid);
		if (status == 0)
			break;
		ck_assert_int_eq(status, -SIGKILL);
		killed++;
	}
	ck_assert_int_ge(killed, 3);
	ck_assert_str_eq(import_books(), books);
	ck_assert_mem_eq(import_file(NULL).part, quiet.part, sizeof quiet.part);
	import_verify();
}
END_TEST

START_TEST(of_two_at_once_one_does_it)
{
	struct import_report quiet, r;
	const char *books = quiet_books(&quiet), *failure;
	struct import_watch small = { .batch_lines = 50 };
	pid_t other = begin(small);

	failure = import_try(import_quirks(), &small, &r);
	if (end(other) != 0)
		ck_assert_ptr_null(failure);
	else if (failure)
		ck_assert_str_eq(failure, "another import of this file is at work");
	ck_assert(import_file(NULL).was_done);
	ck_assert_str_eq(import_books(), books);
	import_verify();
}
END_TEST

static void another_moves_on(void *arg, enum import_phase phase, uint64_t done, uint64_t total)
{
	(void)arg;
	(void)total;
	if (phase == IMPORT_BOOKING && done > 500)
		support_sql("UPDATE import_run SET lines_done = lines_done + 1");
}

START_TEST(whoever_is_overtaken_stops)
{
	struct import_report r;
	struct import_watch watch = { .moved = another_moves_on, .batch_lines = 100 };

	ck_assert_str_eq(import_try(import_quirks(), &watch, &r),
			 "another import of this file is at work");
	import_verify();
}
END_TEST

/* ---- files that overlap ---- */

#define LATER_FILE                                                                                 \
	"100001,40001A,LAMP,5,2015-01-05 09:00:00,2.5,1,France\n"                                  \
	"C100002,40002,VASE,-2,2015-01-06 09:00:00,4,1,France\n"                                   \
	"100003,40003,,-9,2015-01-07 09:00:00,0,,France\n"                                         \
	"A100004,B,Adjust,1,2015-01-08 09:00:00,3,,France\n"
#define MORE                                                                                       \
	"100000,40002,VASE,3,2015-01-02 09:00:00,4,1,France\n"                                     \
	"C100005,40001a,LAMP,-1,2015-01-09 09:00:00,2.5,1,France\n"                                \
	"100006,40001A,LAMP,1,2015-01-09 10:00:00,2.5,,France\n"                                   \
	"100007,40003,,-1,2015-01-09 11:00:00,0,,France\n"

static int64_t order_of(const char *credit)
{
	return support_number(arena_printf(
		import_app->arena,
		"SELECT o.source_ref FROM credit_entry c JOIN orders o ON o.id = c.order_id "
		"WHERE c.source_ref = '%s'",
		credit));
}

START_TEST(a_larger_file_adds_what_is_new)
{
	struct import_report r = import_text(IMPORT_HEAD LATER_FILE, NULL);

	ck_assert_int_eq(r.part[IMPORT_LOOSE_CREDITS].documents, 1);
	r = import_text(IMPORT_HEAD LATER_FILE MORE, NULL);
	ck_assert_int_eq(r.part[IMPORT_KNOWN].documents, 4);
	ck_assert_int_eq(r.part[IMPORT_ORDERS].documents, 2);
	ck_assert_int_eq(r.part[IMPORT_CREDITS].documents, 1);
	ck_assert_int_eq(r.part[IMPORT_WRITE_OFFS].documents, 1);
	ck_assert_int_eq(r.guests, 1);
	/* Its sale is known now; it was booked without, and stays so. */
	ck_assert_int_eq(order_of("C100002"), 0);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM credit_entry WHERE source_ref = 'C100002'"),
			 1);
	/* A new credit of a known order. */
	ck_assert_int_eq(order_of("C100005"), 100001);
	ck_assert_int_eq(support_number(
				 "SELECT credited_amount FROM orders WHERE source_ref = '100001'"),
			 250);
	import_verify();
	ck_assert(import_text(IMPORT_HEAD LATER_FILE MORE, NULL).was_done);
}
END_TEST

#define SALE(lines)   "100001,40001,LAMP,5,2015-01-05 09:00:00,2.5,1,France\n" lines
#define CREDIT(lines) "C100002,40001,LAMP,-1,2015-01-06 09:00:00,2.5,1,France\n" lines

/* A file cut off between two lines of a document books the half of it: the whole one says so. */
START_TEST(known_documents_with_other_lines_are_told_of)
{
	struct import_report r = import_text(IMPORT_HEAD SALE("") CREDIT(""), NULL);
	const char *books;

	ck_assert_int_eq(r.changed, 0);
	r = import_text(IMPORT_HEAD SALE("")
				CREDIT("") "100003,1,X,1,2015-01-07 09:00:00,1,1,France\n",
			NULL);
	ck_assert_int_eq(r.changed, 0);
	books = import_books();
	r = import_text(IMPORT_HEAD SALE("100001,40001,LAMP,2,2015-01-05 09:00:00,0,1,France\n")
				CREDIT("C100002,40001,LAMP,-1,2015-01-06 09:00:00,2.5,1,France\n"),
			NULL);
	ck_assert_int_eq(r.changed, 2);
	ck_assert(strstr(r.changed_refs, "100001") && strstr(r.changed_refs, "C100002"));
	ck_assert_str_eq(import_books(), books);
	r = import_text(IMPORT_HEAD SALE("100001,40001,LAMP,2,2015-01-05 09:00:00,0,1,France\n")
				CREDIT("C100002,40001,LAMP,-1,2015-01-06 09:00:00,2.5,1,France\n"),
			NULL);
	ck_assert(r.was_done && r.changed == 2);
	import_verify();
}
END_TEST

/* A person has done something to the order since: then the credit names none. */
START_TEST(an_order_that_takes_no_credit_gets_none)
{
	import_text(IMPORT_HEAD LATER_FILE, NULL);
	support_sql("UPDATE orders SET decision = 4 WHERE source_ref = '100001'");
	import_text(IMPORT_HEAD LATER_FILE MORE, NULL);
	ck_assert_int_eq(order_of("C100005"), 0);
	ck_assert_int_eq(support_number(
				 "SELECT amount FROM credit_entry WHERE source_ref = 'C100005'"),
			 250);
}
END_TEST

Suite *exchange_online_retail_again_suite(void)
{
	Suite *s = suite_create("exchange_online_retail_again");
	TCase *t = tcase_create("again");

	tcase_set_timeout(t, 180);
	tcase_add_checked_fixture(t, import_setup, import_teardown);
	tcase_add_test(t, the_same_file_twice_changes_nothing);
	tcase_add_test(t, documents_are_known_by_their_references);
	tcase_add_loop_test(t, killed_between_two_batches_it_goes_on, 0, (int)count_of(killed_at));
	tcase_add_test(t, killed_anywhere_it_goes_on);
	tcase_add_test(t, of_two_at_once_one_does_it);
	tcase_add_test(t, whoever_is_overtaken_stops);
	tcase_add_test(t, a_larger_file_adds_what_is_new);
	tcase_add_test(t, known_documents_with_other_lines_are_told_of);
	tcase_add_test(t, an_order_that_takes_no_credit_gets_none);
	suite_add_tcase(s, t);
	return s;
}
