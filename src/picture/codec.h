/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding, scaling, turning and encoding: for the confined program alone, which ends where a file
 * cannot be read. */
#ifndef REGULARS_PICTURE_CODEC_H
#define REGULARS_PICTURE_CODEC_H

#include "picture/look.h"

struct raster {
	size_t width, height;
	uint8_t *px; /* red, green, blue, alpha */
};

/* To standard output. */
void codec_say(const char *line);
/* Says why on standard output, and ends the program. */
_Noreturn void codec_refuse(enum picture_fault why);
/* Memory, or the end of the program. */
void *codec_memory(size_t n, size_t size);

/* At least `side` long where the file is; a large JPEG is decoded at a half, a quarter or an
 * eighth. */
struct raster codec_read(const uint8_t *p, size_t len, size_t side);
struct raster codec_read_jpeg(const uint8_t *p, size_t len, size_t side);
/* Makes it fit into so much; smaller ones stay as they are. */
struct raster raster_fit(const struct raster *from, size_t width, size_t height);
/* As EXIF's orientation says; whether that makes its height its width. */
struct raster raster_turn(struct raster from, int orientation);
bool raster_lies(int orientation);
uint8_t *codec_write_webp(const struct raster *r, size_t *len);
uint8_t *codec_write_png(const struct raster *r, size_t *len);

#endif
