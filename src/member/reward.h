/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewards: what members have for their points, each as a code that is theirs alone. Part of
 * member.h's area; rules are pure: no database, no clock. */
#ifndef REGULARS_MEMBER_REWARD_H
#define REGULARS_MEMBER_REWARD_H

#include "member/book.h"
#include "member/tier.h"

extern const char *const reward_kind_word[REWARD_KIND__MAX];
extern const char *const reward_period_word[REWARD_PERIOD__MAX];

/* Why somebody does not have it now: the first that is so. */
enum reward_why {
	REWARD_FITS,
	REWARD_OFF,
	REWARD_OVER,
	REWARD_OUT,        /* none is left */
	REWARD_HAD,        /* as often as one customer may */
	REWARD_NOT_YET,    /* its first day is to come */
	REWARD_NEXT_TIME,  /* none is left of this period */
	REWARD_TIER,       /* it is for a higher tier */
	REWARD_POINTS,     /* they have too few */
	REWARD_NOT_MEMBER, /* there is no such customer with an account */
	REWARD_NOT_FOUND,
	REWARD_WHY__MAX
};
extern const char *const reward_why_word[REWARD_WHY__MAX];
struct reward_who {
	int64_t usable;
	int tier; /* of tiers in rising `entry`, or TIER_NONE */
	int had;  /* claims of this reward that hold */
};

/* ---- reward_rules.c ---- */
/* needs: the tier it is for, or TIER_NONE; in_period: claims since the period began. */
enum reward_why reward_judge(const struct reward *r, const struct reward_who *who, int needs,
			     int in_period, struct instant now);
/* How many may be claimed yet; -1: as many as like. */
int reward_left(const struct reward *r);
/* The first moment of the period that `now` is in, on the shop's calendar; weeks begin on Monday.
 */
struct instant reward_period_begin(enum reward_period p, struct instant now);
/* From when a code is not taken any more, that is given now; none: never. */
struct instant reward_code_end(int code_days, struct instant now);

/* The days that are greeted now: today's, and those of the last days, if a worker stood still. Who
 * was born on 29 February has their day on the 28th of other years. */
enum { BIRTHDAYS_BACK = 3, BIRTHDAYS = 2 * (BIRTHDAYS_BACK + 1) };
struct birthday {
	int year, month, day;
};
size_t birthdays_of(struct instant now, struct birthday out[BIRTHDAYS]);

/* What became of a claim. */
enum claim_end {
	CLAIM_HOLDS,
	CLAIM_BY_SHOP,   /* a colleague gave points and place back */
	CLAIM_CANCELLED, /* its order was cancelled when the code's time was over */
	CLAIM_REFUNDED,  /* its order was paid back, all of it */
	CLAIM_END__MAX
};
struct claim_order {             /* the order that used a code */
	bool is_cancelled;       /* else it was paid back, partly or all of it */
	bool is_whole;           /* nothing of what was paid is left with the shop */
	bool code_counts;        /* the code can be used again */
	bool is_first_of_splits; /* not a part that went along */
};
enum claim_end claim_after(const struct claim_order *o);

/* ---- reward.c ---- */
enum reward_refusal { REWARD_DONE, REWARD_GONE, REWARD_STALE };
/* What it takes to have it; r->version: what the editor saw. */
enum reward_refusal reward_change(struct work *w, const struct reward *r)
	__attribute__((warn_unused_result));
bool reward_get(struct work *w, uint64_t id, struct reward *out)
	__attribute__((warn_unused_result));

/* ---- claim.c ---- */
struct claim {
	uint64_t id, reward_id, customer_id;
	const char *code;
	int64_t points;
	struct instant until, at, returned_at;
	enum claim_end end;
};
/* Points, place and code in one transaction, and a message. */
enum reward_why reward_claim(struct work *w, uint64_t reward_id, uint64_t customer_id,
			     struct claim *out) __attribute__((warn_unused_result));
/* The same, of one that nobody takes by themselves, without a message of its own. */
enum reward_why reward_give(struct work *w, uint64_t reward_id, uint64_t customer_id,
			    struct claim *out) __attribute__((warn_unused_result));
enum claim_refusal { CLAIM_OK, CLAIM_NOT_FOUND, CLAIM_IS_USED, CLAIM_IS_BACK };
/* A colleague takes an unused one back: points and place are given back. */
enum claim_refusal claim_return(struct work *w, uint64_t reward_id, uint64_t claim_id)
	__attribute__((warn_unused_result));

/* ---- reward_view.c ---- */
cJSON *reward_list_view(struct work *w);
cJSON *reward_view(struct work *w, const struct reward *r, const struct tier *tiers, size_t n);
/* With its newest claims. */
cJSON *reward_full_view(struct work *w, const struct reward *r);
/* {points, now: [rewards], soon: [rewards with why, missing], claims: [mine]}. */
cJSON *reward_own_view(struct work *w, uint64_t customer_id);
cJSON *claim_view(struct work *w, const struct claim *c, const struct reward *r);

#endif
