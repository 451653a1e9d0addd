/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mustache itself: values, sections, partials, inheritance, white space. */
#include <string.h>
#include "base/fail.h"
#include "support/skip.h"
#include "tmpl/tmpl.h"

struct row {
	const char *name, *text, *data, *wanted;
	const char *partial[4]; /* name, text, name, text */
};

static const struct row rows[] = {
	/* values */
	{ "text_stays_as_it_is", "Hello {world} }}\n", "{}", "Hello {world} }}\n", { 0 } },
	{ "a_value_is_escaped",
	  "{{a}}",
	  "{\"a\":\"<b c=\\\"d\\\" e='f'>&\"}",
	  "&lt;b c=&quot;d&quot; e=&#39;f&#39;&gt;&amp;",
	  { 0 } },
	{ "a_long_value_is_escaped_at_its_end",
	  "{{a}}",
	  "{\"a\":\"0123456789abcdef0123456789abcdef<\"}",
	  "0123456789abcdef0123456789abcdef&lt;",
	  { 0 } },
	{ "triple_and_ampersand_are_raw", "{{{a}}}{{& a }}", "{\"a\":\"<\"}", "<<", { 0 } },
	{ "whole_numbers_have_no_point",
	  "{{a}} {{b}} {{c}}",
	  "{\"a\":9007199254740991,\"b\":-3,\"c\":1e3}",
	  "9007199254740991 -3 1000",
	  { 0 } },
	{ "decimals_are_the_shortest",
	  "{{a}} {{b}}",
	  "{\"a\":0.1,\"b\":1.25e-7}",
	  "0.1 1.25e-07",
	  { 0 } },
	{ "booleans_are_words", "{{a}}{{b}}", "{\"a\":true,\"b\":false}", "truefalse", { 0 } },
	{ "an_object_has_no_text", "[{{a}}{{b}}]", "{\"a\":{},\"b\":[1]}", "[]", { 0 } },
	{ "absent_and_null_are_nothing",
	  "[{{a}}{{b}}{{c.d}}]",
	  "{\"b\":null,\"c\":null}",
	  "[]",
	  { 0 } },
	{ "names_keep_their_case", "{{A}}{{a}}", "{\"a\":1,\"A\":2}", "21", { 0 } },
	{ "a_name_is_not_its_beginning", "{{ab}}", "{\"a\":1,\"abc\":2}", "", { 0 } },
	{ "a_dotted_name_stays_where_it_began",
	  "{{#a}}{{b.c}}{{/a}}",
	  "{\"a\":{\"b\":{}},\"b\":{\"c\":1}}",
	  "",
	  { 0 } },
	{ "comments_are_nothing", "a{{! b\nc }}d", "{}", "ad", { 0 } },
	{ "delimiters_change",
	  "{{=<% %>=}}<%a%>{{a}}<%={{ }}=%>{{a}}",
	  "{\"a\":1}",
	  "1{{a}}1",
	  { 0 } },
	{ "white_space_in_a_tag_is_free",
	  "{{\ta }}{{#\n b\r\n}}{{a}}{{/\tb\n}}",
	  "{\"a\":1,\"b\":true}",
	  "11",
	  { 0 } },
	/* sections */
	{ "lists_repeat",
	  "{{#a}}{{.}},{{/a}}",
	  "{\"a\":[1,\"x\",null,true]}",
	  "1,x,,true,",
	  { 0 } },
	{ "zero_is_true", "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":0}", "yes", { 0 } },
	{ "an_empty_text_is_false", "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":\"\"}", "no", { 0 } },
	{ "an_empty_list_is_false", "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":[]}", "no", { 0 } },
	{ "an_empty_object_is_true", "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\":{}}", "yes", { 0 } },
	{ "text_is_its_own_context", "{{#a}}{{.}}!{{/a}}", "{\"a\":\"x\"}", "x!", { 0 } },
	{ "lists_of_lists_nest",
	  "{{#a}}({{#.}}{{.}}{{/.}}){{/a}}",
	  "{\"a\":[[1,2],[],[3]]}",
	  "(12)()(3)",
	  { 0 } },
	{ "the_inner_name_wins",
	  "{{#a}}{{x}}{{y}}{{/a}}",
	  "{\"x\":1,\"y\":2,\"a\":{\"x\":3}}",
	  "32",
	  { 0 } },
	{ "t_and_plural_are_names_here",
	  "{{#t}}{{a}}{{/t}}{{#plural}}{{or}}{{/plural}}",
	  "{\"a\":1,\"t\":{},\"plural\":{\"or\":2}}",
	  "12",
	  { 0 } },
	/* lines */
	{ "a_section_alone_takes_its_line",
	  "a\n  {{#b}}  \nc\n\t{{/b}}\nd",
	  "{\"b\":true}",
	  "a\nc\nd",
	  { 0 } },
	{ "line_ends_of_windows_too",
	  "a\r\n{{#b}}\r\nc\r\n{{/b}}\r\n",
	  "{\"b\":true}",
	  "a\r\nc\r\n",
	  { 0 } },
	{ "a_value_keeps_its_line", "  {{b}}\n", "{\"b\":1}", "  1\n", { 0 } },
	{ "two_tags_keep_their_line", "{{#b}}{{/b}}\nx", "{\"b\":true}", "\nx", { 0 } },
	/* partials */
	{ "a_partial_is_indented",
	  "<\n  {{>p}}\n>",
	  "{\"x\":\"1\\n2\"}",
	  "<\n  a\n  1\n2\n>",
	  { "p", "a\n{{{x}}}\n" } },
	{ "blank_lines_of_a_partial_too", " {{>p}}\n", "{}", " a\n \n b\n", { "p", "a\n\nb\n" } },
	{ "a_partial_within_a_line_is_not", "x {{>p}} y", "{}", "x a\nb y", { "p", "a\nb" } },
	{ "indents_add_up", " {{>p}}\n", "{}", " a\n   b\n", { "p", "a\n  {{>q}}\n", "q", "b\n" } },
	{ "a_partial_may_include_itself",
	  "{{>p}}",
	  "{\"v\":1,\"n\":[{\"v\":2,\"n\":[]},{\"v\":3,\"n\":[{\"v\":4,\"n\":[]}]}]}",
	  "1(2()3(4()))",
	  { "p", "{{v}}({{#n}}{{>p}}{{/n}})" } },
	{ "an_unknown_partial_is_nothing", "[{{>p}}]", "{}", "[]", { 0 } },
	/* inheritance */
	{ "a_block_has_its_default", "{{<p}}{{/p}}", "{}", "a1b", { "p", "a{{$x}}1{{/x}}b" } },
	{ "a_block_is_replaced",
	  "{{<p}}{{$x}}2{{/x}}{{/p}}",
	  "{}",
	  "a2b",
	  { "p", "a{{$x}}1{{/x}}b" } },
	{ "the_outermost_replacement_wins",
	  "{{<p}}{{$x}}3{{/x}}{{/p}}",
	  "{}",
	  "3",
	  { "p", "{{<q}}{{$x}}2{{/x}}{{/q}}", "q", "{{$x}}1{{/x}}" } },
	{ "a_replacement_may_hold_blocks",
	  "{{<p}}{{$y}}3{{/y}}{{/p}}",
	  "{}",
	  "(3)",
	  { "p", "{{<q}}{{$x}}({{$y}}2{{/y}}){{/x}}{{/q}}", "q", "{{$x}}1{{/x}}" } },
	{ "a_block_may_stand_twice",
	  "{{<p}}{{$x}}2{{/x}}{{/p}}",
	  "{}",
	  "2-2",
	  { "p", "{{$x}}a{{/x}}-{{$x}}b{{/x}}" } },
	{ "a_replacement_sees_the_place's_context",
	  "{{<p}}{{$x}}{{v}}{{/x}}{{/p}}",
	  "{\"v\":1,\"s\":{\"v\":2}}",
	  "2",
	  { "p", "{{#s}}{{$x}}{{/x}}{{/s}}" } },
	{ "a_partial_takes_part",
	  "{{<p}}{{$x}}2{{/x}}{{/p}}",
	  "{}",
	  "2",
	  { "p", "{{>q}}", "q", "{{$x}}1{{/x}}" } },
	{ "a_replacement_moves_to_its_place",
	  "{{<p}}\n{{$x}}\n    a\n      b\n{{/x}}\n{{/p}}\n",
	  "{}",
	  "<\n  a\n    b\n>\n",
	  { "p", "<\n  {{$x}}\n  {{/x}}\n>\n" } },
	{ "deep_in_a_line_only_later_lines_move",
	  "{{<p}}{{$x}}\na\nb{{/x}}{{/p}}",
	  "{}",
	  "  a\n  b\n",
	  { "p", "  {{$x}}{{/x}}\n" } },
};

