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
/* The longest side of each size. */
extern const int picture_side[PICTURE_SIZE__MAX];

#endif
