/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two customers who are one person: what forbids it, what becomes of what both have, and the way
 * back; for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_MERGE_H
#define REGULARS_CUSTOMER_MERGE_H

#include "customer/consent.h"
#include "customer/wish.h"

#define MERGE_UNDO_DAYS 30

enum merge_place { MERGE_AT_DESK, MERGE_BY_PROGRAM, MERGE_PLACE__MAX };
extern const char *const merge_place_word[MERGE_PLACE__MAX];

/* ---- rules (merge_rules.c) ---- */
enum merge_blocker {
	MERGE_SAME,         /* one customer */
	MERGE_KEEP_ACCOUNT, /* the one that goes signs in, the other does not */
	MERGE_TWO_PEOPLE,   /* both sign in, and nothing says that they are one person */
	MERGE_TWO_PASSWORDS,
	MERGE_CODE_OPEN, /* a code is on its way to an account */
	MERGE_MANY_TAGS,
	MERGE_MANY_ADDRESSES,
	MERGE_LONG_WISH, /* the same kind of both, and no room for both */
	MERGE_BLOCKER__MAX
};
extern const char *const merge_blocker_word[MERGE_BLOCKER__MAX];
/* Why two may be one person. */
enum { ALIKE_PHONE = 1, ALIKE_EMAIL = 2, ALIKE_PLACE = 4, ALIKE_REASONS = 3 };
extern const char *const alike_word[ALIKE_REASONS]; /* by bit */

struct merge_side {
	uint64_t id;
	const char *name;
	bool provisional, has_proved, has_password, code_open;
	int64_t n_orders, n_parcels, n_credits, n_notes, n_messages, n_tags, n_addresses;
};
struct merge_facts {
	struct merge_side kept, joined;
	int64_t n_tags; /* of both, each word once */
	unsigned alike; /* ALIKE_… */
	bool same_name; /* whatever the case */
	bool long_wish;
};
/* Everything that forbids it; 0: nothing does. */
size_t merge_blockers(const struct merge_facts *f, enum merge_blocker out[MERGE_BLOCKER__MAX]);
bool merge_may_undo(struct instant at, struct instant now);
/* Which of two stays, where nobody said so: the account, then who ordered more, then the older one.
 * True: a. */
bool merge_keeps_first(const struct merge_side *a, const struct merge_side *b);

enum consent_said { SAID_NOTHING, SAID_YES, SAID_NO, SAID__MAX };
extern const char *const consent_said_word[SAID__MAX];
/* What holds of both: who said no to one of us said no. */
enum consent_said merge_consent(enum consent_said kept, enum consent_said joined);
enum consent_said consent_said(const struct consent *ledger, size_t n, enum consent_purpose purpose,
			       enum consent_channel channel);
/* What is to be minded of both; NULL: too long together. */
const char *merge_wish(struct arena *a, const char *kept, const char *joined);

/* ---- use cases (merge.c, merge_undo.c) ---- */
/* True: as the one that goes had it. */
struct merge_choice {
	bool name, lang, contact, trait[TRAITS];
};
struct merge_draft {
	uint64_t kept_id, joined_id;
	int kept_version, joined_version; /* as the preview showed them; 0: any */
	struct merge_choice of_joined;
	enum merge_place place;
};
enum merge_refusal { MERGE_OK, MERGE_NOT_FOUND, MERGE_STALE, MERGE_BLOCKED };
struct merge_answer {
	uint64_t merge_id;
	enum merge_blocker blockers[MERGE_BLOCKER__MAX];
	size_t n_blockers;
};
enum merge_refusal customer_merge(struct work *w, const struct merge_draft *d,
				  struct merge_answer *out) __attribute__((warn_unused_result));
/* What forbids it, now. Inside a transaction or not. */
void merge_look(struct work *w, const struct customer *kept, const struct customer *joined,
		struct merge_facts *out);

enum merge_undo_refusal {
	UNDO_OK,
	UNDO_NOT_FOUND,
	UNDO_DONE,
	UNDO_LATE,
	UNDO_NOT_LAST, /* who was kept went over to somebody else since */
	UNDO_PROVED,   /* whoever was kept has shown since that a way of the other is theirs */
	UNDO_TIED,     /* a parcel, a link, a payment or an address holds orders of both together */
	UNDO_REFUSAL__MAX
};
enum merge_undo_refusal customer_merge_undo(struct work *w, uint64_t kept_id, uint64_t merge_id)
	__attribute__((warn_unused_result));

