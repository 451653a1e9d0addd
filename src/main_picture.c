/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars-picture: makes a picture's sizes anew, for the worker, which starts it for one file. The
 * file is standard input; the sizes go to the descriptors from 3 on; what came of it to standard
 * output: the measures of the largest, or a word that says what is wrong. It holds nothing that is
 * worth having, and gives up all it could do before it reads the first byte. */
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

int main(void)
{
	size_t len, out_len, width = 0, height = 0;
	struct picture_facts facts;
	struct raster r;
	uint8_t *file;
	char said[64];

	confine_decoder(FIRST_OUT + PICTURE_SIZE__MAX);
	file = read_file(&len);
	facts = picture_look(file, len);
	r = codec_read(file, len, (size_t)picture_side[PICTURE_LARGE]);
	for (int size = PICTURE_SIZE__MAX - 1; size >= 0; size--) {
		struct raster fit = raster_fit(&r, (size_t)picture_side[size]);
		uint8_t *out;

		free(r.px);
		r = fit;
		if (size == PICTURE_LARGE) {
			r = raster_turn(fit, facts.orientation);
			width = r.width;
			height = r.height;
		}
		out = codec_write_webp(&r, &out_len);
		write_file(FIRST_OUT + size, out, out_len);
	}
	snprintf(said, sizeof said, "fine %zu %zu\n", width, height);
	codec_say(said);
	/* no clean-up: the sanitizers' would want more than is allowed here */
	_exit(0);
}
