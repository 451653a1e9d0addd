/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ids (always rising) and numbers (every slip caught). */
#include "base/ident.h"
#include "base/fail.h"
#include "base/rows.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static uint64_t next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return *state >> 16;
}

static struct instant at_ms(int64_t ms)
{
	return (struct instant){ (INT64_C(1577836800000) + ms) * 1000 };
}

START_TEST(ids_hold_time_node_and_counter)
{
	struct ident_source s;

	ident_init(&s, 1023);
	ck_assert_uint_eq(ident_next(&s, at_ms(5)), UINT64_C(5) << 22 | 1023 << 12);
	ck_assert_uint_eq(ident_next(&s, at_ms(5)), UINT64_C(5) << 22 | 1023 << 12 | 1);
	ck_assert_uint_eq(ident_next(&s, at_ms(6)), UINT64_C(6) << 22 | 1023 << 12);
}
END_TEST

START_TEST(ids_rise_whatever_the_clock_does)
{
	uint64_t last = 0, random = 1;
	int64_t ms = 1000000;
	struct ident_source s;

	ident_init(&s, 7);
	for (int i = 0; i < 200000; i++) {
		uint64_t id;

		if (next_random(&random) % 100 == 0)
			ms += (int64_t)(next_random(&random) % 20000) - 10000;
		id = ident_next(&s, at_ms(ms));
		require(id > last);
		require((id >> 12 & 1023) == 7);
		last = id;
	}
}
END_TEST

START_TEST(full_millisecond_borrows_the_next)
{
	struct ident_source s;
	uint64_t id = 0;

	ident_init(&s, 0);
	for (int i = 0; i < 4096; i++)
		id = ident_next(&s, at_ms(10));
	ck_assert_uint_eq(id, UINT64_C(10) << 22 | 4095);
	ck_assert_uint_eq(ident_next(&s, at_ms(10)), UINT64_C(11) << 22);
	ck_assert_uint_eq(ident_next(&s, at_ms(11)), UINT64_C(11) << 22 | 1);
}
END_TEST

START_TEST(two_nodes_never_make_the_same_id)
{
	struct ident_source a, b;

	ident_init(&a, 1);
	ident_init(&b, 2);
	for (int i = 0; i < 5000; i++)
		require(ident_next(&a, at_ms(3)) != ident_next(&b, at_ms(3)));
}
END_TEST

START_TEST(floors_bound_the_ids_of_their_time)
{
	struct ident_source s;
	uint64_t id;

	ident_init(&s, 0);
	id = ident_next(&s, at_ms(77));
	ck_assert_uint_ge(id, ident_floor(at_ms(77)));
	ck_assert_uint_lt(id, ident_floor(at_ms(78)));
	ck_assert_uint_eq(ident_floor((struct instant){ 0 }), 1);
	ck_assert_uint_eq(ident_floor(at_ms(0)), 1);
	/* 2010: a second after another, and before the ids of today. */
	ck_assert_uint_eq(ident_floor((struct instant){ 1291190761 * INSTANT_SECOND }) -
				  ident_floor((struct instant){ 1291190760 * INSTANT_SECOND }),
			  UINT64_C(1) << 23);
	ck_assert_uint_lt(ident_floor((struct instant){ 1577836799 * INSTANT_SECOND }),
			  ident_floor((struct instant){ 1763683200 * INSTANT_SECOND }));
	ident_init(&s, 0);
	ck_assert_uint_eq(ident_next(&s, (struct instant){ 0 }), UINT64_C(1) << 22);
}
END_TEST

static void init_with_a_large_node(void *unused)
{
	struct ident_source s;

	(void)unused;
	ident_init(&s, 1024);
}

static void ask_in_2090(void *unused)
{
	(void)unused;
	ident_floor((struct instant){ INT64_C(3786912000) * INSTANT_SECOND });
}

START_TEST(misuse_fails)
{
	struct failure f;

	ck_assert(!fail_run(init_with_a_large_node, NULL, &f));
	ck_assert(!fail_run(ask_in_2090, NULL, &f));
}
END_TEST

