/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding a customer whom nobody knows yet, and changing one: the use cases behind the API. */
#include "customer/draft.h"

#include <string.h>
#include "base/fail.h"

struct drafting {
	const struct customer_draft *draft;
	uint64_t id;
};

static const enum customer_refusal taken[IDENTITY__MAX] = {
	[IDENTITY_EMAIL] = CUSTOMER_EMAIL_TAKEN,
	[IDENTITY_PHONE] = CUSTOMER_PHONE_TAKEN,
	[IDENTITY_EXTERNAL] = CUSTOMER_ID_TAKEN,
};

/* Whose are these? Those that are free are left in out[]; *n of them. */
static enum customer_refusal look(struct work *w, uint64_t id,
				  const struct identity given[IDENTITY__MAX],
				  const struct identity *out[IDENTITY__MAX], size_t *n)
{
	struct identity_owner owners[IDENTITY__MAX];

	*n = 0;
	identity_store_find(w, given, owners);
	for (int kind = IDENTITY_EMAIL; kind < IDENTITY__MAX; kind++) {
		if (!given[kind].value || owners[kind].customer_id == id)
			continue;
		if (owners[kind].customer_id)
			return taken[kind];
		out[(*n)++] = &given[kind];
	}
	return CUSTOMER_OK;
}

/* ---- adding ---- */

static int add(struct work *w, void *arg)
{
	struct drafting *a = arg;
	const struct customer_draft *d = a->draft;
	struct identity given[IDENTITY__MAX] = { 0 };
	const struct identity *missing[IDENTITY__MAX];
	enum customer_refusal r;
	struct contact contact;
	size_t n;

	contact_of_draft(w, &d->contact, &contact);
	contact_identities(&contact, &d->contact, given);
	a->id = work_id(w);
	r = look(w, a->id, given, missing, &n);
	if (r != CUSTOMER_OK || n == 0)
		return (int)(n == 0 && r == CUSTOMER_OK ? CUSTOMER_NO_WAY : r);
	/* somebody was faster by a moment */
	if (!identity_store_insert(w, a->id, missing, n))
		return (int)taken[missing[0]->kind];
	customer_store_insert(w, a->id, contact.name, d->contact.lang, INSTANT_NONE);
	contact.customer_id = a->id;
	contact_store_insert(w, &contact, NULL);
	for (size_t i = 0; i < d->n_tags; i++)
		if (customer_tag_add(w, a->id, d->tags[i]) != TAG_OK)
			fail("customer: more tags than anybody may have");
	return CUSTOMER_OK;
}

enum customer_refusal customer_add(struct work *w, const struct customer_draft *d, uint64_t *id)
{
	struct drafting a = { .draft = d };
	enum customer_refusal r = (enum customer_refusal)work_transaction(w, add, &a);

	*id = a.id;
	return r;
}

/* ---- changing ---- */

static bool is_new_email(const struct contact *now, const struct contact *was)
{
	return now->email_key &&
	       (!was->id || !was->email_key || strcmp(now->email_key, was->email_key) != 0);
}

/* An account is entered by its e-mail address: nobody but its owner changes that. */
static enum customer_refusal put_contact(struct work *w, const struct customer *c,
					 const struct customer_draft *d, bool *changed)
{
	struct identity given[IDENTITY__MAX] = { 0 };
	const struct identity *missing[IDENTITY__MAX];
	struct contact was = { .id = 0 }, now;
	struct contact_draft all;
	enum customer_refusal r;
	size_t n;

	if (!contact_store_newest(w, c->id, &was))
		was.id = 0;
	all = contact_laid_over(&d->contact, &was);
	if (!all.name)
		all.name = c->name;
	contact_of_draft(w, &all, &now);
	if (was.id && contact_is_same(&was, &now))
		return CUSTOMER_OK;
	if (!c->provisional && is_new_email(&now, &was))
		return CUSTOMER_HAS_ACCOUNT;
	contact_identities(&now, &all, given);
	if (!c->provisional)
		given[IDENTITY_EMAIL].value = NULL;
	r = look(w, c->id, given, missing, &n);
	if (r != CUSTOMER_OK)
		return r;
	if (n > 0 && !identity_store_insert(w, c->id, missing, n))
		return taken[missing[0]->kind];
	now.customer_id = c->id;
	contact_store_insert(w, &now, &was);
	*changed = true;
	return CUSTOMER_OK;
}

static bool take_name(struct customer *c, const struct customer_draft *d)
{
	bool renamed = d->name && strcmp(d->name, c->name) != 0;
	bool other_lang = d->lang >= 0 && d->lang != (int)c->lang;

	if (renamed)
		c->name = d->name;
	if (other_lang)
		c->lang = (enum lang)d->lang;
	return renamed || other_lang;
}

static int change(struct work *w, void *arg)
{
	const struct drafting *a = arg;
	const struct customer_draft *d = a->draft;
	enum customer_refusal r = CUSTOMER_OK;
	struct customer c;
	bool changed;

	customer_store_lock(w, a->id);
	if (!customer_store_read(w, a->id, &c))
		return CUSTOMER_NOT_FOUND;
	if (d->version && d->version != c.version)
		return CUSTOMER_STALE;
	changed = take_name(&c, d);
	if (d->has_contact)
		r = put_contact(w, &c, d, &changed);
	if (r != CUSTOMER_OK || !changed)
		return (int)r;
	if (!customer_store_update(w, &c))
		return CUSTOMER_STALE;
	event_store_insert(w, c.id, CUSTOMER_CHANGED, NULL);
	return CUSTOMER_OK;
}

enum customer_refusal customer_change(struct work *w, uint64_t id, const struct customer_draft *d)
{
	struct drafting a = { d, id };

	return (enum customer_refusal)work_transaction(w, change, &a);
}
