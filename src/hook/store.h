/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of webhooks, for the files of hook/ alone. */
#ifndef REGULARS_HOOK_STORE_H
#define REGULARS_HOOK_STORE_H

#include "hook/hook.h"

/* ---- hooks ---- */
struct hook *hook_store_list(struct work *w, size_t *n); /* but those removed */
/* Of those, newest first. */
struct hook *hook_store_page(struct work *w, uint64_t below, int limit, size_t *n);
bool hook_store_get(struct work *w, uint64_t id, bool lock, struct hook *out);
void hook_store_add(struct work *w, const struct hook *h);
void hook_store_change(struct work *w, const struct hook *h); /* name, url, kinds */
void hook_store_secret(struct work *w, const struct hook *h);
/* Health begins anew. */
void hook_store_state(struct work *w, uint64_t id, enum hook_state state);
void hook_store_good(struct work *w, uint64_t id);
void hook_store_bad(struct work *w, uint64_t id, struct instant paused_until);
size_t hook_store_failing(struct work *w, struct instant since, uint64_t *ids, size_t max);

/* ---- events ---- */
struct hook_event {
	uint64_t id, order_id, hook_id;
	int kind; /* -1: a trial */
	struct instant at;
	const char *body;
};
void hook_store_add_events(struct work *w, const struct hook_event *e, size_t n);
/* Locked, by id. */
struct hook_event *hook_store_fresh(struct work *w, int max, size_t *n);
void hook_store_spread(struct work *w, const struct hook_event *e, size_t n);

/* ---- deliveries ---- */
void hook_store_add_deliveries(struct work *w, const struct hook_delivery *d, size_t n);
/* What is due of a hook, nothing before it of its order; by when. */
size_t hook_store_due(struct work *w, uint64_t hook_id, uint64_t *ids, size_t max);
bool hook_store_claim(struct work *w, uint64_t id, const uint8_t token[16]);
bool hook_store_delivery(struct work *w, uint64_t hook_id, uint64_t id, struct hook_delivery *out);
struct hook_delivery *hook_store_deliveries(struct work *w, uint64_t hook_id, int state,
					    uint64_t below, int limit, size_t *n);
/* State, run_at and done_at; false: it is not ours any more. */
bool hook_store_settle(struct work *w, const struct hook_delivery *d, const uint8_t token[16]);
bool hook_store_again(struct work *w, uint64_t hook_id, uint64_t id);
int64_t hook_store_again_range(struct work *w, uint64_t hook_id, const struct hook_range *r);
int64_t hook_store_reap(struct work *w);
void hook_store_add_attempt(struct work *w, uint64_t delivery_id, const struct hook_attempt *a);
struct hook_attempt *hook_store_attempts(struct work *w, uint64_t delivery_id, size_t *n);
/* Rows of all kinds whose id is below; returns how many. */
int64_t hook_store_forget(struct work *w, uint64_t below, int max);

#endif
