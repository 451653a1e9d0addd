/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed text comes back as it was, SQL reads it too, and what nobody packed is refused. */
#include "base/pack.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct arena *a;

static void begin(void)
{
	a = arena_new();
}

static void end(void)
{
	arena_free(a);
}

static char *text_of(size_t n)
{
	static const char some[] = "{\"name\":\"林\",\"at\":";
	char *s = arena_alloc(a, n + 1);

	for (size_t i = 0; i < n; i++)
		s[i] = some[(i + i / 977) % (sizeof some - 1)];
	s[n] = '\0';
	return s;
}

static const size_t sizes[] = { 0, 1, 2, 100, 3400, 8400, 65535, 65536, 1000000 };

START_TEST(comes_back)
{
	size_t n = sizes[_i], packed, len = 99;
	const char *text = text_of(n);
	const void *p = pack_text(a, text, n, &packed);
	const char *back = unpack_text(a, p, packed, &len);

	ck_assert_ptr_nonnull(back);
	ck_assert_uint_eq(len, n);
	ck_assert_mem_eq(back, text, n + 1);
	ck_assert(n < 1000 || packed < n / 4);
	ck_assert(n > 0 || packed == 0);
}
END_TEST

/* What MySQL's COMPRESS('Regulars, 常客') gives. */
START_TEST(reads_what_sql_packs)
{
	static const unsigned char by_sql[] = { 0x10, 0x00, 0x00, 0x00, 0x78, 0x9c, 0x0b,
						0x4a, 0x4d, 0x2f, 0xcd, 0x49, 0x2c, 0x2a,
						0xd6, 0x51, 0x78, 0xba, 0x63, 0xc7, 0xd3,
						0x75, 0x8b, 0x00, 0x3b, 0x2b, 0x08, 0x1c };
	size_t len;
	const char *text = unpack_text(a, by_sql, sizeof by_sql, &len);

	ck_assert_ptr_nonnull(text);
	ck_assert_str_eq(text, "Regulars, 常客");
}
END_TEST

START_TEST(refuses_what_is_not_packed)
{
	size_t packed, len;
	unsigned char *p = pack_text(a, text_of(500), 500, &packed);

	ck_assert_ptr_null(unpack_text(a, "{\"a\":1}", 7, &len));
	for (size_t n = 1; n < packed; n++)
		ck_assert_msg(!unpack_text(a, p, n, &len), "%zu of %zu bytes", n, packed);
	p[0]++; /* another length */
	ck_assert_ptr_null(unpack_text(a, p, packed, &len));
	p[0]--;
	p[packed - 1] ^= 1; /* another sum */
	ck_assert_ptr_null(unpack_text(a, p, packed, &len));
	memset(p, 0xff, 4); /* too long to be ours */
	ck_assert_ptr_null(unpack_text(a, p, packed, &len));
}
END_TEST

Suite *base_pack_suite(void)
{
	Suite *s = suite_create("base_pack");
	TCase *t = tcase_create("pack");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_loop_test(t, comes_back, 0, (int)(sizeof sizes / sizeof *sizes));
	tcase_add_test(t, reads_what_sql_packs);
	tcase_add_test(t, refuses_what_is_not_packed);
	suite_add_tcase(s, t);
	return s;
}
