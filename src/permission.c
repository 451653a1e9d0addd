/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The permissions' words and the shipped roles as sets of them. */
#include "permission.h"

#include <string.h>
#include "base/buf.h"

const char *const permission_word[PERMISSION__MAX] = {
	[PERM_ORDERS_READ] = "orders.read",
	[PERM_ORDERS_PLACE] = "orders.place",
	[PERM_ORDERS_CHANGE] = "orders.change",
	[PERM_ORDERS_CANCEL] = "orders.cancel",
	[PERM_PAYMENTS] = "payments",
	[PERM_REFUNDS] = "refunds",
	[PERM_PARCELS] = "parcels",
	[PERM_CATALOG_READ] = "catalog.read",
	[PERM_CATALOG_CHANGE] = "catalog.change",
	[PERM_STOCK] = "stock",
	[PERM_CUSTOMERS_READ] = "customers.read",
	[PERM_CUSTOMERS_CHANGE] = "customers.change",
	[PERM_PERSONAL_DATA] = "personal_data",
	[PERM_MESSAGES] = "messages",
	[PERM_STAFF] = "staff",
	[PERM_SETTINGS] = "settings",
	[PERM_PRICES] = "prices",
	[PERM_AUDIT] = "audit",
	[PERM_EXPORT] = "export",
	[PERM_PRODUCTION] = "production",
	[PERM_CUSTOMERS_MERGE] = "customers.merge",
	[PERM_FEEDBACK] = "feedback",
	[PERM_POINTS] = "points",
	[PERM_PROMOTIONS] = "promotions",
};

#define READ      (PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_CATALOG_READ))
#define CUSTOMERS (PERM_BIT(PERM_CUSTOMERS_READ) | PERM_BIT(PERM_PERSONAL_DATA))
#define DESK                                                                                       \
	(PERM_BIT(PERM_ORDERS_PLACE) | PERM_BIT(PERM_ORDERS_CHANGE) | PERM_BIT(PERM_ORDERS_CANCEL))
#define ALL (PERM_BIT(PERMISSION__MAX) - 1)

static const struct {
	const char *word;
	uint64_t permissions;
} roles[] = {
	{ "owner", ALL },
	{ "manager", ALL & ~PERM_BIT(PERM_SETTINGS) },
	{ "orders", READ | CUSTOMERS | DESK | PERM_BIT(PERM_PAYMENTS) |
			    PERM_BIT(PERM_CUSTOMERS_CHANGE) | PERM_BIT(PERM_MESSAGES) |
			    PERM_BIT(PERM_PRICES) },
	{ "production", READ | PERM_BIT(PERM_PRODUCTION) },
	{ "warehouse",
	  READ | PERM_BIT(PERM_PARCELS) | PERM_BIT(PERM_STOCK) | PERM_BIT(PERM_PERSONAL_DATA) },
	{ "logistics", READ | PERM_BIT(PERM_PARCELS) | PERM_BIT(PERM_PERSONAL_DATA) },
	{ "finance", READ | PERM_BIT(PERM_PAYMENTS) | PERM_BIT(PERM_REFUNDS) |
			     PERM_BIT(PERM_CUSTOMERS_READ) | PERM_BIT(PERM_EXPORT) },
	{ "care", READ | CUSTOMERS | DESK | PERM_BIT(PERM_MESSAGES) |
			  PERM_BIT(PERM_CUSTOMERS_CHANGE) | PERM_BIT(PERM_FEEDBACK) |
			  PERM_BIT(PERM_POINTS) },
	{ "marketing", READ | PERM_BIT(PERM_CUSTOMERS_READ) | PERM_BIT(PERM_EXPORT) |
			       PERM_BIT(PERM_FEEDBACK) | PERM_BIT(PERM_PROMOTIONS) },
	{ "viewer", READ | PERM_BIT(PERM_CUSTOMERS_READ) },
};

const char *const role_word[] = { "owner",     "manager", "orders", "production", "warehouse",
				  "logistics", "finance", "care",   "marketing",  "viewer" };
const size_t role_count = sizeof role_word / sizeof *role_word;

bool role_permissions(const char *role, uint64_t *permissions)
{
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		if (strcmp(roles[i].word, role))
			continue;
		*permissions = roles[i].permissions;
		return true;
	}
	return false;
}

bool permission_from_word(const char *word, enum permission *out)
{
	for (int i = 0; i < PERMISSION__MAX; i++) {
		if (strcmp(permission_word[i], word))
			continue;
		*out = (enum permission)i;
		return true;
	}
	return false;
}

const char *permission_words(struct arena *a, uint64_t set)
{
	struct buf b;

	buf_init(&b, a);
	for (int i = 0; i < PERMISSION__MAX; i++)
		if (set & PERM_BIT(i))
			buf_addf(&b, "%s%s", b.len ? "," : "", permission_word[i]);
	return b.len ? b.p : "";
}
