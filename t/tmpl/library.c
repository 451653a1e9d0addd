/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages from files: layouts, messages and plurals by language, names that must exist, reload. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "support/skip.h"
#include "tmpl/folder.h"

static const struct pair words[] = {
	PAIR("At {{at|time}} by {{who}}", "{{who}}于 {{at|time}}"),
	PAIR("Back", "返回"),
	PAIR("menu\004Orders", "订单"),
	PAIR("{{n|count}} item\0{{n|count}} items", "共 {{n|count}} 件"),
};
#define N_WORDS (sizeof words / sizeof words[0])

/* ---- what a page gives ---- */

static const struct row {
	const char *name, *text, *view, *en, *zh;
} rows[] = {
	{ "words_are_translated", "<a>{{#t}}Back{{/t}}</a>", NULL, "<a>Back</a>", "<a>返回</a>" },
	{ "white_space_is_folded", "a {{#t}}\n\tBack\n{{/t}} b\n", NULL, "a Back b\n",
	  "a 返回 b\n" },
	{ "a_message_takes_no_line", "<p>\n  {{#t}}\n    Back\n  {{/t}}\n</p>", NULL,
	  "<p>\n  Back\n</p>", "<p>\n  返回\n</p>" },
	{ "a_context_chooses", "{{#t:menu}}Orders{{/t}} {{#t}}Orders{{/t}}", NULL, "Orders Orders",
	  "订单 Orders" },
	{ "values_change_places", "{{#t}}At {{at|time}} by {{who}}{{/t}}",
	  "{\"at\":\"2026-11-21T01:12:00Z\",\"who\":\"<Lin>\"}", "At 09:12 by &lt;Lin&gt;",
	  "&lt;Lin&gt;于 09:12" },
	{ "one_is_singular", "{{#plural n}}{{n|count}} item{{or}}{{n|count}} items{{/plural}}",
	  "{\"n\":1}", "1 item", "共 1 件" },
	{ "two_are_plural", "[{{#plural n}}{{n|count}} item{{or}}{{n|count}} items{{/plural}}]",
	  "{\"n\":2000}", "[2,000 items]", "[共 2,000 件]" },
	{ "none_are_plural", "{{#plural n}}a {{n}}{{or}}b {{n}}{{/plural}}.", "{\"n\":0}", "b 0.",
	  "b 0." },
	{ "no_number_no_word", "[{{#plural n}}a{{or}}b{{/plural}}]", "{\"n\":null}", "[]", "[]" },
	{ "plurals_repeat", "{{#l}}{{#plural .}}a{{or}}b{{/plural}}{{/l}}", "{\"l\":[1,2,1]}",
	  "aba", "bbb" },
	{ "the_frame_is_looked_up_last", "{{title}}{{desk.name}}", "{\"title\":\"a\"}", "ad",
	  "ad" },
	{ "a_null_hides_the_frame", "[{{desk.name}}]", "{\"desk\":null}", "[]", "[]" },
	{ "page_and_shop_are_the_frames_own", "[{{page.name}}]", "{\"page\":{\"name\":\"v\"}}",
	  "[f]", "[f]" },
	{ "a_layout_holds_the_page",
	  "{{<layout/page}}\n{{$title}}{{#t}}Back{{/t}}{{/title}}\n{{$main}}\n<p>{{title}}</p>\n{{/"
	  "main}}\n{{/layout/page}}\n",
	  "{\"title\":\"a\"}", "<title>Back</title>\n<main>\n<p>a</p>\n</main>\n",
	  "<title>返回</title>\n<main>\n<p>a</p>\n</main>\n" },
	{ "a_partial_of_the_library", "{{#l}}{{>layout/row}}{{/l}}",
	  "{\"l\":[{\"n\":1},{\"n\":2}]}", "<b>1</b><b>2</b>", "<b>1</b><b>2</b>" },
};

static struct folder house(struct catalogues **c)
{
	struct folder f = folder_new();

	*c = folder_catalogue(&f, words, N_WORDS);
	folder_write(
		&f, "layout/page.html",
		"<title>{{$title}}Shop{{/title}}</title>\n<main>\n{{$main}}\n{{/main}}\n</main>\n");
	folder_write(&f, "layout/row.html", "<b>{{n}}</b>");
	return f;
}

START_TEST(page)
{
	const struct row *row = &rows[_i];
	struct catalogues *c;
	struct folder f = house(&c);
	struct page p = { "x", row->view, "{\"page\":{\"name\":\"f\"},\"desk\":{\"name\":\"d\"}}",
			  LANG_EN, true };
	const char *why, *out;

	folder_write(&f, "x.html", row->text);
	out = folder_render(&f, c, &p, &why);
	ck_assert_msg(out && !strcmp(out, row->en), "%s: \"%s\" %s", row->name, out, why);
	p.lang = LANG_ZH;
	out = folder_render(&f, c, &p, &why);
	ck_assert_msg(out && !strcmp(out, row->zh), "%s: \"%s\" %s", row->name, out, why);
	catalogues_free(c);
	folder_free(&f);
}
END_TEST

