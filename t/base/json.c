/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the gate: what it lets through, what it refuses, and where it says the trouble is. */
#include "base/json.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

struct refusal {
	const char *name, *given;
	enum json_refusal wanted;
	size_t at;
};

static void check_refusals(const struct refusal *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct refusal *row = &rows[i];
		/* Exactly as long as the text: the sanitizer sees a byte read too many. */
		size_t len = strlen(row->given), at = 999;
		char *text = arena_memdup(a, row->given, len);
		cJSON *tree;

		check_int(row->name, json_parse(a, text, len, &tree, &at), row->wanted);
		if (row->wanted == JSON_OK) {
			ck_assert_msg(tree != NULL, "%s: no tree", row->name);
			continue;
		}
		ck_assert_msg(tree == NULL, "%s: a tree", row->name);
		check_int(row->name, (int64_t)at, (int64_t)row->at);
	}
}

START_TEST(objects_pass)
{
	static const struct refusal rows[] = {
		{ "empty", "{}", JSON_OK, 0 },
		{ "space around", " \t\r\n{ } \n", JSON_OK, 0 },
		{ "every kind", "{\"a\":[1,-2.5e3,true,false,null,\"x\",{}]}", JSON_OK, 0 },
		{ "every escape", "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u4e2d\"}", JSON_OK, 0 },
		{ "surrogate pair", "{\"a\":\"\\ud83d\\ude00\"}", JSON_OK, 0 },
		{ "four bytes", "{\"\xf0\x9f\x98\x80\":\"\xe4\xb8\xad\xc3\xa9\"}", JSON_OK, 0 },
		{ "same name in two objects", "{\"a\":{\"b\":1},\"c\":{\"b\":1}}", JSON_OK, 0 },
		{ "names that differ in case", "{\"a\":1,\"A\":2}", JSON_OK, 0 },
		{ "largest number", "{\"a\":9007199254740991}", JSON_OK, 0 },
		{ "smallest number", "{\"a\":-9007199254740991}", JSON_OK, 0 },
		{ "largest with a point", "{\"a\":9007199254740991.0}", JSON_OK, 0 },
		{ "zeros", "{\"a\":[0,-0,0.0,0e0,0E+1]}", JSON_OK, 0 },
		{ "tiny", "{\"a\":1e-999}", JSON_OK, 0 },
	};

	check_refusals(rows, count_of(rows));
}
END_TEST

START_TEST(what_is_no_json_is_refused)
{
	static const struct refusal rows[] = {
		{ "nothing", "", JSON_SYNTAX, 0 },
		{ "space", "  ", JSON_SYNTAX, 2 },
		{ "trailing bytes", "{\"a\":1} x", JSON_SYNTAX, 8 },
		{ "two objects", "{}{}", JSON_SYNTAX, 2 },
		{ "byte order mark", "\xef\xbb\xbf{}", JSON_SYNTAX, 0 },
		{ "open object", "{", JSON_SYNTAX, 1 },
		{ "open array", "{\"a\":[1", JSON_SYNTAX, 7 },
		{ "open text", "{\"a\":\"x", JSON_SYNTAX, 7 },
		{ "comma at the end", "{\"a\":1,}", JSON_SYNTAX, 7 },
		{ "comma in front", "{,\"a\":1}", JSON_SYNTAX, 1 },
		{ "comma at the end of an array", "{\"a\":[1,]}", JSON_SYNTAX, 8 },
		{ "no colon", "{\"a\" 1}", JSON_SYNTAX, 5 },
		{ "no value", "{\"a\":}", JSON_SYNTAX, 5 },
		{ "name without quotes", "{a:1}", JSON_SYNTAX, 1 },
		{ "single quotes", "{'a':1}", JSON_SYNTAX, 1 },
		{ "number as a name", "{1:1}", JSON_SYNTAX, 1 },
		{ "comment", "{/**/}", JSON_SYNTAX, 1 },
		{ "cut literal", "{\"a\":tru", JSON_SYNTAX, 5 },
		{ "literal in capitals", "{\"a\":True}", JSON_SYNTAX, 5 },
		{ "not a number", "{\"a\":NaN}", JSON_SYNTAX, 5 },
		{ "unknown escape", "{\"a\":\"\\x\"}", JSON_SYNTAX, 7 },
		{ "cut escape", "{\"a\":\"\\", JSON_SYNTAX, 7 },
		{ "cut unicode escape", "{\"a\":\"\\u12", JSON_SYNTAX, 7 },
		{ "odd unicode escape", "{\"a\":\"\\u12g4\"}", JSON_SYNTAX, 7 },
		{ "wrong bracket", "{\"a\":[1}", JSON_SYNTAX, 7 },
		{ "form feed as space", "{\f}", JSON_SYNTAX, 1 },
	};

	check_refusals(rows, count_of(rows));
}
END_TEST

