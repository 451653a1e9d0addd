/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the language room: the .mo reader and the table of enum words. Only tmpl/ and the
 * catalogue program look in. */
#ifndef REGULARS_I18N_INSIDE_H
#define REGULARS_I18N_INSIDE_H

#include "i18n/i18n.h"

/* A compiled catalogue in memory; the bytes stay the caller's. */
struct mo {
	const unsigned char *p;
	size_t len;
	uint32_t n, originals, translations;
	bool swapped; /* written on a machine of the other byte order */
};
/* NULL: good. Otherwise what is wrong with it. Checks every offset, so that mo_find need not. */
const char *mo_open(struct mo *mo, const void *p, size_t len);
/* The translation (with its plural forms behind it, each ending with NUL), or NULL. context may be
 * NULL. */
const char *mo_find(const struct mo *mo, const char *context, const char *msg, size_t *len);

/* All enum words; those of one kind stand together. */
const struct label *label_all(size_t *n);
/* The rows a kind may use. Kind "x_staff" holds only what differs from kind "x", whose rows follow
 * it. NULL: no such kind. */
const struct label *label_rows(const char *kind, size_t *n);
/* The row's word; row belongs to label_all(). */
const char *label_row_text(const struct catalogues *c, enum lang l, const struct label *row);

#endif
