/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways in to orders for the tests of their pages: staff, API keys, customers by link and by
 * session. */
#ifndef REGULARS_T_ORDER_DOOR_H
#define REGULARS_T_ORDER_DOOR_H

#include <check.h>
#include <string.h>
#include "base/json.h"
#include "shipping/shop.h"

#define ANNE    "13800000001"
#define MAIL    "anne.lin@mail.example"
#define N(a)    (int)(sizeof(a) / sizeof *(a))
#define PAGES   "HTTP_ACCEPT=text/html"
#define TREES   "HTTP_ACCEPT=application/json"
#define ENGLISH "HTTP_COOKIE=lang=en"

/* Fixture: the shop at this moment, 1000 pieces each of A and B, staff 1 (owner) and 2 (viewer). */
void door_setup(void);
void door_teardown(void);

#define door_path(...) arena_printf(shop.arena, __VA_ARGS__)

/* Anne's order: her phone and her e-mail, an address that no mask lets through. */
struct order_draft door_draft(const char *sku, int quantity);
struct order *door_order(const char *sku, int quantity);
struct order *door_order_of(struct order_draft d);
/* An order changed by an act of the use cases; reads it back. */
struct order *door_look(const struct order *o);

/* Somebody who reads English. */
struct browser door_nobody(void);
/* Signed in as this member of staff. */
struct browser door_staff(uint64_t id);
/* The order's customer, who has shown that MAIL is theirs, signed in. */
struct browser door_customer(const struct order *o);
/* A form of a page just loaded: its own key. */
struct answer *door_post(struct browser *b, const char *target, const char *fields);
/* The same form, answered as a tree. */
struct answer *door_post_tree(struct browser *b, const char *target, const char *fields);
/* The page's tree, as the browser's session sees it. */
cJSON *door_tree(struct browser *b, const char *target);
/* The signed link's token, and the link. */
const char *door_k(const struct order *o);
const char *door_link(const struct order *o, const char *tail); /* "/o/R-…/cancel?k=…" */

/* A program with these permissions. */
struct answer *door_api(uint64_t permissions, const char *method, const char *target,
			const char *body);
/* The same with an If-Match header; NULL: without. */
struct answer *door_api_if(uint64_t permissions, const char *if_match, const char *method,
			   const char *target, const char *body);
#define ALL_ORDERS                                                                                 \
	(PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_ORDERS_PLACE) | PERM_BIT(PERM_ORDERS_CHANGE) | \
	 PERM_BIT(PERM_ORDERS_CANCEL))

/* The status; what the answer says when it is another. */
void door_want(const struct answer *a, int status);
/* The words stand there, or not. */
void door_shows(const struct answer *a, const char *words);
void door_hides(const struct answer *a, const char *words);
/* The code of a problem, and of its first field error ("/reason required"); "" where there is
 * none. */
const char *door_code(const struct answer *a);
/* All of them, ", " between. */
const char *door_errors(const struct answer *a);
const char *door_error(const struct answer *a);
/* Nothing of Anne's stands in full there. */
void door_is_masked(const struct answer *a);
/* How many orders the tree's list holds, and which they are: the numbers, a space between. */
const char *door_numbers(const cJSON *tree);

#endif
