/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long text made short for the database, in the form that SQL's own UNCOMPRESS() reads: four bytes
 * of length, least first, and a zlib stream. Empty text is no bytes at all. */
#ifndef REGULARS_BASE_PACK_H
#define REGULARS_BASE_PACK_H

#include "base/arena.h"

enum { PACK_TEXT_MAX = 16 * 1024 * 1024 };

/* n bytes of text, at most PACK_TEXT_MAX; the packed bytes are the arena's. */
void *pack_text(struct arena *a, const char *text, size_t n, size_t *packed);
/* The text with a 0 behind it, the arena's; NULL when these bytes are not what pack_text() made. */
char *unpack_text(struct arena *a, const void *packed, size_t n, size_t *len);

#endif
