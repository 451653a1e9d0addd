/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of customers, for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_STORE_H
#define REGULARS_CUSTOMER_STORE_H

#include "customer/customer.h"

#define CUSTOMER_MANY 64
#define CUSTOMER_8    "?, ?, ?, ?, ?, ?, ?, ?"
#define CUSTOMER_MANY_MARKS                                                                        \
	CUSTOMER_8 ", " CUSTOMER_8 ", " CUSTOMER_8 ", " CUSTOMER_8 ", " CUSTOMER_8 ", " CUSTOMER_8 \
		   ", " CUSTOMER_8 ", " CUSTOMER_8
/* The arguments of CUSTOMER_MANY_MARKS: the last id fills the rest. Returns CUSTOMER_MANY. */
size_t customer_store_fill(const uint64_t *ids, size_t n, struct db_arg args[CUSTOMER_MANY]);

/* ---- identities (identity_store.c) ---- */
struct identity {
	enum identity_kind kind;
	const char *source; /* "" but for external ones */
	const char *value;  /* normalised; NULL: the contact has none of this kind */
};
/* Whose an identity is, with that customer's newest contact. customer_id 0: it is free. */
struct identity_owner {
	uint64_t customer_id;
	bool provisional, has_email;
	struct contact newest; /* id 0: no contact yet */
};
/* Both arrays by kind, from 1; one statement. */
void identity_store_find(struct work *w, const struct identity given[IDENTITY__MAX],
			 struct identity_owner out[IDENTITY__MAX]);
/* All in one statement; n in 1..3. False: at least one has an owner, and none was written. */
bool identity_store_insert(struct work *w, uint64_t customer_id,
			   const struct identity *const *given, size_t n);
/* Whose e-mail or phone this is, and whether that was shown. False: nobody's. */
struct way_in {
	uint64_t customer_id;
	bool is_proved, is_provisional;
};
bool identity_store_find_way(struct work *w, enum identity_kind kind, const char *value,
			     struct way_in *out);
/* Whose e-mail this is, proved or not; 0: nobody's. */
uint64_t identity_store_find_email(struct work *w, const char *email_key);
void identity_store_drop_external(struct work *w, uint64_t customer_id, const char *source,
				  const char *id);
void identity_store_verify(struct work *w, enum identity_kind kind, const char *value);
/* One that nobody has proved becomes this customer's, as proved. False: somebody was faster. */
bool identity_store_take(struct work *w, uint64_t customer_id, enum identity_kind kind,
			 const char *value);
const char *identity_store_best_email(struct work *w, uint64_t customer_id);
void identity_store_ways(struct work *w, uint64_t customer_id, struct customer_ways *out);

/* By what somebody is known, at most 50. */
struct known_by {
	enum identity_kind kind;
	const char *source, *value;
	struct instant verified_at;
	bool is_own; /* the customer may see it: proved, or given together with what is */
};
extern const char *const identity_kind_word[IDENTITY__MAX];
struct known_by *identity_store_list(struct work *w, uint64_t customer_id, size_t *n);

/* ---- customers (store.c) ---- */
#define CUSTOMER_COLUMNS                                                                           \
	"c.id, c.number, c.name, c.lang, c.provisional, c.n_orders, c.last_order_at, "             \
	"c.created_at, c.version, c.spent, c.joined_into"
/* Reads CUSTOMER_COLUMNS from column `first`; returns the column after them. */
unsigned customer_store_columns(const struct rows *r, unsigned first, struct customer *out);
/* With an order placed at ordered_at; INSTANT_NONE: without. The words of the name come with the
 * contact that has it, or by name_store_add. */
void customer_store_insert(struct work *w, uint64_t id, const char *name, enum lang lang,
			   struct instant ordered_at);
bool customer_store_forget_new(struct work *w, uint64_t id);
void customer_store_set_lang(struct work *w, uint64_t id, enum lang lang);
bool customer_store_read(struct work *w, uint64_t id, struct customer *out);
/* Serialises what one customer does to their address book. */
void customer_store_lock(struct work *w, uint64_t id);
/* The number of somebody who went over leads to who they are now. */
bool customer_store_find_number(struct work *w, const char *number, struct customer *out);
/* Who somebody is now, as it stands; 0: themselves. */
uint64_t customer_store_joined_into(struct work *w, uint64_t id);
void customer_store_read_many(struct work *w, const uint64_t *ids, size_t n, struct customer **out);
void customer_store_count(struct work *w, uint64_t id, struct instant placed_at);
void customer_store_uncount(struct work *w, uint64_t id, uint64_t order_id,
			    struct instant placed_at);
void customer_store_count_many(struct work *w, const struct customer_past_order *v, size_t n);
void customer_store_spend(struct work *w, uint64_t id, int64_t amount);
/* Number of orders, money and the last order's time, anew from the orders (way_store.c). */
void customer_store_recount(struct work *w, uint64_t id);
void customer_store_make_full(struct work *w, uint64_t id, const char *way);
/* False: the version moved on. */
bool customer_store_update(struct work *w, const struct customer *c);
/* The same for what stands beside the row. */
bool customer_store_touch(struct work *w, uint64_t id, int version);

/* ---- contacts (contact_store.c) ---- */
/* newest: the version before, by whose name the customer is found already; NULL: none. */
uint64_t contact_store_insert(struct work *w, const struct contact *c,
			      const struct contact *newest);
bool contact_store_read(struct work *w, uint64_t id, struct contact *out);
bool contact_store_newest(struct work *w, uint64_t customer_id, struct contact *out);
void contact_store_seen(struct work *w, uint64_t customer_id, const uint64_t *ids, size_t n,
			bool *seen);
