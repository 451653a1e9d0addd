/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of the customers know of each other, besides their SQL. */
#ifndef REGULARS_CUSTOMER_INSIDE_H
#define REGULARS_CUSTOMER_INSIDE_H

#include "customer/store.h"

/* ---- rules.c ---- */
/* Which owner an order's contact goes to, by kind; 0: to a new customer. */
enum identity_kind customer_choose(const struct identity given[IDENTITY__MAX],
				   const struct identity_owner owners[IDENTITY__MAX]);
/* May a free identity become this customer's because an order names both? */
bool customer_may_gain(enum identity_kind kind, bool provisional);
/* What was typed to sign in with, as it is looked for; NULL: no e-mail address, nor (where phones
 * are written to) a phone. */
char *customer_way_in(struct arena *a, const char *typed, const char *country, bool by_phone);
enum identity_kind customer_way_kind(const char *way);
/* Where a way leads whoever has shown that it is theirs. One that somebody else's order named opens
 * no account of that somebody. */
enum way_leads { WAY_LEADS_NOWHERE, WAY_LEADS_IN, WAY_LEADS_TO_OWN };
enum way_leads customer_way_leads(bool is_known, const struct way_in *in);
/* True: a person would see no difference. */
bool contact_is_same(const struct contact *a, const struct contact *b);
/* Time depends on n alone. */
bool bytes_equal(const void *a, const void *b, size_t n);

/* What the desk's search box was given, when it is no customer's number. */
enum search_kind { SEARCH_ALL, SEARCH_EMAIL, SEARCH_TAIL, SEARCH_PHONE, SEARCH_NAME };
enum search_kind customer_search_kind(const char *q);

/* ---- name_rules.c ---- */
/* What a name is found by besides its beginning: the rest of it from each word on, and, in scripts
 * that put no spaces between words, from each character on; of the first NAME_WORD_CHARS of them,
 * and none longer than that. Returns how many. */
enum { NAME_WORDS = 24, NAME_WORD_CHARS = 40 };
size_t customer_name_words(struct arena *a, const char *name, const char *words[NAME_WORDS]);

/* ---- customer.c ---- */
/* What is given laid over what is known; a contact of id 0 is none. */
struct contact_draft contact_laid_over(const struct contact_draft *d, const struct contact *c);
/* By what somebody is known who gives this contact; by kind, from 1. */
void contact_identities(const struct contact *c, const struct contact_draft *d,
			struct identity given[IDENTITY__MAX]);
/* The draft as the row it would become: normalised, with the shop's country where none is given. */
void contact_of_draft(struct work *w, const struct contact_draft *d, struct contact *out);

/* ---- whose a way is (way_customer.c) ---- */
/* Inside a transaction, by whoever has just shown that this way is theirs: it becomes this
 * customer's, as proved, and with it what was ordered under it, but for what the one it was with
 * has proved by another way, or what is tied to that (a parcel, a link, a payment). Some sixteen
 * statements an order. False: somebody else has proved it. */
bool way_take(struct work *w, uint64_t customer_id, const char *way)
	__attribute__((warn_unused_result));

/* ---- rows of it (way_store.c) ---- */
/* The orders under this way that go over with it: their ids, rising. */
uint64_t *way_store_orders(struct work *w, uint64_t from, const char *way, size_t *n);
/* An order under the way, and another that cannot be somebody else's. */
struct way_tie {
	uint64_t order, other;
};
struct way_tie *way_store_ties(struct work *w, uint64_t from, const char *way, size_t *n);
/* Behind the orders: contacts under the way, or copies of those that others need, too; the words of
 * their names. */
void way_store_give_contacts(struct work *w, uint64_t from, uint64_t to, const char *way);

/* ---- address book and profile (address_customer.c) ---- */
enum address_refusal { ADDRESS_OK, ADDRESS_NOT_FOUND, ADDRESS_TOO_MANY, ADDRESS_STALE };
#define ADDRESSES_MAX 50
struct address_draft {
	uint64_t customer_id;
	int version;       /* of the entry, as it was seen; 0: any */
	const char *label; /* NULL: none */
	bool is_default;
	struct contact_draft contact; /* without a country: the one it has, or the shop's */
};
/* *id 0: a new entry, whose id it becomes; else a new version of that one. The first entry is the
 * default one. */
enum address_refusal address_put(struct work *w, const struct address_draft *d, uint64_t *id)
	__attribute__((warn_unused_result));
enum address_refusal address_make_default(struct work *w, uint64_t customer_id, uint64_t id)
	__attribute__((warn_unused_result));
/* Where the default one goes, the newest of the others takes its place. */
enum address_refusal address_remove(struct work *w, uint64_t customer_id, uint64_t id)
	__attribute__((warn_unused_result));

/* ---- joining (join_customer.c) ---- */
/* What waits beside the code, as text. */
const char *join_keep(struct work *w, const struct join_draft *d);
/* Whoever has shown that this way is theirs: the customer it opens, or a new one. */
uint64_t join_by_code(struct work *w, const char *way, const char *kept);

/* ---- view.c ---- */
cJSON *customer_rows_view(struct work *w, const struct customer_row *rows, size_t n);
/* An e-mail or a number with its middle hidden; an id of another system as it is. */
const char *identity_masked(struct arena *a, enum identity_kind kind, const char *value);
cJSON *address_view(struct work *w, const struct address *a, bool in_full);
cJSON *address_list_view(struct work *w, uint64_t customer_id, bool in_full);

#endif
