/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the log: each line is one JSON object, whatever it is given. */
#include "base/log.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/json.h"
#include "base/rows.h"

static struct arena *a;
static FILE *lines;

/* Standard error goes to a file; the test runs in a process of its own. */
static void set_up(void)
{
	a = arena_new();
	arena_install_cjson();
	arena_use_for_cjson(a);
	lines = tmpfile();
	ck_assert_ptr_nonnull(lines);
	ck_assert_int_ge(dup2(fileno(lines), STDERR_FILENO), 0);
}

static void tear_down(void)
{
	fclose(lines);
	arena_free(a);
}

/* The one line written since the last call. */
static char *take_line(void)
{
	static char line[8192];
	size_t len;

	rewind(lines);
	len = fread(line, 1, sizeof line - 1, lines);
	line[len] = '\0';
	ck_assert_int_eq(ftruncate(fileno(lines), 0), 0);
	rewind(lines);
	ck_assert_uint_gt(len, 0);
	ck_assert_uint_le(len, 4096);
	ck_assert_ptr_eq(strchr(line, '\n'), line + len - 1);
	return line;
}

static const cJSON *take(void)
{
	char *line = take_line();
	size_t at = 0;
	cJSON *tree;

	ck_assert_msg(json_parse(a, line, strlen(line), &tree, &at) == JSON_OK, "at %zu: %s", at,
		      line);
	return tree;
}

START_TEST(line_is_an_object)
{
	const cJSON *tree;
	struct instant t;

	log_event(LOG_WARN_LEVEL, "request", LOG_TEXT("id", "7f3a"), LOG_INT("status", 503),
		  LOG_TEXT("none", (const char *)NULL), LOG_INT("least", INT32_MIN));
	tree = take();
	ck_assert_str_eq(json_get_text(tree, "level"), "warn");
	ck_assert_str_eq(json_get_text(tree, "message"), "request");
	ck_assert_str_eq(json_get_text(tree, "id"), "7f3a");
	ck_assert_int_eq(json_get_int(tree, "status"), 503);
	ck_assert_str_eq(json_get_text(tree, "none"), "");
	ck_assert_int_eq(json_get_int(tree, "least"), INT32_MIN);
	ck_assert(instant_parse(json_get_text(tree, "time"), &t));
	ck_assert_int_lt(instant_now().us - t.us, 60 * INSTANT_SECOND);
}
END_TEST

START_TEST(plain_messages_have_their_level)
{
	log_info("%s started", "worker");
	ck_assert_str_eq(json_get_text(take(), "level"), "info");
	log_warn("x");
	ck_assert_str_eq(json_get_text(take(), "level"), "warn");
	log_error("code %d", 7);
	ck_assert_str_eq(json_get_text(take(), "message"), "code 7");
	log_line(LOG_DEBUG_LEVEL, "y", NULL, 0);
	ck_assert_str_eq(json_get_text(take(), "level"), "debug");
}
END_TEST

START_TEST(no_text_breaks_the_line)
{
	static const struct {
		const char *name, *given, *wanted;
	} rows[] = {
		{ "newline", "a\nb\r\n{\"level\":\"forged\"}", "a\nb\r\n{\"level\":\"forged\"}" },
		{ "quotes", "\"\\", "\"\\" },
		{ "control", "\x1b[31m\x7f\x01", "\x1b[31m\x7f\x01" },
		{ "chinese", "林雨晴", "林雨晴" },
		{ "broken",
		  "a\xff"
		  "b\xe4\xb8",
		  "a\ufffd"
		  "b\ufffd\ufffd" },
	};

	for (each_row(rows)) {
		log_event(LOG_INFO_LEVEL, row->given, LOG_TEXT("value", row->given));
		check_text(row->name, json_get_text(take(), "value"), row->wanted);
		log_info("%s", row->given);
		check_text(row->name, json_get_text(take(), "message"), row->wanted);
	}
}
END_TEST

/* Around the size of a line, with characters of each width and escape. */
START_TEST(long_texts_are_cut)
{
	static const char *const units[] = { "x", "\n", "\"", "中", "\xff", "\U0001F600" };
	char *text = malloc(20000);

	for (size_t u = 0; u < count_of(units); u++) {
		size_t width = strlen(units[u]);

		for (size_t n = 500; n < 5000; n = n < 3900 ? n + 200 : n + 7) {
			for (size_t i = 0; i < n; i++)
				memcpy(text + i * width, units[u], width);
			text[n * width] = '\0';
			log_event(LOG_INFO_LEVEL, "long", LOG_TEXT("value", text),
				  LOG_INT("after", 1), LOG_TEXT(text, "name"));
			ck_assert_ptr_nonnull(json_get_text(take(), "value"));
			arena_reset(a);
		}
	}
	log_info("%s", text);
	take();
	free(text);
}
END_TEST

Suite *base_log_suite(void)
{
	Suite *s = suite_create("base_log");
	TCase *t = tcase_create("log");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, line_is_an_object);
	tcase_add_test(t, plain_messages_have_their_level);
	tcase_add_test(t, no_text_breaks_the_line);
	tcase_add_test(t, long_texts_are_cut);
	suite_add_tcase(s, t);
	return s;
}
