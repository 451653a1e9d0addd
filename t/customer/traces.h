/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer who left traces in every table, for the tests of erasing them and of giving them all
 * that is held about them. */
#ifndef REGULARS_T_CUSTOMER_TRACES_H
#define REGULARS_T_CUSTOMER_TRACES_H

#include "order/door.h"

#define NAME   "Xenia Quillfeather"
#define PHONE  "13877770001"
#define EMAIL  "xenia@quill.example"
#define STREET "Zephyrgasse 77"

extern struct order *order;
extern uint64_t xenia;

/* Fixture: the shop, and an order of hers that is over. */
void traces_setup(void);
/* One more of hers, open. */
void traces_order(void);
/* What no act of that brings: notes, wishes, answers, points … */
void traces_leave(void);
/* How many columns hold one of her values; all such, each in spaces, in *where. */
int traces_columns(const char **where);
/* What stands in such a column where it holds one of them; each value once. */
const char **traces_cells(const char *table, const char *column, size_t *n);

#endif
