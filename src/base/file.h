/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files: templates, catalogues, what people bring. */
#ifndef REGULARS_BASE_FILE_H
#define REGULARS_BASE_FILE_H

#include <stddef.h>
#include "base/arena.h"

/* The file's bytes with a NUL behind them; *len (may be NULL) does not count it. NULL: errno says
 * why. At most 64 MiB. */
char *file_read(struct arena *a, const char *path, size_t *len) __attribute__((warn_unused_result));

/* Writes a new file that nobody else may read; one that is there, or a disk that is full, fails. */
void file_keep(struct arena *a, const char *path, const void *p, size_t len);

#endif
