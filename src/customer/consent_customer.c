/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreeing, and no longer: the ledger, and what goes when a consent is withdrawn. */
#include <string.h>
#include "customer/consent.h"

static void write_change(struct work *w, const struct about_draft *d, const struct consent *ledger,
			 size_t n, enum consent_purpose purpose, enum consent_channel channel,
			 bool wanted)
{
	const struct consent *was = consent_of(ledger, n, purpose, channel);
	enum consent_change change =
		consent_change(was && was->given, was ? was->text_version : 0, wanted);
	struct consent now = { .purpose = purpose,
			       .channel = channel,
			       .given = wanted,
			       .text_version = CONSENT_TEXT,
			       .place = CONSENT_IN_ACCOUNT };

	/* what is withdrawn is what was given, by the words of then */
	if (change == CONSENT_WITHDRAW)
		now.text_version = was->text_version;
	if (change != CONSENT_STAYS)
		consent_store_insert(w, d->customer_id, &now);
}

static void write_trait(struct work *w, const struct about_draft *d, enum consent_purpose purpose,
			const char *was)
{
	const char *value = d->value[purpose];

	if (!value && was)
		trait_store_remove(w, d->customer_id, purpose);
	else if (value && (!was || strcmp(was, value)))
		trait_store_put(w, d->customer_id, purpose, value);
}

static int put(struct work *w, void *arg)
{
	const struct about_draft *d = arg;
	const struct consent *ledger;
	const char *was[TRAITS];
	size_t n;

	if (!customer_store_touch(w, d->customer_id, d->version))
		return ABOUT_STALE;
	ledger = consent_store_ledger(w, d->customer_id, &n);
	trait_store_read(w, d->customer_id, was);
	for (int i = 0; i < TRAITS; i++) {
		write_change(w, d, ledger, n, (enum consent_purpose)i, CONSENT_NO_CHANNEL,
			     d->value[i] != NULL);
		write_trait(w, d, (enum consent_purpose)i, was[i]);
	}
	for (int c = CONSENT_BY_EMAIL; c < CONSENT_CHANNEL__MAX; c++)
		write_change(w, d, ledger, n, CONSENT_OFFERS, (enum consent_channel)c,
			     d->offers[c]);
	return ABOUT_OK;
}

enum about_refusal customer_about_put(struct work *w, const struct about_draft *d)
{
	return (enum about_refusal)work_transaction(w, put, (void *)(uintptr_t)d);
}