static const char *partial(void *arg, const char *name)
{
	const struct row *row = arg;

	for (int i = 0; i < 4 && row->partial[i]; i += 2) {
		if (strcmp(row->partial[i], name) == 0)
			return row->partial[i + 1];
	}
	return NULL;
}

START_TEST(mustache)
{
	struct row row = rows[_i];
	struct arena *a = arena_new();
	cJSON *view = cJSON_Parse(row.data);
	struct tmpl_context ctx = { .view = view };
	struct tmpl_partials partials = { partial, &row };
	struct buf out;

	ck_assert_ptr_nonnull(view);
	buf_init(&out, a);
	tmpl_render_text(a, row.text, &partials, &ctx, &out);
	ck_assert_msg(strcmp(out.p, row.wanted) == 0, "%s: \"%s\" in place of \"%s\"", row.name,
		      out.p, row.wanted);
	cJSON_Delete(view);
	arena_free(a);
}
END_TEST

static const struct {
	const char *text, *wanted;
} refused[] = {
	{ "a{{#b}}c", "text:1:2: section {{#b}} is never closed" },
	{ "{{#a}}\n{{^b}}\n{{/b}}", "text:1:1: section {{#a}} is never closed" },
	{ "{{$a}}", "text:1:1: section {{$a}} is never closed" },
	{ "{{/a}}", "text:1:1: {{/a}} closes nothing" },
	{ "{{#a}}\n {{/b}}", "text:2:2: {{/b}} where {{/a}} is expected" },
	{ "{{a", "text:1:1: tag {{ is never closed" },
	{ "\n\n  好{{{a}}", "text:3:4: tag {{ is never closed" },
	{ "{{ }}", "text:1:1: the tag is empty" },
	{ "{{#}}", "text:1:1: the tag is empty" },
	{ "{{a b}}", "text:1:1: name \"a b\" holds white space" },
	{ "{{a..b}}", "text:1:1: name \"a..b\" has an empty part" },
	{ "{{a.}}", "text:1:1: name \"a.\" has an empty part" },
	{ "{{a.b.c.d.e.f.g.h.i}}", "text:1:1: name \"a.b.c.d.e.f.g.h.i\" has too many parts" },
	{ "{{=a=}}", "text:1:1: delimiters are changed as {{=<% %>=}}" },
	{ "{{= a  = =}}", "text:1:1: delimiters are changed as {{=<% %>=}}" },
	{ "{{#a|upper}}{{/a|upper}}", "text:1:1: a section takes no filter" },
	{ "{{>self}}", "self:1:1: it includes itself more than 100 times" },
	{ " {{>self}}",
	  "self:2:2: {{>self}} includes itself with other blanks or blocks each time" },
	{ "{{<self}}{{/self}}", "self:3:1: more than 32 templates within each other" },
};

