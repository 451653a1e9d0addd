/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the use cases of production share. */
#ifndef REGULARS_PRODUCTION_INSIDE_H
#define REGULARS_PRODUCTION_INSIDE_H

#include "production/store.h"

/* The orders that a batch touches, open under lock, and where its lines stand in them. */
struct making {
	struct order **orders;
	size_t n_orders;
	struct making_line {
		struct order *o;
		struct order_line *l;
		struct production_line row;
	} * lines;
	size_t n_lines;
};
/* Opens them in rising id. A line that is there no more has o NULL. */
void making_open(struct work *w, const struct production_line *rows, size_t n, struct making *out);
/* Tells each line's order, as a whole or with so many units, and saves all of them. */
void making_tell(struct work *w, const struct making *m, const struct production *p,
		 enum production_state from, enum production_state to);
/* Sooner promised lines first. */
void making_sort(struct making *m);

#endif
