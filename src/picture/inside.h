/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of pictures know of each other, besides their SQL. */
#ifndef REGULARS_PICTURE_INSIDE_H
#define REGULARS_PICTURE_INSIDE_H

#include "picture/picture.h"

/* ---- picture.c ---- */
/* Keeps the file that was brought in the spool and writes its row: product_id and position are set.
 * Inside a transaction. */
void picture_keep(struct work *w, const struct picture_draft *d, struct picture *p);
/* The product's own picture is its first one that is ready, and so is a SKU's of those that show
 * its variant; true: one of them is another one now. Inside a transaction. */
bool picture_choose(struct work *w, uint64_t product_id);

/* ---- variant_rules.c ---- */
/* Which one stands for the product: the first that is ready and shows it as a whole, else the first
 * that is ready. NULL: none is. */
const struct picture *picture_first(const struct picture *all, size_t n);
/* What a draft's `of` says: the number of an option's value, or a SKU's code. False: it says
 * neither. Both are unset where it is empty. */
bool picture_split_of(const char *text, uint64_t *value_id, const char **sku_code);
/* The same as a draft has it; NULL: the product as a whole. */
const char *picture_of_word(struct arena *a, const struct picture_of *of);

/* ---- variant.c ---- */
/* False: the product has no such variant. Two statements, none without words. */
bool picture_read_of(struct work *w, uint64_t product_id, const char *text, struct picture_of *out);
/* {variants: [{word, name, is_chosen}], has_variants (there is something to choose)}. Two
 * statements. */
void picture_add_variants(struct work *w, uint64_t product_id, const char *chosen, cJSON *view);

/* ---- view.c ---- */
cJSON *picture_view(struct work *w, const struct picture *p);
/* The same of a logo, which is described by the shop's name. */
cJSON *picture_logo_view(struct work *w, const struct picture *p);
/* {pictures: […], is_full, is_waiting} */
void picture_list_view(struct work *w, uint64_t product_id, cJSON *view);

#endif
