/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's keeper: .po files, messages in C, and what a translation must keep. */
#include "tool/catalogue.h"
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "support/skip.h"

static const char po[] = "# ours\n"
			 "msgid \"\"\n"
			 "msgstr \"\"\n"
			 "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
			 "\"Plural-Forms: nplurals=1; plural=0;\\n\"\n"
			 "\n"
			 "#. said to all\n"
			 "#: src/a.c\n"
			 "msgctxt \"menu\"\n"
			 "msgid \"a \\\"b\\\" \\\\ \\t\"\n"
			 "msgstr \"甲\"\n"
			 "\n"
			 "#, fuzzy\n"
			 "msgid \"{n} item\"\n"
			 "msgid_plural \"{n} items\"\n"
			 "msgstr[0] \"{n} 件\"\n"
			 "\n"
			 "#~ msgid \"old\"\n"
			 "#~ msgstr \"旧\"\n";

START_TEST(what_is_read_is_written)
{
	struct entries e = { .arena = arena_new() };
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	po_parse(&e, "x.po", po);
	ck_assert_uint_eq(e.n, 4);
	ck_assert_str_eq(entries_find(&e, "menu", "a \"b\" \\ \t")->to[0], "甲");
	ck_assert_ptr_null(entries_find(&e, NULL, "a \"b\" \\ \t"));
	ck_assert(entries_find(&e, NULL, "{n} item")->fuzzy);
	ck_assert(entries_find(&e, NULL, "old")->obsolete);
	entries_find(&e, "menu", "a \"b\" \\ \t")->places = "src/a.c";
	po_write(f, &e);
	fclose(f);
	ck_assert_str_eq(text, po);
	free(text);
	arena_free(e.arena);
}
END_TEST

struct job {
	struct arena *arena;
	const char *text;
};

static void parse_po(void *arg)
{
	struct job *j = arg;
	struct entries e = { .arena = j->arena };

	po_parse(&e, "x.po", j->text);
}

static void parse_c(void *arg)
{
	struct job *j = arg;
	struct entries e = { .arena = j->arena };

	collect_c(&e, "x.c", j->text);
}

static const struct {
	void (*parse)(void *);
	const char *text, *wanted;
} refused[] = {
	{ parse_po, "msgid \"a\nmsgstr \"b\"\n", "x.po:1: the quoted text has no end" },
	{ parse_po, "\"a\"\n", "x.po:1: a text without a keyword" },
	{ parse_po, "msgid \"a\"\nmsgtxt \"b\"\n", "x.po:2: not a line of a catalogue" },
	{ parse_po, "msgid \"a\"\nmsgid \"b\"\n", "x.po:2: not a line of a catalogue" },
	{ parse_po, "msgid \"a\\q\"\n", "x.po:1: unknown escape" },
	{ parse_po, "\n\nmsgid a\n", "x.po:3: a quoted text is expected" },
	{ parse_c, "f(N_(\"a\" b))", "x.c:1: N_() and C_() take literals alone" },
	{ parse_c, "\nC_(\"a\")", "x.c:2: C_() takes a context and a message" },
	{ parse_c, "N_(\"\\x41\")", "x.c:1: a message holds an escape the catalogue cannot" },
	{ parse_c, "N_(\"a", "x.c:1: a literal has no end" },
};

START_TEST(broken_text_is_refused)
{
	struct job j = { arena_new(), refused[_i].text };
	struct failure f;

	ck_assert_msg(!fail_run(refused[_i].parse, &j, &f), "%s: taken", j.text);
	ck_assert_str_eq(f.message, refused[_i].wanted);
	arena_free(j.arena);
}
END_TEST

static const struct {
	const char *name, *text, *wanted;
} sources[] = {
	{ "a_message", "x = N_(\"Back\");", "|Back\n" },
	{ "with_context", "x = C_( \"menu\" , \"Back\" );", "menu|Back\n" },
	{ "adjacent_literals", "N_(\"a \" /* so */ \"b\"\n\t\"c\")", "|a bc\n" },
	{ "escapes", "N_(\"a\\n\\\"b\\\"\")", "|a\n\"b\"\n" },
	{ "each_once", "N_(\"a\") N_(\"b\") N_(\"a\")", "|a\n|b\n" },
	{ "not_in_comments", "/* N_(\"a\") */ // N_(\"b\")\nN_(\"c\")", "|c\n" },
	{ "not_in_literals", "\"N_(\\\"a\\\")\" '\"' N_(\"c\")", "|c\n" },
	{ "not_other_names", "MAN_(\"a\") N_x(\"b\") C__(\"d\", \"e\")", "" },
	{ "not_the_macro_itself", "#define N_(msg) (msg)\n#define C_(context, msg) (msg)", "" },
	{ "not_the_empty_one", "N_(\"\")", "" },
};

START_TEST(messages_in_c)
{
	struct entries e = { .arena = arena_new() };
	char got[200] = "";

	collect_c(&e, "x.c", sources[_i].text);
	for (size_t i = 0; i < e.n; i++) {
		strcat(got, e.v[i].context ? e.v[i].context : "");
		strcat(got, "|");
		strcat(got, e.v[i].msg);
		strcat(got, "\n");
		ck_assert_str_eq(e.v[i].places, "x.c");
	}
	ck_assert_msg(strcmp(got, sources[_i].wanted) == 0, "%s: %s", sources[_i].name, got);
	arena_free(e.arena);
}
END_TEST

static const struct {
	const char *msg, *to, *wanted;
} marks[] = {
	{ "Back", "返回", NULL },
	{ "At {{at|time}} by {{who}}", "{{who}}于 {{at|time}}", NULL },
	{ "By {{who}}", "由", "lacks {{who}}" },
	{ "By {{who}}", "由 {{whom}}", "lacks {{who}}" },
	{ "By {{who}}", "由 {{who}} {{who}}", "has {{who}}" },
	{ "{n} of {m}", "{m} 中的 {n}", NULL },
	{ "{n} of {m}", "{n}", "lacks {m}" },
	{ "{n} of", "{n} {m}", "has {m}" },
	{ "a { b", "a", NULL },
	{ "%d of %s", "%s %d", NULL },
	{ "%d of", "of", "lacks %d" },
	{ "%5.2lf%%", "%5.2lf%%", NULL },
	{ "41.6% of all", "占 41.6%", NULL },
	{ "a <b class=\"x\">c</b>", "<b class=\"x\">甲</b>", NULL },
	{ "a <b>c</b>", "<b>甲", "lacks </b>" },
	{ "a", "<script>", "has <script>" },
	{ "1 < 2", "1 小于 2", NULL },
	{ "say a", "说 \"甲\"", "has \"" },
};

START_TEST(a_translation_keeps_marks)
{
	struct arena *a = arena_new();
	const char *got = marks_differ(a, marks[_i].msg, marks[_i].to);

	ck_assert_pstr_eq(got, marks[_i].wanted);
	arena_free(a);
}
END_TEST

Suite *i18n_catalogue_suite(void);
Suite *i18n_catalogue_suite(void)
{
	Suite *s = suite_create("i18n_catalogue");
	TCase *tc = tcase_create("catalogue");

	tcase_add_test(tc, what_is_read_is_written);
	tcase_add_loop_test(tc, broken_text_is_refused, 0, sizeof refused / sizeof refused[0]);
	tcase_add_loop_test(tc, messages_in_c, 0, sizeof sources / sizeof sources[0]);
	tcase_add_loop_test(tc, a_translation_keeps_marks, 0, sizeof marks / sizeof marks[0]);
	suite_add_tcase(s, tc);
	return s;
}
