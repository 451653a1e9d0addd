/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreeing, and no longer: the ledger, and what goes when a consent is withdrawn. */
#include <string.h>
#include "customer/consent.h"

static void write_change(struct work *w, uint64_t customer_id, const struct consent *ledger,
			 size_t n, struct consent now)
{
	const struct consent *was = consent_of(ledger, n, now.purpose, now.channel);
	bool before = was ? was->given : consent_is_meant(now.purpose) && !now.given;
	enum consent_change change = consent_change(before, was ? was->text_version : 0, now.given);

	now.text_version = CONSENT_TEXT;
	/* what is withdrawn is what was given, by the words of then */
	if (change == CONSENT_WITHDRAW && was)
		now.text_version = was->text_version;
	if (change != CONSENT_STAYS)
		consent_store_insert(w, customer_id, &now);
}

void customer_chose(struct work *w, uint64_t customer_id, enum consent_purpose purpose,
		    enum consent_channel channel, bool wanted, enum consent_place place)
{
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, customer_id, &n);

	write_change(w, customer_id, ledger, n,
		     (struct consent){ .purpose = purpose,
				       .channel = channel,
				       .given = wanted,
				       .place = place });
}

void customer_offers(struct work *w, uint64_t customer_id, bool by[CONSENT_CHANNEL__MAX])
{
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, customer_id, &n);

	for (int c = 0; c < CONSENT_CHANNEL__MAX; c++)
		by[c] = consent_holds(ledger, n, CONSENT_OFFERS, (enum consent_channel)c);
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
	enum consent_place place =
		w->actor.kind == ACTOR_API_KEY ? CONSENT_BY_PROGRAM : CONSENT_IN_ACCOUNT;
	const struct about_draft *d = arg;
	const struct consent *ledger;
	const char *was[TRAITS];
	size_t n;

	if (!customer_store_touch(w, d->customer_id, d->version))
		return ABOUT_STALE;
	ledger = consent_store_ledger(w, d->customer_id, &n);
	trait_store_read(w, d->customer_id, was);
	for (int i = 0; i < TRAITS; i++) {
		write_change(w, d->customer_id, ledger, n,
			     (struct consent){ .purpose = (enum consent_purpose)i,
					       .given = d->value[i] != NULL,
					       .place = place });
		write_trait(w, d, (enum consent_purpose)i, was[i]);
	}
	return ABOUT_OK;
}

enum about_refusal customer_about_put(struct work *w, const struct about_draft *d)
{
	return (enum about_refusal)work_transaction(w, put, (void *)(uintptr_t)d);
}
