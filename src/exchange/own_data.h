/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is held about a customer as one ZIP file, which they asked for (customer/data.h). */
#ifndef REGULARS_EXCHANGE_OWN_DATA_H
#define REGULARS_EXCHANGE_OWN_DATA_H

#include "task.h"

/* ---- the task (own_data.c) ---- */
bool own_data_step(struct work *w, struct task *t);
const char *own_data_file(struct arena *a, const struct task *t); /* below var_dir */
/* What an unfinished one left besides. */
void own_data_forget(struct work *w, const struct task *t);

/* ---- rows of it (own_data_rows.c) ---- */
struct held_table;
/* The i-th of all tables; NULL: behind the last. */
const struct held_table *own_data_table(const struct work *w, int64_t i);
/* Up to `max` places of the table behind *after, as members of a JSON list (rows: how many stand in
 * it before) and as lines of a table. How many rows; *after moves on, or stays where it was: then
 * there is no more. */
int64_t own_data_rows(struct work *w, const struct held_table *h, uint64_t customer_id, int max,
		      uint64_t *after, int64_t rows, struct buf *json, struct buf *csv);
/* What each file holds, in the reader's language. */
const char *own_data_note(struct work *w, enum lang lang);

/* ---- the ZIP (own_data_zip.c) ---- */
/* Puts into a new ZIP what was written; under its name only when it is whole. */
void own_data_zip(struct work *w, const struct task *t);
const char *own_data_part(struct arena *a, const struct task *t, const char *name); /* likewise */

#endif
