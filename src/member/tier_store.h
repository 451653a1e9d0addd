/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of tiers, for the files of member/ alone. */
#ifndef REGULARS_MEMBER_TIER_STORE_H
#define REGULARS_MEMBER_TIER_STORE_H

#include "member/tier.h"

/* ---- tier_store.c: what there is ---- */
/* Who decides about tiers waits for who does so at the same time. */
void tier_store_hold(struct work *w);
struct tier *tier_store_list(struct work *w, size_t *n);
bool tier_store_get(struct work *w, uint64_t id, struct tier *out);
uint64_t tier_store_named(struct work *w, const char *name);
void tier_store_insert(struct work *w, const struct tier *t);
void tier_store_update(struct work *w, const struct tier *t);
void tier_store_delete(struct work *w, uint64_t id);
/* How many are in each: {tier_id, n}. */
struct rows *tier_store_count(struct work *w);

/* ---- weigh_store.c: who is in which ---- */
/* Everybody is looked at again. */
void tier_store_weigh_all(struct work *w);
size_t tier_store_due(struct work *w, uint64_t *ids, size_t max);
/* Locks the account; false: there is none. */
bool tier_store_lock(struct work *w, uint64_t customer_id, uint64_t *tier_id,
		     struct tier_state *out);
bool tier_store_read(struct work *w, uint64_t customer_id, uint64_t *tier_id,
		     struct tier_state *out);
/* What orders came to that arrived since then, by when they stop to count. */
struct tier_gain *tier_store_gains(struct work *w, uint64_t customer_id,
				   const struct tier_scheme *s, size_t *n);
void tier_store_set(struct work *w, uint64_t customer_id, uint64_t tier_id,
		    const struct tier_verdict *v);
struct tier_step_row {
	enum tier_step kind;
	uint64_t from_id, to_id;
	enum tier_by by;
	int64_t value, needed;
	struct instant lowers_at;
};
void tier_store_step(struct work *w, uint64_t customer_id, const struct tier_step_row *s);
/* kind, from_id, to_id, counted, value, needed, lowers_at, at; newest first. */
struct rows *tier_store_steps(struct work *w, uint64_t customer_id, int limit);
/* Two become one: the higher tier of both stays, as that one has it. */
void tier_store_join(struct work *w, uint64_t from, uint64_t to);
/* hundredths of points of somebody's tier. */
int64_t tier_store_rate(struct work *w, uint64_t customer_id);
/* False: they are in no tier. */
bool tier_store_standing(struct work *w, uint64_t customer_id, struct order_standing *out);

#endif
