/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals: a member's number invites a friend, and both have points when the friend's first order
 * was kept. Each decision is written down. Part of member.h's area; rules are pure. */
#ifndef REGULARS_MEMBER_REFERRAL_H
#define REGULARS_MEMBER_REFERRAL_H

#include "member/member.h"

enum referral_state { REFERRAL_WAITING, REFERRAL_GRANTED, REFERRAL_REFUSED, REFERRAL_STATE__MAX };
extern const char *const referral_state_word[]; /* NULL behind the last */
/* Why one is refused: the first that is so. */
enum referral_why {
	REFERRAL_FINE,
	REFERRAL_SELF,    /* their own number, or two accounts that are one person now */
	REFERRAL_CONTACT, /* they share an email or a phone */
	REFERRAL_DEVICE,  /* both are signed in from the same place, by the same kind of browser */
	REFERRAL_KNOWN,   /* the friend ordered before */
	REFERRAL_INVITED, /* somebody invited the friend before */
	REFERRAL_ADDRESS, /* they have things sent to the same address */
	REFERRAL_PAYMENT, /* orders of both were paid by the same means */
	REFERRAL_LATE,    /* no order was kept within a year */
	REFERRAL_WHY__MAX
};
extern const char *const referral_why_word[REFERRAL_WHY__MAX];

/* ---- referral_rules.c ---- */
struct referral_facts {
	bool is_self, shares_contact, shares_device, ordered_before, invited_before; /* first */
	bool shares_address, shares_payment, is_late; /* and when it is decided */
	bool is_allowed; /* what they share was looked at and speaks for a household */
};
enum referral_why referral_judge(const struct referral_facts *f);
bool referral_is_on(const struct settings *s);
/* Refused for what they share, which people of one household do, too. */
bool referral_may_be_allowed(enum referral_state state, enum referral_why why);

/* ---- referral.c ---- */
struct referral {
	uint64_t id, referrer_id, friend_id, order_id;
	enum referral_state state;
	enum referral_why why;
	int64_t points, friend_points;
	bool is_allowed;
};
enum referral_said { REFERRAL_NOTED, REFERRAL_UNKNOWN, REFERRAL_AGAIN };
/* A friend says who invited them; *why: of one that is refused at once. */
enum referral_said referral_accept(struct work *w, uint64_t friend_id, const char *number,
				   enum referral_why *why) __attribute__((warn_unused_result));
enum referral_allowed {
	REFERRAL_ALLOWED,
	REFERRAL_NOT_FOUND,
	REFERRAL_FINAL,  /* it is not refused, or for what nobody can let pass */
	REFERRAL_ANOTHER /* the friend has another invitation by now */
};
/* Staff lets one that is refused count all the same: it waits for the friend's order again. why is
 * kept and shown to the shop. */
enum referral_allowed referral_allow(struct work *w, uint64_t id, const char *why)
	__attribute__((warn_unused_result));

/* ---- referral_store.c ---- */
struct referral_page {
	int state;      /* REFERRAL_STATE__MAX: all */
	uint64_t below; /* 0: from the newest */
	int limit;
};
void referral_store_insert(struct work *w, const struct referral *r);
/* Locks it. */
bool referral_store_hold(struct work *w, uint64_t id, struct referral *out);
void referral_store_decide(struct work *w, const struct referral *r);
void referral_store_allow(struct work *w, uint64_t id, const char *why);
bool referral_store_invited(struct work *w, uint64_t friend_id);
bool referral_store_shares_contact(struct work *w, uint64_t a, uint64_t b);
bool referral_store_shares_device(struct work *w, uint64_t a, uint64_t b);
bool referral_store_shares_address(struct work *w, uint64_t a, uint64_t b);
bool referral_store_shares_payment(struct work *w, uint64_t a, uint64_t b);
/* Waiting ones whose friend kept an order since then (its id in orders), or that began before
 * `late`. */
size_t referral_store_due(struct work *w, struct instant kept, struct instant late, uint64_t *ids,
			  uint64_t *orders, size_t max);
/* id, state, why, created_at, decided_at, points, friend_points, the referrer's number, the
 * friend's, the order's, allowed_at, allowed_why, who allowed it; newest first. */
struct rows *referral_store_page(struct work *w, const struct referral_page *p);
struct rows *referral_store_one(struct work *w, uint64_t id); /* the same */
/* state, created_at, points of those somebody invited; newest first. */
struct rows *referral_store_mine(struct work *w, uint64_t referrer_id, int limit);

#endif
