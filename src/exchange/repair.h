/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repairs of whole columns: what is read in place of what stands in a file's cells. */
#ifndef REGULARS_EXCHANGE_REPAIR_H
#define REGULARS_EXCHANGE_REPAIR_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"

enum repair_how {
	REPAIR_EMPTY,       /* an empty cell says `to` */
	REPAIR_WORD,        /* `from` means `to` */
	REPAIR_COMMA,       /* 1.234,56 */
	REPAIR_DAY_FIRST,   /* 31/12/2026, 31.12.26 */
	REPAIR_MONTH_FIRST, /* 12/31/2026 */
	REPAIR__MAX
};
extern const char *const repair_word[REPAIR__MAX];
struct repair {
	int field; /* ours */
	enum repair_how how;
	const char *from, *to; /* NULL where it needs none */
};
enum { REPAIRS_MAX = 60, REPAIR_CHARS = 200 };

/* ---- rules (exchange/repair_rules.c): pure ---- */
/* Which repairs could help where a cell has this problem; REPAIR__MAX: none. *or: another one, or
 * REPAIR__MAX. */
enum repair_how repair_of(const char *problem, enum repair_how *or_else);
bool repair_says_to(enum repair_how how); /* needs `to` */
/* The cell of that field as the repairs read it; those of empty cells aside. */
const char *repair_cell(struct arena *a, const struct repair *all, size_t n, int field,
			const char *cell);
/* What an empty cell of that field says; NULL: nothing. */
const char *repair_empty(const struct repair *all, size_t n, int field);
/* They repair the same cells: the later one stands in the place of the other. */
bool repair_is_same(const struct repair *a, const struct repair *b);

#endif
