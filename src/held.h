/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is held about one customer, as tables for themselves: each area says in its held_store.c
 * which rows are theirs, wiring.c gathers them, and exchange/own_data.c writes them. What erasing
 * takes away stands in one of them, or the suite `exchange_own_data` fails. */
#ifndef REGULARS_HELD_H
#define REGULARS_HELD_H

#include "db/db.h"

enum held_kind {
	HELD_TEXT,
	HELD_NUMBER,
	HELD_ID,
	HELD_TIME,
	HELD_YES,
	HELD_MONEY, /* minor units of the table's currency */
	HELD_WORD,  /* a number that stands for one of `words` */
	HELD_WORDS, /* a bit for each of them */
	HELD_LANG,
	HELD_TREE, /* JSON */
};
struct held_column {
	const char *name;
	enum held_kind kind;
	const char *const *words;
	int n_words;
};
#define HELD_AS(name, list)                                                                        \
	{                                                                                          \
		name, HELD_WORD, list, (int)(sizeof(list) / sizeof *(list))                        \
	}
#define HELD_SET(name, list)                                                                       \
	{                                                                                          \
		name, HELD_WORDS, list, (int)(sizeof(list) / sizeof *(list))                       \
	}

#define HELD_COLUMNS_MAX 31
struct held_table {
	const char *name; /* of its file; a label of kind "held" */
	/* Asked with a customer, the place behind which to go on, and how many. The first column
	 * is the place of the row, rising; the others are `columns`. It goes on behind the last
	 * row until there is none. */
	struct db_statement *rows;
	const struct held_column *columns;
	size_t n_columns;
	int currency; /* index of the column that says it, from 1; 0: the shop's */
	bool joined;  /* rows whose first column is NULL are the end of a join, and left out */
	int files;    /* index of the column that names a file below media_dir's address, from 1; 0:
			 none */
};
#define HELD_COLUMNS(c) c, sizeof(c) / sizeof *(c)

struct held_area {
	const struct held_table *tables;
	size_t n;
};

/* Each stands in its area's held_store.c; that of the tables beside the areas in held_house.c. */
extern const struct held_area held_in_customer, held_in_feedback, held_in_house, held_in_member,
	held_in_notify, held_in_order, held_in_payment, held_in_promotion, held_in_shipping;

#endif
