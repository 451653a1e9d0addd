/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JPEG in: any colours of it, CMYK of printers among them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "picture/codec.h"
/* these two want size_t and FILE first */
#include <jerror.h>
#include <jpeglib.h>

static void give_up(j_common_ptr c)
{
	codec_refuse(c->err->msg_code == JERR_OUT_OF_MEMORY ? PICTURE_TOO_MANY_PIXELS
							    : PICTURE_DAMAGED);
}

/* The library fills what is missing with grey and goes on: that is no picture to show. Stray bytes
 * between segments, which some cameras write, are. */
static void hear(j_common_ptr c, int level)
{
	int code = c->err->msg_code;

	if (level < 0 &&
	    (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE))
		give_up(c);
}

/* The decoder's own scaling, as far as there is more than is needed. */
static void choose_scale(struct jpeg_decompress_struct *c, size_t side)
{
	size_t longest = c->image_width > c->image_height ? c->image_width : c->image_height;

	c->scale_num = 1;
	c->scale_denom = 8;
	while (c->scale_denom > 1 && longest / c->scale_denom < side)
		c->scale_denom /= 2;
}

/* Adobe's programs write CMYK upside down, and say that it is theirs. */
static void ink_to_light(const uint8_t *cmyk, bool upside_down, size_t width, uint8_t *rgba)
{
	for (size_t x = 0; x < width; x++, cmyk += 4, rgba += 4) {
		unsigned black = upside_down ? cmyk[3] : 255U - cmyk[3];

		for (int i = 0; i < 3; i++) {
			unsigned ink = upside_down ? cmyk[i] : 255U - cmyk[i];

			rgba[i] = (uint8_t)(ink * black / 255);
		}
		rgba[3] = 255;
	}
}

static void read_rows(struct jpeg_decompress_struct *c, struct raster *r)
{
	bool ink = c->out_color_space == JCS_CMYK;
	uint8_t *row = codec_memory(r->width, 4);

	while (c->output_scanline < c->output_height) {
		uint8_t *to = r->px + (size_t)c->output_scanline * r->width * 4;
		uint8_t *at = ink ? row : to;

		jpeg_read_scanlines(c, &at, 1);
		if (ink)
			ink_to_light(row, c->saw_Adobe_marker, r->width, to);
	}
	free(row);
}

struct raster codec_read_jpeg(const uint8_t *p, size_t len, size_t side)
{
	struct jpeg_error_mgr errors;
	struct jpeg_decompress_struct c = { .err = jpeg_std_error(&errors) };
	struct raster r;

	errors.error_exit = give_up;
	errors.emit_message = hear;
	jpeg_create_decompress(&c);
	jpeg_mem_src(&c, p, len);
	jpeg_read_header(&c, TRUE);
	if ((uint64_t)c.image_width * c.image_height > PICTURE_PIXELS_MAX)
		codec_refuse(PICTURE_TOO_MANY_PIXELS);
	choose_scale(&c, side);
	c.out_color_space = c.jpeg_color_space == JCS_CMYK || c.jpeg_color_space == JCS_YCCK
				    ? JCS_CMYK
				    : JCS_EXT_RGBA;
	jpeg_start_decompress(&c);
	r = (struct raster){ c.output_width, c.output_height,
			     codec_memory((size_t)c.output_width * c.output_height, 4) };
	read_rows(&c, &r);
	/* what stands behind the last row does not matter */
	jpeg_destroy_decompress(&c);
	return r;
}
