/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled catalogues: both byte orders, contexts, plurals, and files that are broken. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "i18n/inside.h"
#include "support/folder.h"
#include "support/skip.h"

#define HEADER "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"

struct pair {
	const char *from;
	size_t from_len;
	const char *to;
	size_t to_len;
};
#define PAIR(from, to)                                                                             \
	{                                                                                          \
		from, sizeof(from) - 1, to, sizeof(to) - 1                                         \
	}

static const struct pair good[] = {
	PAIR("", HEADER),
	PAIR("Back", "返回"),
	PAIR("Empty", ""),
	PAIR("badge\004Draft", "草稿"),
	PAIR("badge_staff\004Draft", "草"),
	PAIR("{n} item\0{n} items", "{n} 件"),
	PAIR("{n} pack\0{n} packs", "{n} 包\0{n} 包包"),
};
#define N_GOOD (sizeof good / sizeof good[0])

struct file {
	unsigned char p[2048];
	size_t len;
};

static void put(struct file *f, size_t at, uint32_t v, bool swapped)
{
	v = swapped ? __builtin_bswap32(v) : v;
	memcpy(f->p + at, &v, sizeof v);
}

static struct file file_of(const struct pair *pairs, size_t n, bool swapped)
{
	struct file f = { .len = 20 + 16 * n };
	const uint32_t head[] = { 0x950412de, 0, (uint32_t)n, 20, (uint32_t)(20 + 8 * n) };

	for (size_t i = 0; i < 5; i++)
		put(&f, i * 4, head[i], swapped);
	for (size_t i = 0; i < 2 * n; i++) {
		const struct pair *p = &pairs[i % n];
		size_t len = i < n ? p->from_len : p->to_len;

		put(&f, 20 + 8 * i, (uint32_t)len, swapped);
		put(&f, 24 + 8 * i, (uint32_t)f.len, swapped);
		memcpy(f.p + f.len, i < n ? p->from : p->to, len + 1);
		f.len += len + 1;
	}
	return f;
}

/* At the end of its own allocation, so that a byte read behind it is caught. */
static const char *opened(struct mo *mo, const struct file *f, void **copy)
{
	*copy = malloc(f->len ? f->len : 1);
	ck_assert_ptr_nonnull(*copy);
	memcpy(*copy, f->p, f->len);
	return mo_open(mo, *copy, f->len);
}

static const struct {
	const char *context, *msg, *wanted;
} finds[] = {
	{ NULL, "Back", "返回" },
	{ "badge", "Draft", "草稿" },
	{ "badge_staff", "Draft", "草" },
	{ NULL, "{n} item", "{n} 件" },
	{ NULL, "Draft", NULL },
	{ "badge", "Back", NULL },
	{ "bad", "Draft", NULL },
	{ "badge_", "Draft", NULL },
	{ "badges", "Draft", NULL },
	{ NULL, "Bac", NULL },
	{ NULL, "Backs", NULL },
	{ NULL, "{n} items", NULL },
	{ NULL, "zzz", NULL },
	{ "", "Back", NULL },
	{ NULL, "Empty", "" },
};

START_TEST(messages_are_found)
{
	for (int swapped = 0; swapped < 2; swapped++) {
		struct file f = file_of(good, N_GOOD, swapped);
		struct mo mo;
		void *p;
		size_t len;
		const char *to;

		ck_assert_ptr_null(opened(&mo, &f, &p));
		to = mo_find(&mo, finds[_i].context, finds[_i].msg, &len);
		ck_assert_msg((!to && !finds[_i].wanted) ||
				      (to && finds[_i].wanted && !strcmp(to, finds[_i].wanted)),
			      "%s: %s", finds[_i].msg, to);
		free(p);
	}
}
END_TEST

static const struct {
	const char *name;
	struct pair pairs[3];
	size_t n;
	const char *wanted;
} refused[] = {
	{ "no_header", { PAIR("Back", "返回") }, 1, "it has no header" },
	{ "nothing", { PAIR("", "") }, 0, "it has no header" },
	{ "other_encoding",
	  { PAIR("", "Content-Type: text/plain; charset=GB18030\n") },
	  1,
	  "its header does not say charset=UTF-8" },
	{ "unsorted",
	  { PAIR("", HEADER), PAIR("b", "1"), PAIR("a", "2") },
	  3,
	  "the messages are not sorted" },
	{ "twice",
	  { PAIR("", HEADER), PAIR("a", "1"), PAIR("a", "2") },
	  3,
	  "the messages are not sorted" },
	{ "broken_text", { PAIR("", HEADER), PAIR("a", "\xff") }, 2, "a translation is not UTF-8" },
	{ "broken_second_form",
	  { PAIR("", HEADER), PAIR("a\0b", "x\0\xc3") },
	  2,
	  "a translation is not UTF-8" },
};

START_TEST(bad_catalogue_is_refused)
{
	struct file f = file_of(refused[_i].pairs, refused[_i].n, false);
	struct mo mo;
	void *p;
	const char *why = opened(&mo, &f, &p);

	ck_assert_msg(why && !strcmp(why, refused[_i].wanted), "%s: %s", refused[_i].name, why);
	free(p);
}
END_TEST

static const struct {
	size_t at;
	uint32_t value;
	const char *wanted;
} spoiled[] = {
	{ 0, 0x12345678, "it is no catalogue" },
	{ 4, 0x00020000, "its format is newer than known" },
	{ 8, 0xffffffff, "a table lies outside the file" },
	{ 12, 0xfffffff0, "a table lies outside the file" },
	{ 12, 0, "a table lies outside the file" },
	{ 16, 4000, "a table lies outside the file" },
	{ 20, 0xffffffff, "a string lies outside the file" },
	{ 24, 0xffffffff, "a string lies outside the file" },
	{ 28, 3, "a string has no end" },
};

