/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over a file, for load_run.c, load_lines.c and load_say.c alone. */
#ifndef REGULARS_EXCHANGE_LOAD_PASS_H
#define REGULARS_EXCHANGE_LOAD_PASS_H

#include "exchange/load.h"
#include "exchange/sheet.h"

struct line {
	uint64_t line;            /* of the file */
	uint64_t from, from_line; /* a place to read it again from */
	bool is_read;
	const char *head; /* where it was not: what stands before the first separator */
	const char **field, **cell, *key;
	size_t n;
};
struct pass {
	struct work *w;
	struct task *t;
	struct load_file file;
	const struct load_source *source;
	bool dry;
	struct records *in;
	struct line ahead; /* read, and not of what is handled */
	bool has_ahead;
	const char *skip;              /* what has too many lines: those of it that are left */
	int fields[RECORD_FIELDS_MAX]; /* of each column */
	size_t n_columns;
	struct repair repairs[REPAIRS_MAX];
	size_t n_repairs;
	int64_t count[ROW__MAX];
	struct load_made *made; /* of this step */
	size_t n_made;
	cJSON *problems, *samples, *twice;
	int failed; /* the file of failed lines; -1: none is written */
	struct buf failed_text;
};

/* ---- its lines (load_lines.c) ---- */
/* The first line that says anything; false: there is none. */
bool load_lines_heads(struct pass *p, struct record *r);
/* How many rows there are, and which stand there twice, of the lines behind the heads. */
void load_lines_count(struct pass *p);
bool load_lines_twice(const struct pass *p, uint64_t line);
/* One thing's lines; a damaged one in the midst may be of it. One more than there may be says that
 * there are too many; 0: there are no more. */
size_t load_lines_take(struct pass *p, struct line *l);
/* What empty cells say, where they are repaired: of the whole in its first line alone. */
void load_lines_fill(const struct pass *p, const struct line *l, size_t n);
bool load_same_key(const char *a, const char *b);

/* ---- what is said of them (load_say.c) ---- */
void load_say_bad(struct pass *p, const struct line *l, size_t n, const struct load_row *row);
void load_say_changed(struct pass *p, const struct load_row *row);
/* The names of the columns, and behind them the reason. */
void load_say_heads(struct pass *p, const struct record *heads);

#endif
