/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as files: CSV row by row, and XLSX made of such a file. */
#ifndef REGULARS_EXCHANGE_SHEET_H
#define REGULARS_EXCHANGE_SHEET_H

#include <stddef.h>
#include "base/buf.h"
#include "base/instant.h"

enum sheet_kind {
	SHEET_TEXT,   /* what people typed: never read as a formula */
	SHEET_NUMBER, /* decimal text of ours */
	SHEET_TIME    /* sheet_time() */
};
struct sheet_column {
	const char *head; /* a message */
	enum sheet_kind kind;
};
#define SHEET_COLUMNS_MAX 32

/* A row of cells (NULL: empty) as RFC 4180 has it. */
void sheet_row(struct buf *b, const struct sheet_column *c, const char *const *cells, size_t n);
/* "2026-11-21 09:12" in the shop's zone; NULL: none. */
const char *sheet_time(struct arena *a, struct instant t);
/* What a spreadsheet would take for a formula gets a ' before it (ASVS 1.2.10). */
bool sheet_is_risky(const char *text);

/* Makes `path` of the CSV file in fd, its first row as heads. Little memory, whatever its size.
 * Fails where it can't be written. */
void sheet_xlsx(struct arena *a, int fd, const struct sheet_column *c, size_t n, const char *path,
		const char *temp_dir);

#endif
