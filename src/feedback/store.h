/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of feedback, for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_STORE_H
#define REGULARS_FEEDBACK_STORE_H

#include "feedback/inside.h"

/* False: there is none; *out is then an empty one of this order. */
bool talk_store_read(struct work *w, uint64_t order_id, bool lock, struct talk *out);
/* An empty one, where there is none. */
void talk_store_begin(struct work *w, uint64_t order_id, uint64_t customer_id);
/* What is answered: version + 1. */
void talk_store_answer(struct work *w, const struct talk *t);
/* Something left, or (shipped_at none) arrived; looked at then, unless it was asked or answered. */
void talk_store_due(struct work *w, uint64_t order_id, uint64_t customer_id,
		    struct instant shipped_at, struct instant ask_at);
size_t talk_store_to_ask(struct work *w, uint64_t *order_ids, size_t max);
/* The customer's that were neither asked nor answered and may yet be, locked, by order. */
size_t talk_store_unasked(struct work *w, uint64_t customer_id, uint64_t *order_ids, size_t max);
/* None: not any more. */
void talk_store_look_at(struct work *w, uint64_t order_id, struct instant at);
void talk_store_asked(struct work *w, uint64_t order_id);
struct instant talk_store_last_asked(struct work *w, uint64_t customer_id);

/* Of a row that begins with the seventeen columns of a review; reading: where its reading begins.
 */
struct review review_store_row(struct work *w, const struct rows *r, unsigned reading);
struct review *review_store_of_order(struct work *w, uint64_t order_id, size_t *n);
void review_store_insert(struct work *w, const struct review *r);
void review_store_change(struct work *w, const struct review *r);
/* False: it was changed, answered, hidden, added to or found helpful, and stays. */
bool review_store_remove(struct work *w, uint64_t id);
/* A conversation that was answered there alone, and of which nothing is left, was never one. */
void talk_store_unanswer(struct work *w, uint64_t order_id, int channel);
/* Its addition, and its state. */
void review_store_follow(struct work *w, const struct review *r);

/* ---- the desk's (desk_store.c) ---- */
/* The newest below this id. */
struct review *review_store_list(struct work *w, enum review_view v, uint64_t below, int limit,
				 size_t *n);
/* Those that hold a word, of one SKU or (0) of all. */
struct review *review_store_by_word(struct work *w, const char *word, uint64_t sku_id,
				    uint64_t below, int limit, size_t *n);
bool review_store_get(struct work *w, uint64_t id, struct review *out);
/* False: there is none; else *out has its state, stars, SKU, customer, order, when it was written
 * and what was added, which stay so in this transaction. */
bool review_store_lock(struct work *w, uint64_t id, struct review *out);
void review_store_reply(struct work *w, uint64_t id, const char *body);
void review_store_state(struct work *w, uint64_t id, enum review_state state);
void review_store_tell(struct work *w, uint64_t id, const struct review_event *e);
/* The first fifty. */
struct review_event *review_store_events(struct work *w, uint64_t id, size_t *n);

/* enum heard_of; -1: nobody said. */
int heard_store_of_order(struct work *w, uint64_t order_id);
/* Said with another order than this one. */
bool heard_store_is_known(struct work *w, uint64_t customer_id, uint64_t order_id);
void heard_store_put(struct work *w, uint64_t order_id, uint64_t customer_id, int heard);

#endif
