/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tag put on many customers, or taken off, by a task in the background; who refuses it is said,
 * and the others go on. */
#ifndef REGULARS_CUSTOMER_BULK_H
#define REGULARS_CUSTOMER_BULK_H

#include "customer/tag.h"
#include "task.h"

enum { CUSTOMER_BULK_MAX = 1000 };
enum customer_act { CUSTOMER_ACT_TAG, CUSTOMER_ACT_UNTAG, CUSTOMER_ACT__MAX };
extern const char *const customer_act_word[CUSTOMER_ACT__MAX];

/* What is done to all of them. */
struct customer_bulk {
	enum customer_act act;
	const char *tag;
};

/* ---- bulk_rules.c ---- */
/* Why a customer who bears so many tags, this one among them or not, is left out of it, a word of
 * the label kind customer_refusal; NULL: they are not. */
const char *customer_bulk_refuses(enum customer_act act, bool bears, size_t n_tags);

/* ---- bulk.c ---- */
/* The same for many as they stand: why[i] belongs to ids[i]. A statement, and one for each 64. */
void customer_bulk_refuses_each(struct work *w, const struct customer_bulk *b, const uint64_t *ids,
				size_t n, const char **why);
/* The task that does it; its actor is the work's. */
uint64_t customer_bulk_begin(struct work *w, const struct customer_bulk *b, const uint64_t *ids,
			     size_t n, uint64_t permissions, enum lang lang);
/* ---- of the kind of task "customers" ---- */
bool customer_bulk_step(struct work *w, struct task *t); /* one customer */
void customer_bulk_view(struct work *w, const struct task *t, cJSON *view);

#endif
