/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the desk's lists and their statements: what drives a list, and how many of each its
 * statements take. */
#ifndef REGULARS_ORDER_DESK_LIST_DRIVE_H
#define REGULARS_ORDER_DESK_LIST_DRIVE_H

#include "order/desk_list.h"

/* Keys and badges a statement has places for; of badges, those of the short ones. */
enum { LIST_KEYS = 32, LIST_FEW = 8, LIST_MANY = 20 };
#define NO_BADGE 255
#define IN_20    " IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)" /* LIST_MANY */

enum driver {
	DRIVE_ALL,
	DRIVE_BADGES,
	DRIVE_DUE,
	DRIVE_QUEUE,
	DRIVE_MANY_BADGES, /* more than LIST_FEW */
	DRIVE_MANY_DUE,
	DRIVE_MANY_QUEUE,
	DRIVE_SKU,
	DRIVE_TAG,
	DRIVE_CUSTOMERS,
	DRIVE_CONTACTS,
	DRIVE_IDS,
	DRIVER__MAX
};

struct list_driver {
	struct db_statement
		*page[2]; /* [upwards] ids in the order shown, a window of them; filters */
	struct db_statement *plain[2]; /* the same where nothing filters */
	struct db_statement *edge[2];  /* the last of the window */
};
extern const struct list_driver list_drivers[DRIVER__MAX];

#endif
