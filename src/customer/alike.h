/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be the same person: by a phone, an e-mail, or a name at an address that both gave; for
 * the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_ALIKE_H
#define REGULARS_CUSTOMER_ALIKE_H

#include "customer/merge.h"

struct alike_pair {
	uint64_t newer, older;
	unsigned reasons; /* ALIKE_… */
};
/* Behind this pair, newest first; 0: from the start. older 0: behind all of newer's. */
struct alike_place {
	uint64_t newer, older;
};
enum { ALIKE_PAGE = 30, ALIKE_WINDOW = 2000 };

/* ---- rows (alike_store.c) ---- */
/* A page of pairs among the ALIKE_WINDOW customers behind the place, which becomes where the next
 * page begins, or 0. Two statements. */
struct alike_pair *alike_store_pairs(struct work *w, struct alike_place *from, size_t *n);
/* Others who may be this one: at most max. One statement. */
size_t alike_store_of(struct work *w, uint64_t customer_id, struct alike_pair *out, size_t max);

/* ---- trees ---- */
/* [{reason}] */
cJSON *alike_reasons_view(unsigned reasons);

#endif