struct job {
	struct arena *arena;
	const char *text;
};

static const char *itself(void *arg, const char *name)
{
	const char *text = arg;

	(void)name;
	return text[0] == ' '   ? "\n {{>self}}\n"
	       : text[2] == '<' ? "\n\n{{<self}}{{/self}}"
				: "{{>self}}";
}

static void render_refused(void *arg)
{
	struct job *j = arg;
	struct tmpl_context ctx = { 0 };
	struct tmpl_partials partials = { itself, (void *)(uintptr_t)j->text };
	struct buf out;

	buf_init(&out, j->arena);
	tmpl_render_text(j->arena, j->text, &partials, &ctx, &out);
}

START_TEST(mustache_refuses)
{
	struct job j = { arena_new(), refused[_i].text };
	struct failure f;

	ck_assert_msg(!fail_run(render_refused, &j, &f), "%s: taken", j.text);
	ck_assert_str_eq(f.message, refused[_i].wanted);
	arena_free(j.arena);
}
END_TEST

/* Whatever the text, it is rendered or refused: nothing is read that is not there. */
START_TEST(mustache_survives_noise)
{
	static const char *const pieces[] = {
		"{{",     "}}",     "{{{",     "}}}",       "{{#a}}",      "{{/a}}",
		"{{^b}}", "{{/b}}", "{{>p}}",  "{{<p}}",    "{{/p}}",      "{{$x}}",
		"{{/x}}", "{{.}}",  "{{a.b}}", "{{=| |=}}", "|={{ }}=|",   "\n",
		"  ",     "x",      "{{!",     "\r\n",      "{{a|upper}}", "{{a|label:badge}}",
		"\"",     "好"
	};
	uint32_t seed = 12345;

	for (int i = 0; i < 20000; i++) {
		struct job j = { arena_new(), NULL };
		struct failure f;
		struct buf text;

		buf_init(&text, j.arena);
		for (int k = 0; k < 8; k++) {
			seed = seed * 1664525 + 1013904223;
			buf_adds(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])]);
		}
		j.text = text.p;
		(void)!fail_run(render_refused, &j, &f);
		arena_free(j.arena);
	}
}
END_TEST

/* The program grows while it is made; wherever that happens, a section ends where it should. */
START_TEST(mustache_of_any_length)
{
	struct job j = { arena_new(), NULL };
	struct tmpl_context ctx = { .view = cJSON_CreateString("v") };
	struct tmpl_partials none = { itself, "" };
	struct buf text, wanted, out;

	buf_init(&text, j.arena);
	buf_init(&wanted, j.arena);
	for (int n = 1; n <= 200; n++) {
		buf_adds(&text, "{{#.}}x{{.}}y{{/.}}");
		buf_adds(&wanted, "xvy");
		buf_init(&out, j.arena);
		tmpl_render_text(j.arena, text.p, &none, &ctx, &out);
		ck_assert_str_eq(out.p, wanted.p);
	}
	cJSON_Delete((cJSON *)(uintptr_t)ctx.view);
	arena_free(j.arena);
}
END_TEST

Suite *tmpl_mustache_suite(void);
Suite *tmpl_mustache_suite(void)
{
	Suite *s = suite_create("tmpl_mustache");
	TCase *tc = tcase_create("mustache");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, mustache, 0, sizeof rows / sizeof rows[0]);
	tcase_add_loop_test(tc, mustache_refuses, 0, sizeof refused / sizeof refused[0]);
	tcase_add_test(tc, mustache_survives_noise);
	tcase_add_test(tc, mustache_of_any_length);
	suite_add_tcase(s, tc);
	return s;
}
