/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars-picture [logo]: makes a picture's sizes anew, for the worker, which starts it for one
 * file. The file is standard input; the sizes go to the descriptors from 3 on; what came of it to
 * standard output: the measures of the largest, or a word that says what is wrong. It holds nothing
 * that is worth having, and gives up all it could do before it reads the first byte. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "confine.h"
#include "picture/codec.h"

enum { FIRST_OUT = 3 };

static uint8_t *read_file(size_t *len)
{
	uint8_t *p = codec_memory(PICTURE_BYTES_MAX + 1, 1);
	ssize_t n;

	*len = 0;
	while ((n = read(STDIN_FILENO, p + *len, PICTURE_BYTES_MAX + 1 - *len)) != 0) {
		if (n < 0 && errno != EINTR)
			_exit(2);
		*len += n > 0 ? (size_t)n : 0;
	}
	return p;
}

static void write_file(int fd, const uint8_t *p, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno != EINTR)
			_exit(2);
		p += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
}

static struct picture_sizes sizes_of(int argc, char *const *argv)
{
	const char *word = argc > 1 ? argv[1] : "";
	int use = PICTURE_USE__MAX;

	while (--use > PICTURE_OF_PRODUCT && strcmp(picture_sizes[use].word, word) != 0)
		;
	return picture_sizes[use];
}

/* As it is turned already. */
static void write_size(const struct raster *r, enum picture_size size, int fd)
{
	size_t len;
	uint8_t *out =
		picture_shape[size].is_png ? codec_write_png(r, &len) : codec_write_webp(r, &len);

	write_file(fd, out, len);
}

int main(int argc, char **argv)
{
	struct picture_sizes sizes = sizes_of(argc, argv);
	size_t len, width = 0, height = 0;
	struct picture_facts facts;
	struct raster r;
	uint8_t *file;
	char said[64];

	confine_decoder(FIRST_OUT + sizes.n);
	file = read_file(&len);
	facts = picture_look(file, len);
	r = codec_read(file, len, picture_shape[PICTURE_LARGE].width);
	for (int i = sizes.n - 1; i >= 0; i--) {
		enum picture_size size = (enum picture_size)((int)sizes.first + i);
		bool lies = width == 0 && raster_lies(facts.orientation);
		size_t w = picture_shape[size].width, h = picture_shape[size].height;
		struct raster fit = raster_fit(&r, lies ? h : w, lies ? w : h);

		free(r.px);
		r = fit;
		if (width == 0) {
			r = raster_turn(fit, facts.orientation);
			width = r.width;
			height = r.height;
		}
		write_size(&r, size, FIRST_OUT + i);
	}
	snprintf(said, sizeof said, "fine %zu %zu\n", width, height);
	codec_say(said);
	/* no clean-up: the sanitizers' would want more than is allowed here */
	_exit(0);
}
