/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small shop for the tests of stock, payments and parcels: goods, stock, customers and their
 * orders, made through the use cases. */
#ifndef REGULARS_T_SHOP_H
#define REGULARS_T_SHOP_H

#include "catalog/catalog.h"
#include "order/order.h"
#include "payment/payment.h"
#include "shipping/shipping.h"
#include "stock/stock.h"
#include "support/app.h"

/* Fixture: the application and a unit of work at a fixed moment. */
extern struct app *shop_app;
extern struct work shop;
void shop_setup(void);
void shop_teardown(void);
void shop_pass(int64_t hours); /* time goes by */

/* A SKU of that code, 10.00 each. */
uint64_t shop_sku(const char *code, enum product_kind kind, bool made_to_order);
/* Goods with so many on hand. */
uint64_t shop_goods(const char *code, int on_hand, bool may_backorder);

struct shop_want {
	const char *sku;
	int quantity;
};
struct order_draft shop_draft(const char *phone, const struct shop_want *wants, size_t n);
/* An order of the customer with this phone, paid on delivery. Reads it back. */
struct order *shop_order(const char *phone, const struct shop_want *wants, size_t n);
#define shop_order_of(phone, ...)                                                                  \
	shop_order((phone), (const struct shop_want[]){ __VA_ARGS__ },                             \
		   sizeof((const struct shop_want[]){ __VA_ARGS__ }) / sizeof(struct shop_want))
struct order *shop_look(uint64_t order_id);

/* Packs all that is open of an order, and hands it over with this number; returns the parcel's id.
 */
uint64_t shop_ship(const struct order *o, const char *number);
enum shipping_refusal shop_hear(uint64_t parcel_id, enum parcel_state s); /* an hour later */
struct parcel shop_parcel(uint64_t id);

extern struct shipping_answer shop_answer; /* of the last act below */
enum shipping_refusal shop_pack(const struct order_ref *orders, size_t n,
				const struct parcel_want *lines, size_t n_lines);
enum shipping_refusal shop_pack_one(const struct order *o, uint64_t line, int quantity);
struct ship_draft shop_by(const char *carrier, const char *number);
enum shipping_refusal shop_hand_over(uint64_t parcel, const char *carrier, const char *number);
enum shipping_refusal shop_news(const char *number, enum parcel_state s, struct instant at,
				const char *words); /* from a carrier */
int64_t shop_events(enum order_event_kind kind);    /* how many there are */
cJSON *shop_document(const struct order *o);
void shop_check_counts(const struct order *o, int packed, int shipped,
		       int delivered); /* of its first line */

/* Everything that must hold, on every row; fails the test with what does not. */
void shop_check(void);
/* The same, and all that `regulars verify` asks. */
void shop_check_all(void);
#define COUNT(a) (sizeof(a) / sizeof *(a))

#endif
