/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, counts, countries and the words of progress. */
#include <stdlib.h>
#include "base/rows.h"
#include "exchange/country.h"
#include "exchange/names.h"
#include "exchange/progress.h"

START_TEST(names_keep_their_numbers)
{
	struct arena *a = arena_new();
	struct names *v = names_new(a);
	char text[32];

	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 5000; i++) {
			snprintf(text, sizeof text, "name %u", i);
			require(names_add_text(v, text) == i);
		}
	}
	ck_assert_uint_eq(names_count(v), 5000);
	ck_assert_str_eq(names_text(v, 4711), "name 4711");
	ck_assert_uint_eq(names_find(v, "name 17", 7), 17);
	ck_assert_uint_eq(names_find(v, "name 17", 6), 1);
	ck_assert_uint_eq(names_find(v, "nobody", 6), NAME_NONE);
	/* Bytes, not only text. */
	ck_assert_uint_eq(names_add(v, "a\0b", 3), 5000);
	ck_assert_uint_eq(names_add(v, "a\0c", 3), 5001);
	ck_assert_uint_eq(names_add(v, "", 0), 5002);
	ck_assert_mem_eq(names_text(v, 5000), "a\0b", 4);
	arena_free(a);
}
END_TEST

START_TEST(the_most_frequent_value_wins)
{
	struct arena *a = arena_new();
	struct tally *t = tally_new(a);
	uint32_t best[4];

	tally_add(t, 0, 7);
	tally_add(t, 0, 8);
	tally_add(t, 0, 8);
	/* Of equals the first. */
	tally_add(t, 1, 5);
	tally_add(t, 1, 4);
	tally_add(t, 1, 4);
	tally_add(t, 1, 5);
	for (uint32_t i = 0; i < 3000; i++)
		tally_add(t, 3, i % 1000 + (i % 3 == 0 ? 0 : i));
	tally_best(t, best, 4);
	ck_assert_uint_eq(best[0], 8);
	ck_assert_uint_eq(best[1], 5);
	ck_assert_uint_eq(best[2], NAME_NONE);
	ck_assert_uint_ne(best[3], NAME_NONE);
	arena_free(a);
}
END_TEST

static const struct {
	const char *name, *given, *code;
	bool keep_name;
} countries[] = {
	{ "plain", "United Kingdom", "GB", false },
	{ "its_own_name", "EIRE", "IE", false },
	{ "case_does_not_count", "rsa", "ZA", false },
	{ "not_said", "Unspecified", "ZZ", false },
	{ "wider_than_a_country", "European Community", "EU", true },
	{ "two_together", "Channel Islands", "ZZ", true },
	{ "none_we_know", "Atlantis", NULL, false },
	{ "empty", "", NULL, false },
};

START_TEST(countries_have_codes)
{
	const struct country *c = country_find(countries[_i].given);

	check_text(countries[_i].name, c ? c->code : NULL, countries[_i].code);
	check_int(countries[_i].name, c && c->keep_name, countries[_i].keep_name);
}
END_TEST

static const struct {
	const char *name;
	uint64_t begun_at, total, done;
	int64_t elapsed;
	const char *wanted;
} lines[] = {
	{ "at_the_start", 0, 1000, 0, 0, "booking 0 of 1,000 lines, 0 %, 0/s" },
	{ "half", 0, 1000, 500, 5000000, "booking 500 of 1,000 lines, 50 %, 100/s, 0:05 left" },
	{ "what_was_done_before_is_no_rate", 400, 1000, 500, 1000000,
	  "booking 500 of 1,000 lines, 50 %, 100/s, 0:05 left" },
	{ "minutes", 0, 1234567, 1000, 1000000,
	  "booking 1,000 of 1,234,567 lines, 0 %, 1,000/s, 20:33 left" },
	{ "hours", 0, 10000000, 1000, 1000000,
	  "booking 1,000 of 10,000,000 lines, 0 %, 1,000/s, 2:46:39 left" },
	{ "at_the_end", 0, 1000, 1000, 10000000, "booking 1,000 of 1,000 lines, 100 %, 100/s" },
	{ "no_total", 0, 0, 1000, 10000000, "booking 1,000 lines, 100/s" },
};

START_TEST(progress_says_how_far_how_fast_how_long)
{
	struct progress p = { .what = "booking",
			      .unit = "lines",
			      .total = lines[_i].total,
			      .begun_at = lines[_i].begun_at };
	char out[200];

	progress_line(&p, lines[_i].done, lines[_i].elapsed, out, sizeof out);
	check_text(lines[_i].name, out, lines[_i].wanted);
}
END_TEST

START_TEST(progress_speaks_now_and_then)
{
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	struct progress p = { .to = f, .what = "booking", .unit = "lines", .total = 10 };

	progress_move(&p, 1, 4999999);
	fflush(f);
	ck_assert_uint_eq(size, 0);
	progress_move(&p, 2, 5000000);
	progress_move(&p, 3, 5000001);
	progress_end(&p, 10, 6000000);
	fclose(f);
	ck_assert_str_eq(text,
			 "booking 2 of 10 lines, 20 %, 0/s\nbooking 10 of 10 lines, 100 %, 1/s\n");
	free(text);
	f = open_memstream(&text, &size);
	p = (struct progress){
		.to = f, .terminal = true, .what = "booking", .unit = "lines", .total = 10
	};
	progress_move(&p, 1, 200000);
	progress_end(&p, 10, 300000);
	fclose(f);
	ck_assert_str_eq(text, "\rbooking 1 of 10 lines, 10 %, 5/s, 0:01 left\033[K\rbooking 10 of "
			       "10 lines, 100 %, 33/s\033[K\n");
	free(text);
}
END_TEST

static const struct {
	int64_t given;
	const char *wanted;
} numbers[] = { { 0, "0" },
		{ 999, "999" },
		{ 1000, "1,000" },
		{ -1234567, "-1,234,567" },
		{ INT64_MIN, "-9,223,372,036,854,775,808" } };

START_TEST(numbers_are_grouped)
{
	char out[32];

	progress_number(numbers[_i].given, out, sizeof out);
	ck_assert_str_eq(out, numbers[_i].wanted);
}
END_TEST

Suite *exchange_words_suite(void)
{
	Suite *s = suite_create("exchange_words");
	TCase *t = tcase_create("words");

	tcase_add_test(t, names_keep_their_numbers);
	tcase_add_test(t, the_most_frequent_value_wins);
	tcase_add_loop_test(t, countries_have_codes, 0, (int)count_of(countries));
	tcase_add_loop_test(t, progress_says_how_far_how_fast_how_long, 0, (int)count_of(lines));
	tcase_add_test(t, progress_speaks_now_and_then);
	tcase_add_loop_test(t, numbers_are_grouped, 0, (int)count_of(numbers));
	suite_add_tcase(s, t);
	return s;
}
