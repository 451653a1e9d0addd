/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the arena: alignment, growth, releases, cJSON's nodes. */
#include "base/arena.h"
#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/rows.h"

static struct arena *a;

static void set_up(void)
{
	a = arena_new();
}

static void tear_down(void)
{
	arena_free(a);
}

START_TEST(memory_is_aligned_and_apart)
{
	char *p[2000];

	for (size_t i = 0; i < 2000; i++) {
		size_t size = i * 7 % 301;

		p[i] = arena_alloc(a, size);
		require((uintptr_t)p[i] % 16 == 0);
		memset(p[i], (int)(i % 251), size);
	}
	for (size_t i = 0; i < 2000; i++)
		for (size_t j = 0; j < i * 7 % 301; j++)
			require((unsigned char)p[i][j] == i % 251);
}
END_TEST

START_TEST(zeroed_memory_is_zero_after_a_reset)
{
	unsigned char *p = arena_alloc(a, 5000);

	memset(p, 0xff, 5000);
	arena_reset(a);
	p = arena_zalloc(a, 5000);
	for (size_t i = 0; i < 5000; i++)
		require(p[i] == 0);
	p = arena_array(a, 100, 7);
	for (size_t i = 0; i < 700; i++)
		require(p[i] == 0);
}
END_TEST

START_TEST(large_and_small_allocations_mix)
{
	char *small = arena_strdup(a, "before"), *large, *after;

	large = arena_alloc(a, (size_t)3 << 20);
	memset(large, 'x', (size_t)3 << 20);
	after = arena_strdup(a, "after");
	ck_assert_str_eq(small, "before");
	ck_assert_str_eq(after, "after");
	ck_assert_int_eq(large[((size_t)3 << 20) - 1], 'x');
	arena_reset(a);
	ck_assert_uint_eq(arena_used(a), 0);
	ck_assert_str_eq(arena_strdup(a, "again"), "again");
}
END_TEST

START_TEST(newest_allocation_grows_in_place)
{
	char *p = arena_alloc(a, 10), *q;

	memcpy(p, "123456789", 10);
	q = arena_grow(a, p, 10, 1000);
	ck_assert_ptr_eq(p, q);
	arena_alloc(a, 1);
	q = arena_grow(a, p, 1000, 2000);
	ck_assert_ptr_ne(p, q);
	ck_assert_str_eq(q, "123456789");
	ck_assert_ptr_eq(arena_grow(a, q, 2000, 10), q);
	q = arena_grow(a, q, 2000, (size_t)5 << 20);
	ck_assert_str_eq(q, "123456789");
	ck_assert_ptr_nonnull(arena_grow(a, NULL, 0, 5));
}
END_TEST

START_TEST(used_counts_bytes)
{
	char *p;

	arena_alloc(a, 100);
	p = arena_alloc(a, 50);
	ck_assert_uint_eq(arena_used(a), 150);
	arena_grow(a, p, 50, 60);
	ck_assert_uint_eq(arena_used(a), 160);
}
END_TEST

START_TEST(texts_are_copied)
{
	char long_text[1000];

	memset(long_text, 'y', sizeof long_text);
	long_text[sizeof long_text - 1] = '\0';
	ck_assert_ptr_null(arena_strdup(a, NULL));
	ck_assert_str_eq(arena_strndup(a, "abcdef", 3), "abc");
	ck_assert_str_eq(arena_printf(a, "%d-%s", 7, "x"), "7-x");
	ck_assert_str_eq(arena_printf(a, "%s", long_text), long_text);
	ck_assert_mem_eq(arena_memdup(a, "a\0b", 3), "a\0b", 3);
}
END_TEST

static int order[3], released;

static void note(void *p)
{
	order[released++] = *(int *)p;
}

START_TEST(deferred_releases_run_last_first_and_once)
{
	static int one = 1, two = 2;

	released = 0;
	arena_defer(a, note, &one);
	arena_defer(a, note, &two);
	arena_reset(a);
	ck_assert_int_eq(released, 2);
	ck_assert_int_eq(order[0], 2);
	ck_assert_int_eq(order[1], 1);
	arena_reset(a);
	ck_assert_int_eq(released, 2);
	arena_defer(a, note, &one);
	arena_free(a);
	ck_assert_int_eq(released, 3);
	a = NULL;
	arena_free(NULL);
}
END_TEST

static void ask_too_much(void *unused)
{
	(void)unused;
	arena_array(a, SIZE_MAX / 2, 3);
}

static void ask_more_than_memory(void *unused)
{
	(void)unused;
	arena_alloc(a, SIZE_MAX - 5);
}

START_TEST(impossible_sizes_fail)
{
	struct failure f;

	ck_assert(!fail_run(ask_too_much, NULL, &f));
	ck_assert(!fail_run(ask_more_than_memory, NULL, &f));
	ck_assert_str_eq(arena_strdup(a, "still usable"), "still usable");
}
END_TEST

/* Nodes of an arena, of malloc, and of an arena that is no longer set: each may be deleted. */
START_TEST(cjson_nodes_come_from_the_arena_set)
{
	cJSON *ours, *theirs;
	struct arena *before;

	arena_install_cjson();
	theirs = cJSON_Parse("{\"a\":[1,2,{\"b\":\"text\"}]}");
	ck_assert_uint_eq(arena_used(a), 0);
	before = arena_use_for_cjson(a);
	ck_assert_ptr_null(before);
	ours = cJSON_Parse("{\"a\":[1,2,{\"b\":\"text\"}]}");
	ck_assert_uint_gt(arena_used(a), 5 * sizeof(cJSON));
	ck_assert(cJSON_Compare(ours, theirs, true));
	cJSON_Delete(theirs);
	ck_assert_ptr_eq(arena_use_for_cjson(NULL), a);
	cJSON_Delete(ours);
	theirs = cJSON_CreateString("x");
	cJSON_Delete(theirs);
	arena_use_for_cjson(a);
	arena_free(a);
	a = NULL;
	ck_assert_ptr_null(arena_use_for_cjson(NULL));
}
END_TEST

Suite *base_arena_suite(void)
{
	Suite *s = suite_create("base_arena");
	TCase *t = tcase_create("arena");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, memory_is_aligned_and_apart);
	tcase_add_test(t, zeroed_memory_is_zero_after_a_reset);
	tcase_add_test(t, large_and_small_allocations_mix);
	tcase_add_test(t, newest_allocation_grows_in_place);
	tcase_add_test(t, used_counts_bytes);
	tcase_add_test(t, texts_are_copied);
	tcase_add_test(t, deferred_releases_run_last_first_and_once);
	tcase_add_test(t, impossible_sizes_fail);
	tcase_add_test(t, cjson_nodes_come_from_the_arena_set);
	suite_add_tcase(s, t);
	return s;
}