START_TEST(ids_are_parsed_strictly)
{
	static const struct {
		const char *name;
		uint64_t wanted; /* 0: refused */
	} rows[] = {
		{ "1", 1 },
		{ "42", 42 },
		{ "0", 0 },
		{ "", 0 },
		{ "007", 0 },
		{ "-1", 0 },
		{ "+1", 0 },
		{ " 1", 0 },
		{ "1 ", 0 },
		{ "1x", 0 },
		{ "0x10", 0 },
		{ "９", 0 },
		{ "9223372036854775807", INT64_MAX },
		{ "9223372036854775808", 0 },
		{ "9999999999999999999", 0 },
		{ "18446744073709551617", 0 },
	};

	for (each_row(rows)) {
		uint64_t id = 0;

		check_row(row, ident_parse(row->name, &id) == (row->wanted > 0));
		ck_assert_uint_eq(id, row->wanted);
	}
}
END_TEST

START_TEST(days_beyond_all_ids_are_behind_them)
{
	const struct instant eighty = { INT64_C(3471292800000000) }, /* 2080-01-01 */
		ninety = { INT64_C(3786912000000000) };              /* 2090-01-02 */

	ck_assert_uint_eq(ident_floor_day(eighty), ident_floor(eighty));
	ck_assert_uint_eq(ident_floor_day(ninety), INT64_MAX);
}
END_TEST

START_TEST(what_was_ticked_is_an_id_and_perhaps_its_version)
{
	static const struct {
		const char *text;
		uint64_t id; /* 0: it is none */
		int version;
	} ticks[] = {
		{ "12", 12, 0 },
		{ "12:3", 12, 3 },
		{ "12:0", 12, 0 },
		{ "12:", 0, 0 },
		{ ":3", 0, 0 },
		{ "12:x", 0, 0 },
		{ "12:3x", 0, 0 },
		{ "12:-1", 0, 0 },
		{ "12:2147483647", 0, 0 },
		{ "x:3", 0, 0 },
		{ "", 0, 0 },
		{ "9223372036854775807:1", INT64_MAX, 1 },
		{ "000000000000000000000000000012:1", 0, 0 },
	};

	for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
		uint64_t id = 0;
		int version = -1;

		ck_assert_msg(ident_parse_seen(ticks[i].text, &id, &version) == (ticks[i].id > 0),
			      "%s", ticks[i].text);
		if (ticks[i].id == 0)
			continue;
		ck_assert_uint_eq(id, ticks[i].id);
		ck_assert_int_eq(version, ticks[i].version);
	}
}
END_TEST

START_TEST(numbers_have_their_form)
{
	char out[IDENT_NUMBER_SIZE];

	ident_number('R', 0, out);
	ck_assert_str_eq(out, "R-0000-0000");
	ident_number('C', 1, out);
	ck_assert_str_eq(out, "C-0000-0012");
	ident_number('R', UINT64_MAX, out);
	ck_assert_uint_eq(strlen(out), IDENT_NUMBER_SIZE - 1);
	ck_assert_int_eq(strncmp(out, "R-ZZZZ-ZZZ", 10), 0);
}
END_TEST

START_TEST(typed_numbers_are_folded)
{
	static const struct {
		const char *name;
		char prefix;
		const char *wanted;
	} rows[] = {
		{ "R-7K3M-92Q5", 'R', "R-7K3M-92Q5" },
		{ "r-7k3m-92q5", 'R', "R-7K3M-92Q5" },
		{ "7K3M92Q5", 'R', "R-7K3M-92Q5" },
		{ " 7k3m 92q5 ", 'R', "R-7K3M-92Q5" },
		{ "R7K3M92Q5", 'R', "R-7K3M-92Q5" },
		{ "R - 7 K 3 M - 9 2 Q 5", 'R', "R-7K3M-92Q5" },
		{ "Ｒ－７Ｋ３Ｍ－９２ｑ５", 'R', "R-7K3M-92Q5" },
		{ "R—7K3M–92Q5", 'R', "R-7K3M-92Q5" },
		{ "7K3M　92Q5", 'R', "R-7K3M-92Q5" },
		{ "C-7K3M-92Q5", 'C', "C-7K3M-92Q5" },
		{ "C-7K3M-92Q5", 'R', NULL },
		{ "R-7K3M-92QF", 'R', NULL },
		{ "R-7K3M-92QS", 'R', NULL },
		{ "o-0oO0", 'R', NULL },
		{ "oooooooo", 'R', "R-0000-0000" },
		{ "OOOO-OOI2", 'R', "R-0000-0012" },
		{ "0000 0012", 'R', "R-0000-0012" },
		{ "0000 0oL2", 'R', "R-0000-0012" },
		{ "0000 0oi2", 'R', "R-0000-0012" },
		{ "", 'R', NULL },
		{ "R", 'R', NULL },
		{ "R-7K3M-92Q", 'R', NULL },
		{ "R-7K3M-92Q55", 'R', NULL },
		{ "RR-7K3M-92Q5", 'R', NULL },
		{ "R-7K3U-92Q5", 'R', NULL },
		{ "R-7K3M_92Q5", 'R', NULL },
		{ "R-7K3M-92Q\xc3", 'R', NULL },
		{ "订单7K3M92Q5", 'R', NULL },
	};

	for (each_row(rows)) {
		char out[IDENT_NUMBER_SIZE] = "";
		bool good = ident_number_fold(row->prefix, row->name, out);

		check_text(row->name, good ? out : NULL, row->wanted);
	}
}
END_TEST