START_TEST(odd_numbers_are_refused)
{
	static const struct refusal rows[] = {
		{ "leading zero", "{\"a\":01}", JSON_SYNTAX, 6 },
		{ "point at the end", "{\"a\":1.}", JSON_SYNTAX, 7 },
		{ "point in front", "{\"a\":.5}", JSON_SYNTAX, 5 },
		{ "plus", "{\"a\":+1}", JSON_SYNTAX, 5 },
		{ "minus alone", "{\"a\":-}", JSON_SYNTAX, 6 },
		{ "empty exponent", "{\"a\":1e}", JSON_SYNTAX, 7 },
		{ "hexadecimal", "{\"a\":0x10}", JSON_SYNTAX, 6 },
		{ "infinite", "{\"a\":1e999}", JSON_SYNTAX, 5 },
		{ "beyond 2^53-1", "{\"a\":9007199254740992}", JSON_NUMBER, 5 },
		{ "below", "{\"a\":-9007199254740992}", JSON_NUMBER, 5 },
		{ "far beyond", "{\"a\":123456789012345678901234567890}", JSON_NUMBER, 5 },
		{ "whole by its exponent", "{\"a\":1e300}", JSON_NUMBER, 5 },
		{ "rounded to a whole one", "{\"a\":9007199254740993.5}", JSON_NUMBER, 5 },
		{ "whole, seventy digits",
		  "{\"a\":1111111111111111111111111111111111111111111111111111111111111111111111}",
		  JSON_NUMBER, 5 },
		{ "seventy decimals",
		  "{\"a\":0."
		  "1111111111111111111111111111111111111111111111111111111111111111111111}",
		  JSON_SYNTAX, 5 },
	};

	check_refusals(rows, count_of(rows));
}
END_TEST

START_TEST(broken_encoding_is_refused)
{
	static const struct refusal rows[] = {
		{ "lone byte", "{\"a\":\"\x80\"}", JSON_ENCODING, 6 },
		{ "overlong", "{\"a\":\"\xc0\xaf\"}", JSON_ENCODING, 6 },
		{ "overlong of three", "{\"a\":\"\xe0\x80\xaf\"}", JSON_ENCODING, 6 },
		{ "surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", JSON_ENCODING, 6 },
		{ "beyond unicode", "{\"a\":\"\xf4\x90\x80\x80\"}", JSON_ENCODING, 6 },
		{ "cut by the end", "{\"a\":\"\xe4\xb8", JSON_ENCODING, 6 },
		{ "cut by the quote", "{\"a\":\"\xe4\xb8\"}", JSON_ENCODING, 6 },
		{ "latin-1", "{\"a\":\"caf\xe9\"}", JSON_ENCODING, 9 },
		{ "in a name", "{\"\xff\":1}", JSON_ENCODING, 2 },
		{ "escaped zero", "{\"a\":\"x\\u0000y\"}", JSON_ENCODING, 8 },
		{ "raw newline", "{\"a\":\"x\ny\"}", JSON_ENCODING, 7 },
		{ "raw tab", "{\"a\":\"\t\"}", JSON_ENCODING, 6 },
		{ "high surrogate alone", "{\"a\":\"\\ud83d\"}", JSON_ENCODING, 12 },
		{ "low surrogate alone", "{\"a\":\"\\ude00\"}", JSON_ENCODING, 7 },
		{ "high surrogate twice", "{\"a\":\"\\ud83d\\ud83d\"}", JSON_ENCODING, 12 },
		{ "high surrogate and newline", "{\"a\":\"\\ud83d\\n\"}", JSON_ENCODING, 12 },
	};
	cJSON *tree;
	size_t at;

	check_refusals(rows, count_of(rows));
	ck_assert_int_eq(json_parse(a, "{\"a\":\"\0\"}", 9, &tree, &at), JSON_ENCODING);
	ck_assert_int_eq(json_parse(a, "{}\0", 3, &tree, &at), JSON_SYNTAX);
}
END_TEST

