/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders from a file, for load_order.c and load_past.c alone. */
#ifndef REGULARS_EXCHANGE_LOAD_ORDER_H
#define REGULARS_EXCHANGE_LOAD_ORDER_H

#include "base/fail.h"
#include "exchange/load.h"
#include "order/order.h"

enum load_order_column {
	COL_REF,
	COL_SOURCE,
	COL_PLACED,
	COL_STATE,
	COL_CUSTOMER,
	COL_NAME, /* from here to the postcode as forms have them */
	COL_PHONE,
	COL_EMAIL,
	COL_COUNTRY,
	COL_PROVINCE,
	COL_CITY,
	COL_DISTRICT,
	COL_STREET,
	COL_POSTCODE,
	COL_SKU,
	COL_QUANTITY,
	COL_PRICE,
	COL_DISCOUNT,
	COL_SHIPPING,
	COL_NOTE,
	COL_METHOD,
	COL_PAID,
	COL_DELIVERED,
	COL_LANG,
	COL__MAX
};

enum load_over { OVER_NOT, OVER_DELIVERED, OVER_CLOSED, OVER_CANCELLED, OVER__MAX };
struct load_order {
	struct order_draft draft;
	enum load_over over;
	bool paid;
	struct instant ended_at; /* when it was delivered or cancelled */
};

enum load_outcome load_order_refused(struct load_row *r, enum order_refusal why, size_t line);
/* One that is over: nothing is reserved, nobody is told, and it is no news. */
enum load_outcome load_order_over(struct load_row *r, const struct load_order *o);

#endif
