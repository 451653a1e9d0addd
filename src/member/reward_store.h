/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of rewards and their claims, for the files of member/ alone. */
#ifndef REGULARS_MEMBER_REWARD_STORE_H
#define REGULARS_MEMBER_REWARD_STORE_H

#include "member/reward.h"

enum { REWARDS_MAX = 200, CLAIMS_SHOWN = 50 };

/* ---- reward_store.c ---- */
/* All, those that are on first, the cheapest first; at most REWARDS_MAX. */
struct reward *reward_store_list(struct work *w, bool on_alone, size_t *n);
/* Those below this id, the newest first. */
struct reward *reward_store_page(struct work *w, uint64_t below, int max, size_t *n);
bool reward_store_get(struct work *w, uint64_t id, bool lock, struct reward *out);
void reward_store_insert(struct work *w, const struct reward *r);
void reward_store_update(struct work *w, const struct reward *r);
void reward_store_take(struct work *w, uint64_t id, int by);

/* ---- birthday_store.c ---- */
/* Those that are given on birthdays. */
size_t reward_store_birthday(struct work *w, uint64_t *ids, size_t max);
/* They are greeted in this year; false: they were. */
bool birthday_store_note(struct work *w, uint64_t customer_id, int year)
	__attribute__((warn_unused_result));
bool birthday_store_noted(struct work *w, uint64_t customer_id, int year);

/* ---- claim_store.c ---- */
/* Of somebody, by reward, those that hold: {reward_id, n}. */
struct rows *claim_store_had(struct work *w, uint64_t customer_id);
int claim_store_had_of(struct work *w, uint64_t customer_id, uint64_t reward_id);
/* Of rewards with a limit for periods, those that hold since theirs began: {reward_id, n}. */
struct rows *claim_store_periods(struct work *w);
int claim_store_since(struct work *w, uint64_t reward_id, struct instant begin);
void claim_store_insert(struct work *w, const struct claim *c);
/* Locks it. */
bool claim_store_hold(struct work *w, uint64_t id, struct claim *out);
void claim_store_return(struct work *w, uint64_t id, enum claim_end end);
/* Of an order: {claim id, reward id, of the order that used it, the use is given back, the
 * promotion is ended}. */
struct rows *claim_store_of_order(struct work *w, uint64_t order_id);
/* Newest first: the claim's columns, how often its code is used, the order's number that has it,
 * the customer's number, the reward's names. */
struct rows *claim_store_mine(struct work *w, uint64_t customer_id);
struct rows *claim_store_newest(struct work *w, uint64_t reward_id);
/* The row's. */
void claim_store_read(const struct rows *r, struct claim *out);
enum { CLAIM_USED = 9, CLAIM_ORDER, CLAIM_WHO, CLAIM_NAME_EN, CLAIM_NAME_ZH };
void claim_store_give(struct work *w, const struct customer_move *m);
void claim_store_back(struct work *w, const struct customer_move *m);

#endif
