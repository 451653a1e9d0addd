/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The confined program that makes a picture's sizes, and where files lie; for the files of picture/
 * alone. */
#ifndef REGULARS_PICTURE_CHILD_H
#define REGULARS_PICTURE_CHILD_H

#include "picture/look.h"

struct picture_made {
	enum picture_fault fault;
	int width, height; /* of the largest size */
};
/* Makes the sizes of this use of the file that was brought as `id`, below media_dir, under the
 * hash's names. */
struct picture_made picture_make(struct work *w, uint64_t id, const char *hash,
				 enum picture_use use);

/* The same, and its row says so; false: it was removed meanwhile. */
bool picture_prepare(struct work *w, struct picture *p, enum picture_use use);

/* The file as it was brought. */
char *picture_spool_path(const struct work *w, uint64_t id);
char *picture_media_path(const struct work *w, const char *hash, enum picture_size size);

#endif
