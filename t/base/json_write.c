/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the writer, the builders and the readers. */
#include <math.h>
#include <stdlib.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/money.h"
#include "base/rows.h"

static struct arena *a;

static void set_up(void)
{
	a = arena_new();
	arena_install_cjson();
	arena_use_for_cjson(a);
}

static void tear_down(void)
{
	arena_free(a);
}

START_TEST(texts_are_safe_inside_html_and_scripts)
{
	static const struct {
		const char *name, *given, *wanted;
	} rows[] = {
		{ "plain", "order", "\"order\"" },
		{ "empty", "", "\"\"" },
		{ "chinese", "林雨晴", "\"林雨晴\"" },
		{ "quote and backslash", "a\"b\\c", "\"a\\\"b\\\\c\"" },
		{ "white space", "a\nb\tc\rd\be\ff", "\"a\\nb\\tc\\rd\\be\\ff\"" },
		{ "control", "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"" },
		{ "markup", "</script><!--&", "\"\\u003c/script\\u003e\\u003c!--\\u0026\"" },
		{ "line separators", "a\u2028b\u2029c", "\"a\\u2028b\\u2029c\"" },
		{ "their neighbours", "\u2027\u202a\u2018", "\"\u2027\u202a\u2018\"" },
		{ "separator at the end", "\u2028", "\"\\u2028\"" },
		{ "four bytes", "\U0001F600", "\"\U0001F600\"" },
		{ "cut lead byte", "a\xe2", "\"a\xe2\"" },
		{ "apostrophe and slash stay", "it's a/b", "\"it's a/b\"" },
	};

	for (each_row(rows))
		check_text(row->name, json_text(a, cJSON_CreateString(row->given)), row->wanted);
}
END_TEST

START_TEST(numbers_keep_their_value)
{
	static const struct {
		double given;
		const char *name;
	} rows[] = {
		{ 0, "0" },
		{ -0.0, "0" },
		{ 1, "1" },
		{ -17, "-17" },
		{ 9007199254740991.0, "9007199254740991" },
		{ -9007199254740991.0, "-9007199254740991" },
		{ 1e15, "1000000000000000" },
		{ 1e18, "1000000000000000000" },
		{ 0x1p62, "4611686018427387904" },
		{ -0x1p63, "-9223372036854775808" },
		{ 0x1p63, "9.223372036854776e+18" },
		{ 0.1, "0.1" },
		{ 0.5, "0.5" },
		{ -2.75, "-2.75" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ 0.1 + 0.2, "0.30000000000000004" },
		{ 1e300, "1e+300" },
		{ 5e-324, "5e-324" },
		{ HUGE_VAL, "null" },
		{ -HUGE_VAL, "null" },
	};

	for (each_row(rows))
		check_text(row->name, json_text(a, cJSON_CreateNumber(row->given)), row->name);
	check_text("not a number", json_text(a, cJSON_CreateNumber((double)NAN)), "null");
}
END_TEST

START_TEST(fractions_read_back_the_same)
{
	uint64_t state = 7;

	for (int i = 0; i < 20000; i++) {
		double value;
		char *text;

		state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
		memcpy(&value, &state, sizeof value);
		if (!isfinite(value))
			continue;
		text = json_text(a, cJSON_CreateNumber(value));
		require(strtod(text, NULL) == value);
	}
}
END_TEST

START_TEST(trees_are_compact)
{
	cJSON *tree = json_object(), *lines, *line;

	json_add_text(tree, "number", "R-7K3M-92Q5");
	json_add_text(tree, "note", NULL);
	json_add_int(tree, "total", MONEY_MAX);
	json_add_bool(tree, "gift", true);
	json_add_bool(tree, "late", false);
	json_add_null(tree, "hold");
	json_add_id(tree, "id", UINT64_C(9223372036854775807));
	json_add_id(tree, "parcel", 0);
	json_add_instant(tree, "placed", (struct instant){ INT64_C(1763687520000000) });
	json_add_instant(tree, "closed", INSTANT_NONE);
	json_add_money(tree, "due", -1250, "CNY");
	lines = json_add_array(tree, "lines");
	line = json_append_object(lines);
	json_add_object(line, "sku");
	json_append_text(lines, "a");
	json_append_text(lines, NULL);
	json_add(tree, "more", json_array());
	ck_assert_str_eq(json_text(a, tree),
			 "{\"number\":\"R-7K3M-92Q5\",\"note\":null,\"total\":9007199254740991,"
			 "\"gift\":true,\"late\":false,\"hold\":null,"
			 "\"id\":\"9223372036854775807\",\"parcel\":null,"
			 "\"placed\":\"2025-11-21T01:12:00Z\",\"closed\":null,"
			 "\"due\":{\"amount\":-1250,\"currency\":\"CNY\"},"
			 "\"lines\":[{\"sku\":{}},\"a\",null],\"more\":[]}");
}
END_TEST

START_TEST(written_text_passes_the_gate)
{
	cJSON *tree = json_object(), *again;
	size_t at;
	char *text;

	json_add_text(tree, "a<b>&", "x\u2028\"\\\n");
	json_add(json_add_object(tree, "o"), "\"quoted\"", cJSON_CreateNumber(-0.25));
	text = json_text(a, tree);
	ck_assert_int_eq(json_parse(a, text, strlen(text), &again, &at), JSON_OK);
	ck_assert(cJSON_Compare(tree, again, true));
}
END_TEST

START_TEST(reading_is_case_sensitive_and_typed)
{
	char text[] = "{\"role\":\"owner\",\"n\":-7,\"big\":9007199254740991,\"half\":0.5,"
		      "\"yes\":true,\"no\":false,\"nil\":null}";
	cJSON *tree = json_read_own(text);

	ck_assert_str_eq(json_get_text(tree, "role"), "owner");
	ck_assert_ptr_null(json_get_text(tree, "Role"));
	ck_assert_ptr_null(json_get_text(tree, "n"));
	ck_assert_ptr_null(json_get_text(tree, "nil"));
	ck_assert_int_eq(json_get_int(tree, "n"), -7);
	ck_assert_int_eq(json_get_int(tree, "big"), MONEY_MAX);
	ck_assert_int_eq(json_get_int(tree, "half"), 0);
	ck_assert_int_eq(json_get_int(tree, "role"), 0);
	ck_assert_int_eq(json_get_int(tree, "absent"), 0);
	ck_assert(json_get_bool(tree, "yes"));
	ck_assert(!json_get_bool(tree, "no"));
	ck_assert(!json_get_bool(tree, "n"));
	ck_assert_ptr_nonnull(json_get(tree, "nil"));
	ck_assert_ptr_null(json_get(tree, "NIL"));
	ck_assert_ptr_null(json_get(NULL, "n"));
	ck_assert_ptr_null(json_get_text(NULL, "n"));
}
END_TEST

static void add_too_large(void *tree)
{
	json_add_int(tree, "id", MONEY_MAX + 1);
}

static void write_a_ring(void *tree)
{
	json_text(a, tree);
}

static void write_raw(void *tree)
{
	json_text(a, tree);
}

static void add_nothing(void *tree)
{
	json_add(tree, "x", NULL);
}

START_TEST(misuse_fails)
{
	cJSON *tree = json_object(), *ring = json_array();
	struct failure f;

	ck_assert(!fail_run(add_too_large, tree, &f));
	ck_assert_str_eq(f.message, "json: id is beyond 2^53: 9007199254740992");
	ck_assert(!fail_run(add_nothing, tree, &f));
	ring->child = ring;
	ck_assert(!fail_run(write_a_ring, ring, &f));
	ck_assert(!fail_run(write_raw, cJSON_CreateRaw("1}"), &f));
}
END_TEST

Suite *base_json_write_suite(void)
{
	Suite *s = suite_create("base_json_write");
	TCase *t = tcase_create("json_write");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, texts_are_safe_inside_html_and_scripts);
	tcase_add_test(t, numbers_keep_their_value);
	tcase_add_test(t, fractions_read_back_the_same);
	tcase_add_test(t, trees_are_compact);
	tcase_add_test(t, written_text_passes_the_gate);
	tcase_add_test(t, reading_is_case_sensitive_and_typed);
	tcase_add_test(t, misuse_fails);
	suite_add_tcase(s, t);
	return s;
}
