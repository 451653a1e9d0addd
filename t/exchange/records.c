/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records with their lines; what is broken is named and costs itself alone. */
#include "exchange/records.h"
#include <sys/mman.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/rows.h"

static struct arena *a;

static void setup(void)
{
	a = arena_new();
}

static void teardown(void)
{
	arena_free(a);
}

static struct records *open_bytes(const void *p, size_t len)
{
	int fd = memfd_create("records", MFD_CLOEXEC);

	ck_assert_int_eq(write(fd, p, len), (ssize_t)len);
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	return records_open(a, fd);
}

/* "1:a|b 2!empty[]": line, fields or the reason with the head. */
static const char *tell(const char *text)
{
	struct records *r = open_bytes(text, strlen(text));
	struct record *rec = arena_new_of(a, struct record);
	struct buf b;

	buf_init(&b, a);
	for (;;) {
		enum record_answer answer = records_next(r, rec);

		if (answer == RECORD_END)
			return b.p;
		if (b.len)
			buf_addch(&b, ' ');
		buf_addi(&b, (int64_t)rec->line);
		if (answer == RECORD_BAD) {
			buf_addf(&b, "!%s[%s]", rec->why, rec->head);
			continue;
		}
		for (size_t i = 0; i < rec->n; i++) {
			buf_addch(&b, i ? '|' : ':');
			buf_add(&b, rec->field[i], rec->len[i]);
		}
	}
}

static const struct {
	const char *name, *given, *wanted;
} rows[] = {
	{ "nothing", "", "" },
	{ "one_line", "a,b\n", "1:a|b" },
	{ "the_last_line_may_lack_its_end", "a,b\nc,d", "1:a|b 2:c|d" },
	{ "crlf_ends_a_line_too", "a,b\r\nc,d\r\n", "1:a|b 2:c|d" },
	{ "empty_fields", ",,\n", "1:||" },
	{ "blanks_are_kept", " a , b\n", "1: a | b" },
	{ "quotes_hold_commas_and_quotes", "\"a,\"\"b\"\"\",c\n", "1:a,\"b\"|c" },
	{ "a_quoted_field_may_go_over_lines", "\"a\nb\",c\nd,e\n", "1:a\nb|c 3:d|e" },
	{ "a_mark_at_the_start_is_skipped", "\xef\xbb\xbf\"a\",b\n", "1:a|b" },
	{ "only_at_the_start", "a\n\xef\xbb\xbf\n", "1:a 2:\xef\xbb\xbf" },
	{ "an_empty_line_is_told", "a\n\nb\n\r\n", "1:a 2!empty[] 3:b 4!empty[]" },
	{ "a_quote_within_a_field", "x,a\"b\ny,c\n", "1!its quotes are not in order[x] 2:y|c" },
	{ "letters_behind_a_quote", "\"x\",\"a\"b\ny,c\n",
	  "1!its quotes are not in order[x] 2:y|c" },
	{ "an_open_quote_takes_no_line_with_it", "1,\"a\n2,b\n3,c\n",
	  "1!a quote is never closed[1] 2:2|b 3:3|c" },
	{ "an_open_quote_before_a_quoted_field", "1,\"a\n2,\"b\"\n3,c\n",
	  "1!its quotes are not in order[1] 2:2|b 3:3|c" },
	{ "not_utf_8", "1,caf\xe9\n2,ok\n", "1!not UTF-8[1] 2:2|ok" },
	{ "a_control_character", "1,a\033b\n2,ok\n", "1!a control character[1] 2:2|ok" },
	{ "a_carriage_return_alone", "1,a\rb\n2,ok\n", "1!a control character[1] 2:2|ok" },
};

START_TEST(lines_become_records)
{
	check_text(rows[_i].name, tell(rows[_i].given), rows[_i].wanted);
}
END_TEST

START_TEST(a_nul_is_a_control_character)
{
	struct records *r = open_bytes("1,a\0b\n", 6);
	struct record *rec = arena_new_of(a, struct record);

	ck_assert_int_eq(records_next(r, rec), RECORD_BAD);
	ck_assert_str_eq(rec->why, "a control character");
	ck_assert_int_eq(records_next(r, rec), RECORD_END);
}
END_TEST

