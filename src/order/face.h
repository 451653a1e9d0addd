/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists show of an order's lines, kept in the order's own row (sql/046), for the files of
 * order/. */
#ifndef REGULARS_ORDER_FACE_H
#define REGULARS_ORDER_FACE_H

#include "order/order.h"

enum { FACE_THUMBS = 3 };

/* Of its lines, where they were read; else as it is stored. */
struct order_face order_face(const struct order *o);
/* The first lines as they are stored. */
const char *order_face_write(struct arena *a, const struct order *o);
/* Names and picture of the first lines, nothing else of them; returns how many. */
size_t order_face_thumbs(struct arena *a, const struct order *o,
			 struct order_line out[FACE_THUMBS]);

#endif