START_TEST(a_text_is_not_escaped)
{
	struct folder f = folder_new();
	struct page p = { "mail/placed.txt", "{\"a\":\"<&>\"}", NULL, LANG_EN, true };
	const char *why, *out;

	folder_write(&f, "mail/placed.txt", "{{a}} {{>mail/foot.txt}}");
	folder_write(&f, "mail/foot.txt", "-- {{a|upper}}");
	folder_write(&f, "mail/placed.html", "{{a}}");
	out = folder_render(&f, NULL, &p, &why);
	ck_assert_msg(out && !strcmp(out, "<&> -- <&>"), "%s %s", out, why);
	p.name = "mail/placed";
	out = folder_render(&f, NULL, &p, &why);
	ck_assert_msg(out && !strcmp(out, "&lt;&amp;&gt;"), "%s %s", out, why);
	folder_free(&f);
}
END_TEST

/* ---- what is refused when pages compile ---- */

static const struct {
	const char *text, *wanted;
} refused[] = {
	{ "<p>\n  {{#items}}", "x.html:2:3: section {{#items}} is never closed" },
	{ "{{{a}}}", "x.html:1:1: raw output: every value is escaped" },
	{ "{{&a}}", "x.html:1:1: raw output: every value is escaped" },
	{ "{{#t}}a {{{b}}}{{/t}}", "x.html:1:9: raw output: every value is escaped" },
	{ "好 {{a|moneyy}}", "x.html:1:3: unknown filter \"moneyy\"" },
	{ "{{a|}}", "x.html:1:1: unknown filter \"\"" },
	{ "{{#t}}a\n {{b|nope}}{{/t}}", "x.html:2:2: unknown filter \"nope\"" },
	{ "{{a|money:x}}", "x.html:1:1: filter \"money\" takes no word" },
	{ "{{a|label}}", "x.html:1:1: filter \"label\" needs a kind: label:badge" },
	{ "{{a|tone:x}}", "x.html:1:1: filter \"tone\": unknown kind \"x\"" },
	{ "{{a|upper|upper|upper|upper|upper}}", "x.html:1:1: more than 4 filters" },
	{ "{{\"a\"}}", "x.html:1:1: a quoted text needs a filter" },
	{ "{{\"a|asset}}", "x.html:1:1: the quoted text has no end" },
	{ "{{\"a\" b|asset}}",
	  "x.html:1:1: a quoted text is followed by a filter: {{\"app.css\"|asset}}" },
	{ "{{>nowhere}}", "x.html:1:1: unknown template {{>nowhere}}" },
	{ "{{<nowhere}}{{/nowhere}}", "x.html:1:1: unknown template {{<nowhere}}" },
	{ "{{>note.txt}}",
	  "x.html:1:1: {{>note.txt}}: a page and a text do not include each other" },
	{ "{{<layout/page}}{{$titel}}{{/titel}}{{/layout/page}}",
	  "x.html:1:17: {{<layout/page}} has no block {{$titel}}" },
	{ "{{<layout/page}}\n text{{/layout/page}}",
	  "x.html:2:1: only blocks stand within {{<layout/page}}" },
	{ "{{<layout/page}}{{a}}{{/layout/page}}",
	  "x.html:1:17: only blocks stand within {{<layout/page}}" },
	{ "{{#t}}a", "x.html:1:1: section {{#t}} is never closed" },
	{ "{{#t}} {{/t}}", "x.html:1:1: the message is empty" },
	{ "{{#t}}a{{#b}}c{{/b}}{{/t}}", "x.html:1:8: only values stand within {{#t}}" },
	{ "{{#t}}a{{#t}}b{{/t}}{{/t}}", "x.html:1:8: only values stand within {{#t}}" },
	{ "{{=| |=}}|#t|a|/t|", "x.html:1:10: a message stands between the usual delimiters only" },
	{ "{{#plural}}a{{or}}b{{/plural}}", "x.html:1:1: {{#plural}} needs the name of a number" },
	{ "{{#plural n}}a{{/plural}}",
	  "x.html:1:1: {{#plural}} needs {{or}} between its two forms" },
	{ "{{#plural n}}a{{or}}b{{or}}c{{/plural}}",
	  "x.html:1:22: a plural has two forms, one {{or}} between them" },
	{ "{{#plural n|count}}a{{or}}b{{/plural}}", "x.html:1:1: {{#plural}} takes no filter" },
	{ "{{or}}", "x.html:1:1: {{or}} stands within {{#plural}} only" },
};

