/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of pictures know of each other, besides their SQL. */
#ifndef REGULARS_PICTURE_INSIDE_H
#define REGULARS_PICTURE_INSIDE_H

#include "picture/picture.h"

/* ---- picture.c ---- */
/* The product's own picture is its first one that is ready; true: that is another one now. Inside a
 * transaction. */
bool picture_choose_first(struct work *w, uint64_t product_id);

/* ---- view.c ---- */
cJSON *picture_view(struct work *w, const struct picture *p);
/* {pictures: […], is_full, is_waiting} */
void picture_list_view(struct work *w, uint64_t product_id, cJSON *view);

#endif
