/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's page of an order as one row, and the pieces of trees that the staff's view shares;
 * for the files of order/ alone. */
#ifndef REGULARS_ORDER_DOCUMENT_H
#define REGULARS_ORDER_DOCUMENT_H

#include "catalog/catalog.h"
#include "order/order.h"

/* When the signed link ends; none while there is something to wait for. */
struct instant order_link_until(const struct app *app, const struct order *o);
/* For who has just shown the contact of an order whose link is over: a key that opens it until
 * then.
 */
char *order_visit_key(struct arena *a, const struct app *app, uint64_t order_id, int link_version,
		      struct instant until);
/* Such a key, of that order; *until: its end. */
bool order_visit_key_fits(const struct app *app, const struct order_document *d, const char *key,
			  struct instant *until);

/* What stands behind the number in order_short_url is the order's own: the key that it leads on
 * with. NULL: it is not. */
enum { ORDER_SHORT_NUMBER = 8 };
char *order_short_key(struct arena *a, const struct app *app, const struct order_document *d,
		      const char *tail);

/* The customers' pages of these orders: out[i] belongs to ids[i]; NULL: absent. A statement, and
 * more for those of another form. */
enum { ORDER_DOCUMENTS = 32 };
void order_documents(struct work *w, const uint64_t *ids, size_t n, cJSON **out);

/* The row of a new order: what it shows is at hand, nothing is read. Returns the tree. */
cJSON *order_document_write_new(struct work *w, const struct order *o, const struct contact *c,
				const struct order_event *e, size_t n_events);

/* Those that are not taken; their contacts, parcels and payments are at hand. */
void order_document_write_past(struct work *w, const struct order_past *v, size_t n);

/* Its points, and the reasons in words. */
void order_view_priority(const struct order *o, cJSON *tree);
/* number, badge, stage, axes, times, amounts: what every view of an order begins with. */
void order_view_head(const struct order *o, cJSON *tree);
/* The same without amounts. */
void order_view_state(const struct order *o, cJSON *tree);
cJSON *order_view_line(const struct order *o, const struct order_line *l, bool for_customer);
/* {"cancel": {"allowed": false, "why": "already_shipped"}, …} for the acts given. */
void order_view_acts(const struct order *o, bool by_customer, const enum order_act *acts, size_t n,
		     cJSON *tree);
cJSON *order_view_event(const struct order_event *e, const char *currency);
void order_view_name(cJSON *tree, const char *member, const char *en, const char *zh);

#endif
