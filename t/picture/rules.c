/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first look at a file says of it. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "picture/files.h"
#include "picture/inside.h"
#include "picture/look.h"

#define N(a) (sizeof(a) / sizeof *(a))

static struct arena *a;

static void setup(void)
{
	a = arena_new();
}

static void teardown(void)
{
	arena_free(a);
}

static struct picture_facts look(struct file f)
{
	/* at the very end of what may be read */
	char *p = arena_memdup(a, f.p, f.len);

	return picture_look((const uint8_t *)p, f.len);
}

static enum picture_fault judge(struct file f)
{
	struct picture_facts facts = look(f);

	return picture_judge(&facts, f.len);
}

static void has(struct file f, enum picture_type type, unsigned width, unsigned height)
{
	struct picture_facts facts = look(f);

	ck_assert_int_eq(facts.type, type);
	ck_assert_uint_eq(facts.width, width);
	ck_assert_uint_eq(facts.height, height);
	ck_assert(!facts.animated);
	ck_assert_int_eq(picture_judge(&facts, f.len), PICTURE_FINE);
}

START_TEST(types_and_measures_are_read_from_the_content)
{
	has(file_png(a, 40, 30), PICTURE_PNG, 40, 30);
	has(file_png_of_16_bits(a), PICTURE_PNG, 64, 64);
	has(file_jpeg(a, 40, 30, 1), PICTURE_JPEG, 40, 30);
	has(file_jpeg_of_ink(a), PICTURE_JPEG, 64, 64);
	has(file_webp(a, 40, 30), PICTURE_WEBP, 40, 30);
}
END_TEST

/* The heads of the two forms that the encoder above does not write. */
START_TEST(the_other_forms_of_webp_have_measures_too)
{
	static const char lossy[] = "RIFF\x16\0\0\0WEBPVP8 \12\0\0\0\x30\1\0\x9d\1\x2a\x2c\1\xc8\0",
			  more[] = "RIFF\x16\0\0\0WEBPVP8X\12\0\0\0\x10\0\0\0\x2b\1\0\xc7\0\0";

	has((struct file){ lossy, sizeof lossy - 1 }, PICTURE_WEBP, 300, 200);
	has((struct file){ more, sizeof more - 1 }, PICTURE_WEBP, 300, 200);
}
END_TEST

START_TEST(which_way_is_up_is_read_from_both_kinds_of_exif)
{
	static const char intel[] =
		"II*\0\10\0\0\0\2\0\1\1\3\0\1\0\0\0\5\0\0\0\x12\1\3\0\1\0\0\0\6\0\0\0";
	char png[100] = "\x89PNG\r\n\x1a\n\0\0\0\x22"
			"eXIf";

	for (int up = 1; up <= 8; up++)
		ck_assert_int_eq(look(file_jpeg(a, 16, 16, up)).orientation, up);
	ck_assert_int_eq(look(file_jpeg(a, 16, 16, 0)).orientation, 1);
	ck_assert_int_eq(look(file_jpeg(a, 16, 16, 9)).orientation, 1);
	memcpy(png + 16, intel, sizeof intel - 1);
	ck_assert_int_eq(look((struct file){ png, 16 + 34 + 4 }).orientation, 6);
}
END_TEST

START_TEST(what_cannot_be_shown_is_said)
{
	struct file png = file_png(a, 64, 64), jpeg = file_jpeg(a, 64, 64, 1);

	ck_assert_int_eq(judge((struct file){ "", 0 }), PICTURE_EMPTY);
	ck_assert_int_eq(judge((struct file){ "GIF", 3 }), PICTURE_NO_PICTURE);
	ck_assert_int_eq(judge(file_gif(a)), PICTURE_NO_PICTURE);
	ck_assert_int_eq(judge((struct file){ "<svg xmlns='x'/>", 16 }), PICTURE_NO_PICTURE);
	ck_assert_int_eq(judge(file_png_animated(a)), PICTURE_ANIMATED);
	ck_assert_int_eq(judge(file_webp_animated(a)), PICTURE_ANIMATED);
	ck_assert_int_eq(judge(file_cut(png, 8)), PICTURE_DAMAGED);
	ck_assert_int_eq(judge(file_cut(jpeg, 20)), PICTURE_DAMAGED);
	ck_assert_int_eq(judge(file_cut(png, png.len / 2)), PICTURE_FINE);
}
END_TEST

static const struct {
	uint32_t width, height;
	enum picture_fault wanted;
} measures[] = {
	{ 1, 1, PICTURE_FINE },
	{ 0, 5, PICTURE_DAMAGED },
	{ 5, 0, PICTURE_DAMAGED },
	{ 10000, 5000, PICTURE_FINE },
	{ 10000, 5001, PICTURE_TOO_MANY_PIXELS },
	{ 20000, 2500, PICTURE_FINE },
	{ 20001, 1, PICTURE_TOO_MANY_PIXELS },
	{ 1, 20001, PICTURE_TOO_MANY_PIXELS },
	{ UINT32_MAX, UINT32_MAX, PICTURE_TOO_MANY_PIXELS },
};

START_TEST(pixels_have_a_limit)
{
	struct picture_facts f = { PICTURE_PNG, measures[_i].width, measures[_i].height, false, 1 };

	ck_assert_int_eq(picture_judge(&f, 100), measures[_i].wanted);
}
END_TEST

