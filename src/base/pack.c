/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing and unpacking by libdeflate. */
#include "base/pack.h"

#include <libdeflate.h>
#include <stdint.h>
#include <string.h>
#include "base/fail.h"

enum { HEAD = 4, LEVEL = 1 };

/* Scratch tables without a state between calls: made once a process, for they cost more than a
 * page. */
static struct libdeflate_compressor *compressor;
static struct libdeflate_decompressor *decompressor;

void *pack_text(struct arena *a, const char *text, size_t n, size_t *packed)
{
	unsigned char *out;
	size_t room;

	*packed = 0;
	if (n == 0)
		return arena_alloc(a, 1);
	if (n > PACK_TEXT_MAX)
		fail("pack_text: %zu bytes are too many", n);
	if (!compressor && !(compressor = libdeflate_alloc_compressor(LEVEL)))
		fail("pack_text: no memory");
	room = libdeflate_zlib_compress_bound(compressor, n);
	out = arena_alloc(a, HEAD + room);
	for (int i = 0; i < HEAD; i++)
		out[i] = (unsigned char)(n >> 8 * i);
	*packed = HEAD + libdeflate_zlib_compress(compressor, text, n, out + HEAD, room);
	return out;
}

char *unpack_text(struct arena *a, const void *packed, size_t n, size_t *len)
{
	const unsigned char *in = packed;
	char *out;

	*len = 0;
	if (n == 0)
		return arena_strdup(a, "");
	if (n <= HEAD)
		return NULL;
	for (int i = 0; i < HEAD; i++)
		*len |= (size_t)in[i] << 8 * i;
	if (*len > PACK_TEXT_MAX)
		return NULL;
	if (!decompressor && !(decompressor = libdeflate_alloc_decompressor()))
		fail("pack_text: no memory");
	out = arena_alloc(a, *len + 1);
	if (libdeflate_zlib_decompress(decompressor, in + HEAD, n - HEAD, out, *len, NULL) !=
	    LIBDEFLATE_SUCCESS)
		return NULL;
	out[*len] = '\0';
	return out;
}
