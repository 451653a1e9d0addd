/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding customers by whatever is at hand, for the desk's list and for programs. */
#include "base/text.h"
#include "customer/tag.h"

static size_t find_email(struct work *w, const char *q, uint64_t *ids)
{
	const char *key = text_email_key(w->arena, q);

	ids[0] = key ? identity_store_find_email(w, key) : 0;
	return ids[0] != 0;
}

static size_t find_phone(struct work *w, const char *q, uint64_t *ids)
{
	const char *key = text_phone_key(w->arena, q, w->app->settings.country);

	return key ? search_store_phone(w, key, ids, CUSTOMER_MANY) : 0;
}

size_t customer_search(struct work *w, const char *q, uint64_t ids[CUSTOMER_MANY])
{
	switch (customer_search_kind(q)) {
	case SEARCH_EMAIL:
		return find_email(w, q, ids);
	case SEARCH_TAIL:
		return search_store_customers_by_tail(w, q, ids, CUSTOMER_MANY);
	case SEARCH_PHONE:
		return find_phone(w, q, ids);
	case SEARCH_NAME:
		return search_store_name(w, q, ids, CUSTOMER_MANY);
	case SEARCH_ALL:
		break;
	}
	return 0;
}

struct customer_row *customer_newest_first(struct work *w, const uint64_t *ids, size_t n,
					   size_t *found)
{
	struct customer_row *rows = search_store_rows(w, ids, n, found);

	for (size_t i = 1; i < *found; i++) {
		struct customer_row row = rows[i];
		size_t k = i;

		for (; k > 0 && rows[k - 1].customer.id < row.customer.id; k--)
			rows[k] = rows[k - 1];
		rows[k] = row;
	}
	return rows;
}
