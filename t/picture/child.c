/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that decodes: what comes out of it for files of every kind, and what it may not do.
 */
#include "picture/child.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "confine.h"
#include "picture/files.h"
#include "picture/look.h"
#include "support/app.h"

static struct app *app;
static struct work w;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	ck_assert_int_eq(mkdir(arena_printf(app->arena, "%s/spool", app->config->var_dir), 0700),
			 0);
}

static void teardown(void)
{
	support_app_free(app);
}

static struct picture_made make(struct file f)
{
	uint64_t id = work_id(&w);

	file_keep(app->arena, picture_spool_path(&w, id), f.p, f.len);
	return picture_make(&w, id, "0123", PICTURE_OF_PRODUCT);
}

static struct file made(enum picture_size size)
{
	struct file f;

	f.p = file_read(app->arena, picture_media_path(&w, "0123", size), &f.len);
	ck_assert_ptr_nonnull(f.p);
	return f;
}

static bool is_there(enum picture_size size)
{
	return access(picture_media_path(&w, "0123", size), F_OK) == 0;
}

/* Quarters show these colours, up to what the encoder loses. */
static void shows(struct file f, int width, int height, const enum quarter wanted[QUARTER__MAX])
{
	struct shown s = file_look(f);

	ck_assert_int_eq(s.width, width);
	ck_assert_int_eq(s.height, height);
	for (int q = 0; q < QUARTER__MAX; q++) {
		for (int i = 0; i < 3; i++)
			ck_assert_msg(abs(s.px[q][i] - file_colour[wanted[q]][i]) < 40,
				      "quarter %d: %d %d %d", q, s.px[q][0], s.px[q][1],
				      s.px[q][2]);
	}
}

static const enum quarter as_it_is[] = { TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT };

static void all_show(struct file f)
{
	struct picture_made m = make(f);

	ck_assert_int_eq(m.fault, PICTURE_FINE);
	for (int i = 0; i <= PICTURE_LARGE; i++)
		shows(made((enum picture_size)i), 64, 64, as_it_is);
}

START_TEST(every_kind_of_file_becomes_the_same_picture)
{
	all_show(file_png(app->arena, 64, 64));
	all_show(file_jpeg(app->arena, 64, 64, 1));
	all_show(file_webp(app->arena, 64, 64));
	all_show(file_jpeg_of_ink(app->arena));
}
END_TEST

START_TEST(sixteen_bits_become_eight)
{
	struct picture_made m = make(file_png_of_16_bits(app->arena));
	struct shown s = file_look(made(PICTURE_LARGE));

	ck_assert_int_eq(m.fault, PICTURE_FINE);
	ck_assert_int_gt(s.px[TOP_LEFT][0], 240);
	ck_assert_int_lt(s.px[TOP_LEFT][2], 15);
	ck_assert_int_gt(s.px[BOTTOM_LEFT][2], 240);
}
END_TEST

START_TEST(three_sizes_are_made_and_small_ones_stay_small)
{
	struct picture_made m = make(file_jpeg(app->arena, 3000, 2000, 1));

	ck_assert_int_eq(m.fault, PICTURE_FINE);
	ck_assert_int_eq(m.width, 1200);
	ck_assert_int_eq(m.height, 800);
	shows(made(PICTURE_LARGE), 1200, 800, as_it_is);
	shows(made(PICTURE_MEDIUM), 480, 320, as_it_is);
	shows(made(PICTURE_SMALL), 112, 75, as_it_is);
	m = make(file_png(app->arena, 200, 10));
	ck_assert_int_eq(m.width, 200);
	shows(made(PICTURE_MEDIUM), 200, 10, as_it_is);
	shows(made(PICTURE_SMALL), 112, 6, as_it_is);
}
END_TEST

START_TEST(what_shines_through_does_so_still)
{
	ck_assert_int_eq(make(file_png_seen_through(app->arena)).fault, PICTURE_FINE);
	ck_assert_int_eq(file_look(made(PICTURE_SMALL)).px[TOP_LEFT][3], 0);
	ck_assert_int_eq(file_look(made(PICTURE_SMALL)).px[TOP_RIGHT][3], 255);
}
END_TEST

/* Which quarter of the file stands where. */
static const enum quarter turned[9][QUARTER__MAX] = {
	[1] = { TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT },
	[2] = { TOP_RIGHT, TOP_LEFT, BOTTOM_RIGHT, BOTTOM_LEFT },
	[3] = { BOTTOM_RIGHT, BOTTOM_LEFT, TOP_RIGHT, TOP_LEFT },
	[4] = { BOTTOM_LEFT, BOTTOM_RIGHT, TOP_LEFT, TOP_RIGHT },
	[5] = { TOP_LEFT, BOTTOM_LEFT, TOP_RIGHT, BOTTOM_RIGHT },
	[6] = { BOTTOM_LEFT, TOP_LEFT, BOTTOM_RIGHT, TOP_RIGHT },
	[7] = { BOTTOM_RIGHT, TOP_RIGHT, BOTTOM_LEFT, TOP_LEFT },
	[8] = { TOP_RIGHT, BOTTOM_RIGHT, TOP_LEFT, BOTTOM_LEFT },
};

