/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a workbook, for the files book*.c alone: XML out of a ZIP, a piece at a time. */
#ifndef REGULARS_EXCHANGE_BOOK_XML_H
#define REGULARS_EXCHANGE_BOOK_XML_H

#include <expat.h>
#include <stdint.h>
#include <zip.h>
#include "base/buf.h"
#include "exchange/book.h"

enum part_answer {
	PART_READ,
	PART_ABSENT,
	PART_BAD /* damaged, too large, or not what it should be */
};
struct part {
	void (*open)(void *arg, const char *name, const char **attributes);
	void (*close)(void *arg, const char *name);
	void (*text)(void *arg, const char *s, size_t len);
	void *arg;
	bool *enough; /* set by a handler: nothing more is wanted. May be NULL */
	bool *wrong;  /* likewise: it is not what it should be */
};
/* Names come without their prefixes. */
enum part_answer part_read(zip_t *z, const char *name, uint64_t max_bytes, const struct part *p);
const char *part_attribute(const char **attributes, const char *name); /* NULL: it has none */

/* ---- how numbers are shown (book_style.c) ---- */
enum look { LOOK_PLAIN, LOOK_TIME, LOOK_PERCENT };
struct looks {
	uint8_t *of; /* by the cell's style */
	size_t n;
};
/* A part that is absent or damaged: all are plain. */
struct looks looks_read(struct arena *a, zip_t *z);
enum look look_of_code(const char *code); /* "yyyy-mm-dd", "0.00%" */
/* A number as the file has it, as people see it. */
const char *look_at_number(struct arena *a, const char *number, enum look look, bool from_1904);

/* ---- texts that stand once and are pointed to (book_texts.c) ---- */
struct texts;
/* The first `wanted` of them (SIZE_MAX: all), kept in a file without a name below `folder`. NULL:
 * too many, or damaged. */
struct texts *texts_read(struct arena *a, zip_t *z, const char *folder, size_t wanted);
/* Adds it to b; false: there is no such text. */
bool texts_add(const struct texts *t, size_t i, struct buf *b);

#endif
