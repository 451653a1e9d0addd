/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose orders are, as rows; for the files of order/ alone. */
#ifndef REGULARS_ORDER_OWNER_STORE_H
#define REGULARS_ORDER_OWNER_STORE_H

#include "order/order.h"

void order_store_give(struct work *w, const struct customer_move *m);
void order_store_back(struct work *w, const struct customer_move *m);
/* A parcel, a link or a payment names orders of both. */
bool order_store_tied(struct work *w, const struct customer_move *m);

#endif