START_TEST(depth_ends_at_the_limit)
{
	char text[400];
	cJSON *tree;
	size_t at, n = 0;

	for (int depth = JSON_DEPTH_MAX; depth <= JSON_DEPTH_MAX + 1; depth++) {
		n = (size_t)snprintf(text, sizeof text, "{\"a\":");
		for (int i = 1; i < depth; i++)
			text[n++] = '[';
		for (int i = 1; i < depth; i++)
			text[n++] = ']';
		text[n++] = '}';
		ck_assert_int_eq(json_parse(a, text, n, &tree, &at),
				 depth <= JSON_DEPTH_MAX ? JSON_OK : JSON_DEPTH);
	}
	ck_assert_uint_eq(at, 5 + JSON_DEPTH_MAX - 1);
	memset(text, '[', sizeof text);
	ck_assert_int_eq(json_parse(a, text, sizeof text, &tree, &at), JSON_DEPTH);
}
END_TEST

START_TEST(same_name_twice_is_refused)
{
	static const struct refusal rows[] = {
		{ "at once", "{\"a\":1,\"a\":2}", JSON_DUPLICATE, 7 },
		{ "apart", "{\"a\":1,\"b\":2,\"c\":{\"a\":1},\"a\":3}", JSON_DUPLICATE, 25 },
		{ "escaped", "{\"a\":1,\"\\u0061\":2}", JSON_DUPLICATE, 7 },
		{ "deep", "{\"x\":[{\"k\":1},{\"k\":1,\"k\":2}]}", JSON_DUPLICATE, 21 },
		{ "empty name", "{\"\":1,\"\":2}", JSON_DUPLICATE, 6 },
		{ "first of several", "{\"a\":1,\"b\":1,\"b\":2,\"a\":2}", JSON_DUPLICATE, 13 },
	};

	check_refusals(rows, count_of(rows));
}
END_TEST

/* Many names, in the order that costs a careless comparison most. */
START_TEST(ten_thousand_names_are_quick)
{
	struct buf b;
	cJSON *tree;
	size_t at;

	buf_init(&b, a);
	for (int i = 0; i < 10000; i++)
		buf_addf(&b, "%c\"name%d\":0", i ? ',' : '{', 10000 - i);
	buf_addch(&b, '}');
	ck_assert_int_eq(json_parse(a, b.p, b.len, &tree, &at), JSON_OK);
	b.len--;
	buf_adds(&b, ",\"name5000\":1}");
	ck_assert_int_eq(json_parse(a, b.p, b.len, &tree, &at), JSON_DUPLICATE);
	ck_assert_uint_eq(at, b.len - strlen("\"name5000\":1}"));
}
END_TEST

START_TEST(top_must_be_an_object)
{
	static const struct refusal rows[] = {
		{ "array", "[1]", JSON_NOT_OBJECT, 0 },   { "text", "\"x\"", JSON_NOT_OBJECT, 0 },
		{ "number", " 1", JSON_NOT_OBJECT, 1 },   { "null", "null", JSON_NOT_OBJECT, 0 },
		{ "broken array", "[1", JSON_SYNTAX, 2 },
	};

	check_refusals(rows, count_of(rows));
}
END_TEST

/* Every kind of value, as our writer and as other writers put it. */
static const char *const own_texts[] = {
	"{}",
	"[]",
	" [ ] ",
	"{\"a\":[1,\"\\u003cb\\u003e\"]}",
	"{\"n\":[0,-1,7,123456789012345,9007199254740991,-9007199254740991,0.5,-2.25e3,1E-2,1e21]}",
	" {\"a\" : { \"b\" :\n[ true , false,\tnull ] } , \"\" : \"\" }\r\n",
	"{\"t\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t|\\u00e9\\u4E2d\\uD83D\\ude00|常客\"}",
	"{\"long name of a member\":{\"x\":[[[{\"y\":[]}]]]},\"last\":\"\"}",
};

