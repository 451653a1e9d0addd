/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's address book. An entry that changes gets a new contact version; orders keep
 * theirs.
 */
#include "customer/inside.h"
#include "customer/wish.h"

struct editing {
	uint64_t customer_id, id;
	const struct address_draft *draft;
};

static bool has_default(const struct address *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].is_default)
			return true;
	return false;
}

static int put(struct work *w, void *arg)
{
	struct editing *e = arg;
	const struct address_draft *d = e->draft;
	struct contact_draft contact = d->contact;
	struct address a = { .label = d->label ? d->label : "" }, now;
	size_t n;
	const struct address *list;

	customer_store_lock(w, e->customer_id);
	list = address_store_list(w, e->customer_id, &n);
	if (e->id && !address_store_read(w, e->customer_id, e->id, &now))
		return ADDRESS_NOT_FOUND;
	if (e->id && d->version && d->version != now.version)
		return ADDRESS_STALE;
	if (!e->id && n >= ADDRESSES_MAX)
		return ADDRESS_TOO_MANY;
	if (e->id && !contact.country)
		contact.country = now.contact.country;
	a.id = e->id ? e->id : work_id(w);
	a.contact.id = contact_add_version(w, e->customer_id, &contact);
	if (e->id)
		address_store_update(w, e->customer_id, &a);
	else
		address_store_insert(w, e->customer_id, &a);
	if (d->is_default || !has_default(list, n))
		address_store_set_default(w, e->customer_id, a.id);
	e->id = a.id;
	return ADDRESS_OK;
}

enum address_refusal address_put(struct work *w, const struct address_draft *d, uint64_t *id)
{
	struct editing e = { d->customer_id, *id, d };
	enum address_refusal r = (enum address_refusal)work_transaction(w, put, &e);

	*id = e.id;
	return r;
}

static int make_default(struct work *w, void *arg)
{
	const struct editing *e = arg;
	struct address now;

	customer_store_lock(w, e->customer_id);
	if (!address_store_read(w, e->customer_id, e->id, &now))
		return ADDRESS_NOT_FOUND;
	address_store_set_default(w, e->customer_id, e->id);
	return ADDRESS_OK;
}

enum address_refusal address_make_default(struct work *w, uint64_t customer_id, uint64_t id)
{
	struct editing e = { .customer_id = customer_id, .id = id };

	return (enum address_refusal)work_transaction(w, make_default, &e);
}

static int remove_entry(struct work *w, void *arg)
{
	const struct editing *e = arg;
	struct address now;
	const struct address *list;
	size_t n;

	customer_store_lock(w, e->customer_id);
	if (!address_store_read(w, e->customer_id, e->id, &now))
		return ADDRESS_NOT_FOUND;
	address_store_remove(w, e->customer_id, e->id);
	wish_store_forget_address(w, e->customer_id, e->id);
	list = address_store_list(w, e->customer_id, &n);
	if (n > 0 && !has_default(list, n))
		address_store_set_default(w, e->customer_id, list[0].id);
	return ADDRESS_OK;
}

enum address_refusal address_remove(struct work *w, uint64_t customer_id, uint64_t id)
{
	struct editing e = { .customer_id = customer_id, .id = id };

	return (enum address_refusal)work_transaction(w, remove_entry, &e);
}
