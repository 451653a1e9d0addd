/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scans of a parcel's way: what they are made of, for the files that lay the way out. */
#ifndef REGULARS_DEMO_SCAN_H
#define REGULARS_DEMO_SCAN_H

#include "demo/shop.h"

#define HERE     "杭州"
#define SAY(...) arena_printf(s->arena, __VA_ARGS__)

const char *scan_surname(struct shop *s, struct box *b);
/* 成都市 is 成都 in the names of hubs. */
const char *scan_city(struct shop *s, const struct box *b);
/* A day of its way, counted from the evening it left; hours of the clock. */
struct instant scan_on(struct box *b, int64_t day, int from, int to);
void scan_add(struct box *b, struct instant at, enum parcel_state state,
	      enum parcel_problem problem, const char *place, const char *words);
void scan_out(struct shop *s, struct box *b, struct instant at);
void scan_delivered(struct box *b, struct instant at);
void scan_locker(struct shop *s, struct box *b, struct instant at);

/* way_halt.c: scans are cut off where the parcel is to stand when the shop is shown, and the last
 * day's are put in their place. */
void way_halt(struct shop *s, struct box *b);

#endif
