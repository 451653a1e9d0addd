/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a member of staff or an API key may do. A role is a set of permissions; a route names the
 * one it needs. */
#ifndef REGULARS_PERMISSION_H
#define REGULARS_PERMISSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

enum permission {
	PERM_ORDERS_READ,
	PERM_ORDERS_PLACE,
	PERM_ORDERS_CHANGE, /* confirm, hold, release, wait, promise, contact, close */
	PERM_ORDERS_CANCEL,
	PERM_PAYMENTS, /* record money received */
	PERM_REFUNDS,  /* refunds and credits */
	PERM_PARCELS,  /* pack, ship, parcel events */
	PERM_CATALOG_READ,
	PERM_CATALOG_CHANGE,
	PERM_STOCK,
	PERM_CUSTOMERS_READ,
	PERM_CUSTOMERS_CHANGE,
	PERM_PERSONAL_DATA, /* names, phones and addresses in full */
	PERM_MESSAGES,      /* the outbox */
	PERM_STAFF,         /* invite, change roles */
	PERM_SETTINGS,      /* programs' keys too */
	PERM_PRICES,        /* prices, discounts and fees of orders that are placed */
	PERM_AUDIT,         /* read the audit log */
	PERM_EXPORT,     /* lists as files; personal data in them is masked without PERSONAL_DATA */
	PERM_PRODUCTION, /* batches of what is made to order */
	PERM_CUSTOMERS_MERGE, /* two who are one person, and back */
	PERM_FEEDBACK,        /* answer reviews, hide them */
	PERM_POINTS,          /* give and take points by hand, within the role's limit */
	PERM_PROMOTIONS,      /* make promotions and codes, end them */
	PERMISSION__MAX
};
#define PERM_BIT(p) (UINT64_C(1) << (p))

extern const char *const permission_word[PERMISSION__MAX]; /* "orders.read" */
/* Shipped roles: owner, manager, orders, production, warehouse, logistics, finance, care,
 * marketing, viewer. False: no such role. */
bool role_permissions(const char *role, uint64_t *permissions);
extern const char *const role_word[];
extern const size_t role_count;
bool permission_from_word(const char *word, enum permission *out);
/* A set as words: "orders.read,payments". */
const char *permission_words(struct arena *a, uint64_t set);

#endif
