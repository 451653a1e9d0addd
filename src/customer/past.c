/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers of the past, many at once: whom another system's books name. */
#include <string.h>
#include "base/fail.h"
#include "customer/inside.h"

static const char *external_id(const struct customer_past *p)
{
	return p->contact.external_id;
}

/* Somebody earlier in the list with the same id; n: nobody. */
static size_t same_as(const struct customer_past *v, size_t n, const char *id)
{
	size_t i = 0;

	while (i < n && (!external_id(&v[i]) || strcmp(external_id(&v[i]), id) != 0))
		i++;
	return i;
}

static void find_customers(struct work *w, const char *source, struct customer_past *v, size_t n)
{
	const char *ids[CUSTOMER_PAST_MAX];
	uint64_t found[CUSTOMER_PAST_MAX];
	size_t at[CUSTOMER_PAST_MAX], n_ids = 0;

	for (size_t i = 0; i < n; i++) {
		v[i].customer_id = v[i].contact_id = 0;
		if (!external_id(&v[i]))
			continue;
		at[n_ids] = i;
		ids[n_ids++] = external_id(&v[i]);
	}
	identity_store_find_external(w, source, ids, n_ids, found);
	for (size_t i = 0; i < n_ids; i++)
		v[at[i]].customer_id = found[i];
}

static void make_customers(struct work *w, const char *source, struct customer_past *v, size_t n)
{
	struct customer_past_row row[CUSTOMER_PAST_MAX];
	size_t n_rows = 0;

	for (size_t i = 0; i < n; i++) {
		const char *id = external_id(&v[i]);
		size_t first = id ? same_as(v, i, id) : i;

		if (v[i].customer_id)
			continue;
		if (first < i) {
			v[i].customer_id = v[first].customer_id;
			continue;
		}
		v[i].customer_id = work_id(w);
		row[n_rows++] = (struct customer_past_row){ .id = v[i].customer_id,
							    .name = v[i].contact.name,
							    .lang = v[i].contact.lang,
							    .since = v[i].since,
							    .external_id = id };
	}
	customer_store_insert_past(w, source, row, n_rows);
}

/* A version that says the same: of those the table has, or of one to be written. */
static uint64_t known_contact(const struct contact *known, size_t n, const struct contact *wanted)
{
	for (size_t i = 0; i < n; i++) {
		if (known[i].customer_id == wanted->customer_id &&
		    contact_is_same(&known[i], wanted))
			return known[i].id;
	}
	return 0;
}

static void find_contacts(struct work *w, struct customer_past *v, size_t n,
			  const struct contact *known, size_t n_known)
{
	struct contact fresh[CUSTOMER_PAST_MAX];
	size_t n_fresh = 0;

	for (size_t i = 0; i < n; i++) {
		struct contact *c = &fresh[n_fresh];

		contact_of_draft(w, &v[i].contact, c);
		c->customer_id = v[i].customer_id;
		v[i].contact_id = known_contact(known, n_known, c);
		if (!v[i].contact_id)
			v[i].contact_id = known_contact(fresh, n_fresh, c);
		if (v[i].contact_id)
			continue;
		c->id = v[i].contact_id = work_id(w);
		n_fresh++;
	}
	contact_store_insert_many(w, fresh, n_fresh);
}

void customer_add_past(struct work *w, const char *source, struct customer_past *v, size_t n)
{
	uint64_t old[CUSTOMER_PAST_MAX];
	const struct contact *known = NULL;
	size_t n_old = 0, n_known = 0;

	if (n > CUSTOMER_PAST_MAX || !db_in_transaction(w->db))
		fail("customer: %zu of the past at once, or outside a transaction", n);
	find_customers(w, source, v, n);
	for (size_t i = 0; i < n; i++) {
		if (v[i].customer_id)
			old[n_old++] = v[i].customer_id;
	}
	if (n_old)
		known = contact_store_of_customers(w, old, n_old, &n_known);
	make_customers(w, source, v, n);
	find_contacts(w, v, n, known, n_known);
}
