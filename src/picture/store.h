/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of pictures, for the files of picture/ alone. */
#ifndef REGULARS_PICTURE_STORE_H
#define REGULARS_PICTURE_STORE_H

#include "picture/picture.h"

void picture_store_insert(struct work *w, const struct picture *p);
bool picture_store_read(struct work *w, uint64_t id, struct picture *out); /* removed ones too */
struct picture *picture_store_list(struct work *w, uint64_t product_id, size_t *n);
/* Those of the shop's logo; who asks for them at the same time waits. */
struct picture *picture_store_hold_logo(struct work *w, size_t *n);
void picture_store_describe(struct work *w, uint64_t id, const char *alt_en, const char *alt_zh,
			    const struct picture_of *of);
/* What names a value that its product has not any more shows the product as a whole. */
void picture_store_forget_values(struct work *w, uint64_t product_id);
/* Each SKU of the product shows the first of the pictures that are ready and of it alone, else of
 * one of its values, else none of its own; false: each does so already. */
bool picture_store_choose_skus(struct work *w, uint64_t product_id);
void picture_store_place(struct work *w, uint64_t id, int position);
/* One place nearer for all behind it. */
void picture_store_close_gap(struct work *w, uint64_t product_id, int position);
void picture_store_remove(struct work *w, uint64_t id);
/* False: it does not wait any more. */
bool picture_store_made(struct work *w, const struct picture *p);

/* Removed before this instant, oldest first. */
struct picture *picture_store_removed(struct work *w, struct instant before, size_t max, size_t *n);
bool picture_store_has_hash(struct work *w, const char *hash, uint64_t besides);
void picture_store_forget(struct work *w, uint64_t id);

#endif
