/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker does for parcels: the clock speaks where the carrier is silent. */
#include "shipping/inside.h"

enum { PARCELS_AT_ONCE = 100 };

struct watching {
	uint64_t parcel_id;
	bool changed;
};

static int watch(struct work *w, void *arg)
{
	struct watching *v = arg;
	struct opened x;
	enum parcel_state said;

	v->changed = false;
	if (parcel_open(w, (struct parcel_ref){ v->parcel_id, 0 }, NULL, &x) != SHIPPING_OK ||
	    !parcel_watch(x.parcel, w->now))
		return 0;
	said = x.parcel->lost && !x.before.lost ? PARCEL_LOST : PARCEL_DELAYED;
	opened_flag(w, &x, said);
	v->changed = true;
	return 0;
}

size_t shipping_watch(struct work *w)
{
	struct work by_rule = *w;
	uint64_t ids[PARCELS_AT_ONCE], after = 0;
	size_t n, changed = 0;

	by_rule.actor = (struct actor){ ACTOR_RULE, 0 };
	do {
		n = parcel_store_to_watch(w, after, ids, PARCELS_AT_ONCE);
		for (size_t i = 0; i < n; i++) {
			struct watching v = { .parcel_id = ids[i] };
			(void)work_transaction(&by_rule, watch, &v);
			changed += v.changed;
			after = ids[i];
		}
	} while (n == PARCELS_AT_ONCE);
	return changed;
}
