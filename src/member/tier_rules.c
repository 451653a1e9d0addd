/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tier somebody is in. Pure.
 *
 *	more than theirs is reached		raised, at once
 *	what keeps it is there			the same; safe again, where grace had begun
 *	too little, no grace begun yet		at risk, until the grace is over; lowered without
 *one too little, and the grace is over	lowered, to the highest that so much keeps
 *
 * Whoever is in the lowest tier that begins at 0 falls no further. */
#include "member/tier.h"

int tier_reached(const struct tier *tiers, size_t n, int64_t value)
{
	int at = TIER_NONE;

	for (size_t i = 0; i < n; i++)
		if (tiers[i].entry <= value)
			at = (int)i;
	return at;
}

int tier_index(const struct tier *tiers, size_t n, uint64_t id)
{
	for (size_t i = 0; id && i < n; i++)
		if (tiers[i].id == id)
			return (int)i;
	return n > 0 && tiers[0].entry == 0 ? 0 : TIER_NONE;
}

int tier_point_rate(int64_t rate, int64_t of_tier)
{
	return (int)((rate * of_tier + TIER_RATE_ONE / 2) / TIER_RATE_ONE);
}

/* Below this one. */
static int kept_below(const struct tier *tiers, int tier, int64_t value)
{
	int at = tier - 1;

	while (at >= 0 && tiers[at].stay > value)
		at--;
	return at;
}

/* From when there is less than `needed`, as one after the other leaves. */
static struct instant falls_below(const struct tier_gain *gains, size_t n, int64_t value,
				  int64_t needed, struct instant now)
{
	for (size_t i = 0; i < n; i++) {
		if (gains[i].until.us <= now.us)
			continue;
		value -= gains[i].amount;
		if (value < needed)
			return gains[i].until;
	}
	return INSTANT_NONE;
}

static int64_t value_of(const struct tier_gain *gains, size_t n, struct instant now)
{
	int64_t value = 0;

	for (size_t i = 0; i < n; i++)
		if (gains[i].until.us > now.us)
			value += gains[i].amount;
	return value;
}

static void go_to(struct tier_verdict *v, enum tier_step step, int tier, struct instant now)
{
	v->step = step;
	v->now = (struct tier_state){ tier, now, INSTANT_NONE };
}

static void weigh_kept(struct tier_verdict *v)
{
	v->step = instant_is_none(v->now.lowers_at) ? TIER_SAME : TIER_SAFE;
	v->now.lowers_at = INSTANT_NONE;
}

static void weigh_short(struct tier_verdict *v, const struct tier *tiers,
			const struct tier_scheme *s, struct instant now)
{
	struct instant until = v->now.lowers_at;

	if (instant_is_none(until) && s->grace_days > 0)
		until = v->now.lowers_at =
			instant_next_day(instant_add(now, (s->grace_days - 1) * INSTANT_DAY));
	else if (instant_is_none(until) || until.us <= now.us) {
		go_to(v, TIER_LOWERED, kept_below(tiers, v->now.tier, v->value), now);
		return;
	} else
		return;
	v->step = TIER_AT_RISK;
}

struct tier_verdict tier_weigh(const struct tier *tiers, size_t n, const struct tier_scheme *s,
			       const struct tier_gain *gains, size_t n_gains,
			       const struct tier_state *was, struct instant now)
{
	struct tier_verdict v = { .now = *was, .value = value_of(gains, n_gains, now) };
	int reached = tier_reached(tiers, n, v.value);

	v.falls_at = v.weigh_at = INSTANT_NONE;
	if (reached > v.now.tier)
		go_to(&v, TIER_RAISED, reached, now);
	else if (v.now.tier != TIER_NONE && v.value >= tiers[v.now.tier].stay)
		weigh_kept(&v);
	else if (v.now.tier != TIER_NONE)
		weigh_short(&v, tiers, s, now);
	if (v.now.tier == TIER_NONE)
		return v;
	v.falls_at = falls_below(gains, n_gains, v.value, tiers[v.now.tier].stay, now);
	v.weigh_at = instant_is_none(v.now.lowers_at) ? v.falls_at : v.now.lowers_at;
	return v;
}