START_TEST(spoiled_number_is_refused)
{
	for (int swapped = 0; swapped < 2; swapped++) {
		struct file f = file_of(good, N_GOOD, swapped);
		struct mo mo;
		void *p;
		const char *why;

		put(&f, spoiled[_i].at, spoiled[_i].value, swapped);
		why = opened(&mo, &f, &p);
		ck_assert_msg(why && !strcmp(why, spoiled[_i].wanted), "%zu: %s", spoiled[_i].at,
			      why);
		free(p);
	}
}
END_TEST

static void look_for_all(const struct mo *mo)
{
	for (size_t i = 0; i < sizeof finds / sizeof finds[0]; i++) {
		size_t len;
		const char *to = mo_find(mo, finds[i].context, finds[i].msg, &len);

		ck_assert(!to || to[len] == '\0');
	}
}

START_TEST(a_cut_file_is_refused)
{
	struct file f = file_of(good, N_GOOD, false);

	while (f.len > 0) {
		struct mo mo;
		void *p;

		f.len--;
		ck_assert_msg(opened(&mo, &f, &p) != NULL, "%zu bytes taken", f.len);
		free(p);
	}
}
END_TEST

START_TEST(noise_does_no_harm)
{
	uint32_t seed = 99;

	for (int i = 0; i < 50000; i++) {
		struct file f = file_of(good, N_GOOD, i % 2);
		struct mo mo;
		void *p;

		for (int k = 0; k < 1 + i % 4; k++) {
			seed = seed * 1664525 + 1013904223;
			f.p[(seed >> 8) % f.len] = (unsigned char)(seed >> 24);
		}
		if (!opened(&mo, &f, &p))
			look_for_all(&mo);
		free(p);
	}
}
END_TEST

/* ---- from a folder ---- */

static void write_file(const char *path, const struct file *f)
{
	FILE *out = fopen(path, "wb");

	ck_assert_ptr_nonnull(out);
	ck_assert_uint_eq(fwrite(f->p, 1, f->len, out), f->len);
	ck_assert_int_eq(fclose(out), 0);
}

struct job {
	const char *dir;
	struct catalogues *c;
};

static void load(void *arg)
{
	struct job *j = arg;

	j->c = catalogues_load(j->dir);
}

START_TEST(a_folder_is_loaded)
{
	struct arena *a = arena_new();
	char *dir = support_folder(a), *path;
	const char *forms[4];
	struct file f = file_of(good, N_GOOD, false);
	struct job j = { .dir = dir };
	struct failure why;

	path = arena_printf(a, "%s/zh_CN.mo", dir);
	ck_assert(!fail_run(load, &j, &why));
	ck_assert_str_eq(why.message, arena_printf(a, "%s: No such file or directory", path));
	write_file(path, &f);
	ck_assert(fail_run(load, &j, &why));
	ck_assert_str_eq(i18n_text(j.c, LANG_ZH, NULL, "Back"), "返回");
	ck_assert_str_eq(i18n_text(j.c, LANG_EN, NULL, "Back"), "Back");
	ck_assert_str_eq(i18n_text(j.c, LANG_ZH, NULL, "Empty"), "Empty");
	ck_assert_str_eq(i18n_text(j.c, LANG_ZH, NULL, ""), "");
	ck_assert_uint_eq(i18n_plural_forms(j.c, LANG_ZH, "{n} item", "{n} items", forms), 1);
	ck_assert_str_eq(forms[0], "{n} 件");
	ck_assert_uint_eq(i18n_plural_forms(j.c, LANG_ZH, "{n} new", "{n} news", forms), 1);
	ck_assert_str_eq(forms[0], "{n} news");
	ck_assert_uint_eq(i18n_plural_forms(j.c, LANG_EN, "{n} item", "{n} items", forms), 2);
	ck_assert_str_eq(forms[1], "{n} items");
	ck_assert_str_eq(label_text(j.c, LANG_ZH, "badge", "draft"), "草稿");
	ck_assert_str_eq(label_text(j.c, LANG_EN, "badge", "draft"), "Draft");
	ck_assert_str_eq(label_text(j.c, LANG_ZH, "badge", "closed"), "Closed");
	ck_assert_ptr_null(label_text(j.c, LANG_ZH, "badge", "nonsense"));
	catalogues_free(j.c);
	f.len -= 3;
	write_file(path, &f);
	ck_assert(!fail_run(load, &j, &why));
	ck_assert_str_eq(why.message,
			 arena_printf(a, "%s: not a good catalogue: a string lies outside the file",
				      path));
	arena_free(a);
}
END_TEST

Suite *i18n_mo_suite(void);
Suite *i18n_mo_suite(void)
{
	Suite *s = suite_create("i18n_mo");
	TCase *tc = tcase_create("mo");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, messages_are_found, 0, sizeof finds / sizeof finds[0]);
	tcase_add_loop_test(tc, bad_catalogue_is_refused, 0, sizeof refused / sizeof refused[0]);
	tcase_add_loop_test(tc, spoiled_number_is_refused, 0, sizeof spoiled / sizeof spoiled[0]);
	tcase_add_test(tc, a_cut_file_is_refused);
	tcase_add_test(tc, noise_does_no_harm);
	tcase_add_test(tc, a_folder_is_loaded);
	suite_add_tcase(s, tc);
	return s;
}
