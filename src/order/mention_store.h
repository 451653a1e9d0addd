/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of mentions, for the files of order/ alone. */
#ifndef REGULARS_ORDER_MENTION_STORE_H
#define REGULARS_ORDER_MENTION_STORE_H

#include "order/store.h"

void mention_store_insert(struct work *w, uint64_t staff_id, uint64_t note_id);
void mention_store_seen(struct work *w, uint64_t staff_id, uint64_t up_to);
/* note's id, order's number, badge, body, at, writer's name, whether seen; newest first, 51. */
struct rows *mention_store_list(struct work *w, uint64_t staff_id, uint64_t below);

#endif
