/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer said of an order's items, for the pages where they add to it. For the files of
 * feedback/ alone. */
#ifndef REGULARS_FEEDBACK_OWN_REVIEWS_WEB_H
#define REGULARS_FEEDBACK_OWN_REVIEWS_WEB_H

#include "feedback/store.h"
#include "feedback/web.h"
#include "guard.h"

struct own_reviews {
	struct request *req;
	struct response *res;
	struct order_own own;
	struct order *order;
	struct review *reviews;
	size_t n;
};

/* False: *res is answered (404; 409 no_review where nothing was said yet). */
bool own_reviews_open(struct own_reviews *p, struct request *req, struct response *res);
/* "name" of a line's item in both languages. */
void own_reviews_add_name(const struct order *o, uint64_t line_id, cJSON *t);

#endif
