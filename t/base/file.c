/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of reading whole files. */
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/rows.h"
#include "support/folder.h"

static struct arena *a;
static char *path;
static int fd;

static void set_up(void)
{
	a = arena_new();
	path = arena_printf(a, "%s/file", support_folder(a));
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ck_assert_int_ge(fd, 0);
}

static void tear_down(void)
{
	close(fd);
	arena_free(a);
}

START_TEST(bytes_are_read_whole)
{
	size_t len = 9;

	ck_assert_str_eq(file_read(a, path, &len), "");
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(write(fd, "a\0b\n", 4), 4);
	ck_assert_mem_eq(file_read(a, path, &len), "a\0b\n", 5);
	ck_assert_uint_eq(len, 4);
	ck_assert_ptr_nonnull(file_read(a, path, NULL));
}
END_TEST

START_TEST(what_is_no_file_says_why)
{
	ck_assert_ptr_null(file_read(a, "/nowhere/file", NULL));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_ptr_null(file_read(a, "/", NULL));
	ck_assert_int_eq(errno, EISDIR);
	ck_assert_ptr_null(file_read(a, "/dev/null", NULL));
	ck_assert_int_eq(errno, EFBIG);
	ck_assert_int_eq(ftruncate(fd, ((off_t)64 << 20) + 1), 0);
	ck_assert_ptr_null(file_read(a, path, NULL));
	ck_assert_int_eq(errno, EFBIG);
}
END_TEST

Suite *base_file_suite(void)
{
	Suite *s = suite_create("base_file");
	TCase *t = tcase_create("file");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, bytes_are_read_whole);
	tcase_add_test(t, what_is_no_file_says_why);
	suite_add_tcase(s, t);
	return s;
}
