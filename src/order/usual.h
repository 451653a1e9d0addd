/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer buys again and again; for the files of order/ alone. */
#ifndef REGULARS_ORDER_USUAL_H
#define REGULARS_ORDER_USUAL_H

#include "order/order.h"

#define USUAL_LEAST 4 /* orders from which a rhythm is said */
/* Days between two orders of it; 0: it cannot be said. */
int usual_every(int orders, struct instant first, struct instant last);
enum usual_standing { USUAL_UNKNOWN, USUAL_ON_TRACK, USUAL_OVERDUE, USUAL__MAX };
extern const char *const usual_standing_word[USUAL__MAX];
enum usual_standing usual_standing(int every, struct instant last, struct instant now);

#endif
