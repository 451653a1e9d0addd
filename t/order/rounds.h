/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker does for the shop of a test. */
#ifndef REGULARS_T_ORDER_ROUNDS_H
#define REGULARS_T_ORDER_ROUNDS_H

/* All that is due, once. */
void rounds_run_one(void);
/* Until no task is open; each must have come to a good end. */
void rounds_run_tasks(void);

#endif