START_TEST(page_is_refused)
{
	struct catalogues *c;
	struct folder f = house(&c);

	folder_write(&f, "note.txt", "a");
	folder_write(&f, "x.html", refused[_i].text);
	ck_assert_str_eq(folder_refusal(&f, c), refused[_i].wanted);
	catalogues_free(c);
	folder_free(&f);
}
END_TEST

static const struct {
	const char *to, *wanted;
} bad_translations[] = {
	{ "按 {{name}}", "x.html:1:3: translation \"按 {{name}}\": it lacks or repeats {{who}}" },
	{ "由 {{who}} {{who}}",
	  "x.html:1:3: translation \"由 {{who}} {{who}}\": it lacks or repeats {{who}}" },
	{ "由 {{who}} {{b}}",
	  "x.html:1:3: translation \"由 {{who}} {{b}}\": it has a tag that the message has not" },
	{ "由 {{who}} {{#b}}",
	  "x.html:1:3: translation \"由 {{who}} {{#b}}\": it has a tag that the message has not" },
	{ "由 {{who", "x.html:1:3: translation \"由 {{who\": tag {{ is never closed" },
};

START_TEST(a_translation_keeps_the_tags)
{
	struct pair pair = { "By {{who}}", 10, bad_translations[_i].to };
	struct folder f = folder_new();
	struct catalogues *c = folder_catalogue(&f, &pair, 1);

	folder_write(&f, "x.html", "- {{#t}}By {{who}}{{/t}}");
	ck_assert_str_eq(folder_refusal(&f, c), bad_translations[_i].wanted);
	catalogues_free(c);
	folder_free(&f);
}
END_TEST

/* ---- names that are not there, while rendering ---- */

static const struct {
	const char *text, *view, *wanted;
} unknown[] = {
	{ "a\n{{totl}}", "{\"total\":1}", "x.html:2:1: unknown name \"totl\"" },
	{ "{{a.b}}", "{\"a\":{}}", "x.html:1:1: unknown name \"a.b\"" },
	{ "{{a.b}}", "{\"a\":1}", "x.html:1:1: unknown name \"a.b\"" },
	{ "{{#a}}{{/a}}", "{}", "x.html:1:1: unknown name \"a\"" },
	{ "{{^a}}{{/a}}", "{}", "x.html:1:1: unknown name \"a\"" },
	{ "{{#plural a}}b{{or}}c{{/plural}}", "{}", "x.html:1:1: unknown name \"a\"" },
	{ "{{#plural a}}b{{or}}c{{/plural}}", "{\"a\":\"x\"}", "x.html:1:1: \"a\" is no number" },
	{ "{{#t}}b {{a}}{{/t}}", "{}", "x.html:1:1: translation \"b {{a}}\": unknown name \"a\"" },
	{ "{{a}}", "{\"a\":[]}", "x.html:1:1: \"a\" is a list or an object: it has no text" },
	{ "{{a|money}}", "{\"a\":{\"amount\":1}}",
	  "x.html:1:1: filter \"money\": \"a\" is no money" },
};

START_TEST(a_name_must_exist)
{
	struct folder f = folder_new();
	struct page p = { "x", unknown[_i].view, NULL, LANG_EN, true };
	const char *why;

	folder_write(&f, "x.html", unknown[_i].text);
	ck_assert_ptr_null(folder_render(&f, NULL, &p, &why));
	ck_assert_str_eq(why, unknown[_i].wanted);
	p.strict = false;
	ck_assert_ptr_nonnull(folder_render(&f, NULL, &p, &why));
	folder_free(&f);
}
END_TEST

START_TEST(a_null_is_known)
{
	struct folder f = folder_new();
	struct page p = { "x", "{\"a\":null}", NULL, LANG_EN, true };
	const char *why, *out;

	folder_write(&f, "x.html", "[{{a}}{{a.b}}{{a|money}}{{#a}}x{{/a}}{{^a}}y{{/a}}]");
	out = folder_render(&f, NULL, &p, &why);
	ck_assert_msg(out && !strcmp(out, "[y]"), "%s", why);
	folder_free(&f);
}
END_TEST

START_TEST(deep_data_is_refused)
{
	struct folder f = folder_new();
	struct page p = { "x", NULL, NULL, LANG_EN, false };
	const char *why;
	struct buf view;

	buf_init(&view, f.arena);
	for (int i = 0; i < 80; i++)
		buf_addlit(&view, "{\"a\":");
	buf_addlit(&view, "1");
	for (int i = 0; i < 80; i++)
		buf_addlit(&view, "}");
	p.view = view.p;
	folder_write(&f, "x.html", "{{#a}}{{>x}}{{/a}}");
	ck_assert_ptr_null(folder_render(&f, NULL, &p, &why));
	ck_assert_str_eq(why, "x.html:1:1: more than 64 sections within each other");
	folder_free(&f);
}
END_TEST

