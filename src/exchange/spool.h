/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the spool that a task writes step by step; for the files of exchange/ alone. */
#ifndef REGULARS_EXCHANGE_SPOOL_H
#define REGULARS_EXCHANGE_SPOOL_H

#include "app.h"

/* The whole path of one below var_dir. */
char *spool_path(const struct work *w, const char *below_var);
/* Opened for as long as the arena lives, and cut to what the step before left: what a broken one
 * wrote behind it goes. Where it cannot be, the task fails and is tried again. */
int spool_open_at(struct work *w, const char *below_var, int64_t bytes);
void spool_write(int fd, const struct buf *b);

#endif
