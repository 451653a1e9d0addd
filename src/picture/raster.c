/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scaling by what each new pixel covers of the old ones, and turning. */
#include <stdlib.h>
#include <string.h>
#include "picture/codec.h"

/* Colours weigh by how much they are seen, so that what shines through lends no edge its colour. */
static void add_pixel(double sum[4], const uint8_t *px, double weight)
{
	double seen = weight * px[3];

	sum[0] += seen * px[0];
	sum[1] += seen * px[1];
	sum[2] += seen * px[2];
	sum[3] += seen;
}

/* One row of the old picture, added to a row of sums with the share that it has of it. */
static void add_row(const uint8_t *row, size_t from_width, size_t to_width, double share,
		    double *sums)
{
	double step = (double)from_width / (double)to_width;

	for (size_t x = 0; x < to_width; x++) {
		double left = (double)x * step, right = left + step;

		for (size_t i = (size_t)left; i < from_width && (double)i < right; i++) {
			double begin = (double)i > left ? (double)i : left;
			double end = (double)i + 1 < right ? (double)i + 1 : right;

			add_pixel(sums + x * 4, row + i * 4, (end - begin) * share);
		}
	}
}

static uint8_t rounded(double v)
{
	return v >= 254.5 ? 255 : (uint8_t)(v + 0.5);
}

static void put_row(const double *sums, size_t width, double area, uint8_t *to)
{
	for (size_t x = 0; x < width; x++, sums += 4, to += 4) {
		for (int i = 0; i < 3; i++)
			to[i] = sums[3] > 0 ? rounded(sums[i] / sums[3]) : 0;
		to[3] = rounded(sums[3] / area);
	}
}

static size_t scaled(size_t n, size_t to, size_t from)
{
	size_t m = (n * to + from / 2) / from;

	return m > 0 ? m : 1;
}

struct raster raster_fit(const struct raster *from, size_t width, size_t height)
{
	/* which side is too long, more than the other one is */
	bool by_width = from->width * height > from->height * width;
	size_t most = by_width ? width : height, now = by_width ? from->width : from->height;
	struct raster to = *from;
	double *sums, down, area;

	if (now > most) {
		to.width = scaled(from->width, most, now);
		to.height = scaled(from->height, most, now);
	}
	to.px = codec_memory(to.width * to.height, 4);
	sums = codec_memory(to.width * 4, sizeof *sums);
	down = (double)from->height / (double)to.height;
	area = down * (double)from->width / (double)to.width;
	for (size_t y = 0; y < to.height; y++) {
		double top = (double)y * down, bottom = top + down;

		memset(sums, 0, to.width * 4 * sizeof *sums);
		for (size_t i = (size_t)top; i < from->height && (double)i < bottom; i++) {
			double begin = (double)i > top ? (double)i : top;
			double end = (double)i + 1 < bottom ? (double)i + 1 : bottom;

			add_row(from->px + i * from->width * 4, from->width, to.width, end - begin,
				sums);
		}
		put_row(sums, to.width, area, to.px + y * to.width * 4);
	}
	free(sums);
	return to;
}

bool raster_lies(int orientation)
{
	return orientation >= 5 && orientation <= 8;
}

struct raster raster_turn(struct raster from, int orientation)
{
	/* where the new picture's columns run along the old one's rows, and from which ends */
	static const struct turn {
		bool across, from_right, from_bottom;
	} turns[9] = {
		[2] = { false, true, false }, [3] = { false, true, true },
		[4] = { false, false, true }, [5] = { true, false, false },
		[6] = { true, false, true },  [7] = { true, true, true },
		[8] = { true, true, false },
	};
	struct turn t;
	struct raster to;

	if (orientation < 2 || orientation > 8)
		return from;
	t = turns[orientation];
	to = (struct raster){ t.across ? from.height : from.width,
			      t.across ? from.width : from.height,
			      codec_memory(from.width * from.height, 4) };
	for (size_t y = 0; y < to.height; y++) {
		for (size_t x = 0; x < to.width; x++) {
			size_t column = t.across ? y : x, row = t.across ? x : y;

			column = t.from_right ? from.width - 1 - column : column;
			row = t.from_bottom ? from.height - 1 - row : row;
			memcpy(to.px + (y * to.width + x) * 4,
			       from.px + (row * from.width + column) * 4, 4);
		}
	}
	free(from.px);
	return to;
}
