/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of saved views. */
#ifndef REGULARS_LISTING_SAVED_STORE_H
#define REGULARS_LISTING_SAVED_STORE_H

#include "listing/saved.h"

struct saved_view *saved_store_list(struct work *w, enum listing_id list, uint64_t owner_id,
				    size_t *n);
bool saved_store_read(struct work *w, uint64_t id, struct saved_view *out);
size_t saved_store_count(struct work *w, enum listing_id list, uint64_t owner_id); /* locks them */
bool saved_store_name_taken(struct work *w, const struct saved_view *v); /* by another of theirs */
void saved_store_insert(struct work *w, const struct saved_view *v);
void saved_store_update(struct work *w, const struct saved_view *v);
void saved_store_delete(struct work *w, uint64_t id);

#endif
