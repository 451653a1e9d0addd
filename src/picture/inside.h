/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of pictures know of each other, besides their SQL. */
#ifndef REGULARS_PICTURE_INSIDE_H
#define REGULARS_PICTURE_INSIDE_H

#include "picture/picture.h"

/* ---- picture.c ---- */
/* Keeps the file that was brought in the spool and writes its row: product_id and position are set.
 * Inside a transaction. */
void picture_keep(struct work *w, const struct picture_draft *d, struct picture *p);
/* The product's own picture is its first one that is ready; true: that is another one now. Inside a
 * transaction. */
bool picture_choose_first(struct work *w, uint64_t product_id);

/* ---- view.c ---- */
cJSON *picture_view(struct work *w, const struct picture *p);
/* The same of a logo, which is described by the shop's name. */
cJSON *picture_logo_view(struct work *w, const struct picture *p);
/* {pictures: […], is_full, is_waiting} */
void picture_list_view(struct work *w, uint64_t product_id, cJSON *view);

#endif
