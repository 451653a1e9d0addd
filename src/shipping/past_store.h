/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of parcels of the past, for the files of shipping/ alone. */
#ifndef REGULARS_SHIPPING_PAST_STORE_H
#define REGULARS_SHIPPING_PAST_STORE_H

#include "shipping/store.h"

/* Parcels without carrier, number, problem and promise. */
void parcel_past_store_insert(struct work *w, const struct parcel *v, size_t n);
void parcel_past_store_insert_lines(struct work *w, const struct parcel_of_line *v, size_t n);
/* Events without place and words. */
void parcel_past_store_insert_events(struct work *w, const struct parcel_event_row *v, size_t n);

#endif
