/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to the shop's answers: the address that says by itself what it is about, and mail that
 * comes in there; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_REPLY_H
#define REGULARS_FEEDBACK_REPLY_H

#include "feedback/item.h"

/* "reply+ID-TAG@in.shop.example", made of the setting's "reply@in.shop.example"; NULL: the shop has
 * none. The tag is of letters that survive being written small or large. */
const char *reply_address(struct work *w, uint64_t item_id);
/* Whose item an address is of; 0: it is none of ours. */
uint64_t reply_item(struct work *w, const char *address);

/* Pure (reply_rules.c): what of a mail was written now. */
const char *reply_own_words(struct arena *a, const char *text);

#endif
