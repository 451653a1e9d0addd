/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's days and hours, in its own zone. */
#ifndef REGULARS_DEMO_CALENDAR_H
#define REGULARS_DEMO_CALENDAR_H

#include "base/instant.h"
#include "demo/dice.h"

/* A local day (days since 1970) at hour and minute of the clock there. */
struct instant day_at(int64_t day, int hour, int minute);
int hour_of(struct instant t);
/* Somewhere between two hours of a day. */
struct instant day_between(int64_t day, int from_hour, int to_hour, struct dice *d);
/* When people order: little at night, most in the evening. */
struct instant day_order_time(int64_t day, struct dice *d);
/* t, or the next morning where the shop is closed at t. */
struct instant in_opening_hours(struct instant t, struct dice *d);

#endif