/* The newest 50 versions, the newest first. */
struct contact_version {
	struct contact contact;
	struct instant at;
};
struct contact_version *contact_store_versions(struct work *w, uint64_t customer_id, size_t *n);
#define CONTACT_COLUMNS                                                                            \
	"k.id, k.customer_id, k.name, k.phone, k.phone_tail, k.email, k.email_key, k.country, "    \
	"k.province, k.city, k.district, k.street, k.postcode"
/* Reads CONTACT_COLUMNS from column `first`; returns the column after them. */
unsigned contact_store_columns(const struct rows *r, unsigned first, struct contact *out);

/* ---- of the past (past_store.c) ---- */
/* Whose these ids of a source are; 0: nobody's. n <= CUSTOMER_MANY */
void identity_store_find_external(struct work *w, const char *source, const char *const *ids,
				  size_t n, uint64_t *customer_ids);
/* All versions of these customers. 1 <= n <= CUSTOMER_MANY */
const struct contact *contact_store_of_customers(struct work *w, const uint64_t *ids, size_t n,
						 size_t *found);
void contact_store_insert_many(struct work *w, const struct contact *v, size_t n);
struct customer_past_row {
	uint64_t id;
	const char *name, *external_id; /* external_id NULL: without an identity */
	enum lang lang;
	struct instant since;
};
/* n <= CUSTOMER_MANY */
void customer_store_insert_past(struct work *w, const char *source,
				const struct customer_past_row *v, size_t n);

/* ---- words of names (name_store.c) ---- */
void name_store_add(struct work *w, uint64_t customer_id, const char *name);
struct name_of_customer {
	uint64_t customer_id;
	const char *name;
};
void name_store_add_many(struct work *w, const struct name_of_customer *v, size_t n);
/* Words that none of the customer's names has any more are gone; name NULL: it is one of a
 * contact's.
 */
void name_store_renamed(struct work *w, uint64_t customer_id, const char *name);
void name_store_forget(struct work *w, uint64_t customer_id);

/* ---- finding (search_store.c) ---- */
/* Names that have a word, or in scripts without spaces a character, from which on they begin like
 * this; those that begin so as a whole come first. */
size_t search_store_name(struct work *w, const char *prefix, uint64_t *ids, size_t max);
size_t search_store_email(struct work *w, const char *key, uint64_t *contact_ids, size_t max);
size_t search_store_tail(struct work *w, const char *tail, uint64_t *contact_ids, size_t max);
size_t search_store_customers_by_tail(struct work *w, const char *tail, uint64_t *ids, size_t max);
size_t search_store_phone(struct work *w, const char *phone_key, uint64_t *ids, size_t max);

/* These customers, newest order first. n <= 64 */
struct customer_row *search_store_rows(struct work *w, const uint64_t *ids, size_t n,
				       size_t *found);

/* ---- codes (code_store.c) ---- */
struct code_row {
	const char *way;      /* an e-mail address's key, or a phone's */
	uint64_t customer_id; /* whose account asked; 0: nobody's, it is to sign in with or to join
			       */
	const char *joining;  /* what somebody said who joins; NULL: nobody does */
	uint8_t hash[SECRET_HASH_BYTES];
	int tries;
};
/* Of the row way, customer_id, joining and hash count. */
void code_store_insert(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES],
		       const struct code_row *row, struct instant until);
/* As dear as the message that an unknown address does not get. */
void code_store_touch(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES],
		      struct instant until);
/* Counts a try and reads the row. False: no such request of this account's (0: of nobody's), or not
 * of somebody who joins, or who does not; it is used, too old or out of tries. */
bool code_store_try(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES],
		    uint64_t customer_id, bool joins, int max_tries, struct code_row *out);
/* False: somebody else has just used it. */
bool code_store_use(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES]);
int64_t code_store_purge(struct work *w, struct instant ended_before, int max);

/* ---- who joined (join_store.c) ---- */
/* Once: who did so before is left as it is. */
void join_store_insert(struct work *w, uint64_t customer_id, enum join_source source);
bool join_store_read(struct work *w, uint64_t customer_id, enum join_source *source,
		     struct instant *at);

/* ---- passwords (password_store.c) ---- */
/* Of whoever has proved this way; false: nobody, or without a password. */
bool password_store_find(struct work *w, enum identity_kind kind, const char *way,
			 uint64_t *customer_id, const char **hash);
bool password_store_has(struct work *w, uint64_t customer_id);
void password_store_put(struct work *w, uint64_t customer_id, const char *hash);
bool password_store_remove(struct work *w, uint64_t customer_id);

/* ---- address book (address_store.c) ---- */
struct address {
	uint64_t id;
	const char *label;
	bool is_default;
	int version;
	struct contact contact;
};
struct address *address_store_list(struct work *w, uint64_t customer_id, size_t *n);
bool address_store_read(struct work *w, uint64_t customer_id, uint64_t id, struct address *out);
void address_store_insert(struct work *w, uint64_t customer_id, const struct address *a);
void address_store_update(struct work *w, uint64_t customer_id, const struct address *a);
void address_store_set_default(struct work *w, uint64_t customer_id, uint64_t id);
void address_store_remove(struct work *w, uint64_t customer_id, uint64_t id);

/* ---- notes (note_store.c) ---- */
struct note {
	uint64_t id, staff_id;
	const char *body;
	struct instant at;
};
void note_store_insert(struct work *w, uint64_t customer_id, uint64_t staff_id, const char *body);
struct note *note_store_list(struct work *w, uint64_t customer_id, size_t *n);

#endif
