/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding whom a colleague means. */
#include "feedback/person_web.h"
#include <string.h>
#include "base/text.h"
#include "customer/customer.h"
#include "order/order.h"

enum { SAME = 5 };

static size_t find_by_email(struct work *w, const char *email, uint64_t *ids)
{
	uint64_t contacts[SAME];
	size_t n = customer_find_contacts_by_email(w, email, contacts, SAME), found = 0;

	for (size_t i = 0; i < n; i++) {
		struct contact c;
		size_t k = 0;

		if (!contact_get(w, contacts[i], &c))
			continue;
		while (k < found && ids[k] != c.customer_id)
			k++;
		if (k == found)
			ids[found++] = c.customer_id;
	}
	return found;
}

static size_t find_people(struct work *w, const char *who, uint64_t *ids)
{
	const char *phone = text_phone_key(w->arena, who, w->app->settings.country);
	struct customer c;

	if (customer_find_number(w, who, &c)) {
		ids[0] = c.id;
		return 1;
	}
	if (strchr(who, '@'))
		return find_by_email(w, who, ids);
	return phone ? customer_find_by_phone(w, phone, ids, SAME) : 0;
}

/* Several have the same phone: a number says which of them. */
static const char *numbers_of(struct work *w, const uint64_t *ids, size_t n)
{
	const char *all = "";

	for (size_t i = 0; i < n; i++) {
		struct customer c;

		if (customer_get(w, ids[i], &c))
			all = arena_printf(w->arena, "%s%s%s", all, *all ? ", " : "", c.number);
	}
	return all;
}

struct person person_find(struct work *w, const char *who, struct field_errors *errors)
{
	struct person out = { 0, 0 };
	uint64_t ids[SAME];
	struct order *o;
	size_t n;

	if (order_find_number(w, who, &out.order_id) && order_get(w, out.order_id, &o)) {
		out.customer_id = o->customer_id;
		return out;
	}
	out.order_id = 0;
	n = find_people(w, who, ids);
	if (n == 1)
		out.customer_id = ids[0];
	else if (n == 0)
		field_error(errors, "/who", "not_found", N_("Nobody is known by this"), NULL);
	else
		field_error(errors, "/who", "several",
			    N_("Several are known by this: enter one of {arg}"),
			    numbers_of(w, ids, n));
	return out;
}
