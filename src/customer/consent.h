/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consents as a ledger, and what customers told about themselves because they consented; for the
 * files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_CONSENT_H
#define REGULARS_CUSTOMER_CONSENT_H

#include "customer/inside.h"

/* ---- rules (consent_rules.c) ---- */
extern const char *const consent_purpose_word[CONSENT_PURPOSE__MAX];
extern const char *const consent_channel_word[CONSENT_CHANNEL__MAX];
extern const char *const consent_place_word[CONSENT_PLACE__MAX];
extern const char *const gender_word[];
#define GENDERS 3
extern const char *const income_word[];
#define INCOMES 5

/* It is so unless somebody says no: no consent, but a choice. */
bool consent_is_meant(enum consent_purpose purpose);
enum consent_change { CONSENT_STAYS, CONSENT_GIVE, CONSENT_WITHDRAW };
/* What is written to the ledger when somebody who agreed (or not) to a text agrees (or not) to that
 * of today. */
enum consent_change consent_change(bool given, int text_version, bool wanted);

struct consent {
	enum consent_purpose purpose;
	enum consent_channel channel;
	bool given;
	int text_version;
	enum consent_place place;
	struct actor who;
	struct instant at;
};
/* The newest of a purpose and channel in a ledger that begins with the newest; NULL: never asked.
 */
const struct consent *consent_of(const struct consent *ledger, size_t n,
				 enum consent_purpose purpose, enum consent_channel channel);
bool consent_holds(const struct consent *ledger, size_t n, enum consent_purpose purpose,
		   enum consent_channel channel);

/* ---- rows (consent_store.c) ---- */
/* Newest first; at most 300. */
struct consent *consent_store_ledger(struct work *w, uint64_t customer_id, size_t *n);
void consent_store_insert(struct work *w, uint64_t customer_id, const struct consent *c);
/* By purpose; NULL: not told. */
void trait_store_read(struct work *w, uint64_t customer_id, const char *value[TRAITS]);
void trait_store_put(struct work *w, uint64_t customer_id, enum consent_purpose purpose,
		     const char *value);
void trait_store_remove(struct work *w, uint64_t customer_id, enum consent_purpose purpose);

/* ---- trees (consent_view.c) ---- */
/* What the form begins with. */
cJSON *about_values(const char *const value[TRAITS], int version);
/* [{purpose, channel, given, text_version, place, at, value}]: as they stand today. Values only
 * where in_full; else is_told says that there is one. */
cJSON *consents_view(const struct consent *ledger, size_t n, const char *const value[TRAITS],
		     bool in_full);
/* The whole ledger, newest first. */
cJSON *consent_history(const struct consent *ledger, size_t n);

#endif
