/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picture files of every kind, made with the libraries that read them: red and green above, blue
 * and white below. */
#ifndef REGULARS_T_PICTURE_FILES_H
#define REGULARS_T_PICTURE_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

struct file {
	const char *p;
	size_t len;
};
enum quarter { TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT, QUARTER__MAX };
extern const uint8_t file_colour[QUARTER__MAX][3];

struct file file_png(struct arena *a, unsigned width, unsigned height);
struct file file_png_of_16_bits(struct arena *a);
struct file file_png_seen_through(struct arena *a); /* its top left quarter is */
struct file file_png_animated(struct arena *a);
struct file file_png_bomb(struct arena *a, unsigned side); /* a few bytes a row */
/* With an EXIF part that says which way is up, and where it was taken: PLACE. */
#define FILE_PLACE "N31E121-taken-here"
struct file file_jpeg(struct arena *a, unsigned width, unsigned height, int orientation);
struct file file_jpeg_of_ink(struct arena *a); /* CMYK as Adobe's programs write it */
struct file file_webp(struct arena *a, unsigned width, unsigned height);
struct file file_webp_animated(struct arena *a);
struct file file_gif(struct arena *a);
struct file file_cut(struct file f, size_t len);

/* What a WebP file shows at the middle of a quarter; its measures. */
struct shown {
	int width, height;
	uint8_t px[QUARTER__MAX][4];
};
struct shown file_look(struct file f);

#endif
