/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what hears of an order: rows run in the order they stand in, inside the order's
 * transaction. */
#include "wiring.h"

#include "order/order.h"

const struct wiring wiring = {
	.listeners = NULL,
	.n_listeners = 0,
	.parts = NULL,
	.n_parts = 0,
	.reserve = NULL,
};
