/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables in files: a line of names, then rows, cells between tabs. Every mistake in them is fail()
 * with file and line. */
#ifndef REGULARS_DEMO_TABLE_H
#define REGULARS_DEMO_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

struct table {
	const char *path;
	const char **names; /* of the columns */
	size_t n_columns, n_rows;
	const char **cells;
};
struct table table_read(struct arena *a, const char *path);
/* row from 0. Text is "" where the cell is empty. */
const char *table_text(const struct table *t, size_t row, const char *column);
int table_int(const struct table *t, size_t row, const char *column, int max); /* 0..max */
/* A decimal amount of the currency as thousandths of its minor unit. */
int64_t table_unit_price(const struct table *t, size_t row, const char *column,
			 const char *currency);
/* The place of the cell's word among n words. */
int table_word(const struct table *t, size_t row, const char *column, const char *const *words,
	       int n);

#endif
