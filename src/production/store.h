/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of production, for the files of production/ alone. */
#ifndef REGULARS_PRODUCTION_STORE_H
#define REGULARS_PRODUCTION_STORE_H

#include "production/production.h"

bool production_store_read(struct work *w, uint64_t id, bool lock, struct production *out);
/* Its number is made here. */
void production_store_insert(struct work *w, struct production *p,
			     const struct production_line *lines, size_t n);
/* State, units, reason, days; the version rises. */
void production_store_update(struct work *w, struct production *p);
struct production_line *production_store_lines(struct work *w, uint64_t id, size_t *n);
void production_store_made(struct work *w, uint64_t id, const struct production_line *l);

/* Open batches' lines of an order, the newest batch first. */
struct production_part {
	uint64_t id, order_line_id;
	int quantity;
	enum production_state state;
};
struct production_part *production_store_parts(struct work *w, uint64_t order_id, size_t *n);
/* So many less for the line; a batch that has not begun makes as many less. */
void production_store_lower(struct work *w, const struct production_part *p, int by);

/* So many of them are for another line from now on. */
void production_store_pass(struct work *w, const struct production_part *p, uint64_t order_id,
			   uint64_t order_line_id, int units);

/* Units of each line that open batches have; n <= PRODUCTION_LINES_MAX. */
void production_store_in_batches(struct work *w, const uint64_t *line_ids, size_t n, int *units);
/* The orders of these lines; order_ids[i] belongs to line_ids[i], 0: no such line. */
void production_store_orders(struct work *w, const uint64_t *line_ids, size_t n,
			     uint64_t *order_ids);
/* Lines of this SKU that wait for production, soonest first; id and order. */
size_t production_store_waiting(struct work *w, uint64_t sku_id, struct production_line *out,
				size_t max);

/* ---- for the pages ---- */
/* What waits to be made, soonest first: sku_code, name_en, name_zh, line id, order number,
 * promised_to, badge, ordered, cancelled, reserved, packed, shipped, units that open batches have,
 * the customer's note, the recipient's name; at most PRODUCTION_ROWS + 1. */
#define PRODUCTION_ROWS 400
struct rows *production_store_to_make(struct work *w);
/* Open batches by the day they are to be ready, or the 20 that ended last; notes, reasons and the
 * day of the start are not read. */
struct production *production_store_list(struct work *w, bool open, size_t *n);
/* Newest first; state -1: any. */
struct production *production_store_page(struct work *w, int state, uint64_t below, int limit,
					 size_t *n);
/* order number, the recipient's name, promised_to, note, quantity, made, badge of a batch's lines,
 * soonest first. */
struct rows *production_store_lines_view(struct work *w, uint64_t id);

#endif
