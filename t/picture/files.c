/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture/files.h"
#include <check.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>
#include <webp/encode.h>
/* after FILE */
#include <jpeglib.h>

enum { SIDE = 64 };

const uint8_t file_colour[QUARTER__MAX][3] = {
	[TOP_LEFT] = { 220, 20, 20 },
	[TOP_RIGHT] = { 20, 200, 20 },
	[BOTTOM_LEFT] = { 20, 20, 220 },
	[BOTTOM_RIGHT] = { 250, 250, 250 },
};

static struct file kept(struct arena *a, const void *p, size_t len)
{
	return (struct file){ arena_memdup(a, p, len), len };
}

static enum quarter quarter_at(unsigned x, unsigned y, unsigned width, unsigned height)
{
	return (enum quarter)((y >= height / 2) * 2 + (x >= width / 2));
}

static uint8_t *pixels(struct arena *a, unsigned width, unsigned height, bool seen_through)
{
	uint8_t *px = arena_alloc(a, (size_t)width * height * 4);

	for (unsigned y = 0; y < height; y++) {
		for (unsigned x = 0; x < width; x++) {
			enum quarter q = quarter_at(x, y, width, height);
			uint8_t *to = px + ((size_t)y * width + x) * 4;

			memcpy(to, file_colour[q], 3);
			to[3] = seen_through && q == TOP_LEFT ? 0 : 255;
		}
	}
	return px;
}

/* ---- PNG ---- */

static struct file write_png(struct arena *a, unsigned width, unsigned height, unsigned format,
			     const void *px)
{
	png_image image = {
		.version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = format
	};
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
	uint8_t *p = arena_alloc(a, size);

	ck_assert_int_ne(png_image_write_to_memory(&image, p, &size, 0, px, 0, NULL), 0);
	return (struct file){ (char *)p, size };
}

struct file file_png(struct arena *a, unsigned width, unsigned height)
{
	return write_png(a, width, height, PNG_FORMAT_RGBA, pixels(a, width, height, false));
}

struct file file_png_seen_through(struct arena *a)
{
	return write_png(a, SIDE, SIDE, PNG_FORMAT_RGBA, pixels(a, SIDE, SIDE, true));
}

struct file file_png_of_16_bits(struct arena *a)
{
	const uint8_t *px = pixels(a, SIDE, SIDE, false);
	uint16_t *wide = arena_array_of(a, SIDE * SIDE * 4, uint16_t);

	/* linear light, as that form of the library has it */
	for (size_t i = 0; i < SIDE * SIDE * 4; i++)
		wide[i] = (uint16_t)(px[i] > 128 ? 65535 : 0);
	return write_png(a, SIDE, SIDE, PNG_FORMAT_LINEAR_RGB_ALPHA, wide);
}

/* A chunk put in behind the head. */
static struct file put_in(struct arena *a, struct file f, size_t at, const void *p, size_t len)
{
	char *to = arena_alloc(a, f.len + len);

	memcpy(to, f.p, at);
	memcpy(to + at, p, len);
	memcpy(to + at + len, f.p + at, f.len - at);
	return (struct file){ to, f.len + len };
}

struct file file_png_animated(struct arena *a)
{
	static const char frames[] = "\0\0\0\10acTL\0\0\0\2\0\0\0\0\xf3\x8d\x93\x70";

	return put_in(a, file_png(a, SIDE, SIDE), 33, frames, sizeof frames - 1);
}

static void keep_png(png_structp png, png_bytep p, size_t len)
{
	struct file *f = png_get_io_ptr(png);

	memcpy((char *)f->p + f->len, p, len);
	f->len += len;
}

struct file file_png_bomb(struct arena *a, unsigned side)
{
	struct file f = { arena_alloc(a, (size_t)side * 64), 0 };
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	uint8_t *row = arena_zalloc(a, side / 8 + 1);

	png_set_user_limits(png, side, side);
	png_set_write_fn(png, &f, keep_png, NULL);
	png_set_IHDR(png, info, side, side, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	for (unsigned y = 0; y < side; y++)
		png_write_row(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return f;
}

/* ---- JPEG ---- */

static struct file write_jpeg(struct arena *a, unsigned width, unsigned height, bool ink,
			      const void *exif, size_t exif_len)
{
	const uint8_t *px = pixels(a, width, height, false);
	struct jpeg_error_mgr errors;
	struct jpeg_compress_struct c = { .err = jpeg_std_error(&errors) };
	unsigned char *p = NULL;
	unsigned long len = 0;
	uint8_t *row = arena_alloc(a, width * 4);
	struct file f;

	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &p, &len);
	c.image_width = width;
	c.image_height = height;
	c.input_components = ink ? 4 : 3;
	c.in_color_space = ink ? JCS_CMYK : JCS_RGB;
	jpeg_set_defaults(&c);
	if (ink)
		c.write_Adobe_marker = TRUE;
	jpeg_start_compress(&c, TRUE);
	if (exif)
		jpeg_write_marker(&c, JPEG_APP0 + 1, exif, (unsigned)exif_len);
	while (c.next_scanline < height) {
		const uint8_t *from = px + (size_t)c.next_scanline * width * 4;

		/* without black, and upside down, ink is light */
		for (unsigned x = 0; x < width; x++, from += 4) {
			memcpy(row + x * (ink ? 4 : 3), from, 3);
			if (ink)
				row[x * 4 + 3] = 255;
		}
		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	f = kept(a, p, len);
	jpeg_destroy_compress(&c);
	free(p);
	return f;
}

struct file file_jpeg(struct arena *a, unsigned width, unsigned height, int orientation)
{
	char exif[80] = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\0\0\0\0\0\0\0" FILE_PLACE;

	exif[6 + 8 + 2 + 9] = (char)orientation;
	return write_jpeg(a, width, height, false, exif, sizeof exif);
}

struct file file_jpeg_of_ink(struct arena *a)
{
	return write_jpeg(a, SIDE, SIDE, true, NULL, 0);
}

/* ---- WebP and others ---- */

struct file file_webp(struct arena *a, unsigned width, unsigned height)
{
	uint8_t *p = NULL;
	size_t len = WebPEncodeLosslessRGBA(pixels(a, width, height, false), (int)width,
					    (int)height, (int)width * 4, &p);
	struct file f = kept(a, p, len);

	ck_assert_uint_gt(len, 0);
	WebPFree(p);
	return f;
}

struct file file_webp_animated(struct arena *a)
{
	static const char head[] = "RIFF\x24\0\0\0WEBPVP8X\12\0\0\0\2\0\0\0\77\0\0\77\0\0"
				   "ANIM\6\0\0\0\0\0\0\0\0\0";

	return kept(a, head, sizeof head - 1);
}

struct file file_gif(struct arena *a)
{
	static const char gif[] = "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";

	return kept(a, gif, sizeof gif - 1);
}

struct file file_cut(struct file f, size_t len)
{
	ck_assert_uint_lt(len, f.len);
	return (struct file){ f.p, len };
}

struct shown file_look(struct file f)
{
	struct shown s = { 0 };
	uint8_t *px = WebPDecodeRGBA((const uint8_t *)f.p, f.len, &s.width, &s.height);

	ck_assert_ptr_nonnull(px);
	for (int q = 0; q < QUARTER__MAX; q++) {
		int x = s.width * (q % 2 * 2 + 1) / 4, y = s.height * (q / 2 * 2 + 1) / 4;

		memcpy(s.px[q], px + (y * s.width + x) * 4, 4);
	}
	WebPFree(px);
	return s;
}