START_TEST(bytes_have_a_limit)
{
	struct picture_facts f = { PICTURE_PNG, 10, 10, false, 1 };

	ck_assert_int_eq(picture_judge(&f, PICTURE_BYTES_MAX), PICTURE_FINE);
	ck_assert_int_eq(picture_judge(&f, PICTURE_BYTES_MAX + 1), PICTURE_TOO_LARGE);
}
END_TEST

/* Whatever is cut off or changed, nothing beyond the end is read: the sanitizers watch. */
START_TEST(noise_is_only_looked_at)
{
	struct file files[] = { file_png(a, 16, 16), file_jpeg(a, 16, 16, 6), file_webp(a, 16, 16),
				file_webp_animated(a) };
	uint32_t dice = 12345;

	for (size_t i = 0; i < N(files); i++) {
		for (size_t len = 0; len <= files[i].len; len++) {
			uint8_t *p = malloc(len + 1);

			memcpy(p, files[i].p, len);
			(void)picture_look(p, len);
			for (int times = 0; times < 4 && len > 12; times++) {
				dice = dice * 1664525 + 1013904223;
				p[12 + dice % (len - 12)] = (uint8_t)(dice >> 24);
				(void)picture_look(p, len);
			}
			free(p);
		}
	}
}
END_TEST

/* ---- variants ---- */

static const struct {
	const char *text;
	bool fits;
	uint64_t value_id;
	const char *sku_code;
} of_rows[] = {
	{ "", true, 0, NULL },
	{ "value:12", true, 12, NULL },
	{ "value:", false, 0, NULL },
	{ "value:0", false, 0, NULL },
	{ "value:1x", false, 0, NULL },
	{ "value:-1", false, 0, NULL },
	{ "value:99999999999999999999", false, 0, NULL },
	{ "sku:MUG-RED", true, 0, "MUG-RED" },
	{ "sku:", false, 0, NULL },
	{ "sku", false, 0, NULL },
	{ "12", false, 0, NULL },
	{ "product", false, 0, NULL },
};

START_TEST(what_it_shows_is_said_by_a_value_or_a_sku)
{
	uint64_t value_id;
	const char *sku_code;

	ck_assert_int_eq(picture_split_of(of_rows[_i].text, &value_id, &sku_code),
			 of_rows[_i].fits);
	if (!of_rows[_i].fits)
		return;
	ck_assert_uint_eq(value_id, of_rows[_i].value_id);
	ck_assert_pstr_eq(sku_code, of_rows[_i].sku_code);
	if (*of_rows[_i].text)
		ck_assert_str_eq(picture_of_word(a,
						 &(struct picture_of){ .value_id = value_id,
								       .sku_id = sku_code != NULL,
								       .sku_code = sku_code }),
				 of_rows[_i].text);
}
END_TEST

#define WAITS(id_)                                                                                 \
	{                                                                                          \
		.id = id_, .state = PICTURE_WAITING                                                \
	}
#define READY(id_)                                                                                 \
	{                                                                                          \
		.id = id_, .state = PICTURE_READY                                                  \
	}
#define OF(id_)                                                                                    \
	{                                                                                          \
		.id = id_, .state = PICTURE_READY, .of = {.value_id = 9 }                          \
	}
#define OF_SKU(id_)                                                                                \
	{                                                                                          \
		.id = id_, .state = PICTURE_READY, .of = {.sku_id = 9 }                            \
	}
static const struct {
	const char *name;
	struct picture all[3];
	size_t n;
	uint64_t first; /* 0: none */
} first_rows[] = {
	{ "none", { { 0 } }, 0, 0 },
	{ "one that waits", { WAITS(1) }, 1, 0 },
	{ "the first that is ready", { WAITS(1), READY(2), READY(3) }, 3, 2 },
	{ "one of the whole before those of variants", { OF(1), OF_SKU(2), READY(3) }, 3, 3 },
	{ "one of a variant where there is no other", { WAITS(1), OF(2), OF_SKU(3) }, 3, 2 },
};

START_TEST(one_stands_for_the_product)
{
	const struct picture *p = picture_first(first_rows[_i].all, first_rows[_i].n);

	ck_assert_msg((p ? p->id : 0) == first_rows[_i].first, "%s", first_rows[_i].name);
}
END_TEST

Suite *picture_rules_suite(void)
{
	Suite *s = suite_create("picture_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, types_and_measures_are_read_from_the_content);
	tcase_add_test(tc, the_other_forms_of_webp_have_measures_too);
	tcase_add_test(tc, which_way_is_up_is_read_from_both_kinds_of_exif);
	tcase_add_test(tc, what_cannot_be_shown_is_said);
	tcase_add_loop_test(tc, pixels_have_a_limit, 0, N(measures));
	tcase_add_test(tc, bytes_have_a_limit);
	tcase_add_test(tc, noise_is_only_looked_at);
	tcase_add_loop_test(tc, what_it_shows_is_said_by_a_value_or_a_sku, 0, N(of_rows));
	tcase_add_loop_test(tc, one_stands_for_the_product, 0, N(first_rows));
	suite_add_tcase(s, tc);
	return s;
}
