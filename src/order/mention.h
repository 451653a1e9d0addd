/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues named in notes: "@Zhou Min", or the first part of an address. Part of order.h. */
#ifndef REGULARS_ORDER_MENTION_H
#define REGULARS_ORDER_MENTION_H

#include "order/types.h"
#include "staff/staff.h"

/* ---- rules (order/mention_rules.c): pure ---- */
/* named[i]: the note calls all[i]; at each @ the longest name that fits. Returns how many. */
size_t mention_find(const char *note, const struct staff_member *all, size_t n, bool *named);

/* ---- use cases ---- */
/* Tells each colleague named but the writer; ten at most. Nothing is read where nobody is named. */
void order_mention(struct work *w, uint64_t order_id, uint64_t note_id, const char *body);

#endif