START_TEST(a_refused_record_gives_up_its_first_line_alone)
{
	static const char text[] = "1,\"a\n2,b\n3,c\",d\n4,e\n";
	struct records *r = open_bytes(text, sizeof text - 1);
	struct record *rec = arena_new_of(a, struct record);

	ck_assert_int_eq(records_next(r, rec), RECORD_READ);
	ck_assert_uint_eq(rec->n, 3);
	records_refuse(r);
	ck_assert_int_eq(records_next(r, rec), RECORD_READ);
	ck_assert_uint_eq(rec->line, 2);
	ck_assert_str_eq(rec->field[1], "b");
	ck_assert_int_eq(records_next(r, rec), RECORD_BAD);
	ck_assert_uint_eq(rec->line, 3);
	ck_assert_int_eq(records_next(r, rec), RECORD_READ);
	ck_assert_uint_eq(rec->line, 4);
	ck_assert_int_eq(records_next(r, rec), RECORD_END);
}
END_TEST

/* Over the edges of the buffer, and lines longer than any record may be. */
START_TEST(long_lines_are_refused_and_the_rest_is_read)
{
	struct buf b;
	struct records *r;
	struct record *rec = arena_new_of(a, struct record);
	uint64_t line = 0;
	size_t bad = 0;

	buf_init(&b, a);
	for (int i = 0; i < 300; i++) {
		size_t len = (size_t)(i % 100 == 99 ? 200000 : i * 7);
		buf_addf(&b, "%d,\"", i);
		for (size_t k = 0; k < len; k++)
			buf_addch(&b, k % 80 == 79 ? ',' : 'x');
		buf_adds(&b, "\",end\n");
	}
	r = open_bytes(b.p, b.len);
	for (;;) {
		enum record_answer answer = records_next(r, rec);
		if (answer == RECORD_END)
			break;
		require(rec->line == ++line);
		bad += answer == RECORD_BAD;
		require(answer == RECORD_BAD || !strcmp(rec->field[2], "end"));
	}
	ck_assert_uint_eq(line, 300);
	ck_assert_uint_eq(bad, 3);
	ck_assert_uint_eq(records_bytes(r), b.len);
}
END_TEST

START_TEST(too_many_fields_are_refused)
{
	char text[RECORD_FIELDS_MAX + 16] = "1";

	memset(text + 1, ',', RECORD_FIELDS_MAX);
	strcpy(text + 1 + RECORD_FIELDS_MAX, "\n2,b\n");
	ck_assert_str_eq(tell(text), "1!too many fields[1] 2:2|b");
}
END_TEST

START_TEST(the_hash_is_of_every_byte)
{
	static const char text[] = "a,b\n\n\"c\nd";
	struct records *r = open_bytes(text, sizeof text - 1);
	struct record *rec = arena_new_of(a, struct record);
	uint8_t got[SECRET_HASH_BYTES], wanted[SECRET_HASH_BYTES];

	while (records_next(r, rec) != RECORD_END)
		;
	records_hash(r, got);
	secret_hash(text, sizeof text - 1, wanted);
	ck_assert_mem_eq(got, wanted, sizeof got);
}
END_TEST

START_TEST(a_pipe_that_trickles_is_read_as_a_file_is)
{
	struct records *r;
	struct record *rec = arena_new_of(a, struct record);
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	if (fork() == 0) {
		const char *text = "\xef\xbb\xbf"
				   "a,\"b\r\nc\"\r\nd,e";

		for (; *text; text++) {
			if (write(fd[1], text, 1) != 1)
				_exit(1);
			usleep(500);
		}
		_exit(0);
	}
	close(fd[1]);
	r = records_open(a, fd[0]);
	ck_assert_int_eq(records_next(r, rec), RECORD_READ);
	ck_assert_str_eq(rec->field[0], "a");
	ck_assert_str_eq(rec->field[1], "b\nc");
	ck_assert_int_eq(records_next(r, rec), RECORD_READ);
	ck_assert_uint_eq(rec->line, 3);
	ck_assert_str_eq(rec->field[1], "e");
	ck_assert_int_eq(records_next(r, rec), RECORD_END);
}
END_TEST

Suite *exchange_records_suite(void)
{
	Suite *s = suite_create("exchange_records");
	TCase *t = tcase_create("records");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, lines_become_records, 0, (int)count_of(rows));
	tcase_add_test(t, a_nul_is_a_control_character);
	tcase_add_test(t, a_refused_record_gives_up_its_first_line_alone);
	tcase_add_test(t, long_lines_are_refused_and_the_rest_is_read);
	tcase_add_test(t, too_many_fields_are_refused);
	tcase_add_test(t, the_hash_is_of_every_byte);
	tcase_add_test(t, a_pipe_that_trickles_is_read_as_a_file_is);
	suite_add_tcase(s, t);
	return s;
}
