/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first look at a file says, before anything decodes it. */
#ifndef REGULARS_PICTURE_LOOK_H
#define REGULARS_PICTURE_LOOK_H

#include "picture/picture.h"

enum picture_type { PICTURE_UNKNOWN, PICTURE_JPEG, PICTURE_PNG, PICTURE_WEBP };
struct picture_facts {
	enum picture_type type;
	uint32_t width, height; /* as the file says; 0: it does not */
	bool animated;
	int orientation; /* 1 to 8, as EXIF has it */
};
/* Reads heads alone: nothing is trusted that is not within the file. */
struct picture_facts picture_look(const uint8_t *p, size_t len);
/* PICTURE_FINE: a decoder may try. */
enum picture_fault picture_judge(const struct picture_facts *f, size_t len);
/* What each size is at most, and as what it is written. */
struct picture_shape {
	size_t width, height;
	bool is_png; /* else WebP */
	const char *ending;
};
extern const struct picture_shape picture_shape[PICTURE_SIZE__MAX];
/* What a file is brought for, which says what sizes are made of it, the last one first. */
enum picture_use { PICTURE_OF_PRODUCT, PICTURE_OF_SHOP, PICTURE_USE__MAX };
enum { PICTURE_SIZES_MAX = 3 };
extern const struct picture_sizes {
	const char *word;
	enum picture_size first;
	int n;
} picture_sizes[PICTURE_USE__MAX];

#endif