START_TEST(shape_is_seen_with_a_wrong_check_character)
{
	ck_assert(ident_number_has_shape('R', "R-7K3M-92QF"));
	ck_assert(ident_number_has_shape('R', "7k3m92qf"));
	ck_assert(!ident_number_has_shape('R', "7k3m92q"));
	ck_assert(!ident_number_has_shape('R', "7k3m92qu"));
	ck_assert(!ident_number_has_shape('R', "X7k3m92qf"));
}
END_TEST

static bool is_accepted(const char *typed)
{
	char out[IDENT_NUMBER_SIZE];

	return ident_number_fold('R', typed, out);
}

static size_t position(size_t i)
{
	return i < 4 ? 2 + i : 3 + i;
}

/* Every other character at every place, and every swap of two neighbours (in fact of any two). */
static void check_slips(const char *number)
{
	char slip[IDENT_NUMBER_SIZE];

	require(is_accepted(number));
	memcpy(slip, number, sizeof slip);
	for (size_t i = 0; i < 8; i++) {
		for (const char *c = alphabet; *c; c++) {
			slip[position(i)] = *c;
			require(is_accepted(slip) == (*c == number[position(i)]));
		}
		slip[position(i)] = number[position(i)];
		for (size_t j = 0; j < i; j++) {
			char ci = number[position(i)], cj = number[position(j)];

			slip[position(i)] = cj;
			slip[position(j)] = ci;
			require(is_accepted(slip) == (ci == cj));
			slip[position(i)] = ci;
			slip[position(j)] = cj;
		}
	}
}

START_TEST(every_slip_and_swap_is_refused)
{
	uint64_t random = 99;
	char number[IDENT_NUMBER_SIZE];

	check_slips("R-7K3M-92Q5");
	for (int i = 0; i < 3000; i++) {
		ident_number('R', next_random(&random), number);
		check_slips(number);
	}
}
END_TEST

START_TEST(number_uses_all_35_bits)
{
	char first[IDENT_NUMBER_SIZE], other[IDENT_NUMBER_SIZE];

	ident_number('R', 0, first);
	for (int bit = 0; bit < 64; bit++) {
		ident_number('R', UINT64_C(1) << bit, other);
		ck_assert_int_eq(strcmp(first, other) != 0, bit < 35);
	}
}
END_TEST

Suite *base_ident_suite(void)
{
	Suite *s = suite_create("base_ident");
	TCase *t = tcase_create("ident");

	tcase_add_test(t, ids_hold_time_node_and_counter);
	tcase_add_test(t, ids_rise_whatever_the_clock_does);
	tcase_add_test(t, full_millisecond_borrows_the_next);
	tcase_add_test(t, two_nodes_never_make_the_same_id);
	tcase_add_test(t, floors_bound_the_ids_of_their_time);
	tcase_add_test(t, misuse_fails);
	tcase_add_test(t, ids_are_parsed_strictly);
	tcase_add_test(t, days_beyond_all_ids_are_behind_them);
	tcase_add_test(t, what_was_ticked_is_an_id_and_perhaps_its_version);
	tcase_add_test(t, numbers_have_their_form);
	tcase_add_test(t, typed_numbers_are_folded);
	tcase_add_test(t, shape_is_seen_with_a_wrong_check_character);
	tcase_add_test(t, every_slip_and_swap_is_refused);
	tcase_add_test(t, number_uses_all_35_bits);
	suite_add_tcase(s, t);
	return s;
}
