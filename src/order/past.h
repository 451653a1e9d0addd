/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of the past, as an import knows them: nobody is told, no stock moves, no listener hears;
 * inside work_transaction. Part of order.h. */
#ifndef REGULARS_ORDER_PAST_H
#define REGULARS_ORDER_PAST_H

#include "order/types.h"

struct order_past {
	struct order *order; /* given: complete but for ids, number, live amount, badge; with its
				contact at hand */
	bool taken; /* the source has that reference already: nothing of it is written; order->id is
		       of the one there */
	int64_t taken_total; /* of the one there, and its lines */
	int taken_lines;
	struct order_event *events;
	size_t n_events, room;
};
/* Gives ids that sort by placed_at, and numbers; all of one source. */
void order_past_open(struct work *w, struct order_past *v, size_t n);
/* What further areas know of it: kind, at and what the event needs; they write their own rows and
 * the order's summaries. */
void order_past_tell(struct work *w, struct order_past *p, struct order_event e);
/* Writes rows, lines, events (in the order of their time), documents and the customers' counts. */
void order_past_close(struct work *w, struct order_past *v, size_t n);

#endif
