/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers of membership. Somebody's tier follows what their orders came to, over months: it rises at
 * once, and falls after a time of grace, of which they are told. Part of member.h's area; rules are
 * pure: no database, no clock. */
#ifndef REGULARS_MEMBER_TIER_H
#define REGULARS_MEMBER_TIER_H

#include "member/member.h"

enum tier_by { TIER_BY_SPEND, TIER_BY_POINTS, TIER_BY_ORDERS, TIER_BY__MAX };
extern const char *const tier_by_word[]; /* NULL behind the last */

struct tier_scheme {
	enum tier_by by;
	int64_t months, grace_days;
};
/* What an order came to, and the first moment when it does not count any more. */
struct tier_gain {
	int64_t amount;
	struct instant until;
};
struct tier_state {
	int tier; /* index of the tiers in rising `entry`, or TIER_NONE */
	struct instant since, lowers_at;
};
enum tier_step {
	TIER_SAME,
	TIER_RAISED,
	TIER_AT_RISK, /* below what keeps it: the grace begins */
	TIER_SAFE,    /* enough again */
	TIER_LOWERED,
	TIER_CARRIED, /* two customers became one, or two again; or the tier is no more */
	TIER_STEP__MAX
};
extern const char *const tier_step_word[TIER_STEP__MAX];
struct tier_verdict {
	enum tier_step step;
	struct tier_state now;
	int64_t value;
	struct instant falls_at; /* nothing coming, from when it is too little; none: never */
	struct instant weigh_at; /* when to look again; none: until something comes */
};

/* ---- tier_rules.c ---- */
/* gains: in rising `until`. */
struct tier_verdict tier_weigh(const struct tier *tiers, size_t n, const struct tier_scheme *s,
			       const struct tier_gain *gains, size_t n_gains,
			       const struct tier_state *was, struct instant now);
/* The highest that so much brings somebody into; TIER_NONE. */
int tier_reached(const struct tier *tiers, size_t n, int64_t value);
/* Of this id; without one the tier that begins at 0, if there is one. */
int tier_index(const struct tier *tiers, size_t n, uint64_t id);
/* As hundredths of points for each unit, of the shop's own rate. */
int tier_point_rate(int64_t rate, int64_t of_tier);

/* ---- tier.c ---- */
struct tier_scheme tier_scheme_of(const struct settings *s);
bool tier_get(struct work *w, uint64_t id, struct tier *out) __attribute__((warn_unused_result));
/* t->version: what the editor saw. */
enum tier_refusal tier_change(struct work *w, const struct tier *t)
	__attribute__((warn_unused_result));
enum tier_refusal tier_remove(struct work *w, uint64_t id) __attribute__((warn_unused_result));
/* How they are counted; false: something does not fit, and nothing was written. */
bool tier_rescheme(struct work *w, const struct tier_scheme *s) __attribute__((warn_unused_result));

/* ---- weigh.c ---- */
/* What somebody's gains come to now, and their verdict; writes nothing. Two statements. */
struct tier_verdict tier_look(struct work *w, const struct tier *tiers, size_t n,
			      uint64_t customer_id);
/* The step of an account whose tier was set by other rows. */
void tier_carry(struct work *w, uint64_t customer_id);

#endif
