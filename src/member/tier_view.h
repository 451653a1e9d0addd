/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers as trees, for the handlers of member/. */
#ifndef REGULARS_MEMBER_TIER_VIEW_H
#define REGULARS_MEMBER_TIER_VIEW_H

#include "member/tier.h"

/* {id, name, name_en, entry, stay (measures), is_base, rate, has_more_points, free_shipping_over:
 * money or null, ships_free, comes_first, more: [{text}], version}. A measure: {by_spend,
 * by_points, by_orders, n, money}. */
cJSON *tier_view(const struct work *w, const struct tier *t, enum tier_by by);

#endif
