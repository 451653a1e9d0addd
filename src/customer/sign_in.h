/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How and where a customer signed in, for themselves; for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_SIGN_IN_H
#define REGULARS_CUSTOMER_SIGN_IN_H

#include "customer/inside.h"

enum sign_in_how { SIGN_IN_BY_CODE, SIGN_IN_BY_PASSWORD, SIGN_IN_BY_JOINING, SIGN_IN_HOW__MAX };
extern const char *const sign_in_how_word[SIGN_IN_HOW__MAX];

struct sign_in {
	uint64_t id, customer_id;
	enum sign_in_how how;
	const char *agent, *network; /* NULL: not known */
	struct instant at;
};

/* ---- rows (sign_in_store.c) ---- */
/* Now; its id is made. */
void sign_in_store_insert(struct work *w, const struct sign_in *s);
/* Newest first, below this id (0: from the newest), of who became this one, too. One statement. */
struct sign_in *sign_in_store_list(struct work *w, uint64_t customer_id, uint64_t below, int max,
				   size_t *n);
/* So many at most of before; how many. */
int64_t sign_in_store_purge(struct work *w, struct instant before, int max);

#endif
