/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of an item, for the files that read some; for those of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_ITEM_ROW_H
#define REGULARS_FEEDBACK_ITEM_ROW_H

#include "feedback/alarm.h"
#include "feedback/chat.h"

#define ITEM_COLUMNS                                                                               \
	"i.id, i.customer_id, i.order_id, i.owner_id, i.source, i.state, i.later, "                \
	"i.score, i.body, i.lang, i.opened_at, NULLIF(i.due_at, '9999-12-31'), i.answered_at, "    \
	"i.ended_at, COALESCE(i.outcome, -1), i.version, o.number, IF(i.feeling IS NULL, NULL, "   \
	"i.kind), i.feeling, i.topics, i.marks, o.currency, i.nps, i.response_id, "                \
	"h.id, h.channel, h.value, h.name, " ALARM_COLUMNS " "
#define ITEM_OF_ORDER                                                                              \
	"LEFT JOIN orders o ON o.id = i.order_id "                                                 \
	"LEFT JOIN feedback_chat h ON h.id = i.chat_id " ALARM_OF("i.id")
/* What calls somebody by its stars or its score. */
#define IS_LOW "(score BETWEEN 1 AND 2 OR nps IS NOT NULL)"

struct rows;
/* A row of ITEM_COLUMNS with ITEM_OF_ORDER. */
void item_of_row(struct work *w, const struct rows *r, struct item *out);

#endif
