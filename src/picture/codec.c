/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG and WebP in, both of them out. What the decoders find counts, not what the head said. */
#include "picture/codec.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <webp/decode.h>
#include <webp/encode.h>

#define QUALITY 82

/* Streams would first ask what the descriptor is, which a confined program may not. */
void codec_say(const char *line)
{
	(void)!write(STDOUT_FILENO, line, strlen(line));
}

_Noreturn void codec_refuse(enum picture_fault why)
{
	codec_say(picture_fault_word[why]);
	codec_say("\n");
	_exit(1);
}

void *codec_memory(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (!p)
		codec_refuse(PICTURE_TOO_MANY_PIXELS);
	return p;
}

static struct raster raster_new(size_t width, size_t height)
{
	if (width == 0 || height == 0 || width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX ||
	    width * height > PICTURE_PIXELS_MAX)
		codec_refuse(PICTURE_TOO_MANY_PIXELS);
	return (struct raster){ width, height, codec_memory(width * height, 4) };
}

static struct raster read_png(const uint8_t *p, size_t len)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	struct raster r;

	if (!png_image_begin_read_from_memory(&image, p, len))
		codec_refuse(PICTURE_DAMAGED);
	image.format = PNG_FORMAT_RGBA;
	r = raster_new(image.width, image.height);
	/* a warning means that something of it was made up */
	if (!png_image_finish_read(&image, NULL, r.px, 0, NULL))
		codec_refuse(PICTURE_DAMAGED);
	return r;
}

static struct raster read_webp(const uint8_t *p, size_t len)
{
	WebPBitstreamFeatures f;
	struct raster r;

	if (WebPGetFeatures(p, len, &f) != VP8_STATUS_OK)
		codec_refuse(PICTURE_DAMAGED);
	if (f.has_animation)
		codec_refuse(PICTURE_ANIMATED);
	r = raster_new((size_t)f.width, (size_t)f.height);
	if (!WebPDecodeRGBAInto(p, len, r.px, r.width * r.height * 4, (int)(r.width * 4)))
		codec_refuse(PICTURE_DAMAGED);
	return r;
}

struct raster codec_read(const uint8_t *p, size_t len, size_t side)
{
	struct picture_facts f = picture_look(p, len);
	enum picture_fault fault = picture_judge(&f, len);

	if (fault != PICTURE_FINE)
		codec_refuse(fault);
	switch (f.type) {
	case PICTURE_JPEG:
		return codec_read_jpeg(p, len, side);
	case PICTURE_PNG:
		return read_png(p, len);
	case PICTURE_WEBP:
		return read_webp(p, len);
	case PICTURE_UNKNOWN:
		break;
	}
	codec_refuse(PICTURE_NO_PICTURE);
}

uint8_t *codec_write_webp(const struct raster *r, size_t *len)
{
	uint8_t *out;

	*len = WebPEncodeRGBA(r->px, (int)r->width, (int)r->height, (int)(r->width * 4), QUALITY,
			      &out);
	if (*len == 0)
		codec_refuse(PICTURE_TOO_MANY_PIXELS);
	return out;
}

uint8_t *codec_write_png(const struct raster *r, size_t *len)
{
	png_image image = { .version = PNG_IMAGE_VERSION,
			    .width = (png_uint_32)r->width,
			    .height = (png_uint_32)r->height,
			    .format = PNG_FORMAT_RGBA };
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
	uint8_t *out = codec_memory(size, 1);

	if (!png_image_write_to_memory(&image, out, &size, 0, r->px, 0, NULL))
		codec_refuse(PICTURE_DAMAGED);
	*len = size;
	return out;
}
