/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer asks for all that is held about them; for the files of customer/ alone. What is made
 * of it stands in exchange/own_data.c. */
#ifndef REGULARS_CUSTOMER_DATA_H
#define REGULARS_CUSTOMER_DATA_H

#include "customer/inside.h"
#include "task.h"

#define DATA_KIND "own_data"
#define DATA_EACH INSTANT_DAY /* asked for once in so long */

enum data_refusal { DATA_OK, DATA_NOT_FOUND, DATA_TOO_SOON };
enum data_refusal customer_data_ask(struct work *w, uint64_t customer_id, enum lang lang)
	__attribute__((warn_unused_result));
/* The newest that they asked for; false: none, or it is forgotten. */
bool customer_data_find(struct work *w, uint64_t customer_id, struct task *out);
/* From when on they may ask again; none: now. What failed counts for nothing. */
struct instant data_again_at(const struct task *newest, struct instant now);

#endif