/* ---- the library ---- */

static void refresh(void *lib)
{
	tmpl_refresh(lib);
}

static const char *shown(struct tmpl_library *lib, struct arena *a)
{
	struct tmpl_context ctx = { .lang = LANG_EN };
	struct buf out;

	buf_init(&out, a);
	tmpl_render(lib, "x", &ctx, &out);
	return out.p;
}

START_TEST(a_change_is_picked_up)
{
	struct folder f = folder_new();
	struct tmpl_library *lib;
	struct failure why;

	folder_write(&f, "x.html", "one");
	lib = tmpl_load(f.path, NULL, true);
	ck_assert_str_eq(shown(lib, f.arena), "one");
	folder_write(&f, "x.html", "three");
	tmpl_refresh(lib);
	ck_assert_str_eq(shown(lib, f.arena), "three");
	folder_write(&f, "x.html", "four {{#a}}");
	ck_assert(!fail_run(refresh, lib, &why));
	ck_assert_msg(strstr(why.message, "x.html:1:6: section {{#a}} is never closed") != NULL,
		      "%s", why.message);
	ck_assert_str_eq(shown(lib, f.arena), "three");
	folder_write(&f, "x.html", "five");
	folder_write(&f, "new/y.html", "six");
	ck_assert(!tmpl_exists(lib, "new/y"));
	tmpl_refresh(lib);
	ck_assert_str_eq(shown(lib, f.arena), "five");
	ck_assert(tmpl_exists(lib, "new/y"));
	tmpl_free(lib);
	folder_free(&f);
}
END_TEST

START_TEST(unknown_pages_and_folders_fail)
{
	struct folder f = folder_new();
	struct page p = { "nope", NULL, NULL, LANG_EN, true };
	const char *why;

	folder_write(&f, "x.html", "one");
	ck_assert_ptr_null(folder_render(&f, NULL, &p, &why));
	ck_assert_msg(strncmp(why, "no template nope", 16) == 0, "%s", why);
	f.path = arena_printf(f.arena, "%s/x.html", f.path);
	ck_assert_msg(strstr(folder_refusal(&f, NULL), "Not a directory") != NULL, "%s",
		      folder_refusal(&f, NULL));
	f.path[strlen(f.path) - 7] = '\0';
	folder_free(&f);
}
END_TEST

struct heard {
	struct buf said;
	size_t skip;
};

static void hear(void *arg, const struct tmpl_message *m)
{
	struct heard *h = arg;

	buf_addf(&h->said, "%s:%d %s|%s|%s\n", m->file + h->skip, m->line,
		 m->context ? m->context : "", m->msg, m->plural ? m->plural : "");
}

START_TEST(messages_are_listed)
{
	struct folder f = folder_new();
	struct heard h = { .skip = strlen(f.path) + 1 };

	buf_init(&h.said, f.arena);
	folder_write(&f, "b.html",
		     "{{#t:menu}}One\n two{{/t}}\n{{#a}}{{#t}}Three {{x|count}}{{/t}}{{/a}}");
	folder_write(&f, "a.txt", "\n{{<l}}{{$x}}{{#plural n}}1{{or}}{{n}}{{/plural}}{{/x}}{{/l}}");
	folder_write(&f, "ignored.js", "{{#t}}No{{/t}}");
	tmpl_messages(f.path, hear, &h);
	ck_assert_str_eq(
		h.said.p,
		"a.txt:2 |1|{{n}}\nb.html:1 menu|One two|\nb.html:3 |Three {{x|count}}|\n");
	folder_free(&f);
}
END_TEST

Suite *tmpl_library_suite(void);
Suite *tmpl_library_suite(void)
{
	Suite *s = suite_create("tmpl_library");
	TCase *tc = tcase_create("library");

	tcase_add_loop_test(tc, page, 0, sizeof rows / sizeof rows[0]);
	tcase_add_test(tc, a_text_is_not_escaped);
	tcase_add_loop_test(tc, page_is_refused, 0, sizeof refused / sizeof refused[0]);
	tcase_add_loop_test(tc, a_translation_keeps_the_tags, 0,
			    sizeof bad_translations / sizeof bad_translations[0]);
	tcase_add_loop_test(tc, a_name_must_exist, 0, sizeof unknown / sizeof unknown[0]);
	tcase_add_test(tc, a_null_is_known);
	tcase_add_test(tc, deep_data_is_refused);
	tcase_add_test(tc, a_change_is_picked_up);
	tcase_add_test(tc, unknown_pages_and_folders_fail);
	tcase_add_test(tc, messages_are_listed);
	suite_add_tcase(s, tc);
	return s;
}