START_TEST(own_text_is_read_as_cjson_reads_it)
{
	char *text = strdup(own_texts[_i]);
	cJSON *want = cJSON_Parse(text), *tree = json_read_own(text);

	ck_assert_ptr_nonnull(want);
	ck_assert_ptr_nonnull(tree);
	ck_assert(cJSON_Compare(want, tree, true));
	cJSON_Delete(want);
	cJSON_Delete(tree);
	free(text);
}
END_TEST

/* Each start of a good text is no text, and breaks nothing. */
START_TEST(what_breaks_off_is_not_read)
{
	size_t len = strlen(own_texts[_i]);

	while (len && strchr(" \r\n", own_texts[_i][len - 1]))
		len--;
	for (size_t n = 0; n < len; n++) {
		char *text = strndup(own_texts[_i], n);

		ck_assert_msg(!json_read_own(text), "%zu of %s", n, own_texts[_i]);
		free(text);
	}
}
END_TEST

START_TEST(what_is_no_json_is_not_read)
{
	static const char *const rows[] = { "{\"a\":1}tail",
					    "{a:1}",
					    "{\"a\" 1}",
					    "[1 2]",
					    "[1,]",
					    "{\"a\":1,}",
					    "nul",
					    "-",
					    "+1",
					    "\"\\x\"",
					    "\"\\u12\"",
					    "\"\\u+123\"",
					    "\"\\u0000\"",
					    "\"\\ud83d\"",
					    "\"\\ud83d\\u0041\"",
					    "[}",
					    "{]" };
	char deep[2 * JSON_DEPTH_MAX + 3];

	for (size_t i = 0; i < count_of(rows); i++) {
		char *text = strdup(rows[i]);

		ck_assert_msg(!json_read_own(text), "%s", rows[i]);
		free(text);
	}
	for (int depth = JSON_DEPTH_MAX; depth <= JSON_DEPTH_MAX + 1; depth++) {
		cJSON *tree;

		memset(deep, '[', (size_t)depth);
		memset(deep + depth, ']', (size_t)depth);
		deep[2 * depth] = '\0';
		tree = json_read_own(deep);
		ck_assert((tree != NULL) == (depth == JSON_DEPTH_MAX));
		cJSON_Delete(tree);
	}
}
END_TEST

/* Of names that were read, added and taken away, none is missed and none is found that is not
 * there. */
START_TEST(names_are_found_in_what_was_read_and_in_what_was_added)
{
	char text[] = "{\"one\":1,\"\\u0074wo\":2}", name[8];
	cJSON *tree = json_read_own(text);

	ck_assert_int_eq(json_get_int(tree, "one"), 1);
	ck_assert_int_eq(json_get_int(tree, "two"), 2);
	ck_assert_ptr_null(json_get(tree, "three"));
	json_add_int(tree, "three", 3);
	ck_assert_int_eq(json_get_int(tree, "three"), 3);
	ck_assert(!json_may_have(json_object(), json_name_bit("one", 3)));
	for (int i = 0; i < 200; i++) {
		snprintf(name, sizeof name, "n%d", i);
		ck_assert_ptr_null(json_get(tree, name));
		json_add_int(tree, arena_strdup(a, name), i);
		ck_assert_int_eq(json_get_int(tree, name), i);
	}
}
END_TEST

Suite *base_json_suite(void)
{
	Suite *s = suite_create("base_json");
	TCase *t = tcase_create("json");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, objects_pass);
	tcase_add_test(t, what_is_no_json_is_refused);
	tcase_add_test(t, odd_numbers_are_refused);
	tcase_add_test(t, broken_encoding_is_refused);
	tcase_add_test(t, depth_ends_at_the_limit);
	tcase_add_test(t, same_name_twice_is_refused);
	tcase_add_test(t, ten_thousand_names_are_quick);
	tcase_add_test(t, top_must_be_an_object);
	tcase_add_loop_test(t, own_text_is_read_as_cjson_reads_it, 0, (int)count_of(own_texts));
	tcase_add_loop_test(t, what_breaks_off_is_not_read, 0, (int)count_of(own_texts));
	tcase_add_test(t, what_is_no_json_is_not_read);
	tcase_add_test(t, names_are_found_in_what_was_read_and_in_what_was_added);
	suite_add_tcase(s, t);
	return s;
}
