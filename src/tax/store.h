/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of tax zones, for the files of tax/ alone. */
#ifndef REGULARS_TAX_STORE_H
#define REGULARS_TAX_STORE_H

#include "tax/tax.h"

/* Who decides about zones waits for who does so at the same time. */
void tax_store_hold(struct work *w);
struct tax_zone *tax_store_list(struct work *w, size_t *n);
bool tax_store_get(struct work *w, uint64_t id, struct tax_zone *out);
void tax_store_insert(struct work *w, const struct tax_zone *z);
void tax_store_update(struct work *w, const struct tax_zone *z);
void tax_store_delete(struct work *w, uint64_t id);

#endif