START_TEST(exif_says_which_way_is_up)
{
	bool lies = _i >= 5;
	struct picture_made m = make(file_jpeg(app->arena, 96, 64, _i));

	ck_assert_int_eq(m.fault, PICTURE_FINE);
	shows(made(PICTURE_LARGE), lies ? 64 : 96, lies ? 96 : 64, turned[_i]);
	shows(made(PICTURE_SMALL), lies ? 64 : 96, lies ? 96 : 64, turned[_i]);
}
END_TEST

/* It lies on its side in the file. */
START_TEST(a_logo_is_made_for_pages_and_for_mails)
{
	struct file f = file_jpeg(app->arena, 900, 1800, 6), png;
	uint64_t id = work_id(&w);
	struct picture_made m;

	file_keep(app->arena, picture_spool_path(&w, id), f.p, f.len);
	m = picture_make(&w, id, "0123", PICTURE_OF_SHOP);
	ck_assert_int_eq(m.fault, PICTURE_FINE);
	ck_assert_int_eq(m.width, 144);
	ck_assert_int_eq(m.height, 72);
	shows(made(PICTURE_LOGO), 144, 72, turned[6]);
	png = made(PICTURE_LOGO_MAIL);
	ck_assert_mem_eq(png.p, "\x89PNG\r\n\x1a\n", 8);
	ck_assert_mem_eq(png.p + 16, "\0\0\0\x90\0\0\0\x48", 8);
	ck_assert_ptr_null(memmem(png.p, png.len, FILE_PLACE, strlen(FILE_PLACE)));
	ck_assert(!is_there(PICTURE_SMALL));
}
END_TEST

START_TEST(where_it_was_taken_is_not_passed_on)
{
	struct file f = file_jpeg(app->arena, 64, 64, 1);

	ck_assert_ptr_nonnull(memmem(f.p, f.len, FILE_PLACE, strlen(FILE_PLACE)));
	ck_assert_int_eq(make(f).fault, PICTURE_FINE);
	for (int i = 0; i <= PICTURE_LARGE; i++) {
		struct file out = made((enum picture_size)i);

		ck_assert_ptr_null(memmem(out.p, out.len, FILE_PLACE, strlen(FILE_PLACE)));
		ck_assert_ptr_null(memmem(out.p, out.len, "EXIF", 4));
	}
}
END_TEST

static void is_refused(struct file f, enum picture_fault wanted)
{
	struct picture_made m = make(f);

	ck_assert_msg(m.fault == wanted, "%s, wanted %s", picture_fault_word[m.fault],
		      picture_fault_word[wanted]);
	for (int i = 0; i <= PICTURE_LARGE; i++)
		ck_assert(!is_there((enum picture_size)i));
}

START_TEST(what_cannot_be_read_is_refused_and_leaves_nothing)
{
	struct file png = file_png(app->arena, 300, 300), jpeg = file_jpeg(app->arena, 300, 300, 1),
		    webp = file_webp(app->arena, 300, 300);

	is_refused((struct file){ "", 0 }, PICTURE_EMPTY);
	is_refused(file_gif(app->arena), PICTURE_NO_PICTURE);
	is_refused(file_cut(png, png.len / 2), PICTURE_DAMAGED);
	is_refused(file_cut(jpeg, jpeg.len * 2 / 3), PICTURE_DAMAGED);
	is_refused(file_cut(webp, webp.len / 2), PICTURE_DAMAGED);
	is_refused(file_png_animated(app->arena), PICTURE_ANIMATED);
	is_refused(file_webp_animated(app->arena), PICTURE_ANIMATED);
	is_refused(file_png_bomb(app->arena, 10000), PICTURE_TOO_MANY_PIXELS);
}
END_TEST

/* A head that says less than is there. */
START_TEST(a_head_that_lies_is_refused)
{
	struct file bomb = file_png_bomb(app->arena, 3000);

	memcpy((char *)bomb.p + 16, "\0\0\0\x10\0\0\0\x10", 8);
	is_refused(bomb, PICTURE_DAMAGED);
}
END_TEST

static void nothing_works(void)
{
	int fd = open("/etc/passwd", O_RDONLY);

	confine_decoder(3);
	if (fd >= 0 && fcntl(fd, F_GETFD) >= 0)
		_exit(10);
	if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EPERM)
		_exit(11);
	if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || errno != EPERM)
		_exit(12);
	if (fork() >= 0)
		_exit(13);
	if (execl("/bin/true", "true", (char *)NULL) == 0 || errno != EPERM)
		_exit(14);
	if (kill(getppid(), 0) == 0)
		_exit(15);
	_exit(0);
}

START_TEST(a_decoder_reaches_nothing)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		nothing_works();
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

Suite *picture_child_suite(void)
{
	Suite *s = suite_create("picture_child");
	TCase *tc = tcase_create("child");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, every_kind_of_file_becomes_the_same_picture);
	tcase_add_test(tc, sixteen_bits_become_eight);
	tcase_add_test(tc, three_sizes_are_made_and_small_ones_stay_small);
	tcase_add_test(tc, what_shines_through_does_so_still);
	tcase_add_loop_test(tc, exif_says_which_way_is_up, 1, 9);
	tcase_add_test(tc, a_logo_is_made_for_pages_and_for_mails);
	tcase_add_test(tc, where_it_was_taken_is_not_passed_on);
	tcase_add_test(tc, what_cannot_be_read_is_refused_and_leaves_nothing);
	tcase_add_test(tc, a_head_that_lies_is_refused);
	tcase_add_test(tc, a_decoder_reaches_nothing);
	suite_add_tcase(s, tc);
	return s;
}
