/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who somebody of another system is here: found by their id there, linked and parted. */
#include "base/text.h"
#include "customer/store.h"

uint64_t customer_find_elsewhere(struct work *w, const char *source, const char *id)
{
	uint64_t found = 0;

	identity_store_find_external(w, source, &id, 1, &found);
	return found;
}

bool customer_link_elsewhere(struct work *w, uint64_t customer_id, const char *source,
			     const char *id)
{
	const struct identity given = { IDENTITY_EXTERNAL, source, id }, *one = &given;

	return customer_hold(w, customer_id) && identity_store_insert(w, customer_id, &one, 1);
}

void customer_unlink_elsewhere(struct work *w, uint64_t customer_id, const char *source,
			       const char *id)
{
	identity_store_drop_external(w, customer_id, source, id);
}

/* What an account only names, somebody else may have given to it. */
static uint64_t whose(struct work *w, enum identity_kind kind, const char *key)
{
	struct way_in in;

	if (!key || !identity_store_find_way(w, kind, key, &in))
		return 0;
	return in.is_proved || in.is_provisional ? in.customer_id : 0;
}

uint64_t customer_of_ways(struct work *w, const char *email, const char *phone)
{
	const char *country = w->app->settings.country;
	uint64_t by_email =
			 whose(w, IDENTITY_EMAIL, email ? text_email_key(w->arena, email) : NULL),
		 by_phone = whose(w, IDENTITY_PHONE,
				  phone ? text_phone_key(w->arena, phone, country) : NULL);

	if (by_email && by_phone && by_email != by_phone)
		return 0;
	return by_email ? by_email : by_phone;
}