/* ---- what is written down (merge_store.c) ---- */
struct merge_row {
	uint64_t id, kept_id, joined_id;
	const char *joined_number, *kept_number;
	enum merge_place place;
	int n_orders;
	struct actor who, undone_by;
	struct instant at, undone_at;
	const char *was;
};
void merge_store_insert(struct work *w, const struct merge_row *m);
void merge_store_remember(struct work *w, uint64_t id, const char *was, size_t n_orders);
/* Somebody signs in by a way that went over, and did not before. */
bool merge_store_proved_since(struct work *w, const struct merge_row *m);
bool merge_store_read(struct work *w, uint64_t id, struct merge_row *out); /* for update */
/* One whose orders are not all told, likewise; after: of those that are. */
bool merge_store_untold(struct work *w, struct merge_row *out, uint64_t *after);
/* 0: all are. */
void merge_store_told_until(struct work *w, uint64_t id, uint64_t after);
/* Where somebody was kept, newest first; at most 50. */
struct merge_row *merge_store_list(struct work *w, uint64_t kept_id, size_t *n);
void merge_store_undone(struct work *w, uint64_t id);
void merge_store_forget_rows(struct work *w, uint64_t id);
int64_t merge_store_forget(struct work *w, struct instant before, int max);
void merge_store_facts(struct work *w, struct merge_side *s);
int64_t merge_store_tags(struct work *w, uint64_t a, uint64_t b);
unsigned merge_store_alike(struct work *w, uint64_t a, uint64_t b);
/* into 0: nobody */
void merge_store_join(struct work *w, uint64_t id, uint64_t into);
/* Number of orders, money and the last order's time, from the orders themselves. */

/* ---- rows that go over as they are (merge_move_store.c) ---- */
size_t merge_store_count(struct work *w, uint64_t merge_id, enum customer_moved kind);
/* Rising ids above `after`; at most max. */
size_t merge_store_rows(struct work *w, uint64_t merge_id, enum customer_moved kind, uint64_t after,
			uint64_t *ids, size_t max);
void merge_store_give(struct work *w, const struct customer_move *m);
void merge_store_back(struct work *w, const struct customer_move *m);
/* A contact goes where what is sent to it goes. */
void merge_store_contacts_follow(struct work *w, const struct customer_move *m);
bool merge_store_contacts_tied(struct work *w, const struct customer_move *m);

/* ---- what both may have (merge_both.c) ---- */
/* What becomes of it, before rows go over; what it was is put into the tree. */
void merge_both_give(struct work *w, const struct merge_draft *d, const struct customer_move *m,
		     cJSON *was);
/* After they came back. What was changed since stays as it is. */
/* A time in the tree, and none. */
void merge_add_time(cJSON *t, const char *name, struct instant at);
struct instant merge_time(const cJSON *t, const char *name);
void merge_both_back(struct work *w, const struct customer_move *m, const cJSON *was);

/* ---- consents and what was told with them (merge_consent.c), likewise ---- */
void merge_consents_give(struct work *w, const struct merge_draft *d, cJSON *was);
/* When the ledgers are one. */
void merge_consents_settle(struct work *w, const struct customer_move *m, const cJSON *was);
void merge_consents_back(struct work *w, const struct customer_move *m, const cJSON *was);

/* ---- SQL of these two (merge_both_store.c) ---- */
struct merge_tag {
	uint64_t id;
	struct instant at;
};
struct merge_tag *merge_store_tags_of(struct work *w, uint64_t id, size_t *n);
void merge_store_tags_give(struct work *w, const struct customer_move *m);
void merge_store_tags_back(struct work *w, const struct customer_move *m,
			   const struct merge_tag *tags, size_t n);
struct merge_wish { /* of all orders */
	uint64_t id;
	enum wish_kind kind;
	const char *body;
	struct actor who;
	struct instant at;
};
size_t merge_store_wishes(struct work *w, uint64_t id, struct merge_wish out[WISH__MAX]);
void merge_store_put_wish(struct work *w, uint64_t id, const struct merge_wish *wish);
struct merge_told {
	enum consent_purpose purpose;
	const char *value;
	struct instant at;
};
size_t merge_store_told(struct work *w, uint64_t id, struct merge_told out[TRAITS]);
/* With its time; value NULL: no longer. */
void merge_store_tell(struct work *w, uint64_t id, const struct merge_told *told);
/* NULL: without a password. */
const char *merge_store_password(struct work *w, uint64_t id, struct instant *at);
void merge_store_put_password(struct work *w, uint64_t id, const char *hash, struct instant at);
bool merge_store_join_row(struct work *w, uint64_t id, int *source, struct instant *at);
/* source -1: none. */
void merge_store_put_join(struct work *w, uint64_t id, int source, struct instant at);
/* Takes the quiet hours of another where there are none, or gives these up; true: there were. */
bool merge_store_quiet(struct work *w, uint64_t of, uint64_t id, bool takes);
/* Who agrees to what, anew from the ledger. */
void merge_store_agree_anew(struct work *w, uint64_t id);
void merge_store_name(struct work *w, uint64_t id, const char *name, enum lang lang);
/* After contacts and names went. */
void merge_store_words(struct work *w, uint64_t from, uint64_t to);
/* False: something goes there. */
bool merge_store_drop_contact(struct work *w, uint64_t customer_id, uint64_t contact_id);

#endif
