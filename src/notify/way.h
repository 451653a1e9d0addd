/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a message goes; for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_WAY_H
#define REGULARS_NOTIFY_WAY_H

#include "notify/choice.h"

struct way {
	enum message_channel channel;
	const char *to;
};
/* Where the order's customer is written to: its own contact first, else wherever they are known to
 * read. False: nowhere. */
bool message_way(struct work *w, const struct order *o, struct way *out);
/* The same with the ways that were asked for besides; how many. What is wanted nowhere goes the
 * first way, to stay unsent there. More than message_way: a statement each for SMS and WeChat where
 * the shop has them, and one for each of these. */
size_t message_ways(struct work *w, const struct order *o, const char *template,
		    struct way out[MESSAGE_CHANNEL__MAX]);

/* Where somebody is written to that no order is about. False: nowhere. One statement. */
bool message_way_of_customer(struct work *w, uint64_t customer_id, struct way *out);

#endif
