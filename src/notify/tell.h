/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which message an event makes, and when it leaves; for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_TELL_H
#define REGULARS_NOTIFY_TELL_H

#include "notify/store.h"
#include "shipping/shipping.h"

/* News of parcels waits so long for more of it. */
#define MESSAGE_JOIN (15 * INSTANT_MINUTE)
/* A customer is reminded so long before an unpaid order is closed, but not as soon as it is placed.
 */
#define MESSAGE_PAY_SOON  (20 * INSTANT_MINUTE)
#define MESSAGE_PAY_PAUSE (5 * INSTANT_MINUTE)

/* ---- rules (notify/tell_rules.c): pure ---- */
/* The template; NULL: nobody is told. state: of the parcel, read where message_needs_state asks for
 * it, else any. */
const char *message_of_event(const struct order_event *e, enum parcel_state state);
/* A parcel that is late is called so whatever else it does. */
bool message_needs_state(const struct order_event *e);
/* It may leave together with others of its customer. */
bool message_joins(const char *template);
/* One message a parcel and template, however often it is said. */
bool message_is_once_a_parcel(const char *template);
/* Whole days from one local day to a later one; 0: not later. */
int64_t message_days_late(const struct order_event *e, struct instant *to);

/* Nothing was received, and it is closed soon; it was not placed just now. */
bool message_is_to_pay(const struct order *o, struct instant now);

/* What goes out as one mail: of the same parcel the newest alone. Sorts all[] by id; returns how
 * many are left to say, and moves those to the front. */
size_t message_newest_of_parcels(struct message **all, size_t n);

#endif
