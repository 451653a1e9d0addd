/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's own colours: one accent for each scheme, readable on all that stands behind it, and
 * the small stylesheet made of both. Pure. */
#ifndef REGULARS_THEME_H
#define REGULARS_THEME_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"

enum theme_scheme { THEME_LIGHT, THEME_DARK, THEME__MAX };
struct colour {
	uint8_t r, g, b;
};
#define COLOUR_SIZE 8 /* "#0a6b58" */
#define THEME_RATIO 4.5

/* "#0a6b58", in small or capital letters; false: something else. */
bool colour_read(const char *text, struct colour *out) __attribute__((warn_unused_result));
void colour_write(struct colour c, char out[COLOUR_SIZE]);
/* WCAG 2: 1 to 21. */
double colour_contrast(struct colour a, struct colour b);

/* The least contrast of an accent with what stands behind it in its scheme. */
double theme_contrast(enum theme_scheme scheme, struct colour accent);
bool theme_fits(enum theme_scheme scheme, struct colour accent);
/* The same, darker or lighter, until it fits. */
struct colour theme_nearest(enum theme_scheme scheme, struct colour accent);
/* What the stylesheet says of an accent. */
struct theme_tokens {
	struct colour brand, strong, soft, on;
};
struct theme_tokens theme_tokens(enum theme_scheme scheme, struct colour accent);

/* Both accents as settings have them, "" for the house's own. */
struct theme {
	const char *accent[THEME__MAX];
};
/* What the address of the stylesheet is told apart by; NULL: both are the house's own, and there is
 * no stylesheet. */
const char *theme_version(const struct theme *t, struct arena *a);
/* The other way round; false: not such a version, or not of this release. */
bool theme_of_version(const char *version, struct arena *a, struct theme *out)
	__attribute__((warn_unused_result));
void theme_css(const struct theme *t, struct buf *out);

#endif
