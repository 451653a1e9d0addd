/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a thread, for the files that read one; for those of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_THREAD_ROW_H
#define REGULARS_FEEDBACK_THREAD_ROW_H

#include "feedback/item.h"

#define MESSAGE_COLUMNS                                                                            \
	"m.id, m.item_id, m.order_id, COALESCE(m.staff_id, 0), m.way, m.is_ours, m.body, "         \
	"m.at, o.number, IF(o.id IS NULL, m.order_named, NULL) "
#define MESSAGE_FROM    "FROM feedback_message m LEFT JOIN orders o ON o.id = m.order_id WHERE "
#define NEWEST_MESSAGES " ORDER BY m.id DESC LIMIT 100"

struct rows;
/* Rows of MESSAGE_COLUMNS, MESSAGE_FROM and NEWEST_MESSAGES, oldest first. */
struct message_line *thread_of_rows(struct work *w, struct rows *r, size_t *n);

#endif
